import assert from "node:assert/strict";
import { join } from "node:path";
import { planLockPaths, thisProcess } from "../../../lib/run_state/mod.ts";
import { inFolder } from "../../support/temporary_folder.ts";

async function git(cwd: string, ...args: string[]): Promise<void> {
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@widgets.example"];
  const { success, stderr } = await new Deno.Command("git", { args: [...identity, ...args], cwd }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
}

Deno.test("all work trees of a clone have the same lock of a plan", () =>
  inFolder(async (folder) => {
    const main = join(folder, "main");
    const tree = join(folder, "tree");
    await Deno.mkdir(main);
    await git(main, "init", "--quiet");
    await git(main, "commit", "--quiet", "--allow-empty", "--message", "start");
    await git(main, "worktree", "add", "--quiet", tree);
    const path = join(main, ".git", "erk-learn", "learn-42.lock");
    assert.equal(planLockPaths(main, 42)[0], path);
    assert.equal(planLockPaths(tree, 42)[0], path);
    assert.notEqual(planLockPaths(main, 43)[0], path);
  }));

Deno.test("a work tree of a bare repository, and a submodule, have theirs in the git folder that they share", () =>
  inFolder(async (folder) => {
    const tree = join(folder, "tree");
    await git(folder, "init", "--quiet", "--bare", "repository.git");
    const bare = join(folder, "repository.git");
    await git(bare, "worktree", "add", "--quiet", "--orphan", "-b", "main", tree).catch(async () => {
      // Git before 2.42 knows no --orphan here: the same by hand.
      await Deno.mkdir(tree);
      await Deno.mkdir(join(bare, "worktrees", "tree"), { recursive: true });
      await Deno.writeTextFile(join(bare, "worktrees", "tree", "commondir"), "../..\n");
      await Deno.writeTextFile(join(tree, ".git"), `gitdir: ${bare}/worktrees/tree\n`);
    });
    assert.equal(planLockPaths(tree, 42)[0], join(bare, "erk-learn", "learn-42.lock"));

    const submodule = join(folder, "parent", "library");
    await Deno.mkdir(submodule, { recursive: true });
    await Deno.mkdir(join(folder, "parent", ".git", "modules", "library"), { recursive: true });
    await Deno.writeTextFile(join(submodule, ".git"), "gitdir: ../.git/modules/library\n");
    assert.equal(
      planLockPaths(submodule, 42)[0],
      join(folder, "parent", ".git", "modules", "library", "erk-learn", "learn-42.lock"),
    );
  }));

Deno.test("outside of a repository, and beside a damaged .git, the lock lies beside the materials", () =>
  inFolder(async (folder) => {
    const path = join(folder, ".erk", "scratch", "learn-42.lock");
    assert.deepEqual(planLockPaths(folder, 42), [path]);
    await Deno.writeTextFile(join(folder, ".git"), "nonsense");
    assert.deepEqual(planLockPaths(folder, 42), [path]);
  }));

Deno.test("a process is told by its id, its host and its start", () => {
  const { pid, host, since } = thisProcess(new Date("2026-11-21T08:00:00Z"), () => undefined);
  assert.equal(pid, Deno.pid);
  assert.equal(typeof host, "string");
  assert.equal(since, "2026-11-21T08:00:00.000Z");
});
