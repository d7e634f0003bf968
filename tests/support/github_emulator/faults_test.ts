import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import {
  type Fault,
  type GitHubEmulator,
  graphqlRateLimit,
  primaryRateLimit,
  secondaryRateLimit,
  serverError,
  startGitHubEmulator,
  tooManyRequests,
} from "./mod.ts";
import { until } from "../until.ts";

const ISSUE = "/repos/acme/shop/issues/42";

async function emulatorWithIssue(): Promise<GitHubEmulator> {
  const github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "shop" });
  github.seedIssue({ number: 42, title: "Plan", body: "text" });
  return github;
}

/** A comment, sent as a stream: so Deno's fetch can't send it again by itself when the connection is cut. */
function postComment(github: GitHubEmulator, text = "hello"): Promise<Response> {
  const body = new Blob([JSON.stringify({ body: text })]).stream();
  const headers = { authorization: `Bearer ${github.token}` };
  return fetch(`${github.apiUrl}${ISSUE}/comments`, { method: "POST", headers, body });
}

Deno.test("a status takes the place of the answer and nothing is done", async () => {
  await using github = await emulatorWithIssue();
  github.faults.inject({
    fault: { kind: "status", status: 503, headers: { "retry-after": "1" }, body: { message: "no" } },
  });

  const failed = await ask(github, "PATCH", ISSUE, { body: { body: "new" } });
  const passed = await ask(github, "GET", ISSUE);

  assert.deepEqual([failed.status, failed.json.message, failed.headers.get("retry-after")], [503, "no", "1"]);
  assert.equal(passed.json.body, "text");
  assert.deepEqual(github.journal.map((entry) => [entry.status, entry.fault]), [[503, "status"], [
    200,
    undefined,
  ]]);
});

Deno.test("a rule befalls what fits it, after so many and so often", async () => {
  await using github = await emulatorWithIssue();
  const rule = github.faults.inject({
    method: "get",
    path: /issues/,
    after: 1,
    times: 2,
    fault: serverError(502),
  });

  const statuses = [];
  for (let index = 0; index < 5; index++) statuses.push((await ask(github, "GET", ISSUE)).status);
  const other = await ask(github, "POST", `${ISSUE}/comments`, { body: { body: "x" } });

  assert.deepEqual(statuses, [200, 502, 502, 200, 200]);
  assert.equal(other.status, 201);
  assert.equal(rule.hits, 2);
});

Deno.test("the oldest rule goes first; a removed one and cleared ones do nothing more", async () => {
  await using github = await emulatorWithIssue();
  const status = async () => (await ask(github, "GET", ISSUE)).status;
  github.faults.inject({ fault: serverError(500) });
  const removed = github.faults.inject({ fault: serverError(502) });
  github.faults.inject({ times: Infinity, fault: serverError(503) });

  const first = await status();
  removed.remove();
  const second = await status();
  github.faults.clear();
  const third = await status();

  assert.deepEqual([first, second, third], [500, 503, 200]);
});

Deno.test("a GraphQL operation is befallen by its name", async () => {
  await using github = await emulatorWithIssue();
  github.faults.inject({ graphqlOperation: /^Threads$/, fault: graphqlRateLimit(Date.now() + 1000) });
  const query = (text: string) => ask(github, "POST", "/graphql", { body: { query: text } });

  const other = await query("query Other { viewer { login } }");
  const limited = await query("query Threads { viewer { login } }");

  assert.equal(other.json.data.viewer.login, "ada");
  assert.equal(limited.json.errors[0].type, "RATE_LIMITED");
  assert.equal(limited.headers.get("x-ratelimit-remaining"), "0");
});

Deno.test("a connection that is reset before the answer leaves nothing behind", async () => {
  await using github = await emulatorWithIssue();
  github.faults.inject({ method: "POST", fault: { kind: "reset-before-answer" } });

  await assert.rejects(postComment(github), TypeError);

  assert.deepEqual(github.issue(42).comments, []);
  assert.deepEqual(github.journal.map((entry) => [entry.status, entry.fault]), [[
    undefined,
    "reset-before-answer",
  ]]);
});

Deno.test("a connection that is reset after the server acted leaves what the request made", async () => {
  await using github = await emulatorWithIssue();
  github.faults.inject({ method: "POST", fault: { kind: "reset-after-acting" } });

  await assert.rejects(postComment(github), TypeError);

  assert.deepEqual(github.issue(42).comments.map((comment) => comment.body), ["hello"]);
  assert.equal(github.journal[0]?.status, undefined);
});

