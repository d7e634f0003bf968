/** Comments of issues and pull requests: list, read, create, change, delete. */

import { isMember, requireViewer, visibleIssue, visibleRepository } from "./access.ts";
import { type Answer, done, notFound, ok, refusal, validationFailed } from "./answers.ts";
import { bodyOf, optionalText } from "./bodies.ts";
import { checkBodyLength } from "./issues.ts";
import { listAnswer } from "./pages.ts";
import { renderComment } from "./issue_render.ts";
import { type Call, type Route, route } from "./router.ts";
import {
  type CommentRecord,
  type IssueRecord,
  type RepositoryRecord,
  timestamp,
  type World,
} from "./state.ts";

/** The routes of issue comments. */
export function commentRoutes(world: World): Route[] {
  const one = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
  const ofIssue = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
  return [
    route("GET", one, (call) => {
      const { repository, issue, comment } = findComment(world, call);
      return ok(renderComment(world, repository, issue, comment));
    }),
    route("PATCH", one, (call) => updateComment(world, call)),
    route("DELETE", one, (call) => {
      const { repository, issue, comment } = findComment(world, call);
      requireAuthor(repository, comment, call);
      issue.comments.splice(issue.comments.indexOf(comment), 1);
      return done();
    }),
    route("GET", "/repos/{owner}/{repo}/issues/comments", (call) => {
      const repository = visibleRepository(world, call);
      const all = [...repository.issues.values()]
        .flatMap((issue) => issue.comments.map((comment) => ({ issue, comment })))
        .toSorted((a, b) => a.comment.id - b.comment.id);
      return listAnswer(call, all, ({ issue, comment }) => renderComment(world, repository, issue, comment));
    }),
    route("GET", ofIssue, (call) => {
      const { repository, issue } = visibleIssue(world, call);
      const since = call.query.get("since");
      const found = issue.comments.filter((comment) =>
        since === null || Date.parse(comment.updatedAt) >= Date.parse(since)
      );
      return listAnswer(call, found, (comment) => renderComment(world, repository, issue, comment));
    }),
    route("POST", ofIssue, (call) => createComment(world, call)),
  ];
}

/** Puts a new comment below an issue, a pull request or a review thread. */
export function insertComment(
  world: World,
  issue: Pick<IssueRecord, "comments">,
  comment: { readonly author: string; readonly body: string; readonly createdAt: string },
): CommentRecord {
  const record = { ...comment, id: world.nextId(), updatedAt: comment.createdAt };
  issue.comments.push(record);
  return record;
}

function createComment(world: World, call: Call): Answer {
  const viewer = requireViewer(call);
  const { repository, issue } = visibleIssue(world, call);
  const body = checkText(optionalText(bodyOf(call), "body"));
  const comment = insertComment(world, issue, { author: viewer.login, body, createdAt: timestamp() });
  issue.updatedAt = comment.createdAt;
  const json = renderComment(world, repository, issue, comment);
  return ok(json, 201, { location: String(json["url"]) });
}

function updateComment(world: World, call: Call): Answer {
  const { repository, issue, comment } = findComment(world, call);
  requireAuthor(repository, comment, call);
  comment.body = checkText(optionalText(bodyOf(call), "body"));
  comment.updatedAt = timestamp();
  return ok(renderComment(world, repository, issue, comment));
}

function findComment(
  world: World,
  call: Call,
): { repository: RepositoryRecord; issue: IssueRecord; comment: CommentRecord } {
  const repository = visibleRepository(world, call);
  const id = Number(call.parameters["comment_id"]);
  for (const issue of repository.issues.values()) {
    const comment = issue.comments.find((candidate) => candidate.id === id);
    if (comment !== undefined) return { repository, issue, comment };
  }
  throw notFound();
}

function requireAuthor(repository: RepositoryRecord, comment: CommentRecord, call: Call): void {
  const viewer = requireViewer(call);
  if (comment.author.toLowerCase() === viewer.login.toLowerCase() || isMember(repository, viewer)) return;
  throw refusal(403, "Must have admin rights to Repository.");
}

function checkText(text: string | undefined): string {
  if (text === undefined || text.trim() === "") {
    throw validationFailed({
      resource: "IssueComment",
      field: "body",
      code: "unprocessable",
      message: "Body cannot be blank",
    });
  }
  checkBodyLength("IssueComment", text);
  return text;
}
