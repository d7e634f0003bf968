import assert from "node:assert/strict";
import fc from "fast-check";
import { ask } from "./ask.ts";
import { type GitHubEmulator, startGitHubEmulator } from "./mod.ts";

async function createGist(github: GitHubEmulator, files: Record<string, string>) {
  const body = {
    public: false,
    description: "Learn materials for plan #42",
    files: Object.fromEntries(Object.entries(files).map(([name, content]) => [name, { content }])),
  };
  return await ask(github, "POST", "/gists", { body });
}

Deno.test("a secret gist is read by its id without a token, but listed for its owner alone", async () => {
  await using github = await startGitHubEmulator();
  const created = await createGist(github, { "a.txt": "hello" });
  const other = github.seedToken({ login: "grace" });

  const anonymous = await ask(github, "GET", `/gists/${created.json.id}`, { token: null });
  const mine = await ask(github, "GET", "/gists");
  const others = await ask(github, "GET", "/gists", { token: other });
  const everybody = await ask(github, "GET", "/gists", { token: null });

  assert.equal(created.status, 201);
  assert.equal(anonymous.json.files["a.txt"].content, "hello");
  assert.equal(anonymous.json.public, false);
  assert.deepEqual(mine.json.map((gist: { id: string }) => gist.id), [created.json.id]);
  assert.equal(mine.json[0].files["a.txt"].content, undefined);
  assert.deepEqual(others.json, []);
  assert.deepEqual(everybody.json, []);
});

Deno.test("whatever text a gist is given comes back from the API and from its raw address", async () => {
  await using github = await startGitHubEmulator();
  const text = fc.string({ unit: "binary", minLength: 1, maxLength: 200 }).filter((value) =>
    value.trim() !== ""
  );
  const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 })
    .filter((value) =>
      !/[/\p{Cc}]/u.test(value) && value.trim() === value && !["", ".", ".."].includes(value)
    );
  await fc.assert(
    fc.asyncProperty(name, text, async (file, content) => {
      const created = await createGist(github, { [file]: content });
      const raw = await fetch(created.json.files[file].raw_url);
      const bytes = await raw.bytes();
      assert.equal(created.json.files[file].content, content);
      assert.deepEqual(bytes, new TextEncoder().encode(content));
    }),
    { numRuns: 50 },
  );
});

Deno.test("content above one megabyte is cut between characters; the raw address has it all", async () => {
  await using github = await startGitHubEmulator();
  const content = `${"é".repeat(500_001)}end`; // the limit falls into a character

  const { json } = await createGist(github, { "big.txt": `x${content}` });
  const file = json.files["big.txt"];
  const raw = await ask(github, "GET", file.raw_url);

  assert.equal(file.truncated, true);
  assert.equal(file.size, 1_000_006);
  assert.equal(new TextEncoder().encode(file.content).length, 999_999);
  assert.ok(`x${content}`.startsWith(file.content));
  assert.equal(raw.text, `x${content}`);
  assert.match(raw.headers.get("content-type") ?? "", /text\/plain/);
});

Deno.test("beside a file above the limit the later files come empty and marked as truncated", async () => {
  await using github = await startGitHubEmulator({ gistTruncationBytes: 10 });

  const { json } = await createGist(github, { "a": "1234", "b": "123456789", "c": "x" });

  assert.deepEqual([json.files.a.content, json.files.a.truncated], ["1234", false]);
  assert.deepEqual([json.files.b.content, json.files.b.truncated], ["123456", true]);
  assert.deepEqual([json.files.c.content, json.files.c.truncated], ["", true]);
});

Deno.test("a raw file above ten megabytes is refused, and a request above a hundred", async () => {
  await using github = await startGitHubEmulator({ gistRawBytes: 10, requestBytes: 1_000 });

  const small = github.seedGist({ files: { "a.txt": "0123456789" } });
  const large = github.seedGist({ files: { "a.txt": "0123456789é" } });
  const created = await createGist(github, { "a.txt": "x".repeat(1_000) });

  assert.equal((await ask(github, "GET", small.rawUrl)).status, 200);
  assert.equal((await ask(github, "GET", large.rawUrl)).status, 403);
  assert.equal(created.status, 413);
});

Deno.test("of more than 300 files 300 are listed and the gist says so", async () => {
  await using github = await startGitHubEmulator();
  const files = Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`f${1000 + index}`, "x"]));

  const gist = github.seedGist({ files });
  const { json } = await ask(github, "GET", `/gists/${gist.id}`);

  assert.equal(Object.keys(json.files).length, 300);
  assert.equal(json.truncated, true);
  assert.equal(Object.keys(github.gist(gist.id).files).length, 301);
});

