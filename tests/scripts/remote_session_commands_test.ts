import assert from "node:assert/strict";
import { join } from "node:path";
import type { Command } from "../../lib/cli/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import {
  command as downloadCommand,
  type DownloadRemoteSessionResult,
} from "../../scripts/download_remote_session.ts";
import { command as uploadCommand, type UploadSessionResult } from "../../scripts/upload_session.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../support/github_emulator/mod.ts";
import { PLAN_REPOSITORY, seedPlanIssue, seedPlanRepository } from "../support/plan_scenario.ts";
import { contextWith } from "./emulator_context.ts";
import { MADE_UP_TOKEN } from "../support/made_up_token.ts";

const ID = "12519324-4fd0-4125-bbeb-ca5cd817a77e";
const SECRET = MADE_UP_TOKEN;

interface World {
  readonly emulator: GitHubEmulator;
  readonly work: string;
  readonly warnings: string[];
  upload(input: Readonly<Record<string, unknown>>): Promise<UploadSessionResult>;
  download(input: Readonly<Record<string, unknown>>): Promise<DownloadRemoteSessionResult>;
}

async function inWorld(
  test: (world: World) => Promise<void>,
  repository: string = PLAN_REPOSITORY,
): Promise<void> {
  await using emulator = await startGitHubEmulator();
  seedPlanRepository(emulator);
  seedPlanIssue(emulator, {});
  const work = await Deno.realPath(await Deno.makeTempDir());
  const warnings: string[] = [];
  const context = contextWith(emulator, { workingDirectory: work, repository, warnings });
  const execute = async (command: Command, input: Readonly<Record<string, unknown>>) => {
    const output = await command.execute(input, context);
    assert("json" in output);
    return output.json;
  };
  try {
    await test({
      emulator,
      work,
      warnings,
      upload: async (input) => await execute(uploadCommand, input) as UploadSessionResult,
      download: async (input) => await execute(downloadCommand, input) as DownloadRemoteSessionResult,
    });
  } finally {
    await Deno.remove(work, { recursive: true });
  }
}

function log(...entries: readonly unknown[]): string {
  return `${entries.map((entry) => JSON.stringify(entry)).join("\n")}\n`;
}

async function isUsageError(promise: Promise<unknown>): Promise<void> {
  await assert.rejects(promise, (error: unknown) => error instanceof UserError && error.exitStatus === 2);
}

const LOG = log({ type: "user", message: "hello" }, {
  type: "assistant",
  id: 12345678901234567890n.toString(),
});
const INPUT = { sessionFile: "session.jsonl", sessionId: ID, source: "remote" };

Deno.test("a session goes into a secret gist and the header names it; any machine gets it back", async () => {
  await inWorld(async ({ emulator, work, upload, download }) => {
    await Deno.writeTextFile(join(work, "session.jsonl"), LOG);
    const uploaded = await upload({ ...INPUT, issue: "42" });
    const gist = emulator.gist(uploaded.gist_id);
    assert.deepEqual(uploaded, {
      success: true,
      gist_id: gist.id,
      gist_url: gist.htmlUrl,
      raw_url: uploaded.raw_url,
      session_id: ID,
      issue_number: 42,
      issue_updated: true,
    });
    assert.match(uploaded.raw_url, new RegExp(`/raw/.*session-${ID}\\.jsonl$`));
    assert.equal(gist.public, false);
    assert.equal(gist.description, `Claude Code session ${ID} (remote)`);
    assert.deepEqual(Object.keys(gist.files), [`session-${ID}.jsonl`]);

    const { body } = emulator.issue(42);
    for (
      const line of [
        `last_session_gist_url: '${gist.htmlUrl}'`,
        `last_session_id: '${ID}'`,
        "last_session_at: '2026-11-21T08:00:00+00:00'",
        "last_session_source: remote",
      ]
    ) assert(body.includes(`\n${line}\n`), `${line} is missing in ${body}`);
    assert.match(body, new RegExp(`\nlast_session_gist_id: '?${gist.id}'?\n`));

    const downloaded = await download({ gistUrl: uploaded.gist_url, sessionId: ID });
    const path = join(work, ".erk", "scratch", "remote-sessions", ID, "session.jsonl");
    assert.deepEqual(downloaded, {
      success: true,
      session_id: ID,
      path,
      source: "gist",
      bytes: LOG.length,
      warnings: [],
    });
    assert.equal(await Deno.readTextFile(path), LOG);
    if (Deno.build.os !== "windows") assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
  });
});

