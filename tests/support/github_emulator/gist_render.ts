/** Gists in the JSON forms of GitHub's REST API, with its truncation, and their addresses. */

import { blobSha } from "./gist_records.ts";
import { nodeId, renderUser } from "./render.ts";
import type { GistRecord, GistRevision, World } from "./state.ts";

/** A gist's page: `<server>/gist/<owner>/<id>`. */
export function gistPage(world: World, gist: GistRecord): string {
  return `${world.serverUrl}/gist/${gist.owner}/${gist.id}`;
}

/** A gist with contents and history, as one revision has it. */
export function renderGist(
  world: World,
  gist: GistRecord,
  revision: GistRevision | undefined,
): Record<string, unknown> {
  const files = [...revision?.files ?? []];
  const limit = world.settings.gistFileLimit;
  // What fits is counted over the whole gist: beside a file above the limit, the later ones come empty.
  let room = world.settings.gistTruncationBytes;
  const rendered = files.slice(0, limit).map(([name, content]) => {
    const cut = cutAtBytes(content, room);
    room -= cut.length === content.length ? byteLength(content) : room;
    return [name, {
      ...renderFile(world, gist, name, content),
      truncated: cut.length < content.length,
      content: cut,
      encoding: "utf-8",
    }];
  });
  return {
    ...renderHead(world, gist),
    files: Object.fromEntries(rendered),
    truncated: files.length > limit,
    forks: [],
    history: gist.revisions.map((entry) => ({
      user: renderUser(world, gist.owner),
      version: entry.sha,
      committed_at: entry.committedAt,
      change_status: { total: 1, additions: 1, deletions: 0 },
      url: `${gistUrl(world, gist)}/${entry.sha}`,
    })),
  };
}

/** A gist as lists show it: without contents. */
export function renderGistInList(world: World, gist: GistRecord): Record<string, unknown> {
  const files = [...gist.revisions[0]?.files ?? []].slice(0, world.settings.gistFileLimit);
  return {
    ...renderHead(world, gist),
    files: Object.fromEntries(
      files.map(([name, content]) => [name, renderFile(world, gist, name, content)]),
    ),
    truncated: false,
  };
}

function renderHead(world: World, gist: GistRecord): Record<string, unknown> {
  const url = gistUrl(world, gist);
  const page = gistPage(world, gist);
  return {
    url,
    forks_url: `${url}/forks`,
    commits_url: `${url}/commits`,
    id: gist.id,
    node_id: nodeId("G", gist.id),
    git_pull_url: `${page}.git`,
    git_push_url: `${page}.git`,
    html_url: page,
    public: gist.public,
    created_at: gist.createdAt,
    updated_at: gist.updatedAt,
    description: gist.description,
    comments: 0,
    comments_enabled: true,
    user: null,
    comments_url: `${url}/comments`,
    owner: renderUser(world, gist.owner),
  };
}

function renderFile(
  world: World,
  gist: GistRecord,
  name: string,
  content: string,
): Record<string, unknown> {
  return {
    filename: name,
    type: name.endsWith(".json") ? "application/json" : "text/plain",
    language: name.endsWith(".json") ? "JSON" : "Text",
    raw_url: `${gistPage(world, gist)}/raw/${blobSha(content)}/${encodeURIComponent(name)}`,
    size: byteLength(content),
  };
}

function gistUrl(world: World, gist: GistRecord): string {
  return `${world.apiUrl}/gists/${gist.id}`;
}

/** The longest beginning of a text that has at most so many bytes; no character is cut in two. */
function cutAtBytes(text: string, bytes: number): string {
  const encoded = new TextEncoder().encode(text);
  if (encoded.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end--; // inside a character
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(encoded.subarray(0, end));
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
