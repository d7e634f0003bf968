/** `SHA256SUMS`: written and read as `sha256sum` does. */

import { printable } from "../../printable.ts";
import { unsafeNameReason } from "../../materials/safe_names.ts";
import { UserError } from "../../user_error.ts";
import { DIFF_FILE, DOCUMENTS_FILE, isInputMaterial, MATERIALS_FOLDER, PLAN_FILE } from "./input_files.ts";

/** A file and the SHA-256 of its bytes in lower-case hexadecimal. */
export interface Checksum {
  /** From the folder, with forward slashes. */
  readonly path: string;
  readonly sha256: string;
}

/** Characters: 5,000 names of 255 bytes each are less. */
export const MAX_CHECKSUMS_CHARACTERS = 4_000_000;

/** The lines of `SHA256SUMS`, in the order of their paths. */
export function writeChecksums(checksums: readonly Checksum[]): string {
  return checksums.toSorted((one, other) => one.path < other.path ? -1 : 1)
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
}

/**
 * Reads `SHA256SUMS`: two spaces, or a space and the `*` of binary mode.
 *
 * @throws {UserError} for a line that is none of these, a path that has no place in the folder, or one that is there twice.
 */
export function readChecksums(text: string, folder: string): Checksum[] {
  const checksums = new Map<string, Checksum>();
  for (const line of text.split(/\r?\n/)) {
    if (line === "") continue;
    const [, sha256, path] = /^([0-9a-f]{64}) [ *](.+)$/s.exec(line) ?? [];
    if (sha256 === undefined || path === undefined) {
      throw damaged(folder, `${printable(line)} is no line of checksums`);
    }
    const reason = misplacedReason(path);
    if (reason !== undefined) throw damaged(folder, `${printable(path)} has no place in it: ${reason}`);
    if (checksums.has(path)) throw damaged(folder, `${printable(path)} is listed twice`);
    checksums.set(path, { path, sha256 });
  }
  return [...checksums.values()];
}

/** The error for an input folder whose files can't be trusted. */
export function damaged(folder: string, reason: string): UserError {
  return new UserError(
    `The learn input in ${folder} is damaged or was changed: ${reason}; make it anew with gather-learn-input.`,
  );
}

function misplacedReason(path: string): string | undefined {
  if ([PLAN_FILE, DIFF_FILE, DOCUMENTS_FILE].includes(path)) return undefined;
  const prefix = `${MATERIALS_FOLDER}/`;
  if (!path.startsWith(prefix)) return "it is none of the files that erk-learn writes there";
  const name = path.slice(prefix.length);
  return unsafeNameReason(name) ?? (isInputMaterial(name) ? undefined : "it is no file of materials");
}
