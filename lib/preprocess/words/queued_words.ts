/** How the announcement of a queued prompt and what was delivered of it are compared. */

import { hashOf } from "../pruning/text_lines.ts";

/** What clients write in the place of what was pasted: `[Pasted text #1 +3 lines]`, `[Image #2]`. */
const PASTED = /\[(?:Pasted text|Image|\.\.\.Truncated text) #\d+[^\]\n]{0,40}\]/;

/** V8 makes of a text with many places replaced a rope of as many pieces: 0.6 GB for 50 MB of words. */
const STRETCH_CHARACTERS = 64 * 1024;

/** A text without white space, its accents written in one way: in more than that, announcement and delivery do not differ. */
export function wordsOf(text: string): string {
  if (text.length <= STRETCH_CHARACTERS) return text.replace(/\s+/g, "").normalize();
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += STRETCH_CHARACTERS) {
    pieces.push(text.slice(at, at + STRETCH_CHARACTERS).split(/\s+/).join(""));
  }
  return pieces.join("");
}

/** What is remembered of words that were delivered: themselves, or where they are many, a hash of 64 bits. */
export function rememberedWords(words: string): string {
  return words.length <= STRETCH_CHARACTERS ? words : `${words.length} ${hashOf(words).join(" ")}`;
}

/**
 * Whether a delivered text is an announced one with what was pasted into it.
 *
 * @param words the delivered text, without white space.
 */
export function isPastedInto(announced: string, words: string): boolean {
  if (!PASTED.test(announced)) return false;
  const pieces = announced.split(PASTED).map(wordsOf);
  if (pieces.every((piece) => piece === "")) return false;
  const last = pieces.pop() ?? "";
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const found = words.indexOf(piece, at);
    if (found < 0 || (index === 0 && found > 0)) return false;
    at = found + piece.length;
  }
  return words.length >= at + last.length && words.endsWith(last);
}

/** Whether a text is part of another one, word by word. */
export function isContained(part: string, text: string): boolean {
  return spaced(text).includes(spaced(part));
}

function spaced(text: string): string {
  return ` ${text.replace(/\s+/g, " ").trim()} `;
}
