/**
 * The account of a session while it is converted: what was kept, what was left out, and why.
 *
 * Bytes are those of the text as UTF-8, decoded: an escape of the log such as `\n` or `\u00e9` is the character it
 * stands for, and what it took more belongs to the structure. Lines that are dropped as a whole count with all their
 * bytes. `Buffer.byteLength` takes 30 to 60 ns a call and runs at 20 GB/s on long texts (both measured on strings that
 * JSON.parse made), so counting costs about 2 % of a conversion (CPU profile of 64 MB).
 */

import type { RawText } from "../../redact/mod.ts";
import { Buffer } from "node:buffer";
import { isText, type Node } from "./element.ts";
import { beginningOf, type Pruned } from "../pruning/cut_text.ts";

/** How often something happened, and how many bytes it concerned. */
export interface Tally {
  count: number;
  bytes: number;
}

/** Tallies by name. */
export type Tallies = Map<string, Tally>;

/** Counts by name; names are the keys of the report. */
export interface Ledger {
  /** Text that goes into parts, before it is redacted, by the element's name. Attributes are no text. */
  readonly kept: Tallies;
  /** What teaches nothing, by reason. */
  readonly pruned: Tallies;
  /** What stands elsewhere in the session, by reason. */
  readonly deduplicated: Tallies;
  /** What was cut off a text that is kept, by what the text is. */
  readonly truncated: Tallies;
  /** Types that this program does not know, by type; their lines are among the pruned. */
  readonly unknownTypes: Tallies;
  /** Bytes of results that were read from files beside the log. */
  movedBytes: number;
}

/** A log may make names up (types of lines): so many are told apart, the others are counted together. */
export const MAX_NAMES = 100;

/** Where names beyond `MAX_NAMES` are counted. */
const OTHER_NAMES = "other";

/** Longer names are cut. */
const MAX_NAME_CHARACTERS = 60;

/** An empty ledger. */
export function newLedger(): Ledger {
  return {
    kept: new Map(),
    pruned: new Map(),
    deduplicated: new Map(),
    truncated: new Map(),
    unknownTypes: new Map(),
    movedBytes: 0,
  };
}

/**
 * Adds one occurrence to a tally.
 *
 * @param what the text concerned, or its bytes (UTF-8) if they are known.
 */
export function tally(tallies: Tallies, name: string, what: string | number = 0): void {
  add(tallies, name, 1, typeof what === "string" ? Buffer.byteLength(what) : what);
}

/** Counts an element that goes into a part. */
export function tallyKept(ledger: Ledger, name: string, children: readonly Node[]): void {
  add(ledger.kept, name, 1, bytesOf(children));
}

/** Counts the bytes that a text lost, if any. */
export function tallyShorter(tallies: Tallies, reason: string, before: RawText, after: RawText): void {
  if (after.length < before.length) add(tallies, reason, 1, bytesOf([before]) - bytesOf([after]));
}

/**
 * Counts what pruning took out of a text that is kept in an element: whole lines as pruned, what was cut off lines as
 * truncated. The notes that stand there instead (`[… 12 lines …]`) are not the log's, so the element holds less of it.
 *
 * @param what what the text is: `result`, `parameter`.
 */
export function tallyCut(ledger: Ledger, what: string, element: string, cut: Pruned): void {
  if (cut.lineBytes > 0) add(ledger.pruned, `${what} lines`, 1, cut.lineBytes);
  if (cut.characterBytes > 0) add(ledger.truncated, what, 1, cut.characterBytes);
  if (cut.noteBytes > 0) add(ledger.kept, element, 0, -cut.noteBytes);
}

/** Counts lines that were shown earlier, and the note in their place, which is not text of the log. */
export function tallyRepeatedLines(ledger: Ledger, element: string, lines: string, note: string): void {
  tally(ledger.deduplicated, "repeated lines", lines);
  add(ledger.kept, element, 0, -Buffer.byteLength(note));
}

