import assert from "node:assert/strict";
import { z } from "zod";
import {
  createGitHubClient,
  failureOf,
  type GitHubClient,
  readPlanIssue,
  statusOf,
} from "../../../../lib/github/mod.ts";
import { UserError } from "../../../../lib/user_error.ts";
import { VERSION } from "../../../../lib/version.ts";
import { startGitHubEmulator } from "../../../support/github_emulator/mod.ts";
import type { Fault } from "../../../support/github_emulator/types.ts";
import { MADE_UP_TOKEN } from "../../../support/made_up_token.ts";
import {
  connect,
  LABEL_REQUEST,
  refusal,
  REPOSITORY,
  REPOSITORY_REQUEST,
  startSeeded,
} from "../emulator_client.ts";

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
  for (const name of ["a", "b", "c", "d", "e"]) {
    await world.client.request({ ...LABEL_REQUEST, parameters: { ...LABEL_REQUEST.parameters, name } });
  }
  const starts = world.emulator.requests().map(({ startedAt }) => startedAt);
  const pauses = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
  // octokit's throttling would make each of them a second; a machine that stands still makes one long.
  assert(Math.min(...pauses) < 900, pauses.join());
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

/** Answers that octokit takes for a list without entries, and others that are none. */
const NO_LISTS: readonly (readonly [title: string, fault: Fault, sentence: RegExp])[] = [
  [
    "409",
    status(409, { message: "Git Repository is empty." }),
    /conflicts with .*: Git Repository is empty/,
  ],
  ["null", status(200, null), /answered, but not as GitHub's API does/],
  ["an object", status(200, { total_count: 0 }), /answered, but not as GitHub's API does/],
  [
    "an object with a list",
    status(200, { total_count: 0, comments: [] }),
    /answered, but not as GitHub's API does/,
  ],
  ["a string", status(200, '"none"'), /answered, but not as GitHub's API does/],
  [
    "a page in HTML",
    status(200, "<html>Log in</html>", "text/html"),
    /answered, but not as GitHub's API does/,
  ],
  ["no content", status(204, undefined), /answered, but not as GitHub's API does/],
];

function status(status: number, body: unknown, type = "application/json"): Fault {
  return { kind: "status", status, headers: { "content-type": type }, body };
}

for (const [title, fault, sentence] of NO_LISTS) {
  Deno.test(`a plan whose comments are answered with ${title} can't be read, and has not none`, async () => {
    await using world = await startSeeded({ retry: { retries: 0 } });
    world.emulator.seedIssue({ number: 42, comments: [{ body: "one" }] });
    world.emulator.faults.inject({ path: /\/comments$/, fault });
    assert.match((await refusal(readPlanIssue(world.client, REPOSITORY, 42))).message, sentence);
  });
}

/** What a server says that isn't GitHub, in HTTP or otherwise. */
const RUBBISH = [
  "SSH-2.0-OpenSSH_9.9\r\n",
  "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
  "HTTP/1.1 700 Odd\r\ncontent-length: 2\r\n\r\nhi",
  "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>",
  "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 4\r\n\r\nnull",
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n{"data":null}',
  "HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\nhi",
  "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\nhi",
];

Deno.test("a server that answers rubbish is said to answer, not to be out of reach", async () => {
  for (const rubbish of RUBBISH) {
    await using server = answerWith(rubbish);
    const { url } = server;
    const client = await createGitHubClient({
      apiUrl: url,
      serverUrl: url,
      token: "t",
      retry: { retries: 0 },
    });
    const query = {
      query: "{ viewer { login } }",
      variables: {},
      purpose: "look",
      answer: z.looseObject({}),
    };
    const pages = { ...query, query: "query ($cursor: String) { viewer { login } }" };
    for (
      const request of [
        () => client.request(REPOSITORY_REQUEST),
        () => client.list(REPOSITORY_REQUEST),
        () => client.graphql(query),
        () => client.graphqlPages(pages).next(),
        () =>
          client.download({
            url: `${url}/x`,
            purpose: "look",
            maximumBytes: 100,
            exactBytes: 1,
            allows: () => true,
          }),
      ]
    ) {
      const { message, detail } = await refusal(request());
      if (/HTTP 700/.test(message)) continue;
      assert.match(message, /answered, but not as GitHub's API does/, detail);
      assert.match(message, /check GITHUB_API_URL, and that no proxy/);
    }
  }
});

/** A server that says the same to everything, byte for byte. */
function answerWith(bytes: string) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const answering = (async () => {
    for await (const connection of listener) {
      await connection.read(new Uint8Array(65_536));
      const answer = new TextEncoder().encode(bytes);
      for (let sent = 0; sent < answer.length;) sent += await connection.write(answer.subarray(sent));
      connection.close();
    }
  })();
  return {
    url: `http://127.0.0.1:${listener.addr.port}`,
    async [Symbol.asyncDispose]() {
      listener.close();
      await answering;
    },
  };
}

Deno.test("an answer without end isn't taken into memory, and isn't asked for again", async () => {
  let sent = 0;
  const endless = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => {
    const chunk = new Uint8Array(16 * 1024 * 1024);
    const body = new ReadableStream({
      pull(controller) {
        sent += chunk.length;
        controller.enqueue(chunk);
      },
    });
    return new Response(body);
  });
  await using announced = answerWith("HTTP/1.1 200 OK\r\ncontent-length: 200000000\r\n\r\n{}");
  const nesting = "[".repeat(1_000_000);
  await using nested = answerWith(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${nesting.length}\r\n\r\n${nesting}`,
  );
  for (const url of [`http://127.0.0.1:${endless.addr.port}`, announced.url, nested.url]) {
    const client = await createGitHubClient({ apiUrl: url, serverUrl: url, token: "t" });
    const { message } = await refusal(client.request(REPOSITORY_REQUEST));
    assert.match(message, /answered is larger than any answer of GitHub's API; check GITHUB_API_URL/);
  }
  assert.ok(sent < 300_000_000, `${sent} bytes were sent`);
  await endless.shutdown();
});

Deno.test("a field's name that is a token is told redacted where the answer isn't as it should be", async () => {
  await using world = await startSeeded({ retry: { retries: 0 } });
  world.emulator.faults.inject({ fault: status(200, { [MADE_UP_TOKEN]: 1 }) });
  const answer = z.record(z.string(), z.string());
  const { detail = "" } = await refusal(world.client.request({ ...REPOSITORY_REQUEST, answer }));
  assert.match(detail, /\[redacted:github-token:/);
  assert.ok(!detail.includes(MADE_UP_TOKEN));
});

Deno.test("a list in a field is read over all its pages, and none without the field", async () => {
  await using world = await startSeeded({ retry: { retries: 0 } });
  const request = {
    ...REPOSITORY_REQUEST,
    route: "GET /repos/{owner}/{repo}/actions/secrets",
    answer: z.looseObject({ name: z.string() }),
    field: "secrets",
  };
  const next = `<${world.emulator.apiUrl}/repos/acme/tidebook/actions/secrets?page=2>; rel="next"`;
  const page = (name: string, link: string): Fault => ({
    kind: "status",
    status: 200,
    headers: { link },
    body: { total_count: 2, secrets: [{ name }] },
  });
  world.emulator.faults.inject({ fault: page("A", next) });
  world.emulator.faults.inject({ fault: page("B", "") });
  assert.deepEqual((await world.client.list(request)).map(({ name }) => name), ["A", "B"]);
  world.emulator.faults.inject({ fault: status(200, { total_count: 0 }) });
  assert.match((await refusal(world.client.list(request))).detail ?? "", /secrets: it is no list/);
});

Deno.test("a list whose pages follow each other in circles ends", async () => {
  await using world = await startSeeded({ retry: { retries: 0 } });
  const link = `<${world.emulator.apiUrl}/repos/acme/tidebook/labels?page=2>; rel="next"`;
  world.emulator.faults.inject({
    times: 50,
    fault: { kind: "status", status: 200, headers: { link }, body: [] },
  });
  const list = { ...REPOSITORY_REQUEST, route: "GET /repos/{owner}/{repo}/labels" };
  assert.match((await refusal(world.client.list(list))).detail ?? "", /followed by one before it/);
  assert.equal(world.emulator.requests().length, 2);
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
  const write = await refusal(client.request(LABEL_REQUEST));
  assert.equal(failureOf(write)?.doubtful, false, "nothing was sent");
  assert.match(write.detail ?? "", /refused/);
});

Deno.test("a server that is not GitHub is told from one that is", async () => {
  await using world = await startSeeded();
  world.emulator.faults.inject({ fault: { kind: "status", status: 200, body: { hello: "world" } } });
  const { message } = await refusal(world.client.request(REPOSITORY_REQUEST));
  assert.match(message, /answered, but not as GitHub's API does/);
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
