/** Finds the identities in a log's bytes without reading its lines: uuids of lines, ids of messages and of tool uses. */

import { foundText, scanFields } from "./field_scan.ts";

const QUOTE = 0x22;

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
    const text = foundText(bytes, start);
    return text !== undefined && this.#identities.has(text) ? text : undefined;
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
 * Reads a log and gives those of the wanted identities that are in it, in no order, repeated ones too; one that a chunk's
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
  const look = (bytes: Uint8Array, start: number): boolean | void => {
    const identity = wanted.at(bytes, start);
    if (identity !== undefined) return found(identity);
  };
  await scanFields(path, [{ name: "uuid", found: look }, { name: "id", found: look }], signal);
}
