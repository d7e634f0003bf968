import assert from "node:assert/strict";
import fc from "fast-check";
import { newReadingRecord, readEntries } from "../../../lib/session/mod.ts";
import { inChunks, readAll, withWholeTexts } from "./bytes.ts";

const user = (text: string) =>
  JSON.stringify({ parentUuid: null, type: "user", message: { role: "user", content: text } });
const snapshot = JSON.stringify({ type: "file-history-snapshot", snapshot: {} });

Deno.test("lines of types that carry nothing are dropped and counted", async () => {
  const progress = JSON.stringify({
    parentUuid: null,
    type: "progress",
    data: { type: "bash_progress", output: "x" },
  });
  const { entries, record } = await readAll(`${snapshot}\n${user("hi")}\n${progress}\n${progress}\n`);
  assert.deepEqual(entries.map(({ kind, line }) => [kind, line]), [["user", 2]]);
  assert.equal(record.neverKept.get("file-history-snapshot")?.lines, 1);
  assert.deepEqual(record.neverKept.get("progress/bash_progress"), {
    lines: 2,
    bytes: 2 * (progress.length + 1),
  });
  assert.equal(record.lines, 4);
});

Deno.test("everything can be asked for, but for the vendor's own prompts", async () => {
  const log = `${snapshot}\n${JSON.stringify({ type: "api-request-blob", text: "x" })}\n`;
  const { entries, record } = await readAll(log, { everything: true });
  assert.deepEqual(entries.map((entry) => entry.kind === "other" && entry.type), ["file-history-snapshot"]);
  assert.equal(record.neverKept.get("api-request-blob")?.lines, 1);
});

Deno.test("a glued line yields both entries, each with a reference of its own", async () => {
  const { entries, record } = await readAll(`${user("one")}${user("two")}\n`);
  assert.deepEqual(entries.map(({ line, position }) => [line, position]), [[1, 1], [1, 2]]);
  assert.equal(record.unparsedCount, 0);
});

Deno.test("a line of a dropped type still gives up what is glued to it", async () => {
  const spaces = ["", " ", "  ", "\t", "\r", "\t\r", "\f", "\v", "\u0085", "\u00a0", "\u2028", "\u2029"];
  for (const glue of [...spaces, "\0\0", "\ufeff", "\x1b", ",", "]", "junk"]) {
    for (const type of ["user", "assistant", "queue-operation"]) {
      const glued = JSON.stringify({ type, content: "kept" });
      const { entries } = await readAll(`${snapshot}${glue}${glued}\n`);
      assert.deepEqual(
        entries.map(({ raw }) => raw.type),
        ["file-history-snapshot", type],
        JSON.stringify(glue),
      );
    }
  }
});

Deno.test("a line whose type is given twice has the one that JSON gives it", async () => {
  for (
    const line of [
      '{"type":"mode","type":"user","uuid":"u"}',
      '{"type":"mode","t\\u0079pe":"user","uuid":"u"}',
      '{"type":"progress","data":{"type":"bash_progress"},"type":"user"}',
    ]
  ) assert.deepEqual((await readAll(line)).entries.map(({ kind }) => kind), ["user"], line);
  for (
    const data of [
      '{"type":"bash_progress","type":"agent_progress"}',
      '{"type":"bash_progress"},"data":{"type":"agent_progress"}',
    ]
  ) assert.equal((await readAll(`{"type":"progress","data":${data}}`)).record.neverKept.size, 0, data);
});

Deno.test("dropped lines are dropped whatever they hold: nested values, escapes, white space", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.constantFrom(0, 1),
      async (rest, space) => {
        const { type: _, ...fields } = rest;
        const others = JSON.stringify(fields, null, space).replaceAll("\n", " ").slice(1);
        const line = `{"type":"mode"${others.trim() === "}" ? "" : ","}${others}`;
        // A key with an escape may be any key.
        if (Object.keys(fields).some((key) => JSON.stringify(key).includes("\\"))) return;
        const { entries, record } = await readAll(line);
        assert.deepEqual([entries.length, record.neverKept.get("mode")?.lines], [0, 1], line);
      },
    ),
  );
});

Deno.test("a dropped line that was cut still gives up the line glued to it", async () => {
  const whole = '{"type":"file-history-snapshot","messageId":"x","snapshot":{"a":["b",{"c":1}]}}';
  for (let end = '{"type":"file-history-snapshot",'.length; end < whole.length; end++) {
    for (const type of ["user", "assistant", "queue-operation"]) {
      const next = JSON.stringify({ type, message: { content: 'say \\ "{" ' }, content: "kept" });
      const { entries } = await readAll(`${whole.slice(0, end)}${next}\n`);
      assert.equal(entries.at(-1)?.raw.type, type, whole.slice(0, end));
    }
  }
});

