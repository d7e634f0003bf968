/**
 * Finds the identities in a log's bytes without reading its lines: uuids of lines, ids of messages and of tool uses.
 * Inside JSON strings quotes are escaped, so what stands in somebody's text is never taken for one.
 */

import { CHUNK_BYTES, readFileChunks } from "./chunks.ts";

/** The end of both fields that hold them: `"uuid":"` and `"id":"`. */
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

/** Bytes of an identity's beginning that tell most apart: of a tool use's id, `toolu_01` and six that are chance. */
const TELLING_BYTES = 14;

/** Identities to look for. */
export class WantedIdentities {
  readonly #identities: ReadonlySet<string>;
  /** Whether there is one with such a beginning: three hundred of them leave less than 1 % of others to be compared. */
  readonly #beginnings = new Uint8Array(1 << 16);

  constructor(identities: Iterable<string>) {
    this.#identities = new Set(identities);
    for (const identity of this.#identities) {
      this.#beginnings[beginningAt(new TextEncoder().encode(`${identity}"`), 0)] = 1;
    }
  }

  /** The wanted identity that begins at `start` and ends with a quote, or undefined. */
  at(bytes: Uint8Array, start: number): string | undefined {
    // A text of each of a log's identities would cost more than finding them.
    if (this.#beginnings[beginningAt(bytes, start)] === 0) return undefined;
    const end = bytes.indexOf(QUOTE, start);
    if (end < 0 || end - start > LONGEST_IDENTITY) return undefined;
    const text = String.fromCharCode(...bytes.subarray(start, end));
    return this.#identities.has(text) ? text : undefined;
  }
}

/** A hash of 16 bits. */
function beginningAt(bytes: Uint8Array, start: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < start + TELLING_BYTES; at++) {
    const byte = bytes[at] ?? QUOTE;
    if (byte === QUOTE) break;
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash ^ (hash >>> 16)) & 0xffff;
}

/**
 * Reads a log and gives those of the wanted identities that are in it, in order, repeated ones too; one that a chunk's
 * end cuts may come twice.
 *
 * @param found ends the reading by returning false.
 * @throws UserError when the log can't be read; the signal's reason when it is aborted.
 */
export async function scanIdentities(
  path: string,
  wanted: WantedIdentities,
  found: (identity: string) => boolean | void,
  signal?: AbortSignal,
): Promise<void> {
  const buffer = new Uint8Array(CARRIED_BYTES + CHUNK_BYTES);
  let carried = 0;
  for await (const chunk of readFileChunks(path, signal)) {
    buffer.set(chunk, carried);
    const length = carried + chunk.length;
    if (!scanBytes(buffer.subarray(0, length), wanted, found)) return;
    carried = Math.min(length, CARRIED_BYTES);
    buffer.copyWithin(0, length - carried, length);
  }
}

function scanBytes(
  bytes: Uint8Array,
  wanted: WantedIdentities,
  found: (identity: string) => boolean | void,
): boolean {
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
      const identity = isIdentityField(bytes, at) ? wanted.at(bytes, at + 1) : undefined;
      if (identity !== undefined && found(identity) === false) return false;
      at += PATTERN.length;
    } else {
      // The quote is in the middle of the pattern, too: two bytes further it may end.
      at += 2;
    }
  }
  return true;
}

/** Whether the field before the quote at `quote` is `uuid` or `id`, and not `parentUuid` or `tool_use_id`. */
function isIdentityField(bytes: Uint8Array, quote: number): boolean {
  const before = bytes[quote - 5];
  return before === QUOTE ||
    (before === LETTER_U && bytes[quote - 6] === LETTER_U && bytes[quote - 7] === QUOTE);
}
