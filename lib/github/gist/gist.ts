/** Gists: secret ones made, any read whole. */

import { z } from "zod";
import type { Redacted } from "../../redact/redacted.ts";
import { plainOrPrintable } from "../../printable.ts";
import { UserError } from "../../user_error.ts";
import { servesRawGists } from "../request/addresses.ts";
import type { GitHubClient } from "../request/client.ts";
import type { GistAddress } from "./gist_address.ts";
import { statusOf } from "../request/request_failure.ts";
import { gistMark, hasMark } from "./same_gist.ts";
import { requireScope } from "../request/scopes.ts";
import { writeOnce } from "../request/write_once.ts";

/** A gist is a git repository, and GitHub takes no file above 100 MiB into one. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** Above this, GitHub's raw addresses may refuse ("REST API endpoints for gists", section "Truncation"). */
const RAW_LIMIT_BYTES = 10_000_000;

export interface NewGist {
  readonly description: Redacted;
  /** File name → content; neither may be empty. */
  readonly files: ReadonlyMap<Redacted, Redacted>;
}

export interface GistFile {
  readonly name: string;
  /** Bytes of the whole file. */
  readonly size: number;
  /** `undefined` where GitHub's answer cuts it; `readGistFile` fetches it whole. */
  readonly content: string | undefined;
  readonly rawUrl: string;
}

export interface Gist {
  readonly id: string;
  readonly htmlUrl: string;
  readonly description: string;
  /** `undefined` for anonymous gists. */
  readonly owner: string | undefined;
  readonly isPublic: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
  /** In GitHub's order, by name. */
  readonly files: readonly GistFile[];
  /** There are more files than GitHub lists (300). */
  readonly isIncomplete: boolean;
  /** Commit of the newest version: the same one, the same content. */
  readonly revision: string | undefined;
}

const fileSchema = z.looseObject({
  filename: z.string(),
  size: z.int().nonnegative(),
  raw_url: z.string(),
  truncated: z.boolean().optional(),
  content: z.string().optional(),
  encoding: z.string().optional(),
});

const gistSchema = z.looseObject({
  id: z.string(),
  html_url: z.string(),
  description: z.string().nullish(),
  public: z.boolean(),
  created_at: z.string(),
  owner: z.looseObject({ login: z.string() }).nullish(),
  truncated: z.boolean().optional(),
  files: z.record(z.string(), fileSchema.nullable()),
  /** Newest first. */
  history: z.array(z.looseObject({ version: z.string() })).optional(),
});

/**
 * Makes a secret gist: it isn't listed anywhere, but whoever has its address can read it. If the answer is lost, the
 * gist is looked for among the newest of the token's owner before it is made again.
 */
export async function createSecretGist(client: GitHubClient, gist: NewGist): Promise<Gist> {
  await requireScope(client, ["gist"], "create a gist");
  return await writeOnce(client, {
    what: "the gist",
    write: () => postGist(client, gist),
    async find() {
      const [mark, newest] = await Promise.all([gistMark(gist), listNewestGists(client)]);
      return newest.find((candidate) => hasMark(candidate, mark));
    },
  });
}

/** The newest gists of the token's owner, newest first, without contents. */
async function listNewestGists(client: GitHubClient): Promise<Gist[]> {
  const { data } = await client.request({
    route: "GET /gists",
    parameters: { per_page: 30 },
    purpose: "look for the gist",
    answer: z.array(gistSchema),
  });
  return data.map(gistOf);
}

async function postGist(client: GitHubClient, gist: NewGist): Promise<Gist> {
  const files = Object.fromEntries(Array.from(gist.files, ([name, content]) => [name, { content }]));
  const { data } = await client.request({
    route: "POST /gists",
    parameters: { description: gist.description, public: false, files },
    purpose: "create a gist",
    answer: gistSchema,
  });
  return gistOf(data);
}

/**
 * Reads a gist, in the version that the address names.
 *
 * @throws {UserError} if it isn't there, or was deleted.
 */
