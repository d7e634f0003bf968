/**
 * The redactor of a run. It remembers the secrets that it finds, and those that others tell it of (workers, an earlier
 * run), and takes them out of whatever it is given from then on. Its receipt counts what others found, too.
 */

import { type KnownSecret, KnownSecrets } from "./known_secrets.ts";
import type { Redactor } from "./redactor.ts";

/** A redactor that remembers, and that others add to. */
export interface RunRedactor extends Redactor {
  /** Adds what another redactor found, kind → count, in text that goes the same way. */
  count(found: Readonly<Record<string, number>>): void;
  /** Secrets that another redactor found: wherever one stands in what comes from now on, it is taken out. */
  learn(secrets: readonly KnownSecret[]): void;
  /** Names that the program needs, such as ids of sessions: where a text calls one a secret, it stays in all others. */
  spare(names: Iterable<string>): void;
  /**
   * From now on nothing is remembered any more: what a text becomes doesn't depend on those that came before it, such as
   * answers of models, which come in any order.
   */
  stopLearning(): void;
}

/** Gives a redactor a memory of found secrets, to which others can add. */
export function createRunRedactor(redactor: Redactor): RunRedactor {
  const further = new Map<string, number>();
  const known = new KnownSecrets();
  return {
    ...redactor.remembering(known),
    // Texts that belong together by themselves.
    remembering: (secrets) => redactor.remembering(secrets),
    count(found) {
      for (const [kind, count] of Object.entries(found)) further.set(kind, (further.get(kind) ?? 0) + count);
    },
    learn: (secrets) => known.learn(secrets),
    spare: (names) => known.spare(names),
    stopLearning: () => known.close(),
    receipt() {
      const all = new Map(Object.entries(redactor.receipt()));
      for (const [kind, count] of further) all.set(kind, (all.get(kind) ?? 0) + count);
      return Object.fromEntries([...all].sort(([a], [b]) => a < b ? -1 : 1));
    },
  };
}
