import assert from "node:assert/strict";
import { z } from "zod";
import {
  createGitHubClient,
  failureOf,
  type GitHubClient,
  readPlanIssue,
  statusOf,
} from "../../../lib/github/mod.ts";
import { UserError } from "../../../lib/user_error.ts";
import { VERSION } from "../../../lib/version.ts";
import { startGitHubEmulator } from "../../support/github_emulator/mod.ts";
import {
  connect,
  LABEL_REQUEST,
  refusal,
  REPOSITORY,
  REPOSITORY_REQUEST,
  startSeeded,
} from "./emulator_client.ts";

Deno.test("a request carries the token, the program's name and version, and the API's version", async () => {
  await using world = await startSeeded();
  const { data } = await world.client.request(REPOSITORY_REQUEST);
  assert.equal(data.default_branch, "main");
  const [entry] = world.emulator.requests();
  assert.equal(entry?.requestHeaders["authorization"], "present");
  assert.match(entry?.requestHeaders["user-agent"] ?? "", new RegExp(`^erk-learn/${VERSION} `));
  assert.equal(entry?.requestHeaders["x-github-api-version"], "2022-11-28");
});

Deno.test("writes follow each other without a pause", async () => {
  await using world = await startSeeded();
  const startedAt = performance.now();
  for (const name of ["a", "b", "c"]) {
    await world.client.request({ ...LABEL_REQUEST, parameters: { ...LABEL_REQUEST.parameters, name } });
  }
  // octokit's throttling would take two seconds for the same.
  assert(performance.now() - startedAt < 1_500);
});

Deno.test("an enterprise server's API and GraphQL lie below /api", async () => {
  await using emulator = await startGitHubEmulator({ enterprise: true });
  emulator.seedRepository(REPOSITORY);
  const client = await connect(emulator);
  assert.equal((await client.request(REPOSITORY_REQUEST)).status, 200);
  const answer = z.object({ viewer: z.object({ login: z.string() }) });
  const { viewer } = await client.graphql({
    query: "{ viewer { login } }",
    variables: {},
    purpose: "x",
    answer,
  });
  assert.equal(viewer.login, emulator.login);
});

Deno.test("a list is read over all its pages", async () => {
  await using world = await startSeeded();
  const comments = Array.from({ length: 230 }, (_, index) => ({ body: `comment ${index}` }));
  world.emulator.seedIssue({ number: 42, comments });
  const issue = await readPlanIssue(world.client, REPOSITORY, 42);
  assert.deepEqual(issue.comments.map(({ body }) => body), comments.map(({ body }) => body));
});

Deno.test("a host that can't be reached is named, with GITHUB_API_URL", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const url = `http://127.0.0.1:${port}`;
  const client = await createGitHubClient({ apiUrl: url, serverUrl: url, token: "t", retry: { retries: 0 } });
  const { message } = await refusal(client.request(REPOSITORY_REQUEST));
  assert(
    message.includes(`127.0.0.1:${port} can't be reached`) && message.includes("GITHUB_API_URL"),
    message,
  );
});

Deno.test("a server that is not GitHub is told from one that is", async () => {
  await using world = await startSeeded();
  world.emulator.faults.inject({ fault: { kind: "status", status: 200, body: { hello: "world" } } });
  const { message } = await refusal(world.client.request(REPOSITORY_REQUEST));
  assert.match(message, /is not GitHub's API/);
});

Deno.test("errors in a GraphQL answer are told in GitHub's words", async () => {
  await using world = await startSeeded();
  const query = '{ repository(owner: "acme", name: "nowhere") { id } }';
  const { message } = await refusal(
    world.client.graphql({ query, variables: {}, purpose: "look", answer: z.unknown() }),
  );
  assert.match(message, /^Could not look: .*Could not resolve to a Repository/);
});

Deno.test("an error of another kind has no failure behind it", () => {
  assert.equal(failureOf(new UserError("x")), undefined);
  assert.equal(failureOf(new Error("x")), undefined);
  assert.equal(statusOf("x"), undefined);
});

Deno.test("a client is made without any request", async () => {
  await using world = await startSeeded();
  const client: GitHubClient = world.client;
  assert.equal(client.apiUrl, world.emulator.apiUrl);
  assert.equal(world.emulator.journal.length, 0);
});
