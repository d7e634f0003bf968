/** What can be made to go wrong, and for which requests. */

/**
 * One thing that goes wrong.
 *
 * Of cut connections: Deno's own `fetch` sends a request again, whatever its method, when a connection that was used
 * before ends without an answer (2.7: also a new one), unless the body is a stream. So a client may not see one cut
 * that the journal shows, and `times: 1` may pass unnoticed; that is how it is with GitHub too.
 */
export type Fault =
  /** The request is answered rightly, but later. */
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** Another answer; nothing is done. A body that is no string is sent as JSON. */
  | {
    readonly kind: "status";
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  }
  /** The connection is cut when the request has been read; nothing is done. */
  | { readonly kind: "reset-before-answer" }
  /** The request is carried out, then the connection is cut without an answer. */
  | { readonly kind: "reset-after-acting" }
  /** The request is carried out; the connection is cut after so many bytes of the answer's body. */
  | { readonly kind: "cut-body"; readonly afterBytes: number }
  /** The request is carried out; the answer's body comes in pieces with pauses. */
  | { readonly kind: "slow-body"; readonly bytesAtOnce: number; readonly pauseMilliseconds: number }
  /** The request is carried out; the answer's body is JSON cut in the middle, with a right content length. */
  | { readonly kind: "malformed-json" }
  /** Nothing goes wrong, but something else happens before the request is carried out, or after it and before its answer. */
  | {
    readonly kind: "meanwhile";
    readonly before?: () => void | Promise<void>;
    readonly after?: () => void | Promise<void>;
  }
  /** No answer, until the client gives up or the emulator is closed; nothing is done. */
  | { readonly kind: "hang" }
  /** The request is carried out, but there is no answer until then. */
  | { readonly kind: "hang-after-acting" };

/** Which requests a fault befalls; all that is given must fit. */
export interface FaultRule {
  readonly server?: "api" | "web";
  readonly method?: string;
  /** Matched against the path; without the `/api/v3` of an enterprise server. */
  readonly path?: RegExp;
  /** Matched against the operation's name, or its first field where it has no name. */
  readonly graphqlOperation?: RegExp;
  /** How many fitting requests go through first. Default: 0. */
  readonly after?: number;
  /** How many fitting requests it befalls then. Default: 1. */
  readonly times?: number;
  readonly fault: Fault;
}

/** An injected fault. */
export interface InjectedFault {
  /** How many requests it has befallen so far. */
  readonly hits: number;
  remove(): void;
}

/** Makes requests go wrong. The oldest rule that fits a request is the one it meets. */
export interface FaultInjector {
  inject(rule: FaultRule): InjectedFault;
  clear(): void;
}
