/** What every scenario can be given. */

export interface ScenarioOptions {
  /** The session's UUID. */
  readonly id: string;
  /** The working directory; the person's checkout of `acme/widgets` where it is missing. */
  readonly cwd?: string;
  readonly seed?: string;
}
