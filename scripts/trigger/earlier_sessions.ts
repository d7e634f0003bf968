/**
 * Sessions of the plan whose logs aren't on this machine, but which the earlier materials hold: those of another machine,
 * and those whose logs are gone since. New materials take them over, so that learning loses none.
 */

import { join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import { parseGistAddress, readGist } from "../../lib/github/mod.ts";
import { readGistFiles } from "../../lib/github/gist/gist.ts";
import { foreignOwnerReason } from "../../lib/github/gist/gist_owner.ts";
import {
  isReadAsMaterial,
  MAX_MATERIALS_BYTES,
  packedManifest,
  selectPackedFiles,
  sessionIdsIn,
  type SessionRecord,
  unpackMaterials,
} from "../../lib/materials/mod.ts";
import { countTokens } from "../../lib/preprocess/mod.ts";
import { endsTheRun, messageOf } from "../../lib/user_error.ts";
import { counted } from "../../lib/wording.ts";
import { writeFileAtomically } from "../../lib/write_file.ts";
import { warnIn } from "./announced.ts";
import type { MaterialsRun } from "./plan_materials.ts";

/** What was taken over. */
export interface TakenOver {
  /** Of the sessions' parts. */
  readonly names: readonly string[];
  readonly tokens: number;
}

const NOTHING: TakenOver = { names: [], tokens: 0 };

/** Of `--timeout`: the upload and the dispatch need the rest. */
const SHARE_OF_TIME = 1 / 3;

/**
 * Writes the parts and records of the plan's other sessions into the materials folder, as the gist in the plan's header
 * has them. Lenient: what can't be read is a warning. `--force` starts over, so nothing is taken.
 *
 * @param readHere ids of the sessions whose logs were read.
 * @throws {UserError} if a file can't be written.
 */
export async function takeOverSessions(
  { plan, sessions, input, journal: { folder }, context, warnings }: MaterialsRun,
  readHere: readonly string[],
): Promise<TakenOver> {
  const { gist_url: url, planning_session_id: planning, last_session_id: last } = sessions;
  const named = [planning, ...sessions.implementation_session_ids, last].filter((id) => id !== null);
  const missing = new Set(named).difference(new Set(readHere));
  if (url === null || missing.size === 0 || input.force === true) return NOTHING;
  try {
    const { found, foreign } = await findSessions(url, plan.number, missing, context);
    if (found.length === 0) return NOTHING;
    if (foreign !== undefined) {
      warnIn(warnings, `Look who made the sessions that are taken over: ${foreign}`, context);
    }
    let tokens = 0;
    for (const { record, parts } of found) {
      for (const { name, text } of parts) {
        tokens += countTokens(text);
        await writeFileAtomically(join(folder, name), text);
      }
      const json = await (await context.redactor()).redactJson(record, { indent: 2 });
      await writeFileAtomically(join(folder, recordName(record)), `${json}\n`);
    }
    context.progress.note(
      `Taken over from the earlier materials, as the logs aren't here: ${
        counted(found.length, "session")
      } (${url})`,
    );
    return { names: found.flatMap(({ record }) => record.files), tokens };
  } catch (error) {
    context.signal.throwIfAborted();
    if (endsTheRun(error)) throw error;
    warnIn(
      warnings,
      `Sessions without a log here could not be taken from the earlier materials: ${messageOf(error)}`,
      context,
    );
    return NOTHING;
  }
}

interface FoundSession {
  readonly record: SessionRecord;
  readonly parts: readonly { readonly name: string; readonly text: string }[];
}

interface FoundSessions {
  readonly found: readonly FoundSession[];
  /** Why the owner of the gist is not who was to be expected. */
  readonly foreign: string | undefined;
}

const NONE: FoundSessions = { found: [], foreign: undefined };

/** Only of materials of this plan that a manifest verifies: what an older client packed doesn't tell its sessions. */
async function findSessions(
  url: string,
  issueNumber: number,
  wanted: ReadonlySet<string>,
  context: Context,
): Promise<FoundSessions> {
  const client = await (await context.github()).withShare(SHARE_OF_TIME);
  const address = parseGistAddress(url, client);
  const gist = await readGist(client, address);
  const packed = selectPackedFiles(gist.files, address.file);
  const [first = "", ...further] = await readGistFiles(client, gist, packed, MAX_MATERIALS_BYTES);
  const records =
    packedManifest(first)?.sessions?.filter(({ id, files }) =>
      wanted.has(id) && files.length > 0 && files.every((name) => isPartOf(name, id))
    ) ?? [];
  if (records.length === 0) return NONE;
  const unpacked = await unpackMaterials(first, ...further);
  if (!unpacked.verified || unpacked.issueNumber !== issueNumber) return NONE;
  const bytesOf = new Map(unpacked.files.map(({ name, bytes }) => [name, bytes]));
  const found = records.filter(({ files }) => files.every((name) => bytesOf.has(name))).map((record) => ({
    record,
    parts: record.files.map((name) => ({ name, text: new TextDecoder().decode(bytesOf.get(name)) })),
  }));
  // Whoever triggered before made it: no login is to be expected, but the address may name one.
  return { found, foreign: foreignOwnerReason(gist, { address, logins: [] }) };
}

function isPartOf(name: string, id: string): boolean {
  return name.endsWith(".xml") && isReadAsMaterial(name) && sessionIdsIn([name]).has(id);
}

/** `impl-<id>.ledger.json` beside `impl-<id>-part1.xml`. */
function recordName({ files: [first = ""] }: SessionRecord): string {
  return first.replace(/(?:-part\d+)?\.xml$/, ".ledger.json");
}
