/**
 * Finds the identities in a log's bytes without reading its lines: uuids of lines, ids of messages and of tool uses.
 * Inside JSON strings quotes are escaped, so what stands in somebody's text is never taken for one.
 */

import { CHUNK_BYTES, readFileChunks } from "./chunks.ts";

/** The end of every pattern: `"uuid":"`, `"id":"msg_`, `"id":"toolu_`. */
const PATTERN = new TextEncoder().encode('id":"');

/** Uuids have 36 characters, ids of messages and tool uses up to about 40. */
const LONGEST_IDENTITY = 64;

/** Bytes that are looked at again with the next chunk: a pattern and its identity may be cut by a chunk's end. */
const CARRIED_BYTES = LONGEST_IDENTITY + 8;

const QUOTE = 0x22;
const LETTER_U = 0x75;

/**
 * How far the search may go on from a byte that stands where the pattern would end (Horspool). A byte that is not in
 * the pattern is most of the text, so four of five bytes are never looked at: 1,500 MB/s, where `Buffer.indexOf`
 * makes 235 and `latin1Slice` with `String.indexOf` 880 (35 on Deno 2.7).
 */
const STEPS = new Uint8Array(256).fill(PATTERN.length);
for (let at = 0; at < PATTERN.length - 1; at++) STEPS[PATTERN[at] ?? 0] = PATTERN.length - 1 - at;
STEPS[QUOTE] = 0;

/** Whether an id is a message's or a tool use's, as the service makes them: of all fields named `id`, only those count. */
export function isIdentity(text: string): boolean {
  return text.startsWith("msg_") || text.startsWith("toolu_");
}

/**
 * Reads a log and gives the identities in it, in order, repeated ones too; one that a chunk's end cuts may come twice.
 *
 * @param found ends the reading by returning false.
 * @throws UserError when the log can't be read; the signal's reason when it is aborted.
 */
export async function scanIdentities(
  path: string,
  found: (identity: string) => boolean | void,
  signal?: AbortSignal,
): Promise<void> {
  const buffer = new Uint8Array(CARRIED_BYTES + CHUNK_BYTES);
  let carried = 0;
  for await (const chunk of readFileChunks(path, signal)) {
    buffer.set(chunk, carried);
    const length = carried + chunk.length;
    if (!scanBytes(buffer.subarray(0, length), found)) return;
    carried = Math.min(length, CARRIED_BYTES);
    buffer.copyWithin(0, length - carried, length);
  }
}

function scanBytes(bytes: Uint8Array, found: (identity: string) => boolean | void): boolean {
  const { length } = bytes;
  let at = PATTERN.length - 1;
  while (at < length) {
    const step = STEPS[bytes[at] ?? 0] ?? 1;
    if (step > 0) {
      at += step;
    } else if (
      bytes[at - 1] === PATTERN[3] && bytes[at - 2] === PATTERN[2] && bytes[at - 3] === PATTERN[1] &&
      bytes[at - 4] === PATTERN[0]
    ) {
      const identity = identityAt(bytes, at);
      if (identity !== undefined && found(identity) === false) return false;
      at += PATTERN.length;
    } else {
      // The quote is in the middle of the pattern, too: two bytes further it may end.
      at += 2;
    }
  }
  return true;
}

/** The identity behind the quote at `quote`, or undefined where it is none, or is cut. */
function identityAt(bytes: Uint8Array, quote: number): string | undefined {
  const before = bytes[quote - 5];
  const isUuid = before === LETTER_U && bytes[quote - 6] === LETTER_U && bytes[quote - 7] === QUOTE;
  if (!isUuid && before !== QUOTE) return undefined;
  const end = bytes.indexOf(QUOTE, quote + 1);
  if (end < 0 || end - quote > LONGEST_IDENTITY) return undefined;
  const text = String.fromCharCode(...bytes.subarray(quote + 1, end));
  return isUuid || isIdentity(text) ? text : undefined;
}
