/** Where finished parts go: memory, files (part_files.ts), or the terminal (printed_parts.ts). */

import { decodeRedacted, joinRedacted, type Redacted, type RedactedBytes } from "../../redact/mod.ts";

/** A part: its content between the root's tags. */
export interface Part {
  /** From 1. */
  readonly number: number;
  /** The root's start tag; `finish` gives the final one, which is not longer in bytes. */
  readonly opening: Redacted;
  /** Valid until `add` is done: it may be memory that the next part is written to. */
  readonly body: RedactedBytes;
  readonly closing: Redacted;
}

/** A part where it ended up. */
export interface PlacedPart {
  /** File name, where there is a file. */
  readonly name: string | undefined;
  readonly bytes: number;
}

/** Takes parts one by one in any order, and puts them in place together. */
export interface PartSink {
  /** One with the number of an earlier one takes its place. */
  add(part: Part): Promise<void>;
  /** The content of a part that was added, to be looked at again. */
  bodyOf(number: number): Promise<Uint8Array>;
  /** All parts are there: they get their final start tags, by number from 1, and appear. None: there is nothing. */
  finish(sessionId: string, openings: readonly Redacted[]): Promise<PlacedPart[]>;
  /** Nothing is to be kept: the conversion failed. */
  discard(): Promise<void>;
}

/** A sink that keeps the parts in memory, for small uses. */
export interface MemorySink extends PartSink {
  /** The parts, after `finish`. */
  readonly parts: readonly Redacted[];
}

const encoder = new TextEncoder();

/** Keeps parts in memory. */
export function collectParts(): MemorySink {
  const taken = new Map<number, Omit<Part, "body"> & { readonly body: Redacted }>();
  const parts: Redacted[] = [];
  return {
    parts,
    add: (part) => Promise.resolve(void taken.set(part.number, { ...part, body: decodeRedacted(part.body) })),
    bodyOf: (number) => Promise.resolve(encoder.encode(taken.get(number)?.body)),
    finish: (_sessionId, openings) => {
      for (const [index, opening] of openings.entries()) {
        const part = taken.get(index + 1);
        if (part !== undefined) parts.push(joinRedacted([opening, part.body, part.closing], "\n"));
      }
      taken.clear();
      return Promise.resolve(parts.map((part) => ({ name: undefined, bytes: encoder.encode(part).length })));
    },
    discard: () => Promise.resolve(taken.clear()),
  };
}
