/** What the manifest in a packed text says, without taking the text apart. */

import { type Manifest, parseManifest } from "./manifest.ts";
import { MANIFEST_NAME } from "./material_names.ts";
import { DELIMITER_LENGTH } from "./packed_format.ts";

const DELIMITER = "=".repeat(DELIMITER_LENGTH);

/**
 * The checksum of each packed file, by name, without the manifest. Two packs of the same materials agree in it, though
 * their manifests tell different times.
 *
 * @returns `undefined` where there is no manifest of ours, or it is damaged.
 */
export function packedChecksums(text: string): Readonly<Record<string, string>> | undefined {
  const manifest = packedManifest(text);
  if (manifest === undefined) return undefined;
  return Object.fromEntries(manifest.files.map(({ name, sha256 }) => [name, sha256]));
}

/** The manifest itself; `undefined` where there is none of ours, or it is damaged. */
export function packedManifest(text: string): Manifest | undefined {
  const opening = `${DELIMITER}\nFILE: ${MANIFEST_NAME}\n${DELIMITER}\n`;
  const start = text.indexOf(opening);
  if (start < 0) return undefined;
  const [manifestText = ""] = text.slice(start + opening.length).split(`\n${DELIMITER}\n`, 1);
  return readManifest(manifestText);
}

function readManifest(text: string): Manifest | undefined {
  try {
    return parseManifest(text);
  } catch {
    // Whoever unpacks it is told why.
    return undefined;
  }
}
