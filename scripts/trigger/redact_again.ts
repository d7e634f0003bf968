/** What was written before all secrets and names of a plan were known, looked through once more. */

import { join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import { writeFileAtomically } from "../../lib/write_file.ts";
import { findAcrossParts, listMaterials, readMaterials, redactContent } from "../../lib/materials/mod.ts";
import { countTokens, type SessionReport } from "../../lib/preprocess/mod.ts";
import {
  type Redactor,
  type Taken,
  untilAllIsKnown,
  watchTaken,
  withShortMarks,
  withTaken,
} from "../../lib/redact/mod.ts";

/** A file as it is now. */
export interface RedactedAgain {
  readonly bytes: number;
  readonly tokens: number;
  /** What was taken out of it now. */
  readonly taken: readonly Taken[];
}

/**
 * Takes the secrets that stand in one session of a plan or in its review comments out of all the others, where nothing
 * may tell of them. Parts stay below `maxTokens`.
 *
 * @returns the files that changed, by their names.
 * @throws {UserError} if a file can't be read, redacted or written.
 */
export async function redactAgain(
  folder: string,
  maxTokens: number,
  context: Context,
): Promise<ReadonlyMap<string, RedactedAgain>> {
  const redactor = await context.redactor();
  const changed = new Map<string, RedactedAgain>();
  if (redactor.known() === 0) return changed;
  await untilAllIsKnown(redactor, () => redactFolder({ folder, maxTokens, changed }, redactor, context));
  return changed;
}

/** The report of a session whose parts were redacted once more. */
export function reportOfRedacted(
  report: SessionReport,
  changed: ReadonlyMap<string, RedactedAgain>,
): SessionReport {
  const parts = report.parts.map((part) => {
    const now = changed.get(part.name ?? "");
    return now === undefined ? part : { ...part, bytes: now.bytes, tokens: now.tokens };
  });
  const taken = parts.flatMap(({ name }) => changed.get(name ?? "")?.taken ?? []);
  return {
    ...report,
    parts,
    bytesOut: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    ledger: { ...report.ledger, redacted: withTaken(report.ledger.redacted, taken) },
  };
}

async function redactFolder(
  { folder, maxTokens, changed }: {
    readonly folder: string;
    readonly maxTokens: number;
    readonly changed: Map<string, RedactedAgain>;
  },
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
    if (!across.has(name) && !redactor.mayHoldKnown(text)) continue;
    const takenSoFar = watchTaken(redactor);
    const redacted = await redactContent(name, text, redactor, across.get(name));
    if (redacted.trimEnd() === text.trimEnd()) continue;
    const tokens = countTokens(redacted);
    const isTooLarge = name.endsWith(".xml") && tokens > maxTokens;
    const short = isTooLarge ? withShortMarks(redacted) : redacted;
    await writeFileAtomically(join(folder, name), short);
    changed.set(name, {
      bytes: new TextEncoder().encode(short).length,
      tokens: isTooLarge ? countTokens(short) : tokens,
      taken: [...changed.get(name)?.taken ?? [], takenSoFar()],
    });
  }
}
