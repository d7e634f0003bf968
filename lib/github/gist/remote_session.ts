/** Session logs that lie on GitHub: in a gist, or (older plans) in an artifact of a workflow run. */

import { plainOrPrintable } from "../../printable.ts";
import { UserError } from "../../user_error.ts";
import { type Artifact, downloadArtifact, listArtifacts } from "../workflow/artifact.ts";
import type { GitHubClient } from "../request/client.ts";
import { type Gist, readGist, readGistFiles } from "./gist.ts";
import { foreignOwnerReason } from "./gist_owner.ts";
import { type GistAddress, parseGistAddress } from "./gist_address.ts";
import { requireReplaceable } from "./replaceable_log.ts";
import type { RepositoryName } from "../repository/repository_name.ts";
import { filesOfLog, sessionFileName } from "./session_gist.ts";
import { otherSessionIn } from "./session_log.ts";
import { isSessionId } from "../plan/tracked_sessions.ts";
import { writeFileAtomically } from "../../write_file.ts";

/** Unpacked; logs of several gigabytes are known, but none of them fits into an artifact's zip. */
const MAX_SESSION_BYTES = 1024 * 1024 * 1024;

/** A log in a gist is text in memory while it is read; a hundred megabytes are a very long session. */
const MAX_GIST_BYTES = 256 * 1024 * 1024;

/** A session and where it is: `gistUrl`, or `runId` with its `repository`. */
export interface RemoteSessionRequest {
  readonly sessionId: string;
  /** Taken where both are given. */
  readonly gistUrl?: string | undefined;
  /** Legacy: the workflow run whose artifacts hold the session. */
  readonly runId?: string | undefined;
  readonly repository?: RepositoryName | undefined;
  /** The file to write; folders on the way are made. What lies there and is no log of this session isn't replaced. */
  readonly path: string;
  /** Whether it is written to a folder of the program's own, and its owner alone may read it: it isn't redacted. */
  readonly isPrivate?: boolean | undefined;
}

export interface DownloadedSession {
  readonly path: string;
  readonly source: "gist" | "artifact";
  readonly bytes: number;
  /** Why a person should look who made it; undefined where nothing is odd. */
  readonly foreign: string | undefined;
}

/**
 * Downloads a session's log into a file, whole or not at all. What is in it is not looked at.
 *
 * @throws {UserError} if it isn't there (any more), the gist or artifact holds no log of this session, or the file
 * can't be written or is somebody's.
 */
export async function downloadRemoteSession(
  client: GitHubClient,
  request: RemoteSessionRequest,
): Promise<DownloadedSession> {
  const { sessionId, gistUrl, runId, repository, path, isPrivate = false } = request;
  if (!isSessionId(sessionId)) {
    throw new UserError(`${JSON.stringify(sessionId.slice(0, 80))} is not a session id.`, { exitStatus: 2 });
  }
  const write = async (content: Uint8Array, source: DownloadedSession["source"], foreign?: string) => {
    // A folder of the program's own holds nothing else.
    if (!isPrivate) await requireReplaceable(path, content, sessionId);
    await writeFileAtomically(path, content, { isPrivate });
    return { path, source, bytes: content.length, foreign };
  };
  if (gistUrl !== undefined) {
    const { text, foreign } = await readSessionGist(client, gistUrl, sessionId);
    return await write(new TextEncoder().encode(text), "gist", foreign);
  }
  if (runId === undefined || repository === undefined) {
    throw new UserError(
      `It isn't known where the session ${sessionId} is: name its gist or its workflow run.`,
      {
        exitStatus: 2,
      },
    );
  }
  return await write(await readSessionArtifact(client, repository, runId, sessionId), "artifact");
}

async function readSessionGist(client: GitHubClient, gistUrl: string, sessionId: string) {
  const address = parseGistAddress(gistUrl, client);
  const gist = await readGist(client, address);
  const names = gist.files.map(({ name }) => name);
  const file = gist.files.find(({ name }) => name === chooseLog(names, sessionId, address.file));
  if (file === undefined) throw noLogInGist(gist, address);
  const text = (await readGistFiles(client, gist, filesOfLog(gist, file), MAX_GIST_BYTES)).join("");
  requireSession(text, { name: file.name, sessionId, place: `The gist ${address.id}` });
  // Whoever implemented the plan made it: no login is to be expected, but the address may name one.
  return { text, foreign: foreignOwnerReason(gist, { address, logins: [] }) };
}

