/** Patterns of a project's own secrets: judged by `lib/config`, searched for by `lib/redact`. */

/** A pattern as plain data: it goes to workers, and into the keys of what is cached. */
export interface CustomPattern {
  /** Names what is found, in `[redacted:<kind>:<mark>]` and in the receipt: lower-case letters, digits and hyphens. */
  readonly kind: string;
  /** Source of a regular expression that takes linear time on any text (`lib/config/pattern_cost` judges that). */
  readonly source: string;
  /** Out of `imsuv`, as it is to be compiled. */
  readonly flags: string;
}
