/** Reads zip archives from elsewhere: bounded in size, checked, nothing written. */

import { unzipSync } from "fflate";
import { UserError } from "../user_error.ts";

export interface ZipLimits {
  /** What to call the archive in errors. */
  readonly title: string;
  /** Sum of the unpacked bytes of the wanted entries. */
  readonly maximumBytes: number;
}

/**
 * Unpacks the wanted entries of a zip: name → content.
 *
 * @throws {UserError} if it is no zip or is damaged (checksums), if an entry's name would lead out of a folder, or
 * if more than the allowed bytes would come out.
 */
export function unzip(
  bytes: Uint8Array,
  wants: (name: string) => boolean,
  limits: ZipLimits,
): Map<string, Uint8Array> {
  let total = 0;
  let unsafe: string | undefined;
  let entries: Record<string, Uint8Array>;
  let checksums: Map<string, number>;
  try {
    // Sizes are those that the archive claims, and no more than them is ever unpacked.
    entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (isUnsafe(name)) unsafe ??= name;
        if (name.endsWith("/") || !wants(name)) return false;
        total += originalSize;
        return total <= limits.maximumBytes && unsafe === undefined;
      },
    });
    checksums = readChecksums(bytes);
  } catch (error) {
    throw new UserError(`${limits.title} is not a readable zip archive; it may be damaged.`, {
      cause: error,
    });
  }
  if (unsafe !== undefined) {
    throw new UserError(
      `${limits.title} has an entry with an unsafe name (${
        JSON.stringify(unsafe.slice(0, 100))
      }) and is refused.`,
    );
  }
  if (total > limits.maximumBytes) {
    throw new UserError(
      `${limits.title} would unpack to more than ${limits.maximumBytes} bytes and is refused.`,
    );
  }
  for (const [name, content] of Object.entries(entries)) {
    if (checksums.get(name) === crc32(content)) continue;
    throw new UserError(`${limits.title} is damaged: the checksum of ${JSON.stringify(name)} is wrong.`);
  }
  return new Map(Object.entries(entries));
}

/** Absolute, with a drive, with backslashes, with `..`, with control characters. */
function isUnsafe(name: string): boolean {
  // deno-lint-ignore no-control-regex -- control characters are what it looks for
  return /^[/~]|^[A-Za-z]:|\\|(?:^|\/)\.\.(?:\/|$)|[\x00-\x1f]/.test(name);
}

/** CRC-32 of each entry, from the central directory (APPNOTE 4.3.12), which fflate reads but doesn't compare. */
function readChecksums(bytes: Uint8Array): Map<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const checksums = new Map<string, number>();
  let end = bytes.length - 22;
  while (end > 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  let offset = view.getUint32(end + 16, true);
  // Zip64 keeps the offset in a record of its own, which a locator before the end record points to.
  if (offset === 0xffffffff && end >= 20 && view.getUint32(end - 20, true) === 0x07064b50) {
    const record = Number(view.getBigUint64(end - 20 + 8, true));
    offset = Number(view.getBigUint64(record + 48, true));
  }
  while (offset + 46 <= bytes.length && view.getUint32(offset, true) === 0x02014b50) {
    const nameLength = view.getUint16(offset + 28, true);
    const isUtf8 = (view.getUint16(offset + 8, true) & 0x800) !== 0;
    const nameBytes = bytes.subarray(offset + 46, offset + 46 + nameLength);
    const name = new TextDecoder(isUtf8 ? "utf-8" : "latin1").decode(nameBytes);
    checksums.set(name, view.getUint32(offset + 16, true));
    offset += 46 + nameLength + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
  }
  return checksums;
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
