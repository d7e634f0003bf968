/** `/graphql`: GitHub's real schema over the emulator's records. */

import { findVisibleRepository, isVisible, requireViewer } from "./access.ts";
import { type Answer, ok, refusal } from "./answers.ts";
import { bodyOf, isObject, optionalText, requiredText } from "./bodies.ts";
import { actorNode, issueCommentNode } from "./graphql_actors.ts";
import { type Arguments, type GraphContext, GraphFailure, type GraphNode } from "./graphql_nodes.ts";
import { threadNode } from "./graphql_pulls.ts";
import { issueOrPullNode, repositoryNode } from "./graphql_repositories.ts";
import { loadGraphQLSchema } from "./graphql_schema.ts";
import { hasPull } from "./pulls.ts";
import { type Call, type Route, route } from "./router.ts";
import type { World } from "./state.ts";

/** The route of GraphQL. */
export function graphqlRoutes(world: World): Route[] {
  return [route("POST", "/graphql", (call) => answerQuery(world, call))];
}

async function answerQuery(world: World, call: Call): Promise<Answer> {
  if (call.viewer === undefined) throw refusal(401, "This endpoint requires you to be authenticated.");
  const body = bodyOf(call);
  const { graphql, schema } = await loadGraphQLSchema();
  let document;
  try {
    document = graphql.parse(requiredText(body, "query"));
  } catch (thrown) {
    return ok({ errors: [{ message: thrown instanceof Error ? thrown.message : String(thrown) }] });
  }
  const invalid = graphql.validate(schema, document);
  if (invalid.length > 0) {
    return ok({ errors: invalid.map(({ message, locations }) => ({ message, locations })) });
  }
  const variables = isObject(body["variables"]) ? body["variables"] : {};
  const operationName = optionalText(body, "operationName");
  const result = await graphql.execute({
    schema,
    document,
    rootValue: queryRoot({ world, viewer: requireViewer(call) }),
    variableValues: variables,
    fieldResolver: readField,
    ...(operationName === undefined ? {} : { operationName }),
  });
  if (!("data" in result)) return ok(result);
  const errors = result.errors?.map(({ message, path, locations, originalError }) => ({
    ...(originalError instanceof GraphFailure ? { type: originalError.type } : {}),
    path,
    locations,
    message,
  }));
  return ok({ data: result.data ?? null, ...(errors === undefined ? {} : { errors }) });
}

/** A field's value. One that the emulator does not know is an error, lest a test takes null for GitHub's answer. */
function readField(
  source: unknown,
  args: Arguments,
  _context: unknown,
  info: { fieldName: string; parentType: { name: string } },
): unknown {
  const name = info.fieldName;
  if (!isObject(source) || !(name in source)) {
    throw new Error(`the emulator does not know ${info.parentType.name}.${name}`);
  }
  const value = source[name];
  return typeof value === "function" ? value(args) : value;
}

function queryRoot(context: GraphContext): GraphNode {
  const { world, viewer } = context;
  return {
    __typename: "Query",
    viewer: () => ({ ...actorNode(world, viewer.login), isViewer: true }),
    user: (args: Arguments) => {
      const known = world.state.users.has(String(args["login"]).toLowerCase());
      if (known) return actorNode(world, String(args["login"]));
      throw new GraphFailure(
        "NOT_FOUND",
        `Could not resolve to a User with the login of '${args["login"]}'.`,
      );
    },
    rateLimit: () => ({
      cost: 1,
      limit: 5000,
      nodeCount: 1,
      remaining: world.settings.rateLimitRemaining,
      resetAt: new Date(Date.now() + 3_600_000).toISOString(),
      used: 5000 - world.settings.rateLimitRemaining,
    }),
    repository: (args: Arguments) => {
      const repository = findVisibleRepository(world, String(args["owner"]), String(args["name"]), viewer);
      if (repository !== undefined) return repositoryNode(context, repository);
      const name = `${args["owner"]}/${args["name"]}`;
      throw new GraphFailure("NOT_FOUND", `Could not resolve to a Repository with the name '${name}'.`);
    },
    node: (args: Arguments) => findNode(context, String(args["id"])),
    nodes: (args: Arguments) => (args["ids"] as string[]).map((id) => findNode(context, id)),
  };
}

/** The repository, issue, pull request, comment or thread of a node id. */
function findNode(context: GraphContext, id: string): GraphNode {
  for (const node of allNodes(context)) {
    if (node.id === id) return node;
  }
  throw new GraphFailure("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
}

function* allNodes(context: GraphContext) {
  const { world, viewer } = context;
  for (const repository of world.state.repositories.values()) {
    if (!isVisible(repository, viewer)) continue;
    yield repositoryNode(context, repository);
    for (const issue of repository.issues.values()) {
      yield issueOrPullNode(context, repository, issue);
      for (const comment of issue.comments) yield issueCommentNode(context, repository, issue, comment);
      if (!hasPull(issue)) continue;
      for (const thread of issue.pull.threads) yield threadNode(context, repository, issue, thread);
    }
  }
}
