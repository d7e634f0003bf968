/**
 * Cutting texts that are too long. A text is never cut inside a word: half a key that ends at a cut would be recognised
 * by no secret scanner.
 */

import { Buffer } from "node:buffer";
import { PartialTextBuilder, type RawText } from "../../redact/mod.ts";

/** No fewer characters are left out: the note that would stand for them says less, and takes about as much. */
export const LEAST_OMITTED = 60;

/** What was cut, for the ledger. */
export interface Pruned {
  readonly text: RawText;
  /** Characters left out; 0 where the text is whole. */
  readonly omitted: number;
  /** Bytes (UTF-8) of whole lines that were left out. */
  readonly lineBytes: number;
  /** Bytes of what was cut off lines, or off the text as a whole. */
  readonly characterBytes: number;
  /**
   * Bytes of the notes about what is missing. The text's bytes without them and the bytes left out make up those of
   * the whole text, except line ends at its end.
   */
  readonly noteBytes: number;
}

/** A text of which nothing was cut. */
export function whole(text: RawText): Pruned {
  return { text, omitted: 0, lineBytes: 0, characterBytes: 0, noteBytes: 0 };
}

/** Characters that can be inside a key, a path or a number; a cut is moved to the next one that can't. */
const WORD_CHARACTER = /[A-Za-z0-9_\-+/=.~%@\\!#$&*?^]/;

/** The beginning of a text, cut before the word that crosses the limit, with a note of what is missing. */
export function cutText(text: string, limit: number): Pruned {
  if (text.length <= limit) return whole(text);
  const end = wordStart(text, limit);
  return text.length - end <= LEAST_OMITTED
    ? whole(text)
    : cut(text, end, text.length, `[… +${text.length - end} chars]`);
}

/** The beginning of a text without a note, cut before the word that crosses the limit. */
export function beginningOf(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, wordStart(text, limit));
}

/** The beginning and the end of a text. */
export function cutMiddle(text: string, limit: number, tailShare = 0.25): Pruned {
  if (text.length <= limit) return whole(text);
  const { start, end, note } = middleOf(text, limit, tailShare);
  return end - start <= LEAST_OMITTED ? whole(text) : cut(text, start, end, note);
}

/** Between the parts of a path or an address. */
const PATH_SEPARATOR = /[\\/?&]/;

/** The same for a path or an address. If it is so long that nothing would be left, it is cut after a separator. */
export function cutPathMiddle(text: string, limit: number): Pruned {
  const pruned = cutMiddle(text, limit);
  if (pruned.omitted === 0) return pruned;
  if (text.length - pruned.omitted >= limit / 4 || text.startsWith("data:")) return pruned;
  let start = Math.floor(limit * 0.75);
  while (start > 0 && !PATH_SEPARATOR.test(text.charAt(start - 1))) start--;
  let end = text.length - Math.floor(limit * 0.25);
  while (end < text.length && !PATH_SEPARATOR.test(text.charAt(end))) end++;
  return start === 0 ? pruned : cut(text, start, end, `[… ${end - start} chars …]`);
}

/** What stands for lines, or for a part of one, that were left out before. */
const NOTE = /^\[… (\d+) lines …\](?:\n|$)|\[… (\d+) chars …\]/gm;

/** The same for a text that has been cut already: its notes go whole, and the new one counts what they stood for. */
export function cutMiddleAgain(text: RawText, limit: number, tailShare: number): Pruned {
  if (text.length <= limit) return whole(text);
  const all = `${text}`;
  const middle = middleOf(all, limit, tailShare);
  const start = noteAround(all, middle.start)?.start ?? middle.start;
  const end = noteAround(all, middle.end)?.end ?? middle.end;
  if (end - start <= LEAST_OMITTED) return whole(text);
  const missing = all.slice(start, end);
  const notes = Array.from(
    missing.matchAll(NOTE),
    ([note, lines = "0", characters = "0"]) => ({
      note,
      lines: Number(lines),
      characters: Number(characters),
    }),
  );
  const noted = notes.map(({ note }) => note).join("");
  const omitted = missing.length - noted.length;
  const lines = notes.reduce((sum, note) => sum + note.lines, 0);
  const characters = notes.reduce((sum, note) => sum + note.characters, omitted);
  const note = lines === 0 ? `[… ${characters} chars …]` : `[… ${characters} chars and ${lines} lines …]`;
  const builder = new PartialTextBuilder();
  builder.show(text.slice(0, start));
  leaveOut(builder, all, [start, end], note);
  builder.show(text.slice(end, text.length));
  const notedBytes = Buffer.byteLength(noted);
  return {
    text: builder.build(),
    omitted,
    lineBytes: 0,
    characterBytes: Buffer.byteLength(missing) - notedBytes,
    // Those of the notes that are gone were counted before.
    noteBytes: Buffer.byteLength(note) - notedBytes,
  };
}

