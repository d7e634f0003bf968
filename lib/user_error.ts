/**
 * The one way this program reports a failure that a person or a CI job can act on.
 *
 * Everything in `lib/` returns plain values and throws a `UserError` where it can't go on;
 * `lib/cli` catches it once, at the top, and prints `{"success": false, "error": …}`.
 */

/** What went wrong, in words for the person at the terminal. */
export interface UserErrorOptions {
  /** What was looked at or tried (a file, an address, a status), printed as `detail`. */
  readonly detail?: string;
  /** 1: the operation failed (default); 2: the command was used wrongly; 130: a person interrupted it. */
  readonly exitStatus?: 1 | 2 | 130;
  /** Whether the run must not publish anything, whatever else of it succeeds: text could not be redacted. */
  readonly publishNothing?: boolean;
  /** Whether a file of ours couldn't be written: nothing is wrong with what was read, so it is not to be left out. */
  readonly isOfWriting?: boolean;
  /** The error underneath; shown with `--verbose` only. */
  readonly cause?: unknown;
}

/**
 * A failure with a sentence a user can act on: what happened, to which file or address, what to do next.
 * The message becomes the `error` field of the JSON answer.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly detail: string | undefined;
  readonly exitStatus: 1 | 2 | 130;
  readonly publishNothing: boolean;
  readonly isOfWriting: boolean;

  constructor(message: string, options: UserErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.detail = options.detail;
    this.exitStatus = options.exitStatus ?? 1;
    this.publishNothing = options.publishNothing ?? false;
    this.isOfWriting = options.isOfWriting ?? false;
  }
}

/**
 * Whether the rest of a run is worth nothing without what failed: text that can't be redacted, a file of ours that can't
 * be written. What merely can't be read or fetched may be left out.
 */
export function endsTheRun(error: unknown): boolean {
  return error instanceof UserError && (error.publishNothing || error.isOfWriting);
}

/** The text of anything thrown, without a stack trace. */
export function messageOf(thrown: unknown): string {
  // Deno's own words tell of a flag that an executable doesn't have.
  if (thrown instanceof Deno.errors.NotCapable) return "this program may not use it";
  return thrown instanceof Error ? thrown.message : String(thrown);
}
