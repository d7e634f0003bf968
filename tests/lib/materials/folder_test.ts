import assert from "node:assert/strict";
import { join } from "node:path";
import {
  downloadsFolderPath,
  listMaterials,
  makeDownloadsFolder,
  materialsFolderPath,
  prepareMaterialsFolder,
  prepareScratchFolder,
  readMaterials,
} from "../../../lib/materials/folder.ts";
import { inFolder } from "../../support/temporary_folder.ts";

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await Deno.writeTextFile(join(folder, name), content);
}

const SESSION = "3f1c9e6a-0b7d-4c56-9a3e-2f8d7b6c5a41";

Deno.test("a plan's folder lies below .erk/scratch", () => {
  assert.equal(
    materialsFolderPath("/coast/tidebook", 42),
    join("/coast/tidebook", ".erk", "scratch", "learn-42"),
  );
});

Deno.test("materials are the regular, filled files with our names, in name order with their sizes", () =>
  inFolder(async (folder) => {
    await write(folder, {
      [`planning-${SESSION}.xml`]: "<session/>",
      [`impl-${SESSION}-part2.xml`]: "12",
      [`impl-${SESSION}-part1.xml`]: "é",
      "pr-review-comments.json": "{}",
      "pr-discussion-comments.json": "{}",
      "pr-comments.json": "{}",
    });
    const { materials, ignored } = await listMaterials(folder);
    assert.deepEqual(materials.map(({ name, bytes }) => [name, bytes]), [
      [`impl-${SESSION}-part1.xml`, 2],
      [`impl-${SESSION}-part2.xml`, 2],
      [`planning-${SESSION}.xml`, 10],
      ["pr-comments.json", 2],
      ["pr-discussion-comments.json", 2],
      ["pr-review-comments.json", 2],
    ]);
    assert.deepEqual(ignored, []);
  }));

Deno.test("empty, hidden, temporary, foreign and linked files, sub-folders and the manifest are no materials", () =>
  inFolder(async (folder) => {
    await write(folder, {
      "impl-empty.xml": "",
      ".impl-hidden.xml": "x",
      "impl-a.xml.tmp": "x",
      "notes.md": "x",
      "planning-.xml": "x",
      "impl-a b.xml": "x",
      "manifest.json": "{}",
    });
    await Deno.mkdir(join(folder, "remote-downloads"));
    await Deno.mkdir(join(folder, "impl-folder.xml"));
    await Deno.symlink(join(folder, "notes.md"), join(folder, "impl-link.xml"));
    const { materials, ignored } = await listMaterials(folder);
    assert.deepEqual(materials, []);
    assert.deepEqual(ignored, [
      ".impl-hidden.xml",
      "impl-a b.xml",
      "impl-a.xml.tmp",
      "impl-empty.xml",
      "impl-folder.xml",
      "impl-link.xml",
      "manifest.json",
      "notes.md",
      "planning-.xml",
      "remote-downloads",
    ]);
  }));

Deno.test("a missing folder is an error that names it", () =>
  inFolder(async (folder) => {
    const missing = join(folder, "learn-42");
    await assert.rejects(listMaterials(missing), (error: Error) => error.message.includes(missing));
  }));

Deno.test("preparing makes the folder, or removes what an earlier run left and nothing else", () =>
  inFolder(async (parent) => {
    const folder = materialsFolderPath(parent, 42);
    assert.deepEqual(await prepareMaterialsFolder(parent, 42), []);
    await write(folder, {
      "impl-old.xml": "x",
      "planning-old-part3.xml": "",
      "pr-comments.json": "{}",
      "manifest.json": "{}",
      "notes.md": "mine",
    });
    await Deno.mkdir(join(folder, "impl-folder.xml"));
    await Deno.mkdir(join(folder, "remote-downloads"));
    await write(join(folder, "remote-downloads"), { "impl-x.xml": "kept" });
    await Deno.symlink(join(folder, "notes.md"), join(folder, "impl-link.xml"));
    assert.deepEqual(await prepareMaterialsFolder(parent, 42), [
      "impl-link.xml",
      "impl-old.xml",
      "manifest.json",
      "planning-old-part3.xml",
      "pr-comments.json",
    ]);
    const left = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
    assert.deepEqual(left, [".gitignore", "impl-folder.xml", "notes.md", "remote-downloads"]);
    assert.equal(await Deno.readTextFile(join(folder, "remote-downloads", "impl-x.xml")), "kept");
  }));

