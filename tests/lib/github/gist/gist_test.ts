import assert from "node:assert/strict";
import { z } from "zod";
import { createSecretGist, parseGistAddress, readGist, readGistFile } from "../../../../lib/github/mod.ts";
import { asPublished } from "../../../../lib/redact/redacted.ts";
import { connect, refusal, startSeeded } from "../emulator_client.ts";

Deno.test("a gist is made secret, with its description and files", async () => {
  await using world = await startSeeded();
  const made = await createSecretGist(world.client, {
    description: asPublished("Learn materials for plan #42"),
    files: new Map([[asPublished("a.txt"), asPublished("α\r\n$&\\1")], [
      asPublished("b.txt"),
      asPublished("b"),
    ]]),
  });
  const gist = world.emulator.gist(made.id);
  assert.equal(gist.public, false);
  assert.equal(gist.description, "Learn materials for plan #42");
  assert.deepEqual(gist.files, { "a.txt": "α\r\n$&\\1", "b.txt": "b" });
  assert.deepEqual([made.htmlUrl, made.owner, made.isPublic], [gist.htmlUrl, "ada", false]);
});

Deno.test("a gist is read by each of its addresses, also without a token", async () => {
  await using world = await startSeeded();
  const { id, htmlUrl, rawUrl } = world.emulator.seedGist({ files: { "a.txt": "text" }, description: "d" });
  const anonymous = await connect(world.emulator, { token: undefined });
  for (const address of [id, htmlUrl, rawUrl, `${world.emulator.apiUrl}/gists/${id}`]) {
    const gist = await readGist(anonymous, parseGistAddress(address));
    assert.deepEqual([gist.description, gist.files.map(({ name, content }) => [name, content])], ["d", [[
      "a.txt",
      "text",
    ]]]);
  }
});

Deno.test("an address with a revision gives that version", async () => {
  await using world = await startSeeded();
  const { id } = world.emulator.seedGist({ files: { "a.txt": "old" } });
  const [first] = world.emulator.gist(id).revisions;
  await world.client.request({
    route: "PATCH /gists/{gist_id}",
    parameters: { gist_id: id, files: { "a.txt": { content: "new" } } },
    purpose: "change a gist",
    answer: z.unknown(),
  });
  assert.equal((await readGist(world.client, parseGistAddress(id))).files[0]?.content, "new");
  const old = await readGist(world.client, parseGistAddress(`https://gist.github.com/ada/${id}/${first}`));
  assert.equal(old.files[0]?.content, "old");
});

Deno.test("files that GitHub cuts are fetched whole, and the token stays with the API", async () => {
  await using world = await startSeeded();
  const large = `${"ä".repeat(700_000)}\r\nend\0\uFEFF`;
  const { id } = world.emulator.seedGist({ files: { "large.txt": `\uFEFF${large}`, "small.txt": "small" } });
  const gist = await readGist(world.client, parseGistAddress(id));
  const contents = [];
  for (const file of gist.files) contents.push(await readGistFile(world.client, gist, file));
  assert.deepEqual(contents, [`\uFEFF${large}`, "small"]);
  const raw = world.emulator.requests({ server: "web" });
  assert(raw.length > 0);
  assert(raw.every(({ requestHeaders }) => requestHeaders["authorization"] === "absent"));
});

Deno.test("a file whose content is missing although it isn't empty is fetched, too", async () => {
  await using world = await startSeeded();
  const { id } = world.emulator.seedGist({ files: { "a.txt": "small" } });
  const request = {
    route: "GET /gists/{gist_id}",
    parameters: { gist_id: id },
    purpose: "x",
    answer: z.unknown(),
  };
  const body = JSON.parse(
    JSON.stringify((await world.client.request(request)).data).replace('"small"', '""'),
  );
  world.emulator.faults.inject({ fault: { kind: "status", status: 200, body } });
  const gist = await readGist(world.client, parseGistAddress(id));
  assert(gist.files[0] !== undefined);
  assert.equal(await readGistFile(world.client, gist, gist.files[0]), "small");
});

