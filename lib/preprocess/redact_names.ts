/** Redacts the names that a log gave to things, before they become part of a report: types are what a log calls them. */

import type { Redactor } from "../redact/mod.ts";
import type { UnparsedLine } from "../session/mod.ts";
import type { Ledger, Tallies } from "./events/ledger.ts";

/** The ledger with the names in its tallies redacted. */
export async function redactLedger(ledger: Ledger, redactor: Redactor): Promise<Ledger> {
  const redacted = (tallies: Tallies) => redactTallies(tallies, redactor);
  return {
    kept: ledger.kept,
    pruned: await redacted(ledger.pruned),
    deduplicated: await redacted(ledger.deduplicated),
    truncated: await redacted(ledger.truncated),
    unknownTypes: await redacted(ledger.unknownTypes),
    movedBytes: ledger.movedBytes,
  };
}

/** Redacts what is said about unread lines: a reason may contain a path. */
export async function redactUnparsed(
  lines: readonly UnparsedLine[],
  redactor: Redactor,
): Promise<UnparsedLine[]> {
  const texts = await redactor.redactAll(lines.flatMap(({ file, reason }) => [file, reason]));
  return lines.map(({ file, line, reason }, index) => ({
    file: texts[2 * index] ?? file,
    line,
    reason: texts[2 * index + 1] ?? reason,
  }));
}

async function redactTallies(tallies: Tallies, redactor: Redactor): Promise<Tallies> {
  const all: Tallies = new Map();
  const names = await redactor.redactAll([...tallies.keys()]);
  for (const [index, { count, bytes }] of [...tallies.values()].entries()) {
    const name = names[index] ?? "";
    const known = all.get(name);
    all.set(name, { count: count + (known?.count ?? 0), bytes: bytes + (known?.bytes ?? 0) });
  }
  return all;
}
