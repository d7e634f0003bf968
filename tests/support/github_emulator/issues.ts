/** `/repos/{owner}/{repo}/issues`: read, list, create, change. Pull requests are issues too, as on GitHub. */

import { isMember, requireViewer, visibleIssue, visibleRepository } from "./access.ts";
import { type Answer, ok, refusal, validationFailed } from "./answers.ts";
import { bodyOf, optionalText, textList } from "./bodies.ts";
import { listAnswer } from "./pages.ts";
import { renderIssue } from "./issue_render.ts";
import { type Call, type Route, route } from "./router.ts";
import {
  findOrCreateLabel,
  type IssueRecord,
  nextNumber,
  type RepositoryRecord,
  timestamp,
  type World,
} from "./state.ts";

const MAX_BODY_CHARACTERS = 65_536; // GitHub's, of an issue and of a comment
const MAX_TITLE_CHARACTERS = 256;

/** The routes of issues. */
export function issueRoutes(world: World): Route[] {
  return [
    route("GET", "/repos/{owner}/{repo}/issues", (call) => listIssues(world, call)),
    route("POST", "/repos/{owner}/{repo}/issues", (call) => createIssue(world, call)),
    route("GET", "/repos/{owner}/{repo}/issues/{issue_number}", (call) => {
      const { repository, issue } = visibleIssue(world, call);
      return ok(renderIssue(world, repository, issue));
    }),
    route("PATCH", "/repos/{owner}/{repo}/issues/{issue_number}", (call) => updateIssue(world, call)),
  ];
}

/** Refuses a body that is longer than GitHub takes. */
export function checkBodyLength(resource: string, body: string | undefined): void {
  if (body === undefined || body.length <= MAX_BODY_CHARACTERS) return;
  throw validationFailed({
    resource,
    field: "body",
    code: "custom",
    message: `body is too long (maximum is ${MAX_BODY_CHARACTERS} characters)`,
  });
}

/** Puts a new issue into a repository. */
export function insertIssue(
  world: World,
  repository: RepositoryRecord,
  issue: Partial<IssueRecord> & { readonly author: string },
): IssueRecord {
  const createdAt = issue.createdAt ?? timestamp();
  const record: IssueRecord = {
    id: world.nextId(),
    number: nextNumber(repository),
    title: "",
    body: null,
    state: "open",
    stateReason: null,
    labels: [],
    comments: [],
    pull: undefined,
    createdAt,
    updatedAt: createdAt,
    closedAt: null,
    writes: 0,
    ...issue,
  };
  for (const name of record.labels) findOrCreateLabel(world, repository, name);
  repository.issues.set(record.number, record);
  return record;
}

/** Opens or closes an issue. */
export function setState(issue: IssueRecord, state: "open" | "closed", reason: string | null): void {
  if (state === issue.state) return;
  issue.state = state;
  issue.stateReason = state === "closed" ? reason ?? "completed" : "reopened";
  issue.closedAt = state === "closed" ? timestamp() : null;
}

function listIssues(world: World, call: Call): Answer {
  const repository = visibleRepository(world, call);
  const state = call.query.get("state") ?? "open";
  const labels = (call.query.get("labels") ?? "").split(",").filter((name) => name !== "");
  const creator = call.query.get("creator")?.toLowerCase();
  const since = call.query.get("since");
  const sortKey = call.query.get("sort") === "updated" ? "updatedAt" : "createdAt";
  const direction = call.query.get("direction") === "asc" ? 1 : -1;
  const found = [...repository.issues.values()].filter((issue) =>
    (state === "all" || issue.state === state) &&
    labels.every((label) => issue.labels.some((name) => name.toLowerCase() === label.toLowerCase())) &&
    (creator === undefined || issue.author.toLowerCase() === creator) &&
    (since === null || Date.parse(issue.updatedAt) >= Date.parse(since))
  ).sort((a, b) => direction * (a[sortKey].localeCompare(b[sortKey]) || a.number - b.number));
  return listAnswer(call, found, (issue) => renderIssue(world, repository, issue));
}

function createIssue(world: World, call: Call): Answer {
  const viewer = requireViewer(call);
  const repository = visibleRepository(world, call);
  const body = bodyOf(call);
  const title = checkTitle(optionalText(body, "title"));
  const text = optionalText(body, "body");
  checkBodyLength("Issue", text);
  const issue = insertIssue(world, repository, {
    author: viewer.login,
    title,
    body: text ?? null,
    // GitHub drops labels silently where the author may not push
    labels: isMember(repository, viewer) ? textList(body, "labels") ?? [] : [],
  });
  const json = renderIssue(world, repository, issue);
  return ok(json, 201, { location: String(json["url"]) });
}

function updateIssue(world: World, call: Call): Answer {
  const viewer = requireViewer(call);
  const { repository, issue } = visibleIssue(world, call);
  const mine = issue.author.toLowerCase() === viewer.login.toLowerCase();
  if (!mine && !isMember(repository, viewer)) throw refusal(403, "Must have admin rights to Repository.");
  const body = bodyOf(call);
  const text = optionalText(body, "body");
  checkBodyLength("Issue", text);
  if ("title" in body) issue.title = checkTitle(optionalText(body, "title"));
  if ("body" in body) issue.body = text ?? null;
  const labels = textList(body, "labels");
  if (labels !== undefined) {
    issue.labels = labels;
    for (const name of labels) findOrCreateLabel(world, repository, name);
  }
  const state = optionalText(body, "state");
  if (state === "open" || state === "closed") {
    setState(issue, state, optionalText(body, "state_reason") ?? null);
  } else if (state !== undefined) {
    throw validationFailed({ resource: "Issue", field: "state", code: "invalid" });
  }
  touch(issue);
  return ok(renderIssue(world, repository, issue));
}

/** Notes that a request changed the issue. */
export function touch(issue: IssueRecord): void {
  issue.updatedAt = timestamp();
  issue.writes++;
}

function checkTitle(title: string | undefined): string {
  if (title === undefined || title.trim() === "") {
    throw validationFailed({ resource: "Issue", field: "title", code: "missing_field" });
  }
  if (title.length > MAX_TITLE_CHARACTERS) {
    throw validationFailed({
      resource: "Issue",
      field: "title",
      code: "custom",
      message: `title is too long (maximum is ${MAX_TITLE_CHARACTERS} characters)`,
    });
  }
  return title;
}
