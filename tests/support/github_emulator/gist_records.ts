/** Gists as data: new ones, their revisions, which of them a sha or a name means. */

import { createHash } from "node:crypto";
import type { GistRecord, GistRevision, World } from "./state.ts";
import { timestamp } from "./state.ts";

/** File name → content, in the order in which GitHub lists files: that of a git tree, by bytes. */
export function gistFiles(entries: Iterable<readonly [string, string]>): ReadonlyMap<string, string> {
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Puts a new gist into the emulator. */
export function insertGist(
  world: World,
  gist: {
    readonly id: string | undefined;
    readonly owner: string;
    readonly description: string;
    readonly public: boolean;
    readonly files: ReadonlyMap<string, string>;
    readonly createdAt: string;
  },
): GistRecord {
  const { files, ...rest } = gist;
  const record: GistRecord = {
    ...rest,
    id: gist.id ?? crypto.randomUUID().replaceAll("-", ""),
    updatedAt: gist.createdAt,
    revisions: [createRevision(files, gist.createdAt)],
  };
  world.state.gists.set(record.id, record);
  return record;
}

/** Adds a revision; the gist is that from now on. */
export function reviseGist(gist: GistRecord, files: ReadonlyMap<string, string>): void {
  gist.updatedAt = timestamp();
  gist.revisions.unshift(createRevision(files, gist.updatedAt));
}

/** The newest revision, or the one of a sha; undefined if there is none. */
export function gistRevision(gist: GistRecord, sha?: string): GistRevision | undefined {
  return sha === undefined ? gist.revisions[0] : gist.revisions.find((revision) => revision.sha === sha);
}

/** What a raw address gives: by revision or blob sha and file name, each of which may be missing. */
export function rawContent(
  gist: GistRecord,
  sha: string | undefined,
  fileName: string | undefined,
): string | undefined {
  const revisions = sha === undefined ? gist.revisions.slice(0, 1) : gist.revisions;
  for (const revision of revisions) {
    const wholeRevision = sha === undefined || revision.sha === sha;
    for (const [name, content] of revision.files) {
      const wanted = fileName === undefined || fileName === name;
      if (wanted && (wholeRevision || blobSha(content) === sha)) return content;
    }
  }
  return undefined;
}

/** Git's sha of a file's content; raw addresses hold it. */
export function blobSha(content: string): string {
  const bytes = new TextEncoder().encode(content);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

function createRevision(files: ReadonlyMap<string, string>, committedAt: string): GistRevision {
  const sha = createHash("sha1").update(crypto.randomUUID()).digest("hex");
  return { sha, files, committedAt };
}
