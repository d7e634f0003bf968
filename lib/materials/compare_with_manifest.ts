/** Whether a folder still holds what its manifest names: it may have been changed, or hold what was there before. */

import { join } from "node:path";
import { listed } from "../wording.ts";
import { type Manifest, sha256 } from "./manifest.ts";
import { isReadAsMaterial } from "./material_names.ts";

/** Names of the files that aren't as the manifest tells, in order. What is missing is for who reads the rest to tell. */
export interface ManifestDifferences {
  /** Names of files with another size or checksum. */
  readonly changed: readonly string[];
  /** Materials that the manifest doesn't name. */
  readonly added: readonly string[];
}

/**
 * Compares the materials in a folder with its manifest. Links aren't followed.
 *
 * @throws if the folder or a file in it can't be read.
 */
export async function compareWithManifest(folder: string, manifest: Manifest): Promise<ManifestDifferences> {
  const named = new Map(manifest.files.map((file) => [file.name, file]));
  const changed: string[] = [];
  const added: string[] = [];
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (!isFile) continue;
    const file = named.get(name);
    if (file === undefined) {
      if (isReadAsMaterial(name)) added.push(name);
      continue;
    }
    const path = join(folder, name);
    const { size } = await Deno.lstat(path);
    if (size !== file.bytes || await sha256(await Deno.readFile(path)) !== file.sha256) changed.push(name);
  }
  return { changed: changed.sort(), added: added.sort() };
}

/** What differs, in words: `2 changed (a, b), 1 added (c)`; undefined: nothing. Names are as they stand in the folder. */
export function describeDifferences({ changed, added }: ManifestDifferences): string | undefined {
  const words = [["changed", changed], ["added", added]] as const;
  const told = words.flatMap(([what, names]) =>
    names.length === 0 ? [] : [`${names.length} ${what} (${listed(names, LISTED)})`]
  );
  return told.length === 0 ? undefined : told.join(", ");
}

/** Names of each kind of difference. */
const LISTED = 3;
