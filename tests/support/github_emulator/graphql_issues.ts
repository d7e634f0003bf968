/** Issues as GraphQL has them, with what links them to pull requests. */

import {
  actorNode,
  commentConnection,
  type IdentifiedNode,
  issueCommentNode,
  labelConnection,
} from "./graphql_actors.ts";
import { type Arguments, connection, type GraphContext, includes } from "./graphql_nodes.ts";
import { pullNode } from "./graphql_pulls.ts";
import { repositoryNode } from "./graphql_repositories.ts";
import { issueNodeId, issuePage } from "./issue_render.ts";
import { association, nodeId } from "./render.ts";
import { hasPull } from "./pulls.ts";
import { issueName } from "./seed_pulls.ts";
import { isVisible } from "./access.ts";
import type { IssueRecord, PullIssue, RepositoryRecord } from "./state.ts";

/** An issue; not for pull requests. */
export function issueNode(
  context: GraphContext,
  repository: RepositoryRecord,
  issue: IssueRecord,
): IdentifiedNode {
  return {
    __typename: "Issue",
    ...sharedFields(context, repository, issue),
    state: issue.state.toUpperCase(),
    stateReason: issue.stateReason?.toUpperCase() ?? null,
    closedByPullRequestsReferences: (args: Arguments) => {
      const closing = linkingPulls(context, repository, issue, "closesIssues")
        .filter(({ pull }) =>
          args["includeClosedPrs"] === true || pull.state === "open" || pull.pull.mergedAt !== null
        );
      return connection(
        "closedByPullRequestsReferences",
        closing.map(({ repository, pull }) => pullNode(context, repository, pull)),
        args,
      );
    },
    timelineItems: (args: Arguments) => {
      const items = timeline(context, repository, issue)
        .filter((item) =>
          includes(args["itemTypes"], item.__typename.replace(/(?<!^)([A-Z])/g, "_$1").toUpperCase())
        );
      const count = items.length;
      return connection("timelineItems", items, args, { filteredCount: count, pageCount: count });
    },
  };
}

/** What issues and pull requests have in common. */
export function sharedFields(
  context: GraphContext,
  repository: RepositoryRecord,
  issue: IssueRecord,
): { readonly id: string; readonly [field: string]: unknown } {
  const { world } = context;
  const page = issuePage(world, repository, issue);
  const databaseId = issue.pull?.id ?? issue.id;
  return {
    id: issueNodeId(issue),
    databaseId,
    fullDatabaseId: String(databaseId),
    number: issue.number,
    title: issue.title,
    body: issue.body ?? "",
    bodyText: issue.body ?? "",
    url: page,
    resourcePath: new URL(page).pathname,
    author: () => actorNode(world, issue.author),
    authorAssociation: association(repository, issue.author),
    closed: issue.state === "closed",
    closedAt: issue.closedAt,
    createdAt: issue.createdAt,
    publishedAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    locked: false,
    repository: () => repositoryNode(context, repository),
    labels: labelConnection(world, repository, issue.labels),
    comments: commentConnection(context, repository, issue),
    assignees: (args: Arguments) => connection("assignees", [], args),
    milestone: null,
  };
}

/** Cross-references and comments, oldest first. */
function timeline(context: GraphContext, repository: RepositoryRecord, issue: IssueRecord): IdentifiedNode[] {
  const references = (["closesIssues", "mentionsIssues"] as const).flatMap((kind) =>
    linkingPulls(context, repository, issue, kind).map(({ repository: from, pull }): IdentifiedNode => ({
      __typename: "CrossReferencedEvent",
      id: nodeId("CRE", pull.id),
      actor: () => actorNode(context.world, pull.author),
      createdAt: pull.createdAt,
      referencedAt: pull.createdAt,
      isCrossRepository: from !== repository,
      willCloseTarget: kind === "closesIssues",
      source: () => pullNode(context, from, pull),
      target: () => issueNode(context, repository, issue),
      url: issuePage(context.world, from, pull),
      resourcePath: new URL(issuePage(context.world, from, pull)).pathname,
    }))
  );
  const comments = issue.comments.map((comment) => issueCommentNode(context, repository, issue, comment));
  return [...references, ...comments].toSorted((a, b) =>
    String(a["createdAt"]).localeCompare(String(b["createdAt"]))
  );
}

/** The pull requests in all visible repositories that name the issue. */
function linkingPulls(
  { world, viewer }: GraphContext,
  repository: RepositoryRecord,
  issue: IssueRecord,
  kind: "closesIssues" | "mentionsIssues",
): { readonly repository: RepositoryRecord; readonly pull: PullIssue }[] {
  const wanted = issueName(repository, issue.number);
  return [...world.state.repositories.values()]
    .filter((from) => isVisible(from, viewer))
    .flatMap((from) =>
      [...from.issues.values()].filter(hasPull)
        .filter(({ pull }) => pull[kind].includes(wanted))
        .map((pull) => ({ repository: from, pull }))
    );
}
