/** The text of a gist → files, verified as far as the text allows. Nothing is written here. */

import { UserError } from "../user_error.ts";
import { type Manifest, parseManifest, sha256 } from "./manifest.ts";
import { isGistFileName, MANIFEST_NAME } from "./material_names.ts";
import { parseSections, restoreDelimiters, type Section } from "./packed_format.ts";
import { printable, requireSafeNames } from "./safe_names.ts";

/** Contents of ours end with one line feed; a few more cost nothing. */
const MAX_LOST_LINE_FEEDS = 16;

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
 * Chooses the file of a gist that holds packed materials: `learn-materials-plan-<issue>.txt`, else the only
 * one (older clients named it as they liked).
 *
 * @throws {UserError} if there is no such file, or more than one.
 */
export function selectPackedFile<GistFile extends { readonly name: string }>(
  files: readonly GistFile[],
): GistFile {
  const named = files.filter(({ name }) => isGistFileName(name));
  const candidates = named.length > 0 ? named : files;
  const [candidate, ...others] = candidates;
  if (candidate !== undefined && others.length === 0) return candidate;
  const firstNames = candidates.slice(0, 5).map(({ name }) => printable(name)).join(", ");
  throw noFiles(
    candidate === undefined
      ? "the gist has no files"
      : `the gist has ${candidates.length} files that could hold materials: ${firstNames}`,
  );
}

/**
 * Takes a packed text apart. With a manifest of ours every file is cut by its size and verified by its
 * checksum; without one, files are read as older clients read them (see `legacyContent`).
 *
 * @throws {UserError} where the text isn't in the format, a name is unsafe, or manifest and files differ.
 */
export async function unpackMaterials(text: string): Promise<UnpackedMaterials> {
  const sections = parseSections(text);
  if (sections.length === 0) throw noFiles(describeText(text));
  requireSafeNames(sections.map(({ name }) => name));
  const manifest = findManifest(sections);
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
  const listed = new Map(manifest.files.map((file) => [file.name, file]));
  const missing = manifest.files.find(({ name }) => !sections.some((section) => section.name === name));
  if (missing !== undefined) throw mismatch(missing.name, "the manifest lists it, but the gist lacks it");
  const files: UnpackedFile[] = [];
  // One after the other: nothing runs on when one is refused.
  for (const section of sections) {
    files.push(section.name === MANIFEST_NAME ? manifestFile(section) : await verifiedFile(section, listed));
  }
  return { files, issueNumber: manifest.issue_number, verified: true };
}

async function verifiedFile(
  { name, packed }: Section,
  listed: ReadonlyMap<string, Manifest["files"][number]>,
): Promise<UnpackedFile> {
  const expected = listed.get(name);
  if (expected === undefined) throw mismatch(name, "the manifest doesn't list it");
  const bytes = cut(new TextEncoder().encode(restoreDelimiters(packed)), expected.bytes);
  if (bytes === undefined) {
    throw mismatch(name, `it has another size than the ${expected.bytes} bytes that the manifest tells`);
  }
  if (await sha256(bytes) !== expected.sha256) throw mismatch(name, "its checksum is wrong");
  return { name, bytes };
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

function noFiles(detail: string): UserError {
  return new UserError("No files found in gist content", { detail });
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
