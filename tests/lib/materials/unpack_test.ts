import assert from "node:assert/strict";
import fc from "fast-check";
import { packMaterials } from "../../../lib/materials/pack.ts";
import { growDelimiters } from "../../../lib/materials/packed_format.ts";
import { unpackMaterials } from "../../../lib/materials/unpack.ts";
import { asPublished, createRedactor } from "../../../lib/redact/mod.ts";
import { UserError } from "../../../lib/user_error.ts";
import { readAsOlderClient } from "./older_reader.ts";

const LINE = "=".repeat(60);
const redactor = await createRedactor();

/** Text as older clients packed it: lines joined by line feeds, an empty line after each content. */
function packAsOlderClient(files: Readonly<Record<string, string>>): string {
  return Object.entries(files).flatMap(([name, content]) => [LINE, `FILE: ${name}`, LINE, content, ""]).join(
    "\n",
  );
}

async function pack(contents: Readonly<Record<string, string>>): Promise<string> {
  const materials = Object.entries(contents).map(([name, content]) => ({
    name: asPublished(name),
    grown: asPublished(growDelimiters(content)),
  }));
  const packed = await packMaterials(materials, { issueNumber: 42, createdAt: new Date(0), redactor });
  return packed.gistFiles[0]?.content ?? "";
}

async function unpack(text: string): Promise<Record<string, string>> {
  const { files } = await unpackMaterials(text);
  return Object.fromEntries(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]));
}

Deno.test("what older clients packed is read as they read it", async () => {
  const line = fc.stringMatching(/^[ -~é=]{0,20}$/).filter((text) => text.trim() !== LINE);
  const content = fc.array(line, { maxLength: 5 }).map((lines) => lines.join("\n"));
  await fc.assert(
    fc.asyncProperty(fc.array(content, { minLength: 1, maxLength: 4 }), async (contents) => {
      const text = packAsOlderClient(
        Object.fromEntries(contents.map((c, index) => [`impl-${index}.xml`, c])),
      );
      const { verified, issueNumber } = await unpackMaterials(text);
      assert.deepEqual([verified, issueNumber], [false, undefined]);
      assert.deepEqual(await unpack(text), Object.fromEntries(readAsOlderClient(text)));
    }),
    { numRuns: 300 },
  );
});

Deno.test("a byte order mark before the first header is none of the materials", async () => {
  for (const packed of [packAsOlderClient({ "impl-a.xml": "a\n" }), await pack({ "impl-a.xml": "a\n" })]) {
    const { "manifest.json": _, ...files } = await unpack(`\ufeff${packed}`);
    assert.deepEqual(files, { "impl-a.xml": "a\n" });
  }
});

Deno.test("a delimiter alone inside an older client's content stays in it", async () => {
  const content = `before\n${LINE}\nafter\n`;
  assert.deepEqual(await unpack(packAsOlderClient({ "impl-a.xml": content, "pr-comments.json": "{}" })), {
    "impl-a.xml": content,
    "pr-comments.json": "{}\n",
  });
});

Deno.test("an older client's longer runs of = are not shortened", async () => {
  const content = `${"=".repeat(80)}\n`;
  assert.deepEqual(await unpack(packAsOlderClient({ "impl-a.xml": content })), { "impl-a.xml": content });
});

Deno.test("an older client's file that happens to be called manifest.json is a file like any other", async () => {
  for (const content of ['{"files": []}\n', "not JSON\n", "[]\n"]) {
    const files = { "impl-a.xml": "<a/>\n", "manifest.json": content };
    assert.deepEqual(await unpack(packAsOlderClient(files)), files);
  }
});

for (
  const text of [
    "",
    "   ",
    "<html>Not Found</html>",
    `${LINE}\nno name\n${LINE}\nx`,
    `${LINE}\nFILE: a.xml\n${LINE}\n`,
  ]
) {
  Deno.test(`${JSON.stringify(text.slice(-25))} holds no files`, async () => {
    await assert.rejects(unpackMaterials(text), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.message, "No files found in gist content");
      assert.notEqual(error.detail, undefined);
      return true;
    });
  });
}

