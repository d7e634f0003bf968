/** Zip archives for tests: with lies, encryption flags, descriptors and whatever else an honest packer doesn't write. */

import { crc32 } from "node:zlib";
import { deflateSync } from "fflate";

/** An entry; what is given beside name and content contradicts them. */
export interface ZipSeed {
  readonly name: string;
  readonly content: Uint8Array;
  /** Default: true. */
  readonly deflate?: boolean;
  /** What the directory and the entry's header claim. */
  readonly claimedSize?: number;
  readonly claimedPackedSize?: number;
  /** The name in the entry's own header. */
  readonly localName?: string;
  readonly flags?: number;
  readonly method?: number;
  /** Sizes and checksum follow the data, as streaming packers write them. */
  readonly descriptor?: boolean;
  /** Unix permissions and kind of file. */
  readonly mode?: number;
  /** Takes the header and data of an earlier entry, by index, in place of its own. */
  readonly sharesDataOf?: number;
}

/** What the archive as a whole says. */
export interface ZipOptions {
  readonly claimedEntries?: number;
  readonly comment?: string;
}

const UTF8 = 0x800;

/** Builds an archive. */
export function buildZip(seeds: readonly ZipSeed[], options: ZipOptions = {}): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const add = (bytes: Uint8Array) => {
    parts.push(bytes);
    length += bytes.length;
  };
  const offsets: number[] = [];
  const central: Uint8Array[] = [];
  for (const seed of seeds) {
    const data = seed.deflate === false ? seed.content : deflateSync(seed.content, { level: 9 });
    const facts = factsOf(seed, data);
    const offset = offsets[seed.sharesDataOf ?? -1] ?? length;
    offsets.push(offset);
    if (seed.sharesDataOf === undefined) {
      const hidden = seed.descriptor === true ? { ...facts, crc: 0, packedSize: 0, size: 0 } : facts;
      const name = new TextEncoder().encode(seed.localName ?? seed.name);
      add(words([[4, 0x04034b50], [2, 20], ...common(hidden, name.length), [2, 0]]));
      add(name);
      add(data);
      if (seed.descriptor === true) {
        add(words([[4, 0x08074b50], [4, facts.crc], [4, facts.packedSize], [4, facts.size]]));
      }
    }
    const name = new TextEncoder().encode(seed.name);
    const head: [number, number][] = [[4, 0x02014b50], [2, (3 << 8) | 20], [2, 20]];
    const tail: [number, number][] = [[2, 0], [2, 0], [2, 0], [2, 0], [2, 0], [2, seed.mode ?? 0o100644], [
      4,
      offset,
    ]];
    central.push(words([...head, ...common(facts, name.length), ...tail]), name);
  }
  const directory = length;
  for (const bytes of central) add(bytes);
  const count = options.claimedEntries ?? seeds.length;
  const comment = new TextEncoder().encode(options.comment ?? "");
  const size = length - directory;
  add(
    words([[4, 0x06054b50], [4, 0], [2, count], [2, count], [4, size], [4, directory], [2, comment.length]]),
  );
  add(comment);
  const zip = new Uint8Array(length);
  let at = 0;
  for (const bytes of parts) {
    zip.set(bytes, at);
    at += bytes.length;
  }
  return zip;
}

interface Facts {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
}

function factsOf(seed: ZipSeed, data: Uint8Array): Facts {
  return {
    flags: UTF8 | (seed.flags ?? 0) | (seed.descriptor === true ? 8 : 0),
    method: seed.method ?? (seed.deflate === false ? 0 : 8),
    crc: crc32(seed.content),
    packedSize: seed.claimedPackedSize ?? data.length,
    size: seed.claimedSize ?? seed.content.length,
  };
}

/** From the flags to the length of the name: the same in both headers. */
function common({ flags, method, crc, packedSize, size }: Facts, nameLength: number): [number, number][] {
  return [[2, flags], [2, method], [4, 0], [4, crc], [4, packedSize], [4, size], [2, nameLength]];
}

/** Little-endian numbers of 2 or 4 bytes. */
function words(values: readonly (readonly [bytes: number, value: number])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of values) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}
