/** Whether a line may hold more than one object, told from its bytes: such a line is not to be dropped by its type. */

import { indexOfByte } from "./byte_search.ts";

const OPEN_BRACES = 0x7b7b7b7b;
const CLOSE_BRACE = 0x7d;
const SPACE = 0x20;
const QUOTE = 0x22;

/** How a line of the conversation begins: behind the start of another line, it was cut short. */
const LINE_START = new TextEncoder().encode('{"parentUuid":');

/** Whether a second object may stand behind the one that begins the line; also where there are NULs. */
export function mayHoldMore(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { length } = bytes;
  for (let at = 0;; at++) {
    at = indexOfByte(view, OPEN_BRACES, at, length);
    if (at < 0) break;
    const before = bytes[at - 1];
    if (before === CLOSE_BRACE) return true;
    if (before === SPACE && bytes[at - 2] === CLOSE_BRACE && bytes[at + 1] === QUOTE) return true;
    if (at > 0 && isLineStart(bytes, at)) return true;
  }
  return indexOfByte(view, 0, 0, length) >= 0;
}

function isLineStart(bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < LINE_START.length; at++) if (bytes[start + at] !== LINE_START[at]) return false;
  return true;
}
