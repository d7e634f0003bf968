import assert from "node:assert/strict";
import fc from "fast-check";
import { askGraphQL } from "./ask.ts";
import { startGitHubEmulator } from "./mod.ts";
import { connection } from "./graphql_nodes.ts";

async function emulatorWithThreads(threads: number, comments = 1) {
  const github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "shop" });
  github.seedIssue({ number: 42, comments: [{ body: "a comment" }] });
  github.seedPullRequest({
    number: 7,
    state: "merged",
    mergedAt: "2026-02-03T00:00:00Z",
    closesIssues: [42],
    discussion: [{ author: "helper[bot]", body: "hello" }],
    reviewThreads: Array.from({ length: threads }, (_, index) => ({
      path: `file${index}.ts`,
      line: index + 1,
      isResolved: index % 2 === 0,
      isOutdated: index === 1,
      comments: Array.from({ length: comments }, (_, n) => ({
        author: n === 0 ? "ghost" : "grace",
        body: `comment ${n}`,
        createdAt: "2026-02-02T00:00:00Z",
      })),
    })),
  });
  return github;
}

const THREADS = `query Threads($after: String, $first: Int = 2) {
  repository(owner: "acme", name: "shop") {
    pullRequest(number: 7) {
      reviewThreads(first: $first, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved isOutdated path line originalLine
          comments(first: 2) { pageInfo { hasNextPage endCursor } nodes { databaseId author { login } body createdAt } }
        }
      }
    }
  }
}`;

Deno.test("review threads come page by page, with line, state and comments", async () => {
  await using github = await emulatorWithThreads(5, 3);

  const pages = [];
  for (let after: string | null = null;;) {
    const { json } = await askGraphQL(github, THREADS, { after });
    const page = json.data.repository.pullRequest.reviewThreads;
    pages.push(page);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }

  const threads = pages.flatMap((page) => page.nodes);
  assert.deepEqual(pages.map((page) => page.nodes.length), [2, 2, 1]);
  assert.deepEqual(threads.map((thread) => thread.path), [0, 1, 2, 3, 4].map((index) => `file${index}.ts`));
  assert.deepEqual(threads.map((thread) => thread.isResolved), [true, false, true, false, true]);
  assert.deepEqual([threads[1].isOutdated, threads[1].line, threads[1].originalLine], [true, null, 2]);
  assert.equal(threads[0].comments.pageInfo.hasNextPage, true);
  assert.deepEqual(threads[0].comments.nodes.map((comment: { author: unknown }) => comment.author), [
    null,
    { login: "grace" },
  ]);
});

Deno.test("a thread's further comments are reached by its node id, and ids may exceed 32 bits", async () => {
  await using github = await emulatorWithThreads(1, 3);
  const { json: first } = await askGraphQL(github, THREADS);
  const [thread] = first.data.repository.pullRequest.reviewThreads.nodes;

  const { json } = await askGraphQL(
    github,
    `query($id: ID!, $after: String) {
      node(id: $id) { ... on PullRequestReviewThread { comments(first: 100, after: $after) { nodes { body fullDatabaseId } } } }
    }`,
    { id: thread.id, after: thread.comments.pageInfo.endCursor },
  );

  assert.deepEqual(json.data.node.comments.nodes.map((comment: { body: string }) => comment.body), [
    "comment 2",
  ]);
  assert.ok(thread.comments.nodes[0].databaseId > 2 ** 31);
});

Deno.test("an issue knows the pull requests that close it, and which merely mention it", async () => {
  await using github = await emulatorWithThreads(0);
  github.seedRepository({ owner: "acme", name: "code" });
  github.seedPullRequest({
    repository: "acme/code",
    number: 3,
    state: "closed",
    closesIssues: ["acme/shop#42"],
  });
  github.seedPullRequest({ repository: "acme/code", number: 4, mentionsIssues: ["acme/shop#42"] });
  const query = (more: string) =>
    `{ repository(owner: "acme", name: "shop") { issue(number: 42) {
      closedByPullRequestsReferences(first: 10 ${more}) { nodes { number state repository { nameWithOwner } } }
      timelineItems(first: 10, itemTypes: [CROSS_REFERENCED_EVENT]) {
        nodes { ... on CrossReferencedEvent { willCloseTarget isCrossRepository source { ... on PullRequest { number } } } }
      }
    } } }`;

  const { json: usual } = await askGraphQL(github, query(""));
  const { json: all } = await askGraphQL(github, query(", includeClosedPrs: true"));

  const { issue } = all.data.repository;
  assert.deepEqual(usual.data.repository.issue.closedByPullRequestsReferences.nodes, [
    { number: 7, state: "MERGED", repository: { nameWithOwner: "acme/shop" } },
  ]);
  assert.deepEqual(
    issue.closedByPullRequestsReferences.nodes.map((pull: { number: number }) => pull.number),
    [7, 3],
  );
  assert.deepEqual(
    issue.timelineItems.nodes
      .map((
        event: { willCloseTarget: boolean; source: { number: number } },
      ) => [event.source.number, event.willCloseTarget])
      .sort(),
    [[3, true], [4, false], [7, true]],
  );
});

