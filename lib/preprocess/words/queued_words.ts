/** How the announcement of a queued prompt and what was delivered of it are compared. */

import { hashOf } from "../pruning/text_lines.ts";

/** What clients write in the place of what was pasted: `[Pasted text #1 +3 lines]`, `[Image #2]`. */
const PASTED = /\[(?:Pasted text|Image|\.\.\.Truncated text) #\d+[^\]\n]{0,40}\]/;

/** V8 makes of a text with many places replaced a rope of as many pieces: 0.6 GB for 50 MB of words. */
const STRETCH_CHARACTERS = 64 * 1024;

/**
 * A text without white space, with its accents in one Unicode form. A prompt's announcement and its delivery may
 * differ in these and nothing else.
 */
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

/** The words around what was pasted into an announced text; undefined where nothing was, or where there are none. */
export function wordsAroundPasted(announced: string): readonly string[] | undefined {
  if (!PASTED.test(announced)) return undefined;
  const pieces = announced.split(PASTED).map(wordsOf);
  return pieces.every((piece) => piece === "") ? undefined : pieces;
}

/**
 * Whether a delivered text is an announced one with what was pasted into it.
 *
 * @param around the words around what was pasted into the announced one.
 * @param words the delivered text, without white space.
 */
export function isPastedInto(around: readonly string[], words: string): boolean {
  const [first = "", last = ""] = [around[0], around.at(-1)];
  if (!words.startsWith(first)) return false;
  let at = first.length;
  for (const piece of around.slice(1, -1)) {
    const found = words.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return words.length >= at + last.length && words.endsWith(last);
}

/** A text normalized for comparing whether one text contains another, word by word. */
export function spaced(text: string): string {
  return ` ${text.replace(/\s+/g, " ").trim()} `;
}
