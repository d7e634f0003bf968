/**
 * The redactor of a run, which others tell of what they found: those of workers, and of an earlier run. Its receipt
 * counts that, too, and it takes their secrets out of whatever it is given from then on.
 */

import { type KnownSecret, KnownSecrets } from "./known_secrets.ts";
import type { Redactor } from "./redactor.ts";

/** A redactor that others add to. */
export interface RunRedactor extends Redactor {
  /** Adds what another redactor found, kind → count, in text that goes the same way. */
  count(found: Readonly<Record<string, number>>): void;
  /** Secrets that another redactor found: wherever one stands in what comes from now on, it is taken out. */
  learn(secrets: readonly KnownSecret[]): void;
  /** Whether it was told of any: what was redacted before may hold them. */
  hasLearned(): boolean;
}

/** Gives a redactor what others can add to. */
export function createRunRedactor(redactor: Redactor): RunRedactor {
  const further = new Map<string, number>();
  const known = new KnownSecrets();
  const remembering = redactor.remembering(known);
  const current = () => known.size > 0 ? remembering : redactor;
  return {
    redact: (text) => current().redact(text),
    redactAll: (texts) => current().redactAll(texts),
    redactMarkup: (xml) => current().redactMarkup(xml),
    redactEncodedMarkup: (xml) => current().redactEncodedMarkup(xml),
    redactJson: (value, options) => current().redactJson(value, options),
    redactJsonLines: (source) => current().redactJsonLines(source),
    replacedBytes: () => redactor.replacedBytes(),
    remembering: (secrets) => redactor.remembering(secrets),
    count(found) {
      for (const [kind, count] of Object.entries(found)) further.set(kind, (further.get(kind) ?? 0) + count);
    },
    learn: (secrets) => known.learn(secrets),
    hasLearned: () => known.size > 0,
    receipt() {
      const all = new Map(Object.entries(redactor.receipt()));
      for (const [kind, count] of further) all.set(kind, (all.get(kind) ?? 0) + count);
      return Object.fromEntries([...all].sort(([a], [b]) => a < b ? -1 : 1));
    },
  };
}
