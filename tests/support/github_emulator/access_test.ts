import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import { startGitHubEmulator } from "./mod.ts";

Deno.test("an unknown token is refused everywhere, even for public things", async () => {
  await using github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "shop" });

  const { status, json } = await ask(github, "GET", "/repos/acme/shop", { token: "nobody's" });

  assert.equal(status, 401);
  assert.equal(json.message, "Bad credentials");
});

Deno.test("without a token public things are read, nothing is written, and a server may refuse altogether", async () => {
  await using github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "shop" });
  github.seedIssue({ number: 1 });
  const anonymously = (method: string, path: string) =>
    ask(github, method, path, { token: null, body: method === "GET" ? undefined : {} });

  const read = await anonymously("GET", "/repos/acme/shop/issues/1");
  const written = await anonymously("PATCH", "/repos/acme/shop/issues/1");
  const passedOn = await anonymously("PUT", "/repos/acme/shop/contents/a.txt");
  github.settings.anonymousReads = false;
  const refused = await anonymously("GET", "/repos/acme/shop/issues/1");

  assert.deepEqual([read.status, written.status, passedOn.status, refused.status], [200, 401, 401, 401]);
  assert.equal(read.headers.get("x-ratelimit-limit"), "60");
});

Deno.test("a private repository is 404 to who may not see it, in every way in", async () => {
  await using github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "secret", private: true });
  github.seedIssue({ number: 1 });
  const stranger = github.seedToken({ login: "mallory" });
  const withoutScope = github.seedToken({ scopes: ["gist"] });
  const paths = ["", "/issues/1", "/pulls", "/contents/README.md", "/branches/main", "/actions/runs"];

  const statuses = async (token: string | null) =>
    await Promise.all(
      paths.map(async (path) => (await ask(github, "GET", `/repos/acme/secret${path}`, { token })).status),
    );

  assert.deepEqual(await statuses(github.token), paths.map(() => 200));
  for (const token of [stranger, withoutScope, null]) {
    assert.deepEqual(
      await statuses(token),
      paths.map(() => 404),
    );
  }
});

Deno.test("a token without the gist scope gets 404, with the scopes in the headers", async () => {
  await using github = await startGitHubEmulator({ scopes: ["repo", "workflow"] });
  const body = { files: { "a.txt": { content: "x" } } };

  const { status, json, headers } = await ask(github, "POST", "/gists", { body });

  assert.equal(status, 404);
  assert.equal(json.message, "Not Found");
  assert.equal(headers.get("x-oauth-scopes"), "repo, workflow");
  assert.equal(headers.get("x-accepted-oauth-scopes"), "gist");
  assert.deepEqual(github.gists(), []);
});

Deno.test("tokens of the newer kinds have no scopes to show and are told what they can't reach", async () => {
  await using github = await startGitHubEmulator();
  const body = { files: { "a.txt": { content: "x" } } };
  const create = async (kind: "fine-grained" | "actions") =>
    await ask(github, "POST", "/gists", { body, token: github.seedToken({ kind, scopes: ["repo"] }) });

  const fineGrained = await create("fine-grained");
  const actions = await create("actions");

  assert.deepEqual([fineGrained.status, fineGrained.json.message], [
    403,
    "Resource not accessible by personal access token",
  ]);
  assert.deepEqual([actions.status, actions.json.message], [403, "Resource not accessible by integration"]);
  assert.equal(actions.headers.has("x-oauth-scopes"), false);
});

Deno.test("the hour's requests are counted down, and used up at some point", async () => {
  await using github = await startGitHubEmulator({ rateLimitRemaining: 2 });

  const replies = [];
  for (let index = 0; index < 3; index++) replies.push(await ask(github, "GET", "/user"));

  assert.deepEqual(replies.map((reply) => [reply.status, reply.headers.get("x-ratelimit-remaining")]), [
    [200, "1"],
    [200, "0"],
    [403, "0"],
  ]);
});

Deno.test("the newest version of a thing is not sent twice", async () => {
  await using github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "shop" });
  github.seedIssue({ number: 1 });
  const read = (etag?: string) =>
    ask(github, "GET", "/repos/acme/shop/issues/1", {
      headers: etag === undefined ? {} : { "if-none-match": etag },
    });

  const etag = (await read()).headers.get("etag") ?? "";
  const unchanged = await read(etag);
  github.editIssue(1, { title: "new" });
  const changed = await read(etag);

  assert.deepEqual([unchanged.status, unchanged.text], [304, ""]);
  assert.equal(changed.json.title, "new");
});

Deno.test("an enterprise server answers below /api/v3 and /api/graphql alone", async () => {
  await using github = await startGitHubEmulator({ enterprise: true });
  github.seedRepository({ owner: "acme", name: "shop" });
  const { origin } = new URL(github.apiUrl);

  const repository = await ask(github, "GET", "/repos/acme/shop");
  const graphql = await ask(github, "POST", `${origin}/api/graphql`, {
    body: { query: "{ viewer { login } }" },
    token: github.token,
  });
  const elsewhere = await ask(github, "GET", `${origin}/repos/acme/shop`);

  assert.equal(github.apiUrl, `${origin}/api/v3`);
  assert.equal(repository.json.url, `${github.apiUrl}/repos/acme/shop`);
  assert.equal(graphql.json.data.viewer.login, "ada");
  assert.equal(elsewhere.status, 404);
  assert.deepEqual(github.journal.map((entry) => entry.path).slice(0, 2), ["/repos/acme/shop", "/graphql"]);
});
