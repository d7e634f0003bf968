/** Where finished parts go: files that appear only when they are whole, or memory. */

import { join } from "node:path";
import { joinRedacted, type Redacted } from "../redact/mod.ts";
import { messageOf, UserError } from "../user_error.ts";

/** The root's tags around a part's body, known once all parts are. */
export interface PartFrame {
  readonly opening: Redacted;
  readonly closing: Redacted;
}

/** A part where it ended up. */
export interface PlacedPart {
  /** File name, where there is a file. */
  readonly name: string | undefined;
  readonly bytes: number;
}

/** Takes parts one by one, and puts them in place together. */
export interface PartSink {
  /** Takes the body of the next part. */
  add(body: Redacted): Promise<void>;
  /** All bodies are there: puts the parts in their place, each within its frame. */
  finish(sessionId: string, frames: readonly PartFrame[]): Promise<PlacedPart[]>;
  /** Nothing is to be kept: the session was empty, or reading it failed. */
  discard(): Promise<void>;
}

/** A sink that keeps the parts in memory, for `--stdout` and small uses. */
export interface MemorySink extends PartSink {
  /** The parts, after `finish`. */
  readonly parts: readonly Redacted[];
}

/** Keeps parts in memory. */
export function collectParts(): MemorySink {
  const bodies: Redacted[] = [];
  const parts: Redacted[] = [];
  return {
    parts,
    add: (body) => {
      bodies.push(body);
      return Promise.resolve();
    },
    finish: (_sessionId, frames) => {
      parts.push(...frames.map((frame, index) => framed(frame, bodies[index])));
      bodies.length = 0;
      return Promise.resolve(parts.map((part) => ({ name: undefined, bytes: byteLength(part) })));
    },
    discard: () => {
      bodies.length = 0;
      return Promise.resolve();
    },
  };
}

/**
 * Writes parts to a folder as `<prefix>-<session-id>.xml`, or `-part<N>.xml` when there is more than one. Files get
 * these names only when all parts are whole; parts of the same session from an earlier run are removed.
 *
 * @param folder made if it is missing.
 * @throws UserError (from the sink's methods) when a file can't be written.
 */
export function writePartsTo(folder: string, prefix: string): PartSink {
  const run = crypto.randomUUID().slice(0, 8);
  const bodies: string[] = [];
  const temporary = (name: string) => join(folder, `.${prefix}-${run}-${name}.tmp`);
  const discard = async () => {
    for (const path of bodies.splice(0)) await removeIfThere(path);
  };
  return {
    discard,
    add: async (body) => {
      const path = temporary(`body${bodies.length + 1}`);
      bodies.push(path);
      await describingFailure(path, async () => {
        if (bodies.length === 1) await Deno.mkdir(folder, { recursive: true });
        await Deno.writeTextFile(path, body);
      });
    },
    finish: async (sessionId, frames) => {
      const stem = `${prefix}-${fileNamePart(sessionId)}`;
      const placed: PlacedPart[] = [];
      for (const [index, frame] of frames.entries()) {
        const path = bodies[index];
        const name = frames.length === 1 ? `${stem}.xml` : `${stem}-part${index + 1}.xml`;
        if (path === undefined) break;
        const bytes = await describingFailure(join(folder, name), () => frameFile(path, frame));
        placed.push({ name, bytes });
      }
      for (const [index, part] of placed.entries()) {
        const path = bodies[index];
        if (path !== undefined && part.name !== undefined) {
          const target = join(folder, part.name);
          await describingFailure(target, () => Deno.rename(path, target));
        }
      }
      bodies.length = 0;
      await removeStaleParts(folder, stem, new Set(placed.map((part) => part.name)));
      return placed;
    },
  };
}

/** Puts the root's tags around a body in its file; gives the size in bytes. */
async function frameFile(path: string, frame: PartFrame): Promise<number> {
  const part = framed(frame, await Deno.readTextFile(path) as Redacted);
  await Deno.writeTextFile(path, part);
  return byteLength(part);
}

function framed(frame: PartFrame, body: Redacted | undefined): Redacted {
  return joinRedacted(
    body === undefined ? [frame.opening, frame.closing] : [frame.opening, body, frame.closing],
    "\n",
  );
}

async function removeStaleParts(
  folder: string,
  stem: string,
  current: ReadonlySet<string | undefined>,
): Promise<void> {
  for await (const { name, isFile } of Deno.readDir(folder)) {
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

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
