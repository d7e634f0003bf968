/**
 * Parts as files, which appear only when all of them are whole.
 *
 * Where to write one takes longer than `QUICK_MS`, it is done on another thread while the next one is made: to make a file
 * takes 0.03 ms in memory, 0.17 on an ext4. What else is to be done with it takes 0.04 ms, less than the way to another
 * thread and back.
 */

import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Redacted } from "../../redact/mod.ts";
import { explainFileFailure } from "../../file_failure.ts";
import { messageOf, UserError } from "../../user_error.ts";
import { MARK_NUMBER, temporaryPartName } from "./dead_runs.ts";
import type { Part, PartSink, PlacedPart } from "./part_sink.ts";
import { markRun, type RunMark } from "./run_mark.ts";

/** A part's file before it has its name. */
interface WrittenPart {
  readonly path: string;
  readonly bytes: number;
  /** Bytes set aside for the root's start tag. */
  readonly openingBytes: number;
  readonly bodyBytes: number;
}

/**
 * Handing a part to another thread takes 0.07 to 0.1 ms of a conversion, as the thread that is woken often takes the
 * processor: what takes less is written at once.
 */
const QUICK_MS = 0.1;

/** One part in so many is waited for while another thread writes it: meanwhile the program hears of Ctrl-C. */
const AT_ONCE = 16;

/** So many more took longer than did not: from then on others write. */
const MOST_SLOW = 3;

/** Files that others write at the same time. */
const OPEN_FILES = 4;

/**
 * Writes parts to a folder as `<prefix>-<session-id>.xml`, or `-part<N>.xml` when there is more than one. Files get
 * these names only when all parts are whole. Parts of the same session from an earlier run are removed right before: a
 * program that is ended there leaves no parts of the one beside parts of the other.
 *
 * Parts are written once: a start tag that does not know yet how many parts there are leaves room, which is filled at
 * the end. Nobody waits for a part to be written, unless the disk can't keep up.
 *
 * @param folder made if it is missing.
 * @param quickMs a part that takes less to write is written at once.
 * @throws UserError (from the sink's methods) when a file can't be written.
 */
export function writePartsTo(folder: string, prefix: string, quickMs = QUICK_MS): PartSink {
  return new PartFiles(folder, prefix, quickMs);
}

class PartFiles implements PartSink {
  readonly #folder: string;
  readonly #prefix: string;
  readonly #quickMs: number;
  readonly #run = crypto.randomUUID().slice(0, 8);
  readonly #written = new Map<number, WrittenPart>();
  /** Writes that other threads are at. */
  readonly #writing = new Set<Promise<void>>();
  readonly #buffers = new WriteBuffers();
  /** Why another thread couldn't write a part. */
  #failure: unknown;
  #mark: RunMark | undefined;
  /** How many more writes took longer than `quickMs` than did not. */
  #slow = 0;

  constructor(folder: string, prefix: string, quickMs: number) {
    this.#folder = folder;
    this.#prefix = prefix;
    this.#quickMs = quickMs;
  }