/** The note in the midst of which a place is. */
function noteAround(text: string, at: number): { readonly start: number; readonly end: number } | undefined {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = text.indexOf("\n", at);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd + 1);
  for (const { index, 0: note } of line.matchAll(NOTE)) {
    const start = lineStart + index;
    if (start < at && at < start + note.length) return { start, end: start + note.length };
  }
  return undefined;
}

/** The stretches of a text that are shown, in their order, with a note between them on what isn't. */
export function cutBetween(text: string, shown: readonly (readonly [start: number, end: number])[]): Pruned {
  const builder = new PartialTextBuilder();
  const sum = { omitted: 0, lineBytes: 0, characterBytes: 0, noteBytes: 0 };
  let at = 0;
  for (const [start, end] of [...shown, [text.length, text.length] as const]) {
    if (start - at <= LEAST_OMITTED) builder.show(text.slice(at, start));
    else {
      const note = `[… ${start - at} chars …]`;
      leaveOut(builder, text, [at, start], note);
      const { text: _, ...missing } = counted("", text.slice(at, start), note);
      sum.omitted += missing.omitted;
      sum.characterBytes += missing.characterBytes;
      sum.noteBytes += missing.noteBytes;
    }
    builder.show(text.slice(start, end));
    at = end;
  }
  return { ...sum, text: builder.build() };
}

/** What is left out of the middle of a text: from the end of a line or a sentence to the beginning of one, where these are near. */
function middleOf(text: string, limit: number, tailShare: number) {
  const near = Math.min(MOST_NEAR, Math.floor(limit * NEAR_SHARE));
  const latest = wordStart(text, Math.floor(limit * (1 - tailShare)));
  const earliest = wordEnd(text, text.length - Math.floor(limit * tailShare));
  const before = beginningsIn(text, Math.max(0, latest - near), latest).at(-1);
  const behind = beginningsIn(text, earliest, earliest + near)[0];
  const start = before === undefined ? latest : wordStart(text, before);
  const end = behind === undefined ? earliest : wordEnd(text, behind);
  return { start, end, note: `[… ${end - start} chars …]` };
}

/** Where lines begin in a stretch of a text, or sentences where no line does. */
function beginningsIn(text: string, start: number, end: number): number[] {
  const stretch = text.slice(start, end);
  const ends = stretch.includes("\n") ? stretch.matchAll(/\n/g) : stretch.matchAll(SENTENCE_END);
  return Array.from(ends, (found) => start + found.index + found[0].length);
}

/** Where a sentence ends, with what stands between it and the next one. */
const SENTENCE_END = /[.!?…]["'”’)\]*_]{0,3}[ \t]+(?=["'“‘(\[*_]?\p{Lu})|[。！？]/gu;

/** So far before a limit, and behind, one is looked for. */
const NEAR_SHARE = 0.125;
const MOST_NEAR = 160;

/** The text with a note instead of a stretch of it. */
function cut(text: string, start: number, end: number, note: string): Pruned {
  const builder = new PartialTextBuilder();
  builder.show(text.slice(0, start));
  leaveOut(builder, text, [start, end], note);
  builder.show(text.slice(end));
  return counted(builder.build(), text.slice(start, end), note);
}

function counted(text: RawText, missing: string, note: string): Pruned {
  return {
    text,
    omitted: missing.length,
    lineBytes: 0,
    characterBytes: Buffer.byteLength(missing),
    noteBytes: Buffer.byteLength(note),
  };
}

/** Characters on either side of a cut that the rules of redaction see beyond it: the name of a secret, the rest of one. */
const HIDDEN_CHARACTERS = 128;

/** Replaces a stretch of a text by a note. Redaction rules still see the text next to the cut. */
export function leaveOut(
  builder: PartialTextBuilder,
  text: string,
  [start, end]: readonly [number, number],
  note: string,
): void {
  if (end - start <= 2 * HIDDEN_CHARACTERS) return builder.leaveOut(note, text.slice(start, end));
  // A path so long that it is cut is one word.
  const wordBefore = wordStart(text, start + HIDDEN_CHARACTERS);
  const wordBehind = wordEnd(text, end - HIDDEN_CHARACTERS);
  const behind = text.slice(start, wordBefore < start ? start + HIDDEN_CHARACTERS : wordBefore);
  builder.leaveOut(note, behind, text.slice(wordBehind > end ? end - HIDDEN_CHARACTERS : wordBehind, end));
}

/** The last place at or before the limit that is not inside a word or a path. */
export function wordStart(text: string, limit: number): number {
  let at = limit;
  while (at > 0 && isInside(text, at)) at--;
  return pathAround(text, at)?.start ?? at;
}

/** The first place at or after the start that is not inside a word or a path. */
export function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && isInside(text, at)) at++;
  return pathAround(text, at)?.end ?? at;
}

