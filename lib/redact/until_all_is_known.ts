/** Texts that belong together, redacted one after the other: a secret may be named in one and stand bare in an earlier one. */
import type { Redactor } from "./redactor.ts";

/** What is replaced may make a neighbour recognisable; more often than that, nobody writes secrets. */
const MAX_ROUNDS = 3;

/** Runs work that redacts texts, and repeats it if the redactor has learned new secrets meanwhile. */
export async function untilAllIsKnown<Value>(
  redactor: Pick<Redactor, "known">,
  work: () => Promise<Value>,
): Promise<Value> {
  for (let round = 1;; round++) {
    const known = redactor.known();
    const value = await work();
    if (redactor.known() === known || round === MAX_ROUNDS) return value;
  }
}