/** Counts a result that was read from its own file instead of its preview in the log. */
export function tallyMoved(ledger: Ledger, preview: string, text: string): void {
  tally(ledger.deduplicated, "preview of a moved result", preview);
  ledger.movedBytes += Buffer.byteLength(text);
}

/**
 * Counts what a moved result lost when it was shortened while reading.
 *
 * @param read bytes (UTF-8) that were read.
 * @param unread bytes of its file that were not read.
 */
export function tallyShortened(ledger: Ledger, read: number, unread: number, text: string): void {
  const lost = read - Buffer.byteLength(text);
  if (lost > 0) tally(ledger.pruned, "result lines", lost);
  if (unread > 0) tally(ledger.truncated, "moved result, not read", unread);
  ledger.movedBytes += lost + unread;
}

/** Counts a moved result whose file is gone, but of which the log's line has a copy beside the preview. */
export function tallyRestored(ledger: Ledger, preview: string): void {
  tally(ledger.deduplicated, "preview of a moved result", preview);
}

/**
 * Counts what an edit's diff stands for. A diff that the client recorded with the result (`source`) makes the edit's
 * own texts superfluous; one that was made of them shows less than all of them.
 */
export function tallyEdit(
  ledger: Ledger,
  texts: readonly string[],
  diff: string,
  source: "result" | "parameters",
): void {
  const bytes = bytesOf(texts);
  if (source === "result") add(ledger.deduplicated, "edit shown as its diff", 1, bytes);
  else {
    const unchanged = bytes - Buffer.byteLength(diff);
    if (unchanged > 0) add(ledger.pruned, "unchanged lines of an edit", 1, unchanged);
  }
}

/**
 * Counts the sentences of a result that the client always writes.
 *
 * @param shown the rest of the result: a person's words, which are shown separately, and everything else.
 */
export function tallyStanding(ledger: Ledger, text: string, shown: readonly string[]): void {
  const bytes = Buffer.byteLength(text) - bytesOf(shown);
  if (bytes > 0) add(ledger.pruned, "standing answer", 1, bytes);
}

/**
 * Corrects the ledger for a text that was counted as pruned together with the text around it, but is shown
 * separately.
 */
export function tallyShownApart(ledger: Ledger, reason: string, text: string): void {
  add(ledger.pruned, reason, 0, -Buffer.byteLength(text));
}

/** Counts an object of the log that this program does not know: a line, a block, an attachment. */
export function tallyUnknown(ledger: Ledger, type: string, bytes = 0): void {
  add(ledger.unknownTypes, type, 1, bytes);
  add(ledger.pruned, "unknown type", 1, bytes);
}

/** The counts alone, for a report. */
export function countsOf(...all: readonly ReadonlyMap<string, Tally>[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const tallies of all) {
    for (const [name, { count }] of tallies) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return Object.fromEntries(counts);
}

function add(tallies: Tallies, name: string, count: number, bytes: number): void {
  const found = tallies.get(name) ?? tallies.get(admittedName(tallies, name));
  if (found === undefined) {
    tallies.set(admittedName(tallies, name), { count, bytes });
  } else {
    found.count += count;
    found.bytes += bytes;
  }
}

function admittedName(tallies: Tallies, name: string): string {
  // Not cut inside a word: what is left is still to be redacted.
  const short = name.length <= MAX_NAME_CHARACTERS
    ? name
    : `${beginningOf(name, MAX_NAME_CHARACTERS - 1)}…`.toWellFormed();
  return tallies.has(short) || tallies.size < MAX_NAMES - 1 ? short : OTHER_NAMES;
}

function bytesOf(nodes: readonly Node[]): number {
  let sum = 0;
  for (const node of nodes) {
    if (typeof node === "string") sum += Buffer.byteLength(node);
    else sum += isText(node) ? node.byteLength() : bytesOf(node.children);
  }
  return sum;
}
