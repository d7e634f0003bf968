import assert from "node:assert/strict";
import { join } from "node:path";
import { strToU8 } from "fflate";
import { downloadRemoteSession, type RemoteSessionRequest } from "../../../../lib/github/mod.ts";
import { connect, refusal, REPOSITORY, startSeeded } from "../emulator_client.ts";
import { inFolder } from "../../../support/temporary_folder.ts";

const ID = "12519324-4fd0-4125-bbeb-ca5cd817a77e";
const LOG = '{"type":"user"}\n{"type":"assistant"}\r\n\uFEFFä';

/** The text that a gist with these files gives for the session, and what lies in the folder afterwards. */
async function fromGist(
  files: Readonly<Record<string, string>>,
  address?: (gist: { id: string; htmlUrl: string; rawUrl: string }) => string,
) {
  await using world = await startSeeded();
  const client = await connect(world.emulator, { token: undefined });
  const gist = world.emulator.seedGist({ files });
  let text = "";
  await inFolder(async (folder) => {
    const path = join(folder, "deep", "session.jsonl");
    const gistUrl = address?.(gist) ?? gist.htmlUrl;
    const downloaded = await downloadRemoteSession(client, { sessionId: ID, gistUrl, path });
    text = await Deno.readTextFile(path);
    assert.deepEqual(downloaded, {
      path,
      source: "gist",
      bytes: (await Deno.stat(path)).size,
      foreign: undefined,
    });
    assert.deepEqual([...Deno.readDirSync(join(folder, "deep"))].map(({ name }) => name), ["session.jsonl"]);
  });
  return text;
}

Deno.test("a session's gist comes back byte for byte, without a token", async () => {
  assert.equal(await fromGist({ [`session-${ID}.jsonl`]: LOG }), LOG);
});

Deno.test("a session of more than a megabyte comes whole", async () => {
  const log = LOG.repeat(60_000);
  assert.equal(await fromGist({ [`session-${ID}.jsonl`]: log }), log);
});

Deno.test("of several files the session's own is taken, then session.jsonl, then the first log", async () => {
  const others = { "a.jsonl": "a", "readme.md": "no" };
  assert.equal(await fromGist({ ...others, "session.jsonl": "s", [`session-${ID}.jsonl`]: "own" }), "own");
  assert.equal(await fromGist({ ...others, "session.jsonl": "s", [`${ID}.jsonl`]: "bare" }), "bare");
  assert.equal(await fromGist({ ...others, "session.jsonl": "s" }), "s");
  assert.equal(await fromGist(others), "a");
});

Deno.test("a log of another session isn't taken for this one's, from a gist or an artifact", async () => {
  const entry = (id: string) =>
    `{"type":"user","sessionId":"${id}","message":{"content":"\\"sessionId\\":\\"${ID}\\""}}\n`;
  const other = "88888888-8888-4888-8888-888888888888";
  await using world = await startSeeded();
  const gist = world.emulator.seedGist({ files: { [`session-${other}.jsonl`]: entry(other) } });
  await inFolder(async (folder) => {
    const path = join(folder, "session.jsonl");
    const fromGist = downloadRemoteSession(world.client, { sessionId: ID, gistUrl: gist.htmlUrl, path });
    assert.match(
      (await refusal(fromGist)).message,
      /^The gist \w+ holds the log of the session 88888888-\S+, not of 12519324-\S+; upload that one, or name where it is\.$/,
    );
    const runId = world.emulator.seedWorkflowRun({ workflow: "learn.yml" });
    world.emulator.seedArtifact({ runId, name: `session-${ID}`, files: { "session.jsonl": entry(other) } });
    const request = { sessionId: ID, runId: String(runId), repository: REPOSITORY, path };
    const fromArtifact = downloadRemoteSession(world.client, request);
    assert.match(
      (await refusal(fromArtifact)).message,
      /^The artifact session-\S+ of .* holds the log of .*88888888/,
    );
    await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
  });
  // A session that was resumed holds entries of the one before.
  const resumed = entry(other) + entry(ID.toUpperCase());
  assert.equal(await fromGist({ "session.jsonl": resumed }), resumed);
});

Deno.test("an address that names a file gives that file", async () => {
  const files = { "a.jsonl": "a", "z.jsonl": "z" };
  assert.equal(
    await fromGist(files, ({ id }) => `https://gist.githubusercontent.com/ada/${id}/raw/z.jsonl`),
    "z",
  );
});

Deno.test("a gist without a log says what it has, and nothing is written", async () => {
  await using world = await startSeeded();
  const { htmlUrl } = world.emulator.seedGist({ files: { "notes.md": "x" } });
  await inFolder(async (folder) => {
    const path = join(folder, "session.jsonl");
    const error = await refusal(
      downloadRemoteSession(world.client, { sessionId: ID, gistUrl: htmlUrl, path }),
    );
    assert.match(error.message, /holds no session log/);
    assert.match(error.detail ?? "", /notes\.md/);
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  });
});

