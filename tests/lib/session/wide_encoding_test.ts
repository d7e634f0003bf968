import assert from "node:assert/strict";
import fc from "fast-check";
import { newReadingRecord, readEntries, readFileChunks } from "../../../lib/session/mod.ts";
import { inUtf8, type WideEncoding, wideEncodingOf } from "../../../lib/session/wide_encoding.ts";
import { inChunks, readAll } from "./bytes.ts";

const ENCODINGS: readonly WideEncoding[] = ["utf-16le", "utf-16be", "utf-32le", "utf-32be"];

function encode(text: string, encoding: WideEncoding): Uint8Array {
  const isLittle = encoding.endsWith("le");
  const isWords = encoding.startsWith("utf-32");
  const units = isWords
    ? Array.from(text, (character) => character.codePointAt(0) ?? 0)
    : Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  const size = isWords ? 4 : 2;
  const view = new DataView(new ArrayBuffer(units.length * size));
  for (const [index, unit] of units.entries()) {
    if (isWords) view.setUint32(4 * index, unit, isLittle);
    else view.setUint16(2 * index, unit, isLittle);
  }
  return new Uint8Array(view.buffer);
}

const user = (content: string) => JSON.stringify({ type: "user", message: { role: "user", content } });

Deno.test("a log in UTF-16 or UTF-32 reads as one in UTF-8, with a byte order mark or without", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: "grapheme" }).map(user), { minLength: 1, maxLength: 10 }),
      fc.constantFrom(...ENCODINGS),
      fc.boolean(),
      fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constant(1 << 20)),
      async (lines, encoding, hasMark, size) => {
        const text = lines.join("\r\n");
        const bytes = encode(`${hasMark ? "\ufeff" : ""}${text}`, encoding);
        assert.deepEqual(await readAll(bytes, { size }), await readAll(text));
      },
    ),
  );
});

Deno.test("a file of several chunks, whose UTF-8 is longer, is read whole", async () => {
  const path = await Deno.makeTempFile();
  try {
    const lines = Array.from({ length: 300 }, (_, index) => user(`${index} ${"漢字".repeat(5000)}`));
    for (const encoding of ["utf-16le", "utf-32be"] as const) {
      const bytes = encode(`\ufeff${lines.join("\n")}\n`, encoding);
      await Deno.writeFile(path, bytes);
      const texts: unknown[] = [];
      const record = newReadingRecord();
      for await (const entries of readEntries(readFileChunks(path), { file: "a.jsonl", record })) {
        for (const { raw } of entries) texts.push(JSON.stringify(raw));
      }
      assert.deepEqual(texts, lines);
      assert.equal(record.unparsedCount, 0);
      assert.equal(record.bytes, bytes.length);
    }
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("NULs of a crash before a line don't make UTF-16 of it", async () => {
  for (const text of ["\0{", "\0\0\0{", "\0\0{", "{\0", "{\0\0\0"]) {
    assert.equal(wideEncodingOf(new TextEncoder().encode(`${text}"type":"user"}`)), undefined);
  }
  const { entries } = await readAll(`\0\0\0${user("kept")}\n`);
  assert.equal(entries[0]?.kind, "user");
});

Deno.test("half a character at the end is one that is not UTF-16 or UTF-32", async () => {
  for (const encoding of ENCODINGS) {
    const { entries } = await readAll(encode(`\ufeff${user("kept")}\n`, encoding).subarray(0, -1));
    assert.equal(entries[0]?.kind, "user", encoding);
    const utf8 = await Array.fromAsync(inUtf8(inChunks(encode("ab", encoding).subarray(0, -1)), encoding));
    assert.equal(utf8.map((chunk) => new TextDecoder().decode(chunk)).join(""), "a\ufffd", encoding);
  }
});

Deno.test("a mark of UTF-16 or UTF-32 before UTF-8 makes no log one of them", async () => {
  const text = `${user("First.")}\n${user("Second.")}\n`;
  for (const mark of [[0xff, 0xfe], [0xfe, 0xff], [0xff, 0xfe, 0, 0], [0, 0, 0xfe, 0xff]]) {
    const bytes = Uint8Array.from([...mark, ...new TextEncoder().encode(text)]);
    const { entries } = await readAll(bytes);
    assert.equal(entries.filter(({ kind }) => kind === "user").length, 2, `${mark}`);
  }
});
