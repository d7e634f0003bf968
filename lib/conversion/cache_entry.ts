/**
 * One converted session as one file, which appears and goes in one step:
 *
 *     <SHA-256 of all that follows the line> <bytes of the head>\n
 *     <report and secrets as JSON><part 1><part 2>…
 *
 * The secrets that were found in the session are encrypted (sealed_secrets.ts).
 *
 * Parts are only ever copied from file to file: what lay on disk is not `Redacted` any more.
 */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { SESSION_STATUSES, type SessionReport } from "../preprocess/mod.ts";
import { MARK_NUMBER, temporaryPartName } from "../preprocess/parts/dead_runs.ts";
import { fileNamePart } from "../preprocess/parts/part_files.ts";
import { markRun, type RunMark } from "../preprocess/parts/run_mark.ts";
import { NoRegularFile, requireRegular } from "../regular_file.ts";
import { openSecrets, sealSecrets } from "./sealed_secrets.ts";
import type { Conversion, SessionJob } from "./session_job.ts";

/** Where the parts of an entry go to, or come from. */
export type PartsPlace = Pick<SessionJob, "folder" | "prefix">;

/** What became of reading an entry. */
export type EntryReading =
  | { readonly kind: "taken"; readonly conversion: Conversion }
  | { readonly kind: "missing" }
  | { readonly kind: "damaged" };

/** 64 digits, a space, at most 15 digits, and the line's end: what is left over is filled with spaces. */
const FIRST_LINE_BYTES = 81;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What this file relies on; the rest of a report is as it was written, or the checksum doesn't fit. */
const reportShape = z.looseObject({
  sessionId: z.string(),
  status: z.enum(SESSION_STATUSES),
  parts: z.array(z.looseObject({ bytes: z.int().nonnegative(), tokens: z.number() })),
  redactions: z.record(z.string(), z.number()),
});
const headShape = z.object({
  report: z.custom<SessionReport>((value) => reportShape.safeParse(value).success),
  secrets: z.base64(),
});

/**
 * Writes an entry from the parts where a conversion left them.
 *
 * @param path a temporary file's: the entry is whole only when this returns.
 * @throws what the file system throws; an Error if a part isn't as long as its report says.
 */
export function writeEntry(
  path: string,
  { report, secrets }: Conversion,
  sealingKey: Uint8Array,
  { folder }: PartsPlace,
): void {
  using file = Deno.openSync(path, { write: true, createNew: true });
  const hash = createHash("sha256");
  const write = (bytes: Uint8Array) => {
    hash.update(bytes);
    writeAll(file, bytes);
  };
  writeAll(file, new Uint8Array(FIRST_LINE_BYTES));
  const json = encoder.encode(JSON.stringify({ report, secrets: sealSecrets(secrets, sealingKey) }));
  write(json);
  for (const { name, bytes } of report.parts) {
    const part = Deno.readFileSync(join(folder, name ?? ""));
    if (part.length !== bytes) throw new Error(`${name} has ${part.length} bytes instead of ${bytes}`);
    write(part);
  }
  file.seekSync(0, Deno.SeekMode.Start);
  writeAll(file, encoder.encode(`${`${hash.digest("hex")} ${json.length}`.padEnd(FIRST_LINE_BYTES - 1)}\n`));
}

/**
 * Copies the parts of an entry to a folder, under the names that a conversion would give them; parts of the same
 * session from an earlier run are removed. Nothing appears unless the checksum fits.
 *
 * @throws what the file system throws while parts are written.
 */
export function takeEntry(path: string, sealingKey: Uint8Array, place: PartsPlace): EntryReading {
  let file: Deno.FsFile;
  try {
    requireRegular(Deno.statSync(path));
    file = Deno.openSync(path, { read: true });
  } catch (error) {
    return { kind: error instanceof NoRegularFile ? "damaged" : "missing" };
  }
  using entry = file;
  const run = crypto.randomUUID().slice(0, 8);
  const temporary: string[] = [];
  let mark: RunMark | undefined;
  try {
    const first = /^([0-9a-f]{64}) (\d+) *\n$/.exec(decoder.decode(read(entry, FIRST_LINE_BYTES)));
    const rest = entry.statSync().size - FIRST_LINE_BYTES;
    const length = Number(first?.[2] ?? Infinity);
    if (length > rest) return { kind: "damaged" };
    const hash = createHash("sha256");
    const json = read(entry, length);
    hash.update(json);
    const head = parseHead(decoder.decode(json), sealingKey);
    if (head === undefined || length + sumOfBytes(head.report) !== rest) return { kind: "damaged" };
    const { report, secrets } = head;
    if (report.parts.length > 0) {
      Deno.mkdirSync(place.folder, { recursive: true });
      mark = markRun(join(place.folder, temporaryPartName(place.prefix, run, MARK_NUMBER)));
    }
    for (const [index, { bytes }] of report.parts.entries()) {
      const part = read(entry, bytes);
      hash.update(part);
      const name = join(place.folder, temporaryPartName(place.prefix, run, index + 1));
      temporary.push(name);
      Deno.writeFileSync(name, part);
    }
    if (hash.digest("hex") !== first?.[1]) return { kind: "damaged" };
    return { kind: "taken", conversion: { report: putInPlace(report, temporary, place), secrets } };
  } finally {
    for (const name of temporary) removeIfThere(name);
    mark?.release();
  }
}

/** Gives the parts their names; the report says which. */
function putInPlace(report: SessionReport, files: readonly string[], place: PartsPlace): SessionReport {
  const stem = `${place.prefix}-${fileNamePart(report.sessionId)}`;
  const parts = report.parts.map((part, index) => ({
    ...part,
    name: report.parts.length === 1 ? `${stem}.xml` : `${stem}-part${index + 1}.xml`,
  }));
  for (const [index, { name }] of parts.entries()) {
    const file = files[index];
    if (file !== undefined) Deno.renameSync(file, join(place.folder, name));
  }
  const current = new Set(parts.map(({ name }) => name));
  for (const name of namesIn(place.folder)) {
    const ending = name.startsWith(stem) ? name.slice(stem.length) : "";
    if (/^(?:-part\d+)?\.xml$/.test(ending) && !current.has(name)) removeIfThere(join(place.folder, name));
  }
  return { ...report, parts };
}

function parseHead(json: string, sealingKey: Uint8Array): Conversion | undefined {
  try {
    const { report, secrets } = headShape.parse(JSON.parse(json));
    return { report, secrets: openSecrets(secrets, sealingKey) };
  } catch {
    return undefined;
  }
}

function sumOfBytes({ parts }: SessionReport): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** That many bytes, or fewer at the file's end. */
function read(file: Deno.FsFile, size: number): Uint8Array {
  const buffer = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const count = file.readSync(buffer.subarray(length));
    if (count === null) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += file.writeSync(bytes.subarray(written));
}

function namesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].filter(({ isFile }) => isFile).map(({ name }) => name);
  } catch {
    return []; // The session gave no parts, and the folder was never made.
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
