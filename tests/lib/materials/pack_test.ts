import assert from "node:assert/strict";
import fc from "fast-check";
import { type PackedMaterials, packMaterials, redactMaterials } from "../../../lib/materials/pack.ts";
import { growDelimiters } from "../../../lib/materials/packed_format.ts";
import { unpackMaterials } from "../../../lib/materials/unpack.ts";
import { parseManifest } from "../../../lib/materials/manifest.ts";
import { asPublished, createRedactor } from "../../../lib/redact/mod.ts";
import { createRunRedactor } from "../../../lib/redact/run_redactor.ts";
import { awkwardText } from "./awkward_text.ts";
import { asOlderClientSees, readAsOlderClient } from "./older_reader.ts";

const LINE = "=".repeat(60);
const redactor = await createRedactor();
const OPTIONS = { issueNumber: 42, createdAt: new Date("2026-02-01T12:00:00Z"), redactor };

/** Packs contents as they are: what the redactor does to them is tested apart. */
function pack(contents: Readonly<Record<string, string>>, options = OPTIONS): Promise<PackedMaterials> {
  const materials = Object.entries(contents).map(([name, content]) => ({
    name: asPublished(name),
    grown: asPublished(growDelimiters(content)),
  }));
  return packMaterials(materials, options);
}

function textOf(packed: PackedMaterials): string {
  return packed.gistFiles[0]?.content ?? "";
}

/** What a gist's content becomes on its way through the API: JSON, as UTF-8. */
function throughTheApi(text: string): string {
  return JSON.parse(new TextDecoder().decode(new TextEncoder().encode(JSON.stringify(text))));
}

Deno.test("the gist has one file of the plan's name, in name order, the manifest among the others", async () => {
  const packed = await pack({
    "pr-comments.json": "{}\n",
    "planning-b.xml": "<b/>\n",
    "impl-a.xml": "<é/>\n",
  });
  assert.equal(packed.description, "Learn materials for plan #42");
  assert.deepEqual(packed.gistFiles.map(({ name }) => name), ["learn-materials-plan-42.txt"]);
  assert.deepEqual(packed.files.map(({ name }) => name), [
    "impl-a.xml",
    "manifest.json",
    "planning-b.xml",
    "pr-comments.json",
  ]);
  assert.equal(packed.files[0]?.bytes, 6);
  assert.ok(
    textOf(packed).startsWith(`${LINE}\nFILE: impl-a.xml\n${LINE}\n<é/>\n\n\n${LINE}\nFILE: manifest.json\n`),
  );
});

Deno.test("the manifest tells plan, time, version, and each file's bytes and checksum", async () => {
  // The tests' own has counted what others had redacted.
  const packed = await pack({ "impl-a.xml": "abc" }, { ...OPTIONS, redactor: await createRedactor() });
  const { files } = await unpackMaterials(textOf(packed));
  const manifest = JSON.parse(
    new TextDecoder().decode(files.find(({ name }) => name === "manifest.json")?.bytes),
  );
  assert.equal(manifest.format, "erk-learn-materials");
  assert.equal(manifest.schema_version, 1);
  assert.equal(manifest.issue_number, 42);
  assert.equal(manifest.created_at, "2026-02-01T12:00:00.000Z");
  assert.match(manifest.program_version, /^\d+\.\d+\.\d+/);
  // SHA-256 of "abc", from FIPS 180-2.
  assert.deepEqual(manifest.files, [{
    name: "impl-a.xml",
    bytes: 3,
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  }]);
  assert.deepEqual(manifest.redactions, {});
});

const names = fc.uniqueArray(fc.stringMatching(/^(planning|impl)-[A-Za-z0-9_][A-Za-z0-9._-]{0,20}\.xml$/), {
  minLength: 1,
  maxLength: 5,
  selector: (name) => name.toLowerCase(),
});
const materials = names.chain((list) =>
  fc.tuple(...list.map(() => awkwardText)).map((contents) =>
    Object.fromEntries(list.map((name, index) => [name, contents[index] ?? ""]))
  )
);

Deno.test("whatever is packed comes back byte for byte, verified", async () => {
  await fc.assert(
    fc.asyncProperty(materials, async (contents) => {
      const packed = await pack(contents);
      const unpacked = await unpackMaterials(throughTheApi(textOf(packed)));
      assert.equal(unpacked.verified, true);
      assert.equal(unpacked.issueNumber, 42);
      const bytes = unpacked.files.filter(({ name }) => name !== "manifest.json");
      assert.deepEqual(
        Object.fromEntries(bytes.map((file) => [file.name, file.bytes])),
        Object.fromEntries(
          Object.entries(contents).map(([name, text]) => [name, new TextEncoder().encode(text)]),
        ),
      );
      assert.deepEqual(
        unpacked.files.map((file) => [file.name, file.bytes.length]),
        packed.files.map(Object.values),
      );
    }),
    { numRuns: 300 },
  );
});

