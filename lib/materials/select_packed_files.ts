/** Which files of a gist hold packed materials. */

import { UserError } from "../user_error.ts";
import { noFiles } from "./no_files.ts";
import { parseGistFileName } from "./material_names.ts";
import { printable } from "./safe_names.ts";

interface Named {
  readonly name: string;
}

/**
 * Chooses the files of a gist that hold packed materials, in their order: `learn-materials-plan-<issue>.txt` and what
 * follows it, else the only file (older clients named it as they liked).
 *
 * @param named the file that an address names, if it names one: that one is taken, and what belongs to it.
 * @throws {UserError} if there is no such file, or materials of two plans, or a numbered one is missing.
 */
export function selectPackedFiles<GistFile extends Named>(
  files: readonly GistFile[],
  named?: string,
): GistFile[] {
  const addressed = files.find(({ name }) => name === named);
  const place = addressed === undefined ? undefined : parseGistFileName(addressed.name);
  if (addressed !== undefined && place === undefined) return [addressed];
  const ours = files.flatMap((file) => {
    const parsed = parseGistFileName(file.name);
    const wanted = place === undefined || parsed?.issueNumber === place.issueNumber;
    return parsed !== undefined && wanted ? [{ file, ...parsed }] : [];
  });
  const plans = new Set(ours.map(({ issueNumber }) => issueNumber)).size;
  if (plans === 0) return [onlyFile(files)];
  if (plans > 1) {
    throw noFiles(`the gist has materials of ${plans} plans: ${firstNames(ours.map(({ file }) => file))}`);
  }
  const sorted = ours.toSorted((a, b) => a.number - b.number);
  const gap = sorted.findIndex(({ number }, index) => number !== index + 1);
  if (gap < 0) return sorted.map(({ file }) => file);
  throw new UserError(
    `The materials in the gist are incomplete: their file number ${gap + 1} is missing or there twice. ` +
      "Nothing was written; upload them again.",
  );
}

function onlyFile<GistFile extends Named>(files: readonly GistFile[]): GistFile {
  const [only, ...others] = files;
  if (only === undefined) throw noFiles("the gist has no files");
  if (others.length === 0) return only;
  throw noFiles(`the gist has ${files.length} files that could hold materials: ${firstNames(files)}`);
}

function firstNames(files: readonly Named[]): string {
  return files.slice(0, 5).map(({ name }) => printable(name)).join(", ");
}
