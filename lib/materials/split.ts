/**
 * Divides packed materials among several files of a gist, where one would be too large.
 *
 * Each file of the gist is a packed text by itself, of whole sections: an older client, which reads the
 * first one, finds whole files in it and the manifest that names the others. A material that is too large for
 * any file is cut into pieces, each a section under a name of its own.
 */

import { type Redacted, redactedText, sliceRedacted } from "../redact/redacted.ts";
import type { GistLimits } from "./limits.ts";
import { byName, pieceSuffix } from "./material_names.ts";
import { DELIMITER_LENGTH, packSection } from "./packed_format.ts";

/** What is packed as one section. */
export interface PackableFile {
  readonly name: Redacted;
  /** Has passed `growDelimiters`. */
  readonly grown: Redacted;
}

/** A file, or its pieces with their sizes. */
export interface CutFile {
  readonly sections: readonly PackableFile[];
  /** Bytes of each piece as packed, without what the format adds; `undefined` for a file in one section. */
  readonly pieces: readonly number[] | undefined;
}

/** The smallest piece: room for any character, and to step back out of a run of `=`. */
const MIN_PIECE_BYTES = 8;

/** Cuts a file into pieces, if its section alone is larger than a file of a gist may be. */
export function cutIntoPieces(file: PackableFile, { fileBytes, files }: GistLimits): CutFile {
  const { name, grown } = file;
  if (byteLength(packSection(name, grown)) <= fileBytes) return { sections: [file], pieces: undefined };
  const addedBytes = byteLength(
    packSection(redactedText`${name}${pieceSuffix(files, files)}`, redactedText``),
  );
  const room = new Uint8Array(Math.max(fileBytes - addedBytes, MIN_PIECE_BYTES));
  const cuts: Redacted[] = [];
  for (let start = 0; start < grown.length;) {
    // Takes whole characters only.
    const { read } = new TextEncoder().encodeInto(grown.slice(start), room);
    const end = endBesideDelimiters(grown, start, start + read);
    cuts.push(sliceRedacted(grown, start, end));
    start = end;
  }
  // Only a limit below what the format adds comes here: nothing is left to be cut.
  if (cuts.length < 2) return { sections: [file], pieces: undefined };
  return {
    sections: cuts.map((piece, index) => ({
      name: redactedText`${name}${pieceSuffix(index + 1, cuts.length)}`,
      grown: piece,
    })),
    pieces: cuts.map(byteLength),
  };
}

/** An end near the given one that leaves no run of exactly 60 `=` on either side. */
function endBesideDelimiters(text: string, start: number, end: number): number {
  if (end >= text.length) return end;
  // Such runs come from cutting a longer one, where each step back changes both: two steps are enough.
  while (end > start + 1 && (runBefore(text, start, end) || runFrom(text, end))) end--;
  return end;
}

function runBefore(text: string, start: number, end: number): boolean {
  let length = 0;
  while (length <= DELIMITER_LENGTH && end - length > start && text[end - length - 1] === "=") length++;
  return length === DELIMITER_LENGTH;
}

function runFrom(text: string, start: number): boolean {
  let length = 0;
  while (length <= DELIMITER_LENGTH && text[start + length] === "=") length++;
  return length === DELIMITER_LENGTH;
}

/**
 * Lays sections into as few files of a gist as come of putting each into the first that has room; the first file
 * keeps room for the manifest. Gives the sections of each file.
 */
export function layIntoFiles(
  sections: readonly PackableFile[],
  manifestBytes: number,
  { fileBytes }: GistLimits,
): PackableFile[][] {
  const files: { bytes: number; readonly sections: PackableFile[] }[] = [
    { bytes: manifestBytes, sections: [] },
  ];
  for (const section of sections) {
    const bytes = byteLength(packSection(section.name, section.grown));
    let file = files.find((candidate) => candidate.bytes + bytes <= fileBytes);
    if (file === undefined) files.push(file = { bytes: 0, sections: [] });
    file.bytes += bytes;
    file.sections.push(section);
  }
  return files.map((file) => file.sections.toSorted(byName));
}

/** Bytes in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