Deno.test("an older client reads the same files from what is packed, and one more: the manifest", async () => {
  await fc.assert(
    fc.asyncProperty(materials, async (contents) => {
      const read = readAsOlderClient(textOf(await pack(contents)));
      assert.equal(JSON.parse(read.get("manifest.json") ?? "").issue_number, 42);
      read.delete("manifest.json");
      assert.deepEqual(
        Object.fromEntries(read),
        Object.fromEntries(
          Object.entries(contents).map(([name, text]) => [name, asOlderClientSees(growDelimiters(text))]),
        ),
      );
    }),
    { numRuns: 300 },
  );
});

Deno.test("the same name twice is refused", async () => {
  const material = { name: asPublished("impl-a.xml"), grown: asPublished("x") };
  await assert.rejects(packMaterials([material, material], OPTIONS), /"impl-a\.xml" twice/);
});

const TOKEN = "ghp_" + "1f0B9c8D7e6F5a4B3c2D1e0F9a8B7c6D5e4F";

Deno.test("a secret that somebody wrote into a materials file is replaced before packing", async () => {
  const own = await createRedactor();
  const redacted = await redactMaterials([
    { name: "impl-a.xml", text: `<session><user>token ${TOKEN} &amp; more</user></session>\n` },
    { name: "pr-comments.json", text: JSON.stringify({ comments: [{ body: `use ${TOKEN}` }] }) },
    { name: "pr-review-comments.json", text: `not JSON: ${TOKEN}` },
  ], own);
  const packed = await packMaterials(redacted, { ...OPTIONS, redactor: own });
  const text = textOf(packed);
  assert.ok(!text.includes(TOKEN));
  assert.equal(text.match(/\[redacted:/g)?.length, 3);
  const { files } = await unpackMaterials(text);
  const read = (name: string) => new TextDecoder().decode(files.find((file) => file.name === name)?.bytes);
  assert.match(read("impl-a.xml"), /^<session><user>token \[redacted:.*\] &amp; more<\/user><\/session>\n$/);
  assert.match(JSON.parse(read("pr-comments.json")).comments[0].body, /^use \[redacted:/);
  assert.equal(
    Object.values(JSON.parse(read("manifest.json")).redactions).reduce((sum, count) =>
      Number(sum) + Number(count)
    ),
    3,
  );
});

Deno.test("thousands of passwords are a count in the manifest, and a manifest whose count was redacted is read", async () => {
  const own = createRunRedactor(await createRedactor());
  own.count({ password: 12_345 });
  const materials = await redactMaterials([{ name: "impl-a.xml", text: "<session/>\n" }], own);
  const { files } = await unpackMaterials(
    textOf(await packMaterials(materials, { ...OPTIONS, redactor: own })),
  );
  const text = new TextDecoder().decode(files.find(({ name }) => name === "manifest.json")?.bytes);
  assert.deepEqual(parseManifest(text)?.redactions, { password: 12_345 });
  const again = await own.redactJson(JSON.parse(text));
  assert.deepEqual(parseManifest(again)?.files, parseManifest(text)?.files);
});

Deno.test("materials without secrets are packed as they lie on the disk, delimiters in them too", async () => {
  const xml = `<session>\n<result>\n${LINE}\ntests passed\n${LINE}\n</result>\n</session>\n`;
  const redacted = await redactMaterials([{ name: "impl-a.xml", text: xml }], redactor);
  const { files } = await unpackMaterials(textOf(await packMaterials(redacted, OPTIONS)));
  assert.equal(new TextDecoder().decode(files[0]?.bytes), xml);
});

Deno.test("a file whose name isn't ours, or looks like a secret, isn't packed", async () => {
  await assert.rejects(
    redactMaterials([{ name: "../impl-a.xml", text: "x" }], redactor),
    /isn't the name of a materials/,
  );
  await assert.rejects(
    redactMaterials([{ name: `impl-${TOKEN}.xml`, text: "x" }], redactor),
    (error: Error) => {
      assert.match(error.message, /holds something secret/);
      assert.ok(!error.message.includes(TOKEN));
      return true;
    },
  );
});

Deno.test("more files than can be learned from are refused", async () => {
  const many = Array.from({ length: 5_001 }, (_, index) => ({
    name: asPublished(`impl-${index}.xml`),
    grown: asPublished(""),
  }));
  await assert.rejects(packMaterials(many, OPTIONS), /too large for a gist \(5001 files; at most 5000\)/);
  assert.equal((await packMaterials(many.slice(1), OPTIONS)).files.length, 5_001);
});
