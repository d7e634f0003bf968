/** Where finished parts go: files that appear only when they are whole, or memory. */

import { join } from "node:path";
import { joinRedacted, type Redacted } from "../redact/mod.ts";
import { messageOf, UserError } from "../user_error.ts";

/** A part: its content between the root's tags. */
export interface Part {
  /** From 1. */
  readonly number: number;
  /** The root's start tag; `finish` gives the final one, which is not longer in bytes. */
  readonly opening: Redacted;
  readonly body: Redacted;
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
  add(part: Part): Promise<void>;
  /** All parts are there: they get their final start tags, by number from 1, and appear. None: there is nothing. */
  finish(sessionId: string, openings: readonly Redacted[]): Promise<PlacedPart[]>;
  /** Nothing is to be kept: the conversion failed. */
  discard(): Promise<void>;
}

/** A sink that keeps the parts in memory, for `--stdout` and small uses. */
export interface MemorySink extends PartSink {
  /** The parts, after `finish`. */
  readonly parts: readonly Redacted[];
}

const encoder = new TextEncoder();

/** Keeps parts in memory. */
export function collectParts(): MemorySink {
  const taken = new Map<number, Part>();
  const parts: Redacted[] = [];
  return {
    parts,
    add: (part) => Promise.resolve(void taken.set(part.number, part)),
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

/** A part's file before it has its name. */
interface WrittenPart {
  readonly path: string;
  readonly bytes: number;
  /** Bytes set aside for the root's start tag. */
  readonly openingBytes: number;
}

/** Files that are written, filled in or renamed at the same time, on other threads, while the next part is made. */
const OPEN_FILES = 4;

/**
 * Writes parts to a folder as `<prefix>-<session-id>.xml`, or `-part<N>.xml` when there is more than one. Files get
 * these names only when all parts are whole; parts of the same session from an earlier run are removed.
 *
 * Parts are written once: a start tag that does not know yet how many parts there are leaves room, which is filled at
 * the end. Nobody waits for a part to be written, unless the disk can't keep up.
 *
 * @param folder made if it is missing.
 * @throws UserError (from the sink's methods) when a file can't be written.
 */
export function writePartsTo(folder: string, prefix: string): PartSink {
  const run = crypto.randomUUID().slice(0, 8);
  const written = new Map<number, WrittenPart>();
  const writing = new Set<Promise<void>>();
  let failure: unknown;

  const write = async (path: string, bytes: Uint8Array) => {
    try {
      await describingFailure(path, () => Deno.writeFile(path, bytes));
    } catch (error) {
      failure ??= error;
    }
  };
  const discard = async () => {
    await Promise.all(writing);
    for (const { path } of written.values()) await removeIfThere(path);
    written.clear();
  };
  return {
    async add({ number, opening, body, closing }) {
      const path = join(folder, `.${prefix}-${run}-${number}.tmp`);
      const { bytes, openingBytes } = encodePart(opening, body, closing);
      if (written.size === 0) {
        await describingFailure(path, () => Deno.mkdir(folder, { recursive: true }));
      }
      while (writing.size >= OPEN_FILES) await Promise.race(writing);
      if (failure !== undefined) throw failure;
      // Registered first: a file that was only begun is to be removed, too.
      written.set(number, { path, bytes: bytes.length, openingBytes });
      const done: Promise<void> = write(path, bytes).finally(() => writing.delete(done));
      writing.add(done);
    },
    async finish(sessionId, openings) {
      await Promise.all(writing);
      if (failure !== undefined) throw failure;
      const stem = `${prefix}-${fileNamePart(sessionId)}`;
      const placed: { from: WrittenPart; to: string; opening: Redacted; part: PlacedPart }[] = [];
      for (const [index, opening] of openings.entries()) {
        const from = written.get(index + 1);
        if (from === undefined) continue;
        const name = openings.length === 1 ? `${stem}.xml` : `${stem}-part${index + 1}.xml`;
        placed.push({ from, to: join(folder, name), opening, part: { name, bytes: from.bytes } });
      }
      for (const { from, to, opening } of placed) {
        await describingFailure(to, () => Promise.resolve(fillOpening(from, opening)));
      }
      await forEachAtOnce(placed, ({ from, to }) => describingFailure(to, () => Deno.rename(from.path, to)));
      await discard(); // Parts of a session that turned out to hold nothing; of the others no temporary file is left.
      await removeStaleParts(folder, stem, new Set(placed.map(({ part }) => part.name)));
      return placed.map(({ part }) => part);
    },
    discard,
  };
}

/** A part as it is written; joining its texts first would copy them once more. */
function encodePart(
  opening: Redacted,
  body: Redacted,
  closing: Redacted,
): { readonly bytes: Uint8Array; readonly openingBytes: number } {
  // A UTF-16 unit takes three bytes at most.
  const most = 3 * (opening.length + body.length + closing.length) + 2;
  if (scratch.length < most) scratch = new Uint8Array(most);
  const buffer = scratch;
  const openingBytes = encoder.encodeInto(opening, buffer).written;
  buffer[openingBytes] = NEWLINE;
  const bodyEnd = openingBytes + 1 + encoder.encodeInto(body, buffer.subarray(openingBytes + 1)).written;
  buffer[bodyEnd] = NEWLINE;
  const end = bodyEnd + 1 + encoder.encodeInto(closing, buffer.subarray(bodyEnd + 1)).written;
  return { bytes: buffer.slice(0, end), openingBytes };
}

const NEWLINE = 0x0a;
let scratch = new Uint8Array(0);

/** Does it for all items, `OPEN_FILES` at a time; after a failure no further one is begun. */
async function forEachAtOnce<Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  let failed = false;
  const lane = async () => {
    for (const item of waiting) {
      if (failed) return;
      await act(item).catch((error) => {
        failed = true;
        throw error;
      });
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: OPEN_FILES }, lane));
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

/** Writes the final start tag into the room set aside for it; white space before `>` fills what is left. */
function fillOpening({ path, openingBytes }: WrittenPart, opening: Redacted): void {
  const missing = openingBytes - encoder.encode(opening).length;
  if (missing < 0) throw new Error(`its start tag needs ${-missing} bytes more than were set aside`);
  // Synchronous: a file that is there opens and takes a few bytes in 0.03 ms, the way to another thread takes more.
  using file = Deno.openSync(path, { write: true });
  file.writeSync(encoder.encode(`${opening.slice(0, -1)}${" ".repeat(missing)}>`));
}

async function removeStaleParts(
  folder: string,
  stem: string,
  current: ReadonlySet<string | undefined>,
): Promise<void> {
  let items: Deno.DirEntry[];
  try {
    items = await Array.fromAsync(Deno.readDir(folder));
  } catch {
    return; // The folder was never made.
  }
  for (const { name, isFile } of items) {
    const ending = name.startsWith(stem) ? name.slice(stem.length) : undefined;
    if (!isFile || ending === undefined || current.has(name)) continue;
    if (/^(?:-part\d+)?\.xml$/.test(ending)) await removeIfThere(join(folder, name));
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function describingFailure<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    throw new UserError(`The part ${path} can't be written: ${messageOf(error)}.`, { cause: error });
  }
}

/** A session id as part of a file name: ids are UUIDs, but a log's own word is not to be trusted with a path. */
export function fileNamePart(sessionId: string): string {
  const plain = sessionId.replace(/[^A-Za-z0-9._-]/g, "-").replace(/^[.-]+/, "").slice(0, 100);
  return plain === "" ? "session" : plain;
}
