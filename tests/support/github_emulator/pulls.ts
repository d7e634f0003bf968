/** `/repos/{owner}/{repo}/pulls`: list, read (also as a diff), open, and the files. */

import { isMember, requireViewer, visibleRepository } from "./access.ts";
import { type Answer, notFound, ok, refusal, validationFailed } from "./answers.ts";
import { bodyOf, optionalFlag, optionalText, requiredText } from "./bodies.ts";
import type { EmulateBase } from "./emulate_base.ts";
import { checkBodyLength } from "./issues.ts";
import { pageOf } from "./pages.ts";
import { diffAnswer, listFiles } from "./pull_diff.ts";
import { renderPull, renderPullInList } from "./pull_render.ts";
import { type Call, type Route, route } from "./router.ts";
import { seedPullRequest } from "./seed_pulls.ts";
import type { PullIssue, RepositoryRecord, World } from "./state.ts";

/** The routes of pull requests. */
export function pullRoutes(world: World, base: EmulateBase): Route[] {
  const all = "/repos/{owner}/{repo}/pulls";
  return [
    route("GET", all, (call) => listPulls(world, base, call)),
    route("POST", all, (call) => openPull(world, base, call)),
    route("GET", `${all}/{pull_number}`, (call) => readPull(world, base, call)),
    route("GET", `${all}/{pull_number}/files`, (call) => {
      const { repository, issue } = visiblePull(world, call);
      return listFiles(world, repository, issue, call);
    }),
  ];
}

/** The pull request of a call's `{pull_number}` and its repository; 404 if there is none. */
export function visiblePull(
  world: World,
  call: Call,
): { readonly repository: RepositoryRecord; readonly issue: PullIssue } {
  const repository = visibleRepository(world, call);
  const issue = repository.issues.get(Number(call.parameters["pull_number"]));
  if (issue === undefined || !hasPull(issue)) throw notFound();
  return { repository, issue };
}

/** Whether an issue is a pull request. */
export function hasPull(issue: { readonly pull: unknown }): issue is PullIssue {
  return issue.pull !== undefined;
}

async function listPulls(world: World, base: EmulateBase, call: Call): Promise<Answer> {
  const repository = visibleRepository(world, call);
  const { query } = call;
  const state = query.get("state") ?? "open";
  const sortKey = query.get("sort") === "updated" ? "updatedAt" : "createdAt";
  const direction = (query.get("direction") ?? (query.has("sort") ? "asc" : "desc")) === "asc" ? 1 : -1;
  const [headOwner, headBranch] = (query.get("head") ?? "").split(/:(.*)/s);
  const found = [...repository.issues.values()].filter(hasPull).filter((issue) =>
    (state === "all" || issue.state === state) &&
    (query.get("base") === null || issue.pull.baseRef === query.get("base")) &&
    // GitHub ignores a head without its owner
    (headBranch === undefined ||
      (issue.pull.headRef === headBranch && ownerOf(issue.pull.headRepository) === headOwner?.toLowerCase()))
  ).sort((a, b) => direction * (a[sortKey].localeCompare(b[sortKey]) || a.number - b.number));
  const page = pageOf(call, found);
  const rendered = await Promise.all(
    page.items.map((issue) => renderPullInList(world, base, repository, issue)),
  );
  return ok(rendered, 200, page.headers);
}

async function readPull(world: World, base: EmulateBase, call: Call): Promise<Answer> {
  const { repository, issue } = visiblePull(world, call);
  const accept = call.headers.get("accept") ?? "";
  if (/vnd\.github(\.v3)?\.diff/.test(accept)) return diffAnswer(issue);
  return ok(await renderPull(world, base, repository, issue));
}

async function openPull(world: World, base: EmulateBase, call: Call): Promise<Answer> {
  const viewer = requireViewer(call);
  const repository = visibleRepository(world, call);
  if (!isMember(repository, viewer)) throw refusal(403, "Must have admin rights to Repository.");
  const body = bodyOf(call);
  const head = requiredText(body, "head").replace(`${repository.owner}:`, "");
  const baseRef = requiredText(body, "base");
  const text = optionalText(body, "body");
  checkBodyLength("PullRequest", text);
  for (const [field, branch] of [["head", head], ["base", baseRef]] as const) {
    if (
      repository.branches.has(branch) || await base.has(`/repos/${repository.fullName}/branches/${branch}`)
    ) {
      continue;
    }
    throw validationFailed({ resource: "PullRequest", field, code: "invalid" });
  }
  const twin = [...repository.issues.values()].filter(hasPull)
    .find(({ state, pull }) => state === "open" && pull.headRef === head && pull.baseRef === baseRef);
  if (twin !== undefined) {
    const message = `A pull request already exists for ${repository.owner}:${head}.`;
    throw validationFailed({ resource: "PullRequest", field: "base", code: "custom", message });
  }
  const { issue } = seedPullRequest(world, {
    repository: repository.fullName,
    title: requiredText(body, "title"),
    author: viewer.login,
    head,
    base: baseRef,
    isDraft: optionalFlag(body, "draft") ?? false,
    ...(text === undefined ? {} : { body: text }),
  });
  const json = await renderPull(world, base, repository, issue);
  return ok(json, 201, { location: String(json["url"]) });
}

function ownerOf(fullName: string): string {
  return fullName.split("/")[0]?.toLowerCase() ?? "";
}
