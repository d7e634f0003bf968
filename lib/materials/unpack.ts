/** The text of a gist → files, verified as far as the text allows. Nothing is written here. */

import { MAX_GIST_FILES } from "../gist_limits.ts";
import { UserError } from "../user_error.ts";
import { type Manifest, parseManifest, sha256 } from "./manifest.ts";
import { MAX_MATERIALS_FILES } from "./limits.ts";
import { byName, MANIFEST_NAME, pieceSuffix } from "./material_names.ts";
import { noFiles } from "./no_files.ts";
import { parseSections, restoreDelimiters, type Section } from "./packed_format.ts";
import { printable, requireSafeNames } from "./safe_names.ts";

/** Contents of ours end with one line feed; a few more cost nothing. */
const MAX_LOST_LINE_FEEDS = 16;

/** The files, their pieces, which are never smaller than a file of the gist except the last, and the manifest. */
const MAX_SECTIONS = MAX_MATERIALS_FILES + 2 * MAX_GIST_FILES + 1;

/** A file as it was packed. */
export interface UnpackedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a packed text held. */
export interface UnpackedMaterials {
  /** In the order of the text, a manifest among them. Names are safe in an empty folder. */
  readonly files: readonly UnpackedFile[];
  /** The plan that the materials are about; `undefined` where an older client packed them. */
  readonly issueNumber: number | undefined;
  /** Whether every file had the size and checksum that a manifest tells. False: there was no manifest. */
  readonly verified: boolean;
}

/**
 * Takes packed texts apart: the files of one gist, in their order. With a manifest of ours every file is cut by its
 * size and verified by its checksum; without one, files are read as older clients read them (see `legacyContent`).
 *
 * @throws {UserError} where the text isn't in the format, a name is unsafe, or manifest and files differ.
 */
export async function unpackMaterials(
  text: string,
  ...further: readonly string[]
): Promise<UnpackedMaterials> {
  const sections = [text, ...further].flatMap((packed) => {
    // A byte order mark comes from an editor on Windows, and stands before the first header.
    const found = parseSections(packed.startsWith("\ufeff") ? packed.slice(1) : packed, MAX_SECTIONS);
    if (found.length === 0) throw noFiles(describeText(packed));
    return found;
  });
  if (sections.length > MAX_SECTIONS) {
    throw new UserError(
      `The gist holds more than ${MAX_MATERIALS_FILES} files and is refused. Nothing was written; check who made it.`,
    );
  }
  requireSafeNames(sections.map(({ name }) => name));
  const manifest = findManifest(sections);
  const { gist_files: expected = 1 } = manifest ?? {};
  if (expected !== 1 + further.length) {
    throw new UserError(
      `The materials in the gist are incomplete or were changed: they are in ${
        1 + further.length
      } of its files, ` +
        `but should be in ${expected}. Nothing was written; upload them again.`,
    );
  }
  if (manifest !== undefined) return await cutByManifest(sections, manifest);
  const files = sections.map(({ name, packed }, index) => ({ name, text: legacyContent(packed), index }))
    // An older client doesn't write a last file without any line.
    .filter(({ index }) => index < sections.length - 1 || sections[index]?.packed !== "");
  if (files.length === 0) throw noFiles("the only file in it has no content");
  return {
    files: files.map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) })),
    issueNumber: undefined,
    verified: false,
  };
}

function findManifest(sections: readonly Section[]): Manifest | undefined {
  const section = sections.find(({ name }) => name === MANIFEST_NAME);
  return section === undefined ? undefined : parseManifest(section.packed);
}

async function cutByManifest(sections: readonly Section[], manifest: Manifest): Promise<UnpackedMaterials> {
  const unused = new Map(sections.map((section) => [section.name, section]));
  const take = (name: string, file: string): Section => {
    const section = unused.get(name);
    if (section === undefined) throw mismatch(file, "the manifest lists it, but the gist lacks it");
    unused.delete(name);
    return section;
  };
  const files: UnpackedFile[] = [manifestFile(take(MANIFEST_NAME, MANIFEST_NAME))];
  // One after the other: nothing runs on when one is refused.
  for (const expected of manifest.files) {
    const { name, pieces } = expected;
    const packed = pieces === undefined ? take(name, name).packed : pieces.map((bytes, index) => {
      const piece = take(`${name}${pieceSuffix(index + 1, pieces.length)}`, name);
      return new TextDecoder("utf-8", { ignoreBOM: true })
        .decode(requireCut(name, new TextEncoder().encode(piece.packed), bytes));
    }).join("");
    files.push({ name, bytes: await verified(expected, packed) });
  }
  const [extra] = unused.keys();
  if (extra !== undefined) throw mismatch(extra, "the manifest doesn't list it");
  // Pieces gave way to the names in the manifest.
  requireSafeNames(files.map(({ name }) => name));
  return { files: files.sort(byName), issueNumber: manifest.issue_number, verified: true };
}

/** The content of a file whose size and checksum are as the manifest tells. */
async function verified(
  { name, bytes: size, sha256: checksum }: Manifest["files"][number],
  packed: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = requireCut(name, new TextEncoder().encode(restoreDelimiters(packed)), size);
  if (await sha256(bytes) !== checksum) throw mismatch(name, "its checksum is wrong");
  return bytes;
}

function requireCut(name: string, whole: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const bytes = cut(whole, size);
  if (bytes !== undefined) return bytes;
  throw mismatch(name, `it has another size than the ${size} bytes that the manifest tells`);
}

/** The content without the line ends that the format adds; `undefined` if more or less than that differs. */
function cut(whole: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> | undefined {
  const isLineEnd = (byte: number) => byte === 0x0a || byte === 0x0d;
  if (whole.length >= size) return whole.subarray(size).every(isLineEnd) ? whole.slice(0, size) : undefined;
  // Copying a gist by hand may have cut line feeds off its end; the checksum tells whether it were those.
  if (size - whole.length > MAX_LOST_LINE_FEEDS) return undefined;
  const mended = new Uint8Array(size).fill(0x0a);
  mended.set(whole);
  return mended;
}

function manifestFile({ name, packed }: Section): UnpackedFile {
  return { name, bytes: new TextEncoder().encode(legacyContent(packed)) };
}

/**
 * The content as an older client reads it: white space at the end becomes one line feed. Line ends inside
 * stay as they are, where that client turned each kind into a line feed.
 */
function legacyContent(packed: string): string {
  return `${packed.trimEnd()}\n`;
}

function describeText(text: string): string {
  const start = text.slice(0, 60);
  return text === "" ? "the content is empty" : `the content begins with ${printable(start)}`;
}

function mismatch(name: string, what: string): UserError {
  return new UserError(
    `The materials in the gist were changed or damaged: ${
      printable(name)
    }: ${what}. Nothing was written; upload them again.`,
  );
}
