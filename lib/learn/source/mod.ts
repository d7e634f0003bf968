/** A folder of materials → what was said and done: sessions with their events, and review comments. */

import { join } from "node:path";
import { parseManifest } from "../../materials/manifest.ts";
import { readSessionRecords, type SessionRecord } from "../../materials/mod.ts";
import type { Redactor } from "../../redact/mod.ts";
import { messageOf } from "../../user_error.ts";
import { listed } from "../../wording.ts";
import type { SourceComment, SourceSession } from "./learn_source.ts";
import { listMaterialFiles, type PartFile, readFileText } from "./material_files.ts";
import { readComments } from "./read_comments.ts";
import { readSession } from "./read_session.ts";

export type * from "./learn_source.ts";

/** What a folder of materials holds. */
export interface MaterialsSource {
  /** Planning before implementation, each by id: those of which anything can be read. */
  readonly sessions: SourceSession[];
  readonly comments: SourceComment[];
  /** What is missing or could not be read, in sentences for people. */
  readonly gaps: string[];
  /** The gaps that exist because GitHub did not deliver something; another run may not have them. */
  readonly unread: string[];
}

const MANIFEST = "manifest.json";
/** A manifest names each part with its ledger: some KB a session. A larger file is not a manifest of ours. */
const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

/**
 * Reads the materials that `trigger` or `download-learn-materials` put into a folder, of this program or an older one.
 * All texts pass the redactor again: anybody may have made them. What can't be read is named in the gaps.
 *
 * @throws {UserError} if there is no such folder, it can't be listed, or text can't be redacted.
 */
export async function readMaterialsSource(folder: string, redactor: Redactor): Promise<MaterialsSource> {
  const { parts, names, gaps: listingGaps } = await listMaterialFiles(folder);
  const gaps = [...listingGaps];
  const sessions: SourceSession[] = [];
  for (const files of bySession(parts).values()) {
    const session = await readSession(files, redactor);
    if (session.session.parts.length > 0) sessions.push(session.session);
    gaps.push(...session.gaps, ...session.session.warnings);
  }
  const remarks = await readComments(folder, names, redactor);
  gaps.push(...remarks.gaps, ...await accountGaps(folder, names, parts));
  const once = withoutTwins(sessions, gaps);
  return {
    sessions: once,
    comments: [...remarks.comments],
    // They quote names and errors of files that anybody may have made.
    gaps: await redactor.redactAll(gaps),
    unread: await redactor.redactAll(remarks.unread),
  };
}

function bySession(parts: readonly PartFile[]): Map<string, PartFile[]> {
  const sessions = new Map<string, PartFile[]>();
  for (const part of parts) {
    const key = `${part.kind} ${part.sessionId}`;
    const known = sessions.get(key);
    if (known === undefined) sessions.set(key, [part]);
    else known.push(part);
  }
  return sessions;
}

/** A session that planned and implemented may have been converted twice: the fuller one counts. */
function withoutTwins(sessions: readonly SourceSession[], gaps: string[]): SourceSession[] {
  const byId = new Map<string, SourceSession>();
  for (const session of sessions) {
    const twin = byId.get(session.id);
    if (twin !== undefined) {
      gaps.push(
        `Session ${session.id} is there as a planning and as an implementation session: it is read once.`,
      );
    }
    if (twin === undefined || twin.events.length < session.events.length) byId.set(session.id, session);
  }
  return [...byId.values()];
}

/** What the manifest, or the records beside the parts, tell that the parts don't: files and lines that are lacking. */
async function accountGaps(
  folder: string,
  names: ReadonlySet<string>,
  parts: readonly PartFile[],
): Promise<string[]> {
  const gaps: string[] = [];
  const present = new Set(parts.map(({ name }) => name));
  const { records } = await readSessionRecords(folder, parts);
  let sessions: readonly SessionRecord[] = records;
  if (names.has(MANIFEST)) {
    const file = await readFileText(join(folder, MANIFEST), MAX_MANIFEST_BYTES);
    try {
      const manifest = "text" in file ? parseManifest(file.text) : undefined;
      sessions = manifest?.sessions ?? records;
      const missing = (manifest?.files ?? []).map(({ name }) => name).filter((name) =>
        !present.has(name) && !names.has(name)
      );
      if (missing.length > 0) {
        gaps.push(`${missing.length} files that the manifest names are missing: ${listed(missing, LISTED)}.`);
      }
    } catch (error) {
      gaps.push(`What the manifest says is left out: ${messageOf(error)}`);
    }
  }
  for (const { id, ledger } of sessions) {
    if (ledger.unparsed.count === 0) continue;
    gaps.push(
      `${lines(ledger.unparsed.count)} of the log of session ${id} could not be read when it was converted.`,
    );
  }
  return gaps;
}

function lines(count: number): string {
  return count === 1 ? "One line" : `${count} lines`;
}

/** Names in one sentence. */
const LISTED = 5;
