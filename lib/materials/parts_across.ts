/** Secrets that stand across the border of two parts of a session. */

import { endsOf, type MarkupEnds, type Redactor, type SeamFinding } from "../redact/mod.ts";
import { partsBySession } from "./material_names.ts";

/**
 * Finds remembered secrets that are cut by the end of a part and continue in the next one. Reads nothing if no
 * secret is remembered.
 *
 * @param names of files; those that are not parts are ignored.
 * @param read gives a part's text.
 * @returns by name of part: the shares that the redactor has to be given together with it.
 * @throws what `read` throws.
 */
export async function findAcrossParts(
  names: Iterable<string>,
  read: (name: string) => string | Promise<string>,
  redactor: Redactor,
): Promise<ReadonlyMap<string, readonly SeamFinding[]>> {
  const across = new Map<string, readonly SeamFinding[]>();
  if (redactor.known() === 0) return across;
  for (const parts of partsBySession(names)) {
    if (parts.length < 2) continue;
    const ends: MarkupEnds[] = [];
    for (const name of parts) ends.push(endsOf(await read(name)));
    for (const [index, shares] of (await redactor.findAcross(ends)).entries()) {
      const name = parts[index];
      if (name !== undefined && shares.length > 0) across.set(name, shares);
    }
  }
  return across;
}
