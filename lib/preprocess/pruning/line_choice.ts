/**
 * Which lines of a text are kept: of its beginning and its end what is no mere routine, and what tells what happened between them.
 * Where all of that is too long, the beginning and the end give way first, then what says less. Lines are kept as
 * wholes: an error is not what a cut goes through.
 */

import { type Edges, edgesOf } from "./edge_lines.ts";
import { type HeadingLevels, roomForHeadings, takeHeadings, takeSections } from "./headings.ts";
import { type Room, roomFor, takeAll, takeEach, takeEachWithin, takeWithin } from "./line_room.ts";
import { linesAround } from "./lines_around.ts";
import { shownLength, type Source } from "./pruned_source.ts";
import { routineOf } from "./routine_lines.ts";
import {
  chosenErrors,
  knowledgeOf,
  type LineKnowledge,
  takeContext,
  takeTellingLines,
} from "./telling_lines.ts";

/** A range of lines, `end` exclusive. */
export type LineRange = [start: number, end: number];

/**
 * The share of all characters that the beginning and the end get before the lines that say what happened, if a text
 * is too long.
 */
const EDGE_SHARE = 0.2;

/**
 * The most that lines after errors get: a share of all characters and, if a text is too long, of those that are
 * left.
 */
const CONTEXT_SHARE = 0.25;
const CONTEXT_SHARE_OF_REST = 0.5;

/** The share of the remaining characters that lines around errors get before the errors. */
const AROUND_SHARE = 0.1;

/** The share for the beginning of Markdown, if its first and last lines do not all have room. */
const HEAD_SHARE = 0.6;

/** If no more than this share of the kept text would be missing, nothing is left out. */
const LITTLE_SHARE = 0.2;

/** Chooses the first and the last lines of Markdown, as far as there is room, with the headings above them. */
export function chooseEdges(source: Source, headings: HeadingLevels): LineRange[] {
  const { lines: { count }, limits } = source;
  const room = roomFor(source, limits.characters - roomForHeadings(source, headings));
  const reserved = limits.characters - room.left;
  const all = Array.from({ length: count }, (_, line) => line);
  const head = all.slice(0, Math.min(limits.headLines, count));
  const tail = all.slice(Math.max(0, count - limits.tailLines)).reverse();
  takeWithin(room, head, HEAD_SHARE * room.left);
  takeAll(room, tail);
  takeAll(room, head);
  room.left += reserved;
  takeHeadings(room, headings);
  return rangesOf(room);
}

/** Chooses the lines that are kept, within the limit of characters. */
export function chooseLines(source: Source): LineRange[] {
  return rangesOf(chosenRoom(source, knowledgeOf(source, routineOf(source.lines, source.errors))));
}

/**
 * Chooses the most important lines; in Markdown, with the headings above them; in a report, with text below each
 * heading.
 */
function chosenRoom(source: Source, known: LineKnowledge): Room {
  const { headings, limits } = source;
  if (headings === undefined) return tellingRoom(source, known);
  const reserved = roomForHeadings(source, headings);
  const room = tellingRoom(
    { ...source, limits: { ...limits, characters: limits.characters - reserved } },
    known,
  );
  room.left += reserved;
  takeHeadings(room, headings);
  if (limits.isReport === true) takeSections(room, headings);
  return room;
}

/**
 * Chooses the lines that say what happened. If there is not room for all, first those that a lower level keeps,
 * which has less room.
 */
function tellingRoom(source: Source, known: LineKnowledge): Room {
  const { characters, lower } = source.limits;
  const edges = edgesOf(source, known.routine);
  const all = roomFor(source, characters);
  const taken = takeEverything(all, edges, known);
  // Sections have what is left, which may be less than at the lower level.
  const hasSections = source.limits.isReport === true && source.headings !== undefined;
  if (taken === "everything" && !hasSections) {
    takeLittleRest(all);
    return all;
  }
  const least = lower && chosenRoom({ ...source, limits: lower }, known).kept;
  if (taken !== "less") {
    const room = roomFor(source, characters, least);
    if (takeEverything(room, edges, known) !== "less") return room;
  }
  return withinRoom(roomFor(source, characters, least), edges, known);
}

/** Chooses everything worth keeping, as far as there is room. */
function takeEverything(
  room: Room,
  { head, tail }: Edges,
  known: LineKnowledge,
): "everything" | "all but surroundings" | "less" {
  if (!takeAll(room, head) || !takeAll(room, tail)) return "less";
  const { characters, errorLines } = room.source.limits;
  const isEdge = membership(room.source, [head, tail]);
  const errors = chosenErrors(errorLines, known, isEdge);
  if (!takeTellingLines(room, known, errors, isEdge)) return "less";
  const hasContext = takeContext(room, known, errors, CONTEXT_SHARE * characters);
  const hasAround = takeEach(room, linesAround(room.source, known, errors));
  return hasContext && hasAround ? "everything" : "all but surroundings";
}

/** Chooses the most important lines. */
function withinRoom(room: Room, { head, tail }: Edges, known: LineKnowledge): Room {
  const { characters, errorLines } = room.source.limits;
  const isEdge = membership(room.source, [
    takeWithin(room, head, EDGE_SHARE * characters),
    takeWithin(room, tail, EDGE_SHARE * characters),
  ]);
  const errors = chosenErrors(errorLines, known, isEdge);
  const around = linesAround(room.source, known, errors);
  takeEachWithin(room, around, AROUND_SHARE * room.left);
  takeTellingLines(room, known, errors, isEdge);
  takeContext(room, known, errors, Math.min(CONTEXT_SHARE * characters, CONTEXT_SHARE_OF_REST * room.left));
  takeEach(room, around);
  takeAll(room, tail);
  takeAll(room, head);
  return room;
}

/** Chooses the remaining lines if hardly any are missing. */
function takeLittleRest(room: Room): void {
  const { source, kept } = room;
  const most = Math.min(room.left, LITTLE_SHARE * (source.limits.characters - room.left));
  const missing: number[] = [];
  let characters = 0;
  for (let line = kept.indexOf(0); line >= 0; line = kept.indexOf(0, line + 1)) {
    characters += shownLength(source, line);
    if (characters > most) return;
    missing.push(line);
  }
  takeAll(room, missing);
}

function membership({ lines }: Source, all: readonly (readonly number[])[]): (line: number) => boolean {
  const members = new Uint8Array(lines.count);
  for (const some of all) for (const line of some) members[line] = 1;
  return (line) => members[line] === 1;
}

/** The chosen lines as ranges of consecutive lines. */
export function rangesOf({ kept }: Room): LineRange[] {
  const ranges: LineRange[] = [];
  for (let line = kept.indexOf(1); line >= 0;) {
    const end = endOfRange(kept, line);
    ranges.push([line, end]);
    line = kept.indexOf(1, end);
  }
  return ranges;
}

function endOfRange(kept: Uint8Array, start: number): number {
  let end = start;
  while (kept[end] === 1) end++;
  return end;
}
