/** Which lines of a text that report errors are kept, and what of their surroundings. */

import { ERROR_NUMBERS, type TextLines } from "./text_lines.ts";

/** A line that reports an error. */
export interface ErrorLine {
  readonly line: number;
  /** Where the word stands that tells of it, in characters of the text. */
  readonly place: number;
  /** It is no matter of course in the output of a program that went well. */
  readonly isStrong: boolean;
}

/** Of each line what it says most. */
export function errorsOf({ errors, errorCount }: TextLines): ErrorLine[] {
  const found: ErrorLine[] = [];
  for (let index = 0; index < ERROR_NUMBERS * errorCount; index += ERROR_NUMBERS) {
    const error = {
      line: errors[index] ?? 0,
      place: errors[index + 1] ?? 0,
      isStrong: (errors[index + 2] ?? 0) > 1,
    };
    if (found.at(-1)?.line === error.line) found.pop();
    found.push(error);
  }
  return found;
}

/**
 * Ranges of lines that report errors, each with the line before and after, from one line on, up to another: at most `limit` such lines,
 * first those that say more, of either kind the first and the last. What follows one directly stands in its range; behind those that say more
 * a few indented lines, too: the trace, the difference, the place in the source.
 */
export function errorRanges(
  errors: readonly ErrorLine[],
  from: number,
  to: number,
  limit: number,
  isIndented: (line: number) => boolean,
): [number, number][] {
  if (limit <= 0 || from >= to) return [];
  const strong: ErrorLine[] = [];
  const weak: ErrorLine[] = [];
  let covered = from;
  let last: ErrorLine | undefined;
  for (const error of errors) {
    if (error.line < from || error.line >= to) continue;
    // What stands behind an error that is shown anyway counts only where it says more.
    if (error.line < covered && (!error.isStrong || last?.isStrong)) continue;
    (error.isStrong ? strong : weak).push(error);
    last = error;
    covered = error.line + 2;
  }
  const chosen = firstAndLast(strong, limit);
  chosen.push(...firstAndLast(weak, limit - chosen.length));
  const ranges: [number, number][] = [];
  for (const { line, isStrong } of chosen.sort((one, other) => one.line - other.line)) {
    let end = Math.min(to, line + 2);
    while (isStrong && end < to && end <= line + MOST_DETAIL_LINES && isIndented(end)) end++;
    addRange(ranges, Math.max(from, line - 1), end);
  }
  return ranges;
}

/** Lines behind an error that are kept at most. */
const MOST_DETAIL_LINES = 4;

function firstAndLast<Item>(items: readonly Item[], limit: number): Item[] {
  if (items.length <= limit) return [...items];
  const firsts = Math.ceil(limit / 2);
  return [...items.slice(0, firsts), ...items.slice(items.length - (limit - firsts))];
}

function addRange(ranges: [number, number][], start: number, end: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
  else ranges.push([start, end]);
}
