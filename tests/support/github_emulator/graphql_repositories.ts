/** Repositories as GraphQL has them: the way in to issues and pull requests. */

import { isMember } from "./access.ts";
import { actorNode, type IdentifiedNode, labelConnection } from "./graphql_actors.ts";
import { issueNode } from "./graphql_issues.ts";
import {
  type Arguments,
  connection,
  type GraphContext,
  GraphFailure,
  includes,
  ordered,
} from "./graphql_nodes.ts";
import { pullNode } from "./graphql_pulls.ts";
import { hasPull } from "./pulls.ts";
import { nodeId, repositoryPage } from "./render.ts";
import { headSha } from "./shas.ts";
import type { IssueRecord, RepositoryRecord } from "./state.ts";

/** A repository. */
export function repositoryNode(context: GraphContext, repository: RepositoryRecord): IdentifiedNode {
  const { world, viewer } = context;
  const issues = () => [...repository.issues.values()];
  return {
    __typename: "Repository",
    id: nodeId("R", repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: repository.fullName,
    owner: () => actorNode(world, repository.owner),
    url: repositoryPage(world, repository),
    resourcePath: `/${repository.fullName}`,
    description: repository.description,
    isPrivate: repository.private,
    isFork: false,
    isArchived: false,
    isEmpty: false,
    visibility: repository.private ? "PRIVATE" : "PUBLIC",
    viewerPermission: isMember(repository, viewer) ? "ADMIN" : "READ",
    createdAt: repository.createdAt,
    defaultBranchRef: () => refNode(repository, repository.defaultBranch),
    ref: (args: Arguments) => {
      const branch = String(args["qualifiedName"]).replace(/^refs\/heads\//, "");
      return repository.branches.has(branch) ? refNode(repository, branch) : null;
    },
    labels: labelConnection(world, repository, [...repository.labels.values()].map((label) => label.name)),
    issue: (args: Arguments) => {
      const issue = repository.issues.get(Number(args["number"]));
      if (issue?.pull === undefined && issue !== undefined) return issueNode(context, repository, issue);
      throw unresolved("an Issue", args);
    },
    pullRequest: (args: Arguments) => {
      const issue = repository.issues.get(Number(args["number"]));
      if (issue !== undefined && hasPull(issue)) return pullNode(context, repository, issue);
      throw unresolved("a PullRequest", args);
    },
    issueOrPullRequest: (args: Arguments) => {
      const issue = repository.issues.get(Number(args["number"]));
      if (issue === undefined) throw unresolved("an issue or pull request", args);
      return issueOrPullNode(context, repository, issue);
    },
    issues: (args: Arguments) => {
      const found = issues().filter((issue) => !hasPull(issue))
        .filter((issue) =>
          includes(args["states"], issue.state.toUpperCase()) && hasLabels(issue, args["labels"])
        )
        .map((issue) => issueNode(context, repository, issue));
      return connection("issues", ordered(found, args["orderBy"]), args);
    },
    pullRequests: (args: Arguments) => {
      const found = issues().filter(hasPull)
        .filter(({ pull, labels }) =>
          (args["headRefName"] == null || args["headRefName"] === pull.headRef) &&
          (args["baseRefName"] == null || args["baseRefName"] === pull.baseRef) &&
          hasLabels({ labels }, args["labels"])
        )
        .map((issue) => pullNode(context, repository, issue))
        .filter((node) => includes(args["states"], node["state"]));
      return connection("pullRequests", ordered(found, args["orderBy"]), args);
    },
  };
}

/** An issue, or the pull request that it is. */
export function issueOrPullNode(
  context: GraphContext,
  repository: RepositoryRecord,
  issue: IssueRecord,
): IdentifiedNode {
  return hasPull(issue) ? pullNode(context, repository, issue) : issueNode(context, repository, issue);
}

function refNode(repository: RepositoryRecord, branch: string): IdentifiedNode {
  return {
    __typename: "Ref",
    id: nodeId("REF", `${repository.id}:${branch}`),
    name: branch,
    prefix: "refs/heads/",
    target: { __typename: "Commit", oid: headSha(repository.fullName, branch) },
  };
}

function hasLabels(issue: Pick<IssueRecord, "labels">, wanted: unknown): boolean {
  return !Array.isArray(wanted) || wanted.length === 0 || wanted.some((name) => issue.labels.includes(name));
}

function unresolved(what: string, args: Arguments): GraphFailure {
  return new GraphFailure("NOT_FOUND", `Could not resolve to ${what} with the number of ${args["number"]}.`);
}
