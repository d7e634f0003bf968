/** The lines that differ between two texts, as a compact diff. */

import { diffArrays } from "diff";

/** Unchanged lines kept on either side of a change. */
const CONTEXT_LINES = 1;

/** Unchanged lines between two changes stay where they take no more: the mark that would stand for them says less. */
const MOST_GAP_CHARACTERS = 60;

/** Where lines stand in either text, from 1 on; undefined where that is not known. */
export interface LineNumbers {
  readonly old: number | undefined;
  readonly now: number | undefined;
}

/**
 * The work on one edit grows with the square of the lines that are in both texts at other places: 90 ns a step. Of
 * texts with so many more than their length allows, no line counts as unchanged.
 */
const MOST_MOVED_LINES = 200;

/** So many pairs of lines are compared sooner than a set is made of them. */
const MOST_COMPARED = 1024;

/** Of short texts so many cost nothing: their lines may all be short, and more than their length allows. */
const MOST_MOVED_IN_SHORT = 32;

const PLUS = 0x2b;
const MINUS = 0x2d;
const BLANK = 0x20;

/**
 * What was taken away and put in, with the lines around it; of equal texts the mark alone.
 *
 * @param isFile whether the texts are whole files: then the numbers of lines say where they stand.
 */
export function lineDiff(before: string, after: string, isFile = false): string {
  const [old, now] = [linesOf(before, after), linesOf(after, before)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const middle = markedLines(
    old.slice(start, old.length - end),
    now.slice(start, now.length - end),
    Math.min(MOST_MOVED_LINES, Math.max(MOST_MOVED_IN_SHORT, 2 * Math.sqrt(before.length + after.length))),
  );
  const unchanged = (lines: readonly string[]) => lines.map((line) => ` ${line}`);
  const first = Math.max(0, start - CONTEXT_LINES);
  const all = [
    ...unchanged(old.slice(first, start)),
    ...middle,
    ...unchanged(old.slice(old.length - end, old.length - end + CONTEXT_LINES)),
  ];
  return hunksOf(all, isFile ? { old: first + 1, now: first + 1 } : undefined).join("\n");
}

/** The lines of a text; beside none the line end behind the last one makes no further line. */
function linesOf(text: string, other: string): string[] {
  if (text === "") return [];
  return (other === "" && text.length > 1 && text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

/**
 * Marked lines without those that are far from any change, each run of them behind a mark.
 *
 * @param first where the first line stands; without, the marks have no numbers.
 */
export function hunksOf(lines: readonly string[], first?: LineNumbers): string[] {
  const hunks: string[] = [];
  let [old, now] = [first?.old, first?.now];
  // Up to where lines are counted, and behind which line the last run ends.
  let [counted, end] = [0, 0];
  for (let at = 0; at < lines.length; at++) {
    if (!isChange(lines[at])) continue;
    const start = Math.max(end, at - CONTEXT_LINES);
    if (hunks.length === 0 || !isShort(lines, end, start)) {
      for (; counted < start; counted++) {
        if (old !== undefined && isIn(lines[counted], MINUS)) old++;
        if (now !== undefined && isIn(lines[counted], PLUS)) now++;
      }
      hunks.push(hunkMark(first && { old, now }));
    } else hunks.push(...lines.slice(end, start));
    end = Math.min(lines.length, at + CONTEXT_LINES + 1);
    hunks.push(...lines.slice(start, end));
  }
  return hunks.length === 0 ? [hunkMark(first)] : hunks;
}

/** Stands before a run of lines. */
function hunkMark(numbers: LineNumbers | undefined): string {
  return numbers === undefined ? "@@" : `@@ -${numbers.old ?? "?"} +${numbers.now ?? "?"} @@`;
}

function isShort(lines: readonly string[], start: number, end: number): boolean {
  let characters = 0;
  for (let at = start; at < end; at++) {
    characters += (lines[at]?.length ?? 0) + 1;
    if (characters > MOST_GAP_CHARACTERS) return false;
  }
  return true;
}

/** Whether a line stands in one of both texts: unchanged, or with its mark. */
function isIn(line: string | undefined, mark: number): boolean {
  const first = line?.charCodeAt(0);
  return first === BLANK || first === mark || line === "";
}

function isChange(line: string | undefined): boolean {
  const first = line?.charCodeAt(0);
  return first === PLUS || first === MINUS;
}

/** All lines of two texts, each marked as taken away, put in, or unchanged. */
function markedLines(old: readonly string[], now: readonly string[], mostMoved: number): string[] {
  const marked: string[] = [];
  let [oldAt, nowAt] = [0, 0];
  const changeUpTo = (oldEnd: number, nowEnd: number) => {
    for (; oldAt < oldEnd; oldAt++) marked.push(`-${old[oldAt]}`);
    for (; nowAt < nowEnd; nowAt++) marked.push(`+${now[nowAt]}`);
  };
  for (const [oldLine, nowLine] of unchangedLines(old, now, mostMoved)) {
    changeUpTo(oldLine, nowLine);
    marked.push(` ${old[oldAt++]}`);
    nowAt++;
  }
  changeUpTo(old.length, now.length);
  return marked;
}

/** Where unchanged lines stand in either text. */
function unchangedLines(
  old: readonly string[],
  now: readonly string[],
  mostMoved: number,
): [number, number][] {
  // What is in one text alone is no part of what both have in common.
  const isFew = old.length * now.length <= MOST_COMPARED;
  const oldPlaces = placesOf(old, membership(now, isFew));
  if (oldPlaces.length === 0) return [];
  const nowPlaces = placesOf(now, membership(old, isFew));
  const changes = diffArrays(
    oldPlaces.map((place) => old[place]),
    nowPlaces.map((place) => now[place]),
    { maxEditLength: mostMoved },
  );
  const unchanged: [number, number][] = [];
  let [oldAt, nowAt] = [0, 0];
  for (const { added, removed, count } of changes ?? []) {
    for (let index = 0; !added && !removed && index < count; index++) {
      unchanged.push([oldPlaces[oldAt + index] ?? 0, nowPlaces[nowAt + index] ?? 0]);
    }
    if (!added) oldAt += count;
    if (!removed) nowAt += count;
  }
  return unchanged;
}

/** Tells whether lines are among some. */
function membership(lines: readonly string[], isFew: boolean): (line: string) => boolean {
  if (isFew) return (line) => lines.includes(line);
  const all = new Set(lines);
  return (line) => all.has(line);
}

/** Where those lines stand for which something is true. */
function placesOf(lines: readonly string[], is: (line: string) => boolean): number[] {
  const places: number[] = [];
  for (let place = 0; place < lines.length; place++) if (is(lines[place] ?? "")) places.push(place);
  return places;
}