function noLogInGist(gist: Gist, address: GistAddress): UserError {
  const names = gist.files.slice(0, 10).map(({ name }) => plainOrPrintable(name)).join(", ");
  return new UserError(`The gist ${address.id} holds no session log (a file that ends with .jsonl).`, {
    detail: `${gist.htmlUrl} has ${names === "" ? "no files" : `the files ${names}`}`,
  });
}

async function readSessionArtifact(
  client: GitHubClient,
  repository: RepositoryName,
  runId: string,
  sessionId: string,
): Promise<Uint8Array> {
  const [artifacts, { unzip }] = await Promise.all([
    listArtifacts(client, repository, runId),
    import("../workflow/zip.ts"),
  ]);
  const run = `the workflow run ${runId} of ${repository.owner}/${repository.name}`;
  for (const artifact of likeliestFirst(artifacts, sessionId)) {
    const isNamed = artifact.name === `session-${sessionId}`;
    // Others are only looked through; that one of them has expired says nothing.
    if (artifact.isExpired && !artifact.name.includes(sessionId)) continue;
    const zip = await downloadArtifact(client, repository, artifact);
    const logs = unzip(zip, (name) => name.endsWith(".jsonl"), {
      title: `The artifact ${plainOrPrintable(artifact.name)} of ${run}`,
      maximumBytes: MAX_SESSION_BYTES,
    });
    const names = [...logs.keys()];
    const named = [sessionFileName(sessionId), `${sessionId}.jsonl`];
    const chosen = isNamed
      ? chooseLog(names, sessionId)
      : names.find((name) => named.includes(baseName(name)));
    const content = chosen === undefined ? undefined : logs.get(chosen);
    if (chosen === undefined || content === undefined) continue;
    const place = `The artifact ${plainOrPrintable(artifact.name)} of ${run}`;
    requireSession(content, { name: baseName(chosen), sessionId, place });
    return content;
  }
  throw new UserError(`No artifact of ${run} holds the session ${sessionId}.`, {
    detail: artifacts.length === 0
      ? "it has no artifacts"
      : `it has ${artifacts.slice(0, 10).map(({ name }) => plainOrPrintable(name)).join(", ")}`,
  });
}

function likeliestFirst(artifacts: readonly Artifact[], sessionId: string): Artifact[] {
  const rank = ({ name }: Artifact) =>
    name === `session-${sessionId}` ? 0 : name.includes(sessionId) ? 1 : name.includes("session") ? 2 : 3;
  return artifacts.toSorted((one, other) => rank(one) - rank(other));
}

/** `session-<id>.jsonl`, else `<id>.jsonl`, else the file that the address names, else `session.jsonl`, else the first log. */
function chooseLog(names: readonly string[], sessionId: string, named?: string): string | undefined {
  for (const wanted of [sessionFileName(sessionId), `${sessionId}.jsonl`, named, "session.jsonl"]) {
    const found = names.find((name) => baseName(name) === wanted);
    if (found !== undefined) return found;
  }
  return names.find((name) => name.endsWith(".jsonl"));
}

/**
 * A log that isn't named for its session tells by its entries whose it is.
 *
 * @throws {UserError} if all entries are of other sessions.
 */
function requireSession(
  log: string | Uint8Array,
  { name, sessionId, place }: { readonly name: string; readonly sessionId: string; readonly place: string },
): void {
  if (name === sessionFileName(sessionId) || name === `${sessionId}.jsonl`) return;
  const other = otherSessionIn(log, sessionId);
  if (other === undefined) return;
  throw new UserError(
    `${place} holds the log of the session ${
      plainOrPrintable(other)
    }, not of ${sessionId}; upload that one, or name ` +
      "where it is.",
  );
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
