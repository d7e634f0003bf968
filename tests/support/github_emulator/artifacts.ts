/** Artifacts of workflow runs: list, read, and the redirect to the download, which lies on the other origin. */

import { requireScope, requireViewer, visibleRepository } from "./access.ts";
import { notFound, ok, refusal } from "./answers.ts";
import { countedAnswer } from "./pages.ts";
import { nodeId, repositoryUrl } from "./render.ts";
import { type Call, type Route, route } from "./router.ts";
import { findRun } from "./runs.ts";
import { headSha } from "./shas.ts";
import { type ArtifactRecord, type RepositoryRecord, timestamp, type World } from "./state.ts";

const KEPT_MILLISECONDS = 90 * 86_400_000; // GitHub's default: 90 days

/** The routes of artifacts. */
export function artifactRoutes(world: World): Route[] {
  const one = "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}";
  return [
    route("GET", "/repos/{owner}/{repo}/actions/artifacts", (call) => {
      const repository = visibleRepository(world, call);
      return listArtifacts(world, call, repository, repository.artifacts);
    }),
    route("GET", "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", (call) => {
      const repository = visibleRepository(world, call);
      const run = findRun(repository, call);
      const artifacts = repository.artifacts.filter((artifact) => artifact.runId === run.id);
      return listArtifacts(world, call, repository, artifacts);
    }),
    route("GET", one, (call) => {
      const repository = visibleRepository(world, call);
      return ok(renderArtifact(world, repository, findArtifact(repository, call)));
    }),
    route("GET", `${one}/{archive_format}`, (call) => {
      const repository = visibleRepository(world, call);
      const artifact = findArtifact(repository, call);
      if (call.parameters["archive_format"] !== "zip") throw notFound();
      requireScope(requireViewer(call), "repo"); // also in public repositories
      if (artifact.expired) throw refusal(410, "Artifact has expired");
      return { status: 302, headers: { location: downloadUrl(world, artifact) } };
    }),
  ];
}

/** Where the zip is fetched, without a token; `sig` stands for the signature that GitHub's storage wants. */
export function downloadUrl(world: World, artifact: ArtifactRecord): string {
  return `${world.serverUrl}/artifact-storage/${artifact.id}.zip?sig=${
    headSha("artifact", String(artifact.id))
  }`;
}

function listArtifacts(
  world: World,
  call: Call,
  repository: RepositoryRecord,
  artifacts: readonly ArtifactRecord[],
) {
  const name = call.query.get("name");
  const found = artifacts.filter((artifact) => name === null || artifact.name === name).reverse();
  return countedAnswer(
    call,
    "artifacts",
    found,
    (artifact) => renderArtifact(world, repository, artifact),
  );
}

function findArtifact(repository: RepositoryRecord, call: Call): ArtifactRecord {
  const id = Number(call.parameters["artifact_id"]);
  const artifact = repository.artifacts.find((candidate) => candidate.id === id);
  if (artifact === undefined) throw notFound();
  return artifact;
}

function renderArtifact(
  world: World,
  repository: RepositoryRecord,
  artifact: ArtifactRecord,
): Record<string, unknown> {
  const url = `${repositoryUrl(world, repository)}/actions/artifacts/${artifact.id}`;
  const run = repository.runs.find((candidate) => candidate.id === artifact.runId);
  const branch = run?.branch ?? repository.defaultBranch;
  return {
    id: artifact.id,
    node_id: nodeId("A", artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    created_at: artifact.createdAt,
    expires_at: timestamp(Date.parse(artifact.createdAt) + KEPT_MILLISECONDS),
    updated_at: artifact.createdAt,
    workflow_run: {
      id: artifact.runId,
      repository_id: repository.id,
      head_repository_id: repository.id,
      head_branch: branch,
      head_sha: headSha(repository.fullName, branch),
    },
  };
}
