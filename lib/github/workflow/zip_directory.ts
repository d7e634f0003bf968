/**
 * What a zip archive says of its entries, read strictly ("APPNOTE.TXT - .ZIP File Format Specification" 6.3.10; the numbers
 * in comments are its sections). An archive whose parts contradict each other is refused: different readers
 * would see different files in it.
 */

/** An entry, with its data as the archive has it. */
export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly isSymbolicLink: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  /** Unpacked bytes, as claimed. */
  readonly size: number;
  readonly packedSize: number;
  /** Where its own header is. */
  readonly offset: number;
}

/** An entry whose own header was read too. */
export interface LocatedEntry extends ZipEntry {
  readonly packed: Uint8Array;
}

/** Why an archive isn't read. A fragment: `… its directory is cut off`. */
export class ZipError extends Error {
  override readonly name = "ZipError";
}

const END = 0x06054b50; // 4.3.16
const END_64 = 0x06064b50; // 4.3.14
const LOCATOR_64 = 0x07064b50; // 4.3.15
const CENTRAL = 0x02014b50; // 4.3.12
const LOCAL = 0x04034b50; // 4.3.7
const IN_ZIP64 = 0xffffffff;
const UNIX = 3;

/** Where the directory is, and what it should hold. */
interface DirectoryPlace {
  readonly offset: number;
  readonly end: number;
  readonly count: number;
}

/**
 * Reads the directory at an archive's end.
 *
 * @throws {ZipError} if it is damaged, or has more entries than allowed.
 */
export function readDirectory(bytes: Uint8Array, maximumEntries: number): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const place = findDirectory(view);
  if (place.count > maximumEntries) {
    throw new ZipError(`it claims ${place.count} entries, more than ${maximumEntries}`);
  }
  const entries: ZipEntry[] = [];
  let offset = place.offset;
  while (offset < place.end) {
    requireRoom(offset + 46 <= place.end && view.getUint32(offset, true) === CENTRAL);
    const lengths = [28, 30, 32].map((at) => view.getUint16(offset + at, true));
    const next = lengths.reduce((sum, length) => sum + length, offset + 46);
    requireRoom(next <= place.end);
    entries.push(readEntry(bytes, view, offset));
    if (entries.length > place.count) break;
    offset = next;
  }
  if (entries.length !== place.count) {
    throw new ZipError("its directory has another number of entries than it says");
  }
  return entries;
}

/**
 * Finds the data of each entry by the entry's own header.
 *
 * @throws {ZipError} if a header and the directory differ, or entries lie over each other or outside of the archive.
 */
export function locateEntries(bytes: Uint8Array, entries: readonly ZipEntry[]): LocatedEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const limit = findDirectory(view).offset;
  let free = 0;
  return entries.toSorted((a, b) => a.offset - b.offset).map((entry) => {
    const { offset, name, packedSize } = entry;
    requireRoom(offset + 30 <= limit && view.getUint32(offset, true) === LOCAL);
    const nameEnd = offset + 30 + view.getUint16(offset + 26, true);
    const start = nameEnd + view.getUint16(offset + 28, true);
    if (offset < free) throw new ZipError("its entries lie over each other");
    requireRoom(start + packedSize <= limit);
    const flags = view.getUint16(offset + 6, true);
    const sameName = decodeName(bytes.subarray(offset + 30, nameEnd), flags) === name;
    if (!sameName || !sameFacts(view, entry, flags)) {
      throw new ZipError("an entry is another in the directory than in its own header");
    }
    free = start + packedSize;
    return { ...entry, packed: bytes.subarray(start, free) };
  });
}

/** With a data descriptor (bit 3, 4.4.4) the header, written before the data, may know neither sizes nor checksum. */
function sameFacts(view: DataView, entry: ZipEntry, flags: number): boolean {
  const { offset } = entry;
  if (view.getUint16(offset + 8, true) !== entry.method) return false;
  const facts: [at: number, value: number][] = [[14, entry.crc], [18, entry.packedSize], [22, entry.size]];
  return facts.every(([at, value]) => {
    const own = view.getUint32(offset + at, true);
    return own === value || (own === 0 && (flags & 8) !== 0) || (own === IN_ZIP64 && at !== 14);
  });
}

function findDirectory(view: DataView): DirectoryPlace {
  const earliest = Math.max(0, view.byteLength - 22 - 0xffff);
  let end = view.byteLength - 22;
  const isEnd = () =>
    view.getUint32(end, true) === END && end + 22 + view.getUint16(end + 20, true) === view.byteLength;
  while (end >= earliest && !isEnd()) end--;
  if (end < earliest) throw new ZipError("it has no directory");
  const place = {
    count: view.getUint16(end + 10, true),
    size: view.getUint32(end + 12, true),
    offset: view.getUint32(end + 16, true),
  };
  const isLarge = place.count === 0xffff || place.size === IN_ZIP64 || place.offset === IN_ZIP64;
  if (isLarge && end >= 20 && view.getUint32(end - 20, true) === LOCATOR_64) {
    const record = Number(view.getBigUint64(end - 12, true));
    requireRoom(record + 56 <= end && view.getUint32(record, true) === END_64);
    place.count = Number(view.getBigUint64(record + 32, true));
    place.size = Number(view.getBigUint64(record + 40, true));
    place.offset = Number(view.getBigUint64(record + 48, true));
  }
  requireRoom(place.offset + place.size <= end);
  return { offset: place.offset, end: place.offset + place.size, count: place.count };
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): ZipEntry {
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extra = { from: nameEnd, to: nameEnd + view.getUint16(at + 30, true) };
  const [size, packedSize, offset] = largeNumbers(view, extra, [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ]);
  const isUnix = view.getUint8(at + 5) === UNIX;
  return {
    name: decodeName(bytes.subarray(at + 46, nameEnd), flags),
    // Bit 0: encrypted; bit 6: strong encryption (4.4.4); method 99: AES.
    isEncrypted: (flags & 0x41) !== 0 || method === 99,
    isSymbolicLink: isUnix && (view.getUint16(at + 40, true) & 0xf000) === 0xa000,
    method,
    crc: view.getUint32(at + 16, true),
    size,
    packedSize,
    offset,
  };
}

/** Numbers that don't fit are in an extra field, in this order, those alone that are marked (4.5.3). */
function largeNumbers(
  view: DataView,
  extra: { readonly from: number; readonly to: number },
  numbers: readonly [number, number, number],
): [number, number, number] {
  if (!numbers.includes(IN_ZIP64)) return [...numbers];
  for (let at = extra.from; at + 4 <= extra.to;) {
    const end = at + 4 + view.getUint16(at + 2, true);
    requireRoom(end <= extra.to);
    if (view.getUint16(at, true) === 1) {
      let next = at + 4;
      const large = (number: number) => {
        if (number !== IN_ZIP64) return number;
        requireRoom(next + 8 <= end);
        next += 8;
        return Number(view.getBigUint64(next - 8, true));
      };
      const [size, packedSize, offset] = numbers;
      return [large(size), large(packedSize), large(offset)];
    }
    at = end;
  }
  return [...numbers];
}

function decodeName(bytes: Uint8Array, flags: number): string {
  return new TextDecoder((flags & 0x800) === 0 ? "latin1" : "utf-8", { ignoreBOM: true }).decode(bytes);
}

function requireRoom(isInside: boolean): void {
  if (!isInside) throw new ZipError("it is cut off or damaged");
}
