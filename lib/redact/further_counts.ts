/** A receipt that also counts what other redactors of the same run took out: those of workers, and of an earlier run. */

import type { Redactor } from "./redactor.ts";

/** A redactor whose receipt others add to. */
export interface CountingRedactor extends Redactor {
  /** Adds what another redactor found, kind → count, in text that goes the same way. */
  count(found: Readonly<Record<string, number>>): void;
}

/** Gives a redactor a receipt that can be added to. */
export function withFurtherCounts(redactor: Redactor): CountingRedactor {
  const further = new Map<string, number>();
  return {
    ...redactor,
    count(found) {
      for (const [kind, count] of Object.entries(found)) further.set(kind, (further.get(kind) ?? 0) + count);
    },
    receipt() {
      const all = new Map(Object.entries(redactor.receipt()));
      for (const [kind, count] of further) all.set(kind, (all.get(kind) ?? 0) + count);
      return Object.fromEntries([...all].sort(([a], [b]) => a < b ? -1 : 1));
    },
  };
}
