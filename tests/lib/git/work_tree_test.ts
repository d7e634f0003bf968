import assert from "node:assert/strict";
import { join } from "node:path";
import { ignoredPaths, listWorkTreeFiles, trackedFiles } from "../../../lib/git/mod.ts";
import { makeTree, runGit } from "../learn/documents/document_world.ts";

Deno.test("a work tree's files are those that git has or would add, by their real names", async () => {
  await using tree = await makeTree({ ".gitignore": "dist/\n*.log\n", "a b/é.md": "", "src/x.ts": "" }, {
    git: true,
  });
  await Deno.writeTextFile(join(tree.root, "new.md"), "");
  await Deno.writeTextFile(join(tree.root, "debug.log"), "");
  assert.deepEqual((await listWorkTreeFiles(tree.root))?.sort(), [
    ".gitignore",
    "a b/é.md",
    "new.md",
    "src/x.ts",
  ]);
  assert.deepEqual(await listWorkTreeFiles(join(tree.root, "src")), ["x.ts"]);
});

Deno.test("ignored paths are told whether they exist or not, and beside ones that git won't look at", async () => {
  await using tree = await makeTree({ ".gitignore": "dist/\n*.log\n", "src/x.ts": "" }, { git: true });
  const many = Array.from({ length: 3_000 }, (_, at) => `dist/file-${at}.js`);
  assert.equal((await ignoredPaths(tree.root, [...many, "src/y.ts"])).size, 3_000);
  await Deno.symlink("src", join(tree.root, "link"));
  assert.deepEqual([...await ignoredPaths(tree.root, ["link/a.log", "b.log", "src/y.ts"])], ["b.log"]);
  assert.deepEqual([...await ignoredPaths(tree.root, [])], []);
});

Deno.test("tracked files are told at or below the paths, also ignored ones, and by their names alone", async () => {
  const names = [".erk/cache/redaction.key", ".erk/cache/x[1]", ".erk/cache/x1", "src/x.ts"];
  await using tree = await makeTree(Object.fromEntries(names.map((name) => [name, ""])), { git: true });
  await runGit(tree.root, ["add", "--force", "--all"]);
  await Deno.writeTextFile(join(tree.root, ".gitignore"), "*\n");
  await Deno.writeTextFile(join(tree.root, ".erk", "new"), "");
  assert.deepEqual((await trackedFiles(tree.root, [".erk"])).sort(), names.slice(0, 3).sort());
  assert.deepEqual(await trackedFiles(tree.root, [join(tree.root, ".erk", "cache", "x[1]")]), [
    ".erk/cache/x[1]",
  ]);
  assert.deepEqual(await trackedFiles(tree.root, [".erk/new", "none", "*"]), []);
});

Deno.test("outside of a work tree nothing is known", async () => {
  await using tree = await makeTree({ "a.md": "" });
  assert.equal(await listWorkTreeFiles(tree.root), undefined);
  assert.equal((await ignoredPaths(tree.root, ["a.log"])).size, 0);
  assert.deepEqual(await trackedFiles(tree.root, ["a.md"]), []);
  await runGit(tree.root, ["init", "--quiet"]);
  assert.deepEqual(await listWorkTreeFiles(tree.root), ["a.md"]);
});