const damages: [string, (text: string) => string, RegExp][] = [
  ["a changed character", (text) => text.replace("alpha", "alphA"), /"impl-a\.xml": its checksum is wrong/],
  ["a lost character", (text) => text.replace("alpha", "alph"), /"impl-a\.xml": its checksum is wrong/],
  ["many lost characters", (text) => text.replace(/x{40}/, ""), /another size than the 6\d bytes/],
  ["an added line", (text) => text.replace("alpha", "alpha\nbeta"), /another size/],
  ["a lost file", (text) => text.slice(0, text.indexOf(`${LINE}\nFILE: planning`)), /the gist lacks it/],
  [
    "an added file",
    (text) => `${text}${LINE}\nFILE: extra.xml\n${LINE}\nx\n\n`,
    /"extra\.xml": the manifest doesn't list/,
  ],
  [
    "a renamed file",
    (text) => text.replace("FILE: impl-a.xml", "FILE: impl-b.xml"),
    /"impl-a\.xml": the manifest lists it/,
  ],
  ["CRLF line ends", (text) => text.replaceAll("\n", "\r\n"), /changed or damaged/],
  [
    "a changed checksum",
    (text) => text.replace(/"sha256": "./, '"sha256": "'),
    /manifest of the materials is damaged/,
  ],
  ["a damaged manifest", (text) => text.replace('"files": [', '"files": '), /damaged \(not JSON\)/],
  [
    "a newer manifest",
    (text) => text.replace('"schema_version": 1', '"schema_version": 3'),
    /newer erk-learn/,
  ],
];

for (const [title, damage, expected] of damages) {
  Deno.test(`${title} is noticed and refused`, async () => {
    const text = await pack({ "impl-a.xml": `<a>alpha ${"x".repeat(50)}</a>\n`, "planning-b.xml": "<b/>\n" });
    const damaged = damage(text);
    assert.notEqual(damaged, text);
    await assert.rejects(unpackMaterials(damaged), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, expected);
      return true;
    });
  });
}

Deno.test("line feeds that a copy by hand lost at the very end are mended", async () => {
  const contents = { "impl-a.xml": "<a/>\n", "planning-b.xml": "<b/>\n\n" };
  const unpacked = await unpack((await pack(contents)).trimEnd());
  assert.equal(unpacked["planning-b.xml"], contents["planning-b.xml"]);
});

Deno.test("unsafe and colliding names are refused, with a manifest or without", async () => {
  for (
    const names of [["../x.xml"], ["impl-a.xml", "IMPL-A.xml"], ["impl-a.xml", "impl-a.xml"], ["C:x"], [
      "nul",
    ]]
  ) {
    const text = names.map((name) => packAsOlderClient({ [name]: "x\n" })).join("\n");
    await assert.rejects(unpackMaterials(text), /Nothing was written/);
  }
  const text = (await pack({ "impl-a.xml": "x" })).replaceAll("impl-a.xml", "../a.xml");
  await assert.rejects(unpackMaterials(text), /unsafe name, "\.\.\/a\.xml"/);
});

Deno.test("a name that only its pieces' endings make safe is refused", async () => {
  const materials = [{ name: asPublished("impl-a.xml."), grown: asPublished("x".repeat(3_000)) }];
  const limits = { fileBytes: 2_000, files: 300 };
  const { gistFiles } = await packMaterials(materials, {
    issueNumber: 42,
    createdAt: new Date(0),
    redactor,
    limits,
  });
  const [first = "", ...further] = gistFiles.map(({ content }) => content);
  assert.match(first + further.join(), /FILE: impl-a\.xml\.\.piece-1-of-/);
  await assert.rejects(
    unpackMaterials(first, ...further),
    /unsafe name, "impl-a\.xml\.": it .*ends with a space or dot/,
  );
});
