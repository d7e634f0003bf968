import assert from "node:assert/strict";
import { join } from "node:path";
import { makeErkFolder, makePrivateFolder } from "../../lib/erk_folder.ts";
import { UserError } from "../../lib/user_error.ts";
import { inFolder } from "../support/temporary_folder.ts";

const isWindows = Deno.build.os === "windows";

function modeOf(path: string): string {
  return ((Deno.lstatSync(path).mode ?? 0) & 0o777).toString(8);
}

async function git(root: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("git", {
    args: ["-c", "user.name=Ada", "-c", "user.email=ada@example.test", ...args],
    cwd: root,
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

Deno.test({
  name: "each folder below .erk is for its owner alone, also one that was open; .erk stays as it is",
  ignore: isWindows,
  fn: () =>
    inFolder(async (root) => {
      await Deno.mkdir(join(root, ".erk", "scratch"), { recursive: true });
      await Deno.chmod(join(root, ".erk"), 0o755);
      await Deno.chmod(join(root, ".erk", "scratch"), 0o775);
      const folder = makeErkFolder(root, "scratch", "learn-42");
      assert.equal(folder, join(root, ".erk", "scratch", "learn-42"));
      assert.deepEqual(
        [".erk", ".erk/scratch", ".erk/scratch/learn-42"].map((path) => modeOf(join(root, path))),
        [
          "755",
          "700",
          "700",
        ],
      );
    }),
});

Deno.test("a link at any place on the way is refused with one sentence, and nothing is made at its other end", async () => {
  const names = ["scratch", "learn-42", "remote-downloads"];
  for (let depth = 0; depth <= names.length; depth++) {
    for (const isDangling of [false, true]) {
      await inFolder(async (root) => {
        const docs = join(root, "docs");
        if (!isDangling) await Deno.mkdir(docs);
        const link = join(root, ".erk", ...names.slice(0, depth));
        await Deno.mkdir(join(link, ".."), { recursive: true });
        await Deno.symlink(docs, link);
        assert.throws(() => makeErkFolder(root, ...names), (error: Error) => {
          assert.ok(error instanceof UserError);
          assert.equal(
            error.message,
            `The folder ${link} is a symbolic link, and was left alone: remove it, and run the command again.`,
          );
          return true;
        });
        if (isDangling) await assert.rejects(Deno.lstat(docs), Deno.errors.NotFound);
        else assert.deepEqual([...Deno.readDirSync(docs)], []);
      });
    }
  }
});

Deno.test("a single folder is no link either", () =>
  inFolder(async (root) => {
    await Deno.symlink(root, join(root, "sessions"));
    assert.throws(() => makePrivateFolder(join(root, "sessions")), /sessions is a symbolic link/);
  }));

const committed: [string, (scratch: string) => Promise<void>][] = [
  ["nothing", () => Promise.resolve()],
  [
    "a .gitignore of something else",
    (scratch) => Deno.writeTextFile(join(scratch, ".gitignore"), "# *\nlearn-\n"),
  ],
  [
    "a .gitignore that takes something back",
    (scratch) => Deno.writeTextFile(join(scratch, ".gitignore"), "*\n!learn-*\n!learn-*/**\n"),
  ],
  ["a .gitignore of a star and a tab", (scratch) => Deno.writeTextFile(join(scratch, ".gitignore"), "*\t\n")],
  ["a .gitignore that is a link", async (scratch) => {
    await Deno.writeTextFile(join(scratch, "..", "ignored"), "*\n");
    await Deno.symlink("../ignored", join(scratch, ".gitignore"));
  }],
  ["such a .gitignore further below", async (scratch) => {
    await Deno.mkdir(join(scratch, "learn-42"));
    for (const folder of [scratch, join(scratch, "learn-42")]) {
      await Deno.writeTextFile(join(folder, ".gitignore"), "!*\n");
    }
  }],
];

for (const [title, commit] of committed) {
  Deno.test(`git ignores what lies in the folders where the repository brings ${title}`, () =>
    inFolder(async (root) => {
      await git(root, "init", "-q");
      await Deno.mkdir(join(root, ".erk", "scratch"), { recursive: true });
      await commit(join(root, ".erk", "scratch"));
      await git(root, "add", "--force", "--all");
      await git(root, "commit", "-q", "--allow-empty", "-m", "all");
      const folder = makeErkFolder(root, "scratch", "learn-42");
      await Deno.writeTextFile(join(folder, "raw.jsonl"), "{}");
      await Deno.writeTextFile(join(folder, "..", "learn-42.lock"), "");
      const files = await git(root, "ls-files", "--others", "--exclude-standard");
      assert.deepEqual(files.split("\n").filter((path) => path !== ""), []);
    }));
}

Deno.test("a .gitignore that ignores everything but itself stays", () =>
  inFolder(async (root) => {
    for (const text of ["*\n", "# ours\r\n*  \r\n!.gitignore\r\n", "*.xml\n*"]) {
      const path = join(makeErkFolder(root, "scratch"), ".gitignore");
      await Deno.writeTextFile(path, text);
      makeErkFolder(root, "scratch");
      assert.equal(await Deno.readTextFile(path), text);
    }
  }));

Deno.test("a folder where the .gitignore should be is a failure that leaves nothing half done", () =>
  inFolder(async (root) => {
    await Deno.mkdir(join(root, ".erk", "scratch", ".gitignore"), { recursive: true });
    assert.throws(() => makeErkFolder(root, "scratch"));
    assert.deepEqual([...Deno.readDirSync(join(root, ".erk", "scratch"))].map(({ name }) => name), [
      ".gitignore",
    ]);
  }));
