/** Remembered secrets that a text doesn't show whole: broken at the end of a line, or cut off. */
import { isRandom } from "./rules/judgement/random_value.ts";

/** What terminals, editors and boxes put between two pieces of a line that is too long. */
const LINE_BREAK =
  /[ \t]{0,40}(?:[│|┃▏][ \t]{0,4})?\r?\n[ \t]{0,40}(?:[0-9]{1,6}(?:→|\t))?[+>│|┃▏]?[ \t]{0,40}/y;

/** What programs put for the rest of a text. */
const CUT_SIGN = /(?:…|\.{3}|[ \t]?\[(?:…|\.{3}|truncated)|\s{0,3}(?:\.{3}|…) ?[[(][^\n]{0,40}truncated)/y;

/** Less than this share of a secret may stay visible: what shows more is removed. */
const MAX_SHOWN_SHARE = 0.6;

/** Fewer characters say little of a password, and may stand elsewhere by chance. */
const MIN_SHOWN_CHARACTERS = 8;

/** The fewest characters if no sign says that something was cut off. */
const MIN_RANDOM_CHARACTERS = 12;

/**
 * The end of a known secret that begins at a place and is broken over several lines; undefined if there is none.
 */
export function brokenEnd(text: string, start: number, secret: string): number | undefined {
  let [at, told] = [start, 0];
  while (told < secret.length) {
    const alike = alikeCharacters(text, at, secret, told);
    told += alike;
    at += alike;
    if (told === secret.length) break;
    LINE_BREAK.lastIndex = at;
    if (alike === 0 || !LINE_BREAK.test(text)) return undefined;
    at = LINE_BREAK.lastIndex;
  }
  return at;
}

/**
 * The end of the beginning of a known secret, if it reveals most of the secret and is followed by a sign that it
 * was cut, or is itself random.
 */
export function cutEnd(text: string, start: number, secret: string): number | undefined {
  const shown = alikeCharacters(text, start, secret, 0);
  if (shown < MIN_SHOWN_CHARACTERS || shown < secret.length * MAX_SHOWN_SHARE) return undefined;
  const end = start + shown;
  CUT_SIGN.lastIndex = end;
  if (CUT_SIGN.test(text)) return end;
  const isWordEnd = !/^[\w-]$/.test(text.charAt(end));
  return isWordEnd && shown >= MIN_RANDOM_CHARACTERS && isRandom(text.slice(start, end)) ? end : undefined;
}

/** How many characters of a secret stand in a text, from a place in each on. */
function alikeCharacters(text: string, at: number, secret: string, from: number): number {
  let count = 0;
  while (from + count < secret.length && text.charCodeAt(at + count) === secret.charCodeAt(from + count)) {
    count++;
  }
  return count;
}
