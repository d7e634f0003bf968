/**
 * Cutting texts that are too long. A text is never cut inside a word: half a key that ends at a cut would be recognised
 * by no secret scanner.
 */

import { Buffer } from "node:buffer";

/** What was cut, for the ledger. */
export interface Pruned {
  readonly text: string;
  /** Characters left out; 0 where the text is whole. */
  readonly omitted: number;
  /** Bytes (UTF-8) of whole lines that were left out. */
  readonly lineBytes: number;
  /** Bytes of what was cut off lines, or off the text as a whole. */
  readonly characterBytes: number;
  /**
   * Bytes of the notes about what is missing. The text's bytes without them and the bytes left out make up those of
   * the whole text, but for line ends at its end.
   */
  readonly noteBytes: number;
}

/** A text of which nothing was cut. */
export function whole(text: string): Pruned {
  return { text, omitted: 0, lineBytes: 0, characterBytes: 0, noteBytes: 0 };
}

/** Characters that can be inside a key, a path or a number; a cut is moved to the next one that can't. */
const WORD_CHARACTER = /[A-Za-z0-9_\-+/=.~%@\\]/;

/** The beginning of a text, cut before the word that crosses the limit, with a note of what is missing. */
export function cutText(text: string, limit: number): Pruned {
  if (text.length <= limit) return whole(text);
  const end = wordStart(text, limit);
  return cut(text, end, text.length, `[… +${text.length - end} chars]`);
}

/** The beginning of a text without a note, cut before the word that crosses the limit. */
export function beginningOf(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, wordStart(text, limit));
}

/** The beginning and the end of a text. */
export function cutMiddle(text: string, limit: number, tailShare = 0.25): Pruned {
  if (text.length <= limit) return whole(text);
  const headEnd = wordStart(text, Math.floor(limit * (1 - tailShare)));
  const tailStart = wordEnd(text, text.length - Math.floor(limit * tailShare));
  return cut(text, headEnd, tailStart, `[… ${tailStart - headEnd} chars …]`);
}

/** The text with a note instead of a stretch of it. */
function cut(text: string, start: number, end: number, note: string): Pruned {
  return {
    // Joined and not added: a sum would keep the whole text in memory for as long as the cut one waits.
    text: [text.slice(0, start), note, text.slice(end)].join(""),
    omitted: end - start,
    lineBytes: 0,
    characterBytes: Buffer.byteLength(text.slice(start, end)),
    noteBytes: Buffer.byteLength(note),
  };
}

/** The last place at or before the limit that is not inside a word. */
export function wordStart(text: string, limit: number): number {
  let at = limit;
  while (at > 0 && isInside(text, at)) at--;
  return at;
}

/** The first place at or after the start that is not inside a word. */
function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && isInside(text, at)) at++;
  return at;
}

/** Whether a cut before this place would go through a word or a surrogate pair. Scripts without spaces have no words. */
function isInside(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0xdc00 && code <= 0xdfff) return true;
  return isWordCharacter(text, at) && isWordCharacter(text, at - 1);
}

function isWordCharacter(text: string, at: number): boolean {
  return text.charCodeAt(at) < 0x80 && WORD_CHARACTER.test(text.charAt(at));
}
