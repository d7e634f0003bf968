/** Text inside a document in some notation (XML, JSON): decoded for the rules, replaced in the notation. */
import type { Finding } from "../finding.ts";

/** A stretch of a document that holds text. */
export interface TextRun {
  /** Where the stretch stands in the document, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** The decoded text. */
  readonly text: string;
  /** For each decoded character, and one past the last, its offset from `start`. Missing where nothing was encoded. */
  readonly offsets?: Uint32Array;
}

/** The position in the document of a character of a decoded run. */
export function documentOffset(run: TextRun, index: number): number {
  return run.start + (run.offsets === undefined ? index : run.offsets[index] ?? run.end - run.start);
}

/**
 * The first decoded character that begins at or after a place in the document: a place inside an escape counts as
 * the character after it.
 */
function decodedIndex(run: TextRun, place: number): number {
  const offset = place - run.start;
  if (run.offsets === undefined) return Math.min(Math.max(offset, 0), run.text.length);
  let low = 0;
  let high = run.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((run.offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A finding of the document as a finding of one of its runs; undefined if they have nothing in common. */
export function withinRun(run: TextRun, finding: Finding): Finding | undefined {
  if (finding.end <= run.start || finding.start >= run.end) return undefined;
  const start = decodedIndex(run, Math.max(finding.start, run.start));
  const end = decodedIndex(run, Math.min(finding.end, run.end));
  return end > start ? { ...finding, start, end } : undefined;
}
