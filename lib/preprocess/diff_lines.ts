/** Which lines of a diff are kept that is too long, and where a long line differs from the one that it replaces. */

import type { Characters } from "../session/mod.ts";
import type { ErrorLine } from "./error_lines.ts";
import { type Room, roomFor, takeAllWithin } from "./line_room.ts";
import { type Source, startOf } from "./pruned_source.ts";
import type { TextLines } from "./text_lines.ts";

const PLUS = 0x2b;
const MINUS = 0x2d;

/** What lines that were put in, that were taken away, and others get of all that are shown, before more of any kind. */
const SHARES = [0.6, 0.25, 0.15];

/** Unchanged lines and marks of hunks say something near a change. */
const NEAR_LINES = 2;

/** The lines that are kept, so many at most: the first and the last of each kind, and of what was put in more. */
export function takeDiffLines(source: Source, mostLines: number): Room {
  const { lines, text, limits } = source;
  const room = roomFor(source, limits.characters);
  const kinds: [number[], number[], number[]] = [[], [], []];
  for (let line = 0; line < lines.count; line++) kinds[kindOf(text, startOf(lines, line))]?.push(line);
  const orders = kinds.map(fromBothEnds);
  const isNearKept = (line: number) =>
    room.kept.subarray(Math.max(0, line - NEAR_LINES), line + NEAR_LINES + 1).includes(1);
  let left = mostLines;
  for (const shares of [SHARES, SHARES.map(() => 1)]) {
    orders.forEach((order, kind) => {
      const missing = order.filter((line) => room.kept[line] !== 1 && (kind < 2 || isNearKept(line)));
      const share = shares[kind] ?? 1;
      const chosen = missing.slice(0, Math.min(left, Math.ceil(share * mostLines)));
      takeAllWithin(room, chosen, share * limits.characters);
      left -= chosen.length;
    });
  }
  return room;
}

/** 0 for what was put in, 1 for what was taken away, 2 for others. */
function kindOf(text: Characters, place: number): 0 | 1 | 2 {
  const mark = text.charCodeAt(place);
  return mark === PLUS ? 0 : mark === MINUS ? 1 : 2;
}

/** Two of the first, one of the last, and so on: where room ends, both ends are there. */
function fromBothEnds(lines: readonly number[]): number[] {
  const ordered: number[] = [];
  let [first, last] = [0, lines.length];
  while (first < last) {
    ordered.push(...lines.slice(first, Math.min(last, first + 2)));
    first = Math.min(last, first + 2);
    if (first < last) ordered.push(lines[--last] ?? 0);
  }
  return ordered;
}

/** Where lines that are longer than the limit differ from those that they replace, or that replace them. */
export function changedPlaces(text: Characters, lines: TextLines, lineCharacters: number): ErrorLine[] {
  const places: ErrorLine[] = [];
  const lengthOf = (line: number) => startOf(lines, line + 1) - startOf(lines, line);
  for (let line = 0; line < lines.count;) {
    const removed = line;
    while (line < lines.count && kindOf(text, startOf(lines, line)) === 1) line++;
    const added = line;
    while (line < lines.count && kindOf(text, startOf(lines, line)) === 0) line++;
    for (let index = 0; removed + index < added && added + index < line; index++) {
      const pair = [removed + index, added + index] as const;
      if (!pair.some((one) => lengthOf(one) > lineCharacters)) continue;
      const common = commonLength(
        text,
        startOf(lines, pair[0]),
        startOf(lines, pair[1]),
        Math.min(...pair.map(lengthOf)),
      );
      for (const one of pair) {
        places.push({ line: one, place: startOf(lines, one) + common, isStrong: false });
      }
    }
    if (line === removed) line++;
  }
  return places;
}

/** How many characters behind the marks are the same, with the mark. */
function commonLength(text: Characters, one: number, other: number, most: number): number {
  let length = 1;
  while (length < most - 1 && text.charCodeAt(one + length) === text.charCodeAt(other + length)) length++;
  return length;
}
