/** The account of a converted session, as plain data: for answers, manifests and tables. */

import { countNamed, type ReadingRecord, type UnparsedLine } from "../../session/mod.ts";
import type { Ledger, Tallies, Tally } from "./ledger.ts";

/** What became of a share of a session's bytes, with the reasons. Bytes are UTF-8, decoded (see ledger.ts). */
export interface LedgerAccount {
  readonly count: number;
  readonly bytes: number;
  /** By bytes, the most first. Sums of these are `count` and `bytes`. */
  readonly reasons: Readonly<Record<string, Readonly<Tally>>>;
}

/**
 * The account of a session. This holds, and is exact except what the notes say:
 *
 *     read + moved_results + grown = kept + pruned + deduplicated + truncated + unparsed + structure
 */
export interface SessionLedger {
  /** Bytes of the session's logs, subagents' logs included. */
  readonly read: number;
  /** Bytes of results that were read from files beside the log. */
  readonly moved_results: number;
  /**
   * Bytes by which text is longer decoded than it was written, as far as the structure doesn't make up for it: 0 but
   * for logs that are no text (each byte that isn't UTF-8 becomes three), or numbers such as 1e20, which are written out.
   */
  readonly grown: number;
  /** Text that reached parts, before redaction and XML, by element. Notes on what is missing are not counted. */
  readonly kept: LedgerAccount;
  /** What teaches nothing: whole lines by their type, and texts or lines of texts by what they are. */
  readonly pruned: LedgerAccount;
  /** What stands elsewhere in the session. */
  readonly deduplicated: LedgerAccount;
  /** What was cut off a text that is kept. */
  readonly truncated: LedgerAccount;
  readonly unparsed: {
    readonly count: number;
    /** Of lines that hold something readable, only what was lost: 0 for one that was cut short. */
    readonly bytes: number;
    /** The first 1,000, and further ones as ranges. */
    readonly lines: readonly UnparsedLine[];
    /** How many there are that the list does not name. */
    readonly unnamed: number;
  };
  /** The rest: JSON syntax, names, ids, times, escapes, usage, and lists in `toolUseResult`. Counted by subtraction. */
  readonly structure: number;
  /** What was replaced in the kept text, by kind: not a share of its own. Parts are scanned twice, texts and XML. */
  readonly redacted: LedgerAccount;
}

/** What an account is made from. */
export interface LedgerSources {
  readonly ledger: Ledger;
  readonly record: ReadingRecord;
  /** What the redactor took out meanwhile, by kind. */
  readonly redacted: Readonly<Record<string, Readonly<Tally>>>;
  /** Why the session leaves no parts, or undefined for one that does. */
  readonly leftOut: string | undefined;
}

/** Closes the account of a session. */
export function sessionLedger({ ledger, record, redacted, leftOut }: LedgerSources): SessionLedger {
  const neverKept = [...record.neverKept].map(([type, { lines, bytes }]): [string, Tally] => [
    type,
    { count: lines, bytes },
  ]);
  const text = accountOf(ledger.kept);
  const notWritten: [string, Tally][] = leftOut === undefined || text.count === 0
    ? []
    : [[leftOut, { count: text.count, bytes: text.bytes }]];
  const kept = leftOut === undefined ? text : accountOf([]);
  const pruned = accountOf([...merged(neverKept, ledger.pruned), ...notWritten]);
  const deduplicated = accountOf(ledger.deduplicated);
  const truncated = accountOf(ledger.truncated);
  const unparsed = {
    count: record.unparsedCount,
    bytes: record.unparsedBytes,
    lines: record.unparsed,
    unnamed: record.unparsedCount - countNamed(record.unparsed),
  };
  const accounted = [kept, pruned, deduplicated, truncated, unparsed].reduce(
    (sum, { bytes }) => sum + bytes,
    0,
  );
  const rest = record.bytes + ledger.movedBytes - accounted;
  return {
    read: record.bytes,
    moved_results: ledger.movedBytes,
    grown: Math.max(0, -rest),
    kept,
    pruned,
    deduplicated,
    truncated,
    unparsed,
    structure: Math.max(0, rest),
    redacted: accountOf(Object.entries(redacted)),
  };
}

/** A type may be dropped before it is parsed or, where the line holds more, after. */
function merged(first: readonly [string, Tally][], second: Tallies): Map<string, Tally> {
  const all = new Map(first);
  for (const [name, { count, bytes }] of second) {
    const known = all.get(name) ?? { count: 0, bytes: 0 };
    all.set(name, { count: known.count + count, bytes: known.bytes + bytes });
  }
  return all;
}

function accountOf(tallies: Iterable<readonly [string, Readonly<Tally>]>): LedgerAccount {
  // What two cuts took out of each other's notes is counted twice, and may be more than a short text.
  const sorted = [...tallies].map(([name, { count, bytes }]) =>
    [name, { count, bytes: Math.max(0, bytes) }] as const
  ).sort(([, a], [, b]) => b.bytes - a.bytes || b.count - a.count);
  return {
    count: sorted.reduce((sum, [, { count }]) => sum + count, 0),
    bytes: sorted.reduce((sum, [, { bytes }]) => sum + bytes, 0),
    reasons: Object.fromEntries(sorted.map(([name, { count, bytes }]) => [name, { count, bytes }])),
  };
}
