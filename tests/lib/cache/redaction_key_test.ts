import assert from "node:assert/strict";
import { join } from "node:path";
import { readRedactionKey } from "../../../lib/cache/mod.ts";

async function inProject(test: (project: string, keyFile: string) => Promise<void>): Promise<void> {
  const project = await Deno.makeTempDir({ prefix: "erk-learn-key-" });
  try {
    await Deno.mkdir(join(project, ".git"));
    await test(project, join(project, ".erk", "cache", "redaction.key"));
  } finally {
    await Deno.remove(project, { recursive: true });
  }
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
