/** JSON that is nested without end: `JSON.parse` takes 100 bytes and more for each level. */

/** No client nests more than some ten levels. */
export const MOST_NESTED = 100_000;

/** Shorter texts can't take much. */
const LONG_CHARACTERS = 1_000_000;

/** Whether a long text opens more than `MOST_NESTED` objects and arrays inside of each other. */
export function isNestedTooDeeply(text: string): boolean {
  if (text.length < LONG_CHARACTERS) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
      if (at < 0) return false;
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > MOST_NESTED) return true;
    } else if (code === 0x7d || code === 0x5d) {
      depth--;
    }
  }
  return false;
}

/** Long strings are most of a long text: their quotes are searched for, not stepped to. */
function endOfString(text: string, quote: number): number {
  let end = text.indexOf('"', quote + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start - 1) === 0x5c) start--;
  return (at - start) % 2 === 1;
}
