/** What a redactor takes out of some texts among all that it is given. */
import type { Redactor } from "./redactor.ts";

/** Kind → how often, and how many bytes of UTF-8. */
export type Taken = Readonly<Record<string, { readonly count: number; readonly bytes: number }>>;

/**
 * Starts watching a redactor.
 *
 * @returns a function that gives what the redactor has taken out since this call, including what other callers gave
 * it meanwhile.
 */
export function watchTaken(redactor: Pick<Redactor, "receipt" | "replacedBytes">): () => Taken {
  const before = { counts: redactor.receipt(), bytes: redactor.replacedBytes() };
  return () => {
    const bytes = redactor.replacedBytes();
    return Object.fromEntries(
      Object.entries(redactor.receipt()).flatMap(([kind, all]) => {
        const count = all - (before.counts[kind] ?? 0);
        return count > 0 ? [[kind, { count, bytes: (bytes[kind] ?? 0) - (before.bytes[kind] ?? 0) }]] : [];
      }),
    );
  };
}

/** An account by kind, such as a ledger's: `count` and `bytes` are the sums of the reasons. */
interface Account {
  readonly count: number;
  readonly bytes: number;
  readonly reasons: Readonly<Record<string, { readonly count: number; readonly bytes: number }>>;
}

/** Adds newly removed text to an account; kinds with most bytes come first. */
export function withTaken(account: Account, more: readonly Taken[]): Account {
  const reasons = new Map(Object.entries(account.reasons));
  for (const [kind, { count, bytes }] of more.flatMap((taken) => Object.entries(taken))) {
    const known = reasons.get(kind) ?? { count: 0, bytes: 0 };
    reasons.set(kind, { count: known.count + count, bytes: known.bytes + bytes });
  }
  const sorted = [...reasons].sort(([, a], [, b]) => b.bytes - a.bytes || b.count - a.count);
  return {
    count: sorted.reduce((sum, [, { count }]) => sum + count, 0),
    bytes: sorted.reduce((sum, [, { bytes }]) => sum + bytes, 0),
    reasons: Object.fromEntries(sorted),
  };
}
