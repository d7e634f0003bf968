import assert from "node:assert/strict";
import fc from "fast-check";
import { GIST_LIMITS, type GistLimits } from "../../../lib/materials/limits.ts";
import { parseGistFileName } from "../../../lib/materials/material_names.ts";
import { type PackedMaterials, packMaterials } from "../../../lib/materials/pack.ts";
import { growDelimiters } from "../../../lib/materials/packed_format.ts";
import { selectPackedFiles } from "../../../lib/materials/select_packed_files.ts";
import { unpackMaterials } from "../../../lib/materials/unpack.ts";
import { asPublished, createRedactor } from "../../../lib/redact/mod.ts";
import { UserError } from "../../../lib/user_error.ts";
import { awkwardText } from "./awkward_text.ts";
import { asOlderClientSees, readAsOlderClient } from "./older_reader.ts";

const redactor = await createRedactor();
const MANIFEST = "manifest.json";

type Contents = Readonly<Record<string, string>>;

function pack(contents: Contents, limits: Partial<GistLimits> = {}): Promise<PackedMaterials> {
  const materials = Object.entries(contents).map(([name, content]) => ({
    name: asPublished(name),
    grown: asPublished(growDelimiters(content)),
  }));
  return packMaterials(materials, {
    issueNumber: 42,
    createdAt: new Date("2026-02-01T12:00:00Z"),
    redactor,
    limits: { ...GIST_LIMITS, ...limits },
  });
}

/** The gist as a reader gets it: in any order, as JSON on the way. */
async function unpack({ gistFiles }: PackedMaterials): Promise<Record<string, Uint8Array>> {
  const arrived = gistFiles.toReversed().map(({ name, content }) => ({
    name,
    text: JSON.parse(new TextDecoder().decode(new TextEncoder().encode(JSON.stringify(content)))),
  }));
  const [first = "", ...further] = selectPackedFiles(arrived).map(({ text }) => text);
  const { files, verified, issueNumber } = await unpackMaterials(first, ...further);
  assert.deepEqual([verified, issueNumber], [true, 42]);
  return Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
}

