/**
 * Finds the texts that fields of some names hold in a log's bytes, without reading its lines: `"uuid": "…"`. Inside JSON
 * strings quotes are escaped, so what stands in somebody's text is never taken for a field.
 */

import { instantiateWasm } from "../wasm.ts";
import { CHUNK_BYTES, readFileChunks } from "./chunks.ts";
import { WASM_BASE64 } from "./field_scan_wasm.ts";
import { asUtf8 } from "./wide_encoding.ts";

/** Longer texts may be cut by a chunk's end; uuids have 36 characters, ids of messages, tool uses and agents up to 40. */
export const LONGEST_FOUND_BYTES = 128;

/** Bytes that are looked at again with the next chunk: a field may be cut by a chunk's end. 64 hold name and white space. */
const CARRIED_BYTES = LONGEST_FOUND_BYTES + 64;

/** How many bytes the scan loads behind those that it judges. */
const BEHIND_BYTES = 32;

const WASM_PAGE_BYTES = 64 * 1024;
const QUOTE = 0x22;

/** What `assembly/session/field_scan.ts` exports. */
interface FieldScanModule {
  readonly START: WebAssembly.Global;
  readonly NAME: WebAssembly.Global;
  nextText(from: number, end: number, nameLength: number): number;
}

/** Gets the bytes and where in them a found text begins; ends the scan by returning false. */
export type OnFoundText = (bytes: Uint8Array, start: number) => boolean | void;

/** A name and what becomes of the texts that its fields hold. */
export interface ScannedField {
  /** 2 to 14 letters. */
  readonly name: string;
  readonly found: OnFoundText;
}

/**
 * Reads a log and reports the text values of the given fields. Within a chunk, all values of the first field come
 * first. A text that is cut by a chunk's end is reported a second time, whole, if it has at most
 * `LONGEST_FOUND_BYTES`.
 *
 * Searching takes 0.1 ns a byte for each field; nearly all of the time is spent reading.
 *
 * @throws UserError when the log can't be read; the signal's reason when it is aborted.
 */
export async function scanFields(
  path: string,
  fields: readonly ScannedField[],
  signal?: AbortSignal,
): Promise<void> {
  const scanner = unused.pop() ?? new FieldScanner();
  try {
    let carried = 0;
    for await (const chunk of asUtf8(readFileChunks(path, signal))) {
      const length = scanner.place(chunk, carried);
      if (!fields.every((field) => scanner.scan(length, field))) return;
      carried = scanner.carry(length);
    }
  } finally {
    if (unused.length < MOST_UNUSED) unused.push(scanner);
  }
}

/** The text from `start` to its closing quote; undefined if it is too long to be found whole. */
export function foundText(bytes: Uint8Array, start: number): string | undefined {
  const end = bytes.subarray(start, start + LONGEST_FOUND_BYTES + 1).indexOf(QUOTE);
  return end < 0 ? undefined : String.fromCharCode(...bytes.subarray(start, start + end));
}

/** Scanners whose scans have ended. They are reused, because only a garbage collection frees their memory. */
const unused: FieldScanner[] = [];
const MOST_UNUSED = 2;

/** The memory of one scan. */
class FieldScanner {
  readonly #module = instantiateWasm<FieldScanModule>(WASM_BASE64);
  readonly #start = this.#module.START.value;
  readonly #bytes: Uint8Array;

  constructor() {
    const { memory } = this.#module;
    const missing = this.#start + CARRIED_BYTES + CHUNK_BYTES + BEHIND_BYTES - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / WASM_PAGE_BYTES));
    this.#bytes = new Uint8Array(memory.buffer);
  }

  /** Places a chunk behind what is carried; gives how many bytes these are together. */
  place(chunk: Uint8Array, carried: number): number {
    this.#bytes.set(chunk, this.#start + carried);
    return carried + chunk.length;
  }

  /** Looks for a field; false where nobody wants any more. */
  scan(length: number, { name, found }: ScannedField): boolean {
    const quoted = new TextEncoder().encode(`"${name}"`);
    this.#bytes.set(quoted, this.#module.NAME.value);
    const start = this.#start;
    const end = start + length;
    const bytes = this.#bytes.subarray(start, end);
    for (let at = start; (at = this.#module.nextText(at, end, quoted.length)) > 0;) {
      if (found(bytes, at - start) === false) return false;
    }
    return true;
  }

  /** Keeps the last bytes for the next chunk; gives how many. */
  carry(length: number): number {
    const carried = Math.min(length, CARRIED_BYTES);
    this.#bytes.copyWithin(this.#start, this.#start + length - carried, this.#start + length);
    return carried;
  }
}
