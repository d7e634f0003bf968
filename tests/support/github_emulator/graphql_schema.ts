/** GitHub's own GraphQL schema, built once for the process, when the first query comes. */

import type { GraphQLSchema } from "graphql";

type GraphQL = typeof import("graphql");

/** The schema and the library that runs it. */
export interface LoadedSchema {
  readonly graphql: GraphQL;
  readonly schema: GraphQLSchema;
}

let loading: Promise<LoadedSchema> | undefined;

/** Loads 5 MB of schema; takes about a quarter of a second the first time. */
export function loadGraphQLSchema(): Promise<LoadedSchema> {
  return loading ??= load();
}

async function load(): Promise<LoadedSchema> {
  const [graphql, { schema: github }] = await Promise.all([
    import("graphql"),
    import("@octokit/graphql-schema"),
  ]);
  const introspection = github.json["data"] ?? github.json;
  const schema = graphql.buildClientSchema(introspection, { assumeValid: true });
  letDatabaseIdsBeLarge(graphql, schema);
  return { graphql, schema };
}

/** GitHub's `databaseId`s are of type Int but have long been larger than 32 bits; it sends them all the same. */
function letDatabaseIdsBeLarge(graphql: GraphQL, schema: GraphQLSchema): void {
  const wide = new graphql.GraphQLScalarType({ name: "Int", coerceOutputValue: (value) => value });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!graphql.isObjectType(type) && !graphql.isInterfaceType(type)) continue;
    const field = type.getFields()["databaseId"];
    if (field !== undefined) field.type = wide;
  }
}
