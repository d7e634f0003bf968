/** What became of a session, written beside its parts for the manifest of the materials. */

import { join } from "node:path";
import type { Context } from "../lib/cli/mod.ts";
import { writeFileAtomically } from "../lib/write_file.ts";
import { isLedgerName } from "../lib/materials/material_names.ts";
import { MAX_RECORDED_LINES, type SessionRecord } from "../lib/materials/session_record.ts";
import type { SessionReport } from "../lib/preprocess/mod.ts";
import { fileNamePart } from "../lib/preprocess/parts/part_files.ts";
import { countNamed, inRanges } from "../lib/session/mod.ts";

/** Ids come from file names or logs; those of the client have 36 characters. */
const MAX_ID_CHARACTERS = 100;

/**
 * Writes the record of a session that was converted into a folder of materials; redacted, as it holds names from the
 * log. Nothing is written where the parts are no materials (another prefix), or there are none and no folder either.
 *
 * @param prefix the start of the parts' names.
 * @throws {UserError} if it can't be redacted or written: the manifest would lack the session.
 */
export async function writeSessionRecord(
  folder: string,
  prefix: string,
  report: SessionReport,
  context: Context,
): Promise<void> {
  const name = `${prefix}-${fileNamePart(report.sessionId)}.ledger.json`;
  if (!isLedgerName(name) || (report.parts.length === 0 && !await exists(folder))) return;
  const redacted = await (await context.redactor()).redactJson(recordOf(report), { indent: 2 });
  await writeFileAtomically(join(folder, name), `${redacted}\n`);
}

function recordOf({ sessionId, status, parts, bytesIn, bytesOut, ledger }: SessionReport): SessionRecord {
  const { unparsed } = ledger;
  const lines = unparsed.lines.length <= MAX_RECORDED_LINES
    ? [...unparsed.lines]
    : inRanges(unparsed.lines, MAX_RECORDED_LINES);
  return {
    id: sessionId.slice(0, MAX_ID_CHARACTERS),
    status,
    files: parts.flatMap(({ name }) => name === undefined ? [] : [name]),
    bytes_in: bytesIn,
    bytes_out: bytesOut,
    ledger: { ...ledger, unparsed: { ...unparsed, lines, unnamed: unparsed.count - countNamed(lines) } },
  };
}

async function exists(folder: string): Promise<boolean> {
  return await Deno.stat(folder).then(() => true, () => false);
}
