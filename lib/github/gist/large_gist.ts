/** Gists of more bytes than one request should carry: made with the first files, the others added. */

import { z } from "zod";
import type { Redacted } from "../../redact/redacted.ts";
import { messageOf, UserError } from "../../user_error.ts";
import type { GitHubClient } from "../request/client.ts";
import { createSecretGist, type Gist, type NewGist } from "./gist.ts";

/**
 * Bytes of contents in one request. GitHub names no limit; requests of 100 MB are known to have been taken (2015), of
 * 243 MB to end in 502 after half an hour (2022). This is two files of materials, some seconds on a slow line.
 */
const MAX_REQUEST_BYTES = 20_000_000;

type Files = NewGist["files"];

/**
 * Makes a secret gist in as many requests as its size asks for: nearly always one. It is whole, or it isn't there:
 * when files can't be added, what was made is deleted again.
 *
 * @throws {UserError} if GitHub refuses, or a file alone is above the limit of a request.
 */
export async function createLargeGist(
  client: GitHubClient,
  gist: NewGist,
  maximumBytes = MAX_REQUEST_BYTES,
): Promise<Gist> {
  const [first = new Map(), ...further] = intoRequests(gist.files, maximumBytes);
  const made = await createSecretGist(client, { ...gist, files: first });
  try {
    for (const files of further) await addFiles(client, made.id, files);
  } catch (error) {
    const left = await deleteGist(client, made.id).then(() => undefined, messageOf);
    if (left === undefined || !(error instanceof UserError)) throw error;
    throw new UserError(`${error.message} The incomplete gist ${made.htmlUrl} is left; delete it.`, {
      cause: error.cause,
      ...(error.detail === undefined ? {} : { detail: error.detail }),
    });
  }
  return made;
}

function intoRequests(files: Files, maximumBytes: number): Files[] {
  const requests: Map<Redacted, Redacted>[] = [];
  let room = 0;
  for (const [name, content] of files) {
    const bytes = new TextEncoder().encode(content).length;
    if (bytes > room || requests.length === 0) {
      requests.push(new Map());
      room = maximumBytes;
    }
    requests.at(-1)?.set(name, content);
    room -= bytes;
  }
  return requests;
}

/** Adding the same files again changes nothing. */
async function addFiles(client: GitHubClient, id: string, files: Files): Promise<void> {
  await client.request({
    route: "PATCH /gists/{gist_id}",
    parameters: {
      gist_id: id,
      files: Object.fromEntries(Array.from(files, ([name, content]) => [name, { content }])),
    },
    purpose: `add ${files.size} files to the gist ${id}`,
    answer: z.unknown(),
  });
}

async function deleteGist(client: GitHubClient, id: string): Promise<void> {
  await client.request({
    route: "DELETE /gists/{gist_id}",
    parameters: { gist_id: id },
    purpose: `delete the gist ${id}`,
    answer: z.unknown(),
  });
}
