/**
 * Secrets that their source has cut in two: strings that are put together, a line that goes on behind a backslash, a line
 * that a terminal has wrapped. They are read as what they mean, without what stands between the pieces.
 */
import { goesOnWith } from "./adjacent_strings.ts";
import { columnsBefore, looksRandom, mayBeRest, MIN_WRAPPED_COLUMNS, type Piece } from "./pieces.ts";
import type { Places } from "../search/places.ts";
import type { ReadingBuilder } from "./reading.ts";
import { RUN_LITERALS } from "../search/token_literals.ts";

/** Where a value that goes on may begin. */
export interface Cut {
  /** The place of the separator before the value, or of the token itself. */
  readonly place: number;
  /** What stands between the separator and the value. */
  readonly gap: Piece;
  /** The end of the first piece. */
  readonly end: number;
  /** The piece ends with a line that may have been wrapped. */
  readonly isWrapped?: boolean;
}

/** What stands before a separator's value: a type, a bracket, the call of a constructor, and the sign of a kind of string. */
const BEFORE_STRING =
  /[:=(]{1,2}>?(?:[ \t]?[A-Za-z][\w<>?.& \[\]]{0,30}=)?\s{0,80}(?:\(\s{0,80}|\\\r?\n\s{0,80})?(?:new )?(?:[A-Za-z_.:]{1,30}\(\s{0,80})?[bBfFrRuUL@$]{0,2}(?=["'`])/y;

/** A string without escapes; it may be open at the end of its line, where a backslash says that it goes on. */
const STRING = /(["'`])(?:(?!\1)[^\n\r\\]){1,1000}(?=\1|\\\r?\n)/y;

/** A value without quotes whose line goes on. */
const BARE = /[:=][ \t]?[^\s"'`\\]{4,1000}(?=\\\r?\n)/y;

/** What ends a first piece that goes on, whatever a tool has put before the next line. */
const MAY_GO_ON =
  /["'`](?:[ \t]{0,4}(?:\+|\.\.?|&(?: _)?|~|\|\||<>|\\)?[ \t]{0,4}\r?\n|[ \t]{0,4}(?:\+|\.\.?|&|~|\|\||<>)?[ \t]{0,4}["'`])|\\\r?\n/y;

/** Between strings that are put together, on a line or over lines. */
const STRING_JOINT =
  /["'`][ \t]{0,4}(?:(?:\+|\.\.?|&|~|\|\||<>)?[ \t]{0,4}|(?:\+|\.\.?|& _|&|~|\|\||<>|\\)?[ \t]{0,4}\r?\n[ \t]{0,80}(?:(?:\+|\.\.?|&|~|\|\||<>)[ \t]{0,4})?)[bBfFrRuUL@$]{0,2}["'`](?=[^\s"'`])/y;

/** A line goes on in the next one. */
const LINE_JOINT = /\\\r?\n(?=[^\s])/y;
/** The same within a string. */
const FOLDED_JOINT = /\\\r?\n[ \t]{0,80}(?=[^\s])/y;

const REST = /[^\s"'`\\]{1,1000}/y;
const NAME_END = /["'`]\]?\s{0,4}(?:=>|:|=)/y;

/** What a word to the end of its line may hold. */
const WORD_CHARACTERS = /[A-Za-z0-9_.+/=%~-]/;
const IS_IN_WORD = Array.from({ length: 128 }, (_, code) => WORD_CHARACTERS.test(String.fromCharCode(code)));
const MIN_WORD_CHARACTERS = 4;
const MAX_WORD_CHARACTERS = 1000;
/** The same on a line of its own, where equals signs are the end of base64. */
const WORD_LINE = /[A-Za-z0-9_.+/%~-]{4,1000}={0,3}(?=\r?\n|$)/y;
/** The last piece in a line that the rest of a sentence or of a command follows. */
const WORD_HEAD = /[A-Za-z0-9_.+/%~-]{4,1000}={0,3}(?=[\s"'`,;)\]}]|$)/y;
/** What stands at the ends of lines in a box, and before those that a client indents. */
const LINE_END = /(?:[ \t]{0,40}[│┃])?\r?\n(?:[ \t]{0,8}[│┃] ?|[ \t]{1,8}(?=[A-Za-z0-9]))?/y;

/** Usual widths of terminals: after a line of just this width, the rest of a value may be shorter. */
const TERMINAL_COLUMNS: ReadonlySet<number> = new Set([80, 100, 120, 132]);

/** `build42`: the next line's own word. */
const NUMBERED_WORD = /^[A-Za-z]?[a-z]{3,15}[-_.]?[0-9]{1,4}$/;

/** What is in more of them is no secret of one line. */
const MAX_PIECES = 16;

/** So much before and behind a value is read with it. */
const CONTEXT_CHARACTERS = 200;

/** Where values begin that may go on behind a joint. */
export function cutsIn(text: string, places: Places): Cut[] {
  const cuts: Cut[] = [];
  for (const list of [places.equals, places.colons, places.calls]) {
    for (const place of list) {
      const cut = cutBehind(text, place);
      if (cut !== undefined) cuts.push(cut);
    }
  }
  for (let index = 0; index < places.runs.length; index += 2) {
    const [start = 0, end = 0] = [places.runs[index], places.runs[index + 1]];
    const cut = cutAround(text, start, end) ?? cutAbove(text, start);
    if (cut !== undefined) cuts.push(cut);
  }
  for (let index = 0; index < places.runLiterals.length; index += 2) {
    const place = places.runLiterals[index] ?? 0;
    if (!isToken(text, place, places.runLiterals[index + 1] ?? 0)) continue;
    const cut = cutByLine(text, place);
    if (cut !== undefined) cuts.push(cut);
  }
  return cuts;
}

/** Whether a literal of a token stands at a place. */
function isToken(text: string, place: number, group: number): boolean {
  return (RUN_LITERALS.groups[group] ?? []).some((literal) => text.startsWith(literal, place));
}

/** A word at the end of a long line. */
function cutByLine(text: string, place: number): Cut | undefined {
  if (isInWord(text.charCodeAt(place - 1))) return undefined;
  const end = endOfWord(text, place);
  if (end === undefined || columnsBefore(text, end) < MIN_WRAPPED_COLUMNS) return undefined;
  return { place, gap: { start: place, end: place }, end, isWrapped: true };
}

/** The end of a word, if its line ends with it. */
function endOfWord(text: string, start: number): number | undefined {
  let end = start;
  while (end < start + MAX_WORD_CHARACTERS && IS_IN_WORD[text.charCodeAt(end)] === true) end++;
  const next = text.charCodeAt(end);
  const endsLine = next !== next || next === 0x0a || (next === 0x0d && text.charCodeAt(end + 1) === 0x0a);
  return endsLine && end >= start + MIN_WORD_CHARACTERS ? end : undefined;
}

/** What a line is indented by, with the side of a box. */
const MAX_INDENT_CHARACTERS = 12;

/** Longer words are runs by themselves. */
const MAX_HEAD_CHARACTERS = 20;

/** A word at the end of a long line that goes on with the run with which the next line begins. */
function cutAbove(text: string, start: number): Cut | undefined {
  let lineStart = start;
  while (lineStart > start - MAX_INDENT_CHARACTERS && isIndent(text.charCodeAt(lineStart - 1))) lineStart--;
  if (text.charCodeAt(lineStart - 1) !== 0x0a) return undefined;
  const end = lineStart - (text.charCodeAt(lineStart - 2) === 0x0d ? 2 : 1);
  let place = end;
  while (place > end - MAX_HEAD_CHARACTERS && IS_IN_WORD[text.charCodeAt(place - 1)] === true) place--;
  const isHead = place < end && place > end - MAX_HEAD_CHARACTERS;
  if (!isHead || columnsBefore(text, end) < MIN_WRAPPED_COLUMNS) return undefined;
  return { place, gap: { start: place, end: place }, end, isWrapped: true };
}

/** Spaces, tabs and `│`. */
function isIndent(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x2502;
}

function isInWord(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) ||
    code === 0x2b || code === 0x2f;
}

/** The cut of a value after a separator. */
function cutBehind(text: string, place: number): Cut | undefined {
  const before = endOf(BEFORE_STRING, text, place);
  if (before === undefined) {
    const end = endOf(BARE, text, place);
    return end === undefined ? undefined : { place, gap: { start: place + 1, end: place + 1 }, end };
  }
  // The argument's own separator follows.
  if (text.charCodeAt(place) === 0x28 && text.slice(place, before).includes("=")) return undefined;
  const end = endOf(STRING, text, before);
  if (end === undefined || endOf(MAY_GO_ON, text, end) === undefined) return undefined;
  return { place, gap: { start: place + 1, end: before }, end };
}

/** A run of token characters that goes on, or with which a string goes on. */
function cutAround(text: string, start: number, end: number): Cut | undefined {
  const first = stringBefore(text, start - 1);
  if (first !== undefined) {
    return { place: first.start, gap: { start: first.start, end: first.start }, end: first.end };
  }
  const code = text.charCodeAt(end);
  if (code === 0x0a || code === 0x0d || code === 0x25) {
    // Lines of base64 have nothing before them.
    return text.charCodeAt(start - 1) === 0x0a ? undefined : cutByLine(text, start);
  }
  const mayGoOn = code === 0x5c || code === 0x22 || code === 0x27 || code === 0x60;
  if (!mayGoOn || endOf(MAY_GO_ON, text, end) === undefined) return undefined;
  return { place: start, gap: { start, end: start }, end };
}

/** The longest indentation and the signs before a string that is put to another one. */
const MAX_JOINT_CHARACTERS = 90;

const LAST_STRING = /(["'`])([^\s"'`\\]{2,40})$/;

/** The string to which the one is put whose quote stands at a place: it may be too short for a run. */
function stringBefore(text: string, quote: number): Piece | undefined {
  const code = text.charCodeAt(quote);
  if (code !== 0x22 && code !== 0x27 && code !== 0x60) return undefined;
  let at = quote - 1;
  const floor = Math.max(0, quote - MAX_JOINT_CHARACTERS);
  while (at > floor && isBetween(text.charCodeAt(at))) at--;
  const end = text.charCodeAt(at);
  if (at === quote - 1 || (end !== 0x22 && end !== 0x27 && end !== 0x60)) return undefined;
  if (endOf(STRING_JOINT, text, at) !== quote + 1 || !goesOnWith(text, at, quote + 1, at)) return undefined;
  const string = LAST_STRING.exec(text.slice(Math.max(0, at - 42), at))?.[2];
  return string === undefined ? undefined : { start: at - string.length, end: at };
}

/** Spaces, line ends and the signs of joints. */
function isBetween(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d || code === 0x2b ||
    code === 0x2e || code === 0x26 || code === 0x7e || code === 0x7c || code === 0x5c || code === 0x5f;
}

/** Adds the values that go on, each on a line, with what stands before and behind them there. */
export function addJoined(text: string, cuts: readonly Cut[], reading: ReadingBuilder): void {
  let done = 0;
  for (
    const { place, gap, end, isWrapped = false } of cuts.toSorted((one, other) => one.place - other.place)
  ) {
    if (place < done) continue;
    const pieces = isWrapped ? linesBehind(text, place, end) : piecesBehind(text, gap.end, end);
    const last = pieces.at(-1);
    if (last === undefined) continue;
    const start = contextBefore(text, place);
    // What stands between two that are near each other is read with both, once.
    if (done === 0 || start > done) {
      if (done > 0) reading.keep(done, contextBehind(text, done));
      reading.separate();
      reading.keep(start, gap.start);
    } else reading.keep(done, gap.start);
    if (gap.end - gap.start > 1) reading.decode(gap.start, gap.end, gapMeaning(text, gap));
    else reading.keep(gap.start, gap.end);
    reading.keep(gap.end, end);
    for (const piece of pieces) reading.keep(piece.start, piece.end);
    done = last.end;
  }
  if (done > 0) reading.keep(done, contextBehind(text, done));
}

/** Where what is read before a place begins: on its line. */
function contextBefore(text: string, place: number): number {
  const before = text.slice(Math.max(0, place - CONTEXT_CHARACTERS), place);
  return place - before.length + before.lastIndexOf("\n") + 1;
}

/** Where what is read behind a place ends: on its line. */
function contextBehind(text: string, place: number): number {
  const behind = text.slice(place, place + CONTEXT_CHARACTERS);
  const lineEnd = behind.indexOf("\n");
  return place + (lineEnd === -1 ? behind.length : lineEnd);
}

/** `:=`, `: String =` and `=>` are one separator more. */
function gapMeaning(text: string, { start, end }: Piece): string {
  return /[=]/.test(text.slice(start, end)) ? "=" : " ";
}

/** The lines in which a token goes on, all but the last as wide as its first one. */
function linesBehind(text: string, place: number, end: number): Piece[] {
  const columns = columnsBefore(text, end);
  const beginning = text.slice(place, place + 3);
  const isTerminal = TERMINAL_COLUMNS.has(columns);
  const pieces: Piece[] = [];
  const isRest = (piece: string) =>
    isTerminal || pieces.length > 0 || piece.length >= 16
      ? mayBeRest(piece) && !NUMBERED_WORD.test(piece)
      : looksRandom(piece);
  for (let at = end; pieces.length < MAX_PIECES;) {
    const start = endOf(LINE_END, text, at);
    if (start === undefined) break;
    const to = endOf(WORD_LINE, text, start) ?? endOf(WORD_HEAD, text, start);
    if (to === undefined || to - start > columns) break;
    // A list of tokens, one a line.
    if (text.startsWith(beginning, start) || !isRest(text.slice(start, to))) break;
    pieces.push({ start, end: to });
    if (columnsBefore(text, to) < columns) break;
    at = to;
  }
  return pieces;
}

/** The strings or lines in which a value goes on whose first piece ends at a place. */
export function piecesBehind(text: string, start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  const isFolded = /["'`]/.test(text.slice(Math.max(0, start - 1), start + 1));
  let at = end;
  // Texts for people are put together at spaces.
  if (/\s/.test(text.charAt(at - 1))) return pieces;
  while (pieces.length < MAX_PIECES) {
    const next = endOf(STRING_JOINT, text, at);
    if (next !== undefined && !goesOnWith(text, at, next, end)) break;
    const from = next ?? endOf(isFolded ? FOLDED_JOINT : LINE_JOINT, text, at);
    if (from === undefined) break;
    const to = endOf(REST, text, from);
    if (to === undefined || endOf(NAME_END, text, to) !== undefined) break;
    pieces.push({ start: from, end: to });
    at = to;
  }
  return pieces;
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
