import assert from "node:assert/strict";
import { join } from "node:path";
import { packMaterials, unpackMaterials } from "../../../lib/materials/mod.ts";
import { writeFiles } from "../../../lib/materials/write_files.ts";
import { beginDownload } from "../../../lib/materials/unfinished_download.ts";
import { asPublished, createRedactor } from "../../../lib/redact/mod.ts";
import { UserError } from "../../../lib/user_error.ts";
import { inFolder } from "../../support/temporary_folder.ts";

function file(name: string, text = `content of ${name}`): { name: string; bytes: Uint8Array<ArrayBuffer> } {
  return { name, bytes: new TextEncoder().encode(text) };
}

async function namesIn(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}

Deno.test("files are written into a folder that is made for them, and nothing else is left there", () =>
  inFolder(async (folder) => {
    const output = join(folder, "deep", "out");
    await writeFiles(output, [file("impl-a.xml", "a\0\r\n"), file("pr-comments.json")]);
    assert.deepEqual(await namesIn(output), ["impl-a.xml", "pr-comments.json"]);
    assert.equal(await Deno.readTextFile(join(output, "impl-a.xml")), "a\0\r\n");
  }));

Deno.test("existing files of the same name are replaced, others stay", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "impl-a.xml"), "old, and longer than the new one");
    await Deno.writeTextFile(join(folder, "mine.txt"), "mine");
    await writeFiles(folder, [file("impl-a.xml", "new")]);
    assert.equal(await Deno.readTextFile(join(folder, "impl-a.xml")), "new");
    assert.deepEqual(await namesIn(folder), ["impl-a.xml", "mine.txt"]);
  }));

Deno.test("a file that no download wrote isn't replaced or removed, whatever a gist calls its files", () =>
  inFolder(async (folder) => {
    for (const name of ["package.json", "manifest.json", "session-a.xml", "notes.txt"]) {
      await Deno.writeTextFile(join(folder, name), "{}");
      await assert.rejects(
        writeFiles(folder, [file("impl-a.xml", "new"), file(name, "from a gist")]),
        /"[\w.-]+" would be replaced, and no download wrote it; nothing was written\./,
        name,
      );
      assert.deepEqual(await namesIn(folder), [name]);
      assert.equal(await Deno.readTextFile(join(folder, name)), "{}");
      await writeFiles(folder, [file(name, "{}")]);
      await Deno.remove(join(folder, name));
    }
    await Deno.writeTextFile(join(folder, "manifest.json"), "{}");
    await writeFiles(folder, [file("impl-a.xml", "new")]);
    assert.deepEqual(await namesIn(folder), ["impl-a.xml", "manifest.json"]);
  }));

Deno.test("a file of any name that an earlier download left is replaced, unless somebody changed it", () =>
  inFolder(async (folder) => {
    const bytes = new TextEncoder().encode("first");
    const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
    const manifest = await manifestNaming("notes.txt", { bytes: bytes.length, sha256 });
    await writeFiles(folder, [{ name: "notes.txt", bytes }, file("manifest.json", manifest)]);
    await writeFiles(folder, [file("notes.txt", "second"), file("manifest.json", manifest)]);
    assert.equal(await Deno.readTextFile(join(folder, "notes.txt")), "second");
    await assert.rejects(writeFiles(folder, [file("notes.txt", "third")]), /no download wrote it/);
  }));

/** A manifest of ours, with a file of that name in it. */
async function manifestNaming(name: string, entry: { bytes: number; sha256: string }): Promise<string> {
  const material = { name: asPublished("impl-a.xml"), grown: asPublished("content") };
  const redactor = await createRedactor();
  const packed = await packMaterials([material], { issueNumber: 42, createdAt: new Date(0), redactor });
  const { files } = await unpackMaterials(packed.gistFiles[0]?.content ?? "");
  const found = files.find((each) => each.name === "manifest.json");
  const manifest = JSON.parse(new TextDecoder().decode(found?.bytes));
  return JSON.stringify({ ...manifest, files: [{ ...manifest.files[0], ...entry, name }] });
}

Deno.test("materials that are there and aren't among the files are refused: they would be read with them", () =>
  inFolder(async (folder) => {
    for (
      const other of [
        "impl-b.xml",
        "session-b-part2.xml",
        "pr-comments.json",
      ]
    ) {
      await Deno.writeTextFile(join(folder, other), "of before");
      await assert.rejects(
        writeFiles(folder, [file("impl-a.xml", "new")]),
        /holds materials that aren't these \(".*"\); nothing was written\. Remove them or choose another folder/,
        other,
      );
      assert.deepEqual(await namesIn(folder), [other]);
      await Deno.remove(join(folder, other));
    }
  }));

