/** Shortens a diff that is too long: chooses lines, and shortens long ones. */

import type { Characters } from "../../session/mod.ts";
import { changedWords, type Stretch } from "./changed_words.ts";
import { wordEnd, wordStart } from "./cut_text.ts";
import type { TextLimits } from "./detail.ts";
import { type Room, roomFor, takeAllWithin } from "./line_room.ts";
import { type Source, startOf } from "./pruned_source.ts";
import type { TextLines } from "./text_lines.ts";

const PLUS = 0x2b;
const MINUS = 0x2d;

/** The shares of the shown lines for added, removed and other lines, before more of any kind are shown. */
const SHARES = [0.6, 0.25, 0.15];

/** The share of all characters that one overlong line of each kind gets. */
const LONG_LINE_SHARES = [0.25, 0.0625, 0] as const;

/** How many times the shown characters are compared word by word. */
const COMPARED_TIMES = 8;

/** How close to a change unchanged lines and hunk marks have to be to say something. */
const NEAR_LINES = 2;

/** Chooses at most this many lines: the first and the last of each kind, and more of the added ones. */
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

/** 0 for added lines, 1 for removed ones, 2 for others. */
function kindOf(text: Characters, place: number): 0 | 1 | 2 {
  const mark = text.charCodeAt(place);
  return mark === PLUS ? 0 : mark === MINUS ? 1 : 2;
}

/**
 * Orders lines from both ends: two of the first, one of the last, and so on. When room ends, both ends are there.
 */
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

/**
 * What is shown of lines that are longer than the limit: of one that replaces another, or is replaced, each place where they differ; of one
 * that was put in, which says it all, as much as there is room for.
 */
export function longLineStretches(
  text: Characters,
  lines: TextLines,
  { lineCharacters, characters }: TextLimits,
): ReadonlyMap<number, readonly Stretch[]> {
  const stretches = new Map<number, readonly Stretch[]>();
  const textOf = (line: number) =>
    text.slice(startOf(lines, line), startOf(lines, line + 1)).replace(/\n$/, "");
  const isLong = (line: number) => startOf(lines, line + 1) - startOf(lines, line) > lineCharacters;
  const mostOf = (line: number) =>
    Math.max(lineCharacters, characters * LONG_LINE_SHARES[kindOf(text, startOf(lines, line))]);
  let compared = 0;
  for (let line = 0; line < lines.count;) {
    const removed = line;
    while (line < lines.count && kindOf(text, startOf(lines, line)) === 1) line++;
    const added = line;
    while (line < lines.count && kindOf(text, startOf(lines, line)) === 0) line++;
    const pairs = Math.min(added - removed, line - added);
    for (let index = 0; index < pairs; index++) {
      const pair = [removed + index, added + index] as const;
      if (!pair.some(isLong)) continue;
      const [old, now] = [textOf(pair[0]).slice(1), textOf(pair[1]).slice(1)];
      compared += old.length + now.length;
      const changed = changedWords(old, now, compared <= COMPARED_TIMES * characters);
      if (isLong(pair[0])) stretches.set(pair[0], shownAround(`-${old}`, changed.removed, mostOf(pair[0])));
      if (isLong(pair[1])) stretches.set(pair[1], shownAround(`+${now}`, changed.added, mostOf(pair[1])));
    }
    for (let alone = added + pairs; alone < line; alone++) {
      if (isLong(alone)) stretches.set(alone, bothEnds(textOf(alone), [0, Infinity], mostOf(alone)));
    }
    if (line === removed) line++;
  }
  return stretches;
}

/** Characters around a change on either side, and at the beginning and the end of a line. */
const AROUND_CHARACTERS = 60;
const END_CHARACTERS = 24;

/**
 * The stretches of a line that are shown: its beginning, its changes with some text around each, and its end.
 *
 * @param changes where the line differs from the other one; the mark (`+`, `-`) is not counted.
 */
function shownAround(line: string, changes: readonly Stretch[], most: number): Stretch[] {
  // The mark, whatever stands behind it.
  const around: [start: number, end: number][] = [[0, 1]];
  const ends: Stretch[] = [[0, END_CHARACTERS], [line.length - END_CHARACTERS, line.length]];
  const wanted = changes.map((
    [start, end],
  ): Stretch => [start + 1 - AROUND_CHARACTERS, end + 1 + AROUND_CHARACTERS]);
  for (const [first, last] of [ends[0] ?? [0, 0], ...wanted, ends[1] ?? [0, 0]]) {
    const start = wordStart(line, Math.max(0, first));
    const end = wordEnd(line, Math.min(line.length, last));
    const before = around.at(-1);
    if (before !== undefined && start <= before[1] + END_CHARACTERS) before[1] = Math.max(before[1], end);
    else around.push([start, end]);
  }
  let left = most;
  const taken = new Set<number>();
  for (const at of fromBothEnds([...around.keys()])) {
    const [start, end] = around[at] ?? [0, 0];
    if (end - start > left) continue;
    taken.add(at);
    left -= end - start;
  }
  return around.flatMap((stretch, at) => {
    if (taken.has(at)) return [stretch];
    // One change that is longer than all that is shown.
    return left > 2 * END_CHARACTERS && stretch[1] - stretch[0] > left ? bothEnds(line, stretch, left) : [];
  });
}

/** A stretch of a line, without its middle if it is too long. */
export function bothEnds(line: string, [start, last]: Stretch, most: number): Stretch[] {
  const end = Math.min(line.length, last);
  if (end - start <= most) return [[start, end]];
  const head = wordStart(line, start + Math.floor(most * HEAD_SHARE));
  const tail = wordEnd(line, end - Math.floor(most * (1 - HEAD_SHARE)));
  return [[start, Math.max(start, 1, head)], [Math.min(end, tail), end]];
}

/** The share of an overlong line's room for its beginning. */
const HEAD_SHARE = 0.75;