interface ArtifactWorld {
  readonly name: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly zip?: Uint8Array;
  readonly expired?: boolean;
}

/** Downloads from a run with these artifacts; gives the text, or the error. */
async function fromRun(artifacts: readonly ArtifactWorld[], changes: Partial<RemoteSessionRequest> = {}) {
  const world = await startSeeded();
  const run = world.emulator.seedWorkflowRun({ workflow: "learn.yml" });
  for (const artifact of artifacts) world.emulator.seedArtifact({ runId: run, ...artifact });
  const folder = await Deno.makeTempDir();
  const path = join(folder, "session.jsonl");
  const request = { sessionId: ID, runId: String(run), repository: REPOSITORY, path, ...changes };
  return {
    world,
    journal: () => world.emulator.requests({ server: "web" }),
    download: () => downloadRemoteSession(world.client, request),
    read: () => Deno.readTextFile(path),
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
      await world.emulator.close();
    },
  };
}

Deno.test("a legacy session comes out of its artifact, fetched without the token", async () => {
  await using run = await fromRun([{ name: `session-${ID}`, files: { [`${ID}.jsonl`]: LOG } }]);
  const { source, bytes } = await run.download();
  assert.deepEqual([source, bytes, await run.read()], ["artifact", strToU8(LOG).length, LOG]);
  assert.deepEqual(run.journal().map(({ requestHeaders }) => requestHeaders["authorization"]), ["absent"]);
});

Deno.test("bytes that are no text come as they are", async () => {
  const bytes = Uint8Array.of(0x7b, 0xff, 0x00, 0x7d);
  await using run = await fromRun([{ name: `session-${ID}`, files: { "session.jsonl": bytes } }]);
  assert.equal((await run.download()).bytes, 4);
});

Deno.test("the artifact with the session in it is found among others, the likeliest first", async () => {
  await using run = await fromRun([
    { name: "coverage", files: { "x.jsonl": "no" } },
    { name: "sessions", files: { [`logs/${ID}.jsonl`]: LOG, "other.jsonl": "no" } },
    { name: "expired", expired: true },
  ]);
  await run.download();
  assert.equal(await run.read(), LOG);
  assert.equal(run.journal().length, 1, "only the one artifact was fetched");
});

Deno.test("an expired artifact is told as that", async () => {
  await using run = await fromRun([{
    name: `session-${ID}`,
    files: { "session.jsonl": LOG },
    expired: true,
  }]);
  const { message } = await refusal(run.download());
  assert.equal(
    message,
    `The artifact session-${ID} of acme/tidebook has expired: GitHub has deleted its content.`,
  );
  assert.equal(run.world.emulator.requests({ path: /\/zip$/ }).length, 0);
});

Deno.test("an artifact that expires between the list and the download is told as that", async () => {
  await using run = await fromRun([{ name: `session-${ID}`, files: { "session.jsonl": LOG } }]);
  run.world.emulator.faults.inject({
    path: /\/zip$/,
    fault: { kind: "status", status: 410, body: { message: "Artifact has expired" } },
  });
  assert.match((await refusal(run.download())).message, /has expired/);
});

Deno.test("a run without the session says which artifacts it has", async () => {
  await using run = await fromRun([{ name: "coverage", files: { "x.jsonl": "no" } }]);
  const error = await refusal(run.download());
  assert.match(
    error.message,
    new RegExp(`^No artifact of the workflow run \\d+ of acme/tidebook holds the session ${ID}`),
  );
  assert.equal(error.detail, "it has coverage");
});

Deno.test("a damaged or hostile zip is one sentence, and nothing is written", async () => {
  await using damaged = await fromRun([{ name: `session-${ID}`, zip: strToU8("no zip") }]);
  assert.match((await refusal(damaged.download())).message, /is refused: it has no directory/);
  await using hostile = await fromRun([{ name: `session-${ID}`, files: { "../../session.jsonl": LOG } }]);
  assert.match((await refusal(hostile.download())).message, /unsafe name/);
  await assert.rejects(hostile.read(), Deno.errors.NotFound);
});

Deno.test("a run that isn't there is told by its number", async () => {
  await using run = await fromRun([], { runId: "4711" });
  assert.match(
    (await refusal(run.download())).message,
    /^Could not read the artifacts of the workflow run 4711 of acme\/tidebook: it isn't there/,
  );
});

Deno.test("an id that could leave the folder is wrong usage, and nothing is asked", async () => {
  await using run = await fromRun([], { sessionId: "../../etc/passwd" });
  assert.equal((await refusal(run.download())).exitStatus, 2);
  await using nowhere = await fromRun([], { runId: undefined });
  assert.equal((await refusal(nowhere.download())).exitStatus, 2);
  assert.equal(run.world.emulator.journal.length + nowhere.world.emulator.journal.length, 0);
});
