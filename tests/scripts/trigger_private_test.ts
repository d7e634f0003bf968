import assert from "node:assert/strict";
import { join, relative } from "node:path";
import { type GitHubEmulator } from "../support/github_emulator/mod.ts";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { conversation, failureOf, INPUT, inWorld, REMOTE, seedOrdinaryPlan } from "./trigger_world.ts";

const LOG = conversation(REMOTE, "Run it in CI.", "It ran in CI.").map((line) => `${JSON.stringify(line)}\n`)
  .join("");

function seedRemoteSession(emulator: GitHubEmulator) {
  const gist = emulator.seedGist({ files: { [`session-${REMOTE}.jsonl`]: LOG } });
  return { remote: { id: REMOTE, gistUrl: gist.htmlUrl, gistId: gist.id } };
}

/** Paths below a folder, from it, with whether each is a folder, and its mode. */
function* below(folder: string, from = folder): Generator<{ path: string; isFolder: boolean; mode: number }> {
  for (const { name, isDirectory: isFolder } of Deno.readDirSync(folder)) {
    const path = join(folder, name);
    yield { path: relative(from, path), isFolder, mode: (Deno.lstatSync(path).mode ?? 0) & 0o777 };
    if (isFolder) yield* below(path, from);
  }
}

async function git(cwd: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("git", {
    args: ["-c", "user.name=Ada", "-c", "user.email=ada@example.test", ...args],
    cwd,
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

Deno.test({
  name: "what trigger leaves is for its owner alone, also in folders that were open before",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inWorld(async (world) => {
      await Deno.mkdir(join(world.project, ".erk", "scratch", "learn-42", "remote-downloads"), {
        recursive: true,
      });
      await Deno.mkdir(join(world.project, ".erk", "cache", "sessions"), { recursive: true });
      await seedOrdinaryPlan(world, seedRemoteSession(world.emulator));
      await triggerAsyncLearn(INPUT, world.context);
      const all = [...below(join(world.project, ".erk"))];
      const open = all.filter(({ isFolder, mode }) => isFolder && mode !== 0o700).map(({ path }) => path);
      assert.deepEqual(open, []);
      for (const name of ["trigger-state.json", `remote-downloads/${REMOTE}.jsonl`]) {
        const file = all.find(({ path }) => path === join("scratch", "learn-42", name));
        assert.equal(file?.mode, 0o600, name);
      }
    }),
});

for (
  const link of [".erk", ".erk/scratch", ".erk/scratch/learn-42", ".erk/scratch/learn-42/remote-downloads"]
) {
  Deno.test(`where the repository brings a link at ${link}, trigger leaves nothing at its other end`, () =>
    inWorld(async (world) => {
      const docs = join(world.project, "docs");
      await Deno.mkdir(docs);
      await Deno.mkdir(join(world.project, link, ".."), { recursive: true });
      await Deno.symlink(docs, join(world.project, link));
      await seedOrdinaryPlan(world, seedRemoteSession(world.emulator));
      const { message } = await failureOf(triggerAsyncLearn(INPUT, world.context));
      assert.ok(
        message.includes(`${join(world.project, link)} is a symbolic link, and was left alone`),
        message,
      );
      assert.deepEqual([...Deno.readDirSync(docs)], []);
      assert.equal(world.emulator.gists().length, 1, "the session's");
    }));
}

Deno.test("where git tracks files in the plan's folder, trigger writes nothing and says how to take them out", () =>
  inWorld(async (world) => {
    await git(world.project, "init", "-q");
    const log = join(world.project, ".erk/scratch/learn-42/remote-downloads", `${REMOTE}.jsonl`);
    await Deno.mkdir(join(log, ".."), { recursive: true });
    await Deno.writeTextFile(log, "{}\n");
    await git(world.project, "add", "--all");
    await seedOrdinaryPlan(world, seedRemoteSession(world.emulator));
    const { message } = await failureOf(triggerAsyncLearn(INPUT, world.newContext()));
    assert.equal(
      message,
      `git tracks .erk/scratch/learn-42/remote-downloads/${REMOTE}.jsonl, so what is written there would be committed: ` +
        'run "git rm -r --cached .erk/scratch/learn-42", and then the command again.',
    );
    assert.equal(await Deno.readTextFile(log), "{}\n");
    await git(world.project, "rm", "-q", "-r", "--cached", ".erk/scratch/learn-42");
    assert.equal((await triggerAsyncLearn(INPUT, world.newContext())).workflow_triggered, true);
  }));

Deno.test("git would add nothing of what trigger leaves, whatever .gitignore the repository brings", () =>
  inWorld(async (world) => {
    await git(world.project, "init", "-q");
    const folders = [
      ".erk/scratch",
      ".erk/scratch/learn-42",
      ".erk/scratch/learn-42/remote-downloads",
      ".erk/cache",
    ];
    for (const folder of folders) {
      await Deno.mkdir(join(world.project, folder), { recursive: true });
      await Deno.writeTextFile(join(world.project, folder, ".gitignore"), "!*\n");
    }
    await git(world.project, "add", "--all");
    await git(world.project, "commit", "-q", "-m", "hostile");
    await seedOrdinaryPlan(world, seedRemoteSession(world.emulator));
    const { warnings } = await triggerAsyncLearn(INPUT, world.context);
    assert.deepEqual(warnings, []);
    await Deno.stat(join(world.project, ".erk/scratch/learn-42/remote-downloads", `${REMOTE}.jsonl`));
    const untracked = (await git(world.project, "ls-files", "--others", "--exclude-standard")).split("\n");
    assert.deepEqual(untracked.filter((path) => path !== ""), []);
  }));
