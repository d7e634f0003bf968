import assert from "node:assert/strict";
import { join } from "node:path";
import { readRedactionKey } from "../../../lib/cache/mod.ts";
import { inFolder } from "../../support/temporary_folder.ts";

async function inProject(test: (project: string, keyFile: string) => Promise<void>): Promise<void> {
  await inFolder(async (project) => {
    await Deno.mkdir(join(project, ".git"));
    await test(project, join(project, ".erk", "cache", "redaction.key"));
  });
}

Deno.test("a project's key is made once, for its owner alone, and never committed", () =>
  inProject(async (project, keyFile) => {
    const first = await readRedactionKey(project);
    const second = await readRedactionKey(project);
    assert.equal(first.kept, true);
    assert.equal(first.key.length, 32);
    assert.deepEqual(second, first);
    if (Deno.build.os !== "windows") assert.equal(((await Deno.stat(keyFile)).mode ?? 0) & 0o777, 0o600);
    assert.equal(await Deno.readTextFile(join(project, ".erk", "cache", ".gitignore")), "*\n");
    const names = await Array.fromAsync(Deno.readDir(join(project, ".erk", "cache")), ({ name }) => name);
    assert.deepEqual(names.sort(), [".gitignore", "redaction.key"]);
  }));

Deno.test("whoever makes a key at the same time gets the same one", () =>
  inProject(async (project) => {
    const made = await Promise.all(Array.from({ length: 20 }, () => readRedactionKey(project)));
    assert.equal(new Set(made.map(({ key }) => key.join())).size, 1);
  }));

Deno.test("a damaged key is replaced by a whole one", () =>
  inProject(async (project, keyFile) => {
    await readRedactionKey(project);
    await Deno.writeFile(keyFile, new Uint8Array(5));
    const replaced = await readRedactionKey(project);
    assert.equal(replaced.key.length, 32);
    assert.deepEqual(await readRedactionKey(project), replaced);
  }));

const untrusted: [string, (keyFile: string, key: Uint8Array) => Promise<void>][] = [
  ["that others may read", async (keyFile, key) => {
    await Deno.writeFile(keyFile, key);
    await Deno.chmod(keyFile, 0o644);
  }],
  ["that others may write", async (keyFile, key) => {
    await Deno.writeFile(keyFile, key);
    await Deno.chmod(keyFile, 0o620);
  }],
  ["that is a link", async (keyFile, key) => {
    const target = join(keyFile, "..", "..", "..", "known.key");
    await Deno.writeFile(target, key, { mode: 0o600 });
    await Deno.symlink(target, keyFile);
  }],
  ["in whose place a pipe is", async (keyFile) => {
    await new Deno.Command("mkfifo", { args: [keyFile] }).output();
  }],
  ["of a link that leads nowhere", async (keyFile) => await Deno.symlink("nowhere", keyFile)],
];

for (const [title, bring] of untrusted) {
  Deno.test({
    name: `a key ${title} is replaced by one of our own, once`,
    ignore: Deno.build.os === "windows",
    fn: () =>
      inProject(async (project, keyFile) => {
        await Deno.mkdir(join(keyFile, ".."), { recursive: true });
        const known = new Uint8Array(32).fill(7);
        await bring(keyFile, known);
        const first = await readRedactionKey(project);
        assert.notDeepEqual(first.key, known);
        assert.equal(first.kept, true);
        assert.deepEqual(await readRedactionKey(project), first);
        const { isFile, mode } = await Deno.lstat(keyFile);
        assert.deepEqual([isFile, (mode ?? 0) & 0o777], [true, 0o600]);
        const target = join(project, "known.key");
        assert.deepEqual(await Deno.readFile(target).catch(() => known), known, "what a link leads to stays");
      }),
  });
}

Deno.test({
  name: "a key of another user is replaced",
  // Only root can give a file away.
  ignore: Deno.build.os === "windows" || Deno.uid() !== 0,
  fn: () =>
    inProject(async (project, keyFile) => {
      const { key } = await readRedactionKey(project);
      await Deno.chown(keyFile, 4711, 4711);
      const replaced = await readRedactionKey(project);
      assert.notDeepEqual(replaced.key, key);
      assert.deepEqual(await readRedactionKey(project), replaced);
      // Whoever has the folder may change what is in it anyway: with root in a container it is another one.
      await Deno.chown(join(keyFile, ".."), 4711, 4711);
      assert.deepEqual(await readRedactionKey(project), replaced);
      await Deno.chown(keyFile, 4711, 4711);
      assert.deepEqual(await readRedactionKey(project), replaced);
    }),
});

Deno.test("a key that git tracks is neither taken nor replaced: another one serves this run", () =>
  inProject(async (project, keyFile) => {
    const { key } = await readRedactionKey(project);
    const asked: string[] = [];
    const isTracked = (path: string) => {
      asked.push(path);
      return Promise.resolve(true);
    };
    const first = await readRedactionKey(project, isTracked);
    assert.equal(first.kept, false);
    assert.notDeepEqual(first.key, key);
    assert.notDeepEqual((await readRedactionKey(project, isTracked)).key, first.key);
    assert.deepEqual(await Deno.readFile(keyFile), key);
    assert.deepEqual(asked, [keyFile, keyFile]);
    assert.deepEqual(await readRedactionKey(project, () => Promise.resolve(false)), { key, kept: true });
  }));

Deno.test("a folder that is no project gets no files, and a key for this run only", async () => {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-key-" });
  try {
    const first = await readRedactionKey(folder);
    assert.equal(first.kept, false);
    assert.notDeepEqual((await readRedactionKey(folder)).key, first.key);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(folder)), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("where the cache can't be written the key serves this run", () =>
  inProject(async (project) => {
    await Deno.writeTextFile(join(project, ".erk"), "a file where the folder should be");
    const { key, kept } = await readRedactionKey(project);
    assert.equal(key.length, 32);
    assert.equal(kept, false);
  }));
