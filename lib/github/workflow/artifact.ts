/** Artifacts of workflow runs: listed and downloaded. Sessions of older plans are kept in them. */

import { z } from "zod";
import { plainOrPrintable } from "../../printable.ts";
import { UserError } from "../../user_error.ts";
import { isLoopback } from "../request/addresses.ts";
import type { GitHubClient } from "../request/client.ts";
import type { RepositoryName } from "../repository/repository_name.ts";
import { statusOf } from "../request/request_failure.ts";

/** Zipped. Sessions compress about ten times, and 256 MB of zip is no session. */
const MAX_ARTIFACT_BYTES = 256 * 1024 * 1024;

/** Of older artifacts GitHub tells the size of the files, and the zip around them is made on the way. */
const SLACK_BYTES = 1_000_000;

export interface Artifact {
  readonly id: number;
  readonly name: string;
  /** Bytes of the zip. */
  readonly size: number;
  readonly isExpired: boolean;
}

const artifactSchema = z.looseObject({
  id: z.number(),
  name: z.string(),
  size_in_bytes: z.number(),
  expired: z.boolean(),
});

/**
 * The artifacts of a run, newest first.
 *
 * @throws {UserError} if there is no such run, or GitHub has deleted it.
 */
export async function listArtifacts(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  runId: string,
): Promise<Artifact[]> {
  const artifacts = await client.list({
    route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
    parameters: { owner, repo: name, run_id: runId },
    purpose: `read the artifacts of the workflow run ${runId} of ${owner}/${name}`,
    answer: artifactSchema,
    field: "artifacts",
  });
  return artifacts.map(({ id, name, size_in_bytes, expired }) => ({
    id,
    name,
    size: size_in_bytes,
    isExpired: expired,
  }));
}

/**
 * The zip of an artifact. It lies with another host than the API; the token isn't sent there.
 *
 * @throws {UserError} if it has expired, or is larger than 256 MiB or than GitHub says of it.
 */
export async function downloadArtifact(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  artifact: Artifact,
): Promise<Uint8Array> {
  const shown = plainOrPrintable(artifact.name);
  const purpose = `download the artifact ${shown} of ${owner}/${name}`;
  const expired = () =>
    new UserError(
      `The artifact ${shown} of ${owner}/${name} has expired: GitHub has deleted its content.`,
      {
        detail: `artifact ${artifact.id}; GitHub keeps artifacts for 90 days unless set otherwise`,
      },
    );
  if (artifact.isExpired) throw expired();
  if (artifact.size > MAX_ARTIFACT_BYTES) {
    throw new UserError(
      `Could not ${purpose}: it has ${artifact.size} bytes, more than the ${MAX_ARTIFACT_BYTES} of any session.`,
    );
  }
  const answer = await client.request({
    route: "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
    parameters: { owner, repo: name, artifact_id: artifact.id, archive_format: "zip" },
    purpose,
    answer: z.unknown(),
    redirect: "manual",
  }).catch((error) => {
    throw statusOf(error) === 410 ? expired() : error;
  });
  if (answer.data instanceof ArrayBuffer && answer.status === 200) return new Uint8Array(answer.data);
  const url = URL.parse(answer.headers["location"] ?? "", client.apiUrl);
  if (url === null) throw new UserError(`Could not ${purpose}: GitHub did not say where it is; try again.`);
  return await client.download({
    url: url.href,
    purpose,
    maximumBytes: Math.min(MAX_ARTIFACT_BYTES, 2 * artifact.size + SLACK_BYTES),
    allows: (address) => servesArtifacts(client.apiUrl, address),
  });
}

/** GitHub's storage changes its hosts; what they have in common is TLS, or being the API's own machine. */
function servesArtifacts(apiUrl: string, url: URL): boolean {
  const api = new URL(apiUrl);
  if (isLoopback(api.hostname)) return isLoopback(url.hostname);
  return url.protocol === "https:" ? !isLoopback(url.hostname) : url.origin === api.origin;
}