/** Whether a cut before this place would go through a word or a surrogate pair. Scripts without spaces have no words. */
function isInside(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0xdc00 && code <= 0xdfff) return true;
  return isWordCharacter(text, at) && isWordCharacter(text, at - 1) && !isInRun(text, at);
}

/** No key has so many of one character on either side of a place: lines of `=====` or `xxxxx` are no words. */
const HALF_RUN_CHARACTERS = 6;

/** Whether a position is inside a word or a path. */
export function isInRun(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  for (let place = at - HALF_RUN_CHARACTERS; place < at + HALF_RUN_CHARACTERS; place++) {
    if (text.charCodeAt(place) !== code) return false;
  }
  return true;
}

function isWordCharacter(text: string, at: number): boolean {
  return text.charCodeAt(at) < 0x80 && WORD_CHARACTER.test(text.charAt(at));
}

/** What a path may have beside the characters of words: letters of any script, and how frameworks name folders (`(shop)`, `[id]`). */
const PATH_CHARACTER = /[A-Za-z0-9_\-+/=.~%@\\!#$&*?^()[\]{}:\p{L}\p{M}\p{N}\p{Cs}]/u;

/** What stands before a cut, or behind it, without an end within so many characters is no path. */
const MOST_PATH_CHARACTERS = 1024;

/** How a path begins that stands in quotes, blanks in it or not. */
const QUOTED_PATH = /^(?:[A-Za-z]:[\\/]|\\\\|~[\w.-]{0,64}[\\/]|\.{1,2}[\\/]|\/|[\w.@-]{1,64}\/)/;
const QUOTES = ['"', "'", "`"];
const MOST_QUOTED_CHARACTERS = 512;

/** The path that a cut before this place would go through, or undefined. */
function pathAround(text: string, at: number): { readonly start: number; readonly end: number } | undefined {
  const quoted = quotedPathAround(text, at);
  if (quoted !== undefined) return quoted;
  let [start, end] = [at, at];
  const earliest = Math.max(0, at - MOST_PATH_CHARACTERS);
  const latest = Math.min(text.length, at + MOST_PATH_CHARACTERS);
  while (start > earliest && isOfPath(text, start - 1)) start--;
  while (end < latest && isOfPath(text, end)) end++;
  const isClear = start > at - MOST_PATH_CHARACTERS && end < at + MOST_PATH_CHARACTERS;
  const isThrough = start < at && end > at && isClear && /\/|\\[^ ]/.test(text.slice(start, end));
  return isThrough ? { start, end } : undefined;
}

/** Whether a character may be one of a path's: a blank behind a backslash, too. */
function isOfPath(text: string, at: number): boolean {
  const character = text.charAt(at);
  return PATH_CHARACTER.test(character) || character === " " && text.charAt(at - 1) === "\\";
}

/** The path in quotes that a cut before this place would go through, with them. */
function quotedPathAround(
  text: string,
  at: number,
): { readonly start: number; readonly end: number } | undefined {
  const earliest = Math.max(0, at - MOST_QUOTED_CHARACTERS);
  const before = text.slice(earliest, at);
  const behind = text.slice(at, at + MOST_QUOTED_CHARACTERS);
  for (const quote of QUOTES) {
    const closing = behind.indexOf(quote);
    const opening = closing < 0 ? -1 : before.lastIndexOf(quote);
    if (opening < 0) continue;
    const inside = before.slice(opening + 1) + behind.slice(0, closing);
    const isOpening = !/\w/.test(text.charAt(earliest + opening - 1));
    if (!isOpening || !QUOTED_PATH.test(inside) || /[\n|]/.test(inside)) continue;
    return { start: earliest + opening, end: at + closing + 1 };
  }
  return undefined;
}
