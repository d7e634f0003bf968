/** Unpacks zip archives from elsewhere: bounded in size, checked, nothing written. */

import { Inflate } from "fflate";
import { printable } from "../../printable.ts";
import { messageOf, UserError } from "../../user_error.ts";
import { type LocatedEntry, locateEntries, readDirectory, type ZipEntry, ZipError } from "./zip_directory.ts";

export interface ZipLimits {
  /** What to call the archive in errors. */
  readonly title: string;
  /** Sum of the unpacked bytes of the wanted entries. */
  readonly maximumBytes: number;
}

/** Artifacts with a session have a handful. */
const MAX_ENTRIES = 10_000;

/** Session logs compress 5 to 30 times; deflate can't do better than 1,032 times. */
const MAX_RATIO = 200;

/** Below this, what is unpacked does no harm, however well it was packed. */
const HARMLESS_BYTES = 10_000_000;

/** What is unpacked at once: at the highest ratio of deflate 16 MB come of it. */
const CHUNK_BYTES = 16_384;

/**
 * Unpacks the wanted entries of a zip: name → content, in the archive's order. Zips in it are files like any other.
 *
 * @throws {UserError} if it is no zip, is damaged or contradicts itself; if any entry is encrypted, a link, there twice,
 * or has a name that would lead out of a folder; if more than the allowed bytes would come out, or more than
 * were claimed do.
 */
export function unzip(
  bytes: Uint8Array,
  wants: (name: string) => boolean,
  limits: ZipLimits,
): Map<string, Uint8Array> {
  try {
    const entries = readDirectory(bytes, MAX_ENTRIES);
    requireHarmless(entries);
    const wanted = entries.filter(({ name }) => !name.endsWith("/") && wants(name));
    requireModerate(wanted, limits.maximumBytes);
    const located = new Map(locateEntries(bytes, entries).map((entry) => [entry.name, entry]));
    const contents = new Map<string, Uint8Array>();
    for (const { name } of wanted) {
      const entry = located.get(name);
      if (entry !== undefined) contents.set(name, unpack(entry));
    }
    return contents;
  } catch (error) {
    if (error instanceof ZipError) throw new UserError(`${limits.title} is refused: ${error.message}.`);
    throw new UserError(`${limits.title} is not a readable zip archive (${messageOf(error)}).`, {
      cause: error,
    });
  }
}

function requireHarmless(entries: readonly ZipEntry[]): void {
  const seen = new Set<string>();
  for (const { name, isEncrypted, isSymbolicLink } of entries) {
    const shown = printable(name);
    if (isUnsafe(name)) throw new ZipError(`it has an entry with an unsafe name (${shown})`);
    if (isEncrypted) throw new ZipError(`its entry ${shown} is encrypted`);
    if (isSymbolicLink) throw new ZipError(`its entry ${shown} is a symbolic link`);
    if (seen.has(name)) throw new ZipError(`it has the entry ${shown} twice`);
    seen.add(name);
  }
}

function requireModerate(entries: readonly ZipEntry[], maximumBytes: number): void {
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  if (bytes > maximumBytes) throw new ZipError(`it would unpack to more than ${maximumBytes} bytes`);
  const bomb = entries.find(({ size, packedSize }) => size > HARMLESS_BYTES && size > MAX_RATIO * packedSize);
  if (bomb === undefined) return;
  throw new ZipError(
    `its entry ${printable(bomb.name)} would unpack to more than ${MAX_RATIO} times its size`,
  );
}

function unpack({ name, method, packed, size, crc }: LocatedEntry): Uint8Array {
  const content = method === 0 ? packed : method === 8 ? inflate(packed, size, name) : undefined;
  if (content === undefined) {
    throw new ZipError(`its entry ${printable(name)} is packed in an unknown way`);
  }
  if (content.length !== size) throw wrongSize(name);
  if (crc32(content) !== crc) {
    throw new ZipError(`the checksum of its entry ${printable(name)} is wrong`);
  }
  return content;
}

/** Stops as soon as more comes than was claimed. */
function inflate(packed: Uint8Array, size: number, name: string): Uint8Array {
  const content = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > size) throw wrongSize(name);
    content.set(chunk, length);
    length += chunk.length;
  });
  for (let at = 0; at < packed.length; at += CHUNK_BYTES) {
    stream.push(packed.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= packed.length);
  }
  return content.subarray(0, length);
}

function wrongSize(name: string): ZipError {
  return new ZipError(`its entry ${printable(name)} has another size than it claims`);
}

/** Absolute, with a drive, with backslashes, with `..`, with control characters. */
function isUnsafe(name: string): boolean {
  // deno-lint-ignore no-control-regex -- control characters are what it looks for
  return /^[/~]|^[A-Za-z]:|\\|(?:^|\/)\.\.(?:\/|$)|[\x00-\x1f]/.test(name);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CRC_TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
