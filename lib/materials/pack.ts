/** Materials → the text of a gist. Accepts redacted text alone. */

import {
  type Redacted,
  type Redactor,
  type SeamFinding,
  type Taken,
  watchTaken,
  withTaken,
} from "../redact/mod.ts";
import { joinRedacted, redactedCounts } from "../redact/redacted.ts";
import { UserError } from "../user_error.ts";
import { VERSION } from "../version.ts";
import { GIST_LIMITS, type GistLimits, MAX_MATERIALS_BYTES, MAX_MATERIALS_FILES } from "./limits.ts";
import { type ManifestFile, renderManifest, sha256 } from "./manifest.ts";
import { byName, gistDescription, gistFileName, isMaterialName, MANIFEST_NAME } from "./material_names.ts";
import { growDelimiters, packSection, restoreDelimiters } from "./packed_format.ts";
import { redactContent } from "./redact_content.ts";
import { printable } from "./safe_names.ts";
import type { SessionRecord } from "./session_record.ts";
import { byteLength, cutIntoPieces, layIntoFiles, type PackableFile } from "./split.ts";

/** A file of materials as it was read from the disk. */
export interface Material {
  readonly name: string;
  readonly text: string;
}

/** A file of materials that may be packed. */
export interface RedactedMaterial {
  readonly name: Redacted;
  /** The content, redacted, with its runs of 60 or more `=` grown by one (see packed_format.ts). */
  readonly grown: Redacted;
  /** What was taken out of it now. */
  readonly taken: Taken;
}