Deno.test("a line of any bytes is no JSON, and not one that was cut short", async () => {
  for (const line of ['{"', "\u0012x{\ufffd]:a"]) {
    const { entries, record } = await readAll(line);
    assert.deepEqual([entries.length, record.unparsed.map(({ reason }) => reason), record.unparsedBytes], [
      0,
      ["the line is not JSON"],
      new TextEncoder().encode(line).length,
    ]);
  }
});

Deno.test("a last line cut short is kept as far as it goes, and named", async () => {
  const { entries, record } = await readAll(`${user("one")}\n${user("hello world").slice(0, -5)}`);
  const last = entries[1];
  assert.ok(last?.kind === "user" && last.cut);
  assert.deepEqual(last.content, [{ type: "text", text: "hello wor" }]);
  assert.equal(record.unparsed[0]?.line, 2);
  assert.match(record.unparsed[0]?.reason ?? "", /still be writing/);
});

Deno.test("what can't be read is named with file, line and reason, and the rest is kept", async () => {
  const { entries, record } = await readAll(`not json\n[1,2]\n"text"\n${user("kept")}\n`);
  assert.equal(entries.length, 1);
  assert.deepEqual(record.unparsed.map(({ file, line }) => [file, line]), [["a.jsonl", 1], ["a.jsonl", 2], [
    "a.jsonl",
    3,
  ]]);
});

Deno.test("a line too long to hold is named, not fatal", async () => {
  const { entries, record } = await readAll(`${user("x".repeat(500))}\n${user("kept")}\n`, {
    maxLineBytes: 300,
  });
  assert.equal(entries.length, 1);
  assert.match(record.unparsed[0]?.reason ?? "", /too long/);
});

Deno.test("bytes that are not UTF-8 become U+FFFD and are counted; a written U+FFFD is not", async () => {
  const bytes = new TextEncoder().encode(`${user("a\ufffdb")}\n${user("axb")}\n`);
  bytes[bytes.lastIndexOf("x".charCodeAt(0))] = 0xff;
  const { entries, record } = await readAll(bytes);
  assert.equal(record.invalidUtf8Lines, 1);
  assert.deepEqual(entries.map((entry) => entry.kind === "user" && entry.content), [
    [{ type: "text", text: "a\ufffdb" }],
    [{ type: "text", text: "a\ufffdb" }],
  ]);
});

Deno.test("no user line is ever dropped, whatever its text looks like", async () => {
  const spice = fc.constantFrom(
    '"type":"progress"',
    '{"type":"mode"}',
    "}{",
    '{"parentUuid":',
    "\\",
    '"',
    "\u2028",
    "a",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(spice), { minLength: 1 }),
      fc.integer({ min: 1, max: 50 }),
      async (texts, size) => {
        const log = texts.map((pieces) => user(pieces.join(""))).join("\n");
        const { entries } = await readAll(log, { size });
        const read = entries.map((entry) => entry.kind === "user" ? entry.content : undefined);
        const expected = texts.map((pieces) =>
          pieces.length === 0 ? [] : [{ type: "text", text: pieces.join("") }]
        );
        assert.deepEqual(read, expected);
      },
    ),
  );
});

Deno.test("arbitrary bytes never throw", async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
    await readAll(bytes, { size: 64 });
  }));
});

Deno.test("the objects of a line that is an array are read, as they are where it was cut", async () => {
  const array = `[${user("one")},${user("two")}]`;
  for (const line of [array, array.slice(0, -1)]) {
    const { entries } = await readAll(line);
    assert.deepEqual(entries.map(({ kind, position }) => [kind, position]), [["user", 1], ["user", 2]], line);
  }
  const { record } = await readAll(`${array}\n[${user("three")},1]\n[1,{}]\n[[{}]]\n`);
  assert.deepEqual(record.unparsed.map(({ line, reason }) => [line, reason]), [
    [2, "1 values of the line's array are no objects"],
    [3, "1 values of the line's array are no objects"],
    [4, "the line is not a JSON object"],
  ]);
});

Deno.test("a long text stays what it was also where nobody asks for the entries behind it", async () => {
  const resultOf = (text: string) =>
    JSON.stringify({
      type: "user",
      message: { role: "user", content: [{ tool_use_id: "t", type: "tool_result", content: text }] },
    });
  const [first, second] = ["one line of a log\n".repeat(100), "of another log\n".repeat(100)];
  let given: unknown;
  for (const text of [first, second]) {
    const options = { file: "a.jsonl", record: newReadingRecord(), longTexts: true };
    reading: for await (
      const entries of readEntries(inChunks(`${resultOf(text)}\n${user("hi")}\n`), options)
    ) {
      for (const entry of entries) {
        given ??= entry;
        break reading;
      }
    }
  }
  const whole = (await readAll(`${resultOf(first)}\n${user("hi")}\n`)).entries[0];
  assert.deepEqual(withWholeTexts(given), withWholeTexts(whole));
});
