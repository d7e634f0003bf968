/** Materials → the text of a gist. Accepts redacted text alone. */

import type { Redacted, Redactor } from "../redact/mod.ts";
import { joinRedacted, redactedText } from "../redact/redacted.ts";
import { UserError } from "../user_error.ts";
import { VERSION } from "../version.ts";
import { type ManifestFile, renderManifest, sha256 } from "./manifest.ts";
import { byName, gistDescription, gistFileName, isMaterialName, MANIFEST_NAME } from "./material_names.ts";
import { growDelimiters, packSection, restoreDelimiters } from "./packed_format.ts";
import { printable } from "./safe_names.ts";
import type { SessionRecord } from "./session_record.ts";

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
}

/** What goes to GitHub: one secret gist. Large materials will become several files of it. */
export interface PackedMaterials {
  readonly description: Redacted;
  readonly gistFiles: readonly { readonly name: Redacted; readonly content: Redacted }[];
  /** Every packed file in its order, the manifest among them; bytes as they will be unpacked. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/**
 * Passes materials through the redactor, whatever they passed before: they were written redacted, but lay
 * on the disk since, where anybody may have edited them.
 *
 * JSON that can be parsed is redacted value by value, XML as markup, anything else as plain text.
 *
 * @throws {UserError} if a file's name isn't one of ours, or holds what the redactor takes for a secret.
 */
export async function redactMaterials(
  materials: readonly Material[],
  redactor: Redactor,
): Promise<RedactedMaterial[]> {
  const foreign = materials.find(({ name }) => !isMaterialName(name));
  if (foreign !== undefined) {
    throw new UserError(
      `${printable(foreign.name)} isn't the name of a materials file: rename or remove it.`,
    );
  }
  const names = await redactor.redactAll(materials.map(({ name }) => name));
  return await Promise.all(materials.map(async ({ name, text }, index) => {
    const redactedName = names[index];
    if (redactedName !== name) {
      throw new UserError(
        `The name of the materials file ${redactedName ?? ""} holds something secret: rename the file.`,
      );
    }
    return { name: redactedName, grown: await redactContent(name, growDelimiters(text), redactor) };
  }));
}

async function redactContent(name: string, text: string, redactor: Redactor): Promise<Redacted> {
  if (name.endsWith(".xml")) return await redactor.redactMarkup(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return await redactor.redact(text);
  }
  return redactedText`${await redactor.redactJson(value, { indent: 2 })}\n`;
}

/** What the manifest tells beside the files. */
export interface PackingOptions {
  readonly issueNumber: number;
  readonly createdAt: Date;
  readonly redactor: Redactor;
  /** What became of the sessions: names in it come from logs, so it is redacted like any material. */
  readonly sessions?: readonly SessionRecord[];
}

/**
 * Packs materials in name order, with a manifest that lists each file's bytes and checksum.
 *
 * @throws {UserError} if two materials have the same name.
 */
export async function packMaterials(
  materials: readonly RedactedMaterial[],
  options: PackingOptions,
): Promise<PackedMaterials> {
  const { issueNumber, createdAt, redactor, sessions = [] } = options;
  const sorted = materials.toSorted(byName);
  const files = await Promise.all(sorted.map(describeMaterial));
  const twice = files.find(({ name }, index) => name === files[index - 1]?.name);
  if (twice !== undefined) {
    throw new UserError(`The materials hold ${printable(twice.name)} twice: remove one.`);
  }

  const manifest = renderManifest({
    issueNumber,
    createdAt: await redactor.redact(createdAt.toISOString()),
    programVersion: await redactor.redact(VERSION),
    files,
    sessions: await Promise.all(sessions.map((session) => redactor.redactJson(growStrings(session)))),
    redactions: await redactor.redactJson(redactor.receipt()),
  });
  const sections = [...sorted, { name: MANIFEST_NAME, grown: manifest }].sort(byName);
  const content = joinRedacted(sections.map(({ name, grown }) => packSection(name, grown)));
  const manifestFile = { name: MANIFEST_NAME, bytes: new TextEncoder().encode(manifest).length };
  return {
    description: gistDescription(issueNumber),
    gistFiles: [{ name: gistFileName(issueNumber), content }],
    files: [...files, manifestFile].map(({ name, bytes }) => ({ name, bytes })).sort(byName),
  };
}

/** No text in the manifest may hold a delimiter, either. Names of 60 `=` are not worth being given back exactly. */
function growStrings(value: SessionRecord): unknown {
  return JSON.parse(growDelimiters(JSON.stringify(value)));
}

/** Size and checksum of a material as the unpacker will write it. */
async function describeMaterial({ name, grown }: RedactedMaterial): Promise<ManifestFile> {
  const bytes = new TextEncoder().encode(restoreDelimiters(grown));
  return { name, bytes: bytes.length, sha256: await sha256(bytes) };
}