async function comesBack(contents: Contents, packed: PackedMaterials): Promise<void> {
  const { [MANIFEST]: manifest, ...files } = await unpack(packed);
  assert.ok(manifest !== undefined);
  const expected = Object.entries(contents).map(([name, text]) => [name, new TextEncoder().encode(text)]);
  assert.deepEqual(files, Object.fromEntries(expected));
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

const names = fc.uniqueArray(fc.stringMatching(/^(planning|impl)-[A-Za-z0-9_][A-Za-z0-9._-]{0,20}\.xml$/), {
  minLength: 1,
  maxLength: 5,
  selector: (name) => name.toLowerCase(),
});
const longText = fc.array(fc.oneof(awkwardText, fc.nat(300).map((length) => "=".repeat(length))), {
  maxLength: 6,
}).map((texts) => texts.join(""));
const materials: fc.Arbitrary<Contents> = names.chain((list) =>
  fc.tuple(...list.map(() => longText)).map((contents) =>
    Object.fromEntries(list.map((name, index) => [name, contents[index] ?? ""]))
  )
);
/** Down to a few characters in a file of the gist, beside what the format adds. */
const limits = fc.record({ fileBytes: fc.integer({ min: 220, max: 2_000 }), files: fc.constant(900) });

Deno.test("however small the files of a gist may be, all that is packed comes back byte for byte", async () => {
  await fc.assert(
    fc.asyncProperty(materials, limits, async (contents, given) => {
      await comesBack(contents, await pack(contents, given));
    }),
    { numRuns: 100 },
  );
});

Deno.test("text may be cut anywhere: in a character, in a run of =, in a header, at a line end", async () => {
  const text = `a😀é\u2028${"=".repeat(130)}é\r\n${"=".repeat(60)}\nFILE: impl-b.xml\n${
    "=".repeat(60)
  }\r\n😀`;
  const contents = { "impl-a.xml": `${text}${text}` };
  const whole = bytesOf((await pack(contents)).gistFiles[0]?.content ?? "");
  const counts = new Set<number>();
  for (let fileBytes = 200; fileBytes <= whole + 3; fileBytes += fileBytes < 420 ? 1 : 5) {
    const packed = await pack(contents, { fileBytes });
    counts.add(packed.gistFiles.length);
    await comesBack(contents, packed);
  }
  assert.ok(counts.has(1) && counts.size > 10, [...counts].join());
});

Deno.test("each file of the gist keeps to the limit, but for a manifest that is larger than it", async () => {
  await fc.assert(
    fc.asyncProperty(materials, limits, async (contents, given) => {
      const { gistFiles, files } = await pack(contents, given);
      for (const [index, { name, content }] of gistFiles.entries()) {
        assert.deepEqual(parseGistFileName(name), { issueNumber: 42, number: index + 1 });
        const manifestOnly = [...readAsOlderClient(content).keys()].join() === MANIFEST;
        assert.ok(manifestOnly || bytesOf(content) <= given.fileBytes, `${name}: ${bytesOf(content)} bytes`);
      }
      assert.deepEqual(files.map(({ name }) => name), [...Object.keys(contents), MANIFEST].sort());
    }),
    { numRuns: 100 },
  );
});

Deno.test("an older client finds whole files in every file of the gist, the manifest in the first", async () => {
  await fc.assert(
    fc.asyncProperty(materials, limits, async (contents, given) => {
      const { gistFiles } = await pack(contents, given);
      const read = gistFiles.map(({ content }) => readAsOlderClient(content));
      assert.ok(read[0]?.has(MANIFEST));
      for (const [name, content] of read.flatMap((files) => [...files])) {
        if (name === MANIFEST || /\.piece-\d+-of-\d+$/.test(name)) continue;
        assert.equal(content, asOlderClientSees(growDelimiters(contents[name] ?? "")));
      }
      const pieces = (name: string) =>
        read.some((files) => [...files.keys()].some((found) => found.startsWith(`${name}.piece-`)));
      for (const name of Object.keys(contents)) {
        assert.ok(read.some((files) => files.has(name)) || pieces(name), `${name} is nowhere`);
      }
    }),
    { numRuns: 100 },
  );
});

Deno.test("what an older client takes for the gist is its first file, in whatever order names are sorted", async () => {
  const { gistFiles } = await pack({ "impl-a.xml": "x".repeat(20_000) }, { fileBytes: 1_000 });
  const gistNames = gistFiles.map(({ name }) => name);
  assert.ok(gistNames.length > 10);
  assert.equal(gistNames.toSorted()[0], "learn-materials-plan-42.txt");
  assert.deepEqual(gistNames.toSorted((a, b) => a.localeCompare(b)), gistNames);
});

Deno.test("materials that fit are packed as before there were numbered files", async () => {
  const contents = { "impl-a.xml": "abc" };
  const packed = await pack(contents);
  const line = "=".repeat(60);
  assert.deepEqual(packed.gistFiles.map(({ name }) => name), ["learn-materials-plan-42.txt"]);
  const [before, after] = packed.gistFiles[0]?.content.split(/"program_version": "[^"]+"/) ?? [];
  assert.equal(
    before,
    `${line}\nFILE: impl-a.xml\n${line}\nabc\n\n${line}\nFILE: manifest.json\n${line}\n` +
      `{\n  "format": "erk-learn-materials",\n  "schema_version": 1,\n  "issue_number": 42,\n` +
      `  "created_at": "2026-02-01T12:00:00.000Z",\n  `,
  );
  assert.equal(
    after,
    `,\n  "files": [\n    { "name": "impl-a.xml", "bytes": 3, "sha256": ` +
      `"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" }\n  ],\n  "redactions": {},\n  "sessions": [\n  ]\n}\n\n\n`,
  );
});

Deno.test("materials that need more files than GitHub lists are refused before anything is uploaded", async () => {
  await assert.rejects(
    pack({ "impl-a.xml": "x".repeat(2_000) }, { fileBytes: 300, files: 5 }),
    (error) => error instanceof UserError && /too large for a gist .*at most 5/.test(error.message),
  );
});

const damages: [string, (texts: string[]) => string[], RegExp][] = [
  [
    "a lost last file",
    (texts) => texts.slice(0, -1),
    /incomplete or were changed: they are in \d+ of its files/,
  ],
  [
    "a file that is there twice",
    ([first = "", second = "", ...rest]) => [first, second, second, ...rest],
    /twice/,
  ],
  [
    "a changed piece",
    (texts) => texts.map((text) => text.replace("yy", "yz")),
    /"impl-a\.xml": its checksum is wrong/,
  ],
  [
    "a shortened piece",
    (texts) => texts.map((text, at) => at === 1 ? text.replace(/y{30}/, "") : text),
    /another size/,
  ],
  [
    "a lost piece",
    (texts) => texts.map((text, at) => at === 1 ? text.replace(/piece-\d/, "piece-9") : text),
    /lacks it/,
  ],
  [
    "text that isn't ours in a numbered file",
    ([first = "", , ...rest]) => [first, "<html>", ...rest],
    /No files found/,
  ],
];

for (const [title, damage, expected] of damages) {
  Deno.test(`of materials in several files, ${title} is noticed and refused`, async () => {
    const { gistFiles } = await pack({ "impl-a.xml": "y".repeat(3_000) }, { fileBytes: 1_000 });
    const texts: string[] = gistFiles.map(({ content }) => content);
    const [first = "", ...further] = damage(texts);
    await assert.rejects(unpackMaterials(first, ...further), (error) => {
      assert.ok(error instanceof UserError, String(error));
      assert.match(error.message, expected);
      return true;
    });
  });
}