Deno.test("pull requests are found by branch and state; both kinds by issueOrPullRequest", async () => {
  await using github = await emulatorWithThreads(0);
  github.seedPullRequest({ number: 9, head: "topic", createdAt: "2027-01-01T00:00:00Z" });

  const { json } = await askGraphQL(
    github,
    `{ viewer { login } repository(owner: "acme", name: "shop") {
      nameWithOwner defaultBranchRef { name }
      byBranch: pullRequests(first: 5, headRefName: "topic") { nodes { number } }
      merged: pullRequests(first: 5, states: [MERGED], orderBy: {field: CREATED_AT, direction: DESC}) { nodes { number } }
      a: issueOrPullRequest(number: 7) { __typename ... on PullRequest { comments(first: 1) { nodes { author { __typename login } } } } }
      b: issueOrPullRequest(number: 42) { __typename ... on Issue { comments(first: 1) { totalCount } } }
    } }`,
  );

  assert.deepEqual(json, {
    data: {
      viewer: { login: "ada" },
      repository: {
        nameWithOwner: "acme/shop",
        defaultBranchRef: { name: "main" },
        byBranch: { nodes: [{ number: 9 }] },
        merged: { nodes: [{ number: 7 }] },
        a: {
          __typename: "PullRequest",
          comments: { nodes: [{ author: { __typename: "Bot", login: "helper" } }] },
        },
        b: { __typename: "Issue", comments: { totalCount: 1 } },
      },
    },
  });
});

Deno.test("what is not there is null with a NOT_FOUND error and status 200", async () => {
  await using github = await emulatorWithThreads(0);

  const repository = await askGraphQL(github, `{ repository(owner: "acme", name: "nope") { id } }`);
  const pull = await askGraphQL(
    github,
    `{ repository(owner: "acme", name: "shop") { pullRequest(number: 42) { id } } }`,
  );

  assert.equal(repository.status, 200);
  assert.equal(repository.json.data.repository, null);
  assert.equal(repository.json.errors[0].type, "NOT_FOUND");
  assert.equal(pull.json.data.repository.pullRequest, null);
  assert.equal(pull.json.errors[0].message, "Could not resolve to a PullRequest with the number of 42.");
});

Deno.test("a query that GitHub's schema does not allow is refused, and so is one without a page size", async () => {
  await using github = await emulatorWithThreads(1);
  const inPull = (fields: string) =>
    `{ repository(owner: "acme", name: "shop") { pullRequest(number: 7) { ${fields} } } }`;

  const unknownField = await askGraphQL(github, inPull("threads { id }"));
  const noSize = await askGraphQL(github, inPull("reviewThreads { nodes { id } }"));
  const tooLarge = await askGraphQL(github, inPull("reviewThreads(first: 101) { nodes { id } }"));
  const notEmulated = await askGraphQL(github, `{ repository(owner: "acme", name: "shop") { diskUsage } }`);
  const syntax = await askGraphQL(github, "{ viewer { login }");
  const anonymous = await askGraphQL(github, "{ viewer { login } }", {}, null);

  assert.match(unknownField.json.errors[0].message, /"threads" on type "PullRequest"/);
  assert.equal(noSize.json.errors[0].type, "MISSING_PAGINATION_BOUNDARIES");
  assert.equal(tooLarge.json.errors[0].type, "EXCESSIVE_PAGINATION");
  assert.match(notEmulated.json.errors[0].message, /emulator does not know Repository.diskUsage/);
  assert.equal(syntax.json.errors.length, 1);
  assert.equal(anonymous.status, 401);
});

Deno.test("the journal names GraphQL operations", async () => {
  await using github = await emulatorWithThreads(0);

  await askGraphQL(github, THREADS);
  await askGraphQL(github, "{ viewer { login } }");

  assert.deepEqual(github.journal.map((entry) => entry.graphqlOperation), ["Threads", "viewer"]);
  assert.equal(github.requests({ graphqlOperation: /^Thr/ }).length, 1);
});

Deno.test("pages of any size, forwards or backwards, give each item once and in order", () => {
  const items = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 40 }).map((ids) =>
    ids.map((id) => ({ id }))
  );
  fc.assert(fc.property(items, fc.integer({ min: 1, max: 100 }), fc.boolean(), (all, size, forwards) => {
    const seen: { id: string }[] = [];
    let cursor: unknown = null;
    for (let pages = 0;; pages++) {
      assert.ok(pages <= all.length, "it ends");
      const page = connection(
        "things",
        all,
        forwards ? { first: size, after: cursor } : { last: size, before: cursor },
      );
      const nodes = page["nodes"] as { id: string }[];
      const info = page["pageInfo"] as Record<string, unknown>;
      seen.splice(forwards ? seen.length : 0, 0, ...nodes);
      if (!info[forwards ? "hasNextPage" : "hasPreviousPage"]) break;
      cursor = info[forwards ? "endCursor" : "startCursor"];
    }
    assert.deepEqual(seen, all);
  }));
});