for (const names of [[], ["scratch"], ["scratch", "learn-42"], ["scratch", "learn-42", "remote-downloads"]]) {
  const link = [".erk", ...names].join("/");
  Deno.test(`a materials folder with a symbolic link at ${link} is refused, and what it leads to stays`, () =>
    inFolder(async (parent) => {
      const elsewhere = join(parent, "elsewhere");
      await Deno.mkdir(join(elsewhere, "scratch", "learn-42"), { recursive: true });
      for (const below of ["", "scratch", "scratch/learn-42"]) {
        await write(join(elsewhere, below), { "manifest.json": "mine" });
      }
      await Deno.mkdir(join(parent, link, ".."), { recursive: true });
      await Deno.symlink(elsewhere, join(parent, link));
      await assert.rejects(prepareMaterialsFolder(parent, 42), (error: Error) => {
        return error.message.includes(`${join(parent, link)} is a symbolic link`);
      });
      for (const below of ["", "scratch", "scratch/learn-42"]) {
        assert.equal(await Deno.readTextFile(join(elsewhere, below, "manifest.json")), "mine");
      }
    }));
}

Deno.test("the folder of downloads is made and ignored by git, and isn't material", () =>
  inFolder(async (parent) => {
    await prepareMaterialsFolder(parent, 42);
    const folder = materialsFolderPath(parent, 42);
    const downloads = makeDownloadsFolder(folder);
    assert.equal(downloads, downloadsFolderPath(folder));
    assert.equal(await Deno.readTextFile(join(downloads, ".gitignore")), "*\n");
    assert.deepEqual(await listMaterials(folder), {
      materials: [],
      ignored: [".gitignore", "remote-downloads"],
    });
  }));

Deno.test("a folder that can't be made is an error that names it", () =>
  inFolder(async (parent) => {
    await write(parent, { ".erk": "a file where the folder should be" });
    const names =
      /Cannot prepare the folder .*scratch.* \(a file stands where a folder is needed\): move it away, or run the command in /;
    await assert.rejects(prepareMaterialsFolder(parent, 42), names);
    assert.throws(() => prepareScratchFolder(parent), names);
  }));

Deno.test("materials are read with their byte order mark; bytes that aren't UTF-8 are replaced", () =>
  inFolder(async (folder) => {
    await Deno.writeFile(join(folder, "impl-a.xml"), new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff]));
    const { materials } = await listMaterials(folder);
    assert.deepEqual(await readMaterials(materials), [{ name: "impl-a.xml", text: "\uFEFFa\uFFFD" }]);
  }));

Deno.test("git ignores the scratch folder, whatever .gitignore is already there", () =>
  inFolder(async (root) => {
    const scratch = prepareScratchFolder(root);
    assert.equal(scratch, join(root, ".erk", "scratch"));
    assert.equal(await Deno.readTextFile(join(scratch, ".gitignore")), "*\n");
    await Deno.writeTextFile(join(scratch, ".gitignore"), "learn-*\n");
    prepareScratchFolder(root);
    assert.equal(await Deno.readTextFile(join(scratch, ".gitignore")), "*\n");
  }));

Deno.test("a folder in the scratch folder that is to be written to may be no link", () =>
  inFolder(async (root) => {
    await Deno.symlink(root, join(prepareScratchFolder(root), "sessions"));
    assert.throws(() => prepareScratchFolder(root, "sessions", "learn-42"), /sessions is a symbolic link/);
    prepareScratchFolder(root, "remote-sessions");
  }));
