import assert from "node:assert/strict";
import { join } from "node:path";
import { openCacheFolder } from "../../../lib/cache/mod.ts";
import { inFolder } from "../../support/temporary_folder.ts";

async function inProject(test: (project: string) => Promise<void>): Promise<void> {
  await inFolder(async (project) => {
    await Deno.mkdir(join(project, ".git"));
    await test(project);
  });
}

Deno.test("the cache is for its owner alone and ignored by git, also where it was open and not ignored", () =>
  inProject(async (project) => {
    const folder = join(project, ".erk", "cache");
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(join(folder, ".gitignore"), "# nothing\n");
    assert.equal(await openCacheFolder(project), folder);
    assert.equal(await Deno.readTextFile(join(folder, ".gitignore")), "*\n");
    if (Deno.build.os !== "windows") assert.equal(((await Deno.stat(folder)).mode ?? 0) & 0o777, 0o700);
  }));

for (const link of [".erk", ".erk/cache"]) {
  Deno.test(`a link at ${link} is refused, and nothing is made at its other end`, () =>
    inProject(async (project) => {
      const docs = join(project, "docs");
      await Deno.mkdir(docs);
      await Deno.mkdir(join(project, link, ".."), { recursive: true });
      await Deno.symlink(docs, join(project, link));
      await assert.rejects(openCacheFolder(project), /is a symbolic link, and was left alone: remove it/);
      assert.deepEqual([...Deno.readDirSync(docs)], []);
    }));
}

Deno.test("what is neither a repository nor has a folder of ours gets no cache", () =>
  inFolder(async (folder) => {
    assert.equal(await openCacheFolder(folder), undefined);
    assert.deepEqual([...Deno.readDirSync(folder)], []);
    await Deno.mkdir(join(folder, ".erk"));
    assert.equal(await openCacheFolder(folder), join(folder, ".erk", "cache"));
  }));
