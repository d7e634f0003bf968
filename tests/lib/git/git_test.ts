import assert from "node:assert/strict";
import { join } from "node:path";
import { openGit, repositoryFromGit } from "../../../lib/git/mod.ts";

async function git(cwd: string, ...parameters: string[]): Promise<void> {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  const { success, stderr } = await new Deno.Command("git", {
    args: [...identity, ...parameters],
    cwd,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
}

/** Calls the test with a fresh repository (one commit, branch `P42-tide-table`) and removes it after. */
async function withRepository(test: (root: string) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    const root = join(folder, "work tree");
    await Deno.mkdir(root);
    await git(root, "init", "--quiet", "--initial-branch=P42-tide-table");
    await git(root, "commit", "--quiet", "--allow-empty", "--message=first");
    await test(root);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("root and branch are found from a sub-folder", () =>
  withRepository(async (root) => {
    const inner = join(root, "src", "deep");
    await Deno.mkdir(inner, { recursive: true });
    const repository = openGit(inner);
    assert.equal(await repository.root(), root);
    assert.equal(await repository.currentBranch(), "P42-tide-table");
    assert.equal(await repository.failure(), undefined);
  }));

Deno.test("a branch that shares its name with a tag keeps its plain name", () =>
  withRepository(async (root) => {
    await git(root, "tag", "P42-tide-table");
    assert.equal(await openGit(root).currentBranch(), "P42-tide-table");
  }));

Deno.test("a branch without any commit has a name", () =>
  withRepository(async (root) => {
    await git(root, "checkout", "--quiet", "--orphan", "P7/neue-Küste");
    assert.equal(await openGit(root).currentBranch(), "P7/neue-Küste");
  }));

Deno.test("a detached HEAD has no branch, but a root", () =>
  withRepository(async (root) => {
    await git(root, "checkout", "--quiet", "--detach");
    const repository = openGit(root);
    assert.equal(await repository.currentBranch(), undefined);
    assert.equal(await repository.root(), root);
  }));

Deno.test("a linked work tree has its own root and branch, and the repository's remotes", () =>
  withRepository(async (root) => {
    const linked = join(root, "..", "linked");
    await git(root, "remote", "add", "origin", "https://github.com/coast/tidebook.git");
    await git(root, "worktree", "add", "--quiet", "-b", "P43-moon", linked);
    const repository = openGit(linked);
    assert.equal(await repository.root(), linked);
    assert.equal(await repository.currentBranch(), "P43-moon");
    assert.deepEqual(await repository.remotes(), [
      { name: "origin", url: "https://github.com/coast/tidebook.git" },
    ]);
  }));

Deno.test("remotes come once each, with insteadOf applied and the fetch address taken", () =>
  withRepository(async (root) => {
    await git(root, "config", "url.https://github.example.com/.insteadOf", "work:");
    await git(root, "remote", "add", "origin", "work:coast/tidebook.git");
    await git(root, "remote", "set-url", "--push", "origin", "git@github.example.com:me/push.git");
    await git(root, "remote", "add", "fork", "git@github.com:me/tidebook.git");
    await git(root, "config", "remote.fork.partialclonefilter", "blob:none");
    await git(root, "config", "remote.origin.gh-resolved", "base");
    const remotes = await openGit(root).remotes();
    assert.deepEqual(remotes.toSorted((a, b) => a.name.localeCompare(b.name)), [
      { name: "fork", url: "git@github.com:me/tidebook.git" },
      { name: "origin", url: "https://github.example.com/coast/tidebook.git", ghResolved: "base" },
    ]);
  }));

Deno.test("answers are kept: a later change of branch isn't seen by the same object", () =>
  withRepository(async (root) => {
    const repository = openGit(root);
    assert.equal(await repository.currentBranch(), "P42-tide-table");
    await git(root, "checkout", "--quiet", "-b", "other");
    assert.equal(await repository.currentBranch(), "P42-tide-table");
    assert.equal(await openGit(root).currentBranch(), "other");
  }));

Deno.test("outside a repository everything is absent and git says why", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const repository = openGit(folder);
    assert.equal(await repository.root(), undefined);
    assert.equal(await repository.currentBranch(), undefined);
    assert.deepEqual(await repository.remotes(), []);
    assert.match((await repository.failure())?.reason ?? "", /not a git repository/i);
  } finally {
    await Deno.remove(folder);
  }
});

Deno.test("a working directory that is gone is as outside a repository", async () => {
  const repository = openGit("/nowhere/at/all");
  assert.equal(await repository.root(), undefined);
  assert.deepEqual(await repository.failure(), { ran: false, reason: "there is no folder /nowhere/at/all" });
});

Deno.test("a git that isn't installed is told from a folder that is no repository", async () => {
  const cannot = (reason: string) => ({
    workingDirectory: "/coast",
    root: () => Promise.resolve(undefined),
    currentBranch: () => Promise.resolve(undefined),
    remotes: () => Promise.resolve([]),
    failure: () => Promise.resolve({ ran: false, reason }),
  });
  await assert.rejects(repositoryFromGit(cannot("git is not installed, or not on PATH")), {
    message: "Git can't say which repository this is: git is not installed, or not on PATH. " +
      "Install git, or name the repository with --repo owner/name.",
  });
});

Deno.test({
  name: "without permission to run git, everything is absent and nobody is asked",
  permissions: { run: false },
  async fn() {
    const repository = openGit(".");
    assert.equal(await repository.root(), undefined);
    assert.deepEqual(await repository.remotes(), []);
    assert.deepEqual(await repository.failure(), {
      ran: false,
      reason: "git is not on PATH, or this program may not run it",
    });
  },
});

Deno.test("an aborted signal stops the question", async () => {
  const repository = openGit(".", { signal: AbortSignal.abort(new Error("stopped")) });
  await assert.rejects(repository.root(), /stopped/);
});
