/** Notes on lines that are left out: a result of many megabytes has some before it is pruned (long_result.ts). */

import type { LineRange } from "./line_choice.ts";
import { type Source, startOf } from "./pruned_source.ts";

/** The note that stands for this many omitted lines; it is a line itself. */
export function lineNote(lines: number): string {
  return `[… ${lines} lines …]\n`;
}

const NOTE = /^\[… (\d+) lines …\]$/gm;
const NOTE_START = "[… ";

/** Whether a text may contain notes on omitted lines. */
export function hasNotes(text: string): boolean {
  return text.includes(NOTE_START);
}

/** How many lines stand behind the notes in some lines of a text, more than the notes themselves. */
export function linesBehindNotes({ text, lines }: Source, first: number, end: number): number {
  // What stands in a reader's memory is as it was written.
  if (typeof text !== "string") return 0;
  const part = text.slice(startOf(lines, first), startOf(lines, end));
  if (!hasNotes(part)) return 0;
  let sum = 0;
  for (const [, behind] of part.matchAll(NOTE)) sum += Number(behind) - 1;
  return sum;
}

/** The ranges without notes at their ends: one note stands for what is left out there. */
export function withoutOuterNotes(source: Source, ranges: readonly LineRange[]): readonly LineRange[] {
  const { text, lines } = source;
  if (typeof text !== "string" || !hasNotes(text)) return ranges;
  const isNote = (line: number) => linesBehindNotes(source, line, line + 1) > 0;
  return ranges.flatMap(([start, end]): LineRange[] => {
    let [first, last] = [start, end];
    while (first > 0 && first < last && isNote(first)) first++;
    while (last < lines.count && last > first && isNote(last - 1)) last--;
    return first === last ? [] : [[first, last]];
  });
}
