/** What a file's reader shows, each row of lines numbered once: the lines behind one that is numbered count on from it. */

import type { RawText } from "../../redact/mod.ts";

const [DIGIT_0, DIGIT_9] = [0x30, 0x39];
const TAB = 0x09;
const ARROW = 0x2192;

/** A read file without the numbers that follow from the line before. */
export function withoutFollowingNumbers(text: RawText): RawText {
  return typeof text === "string" ? numberRowsOnce(text) : text.map(numberRowsOnce);
}

function numberRowsOnce(text: string): string {
  /** The number that follows from the line before; none behind what has no number. */
  let following = -1;
  let shown = "";
  let written = 0;
  for (let start = 0; start < text.length;) {
    const mark = behindDigits(text, start);
    const isNumbered = mark > start && isMark(text, mark);
    const number = isNumbered ? Number(text.slice(start, mark)) : -1;
    if (isNumbered && number === following && !beginsLikeNumbered(text, mark + 1)) {
      shown += text.slice(written, start);
      written = mark + 1;
    }
    following = isNumbered ? number + 1 : -1;
    const lineEnd = text.indexOf("\n", mark);
    start = lineEnd < 0 ? text.length : lineEnd + 1;
  }
  return written === 0 ? text : shown + text.slice(written);
}

/** Whether a line's own text would be taken for a number and what stands behind it. */
function beginsLikeNumbered(text: string, start: number): boolean {
  const mark = behindDigits(text, start);
  return mark > start && isMark(text, mark);
}

function behindDigits(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) >= DIGIT_0 && text.charCodeAt(at) <= DIGIT_9) at++;
  return at;
}

function isMark(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === ARROW || code === TAB;
}
