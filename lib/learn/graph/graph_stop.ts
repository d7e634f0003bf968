/** What ends a whole graph, not only the node that met it. */

/** Why no further node is started: a credential that doesn't work, a budget that is used up. */
export class GraphStop extends Error {
  override readonly name = "GraphStop";
  /** @param message one sentence for people: what happened, what to do next. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
