import assert from "node:assert/strict";
import fc from "fast-check";
import { type LogLine, readLines } from "../../../lib/session/mod.ts";
import { inChunks } from "./bytes.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** What is kept of a line here: its bytes are gone with the next batch. */
async function linesOf(content: string | Uint8Array, size?: number, maxLineBytes?: number) {
  const found: { number: number; text: string | undefined; byteLength: number; terminated: boolean }[] = [];
  for await (const batch of readLines(inChunks(content, size), maxLineBytes)) {
    found.push(
      ...batch.map(({ bytes, ...line }: LogLine) => ({ ...line, text: bytes && decoder.decode(bytes) })),
    );
  }
  return found;
}

Deno.test("lines keep their numbers, empty ones are only counted", async () => {
  const lines = await linesOf("one\n\n  \ntwo\n");
  assert.deepEqual(lines.map(({ number, text }) => [number, text]), [[1, "one"], [4, "two"]]);
});

Deno.test("U+2028, U+2029 and U+0085 do not end a line", async () => {
  const lines = await linesOf('{"a":"x\u2028y\u2029z\u0085"}\n');
  assert.deepEqual(lines.map(({ text }) => text), ['{"a":"x\u2028y\u2029z\u0085"}']);
});

Deno.test("carriage returns, byte order marks and NUL runs around a line are not part of it", async () => {
  const lines = await linesOf("\ufeffone\r\n\0\0\0two\0\0\n\0\0\0\n");
  assert.deepEqual(lines.map(({ text }) => text), ["one", "two"]);
});

Deno.test("a last line without a line end is told apart", async () => {
  const lines = await linesOf("one\ntwo");
  assert.deepEqual(lines.map(({ text, terminated }) => [text, terminated]), [["one", true], ["two", false]]);
});

Deno.test("a line beyond the limit comes without bytes, and the next ones are read", async () => {
  for (const size of [3, 64, 1 << 20]) {
    const lines = await linesOf(`one\n${"x".repeat(200)}\ntwo\n`, size, 100);
    assert.deepEqual(lines.map(({ number, text }) => [number, text]), [[1, "one"], [2, undefined], [
      3,
      "two",
    ]]);
    assert.equal(lines[1]?.byteLength, 201);
  }
});

Deno.test("lines are the same however the stream is cut, and their bytes add up", async () => {
  const line = fc.string({ unit: fc.constantFrom("a", "é", "\u2028", "🌊", "}", " ", "\r") });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line),
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      async (lines, ends, size) => {
        const text = lines.join("\n") + (ends ? "\n" : "");
        const found = await linesOf(text, size);
        const expected = text.split("\n").map((content) => content.replace(/^[ \r]+|[ \r]+$/g, "")).filter((
          content,
        ) => content !== "");
        assert.deepEqual(found.map(({ text }) => text), expected);
        assert.deepEqual(found, await linesOf(text));
      },
    ),
  );
});