  async add(part: Part): Promise<void> {
    const path = this.#temporaryPath(part.number);
    if (this.#written.size === 0) {
      describingFailure(path, () => Deno.mkdirSync(this.#folder, { recursive: true }));
    }
    this.#mark ??= markRun(this.#temporaryPath(MARK_NUMBER));
    while (this.#writing.size >= OPEN_FILES) await Promise.race(this.#writing);
    if (this.#failure !== undefined) throw this.#failure;
    const { bytes, openingBytes } = encodePart(part, this.#buffers);
    // Registered first: a file that was only begun is to be removed, too.
    this.#written.set(part.number, { path, bytes: bytes.length, openingBytes, bodyBytes: part.body.length });
    if (this.#slow < MOST_SLOW && part.number % AT_ONCE !== 0) return this.#writeAtOnce(path, bytes);
    const done: Promise<void> = this.#write(path, bytes).finally(() => {
      this.#buffers.giveBack(bytes);
      this.#writing.delete(done);
    });
    this.#writing.add(done);
    if (part.number % AT_ONCE === 0) await done;
  }

  async bodyOf(number: number): Promise<Uint8Array<ArrayBuffer>> {
    await this.#allWritten();
    const part = this.#written.get(number);
    if (part === undefined) return new Uint8Array();
    const bytes = describingFailure(part.path, () => Deno.readFileSync(part.path));
    const start = part.openingBytes + 1;
    return bytes.subarray(start, start + part.bodyBytes);
  }

  async finish(sessionId: string, openings: readonly Redacted[]): Promise<PlacedPart[]> {
    await this.#allWritten();
    const stem = `${this.#prefix}-${fileNamePart(sessionId)}`;
    for (const [index, opening] of openings.entries()) {
      const part = this.#written.get(index + 1);
      if (part !== undefined) describingFailure(part.path, () => fillOpening(part, opening));
    }
    // Not replaced: ext4 writes the data of a file to the disk when it takes the place of another (0.15 ms).
    removeParts(this.#folder, stem);
    const placed = this.#place(stem, openings.length);
    await this.discard(); // Parts of a session that turned out to hold nothing.
    return placed;
  }

  async discard(): Promise<void> {
    await Promise.all(this.#writing);
    for (const { path } of this.#written.values()) removeIfThere(path);
    this.#written.clear();
    this.#mark?.release();
  }

  /** Gives so many parts their names. */
  #place(stem: string, count: number): PlacedPart[] {
    const placed: PlacedPart[] = [];
    for (let number = 1; number <= count; number++) {
      const part = this.#written.get(number);
      if (part === undefined) continue;
      const name = count === 1 ? `${stem}.xml` : `${stem}-part${number}.xml`;
      const path = join(this.#folder, name);
      describingFailure(path, () => Deno.renameSync(part.path, path));
      this.#written.set(number, { ...part, path }); // Should a later one fail, this one is not to stay alone.
      placed.push({ name, bytes: part.bytes });
    }
    for (let number = 1; number <= count; number++) this.#written.delete(number);
    return placed;
  }

  async #allWritten(): Promise<void> {
    await Promise.all(this.#writing);
    if (this.#failure !== undefined) throw this.#failure;
  }

  #temporaryPath(number: number): string {
    return join(this.#folder, temporaryPartName(this.#prefix, this.#run, number));
  }

  #writeAtOnce(path: string, bytes: Uint8Array<ArrayBuffer>): void {
    const start = performance.now();
    describingFailure(path, () => Deno.writeFileSync(path, bytes));
    this.#slow = Math.max(0, this.#slow + (performance.now() - start < this.#quickMs ? -1 : 1));
    this.#buffers.giveBack(bytes);
  }

  async #write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      await Deno.writeFile(path, bytes);
    } catch (error) {
      this.#failure ??= asUserError(path, error);
    }
  }
}

const encoder = new TextEncoder();
const NEWLINE = 0x0a;

/**
 * Memory for what is being written, used again and again: a new array for each part is garbage of the part's size,
 * which V8 doesn't count as its own and so collects late.
 */
class WriteBuffers {
  readonly #free: ArrayBuffer[] = [];

  /** An array of so many bytes, of any content. */
  take(bytes: number): Uint8Array<ArrayBuffer> {
    const buffer = this.#free.pop();
    return new Uint8Array(
      buffer !== undefined && buffer.byteLength >= bytes ? buffer : new ArrayBuffer(roundedUp(bytes)),
      0,
      bytes,
    );
  }

  /** Takes back an array that nobody uses any more: Deno 2.9 copies what it is to write, but promises nowhere to. */
  giveBack({ buffer }: Uint8Array<ArrayBuffer>): void {
    this.#free.push(buffer);
  }
}

/** Parts differ in size, by less than this as a rule. */
const BUFFER_STEP_BYTES = 64 * 1024;

function roundedUp(bytes: number): number {
  return Math.ceil(bytes / BUFFER_STEP_BYTES) * BUFFER_STEP_BYTES;
}

/** A part as it is written. */
function encodePart(
  { opening, body, closing }: Part,
  buffers: WriteBuffers,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly openingBytes: number } {
  const [before, behind] = [encoder.encode(opening), encoder.encode(closing)];
  const bytes = buffers.take(before.length + body.length + behind.length + 2);
  bytes.set(before);
  bytes[before.length] = NEWLINE;
  bytes.set(body, before.length + 1);
  bytes[before.length + 1 + body.length] = NEWLINE;
  bytes.set(behind, before.length + body.length + 2);
  return { bytes, openingBytes: before.length };
}

/** Writes the final start tag into the room set aside for it; white space before `>` fills what is left. */
function fillOpening({ path, openingBytes }: WrittenPart, opening: Redacted): void {
  const missing = openingBytes - encoder.encode(opening).length;
  if (missing < 0) throw new Error(`its start tag needs ${-missing} bytes more than were set aside`);
  using file = Deno.openSync(path, { write: true });
  file.writeSync(encoder.encode(`${opening.slice(0, -1)}${" ".repeat(missing)}>`));
}

/** Removes the parts of a session from an earlier run. */
function removeParts(folder: string, stem: string): void {
  let items: Deno.DirEntry[];
  try {
    items = [...Deno.readDirSync(folder)];
  } catch {
    return; // The folder was never made.
  }
  for (const { name, isFile } of items) {
    const ending = name.startsWith(stem) ? name.slice(stem.length) : undefined;
    if (!isFile || ending === undefined) continue;
    if (!/^(?:-part\d+)?\.xml$/.test(ending)) continue;
    const path = join(folder, name);
    describingFailure(path, () => removeIfThere(path));
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function describingFailure<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw asUserError(path, error);
  }
}

function asUserError(path: string, error: unknown): UserError {
  const { reason, remedy } = explainFileFailure(error) ?? {};
  const why = reason === undefined ? `: ${messageOf(error)}` : ` (${reason}): ${remedy}`;
  return new UserError(`The part ${path} can't be written${why}.`, { isOfWriting: true, cause: error });
}

/** Those of the client have 36; longer ones are cut. */
const MAX_ID_CHARACTERS = 100;

/** 32 bits: a plan has dozens of sessions. */
const HASH_CHARACTERS = 8;

/** In the number of a part, in a hash as above, or in what Windows drops. */
const ENDS_LIKE_ANOTHER = /(?:-part\d+|-[0-9a-f]{8}|\.)$/;

/**
 * A session id as part of a file name: ids are UUIDs, but a log's own word is not to be trusted with a path. An id whose
 * name might be that of another one (in upper case, changed, cut, with a number such as parts have) gets a hash of its own,
 * and one that ends like a hash does, too: no two ids have the same name on any file system.
 */
export function fileNamePart(sessionId: string): string {
  const plain = sessionId.replace(/[^A-Za-z0-9._-]/g, "-").replace(/^[.-]+/, "").slice(0, MAX_ID_CHARACTERS);
  if (plain === sessionId && /^[^A-Z]+$/.test(plain) && !ENDS_LIKE_ANOTHER.test(plain)) return plain;
  const hash = createHash("sha256").update(sessionId).digest("hex").slice(0, HASH_CHARACTERS);
  return `${plain === "" ? "session" : plain}-${hash}`;
}
