/** What was written before all secrets of a plan were known, looked through once more. */

import { join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import { writeFileAtomically } from "../../lib/github/mod.ts";
import { findAcrossParts, listMaterials, readMaterials, redactContent } from "../../lib/materials/mod.ts";
import { countTokens } from "../../lib/preprocess/mod.ts";
import { type Redactor, untilAllIsKnown, withShortMarks } from "../../lib/redact/mod.ts";

/**
 * Takes the secrets that stand in one session of a plan or in its review comments out of all the others, where nothing
 * may tell of them. Parts stay below `maxTokens`.
 *
 * @throws {UserError} if a file can't be read, redacted or written.
 */
export async function redactAgain(folder: string, maxTokens: number, context: Context): Promise<void> {
  const redactor = await context.redactor();
  if (redactor.known() === 0) return;
  await untilAllIsKnown(redactor, () => redactFolder(folder, maxTokens, redactor, context));
}

async function redactFolder(
  folder: string,
  maxTokens: number,
  redactor: Redactor,
  context: Context,
): Promise<void> {
  const { materials } = await listMaterials(folder);
  const byName = new Map(materials.map((material) => [material.name, material]));
  const read = async (name: string) => {
    context.signal.throwIfAborted();
    const material = byName.get(name);
    const [content] = material === undefined ? [] : await readMaterials([material]);
    return content?.text ?? "";
  };
  const across = await findAcrossParts(byName.keys(), read, redactor);
  for (const name of byName.keys()) {
    const text = await read(name);
    const redacted = await redactContent(name, text, redactor, across.get(name));
    if (redacted.trimEnd() === text.trimEnd()) continue;
    const isTooLarge = name.endsWith(".xml") && countTokens(redacted) > maxTokens;
    await writeFileAtomically(join(folder, name), isTooLarge ? withShortMarks(redacted) : redacted);
  }
}
