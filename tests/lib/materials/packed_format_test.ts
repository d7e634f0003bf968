import assert from "node:assert/strict";
import fc from "fast-check";
import {
  growDelimiters,
  packSection,
  parseSections,
  restoreDelimiters,
} from "../../../lib/materials/packed_format.ts";
import { asPublished } from "../../../lib/redact/redacted.ts";
import { asOlderClientSees, readAsOlderClient } from "./older_reader.ts";
import { awkwardText } from "./awkward_text.ts";

const LINE = "=".repeat(60);
const RUNS = { numRuns: 1_000 };
const NAME = asPublished("impl-a.xml");

function pack(files: readonly (readonly [string, string])[]): string {
  return files.map(([name, content]) => packSection(asPublished(name), asPublished(growDelimiters(content))))
    .join("");
}

Deno.test("a packed file is delimiter, name, delimiter, content, empty line", () => {
  assert.equal(pack([["impl-a.xml", "<x/>"]]), `${LINE}\nFILE: impl-a.xml\n${LINE}\n<x/>\n\n`);
});

Deno.test("runs of 60 and more = grow by one, shorter ones stay", () => {
  const runs = [59, 60, 61, 120].map((length) => "=".repeat(length)).join(" ");
  assert.equal(growDelimiters(runs), [59, 61, 62, 121].map((length) => "=".repeat(length)).join(" "));
});

Deno.test("what was grown is restored, for any text", () => {
  fc.assert(
    fc.property(awkwardText, (text) => assert.equal(restoreDelimiters(growDelimiters(text)), text)),
    RUNS,
  );
});

Deno.test("grown JSON and XML mean the same to a reader that doesn't restore them, but for longer runs", () => {
  const json = JSON.stringify({ body: `a\u2028${LINE}\u2028b` });
  assert.deepEqual(JSON.parse(growDelimiters(json)), { body: `a\u2028${LINE}=\u2028b` });
});

Deno.test("content that wasn't grown can't be packed by mistake", () => {
  for (const content of [LINE, `a\n ${LINE}\t\nb`, `a\u2028${LINE}\x85b`, `a\x1c${LINE}`]) {
    assert.throws(() => packSection(NAME, asPublished(content)), /not grown/);
  }
});

Deno.test("what is packed is found again, with only line feeds after each content", () => {
  const files = fc.array(awkwardText, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(files, (contents) => {
      const sections = parseSections(pack(contents.map((content, index) => [`impl-${index}.xml`, content])));
      assert.deepEqual(
        sections.map(({ name, packed }) => [name, restoreDelimiters(packed)]),
        contents.map((content, index) => [`impl-${index}.xml`, `${content}\n\n`]),
      );
    }),
    RUNS,
  );
});

Deno.test("an older client finds the same files, with its own white space and longer runs", () => {
  const files = fc.array(awkwardText, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(files, (contents) => {
      const read = readAsOlderClient(pack(contents.map((content, index) => [`impl-${index}.xml`, content])));
      assert.deepEqual(
        [...read],
        contents.map((content, index) => [`impl-${index}.xml`, asOlderClientSees(growDelimiters(content))]),
      );
    }),
    RUNS,
  );
});

Deno.test("text before the first header and delimiters without a name divide nothing", () => {
  const text =
    `intro\n${LINE}\nFILE: a.xml\n${LINE}\none\n${LINE}\ntwo\n\n${LINE}\nFILE: b.xml\n${LINE}\nthree`;
  assert.deepEqual(parseSections(text), [
    { name: "a.xml", packed: `one\n${LINE}\ntwo\n\n` },
    { name: "b.xml", packed: "three" },
  ]);
});

Deno.test("headers with CRLF line ends, or with spaces after the delimiter, are headers", () => {
  const text = `${LINE}\r\nFILE: a.xml \r\n${LINE}  \r\none\r\n\r\n${LINE}\r\nFILE: b.xml\r\n${LINE}`;
  assert.deepEqual(parseSections(text), [
    { name: "a.xml", packed: "one\r\n\r\n" },
    { name: "b.xml", packed: "" },
  ]);
});

for (const text of ["", "<xml/>", LINE, `FILE: a.xml\n${LINE}`, `${LINE}=\nFILE: a\n${LINE}=\nx`]) {
  Deno.test(`${JSON.stringify(text.slice(0, 20))}… holds no packed file`, () =>
    assert.deepEqual(parseSections(text), []));
}