Deno.test("a folder for remote sessions that is a link is refused, and nothing lands at its other end", async () => {
  await inWorld(async ({ emulator, work, download }) => {
    const { htmlUrl } = emulator.seedGist({ files: { [`session-${ID}.jsonl`]: LOG } });
    for (const link of ["scratch/remote-sessions", `scratch/remote-sessions/${ID}`]) {
      await Deno.mkdir(join(work, "docs"));
      await Deno.mkdir(join(work, ".erk", link, ".."), { recursive: true });
      await Deno.symlink(join(work, "docs"), join(work, ".erk", link));
      await assert.rejects(
        download({ gistUrl: htmlUrl, sessionId: ID }),
        /is a symbolic link, and was left alone/,
      );
      assert.deepEqual([...Deno.readDirSync(join(work, "docs"))], []);
      await Deno.remove(join(work, ".erk"), { recursive: true });
      await Deno.remove(join(work, "docs"));
    }
  });
});

Deno.test("what is secret in a log doesn't reach the gist, also in a line that is cut", async () => {
  await inWorld(async ({ emulator, work, upload }) => {
    const whole = log({ message: `export GH_TOKEN=${SECRET}`, cwd: "/home/grace/work" });
    await Deno.writeTextFile(join(work, "session.jsonl"), `${whole}{"message":"again ${SECRET} and`);
    const { gist_id } = await upload(INPUT);
    const text = Object.values(emulator.gist(gist_id).files).join();
    assert(!text.includes(SECRET) && !text.includes("grace"), text);
    assert.doesNotThrow(() => JSON.parse(text.split("\n")[0] ?? ""));
  });
});

Deno.test("an id that looks like a secret is refused without repeating it, and nothing is asked of GitHub", async () => {
  await inWorld(async ({ emulator, work, upload }) => {
    await Deno.writeTextFile(join(work, "session.jsonl"), LOG);
    const accessKey = ["AKIA", "Q3EGXN7ZLPWB2DTC"].join("");
    for (const sessionId of [accessKey, `session-${accessKey}`]) {
      const error = await upload({ ...INPUT, sessionId, issue: "42" }).then(
        () => assert.fail(),
        (thrown) => thrown,
      );
      assert.ok(error instanceof UserError && error.exitStatus === 2, String(error));
      assert.match(
        error.message,
        /^What is given as the session's id looks like a secret, and nothing was uploaded: /,
      );
      assert.ok(!`${error.message}${error.detail}`.includes(accessKey.slice(4)));
    }
    assert.equal(emulator.journal.length, 0);
    assert.equal(emulator.gists().length, 0);
  });
});

Deno.test("without an issue only the gist is made", async () => {
  await inWorld(async ({ emulator, work, upload }) => {
    await Deno.writeTextFile(join(work, "session.jsonl"), LOG);
    const uploaded = await upload({ ...INPUT, source: "local" });
    assert.equal("issue_number" in uploaded, false);
    assert.equal(emulator.gist(uploaded.gist_id).description, `Claude Code session ${ID} (local)`);
    assert.deepEqual(
      emulator.requests().map(({ method, path }) => `${method} ${path}`),
      // The first tells the token's scopes.
      ["GET /rate_limit", "POST /gists"],
    );
  });
});

