import assert from "node:assert/strict";
import fc from "fast-check";
import { packMaterials } from "../../../lib/materials/pack.ts";
import { packedChecksums } from "../../../lib/materials/packed_checksums.ts";
import { growDelimiters } from "../../../lib/materials/packed_format.ts";
import { unpackMaterials } from "../../../lib/materials/unpack.ts";
import { asPublished, createRedactor } from "../../../lib/redact/mod.ts";
import { awkwardText } from "./awkward_text.ts";

const redactor = await createRedactor();
const LINE = "=".repeat(60);

async function pack(contents: Readonly<Record<string, string>>, createdAt = "2026-02-01"): Promise<string> {
  const materials = Object.entries(contents).map(([name, content]) => ({
    name: asPublished(name),
    grown: asPublished(growDelimiters(content)),
  }));
  const packed = await packMaterials(materials, {
    issueNumber: 42,
    createdAt: new Date(createdAt),
    redactor,
  });
  return packed.gistFiles[0]?.content ?? "";
}

Deno.test("the checksums are those of the files that unpacking gives, whatever is in them", async () => {
  const names = fc.constantFrom("impl-a.xml", "planning-b.xml", "pr-comments.json");
  await fc.assert(
    fc.asyncProperty(fc.dictionary(names, awkwardText, { minKeys: 1 }), async (contents) => {
      const text = await pack(contents);
      const { files } = await unpackMaterials(text);
      const expected: Record<string, string> = {};
      for (const { name, bytes } of files) {
        if (name === "manifest.json") continue;
        expected[name] = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
      }
      assert.deepEqual(packedChecksums(text), expected);
    }),
    { numRuns: 100 },
  );
});

Deno.test("the same materials have the same checksums at another time, others don't", async () => {
  const contents = { "impl-a.xml": "<a/>\n" };
  const text = await pack(contents);
  const later = await pack(contents, "2026-02-02");
  assert.notEqual(later, text);
  assert.deepEqual(packedChecksums(later), packedChecksums(text));
  assert.notDeepEqual(packedChecksums(await pack({ "impl-a.xml": "<b/>\n" })), packedChecksums(text));
});

Deno.test("a content that looks like a manifest is not taken for one", async () => {
  const decoy = `${LINE}\nFILE: manifest.json\n${LINE}\n{"format": "erk-learn-materials", "files": []}\n`;
  const checksums = packedChecksums(await pack({ "impl-a.xml": decoy }));
  assert.deepEqual(Object.keys(checksums ?? {}), ["impl-a.xml"]);
});

Deno.test("without a manifest of ours, or with a damaged one, nothing is told", async () => {
  assert.equal(packedChecksums(`${LINE}\nFILE: impl-a.xml\n${LINE}\n<a/>\n\n`), undefined);
  assert.equal(packedChecksums(`${LINE}\nFILE: manifest.json\n${LINE}\n{"other": 1}\n\n`), undefined);
  const text = await pack({ "impl-a.xml": "<a/>\n" });
  assert.equal(packedChecksums(text.replace('"sha256"', '"sha255"')), undefined);
  assert.equal(packedChecksums(text.slice(0, text.indexOf('"redactions"'))), undefined);
});
