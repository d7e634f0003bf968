import assert from "node:assert/strict";
import { join } from "node:path";
import { listMaterialFiles, readFileText } from "../../../../lib/learn/source/material_files.ts";
import { inFolder } from "../../../support/temporary_folder.ts";

Deno.test("parts come by kind, session and number; links and other files are no parts", () =>
  inFolder(async (folder) => {
    const parts = [
      "planning-b.xml",
      "impl-a-part1.xml",
      "impl-a-part2.xml",
      "impl-a-part10.xml",
      "impl-c.xml",
      "session-d.xml",
    ];
    const others = ["impl-a.ledger.json", "impl-.xml", "notes.xml", "other-a.xml"];
    for (const name of [...parts.toReversed(), ...others]) await Deno.writeTextFile(join(folder, name), "x");
    await Deno.mkdir(join(folder, "impl-folder.xml"));
    await Deno.symlink(join(folder, "notes.xml"), join(folder, "impl-link.xml"));
    const found = await listMaterialFiles(folder);
    assert.deepEqual(found.parts.map(({ name }) => name), parts);
    assert.deepEqual(found.parts.map(({ kind, sessionId, number }) => [kind, sessionId, number]), [
      ["planning", "b", 1],
      ["impl", "a", 1],
      ["impl", "a", 2],
      ["impl", "a", 10],
      ["impl", "c", 1],
      ["impl", "d", 1],
    ]);
    assert.deepEqual([...found.names].sort(), [...parts, ...others].sort());
    assert.deepEqual(found.gaps, []);
  }));

Deno.test("a folder that isn't there, and a file in its place, are named", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "file"), "x");
    for (const missing of [join(folder, "nowhere"), join(folder, "file")]) {
      await assert.rejects(listMaterialFiles(missing), {
        message: new RegExp(`^There is no materials folder ${missing}`),
      });
    }
  }));

Deno.test("a file is read up to a limit, and says whether it goes on", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a.json");
    await Deno.writeTextFile(path, "0123456789");
    assert.deepEqual(await readFileText(path, 11), { text: "0123456789", isCut: false });
    assert.deepEqual(await readFileText(path, 10), { text: "0123456789", isCut: false });
    assert.deepEqual(await readFileText(path, 9), { text: "012345678", isCut: true });
    assert.ok("failure" in await readFileText(join(folder, "b.json"), 9));
  }));