export async function readGist(client: GitHubClient, address: GistAddress): Promise<Gist> {
  const version = address.revision === undefined ? "" : "/{sha}";
  try {
    const { data } = await client.request({
      route: `GET /gists/{gist_id}${version}`,
      parameters: {
        gist_id: address.id,
        ...(address.revision === undefined ? {} : { sha: address.revision }),
      },
      purpose: `read the gist ${address.id}`,
      answer: gistSchema,
    });
    return gistOf(data);
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    throw new UserError(
      `The gist ${address.id} isn't there; it was deleted, or the address is wrong.`,
      {
        detail: `${client.apiUrl}/gists/${address.id}: HTTP 404`,
        cause: error instanceof Error ? error.cause : error,
      },
    );
  }
}

/**
 * The whole content of a gist's file, fetched where GitHub's answer cut it. The token goes along only to
 * the API's own host, and nothing is fetched from hosts that don't belong to the server.
 *
 * @throws {UserError} if it is larger than allowed, by what GitHub says of it or by what comes, or if these differ.
 */
export async function readGistFile(
  client: GitHubClient,
  gist: Gist,
  file: GistFile,
  maximumBytes = MAX_FILE_BYTES,
): Promise<string> {
  if (file.size > maximumBytes) {
    throw tooLarge(gist, `its file ${plainOrPrintable(file.name)} has`, file.size, maximumBytes);
  }
  if (file.content !== undefined) return file.content;
  const bytes = await client.download({
    url: file.rawUrl,
    purpose: `read ${plainOrPrintable(file.name)} of the gist ${gist.id}`,
    maximumBytes: file.size,
    exactBytes: file.size,
    allows: (url) => servesRawGists(client.apiUrl, url),
  }).catch((error) => {
    throw statusOf(error) === 403 && file.size > RAW_LIMIT_BYTES ? onlyToBeCloned(gist, file, error) : error;
  });
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/**
 * The whole contents of files of a gist, in the same order, as long as they are not more than allowed together.
 *
 * @throws {UserError} as `readGistFile` does, and if GitHub says that they are larger, before anything is fetched.
 */
export async function readGistFiles(
  client: GitHubClient,
  gist: Gist,
  files: readonly GistFile[],
  maximumBytes: number,
): Promise<string[]> {
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (bytes > maximumBytes) throw tooLarge(gist, "its files have", bytes, maximumBytes);
  const contents: string[] = [];
  // One after the other: nothing runs on when one is refused.
  for (const file of files) contents.push(await readGistFile(client, gist, file));
  return contents;
}

function tooLarge(gist: Gist, what: string, bytes: number, maximumBytes: number): UserError {
  return new UserError(
    `The gist ${gist.id} is too large and is refused: ${what} ${bytes} bytes, more than ${maximumBytes}.`,
  );
}

function onlyToBeCloned(gist: Gist, file: GistFile, error: unknown): UserError {
  return new UserError(
    `GitHub doesn't give out ${
      plainOrPrintable(file.name)
    } of the gist ${gist.id}, which has ${file.size} bytes; ` +
      `clone it with git (${gist.htmlUrl}.git).`,
    { cause: error instanceof Error ? error.cause : error },
  );
}

function gistOf(data: z.infer<typeof gistSchema>): Gist {
  const files = Object.values(data.files).filter((file) => file !== null);
  return {
    id: data.id,
    htmlUrl: data.html_url,
    description: data.description ?? "",
    owner: data.owner?.login,
    isPublic: data.public,
    createdAt: data.created_at,
    files: files.map((file) => ({
      name: file.filename,
      size: file.size,
      content: contentOf(file),
      rawUrl: file.raw_url,
    })),
    isIncomplete: data.truncated === true,
    revision: data.history?.[0]?.version,
  };
}

/** Whole, or `undefined`: beside a large file GitHub cuts the others too, down to nothing. */
function contentOf(file: z.infer<typeof fileSchema>): string | undefined {
  const { content, encoding, size, truncated } = file;
  if (truncated === true || content === undefined || (content === "" && size > 0)) return undefined;
  if (encoding !== "base64") return content;
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.fromBase64(content));
}