Deno.test("a header that can't be written is half a success: the gist is told, and why it isn't noted", async () => {
  await inWorld(async ({ emulator, work, upload, warnings }) => {
    await Deno.writeTextFile(join(work, "session.jsonl"), LOG);
    emulator.editIssue(42, { body: "no header" });
    const uploaded = await upload({ ...INPUT, issueNumber: "42" });
    assert.deepEqual([uploaded.success, uploaded.issue_updated], [true, false]);
    assert.match(uploaded.issue_update_error ?? "", /no readable plan-header block/);
    assert.equal(emulator.gists().length, 1);
    assert.match(warnings.join(), /The session is uploaded, but plan #42 doesn't say so/);
  });
});

Deno.test("a log that isn't there, or is empty, makes no gist", async () => {
  await inWorld(async ({ emulator, work, upload }) => {
    await assert.rejects(
      upload(INPUT),
      /^UserError: Cannot read the session log .*session\.jsonl \(there is no such file/,
    );
    await Deno.writeTextFile(join(work, "session.jsonl"), " \n");
    await assert.rejects(upload(INPUT), /session\.jsonl is empty; there is nothing to upload/);
    assert.equal(emulator.journal.length, 0);
  });
});

Deno.test("what is no log makes no gist, and the plan keeps the session that it names", async () => {
  await inWorld(async ({ emulator, work, upload }) => {
    for (
      const text of ["root:x:0:0:root:/root:/bin/sh\n", "# Notes\n\nOf a session.\n", "\0\x01\x02", "[1, 2]"]
    ) {
      await Deno.writeTextFile(join(work, "session.jsonl"), text);
      await assert.rejects(
        upload({ ...INPUT, issue: "42" }),
        /session\.jsonl holds no session log, and nothing was uploaded: name the \.jsonl file/,
      );
    }
    assert.equal(emulator.journal.length, 0);
  });
});

Deno.test("a log whose entries are all of another session is uploaded with a warning", async () => {
  await inWorld(async ({ work, upload, warnings }) => {
    const other = log({ type: "user", sessionId: "other-session", message: "hello" });
    const own = log({ type: "user", sessionId: ID.toUpperCase(), message: "hello" });
    await Deno.writeTextFile(join(work, "session.jsonl"), other + own);
    await Deno.writeTextFile(join(work, `${ID}.jsonl`), other);
    await upload(INPUT);
    await upload({ ...INPUT, sessionFile: `${ID}.jsonl` });
    assert.deepEqual(warnings, []);
    await Deno.writeTextFile(join(work, "session.jsonl"), other);
    await upload(INPUT);
    assert.match(warnings.join(), /session\.jsonl are of the session other-session, none is of /);
  });
});

Deno.test("uploading: wrong usage is told, and nothing is asked of GitHub", async () => {
  await inWorld(async ({ emulator, upload }) => {
    await isUsageError(upload({ ...INPUT, sessionId: "../x" }));
    await isUsageError(upload({ ...INPUT, source: "elsewhere" }));
    await isUsageError(upload({ sessionId: ID, source: "local" }));
    await isUsageError(upload({ ...INPUT, issue: "42", issueNumber: "42" }));
    assert.equal(emulator.journal.length, 0);
  });
});

Deno.test("a legacy session comes out of a workflow run's artifact, into the named folder", async () => {
  await inWorld(async ({ emulator, work, download }) => {
    const run = emulator.seedWorkflowRun({ workflow: "learn.yml" });
    emulator.seedArtifact({ runId: run, name: `session-${ID}`, files: { [`${ID}.jsonl`]: LOG } });
    const downloaded = await download({ runId: String(run), sessionId: ID, outputDir: "out" });
    assert.deepEqual([downloaded.source, downloaded.path], ["artifact", join(work, "out", "session.jsonl")]);
    assert.equal(await Deno.readTextFile(downloaded.path), LOG);
  });
});

Deno.test("in a named folder nobody else's session.jsonl is replaced, an earlier download of the session is", async () => {
  await inWorld(async ({ emulator, work, download }) => {
    const text = `${LOG}${log({ sessionId: ID })}`;
    const { htmlUrl } = emulator.seedGist({ files: { [`session-${ID}.jsonl`]: text } });
    const path = join(work, "out", "session.jsonl");
    const get = () => download({ gistUrl: htmlUrl, sessionId: ID, outputDir: "out" });
    await Deno.mkdir(join(work, "out"));
    const foreign = log({ sessionId: ID.replaceAll("1", "2") });
    await Deno.writeTextFile(path, foreign);
    await assert.rejects(
      get(),
      /session\.jsonl would be replaced, and is no log of session .*nothing was written/,
    );
    assert.equal(await Deno.readTextFile(path), foreign);
    await Deno.remove(path);
    await Deno.symlink(join(work, "elsewhere"), path);
    await assert.rejects(get(), /session\.jsonl is a symbolic link; nothing was written/);
    await Deno.remove(path);
    for (const earlier of [text, log({ sessionId: ID })]) {
      await Deno.writeTextFile(path, earlier);
      await get();
      assert.equal(await Deno.readTextFile(path), text);
    }
  });
});

Deno.test("a gist that was deleted is an error, and nothing is written", async () => {
  await inWorld(async ({ work, download }) => {
    await assert.rejects(
      download({ gistUrl: "0123456789abcdef0123", sessionId: ID }),
      /The gist 0123456789abcdef0123 isn't there/,
    );
    const scratch = [...Deno.readDirSync(join(work, ".erk", "scratch"))].map(({ name }) => name);
    assert.deepEqual(scratch, [".gitignore"]);
  });
});

Deno.test("downloading: wrong usage is told, and nothing is asked of GitHub", async () => {
  await inWorld(async ({ emulator, download }) => {
    await isUsageError(download({ sessionId: ID }));
    await isUsageError(download({ gistUrl: "0123456789abcdef0123" }));
    await isUsageError(download({ gistUrl: "0123456789abcdef0123", runId: "1", sessionId: ID }));
    await isUsageError(download({ runId: "latest", sessionId: ID }));
    await isUsageError(download({ gistUrl: "0123456789abcdef0123", sessionId: "a/b" }));
    assert.equal(emulator.journal.length, 0);
  });
});
