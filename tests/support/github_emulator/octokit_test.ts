import assert from "node:assert/strict";
import { Octokit } from "@octokit/rest";
import { paginateGraphQL } from "@octokit/plugin-paginate-graphql";
import { startGitHubEmulator } from "./mod.ts";

Deno.test("octokit's own paging walks through lists and through GraphQL", async () => {
  await using github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "shop" });
  github.seedIssue({
    number: 42,
    comments: Array.from({ length: 250 }, (_, index) => ({ body: `${index}` })),
  });
  const client = new (Octokit.plugin(paginateGraphQL))({ auth: github.token, baseUrl: github.apiUrl });

  const comments = await client.paginate("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    owner: "acme",
    repo: "shop",
    issue_number: 42,
    per_page: 100,
  });
  const graph = await client.graphql.paginate(
    `query ($cursor: String) { repository(owner: "acme", name: "shop") { issue(number: 42) {
      comments(first: 100, after: $cursor) { nodes { body } pageInfo { hasNextPage endCursor } }
    } } }`,
  );

  const expected = Array.from({ length: 250 }, (_, index) => `${index}`);
  assert.deepEqual(comments.map((comment) => comment.body), expected);
  assert.deepEqual(
    graph.repository.issue.comments.nodes.map((comment: { body: string }) => comment.body),
    expected,
  );
  assert.equal(github.requests({ path: /comments$/ }).length, 3);
  assert.equal(github.requests({ path: "/graphql" }).length, 3);
});