Deno.test("a body is cut after so many bytes", async () => {
  await using github = await emulatorWithIssue();
  github.faults.inject({ method: "GET", times: 2, fault: { kind: "cut-body", afterBytes: 10 } });

  // what fetch makes of it differs from version to version, so the bytes are looked at too
  const { hostname, port } = new URL(github.apiUrl);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(
    new TextEncoder().encode(`GET ${ISSUE} HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`),
  );
  const [head = "", body] = (await new Response(connection.readable).text()).split("\r\n\r\n");
  const whole = github.journal[0]?.responseBody;

  assert.match(head, /^HTTP\/1.1 200 /);
  assert.match(head, new RegExp(`content-length: ${JSON.stringify(whole).length}`, "i"));
  assert.equal(body, JSON.stringify(whole).slice(0, 10));
  await assert.rejects(async () => await (await fetch(github.apiUrl + ISSUE)).text(), TypeError);
});

Deno.test("a slow body arrives whole, in pieces", async () => {
  await using github = await emulatorWithIssue();
  github.faults.inject({ fault: { kind: "slow-body", bytesAtOnce: 500, pauseMilliseconds: 5 } });

  const startedAt = performance.now();
  const { json } = await ask(github, "GET", ISSUE);

  assert.equal(json.number, 42);
  assert.ok(performance.now() - startedAt >= 5);
});

Deno.test("malformed JSON is a whole answer that can't be parsed", async () => {
  await using github = await emulatorWithIssue();
  github.faults.inject({ fault: { kind: "malformed-json" } });

  const answer = await fetch(github.apiUrl + ISSUE);
  const text = await answer.text();

  assert.equal(answer.status, 200);
  assert.throws(() => JSON.parse(text), SyntaxError);
});

Deno.test("a delay comes before the request is carried out, and latency before every request", async () => {
  await using github = await emulatorWithIssue();
  github.settings.latencyMilliseconds = 20;
  github.faults.inject({ fault: { kind: "delay", milliseconds: 30 } });

  await ask(github, "GET", ISSUE);
  await ask(github, "GET", ISSUE);

  const [delayed, usual] = github.journal.map((entry) => entry.durationMilliseconds ?? 0);
  assert.ok(delayed !== undefined && delayed >= 49, `${delayed}`);
  assert.ok(usual !== undefined && usual >= 19, `${usual}`);
});

Deno.test("a hanging request ends when the client gives up", async () => {
  await using github = await emulatorWithIssue();
  github.faults.inject({ fault: { kind: "hang" } });
  const controller = new AbortController();

  const asked = fetch(github.apiUrl + ISSUE, { signal: controller.signal });
  await until(() => github.journal.length > 0, asked);
  controller.abort();

  await assert.rejects(asked, { name: "AbortError" });
});

Deno.test("closing the emulator ends hanging requests", async () => {
  const github = await emulatorWithIssue();
  github.faults.inject({ times: Infinity, fault: { kind: "hang" } });

  const asked = fetch(github.apiUrl + ISSUE).then(() => "answered", () => "cut");
  await until(() => github.journal.length > 0, asked);
  await github.close();

  assert.equal(await asked, "cut");
});

Deno.test("something else can happen between a client's read and its write", async () => {
  await using github = await emulatorWithIssue();
  const edit = (body: string) => () => github.editIssue(42, { body });
  github.faults.inject({
    method: "GET",
    fault: { kind: "meanwhile", before: edit("before"), after: edit("after") },
  });

  const { json } = await ask(github, "GET", ISSUE);

  assert.equal(json.body, "before");
  assert.equal(github.issue(42).body, "after");
});

Deno.test("the ready-made limits look like GitHub's", async () => {
  await using github = await emulatorWithIssue();
  const meet = async (fault: Fault) => {
    github.faults.inject({ fault });
    return await ask(github, "GET", ISSUE);
  };

  const primary = await meet(primaryRateLimit(1_800_000_000_000));
  const secondary = await meet(secondaryRateLimit(7));
  const tooMany = await meet(tooManyRequests(8));

  assert.deepEqual([primary.status, primary.headers.get("x-ratelimit-reset")], [403, "1800000000"]);
  assert.equal(primary.headers.get("x-ratelimit-remaining"), "0");
  assert.deepEqual([secondary.status, secondary.headers.get("retry-after")], [403, "7"]);
  assert.match(secondary.json.message, /secondary rate limit/);
  assert.deepEqual([tooMany.status, tooMany.headers.get("retry-after")], [429, "8"]);
});

Deno.test("faults befall the other origin too", async () => {
  await using github = await emulatorWithIssue();
  const gist = github.seedGist({ files: { "a.txt": "x" } });
  github.faults.inject({ server: "web", fault: serverError(504) });

  const api = await ask(github, "GET", `/gists/${gist.id}`);
  const raw = await ask(github, "GET", gist.rawUrl);

  assert.deepEqual([api.status, raw.status], [200, 504]);
});