Deno.test("a file that GitHub gives in base64 is decoded", async () => {
  await using world = await startSeeded();
  const { id } = world.emulator.seedGist({ files: { "a.txt": "ä" } });
  const request = {
    route: "GET /gists/{gist_id}",
    parameters: { gist_id: id },
    purpose: "x",
    answer: z.unknown(),
  };
  const text = JSON.stringify((await world.client.request(request)).data);
  const body = JSON.parse(text.replace('"utf-8"', '"base64"').replace('"ä"', '"w6Q="'));
  world.emulator.faults.inject({ fault: { kind: "status", status: 200, body } });
  assert.equal((await readGist(world.client, parseGistAddress(id))).files[0]?.content, "ä");
});

Deno.test("a gist whose files GitHub doesn't all list is told apart", async () => {
  await using world = await startSeeded();
  const files = Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`${index}.txt`, "x"]));
  const { id } = world.emulator.seedGist({ files });
  const gist = await readGist(world.client, parseGistAddress(id));
  assert.deepEqual([gist.files.length, gist.isIncomplete], [300, true]);
});

Deno.test("a raw address on a host that doesn't belong to the server is not fetched", async () => {
  await using world = await startSeeded();
  const { id } = world.emulator.seedGist({ files: { "a.txt": "x".repeat(2_000_000) } });
  const gist = await readGist(world.client, parseGistAddress(id));
  const [file] = gist.files;
  assert(file !== undefined && file.content === undefined);
  for (const rawUrl of ["https://evil.test/raw", "file:///etc/passwd", "http://10.0.0.1/raw"]) {
    const { message } = await refusal(readGistFile(world.client, gist, { ...file, rawUrl }));
    assert.match(
      message,
      /^Could not read a\.txt of the gist \w+: .* is not a host that this GitHub server hands files out from; nothing is fetched from there, unless/,
    );
  }
});

Deno.test("a raw address that redirects elsewhere is not followed", async () => {
  await using world = await startSeeded();
  const { id } = world.emulator.seedGist({ files: { "a.txt": "x".repeat(2_000_000) } });
  const gist = await readGist(world.client, parseGistAddress(id));
  const [file] = gist.files;
  assert(file !== undefined);
  const headers = { location: "https://evil.test/raw" };
  world.emulator.faults.inject({ server: "web", fault: { kind: "status", status: 302, headers } });
  assert.match(
    (await refusal(readGistFile(world.client, gist, file))).message,
    /https:\/\/evil\.test is not a host/,
  );
});

Deno.test("a raw file that is cut on the way is fetched again, whole", async () => {
  await using world = await startSeeded();
  const content = "x".repeat(2_000_000);
  const { id } = world.emulator.seedGist({ files: { "a.txt": content } });
  const gist = await readGist(world.client, parseGistAddress(id));
  const [file] = gist.files;
  assert(file !== undefined);
  world.emulator.faults.inject({ server: "web", fault: { kind: "cut-body", afterBytes: 1_000 } });
  world.emulator.faults.inject({ server: "web", fault: { kind: "status", status: 502 } });
  assert.equal(await readGistFile(world.client, gist, file), content);
});

Deno.test("a file that GitHub doesn't give out for its size is told as that, with what to do", async () => {
  await using world = await startSeeded();
  const { id, htmlUrl } = world.emulator.seedGist({ files: { "a.txt": "x".repeat(10_000_001) } });
  const gist = await readGist(world.client, parseGistAddress(id));
  assert(gist.files[0] !== undefined);
  const { message } = await refusal(readGistFile(world.client, gist, gist.files[0]));
  assert.equal(
    message,
    `GitHub doesn't give out a.txt of the gist ${id}, which has 10000001 bytes; clone it with git (${htmlUrl}.git).`,
  );
});

Deno.test("a deleted gist is one sentence that names it", async () => {
  await using world = await startSeeded();
  const { id } = world.emulator.seedGist({ files: { "a.txt": "x" } });
  world.emulator.deleteGist(id);
  const { message } = await refusal(readGist(world.client, parseGistAddress(id)));
  assert.equal(message, `The gist ${id} isn't there; it was deleted, or the address is wrong.`);
});
