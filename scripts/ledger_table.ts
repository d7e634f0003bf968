/** Where the bytes of sessions went, as tables for people. */

import { placeOf } from "../lib/session/mod.ts";
import { formatBytes } from "../lib/cli/mod.ts";
import type { LedgerAccount, SessionLedger, SessionReport } from "../lib/preprocess/mod.ts";

/** Reasons shown of each account; the rest is summed up in a line. */
const SHOWN_REASONS = 8;

/** Longer names are cut, except their ends. */
const MAX_NAME_CHARACTERS = 44;

/** Of sessions, so that a line with its numbers fits into 80 characters: `planning 5f1f0a5…`. */
const MAX_SESSION_CHARACTERS = 17;
const NAME_END_CHARACTERS = 8;

/** Unreadable lines named in the table. */
const NAMED_LINES = 10;

type Row = readonly string[];

/**
 * The account of one session: what was kept, left out and why, with counts and bytes. Shares are of all bytes read.
 */
export function ledgerTable(report: SessionReport): string {
  const { ledger } = report;
  const whole = ledger.read + ledger.moved_results + ledger.grown;
  const share = (bytes: number) => whole === 0 ? "" : `${(bytes / whole * 100).toFixed(1)} %`;
  const section = (title: string, { count, bytes, reasons }: LedgerAccount, showsShare = true): Row[] => {
    if (count === 0 && bytes === 0) return [];
    const entries = Object.entries(reasons);
    const rest = entries.slice(SHOWN_REASONS);
    const sum = (amount: "count" | "bytes") => rest.reduce((total, [, tally]) => total + tally[amount], 0);
    return [
      [title, `${count}`, formatBytes(bytes), showsShare ? share(bytes) : ""],
      ...entries.slice(0, SHOWN_REASONS).map(([name, tally]) => [
        `  ${shortName(name)}`,
        `${tally.count}`,
        formatBytes(tally.bytes),
      ]),
      ...rest.length === 0 ? [] : [[`  ${rest.length} more`, `${sum("count")}`, formatBytes(sum("bytes"))]],
    ];
  };
  return aligned([
    ["ledger", "count", "bytes", "share"],
    ["read", `${report.lines}`, formatBytes(ledger.read), ""],
    ...ledger.moved_results === 0 ? [] : [["results read from files", "", formatBytes(ledger.moved_results)]],
    ...section("kept", ledger.kept),
    ...section("pruned", ledger.pruned),
    ...section("deduplicated", ledger.deduplicated),
    ...section("truncated", ledger.truncated),
    ...unparsedRows(ledger, share),
    ["structure (JSON, ids, escapes)", "", formatBytes(ledger.structure), share(ledger.structure)],
    ...section("redacted in what is kept", ledger.redacted, false),
    ["written", `${report.parts.length}`, formatBytes(report.bytesOut), share(report.bytesOut)],
  ]);
}

/** One line for each session, of 80 characters at most; what was left out for whatever reason is one sum. */
export function ledgerSummary(
  sessions: readonly { readonly name: string; readonly report: SessionReport }[],
): string {
  const leftOut = ({ pruned, deduplicated, truncated, unparsed }: SessionLedger) =>
    [pruned, deduplicated, truncated, unparsed].reduce((sum, { bytes }) => sum + bytes, 0);
  return aligned([
    ["session", "read", "kept", "left out", "structure", "redacted", "written"],
    ...sessions.map(({ name, report: { ledger, status, bytesOut } }) => [
      shortName(name, MAX_SESSION_CHARACTERS, 0),
      formatBytes(ledger.read + ledger.moved_results),
      formatBytes(ledger.kept.bytes),
      formatBytes(leftOut(ledger)),
      formatBytes(ledger.structure),
      `${ledger.redacted.count}`,
      status === "converted" ? formatBytes(bytesOut) : status,
    ]),
  ]);
}

function unparsedRows({ unparsed }: SessionLedger, share: (bytes: number) => string): Row[] {
  if (unparsed.count === 0) return [];
  const named = unparsed.lines.slice(0, NAMED_LINES).map((line) => `  ${shortName(placeOf(line))}`);
  const more = unparsed.count - named.length;
  return [
    ["unparsed", `${unparsed.count}`, formatBytes(unparsed.bytes), share(unparsed.bytes)],
    ...[...named, ...more > 0 ? [`  ${more} more`] : []].map((line) => [line]),
  ];
}

/** The first column to the left, numbers to the right. */
function aligned(rows: readonly Row[]): string {
  const columns = Math.max(...rows.map(({ length }) => length));
  const widths = Array.from(
    { length: columns },
    (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows.map((row) =>
    row.map((cell, at) => at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0)).join("  ")
      .replace(/^/, "  ").trimEnd()
  ).join("\n");
}

/** Names may come from logs: nothing in them breaks a line or acts on a terminal. */
function shortName(name: string, limit = MAX_NAME_CHARACTERS, ofEnd = NAME_END_CHARACTERS): string {
  const plain = name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, "?");
  if (plain.length <= limit) return plain;
  return `${plain.slice(0, limit - ofEnd - 1)}…${plain.slice(plain.length - ofEnd)}`;
}
