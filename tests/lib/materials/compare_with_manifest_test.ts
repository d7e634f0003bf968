import assert from "node:assert/strict";
import { join } from "node:path";
import { parseManifest } from "../../../lib/materials/manifest.ts";
import { compareWithManifest, describeDifferences, packMaterials } from "../../../lib/materials/mod.ts";
import { unpackMaterials, writeFiles } from "../../../lib/materials/mod.ts";
import { asPublished, createRedactor } from "../../../lib/redact/mod.ts";
import { inFolder } from "../preprocess/converting.ts";

/** A folder as it is after a download, and how it differs from its manifest then. */
async function unpacked(test: (folder: string, differences: () => Promise<string>) => Promise<void>) {
  const materials = ["impl-a.xml", "impl-b.xml", "pr-comments.json"].map((name) => ({
    name: asPublished(name),
    grown: asPublished(`the content of ${name}`),
  }));
  const redactor = await createRedactor();
  const packed = await packMaterials(materials, { issueNumber: 42, createdAt: new Date(0), redactor });
  const { files } = await unpackMaterials(packed.gistFiles[0]?.content ?? "");
  await inFolder(async (folder) => {
    await writeFiles(folder, files);
    const manifest = parseManifest(await Deno.readTextFile(join(folder, "manifest.json")));
    assert.ok(manifest !== undefined);
    await test(folder, async () => describeDifferences(await compareWithManifest(folder, manifest)) ?? "");
  });
}

Deno.test("a folder is as its manifest tells until a file in it is changed or comes to it", () =>
  unpacked(async (folder, differences) => {
    const write = (name: string, text: string) => Deno.writeTextFile(join(folder, name), text);
    await write("notes.txt", "mine");
    await write("impl-c.ledger.json", "{}");
    assert.equal(await differences(), "");
    // What is missing is told by who reads the others.
    await Deno.remove(join(folder, "pr-comments.json"));
    assert.equal(await differences(), "");
    await write("impl-a.xml", "The content of impl-a.xml");
    assert.equal(await differences(), "1 changed (impl-a.xml)");
    await write("impl-b.xml", "shorter");
    for (const name of ["impl-c.xml", "session-d-part2.xml"]) await write(name, "x");
    assert.equal(
      await differences(),
      "2 changed (impl-a.xml, impl-b.xml), 2 added (impl-c.xml, session-d-part2.xml)",
    );
  }));
