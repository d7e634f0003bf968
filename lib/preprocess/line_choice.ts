/**
 * Which lines of a text are kept: of its beginning and its end what is no mere routine, and what tells what happened between them.
 * Where all of that is too long, the beginning and the end give way first, then what says less. Lines are kept as
 * wholes: an error is not what a cut goes through.
 */

import { edgesOf } from "./edge_lines.ts";
import { type Room, roomFor, takeAll, takeWithin } from "./line_room.ts";
import { shownLength, type Source } from "./pruned_source.ts";
import { routineOf } from "./routine_lines.ts";
import { takeTellingLines } from "./telling_lines.ts";

/** Lines, from one on, up to another. */
export type LineRange = [start: number, end: number];

/** What the beginning and the end of a text that is too long get, of all characters, before what tells what happened. */
const EDGE_SHARE = 0.2;

/** The lines that are kept, within the limit of characters. */
export function chooseLines(source: Source): LineRange[] {
  const { characters } = source.limits;
  const routine = routineOf(source.lines);
  const { head, tail } = edgesOf(source, routine);
  const all = roomFor(source, characters);
  const fits = takeAll(all, head) && takeAll(all, tail) && takeTellingLines(all, routine);
  if (fits) return rangesOf(all);
  const room = roomFor(source, characters);
  takeWithin(room, head, EDGE_SHARE * characters);
  takeWithin(room, tail, EDGE_SHARE * characters);
  takeTellingLines(room, routine);
  takeAll(room, tail);
  takeAll(room, head);
  return rangesOf(room);
}

/** A line that takes about as much as the note that would stand there instead of it. */
const SHORT_LINE_CHARACTERS = 16;

/** Lines that follow each other as ranges; a short one between them stays where its note would take as much. */
export function rangesOf({ source, kept }: Room): LineRange[] {
  const ranges: LineRange[] = [];
  let last: LineRange | undefined;
  let line = kept.indexOf(1);
  while (line >= 0) {
    const isGoingOn = last !== undefined && line === last[1] + 1 &&
      shownLength(source, line - 1) <= SHORT_LINE_CHARACTERS;
    const end = endOfRange(kept, line);
    if (last !== undefined && isGoingOn) last[1] = end;
    else ranges.push(last = [line, end]);
    line = kept.indexOf(1, end);
  }
  return ranges;
}

function endOfRange(kept: Uint8Array, start: number): number {
  let end = start;
  while (kept[end] === 1) end++;
  return end;
}
