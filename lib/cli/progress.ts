/** What a person sees while a command works: everything on standard error, never on standard output. */

/** One announced piece of work. Finish it with `done`, `skipped` or `failed`, once. */
export interface Step {
  /** A word on how far it is; shown beside the spinner, and as a line with `--verbose`. */
  update(status: string): void;
  /** Finished; the summary holds counts and sizes. The duration is added by itself. */
  done(summary?: string): void;
  skipped(reason: string): void;
  failed(reason: string): void;
}

export interface Progress {
  /** Announces a piece of work. Several may run at the same time. */
  step(title: string): Step;
  /**
   * A line for people, left out with `--quiet`. This, what is warned of, why something failed and details may quote texts from
   * elsewhere: they are redacted. A step's title, status and summary aren't.
   */
  note(line: string): void;
  /** Something a person should know; the command goes on. */
  warn(line: string): void;
  /** A line shown with `--verbose` only. */
  detail(line: string): void;
  /** Resolves when all that was said is shown: before somebody is asked, or another program takes the terminal. */
  settled(): Promise<void>;
  /** Stops the spinner and leaves the cursor on a new line, when all that was said is there. */
  close(): Promise<void>;
}

/** Progress that says nothing: for callers that use a command as a function. */
export const silentProgress: Progress = {
  step: () => ({ update() {}, done() {}, skipped() {}, failed() {} }),
  note() {},
  warn() {},
  detail() {},
  settled: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
