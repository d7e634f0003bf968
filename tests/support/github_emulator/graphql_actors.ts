/** People, labels and comments as GraphQL has them. */

import { commentPage } from "./issue_render.ts";
import { association, nodeId } from "./render.ts";
import {
  type CommentRecord,
  findOrCreateLabel,
  findOrCreateUser,
  type IssueRecord,
  type RepositoryRecord,
  type World,
} from "./state.ts";
import { type Arguments, connection, type GraphContext, type GraphNode, ordered } from "./graphql_nodes.ts";

/** A node with its id as text, which lists are paged by. */
export type IdentifiedNode = GraphNode & { readonly id: string };

/** A person, a bot, or null for a deleted account (`ghost`). */
export function actorNode(world: World, login: string): IdentifiedNode | null {
  if (login === "ghost") return null;
  const user = findOrCreateUser(world, login);
  const isBot = user.login.endsWith("[bot]");
  const shown = user.login.replace(/\[bot\]$/, ""); // GraphQL leaves the ending out, REST does not
  return {
    __typename: isBot ? "Bot" : "User",
    id: nodeId(isBot ? "BOT" : "U", user.id),
    databaseId: user.id,
    login: shown,
    name: isBot ? undefined : shown,
    url: `${world.serverUrl}/${isBot ? `apps/${shown}` : shown}`,
    resourcePath: `/${shown}`,
    avatarUrl: `${world.serverUrl}/avatars/u/${user.id}`,
  };
}

/** The labels of an issue or pull request. */
export function labelConnection(
  world: World,
  repository: RepositoryRecord,
  names: readonly string[],
): (args: Arguments) => unknown {
  return (args) =>
    connection(
      "labels",
      names.map((name) => {
        const label = findOrCreateLabel(world, repository, name);
        return { __typename: "Label", ...label, id: nodeId("LA", label.id), isDefault: false };
      }),
      args,
    );
}

/** The discussion below an issue or pull request. */
export function commentConnection(
  context: GraphContext,
  repository: RepositoryRecord,
  issue: IssueRecord,
): (args: Arguments) => unknown {
  return (args) =>
    connection(
      "comments",
      ordered(
        issue.comments.map((comment) => issueCommentNode(context, repository, issue, comment)),
        args["orderBy"],
      ),
      args,
    );
}

/** A comment of the discussion. */
export function issueCommentNode(
  { world }: GraphContext,
  repository: RepositoryRecord,
  issue: IssueRecord,
  comment: CommentRecord,
): IdentifiedNode {
  return {
    __typename: "IssueComment",
    id: nodeId("IC", comment.id),
    ...commentFields(world, repository, comment),
    url: commentPage(world, repository, issue, comment),
  };
}

/** What all kinds of comments have. */
export function commentFields(
  world: World,
  repository: RepositoryRecord,
  comment: CommentRecord,
): Readonly<Record<string, unknown>> {
  return {
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    author: () => actorNode(world, comment.author),
    authorAssociation: association(repository, comment.author),
    body: comment.body,
    bodyText: comment.body,
    createdAt: comment.createdAt,
    publishedAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    lastEditedAt: comment.updatedAt === comment.createdAt ? null : comment.updatedAt,
    isMinimized: false,
    minimizedReason: null,
  };
}