Deno.test("a gist of nothing, of an empty file or of white space is refused", async () => {
  await using github = await startGitHubEmulator();

  const refused = await Promise.all([
    createGist(github, {}),
    createGist(github, { "a.txt": "" }),
    createGist(github, { "a.txt": "text", "b.txt": " \n\t" }),
  ]);

  assert.deepEqual(refused.map((reply) => reply.status), [422, 422, 422]);
  assert.equal(refused[0]?.json.errors[0].code, "missing_field");
  assert.deepEqual(github.gists(), []);
});

Deno.test("a changed gist keeps its earlier revision, by API and by raw address", async () => {
  await using github = await startGitHubEmulator();
  const { json: before } = await createGist(github, { "a.txt": "old", "b.txt": "gone" });

  const body = { files: { "a.txt": { content: "new", filename: "c.txt" }, "b.txt": null } };
  const { json: after } = await ask(github, "PATCH", `/gists/${before.id}`, { body });
  const oldSha = before.history[0].version;
  const old = await ask(github, "GET", `/gists/${before.id}/${oldSha}`);
  const page = github.gist(before.id).htmlUrl;
  const rawOld = await ask(github, "GET", `${page}/raw/${oldSha}/a.txt`);
  const rawNew = await ask(github, "GET", `${page}/raw`);
  const unknown = await ask(github, "GET", `/gists/${before.id}/${"0".repeat(40)}`);

  assert.deepEqual(Object.keys(after.files), ["c.txt"]);
  assert.deepEqual(Object.keys(old.json.files), ["a.txt", "b.txt"]);
  assert.equal(rawOld.text, "old");
  assert.equal(rawNew.text, "new");
  assert.equal(after.history.length, 2);
  assert.equal(unknown.status, 404);
});

Deno.test("a raw address without a file name gives the first file, with a revision too", async () => {
  await using github = await startGitHubEmulator();
  const gist = github.seedGist({ owner: "grace", files: { "z.txt": "last", "a.txt": "first" } });

  const plain = await ask(github, "GET", gist.rawUrl);
  const revision = await ask(github, "GET", `${gist.rawUrl}/${gist.revisions[0]}`);
  const named = await ask(github, "GET", `${gist.rawUrl}/z.txt`);
  const wrongOwner = await ask(github, "GET", gist.rawUrl.replace("/grace/", "/ada/"));

  assert.deepEqual([plain.text, revision.text, named.text], ["first", "first", "last"]);
  assert.equal(wrongOwner.status, 404);
});

Deno.test("a gist's page answers under the address that the API gives", async () => {
  await using github = await startGitHubEmulator();
  const { json } = await createGist(github, { "<b>.txt": "x" });

  const page = await ask(github, "GET", json.html_url);

  assert.equal(json.html_url, `${github.serverUrl}/gist/ada/${json.id}`);
  assert.equal(page.status, 200);
  assert.match(page.text, /&lt;b>\.txt/);
});

Deno.test("a deleted gist is gone everywhere", async () => {
  await using github = await startGitHubEmulator();
  const gist = github.seedGist({ files: { "a.txt": "x" } });

  github.deleteGist(gist.id);

  assert.equal((await ask(github, "GET", `/gists/${gist.id}`)).status, 404);
  assert.equal((await ask(github, "GET", gist.rawUrl)).status, 404);
});

Deno.test("somebody else's gist can be read but not changed", async () => {
  await using github = await startGitHubEmulator();
  const gist = github.seedGist({ owner: "grace", files: { "a.txt": "x" } });

  const read = await ask(github, "GET", `/gists/${gist.id}`);
  const changed = await ask(github, "PATCH", `/gists/${gist.id}`, { body: { description: "mine" } });

  assert.equal(read.json.owner.login, "grace");
  assert.equal(changed.status, 404);
});

Deno.test("gists are listed in pages that the link header connects", async () => {
  await using github = await startGitHubEmulator();
  for (let index = 0; index < 5; index++) github.seedGist({ files: { "a.txt": `${index}` } });

  const first = await ask(github, "GET", "/gists?per_page=2");
  const [, next] = /<([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "") ?? [];
  const second = await ask(github, "GET", next ?? "", { token: github.token });
  const last = await ask(github, "GET", "/gists?per_page=2&page=3");

  assert.equal(second.json.length, 2);
  assert.equal(last.json.length, 1);
  assert.doesNotMatch(last.headers.get("link") ?? "", /rel="next"/);
});