/** What goes to GitHub: one secret gist. */
export interface PackedMaterials {
  readonly description: Redacted;
  /** One, or several where GitHub would cut a single one; the first holds the manifest. */
  readonly gistFiles: readonly { readonly name: Redacted; readonly content: Redacted }[];
  /** Every packed file in its order, the manifest among them; bytes as they will be unpacked. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/**
 * Passes materials through the redactor, whatever they passed before: they were written redacted, but lay
 * on the disk since, where anybody may have edited them.
 *
 * @param across what `findAcrossParts` gives for all of them, grown as `growDelimiters` does it.
 * @throws {UserError} if a file's name isn't one of ours, or holds what the redactor takes for a secret.
 */
export async function redactMaterials(
  materials: readonly Material[],
  redactor: Redactor,
  across: ReadonlyMap<string, readonly SeamFinding[]> = new Map(),
): Promise<RedactedMaterial[]> {
  const foreign = materials.find(({ name }) => !isMaterialName(name));
  if (foreign !== undefined) {
    throw new UserError(
      `${printable(foreign.name)} isn't the name of a materials file: rename or remove it.`,
    );
  }
  const names = await redactor.redactAll(materials.map(({ name }) => name));
  const redacted: RedactedMaterial[] = [];
  // One after the other, so that it is known what was taken out of each.
  for (const [index, { name, text }] of materials.entries()) {
    const redactedName = names[index];
    if (redactedName !== name) {
      throw new UserError(
        `The name of the materials file ${redactedName ?? ""} holds something secret: rename the file.`,
      );
    }
    const takenSoFar = watchTaken(redactor);
    const grown = await redactContent(name, growDelimiters(text), redactor, across.get(name));
    redacted.push({ name: redactedName, grown, taken: takenSoFar() });
  }
  return redacted;
}

/**
 * The records of sessions as the materials are now: their parts may have been redacted once more since.
 *
 * @param taken what was taken out meanwhile, by the name of the file.
 */
export function recordsOfRedacted(
  records: readonly SessionRecord[],
  materials: readonly PackableFile[],
  taken: ReadonlyMap<string, readonly Taken[]>,
): SessionRecord[] {
  const bytes = new Map<string, number>(
    materials.map(({ name, grown }) => [name, byteLength(restoreDelimiters(grown))]),
  );
  return records.map((record) => ({
    ...record,
    bytes_out: record.files.reduce((sum, name) => sum + (bytes.get(name) ?? 0), 0),
    ledger: {
      ...record.ledger,
      redacted: withTaken(record.ledger.redacted, record.files.flatMap((name) => taken.get(name) ?? [])),
    },
  }));
}

/** What the manifest tells beside the files. */
export interface PackingOptions {
  readonly issueNumber: number;
  readonly createdAt: Date;
  readonly redactor: Redactor;
  /** What became of the sessions: names in it come from logs, so it is redacted like any material. */
  readonly sessions?: readonly SessionRecord[];
  /** Default: GitHub's. */
  readonly limits?: GistLimits;
}

/**
 * Packs materials in name order, with a manifest that lists each file's bytes and checksum: into one file of a
 * gist, or into several where GitHub wouldn't give that one back whole.
 *
 * @throws {UserError} if two materials have the same name, or they are more than a gist holds.
 */
export async function packMaterials(
  materials: readonly PackableFile[],
  options: PackingOptions,
): Promise<PackedMaterials> {
  const { issueNumber, createdAt, redactor, sessions = [], limits = GIST_LIMITS } = options;
  const sorted = materials.toSorted(byName);
  const files = await Promise.all(sorted.map(describeMaterial));
  requireModerate(files);
  const facts = {
    issueNumber,
    createdAt: await redactor.redact(createdAt.toISOString()),
    programVersion: await redactor.redact(VERSION),
    sessions: await Promise.all(sessions.map((session) => redactor.redactJson(growStrings(session)))),
    redactions: redactedCounts(redactor.receipt()),
  };
  const { manifest, gistFiles } = divide(sorted, limits, (pieces, count) =>
    renderManifest({
      ...facts,
      files: files.map((file) => withPieces(file, pieces.get(file.name))),
      gistFiles: count,
    }));
  const manifestFile = { name: MANIFEST_NAME, bytes: byteLength(manifest) };
  return {
    description: gistDescription(issueNumber),
    gistFiles: gistFiles.map((sections, index) => ({
      name: gistFileName(issueNumber, index + 1),
      content: joinRedacted(sections.map(({ name, grown }) => packSection(name, grown))),
    })),
    files: [...files, manifestFile].map(({ name, bytes }) => ({ name, bytes })).sort(byName),
  };
}

/** The sections of each file of the gist, the manifest in the first. */
function divide(
  sorted: readonly PackableFile[],
  limits: GistLimits,
  render: (pieces: ReadonlyMap<string, readonly number[]>, gistFiles: number) => Redacted,
): { readonly manifest: Redacted; readonly gistFiles: readonly (readonly PackableFile[])[] } {
  const withManifest = (sections: readonly PackableFile[], manifest: Redacted) =>
    [...sections, { name: MANIFEST_NAME, grown: manifest }].sort(byName);
  const whole = render(new Map(), 1);
  const single = withManifest(sorted, whole);
  const bytes = single.reduce((sum, { name, grown }) => sum + byteLength(packSection(name, grown)), 0);
  if (bytes <= limits.fileBytes) return { manifest: whole, gistFiles: [single] };

  const cut = sorted.map((file) => ({ file, ...cutIntoPieces(file, limits) }));
  const pieces = new Map(
    cut.flatMap(({ file, pieces }) => pieces === undefined ? [] : [[file.name, pieces]]),
  );
  // The manifest tells how many files there are, and is in one of them: the longest number keeps its place.
  const longest = packSection(MANIFEST_NAME, render(pieces, limits.files));
  const laid = layIntoFiles(cut.flatMap(({ sections }) => sections), byteLength(longest), limits);
  if (laid.length > limits.files) throw tooLarge(`${laid.length} files of a gist`, `${limits.files}`);
  const manifest = render(pieces, laid.length);
  const [first = [], ...others] = laid;
  return { manifest, gistFiles: [withManifest(first, manifest), ...others] };
}

function withPieces(file: ManifestFile, pieces: readonly number[] | undefined): ManifestFile {
  return pieces === undefined ? file : { ...file, pieces };
}

function requireModerate(files: readonly ManifestFile[]): void {
  const twice = files.find(({ name }, index) => name === files[index - 1]?.name);
  if (twice !== undefined) {
    throw new UserError(`The materials hold ${printable(twice.name)} twice: remove one.`);
  }
  if (files.length > MAX_MATERIALS_FILES) throw tooLarge(`${files.length} files`, `${MAX_MATERIALS_FILES}`);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > MAX_MATERIALS_BYTES) throw tooLarge(`${bytes} bytes`, `${MAX_MATERIALS_BYTES}`);
}

function tooLarge(size: string, limit: string): UserError {
  return new UserError(
    `The materials are too large for a gist (${size}; at most ${limit}): remove the largest sessions from the folder.`,
  );
}

/** No text in the manifest may hold a delimiter, either. Names of 60 `=` are not worth being given back exactly. */
function growStrings(value: SessionRecord): unknown {
  return JSON.parse(growDelimiters(JSON.stringify(value)));
}

/** Size and checksum of a material as the unpacker will write it. */
async function describeMaterial({ name, grown }: PackableFile): Promise<ManifestFile> {
  const bytes = new TextEncoder().encode(restoreDelimiters(grown));
  return { name, bytes: bytes.length, sha256: await sha256(bytes) };
}