Deno.test("what an earlier download left goes: older parts of these sessions, and what its manifest names, unless changed", () =>
  inFolder(async (folder) => {
    const redactor = await createRedactor();
    const materials = ["impl-a.xml", "impl-b.xml", "pr-comments.json"].map((name) => ({
      name: asPublished(name),
      grown: asPublished(`the content of ${name}`),
    }));
    const packed = await packMaterials(materials, { issueNumber: 42, createdAt: new Date(0), redactor });
    const first = await unpackMaterials(packed.gistFiles[0]?.content ?? "");
    await writeFiles(folder, first.files);
    await Deno.writeTextFile(join(folder, "impl-a-part2.xml"), "of a run before that");
    await Deno.writeTextFile(join(folder, "impl-b.ledger.json"), "an account is not read");
    await writeFiles(folder, [file("impl-a.xml", "new")]);
    assert.deepEqual(await namesIn(folder), ["impl-a.xml", "impl-b.ledger.json"]);

    await writeFiles(folder, first.files);
    await Deno.writeTextFile(join(folder, "impl-b.xml"), "a person's");
    await assert.rejects(writeFiles(folder, [file("impl-a.xml", "new")]), /aren't these \("impl-b\.xml"\)/);
    assert.equal(await Deno.readTextFile(join(folder, "impl-b.xml")), "a person's");
    assert.ok((await namesIn(folder)).includes("manifest.json"));
  }));

Deno.test("one unsafe name among many: nothing is written, the folder isn't even made", () =>
  inFolder(async (folder) => {
    const output = join(folder, "out");
    await assert.rejects(writeFiles(output, [file("impl-a.xml"), file("../evil.xml")]), UserError);
    assert.deepEqual(await namesIn(folder), []);
  }));

Deno.test("a symbolic link in a file's place is refused, and what it points to is untouched", () =>
  inFolder(async (folder) => {
    const output = join(folder, "out");
    const victim = join(folder, "victim.txt");
    await Deno.mkdir(output);
    await Deno.writeTextFile(victim, "precious");
    await Deno.symlink(victim, join(output, "impl-b.xml"));
    const written = writeFiles(output, [file("impl-a.xml"), file("impl-b.xml")]);
    await assert.rejects(written, /"impl-b\.xml" is a symbolic link; nothing was written/);
    assert.deepEqual(await namesIn(output), ["impl-b.xml"]);
    assert.equal(await Deno.readTextFile(victim), "precious");
  }));

Deno.test("a dangling link in a file's place is refused too", () =>
  inFolder(async (folder) => {
    await Deno.symlink(join(folder, "nowhere"), join(folder, "impl-a.xml"));
    await assert.rejects(writeFiles(folder, [file("impl-a.xml")]), /symbolic link/);
  }));

Deno.test("an output folder that is a link or a file is refused", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "real"));
    await Deno.symlink(join(folder, "real"), join(folder, "link"));
    await Deno.writeTextFile(join(folder, "file"), "");
    await assert.rejects(
      writeFiles(join(folder, "link"), [file("impl-a.xml")]),
      /is a symbolic link, not a folder/,
    );
    await assert.rejects(writeFiles(join(folder, "file"), [file("impl-a.xml")]), /is a file, not a folder/);
    assert.deepEqual(await namesIn(join(folder, "real")), []);
  }));

Deno.test("a folder in a file's place is refused before anything is written", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "impl-b.xml"));
    await assert.rejects(
      writeFiles(folder, [file("impl-a.xml"), file("impl-b.xml")]),
      /"impl-b\.xml" is a folder/,
    );
    assert.deepEqual(await namesIn(folder), ["impl-b.xml"]);
  }));

Deno.test("a folder that can't be made is an error that names it", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "file"), "");
    await assert.rejects(writeFiles(join(folder, "file", "out"), [file("impl-a.xml")]), (error) => {
      assert.ok(error instanceof UserError);
      assert.ok(error.message.includes(join(folder, "file", "out")), error.message);
      return true;
    });
  }));

/** Leaves a folder as a download does that is killed when it has placed the first of its files. */
async function killedDownload(folder: string, names: readonly string[]): Promise<void> {
  using download = await beginDownload(folder);
  const placed = names.map(async (name) => {
    const digest = await crypto.subtle.digest("SHA-256", file(name).bytes);
    return [name, new Set([new Uint8Array(digest).toHex()])] as const;
  });
  download.record(new Map(await Promise.all(placed)));
  for (const [index, name] of names.entries()) {
    await Deno.writeFile(join(index === 0 ? folder : download.folder, name), file(name).bytes);
  }
}

Deno.test("what a killed download had placed is replaced by the next one's files, and its own folder goes", () =>
  inFolder(async (folder) => {
    for (const first of ["impl-a.xml", "notes.txt"]) {
      await killedDownload(folder, [first, "impl-b.xml"]);
      await killedDownload(folder, ["impl-c.xml", "impl-d.xml"]);
      await writeFiles(folder, [file("impl-e.xml", "new"), file("notes.txt", "new")]);
      assert.deepEqual(await namesIn(folder), ["impl-e.xml", "notes.txt"]);
      assert.equal(await Deno.readTextFile(join(folder, "notes.txt")), "new");
      await Deno.remove(join(folder, "notes.txt"));
      await Deno.remove(join(folder, "impl-e.xml"));
    }
  }));

Deno.test("what a person changed since a download was killed stays, and so does what says whose the rest is", () =>
  inFolder(async (folder) => {
    await killedDownload(folder, ["impl-a.xml", "impl-b.xml"]);
    await Deno.writeTextFile(join(folder, "impl-a.xml"), "a person's");
    await assert.rejects(writeFiles(folder, [file("impl-e.xml")]), /aren't these \("impl-a\.xml"\)/);
    assert.equal((await namesIn(folder)).length, 2);
    await Deno.writeFile(join(folder, "impl-a.xml"), file("impl-a.xml").bytes);
    await writeFiles(folder, [file("impl-e.xml")]);
    assert.deepEqual(await namesIn(folder), ["impl-e.xml"]);
  }));

Deno.test("the folder of a download that is still at work stays, and so does a new one of an older version", () =>
  inFolder(async (folder) => {
    using download = await beginDownload(folder);
    await Deno.mkdir(join(folder, ".unpacking-old"));
    await writeFiles(folder, [file("impl-a.xml")]);
    assert.equal((await namesIn(folder)).length, 3);
    assert.ok((await Deno.stat(download.folder)).isDirectory);
    await Deno.utime(join(folder, ".unpacking-old"), 1e9, 1e9);
    await writeFiles(folder, [file("impl-a.xml")]);
    assert.ok(!(await namesIn(folder)).includes(".unpacking-old"));
  }));
