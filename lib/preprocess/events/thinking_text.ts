/** Thinking, shortened: its beginning, its end, and from between what the assistant admits or finds out. */

import { Buffer } from "node:buffer";
import { PartialTextBuilder } from "../../redact/mod.ts";
import { LEAST_OMITTED, leaveOut, type Pruned, wordStart } from "../pruning/cut_text.ts";
import type { TextLimits } from "../pruning/detail.ts";
import { isWithin, pruneLines, wholeText } from "../pruning/prune_text.ts";
import { firstAndLast } from "../pruning/first_and_last.ts";

/**
 * How thoughts turn. In 612 thoughts of real logs these stand in 23 of the 43 that are shortened; `because`, `instead`
 * and an `actually` inside of a sentence stand in most, and say nothing.
 */
const TURN =
  /(?<![\w\-+/=.~%@\\])(?:[Ww]ait\b(?! (?:for|until|till)\b)|[Oo]ops|Actually,|[Mm]istaken?|[Mm]isread|[Mm]isunderst(?:ood|and)|[Oo]verlooked|[Ww]as wrong|[Ii]s wrong|[Rr]oot cause|(?:[Ss]hould|[Cc]ould)(?:n't| not)? have\b|(?:[Pp]roblem|[Ii]ssue|[Cc]ause|[Bb]ug|[Cc]ulprit) (?:is|was)\b|[Tt]urns out|[Oo]n second thought|(?:[Ww]on't|[Dd]oesn't|[Dd]idn't) work)/g;

/** No turn has more characters, with what is looked at behind it. */
const MOST_TURN_CHARACTERS = 40;

/** Characters of a sentence that are kept at most: before the word that marks a turn, and from there on. */
const BEFORE_CHARACTERS = 100;
const BEHIND_CHARACTERS = 160;

/** Turns nearer to each other are one. */
const APART_CHARACTERS = 200;

/** A thought is whole up to so many times its limits: a gap in a chain of reasoning costs more than a third of a thought. */
const WHOLE_TIMES = 1.5;

/**
 * Shortens the agent's thinking: keeps the first and last lines within the limits, and, from the middle, up to
 * `errorLines` lines where the thought changes direction.
 */
export function pruneThinking(text: string, limits: TextLimits): Pruned {
  if (isWithin(text, wholeLimits(limits))) return wholeText(text);
  const pruned = pruneLines(text, { ...limits, errorLines: 0 });
  if (pruned.omitted === 0 || limits.errorLines === 0) return pruned;
  const kept = `${pruned.text}`;
  const pieces = typeof pruned.text === "string" ? [] : pruned.text.pieces;
  const start = commonStart(text, kept, pieces[0] ?? "");
  const common = text.length - commonEnd(text, kept, start, pieces.at(-1) ?? "");
  // Behind a note a line begins.
  const end = text[common] === "\n" ? common + 1 : common;
  const turns = firstAndLast(turnsBetween(text, start, end), limits.errorLines);
  return turns.length === 0 ? pruned : withTurns(text, [start, end], turns);
}

function wholeLimits(limits: TextLimits): TextLimits {
  return {
    ...limits,
    headLines: WHOLE_TIMES * limits.headLines,
    tailLines: WHOLE_TIMES * limits.tailLines,
    characters: WHOLE_TIMES * limits.characters,
    lineCharacters: Infinity,
  };
}

/** @param known with what the other one begins. */
function commonStart(one: string, other: string, known: string): number {
  let at = one.slice(0, known.length) === known ? known.length : 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return wordStart(one, at);
}

/** At most what stands behind the common beginning. @param known with what the other one ends. */
function commonEnd(one: string, other: string, start: number, known: string): number {
  const most = Math.min(one.length, other.length) - start;
  let length = known.length <= most && one.slice(one.length - known.length) === known ? known.length : 0;
  while (
    length < most && one.charCodeAt(one.length - 1 - length) === other.charCodeAt(other.length - 1 - length)
  ) {
    length++;
  }
  // A cut is never inside a word.
  const beginning = wordStart(one, one.length - length);
  return beginning === one.length - length ? length : one.length - Math.max(start, beginning);
}

/** Where sentences stand in which a thought turns. */
function turnsBetween(text: string, start: number, end: number): [number, number][] {
  const places: number[] = [];
  // What stands behind is not gone through in vain.
  const searched = text.slice(0, end + MOST_TURN_CHARACTERS);
  TURN.lastIndex = start;
  for (let found = TURN.exec(searched); found !== null && found.index < end; found = TURN.exec(searched)) {
    const last = places.at(-1);
    if (last === undefined || found.index >= last + APART_CHARACTERS) places.push(found.index);
  }
  return places.map((place) => sentenceAround(text, place, start, end));
}

function sentenceAround(text: string, place: number, start: number, end: number): [number, number] {
  const earliest = Math.max(start, place - BEFORE_CHARACTERS);
  const before = text.slice(earliest, place);
  const opening = Math.max(before.lastIndexOf("\n"), before.search(/[.!?]\s[^.!?]*$/));
  const latest = Math.min(end, place + BEHIND_CHARACTERS);
  // With what stands behind: a full stop inside of a word ends nothing.
  const closing = text.slice(place, latest + 1).search(/[.!?](?=\s)|\n/);
  const gap = before.search(/\s/);
  // From the sentence's beginning, else from a word's; at most from here.
  const first = opening >= 0 ? earliest + opening + 1 : gap >= 0 ? earliest + gap + 1 : place;
  const last = closing >= 0
    ? place + closing + (text[place + closing] === "\n" ? 0 : 1)
    : wordStart(text, latest);
  return [Math.max(start, first), Math.max(place, last)];
}

function withTurns(text: string, [start, end]: [number, number], turns: readonly [number, number][]): Pruned {
  const builder = new PartialTextBuilder();
  let isAtLineStart = start > 0 && text[start - 1] === "\n";
  const show = (from: number, to: number) => {
    builder.show(text.slice(from, to));
    if (to > from) isAtLineStart = text[to - 1] === "\n";
  };
  const sum = { omitted: 0, lineBytes: 0, characterBytes: 0, noteBytes: 0 };
  const skip = (from: number, to: number) => {
    if (to - from <= LEAST_OMITTED) return show(from, to);
    const gap = text.slice(from, to);
    const lines = gap.split("\n").length - (gap.startsWith("\n") ? 2 : 1);
    const note = `${isAtLineStart ? "" : "\n"}[… ${
      lines > 1 ? `${lines} lines` : `${gap.length} chars`
    } …]\n`;
    leaveOut(builder, text, [from, to], note);
    isAtLineStart = true;
    sum.omitted += gap.length;
    sum[lines > 1 ? "lineBytes" : "characterBytes"] += Buffer.byteLength(gap);
    sum.noteBytes += Buffer.byteLength(note);
  };
  show(0, start);
  let at = start;
  for (const [first, last] of turns) {
    const from = Math.max(at, first);
    if (from > at) skip(at, from);
    show(from, last);
    at = Math.max(from, last);
  }
  if (end > at) skip(at, end);
  show(Math.max(at, end), text.length);
  return { ...sum, text: builder.build() };
}
