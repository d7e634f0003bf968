import assert from "node:assert/strict";
import {
  createGitHubClient,
  failureOf,
  type PullRequest,
  readDiscussionComments,
  readReviewThreads,
} from "../../../../lib/github/mod.ts";
import type { ReviewThreadSeed } from "../../../support/github_emulator/types.ts";
import { refusal, REPOSITORY, startSeeded } from "../emulator_client.ts";

const PULL: PullRequest = {
  repository: REPOSITORY,
  number: 57,
  title: "x",
  state: "OPEN",
  url: "x",
  headRefName: "x",
  baseRefName: "main",
  mergedAt: null,
  createdAt: "2026-02-01T00:00:00Z",
};

async function startWithThreads(reviewThreads: readonly ReviewThreadSeed[]) {
  const world = await startSeeded();
  world.emulator.seedPullRequest({ number: 57, title: "x", head: "x", reviewThreads });
  return world;
}

Deno.test("threads have their place, their state and their comments", async () => {
  await using world = await startWithThreads([
    {
      path: "src/a.ts",
      line: 31,
      isResolved: true,
      comments: [
        { author: "grace", body: "Why?\r\n```ts\nx\n```", createdAt: "2026-02-01T10:00:00Z" },
        { author: "ada", body: "Because.", createdAt: "2026-02-01T11:00:00Z" },
      ],
    },
    { path: "src/b.ts", line: null, isOutdated: true, comments: [{ body: "Old." }] },
  ]);
  const [first, second] = await readReviewThreads(world.client, PULL);
  assert(first !== undefined && second !== undefined);
  const { id, ...rest } = first;
  assert(id.length > 0 && id !== second.id);
  assert.deepEqual(rest, {
    path: "src/a.ts",
    line: 31,
    is_outdated: false,
    is_resolved: true,
    comments: [
      { author: "grace", body: "Why?\r\n```ts\nx\n```", created_at: "2026-02-01T10:00:00Z" },
      { author: "ada", body: "Because.", created_at: "2026-02-01T11:00:00Z" },
    ],
  });
  assert.deepEqual([second.path, second.is_outdated, second.is_resolved], ["src/b.ts", true, false]);
});

Deno.test("all threads and all comments inside each are read, page after page", async () => {
  await using world = await startWithThreads(
    Array.from({ length: 120 }, (_, thread) => ({
      path: `src/${thread}.ts`,
      line: 1,
      comments: Array.from(
        { length: thread === 60 ? 270 : 1 },
        (_, index) => ({ body: `${thread}-${index}` }),
      ),
    })),
  );
  const threads = await readReviewThreads(world.client, PULL);
  assert.deepEqual(
    threads.map(({ path }) => path),
    Array.from({ length: 120 }, (_, index) => `src/${index}.ts`),
  );
  assert.deepEqual(
    threads[60]?.comments.map(({ body }) => body),
    Array.from({ length: 270 }, (_, index) => `60-${index}`),
  );
  assert.equal(threads.reduce((sum, { comments }) => sum + comments.length, 0), 119 + 270);
});

Deno.test("a pull request without threads has none", async () => {
  await using world = await startWithThreads([]);
  assert.deepEqual(await readReviewThreads(world.client, PULL), []);
});

Deno.test("a pull request that isn't there is told by its number", async () => {
  await using world = await startSeeded();
  const { message } = await refusal(readReviewThreads(world.client, PULL));
  assert.match(message, /^Could not read the review threads of #57 of acme\/tidebook: /);
});

Deno.test("the discussion is read over all its pages, oldest first", async () => {
  await using world = await startSeeded();
  const discussion = Array.from(
    { length: 130 },
    (_, index) => ({ author: "linus", body: `comment ${index}` }),
  );
  world.emulator.seedPullRequest({ number: 57, title: "x", head: "x", discussion });
  const comments = await readDiscussionComments(world.client, PULL);
  assert.deepEqual(comments.map(({ body }) => body), discussion.map(({ body }) => body));
  const [first] = comments;
  assert.deepEqual(Object.keys(first ?? {}).sort(), ["author", "body", "created_at", "id", "url"]);
  assert.equal(first?.author, "linus");
  assert.match(first?.url ?? "", /\/acme\/tidebook\/.+57#issuecomment-\d+$/);
});

/** A server that answers each query for threads with the same data. */
async function threadsFrom(pullRequest: unknown, node: () => unknown = () => null) {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const { query } = await request.json();
      const data = query.includes("node(") ? { node: node() } : { repository: { pullRequest } };
      return Response.json({ data });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  const client = await createGitHubClient({
    apiUrl: url,
    serverUrl: url,
    token: undefined,
    retry: { retries: 0 },
  });
  return await readReviewThreads(client, PULL);
}

const comments = (nodes: readonly unknown[]) => ({
  pageInfo: { hasNextPage: false, endCursor: null },
  nodes,
});
const THREAD = { id: "T1", path: "a.ts", line: 3, originalLine: 3, isOutdated: false, isResolved: false };
const SAID = { author: { login: "ada" }, body: "Why?", createdAt: "2026-11-20T16:40:00Z" };

Deno.test("a page that is followed by itself, and a pull request that is gone, are told in our own words", async () => {
  const pageInfo = { hasNextPage: true, endCursor: "same" };
  await assert.rejects(threadsFrom({ reviewThreads: { pageInfo, nodes: [] } }), (error: Error) => {
    assert.match(error.message, /answered, but not as GitHub's API does/);
    assert.match(failureOf(error)?.reason ?? "", /followed by itself/);
    return true;
  });
  await assert.rejects(threadsFrom(null), (error: Error) => {
    assert.match(error.message, /answered, but not as GitHub's API does/);
    assert.match(failureOf(error)?.reason ?? "", /^repository\.pullRequest: /);
    return true;
  });
});

Deno.test("comments of a thread that go on without end aren't cut without a word", async () => {
  const begun = { ...comments([SAID]), pageInfo: { hasNextPage: true, endCursor: "one" } };
  const pullRequest = {
    reviewThreads: {
      pageInfo: { hasNextPage: false, endCursor: null },
      nodes: [{ ...THREAD, comments: begun }],
    },
  };
  await assert.rejects(threadsFrom(pullRequest, () => ({ comments: begun })), (error: Error) => {
    return /followed by itself/.test(failureOf(error)?.reason ?? "");
  });
  let number = 0;
  const next = () => ({ ...begun, pageInfo: { hasNextPage: true, endCursor: String(number++) } });
  await assert.rejects(threadsFrom(pullRequest, () => ({ comments: next() })), (error: Error) => {
    return /more than 1000 pages/.test(failureOf(error)?.reason ?? "");
  });
  assert.ok(number > 1_000 && number < 1_010, `${number} pages were asked for`);
});

Deno.test("what is null among threads, comments and fields is left out, and the others stay", async () => {
  const pageInfo = { hasNextPage: false, endCursor: null };
  const nodes = [null, { ...THREAD, path: null, line: null, comments: comments([null, SAID]) }];
  const threads = await threadsFrom({ reviewThreads: { pageInfo, nodes } });
  assert.deepEqual(threads.map(({ path, comments }) => [path, comments.length]), [["", 1]]);
});
