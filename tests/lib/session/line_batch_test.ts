import assert from "node:assert/strict";
import fc from "fast-check";
import { parseLines } from "../../../lib/session/line_batch.ts";
import { LineScanner } from "../../../lib/session/line_scanner.ts";
import { readAll } from "./bytes.ts";

const encoder = new TextEncoder();
const scanner = new LineScanner(1 << 21);
/** Copies in lines below 2 KiB are not cut out. */
const padding = "long enough ".repeat(200);

/**
 * What becomes of lines that are parsed together: the value of each, or undefined where it is left to be read alone, as
 * are all that have no copy beside one that can't be parsed.
 */
function parseTogether(
  lines: readonly (string | Uint8Array)[],
  mayCut = true,
): { values: unknown[]; skipped: number } {
  scanner.configure(!mayCut, 1 << 20);
  let end = scanner.start;
  for (const line of lines) {
    const bytes = typeof line === "string" ? encoder.encode(line) : line;
    scanner.bytes.set(bytes, end);
    end += bytes.length;
    scanner.bytes[end++] = 0x0a;
  }
  const before = scanner.bytes.slice(scanner.start, end);
  const values: unknown[] = [];
  let skipped = 0;
  for (let at = scanner.start; at < end;) {
    const scanned = scanner.scan(at, end);
    const output = scanner.start + (1 << 20);
    const together = parseLines(scanner, 0, scanned.lines, output);
    for (let line = 0; line < scanned.lines; line++) {
      const alone = () => scanner.hasCopy(line) ? parseLines(scanner, line, 1, output)?.[0] : undefined;
      const value = together === undefined ? alone() : together[2 * line];
      if (value !== undefined) skipped += scanner.skippedBytesOf(line);
      values.push(value);
    }
    if (scanned.alone !== undefined) values.push(undefined);
    at = scanned.end;
  }
  assert.deepEqual(scanner.bytes.subarray(scanner.start, end), before, "The bytes stay as they were.");
  return { values, skipped };
}

const parseOne = (line: string) => parseTogether([line, "{}"]).values[0];

Deno.test("of a result's copy only what nothing else says is read, whatever stands around it", () => {
  const line = {
    type: "user",
    message: { role: "user", content: padding },
    toolUseResult: {
      filePath: "a.ts",
      originalFile: 'x = "{\\"}"\\\\ ,}]',
      structuredPatch: [{ oldStart: 1, lines: ["-a", "+b"] }],
      agentId: "a1",
      big: 1e9,
      ok: true,
      nothing: null,
    },
    sourceToolAssistantUUID: "u",
    toolDenialKind: "user-rejected",
  };
  const text = JSON.stringify(line);
  const lean = {
    ...line,
    toolUseResult: { structuredPatch: line.toolUseResult.structuredPatch, agentId: "a1" },
  };
  const { values, skipped } = parseTogether([text, text]);
  assert.deepEqual(values, [lean, lean]);
  // Of each, all but two fields.
  assert.equal(
    skipped,
    2 * (JSON.stringify(line.toolUseResult).length - JSON.stringify(lean.toolUseResult).length + 3),
  );
  assert.deepEqual(parseTogether([text, "{}"], false).values, [line, {}]);
});

Deno.test("copies that don't stand at the top, short ones and unclear ones are read whole", () => {
  for (
    const line of [
      JSON.stringify({ content: padding }),
      JSON.stringify({ content: "short", toolUseResult: { stdout: "x" } }),
      JSON.stringify({ text: `${padding},"toolUseResult":{"a":1}` }),
      `{"padding":"${padding}","toolUseResult":{"a" :1}}`,
      `{"padding":"${padding}","toolUseResult":{"agent\\u0049d":"a1"}}`,
    ]
  ) assert.deepEqual(parseOne(line), JSON.parse(line), line.slice(padding.length));
  for (
    const line of [
      JSON.stringify({ message: { padding, toolUseResult: { stdout: "x" } }, after: 1 }),
      JSON.stringify({ message: [{ padding, toolUseResult: "x" }] }),
      `{"padding":"${padding}","toolUseResult":{"a":1},"toolUseResult":{"a":2}}`,
      JSON.stringify({ message: { padding, toolUseResult: 1 }, toolUseResult: { agentId: "a" } }),
      `["${padding}",{"a":1,"toolUseResult":{"b":1}}]`,
    ]
  ) assert.equal(parseOne(line), undefined, line.slice(padding.length));
});

Deno.test("a copy is read as a whole beside a preview, and where a person changed what was written", () => {
  const preview = "<persisted-output>\nFull output saved to: /t/x.txt\n</persisted-output>";
  const message = { content: [{ type: "tool_result", content: preview }] };
  const copied = { stdout: padding };
  for (
    const line of [
      { type: "user", message, toolUseResult: copied },
      { type: "user", toolUseResult: copied, message },
      { type: "user", message: {}, toolUseResult: { content: padding, userModified: true } },
    ]
  ) assert.deepEqual(parseOne(JSON.stringify(line)), line);
  // In the copy alone it may be anything that was read.
  for (
    const line of [
      { type: "user", message: {}, toolUseResult: { stdout: `${preview}${padding}` } },
      { type: "user", message: {}, toolUseResult: { content: padding, userModified: false } },
    ]
  ) assert.deepEqual(parseOne(JSON.stringify(line)), { ...line, toolUseResult: {} });
});

Deno.test("a line that is not one value is left alone, and the lines beside it are not", () => {
  const good = { type: "user", a: [1, { b: "ü" }], toolUseResult: { x: padding, agentId: "a" } };
  const lean = { ...good, toolUseResult: { agentId: "a" } };
  const text = JSON.stringify(good);
  const broken: readonly (string | Uint8Array)[] = [
    text.slice(0, -10),
    `${text}${text}`,
    `${text},${text}`,
    `{"a":[1`,
    `2]},{}`,
    `{"padding":"${padding}","toolUseResult":{"a":1},"b":}`,
    `{"padding":"${padding}","toolUseResult":{"agentId":x},"b":1}`,
    `{"padding":"${padding}","toolUseResult":{"a":1}}{"padding":"glued"}`,
    `{"padding":"${padding}","toolUseResult":}`,
    `1,2`,
    `]`,
    `[`,
    `"`,
    Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d),
  ];
  for (const line of broken) {
    assert.deepEqual(parseTogether([text, line, text]).values, [lean, undefined, lean], `${line}`);
  }
  // None makes up for another one, not even where there are as many values as there should be.
  assert.deepEqual(parseTogether(['{"a":[{}', "{}]},7,{}"]).values, [undefined, undefined]);
  assert.deepEqual(parseTogether([`{"a":[1`, `2]}`, "{},{},{}", text]).values.slice(0, 3), [
    undefined,
    undefined,
    undefined,
  ]);
  const { values } = parseTogether([`{"a":[1`, `2]}`, "{},{}", text, `{"a":1},{"b":2},{"c":[`, "]}"]);
  assert.deepEqual(values, [undefined, undefined, undefined, lean, undefined, undefined]);
  assert.deepEqual(parseTogether(['{"a":"a written \ufffd"}', "{}"]).values, [{ a: "a written \ufffd" }, {}]);
});

Deno.test("what is read is what JSON.parse reads", () => {
  const fields = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue(), { maxKeys: 5 });
  const copy = fc.oneof(
    fc.jsonValue(),
    fc.record({ structuredPatch: fc.jsonValue(), answers: fc.jsonValue(), originalFile: fc.string() }),
    fc.dictionary(
      fc.constantFrom(
        "agentId",
        "questions",
        "stderr",
        "exitCode",
        "interrupted",
        "plan",
        "planWasEdited",
        "runId",
        "totalTokens",
        "totalDurationMs",
        "a",
        "__proto__",
      ),
      fc.jsonValue(),
    ),
  );
  const line = fc.tuple(fc.constantFrom(padding, "short"), fields, copy, fields);
  let cut = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (given) => {
      const texts = given.map(([filling, before, toolUseResult, after]) =>
        JSON.stringify({ filling, ...before, toolUseResult, ...after })
      );
      const { values, skipped } = parseTogether(texts);
      if (skipped > 0) cut++;
      for (const [index, text] of texts.entries()) {
        const value = values[index];
        if (value !== undefined) assertSameButForCopies(value, JSON.parse(text));
      }
    }),
    { numRuns: 300 },
  );
  assert.ok(cut > 100, "The property means something only if lines like these are cut.");
});

const KEPT_FIELDS = ["structuredPatch", "questions", "answers", "annotations", "agentId"];

/** Those that are kept where they say something: what they are where they don't is as good as nothing. */
const FIELDS_OF_ENDS = [
  "interrupted",
  "returnCodeInterpretation",
  "exitCode",
  "stderr",
  "plan",
  "code",
  "codeText",
  "planWasEdited",
  "runId",
  "totalTokens",
  "totalDurationMs",
];

/** The value is what was written; of its copy, at least the fields to keep are. */
function assertSameButForCopies(value: unknown, written: Record<string, unknown>): void {
  const { toolUseResult: kept, ...rest } = value as Record<string, unknown>;
  const { toolUseResult: all, ...others } = written;
  assert.deepEqual(rest, others);
  const fieldsOf = (copy: unknown) =>
    KEPT_FIELDS.map((name) =>
      copy !== null && typeof copy === "object" && !Array.isArray(copy) && Object.hasOwn(copy, name)
        ? (copy as Record<string, unknown>)[name]
        : undefined
    );
  assert.deepEqual(fieldsOf(kept), fieldsOf(all));
  const endsOf = (copy: unknown) =>
    FIELDS_OF_ENDS.map((name) =>
      copy !== null && typeof copy === "object" && !Array.isArray(copy) && Object.hasOwn(copy, name)
        ? (copy as Record<string, unknown>)[name] || undefined
        : undefined
    );
  assert.deepEqual(endsOf(kept), endsOf(all));
}

Deno.test("the bytes that were not read are counted, and everything is read where everything is asked for", async () => {
  const line = { type: "user", message: { content: padding }, toolUseResult: { stdout: padding }, uuid: "u" };
  const entries = async (everything: boolean) => {
    const { entries, record } = await readAll(`${JSON.stringify(line)}\n`, { everything });
    return { copies: record.neverKept.get("toolUseResult copy"), raw: entries.map(({ raw }) => raw) };
  };
  assert.deepEqual(await entries(false), {
    copies: { lines: 1, bytes: JSON.stringify(line.toolUseResult).length },
    raw: [{ ...line, toolUseResult: {} }],
  });
  assert.deepEqual(await entries(true), { copies: undefined, raw: [line] });
});

Deno.test("a log reads the same in whatever pieces it comes, and whatever is broken in it", async () => {
  const line = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constantFrom("user", "assistant", "mode"), uuid: fc.string() }).map((
        v,
      ) => JSON.stringify(v)),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "{",
        "}{",
        "1",
        "[",
        '{"type":"user"},',
        '{"uuid":"a"}{"uuid":"b"}',
        "\ufffd",
        "",
      ),
    },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 30 }),
      fc.integer({ min: 1, max: 400 }),
      async (lines, size) => {
        const text = lines.join("\n");
        const together = await readAll(text);
        const apart = await readAll(text, { size });
        assert.deepEqual(apart, together);
        const alone = await Promise.all(lines.map((only) => readAll(`${only}\n`)));
        assert.deepEqual(
          together.entries.map(({ raw }) => raw),
          alone.flatMap(({ entries }) => entries.map(({ raw }) => raw)),
        );
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("what can't be read is named in the order of the lines, long ones among short ones", async () => {
  const long = JSON.stringify({ type: "user", uuid: "l", text: "x".repeat(40_000) });
  const lines = [
    '{"type":"user","uuid":"a"}',
    '{"broken',
    long,
    '{"b":',
    `{"${"y".repeat(90_000)}`,
    "z",
    '{"uuid":"c"}',
  ];
  const { entries, record } = await readAll(lines.join("\n"), { maxLineBytes: 50_000 });
  assert.deepEqual(entries.filter(({ uuid }) => uuid !== undefined).map(({ line }) => line), [1, 3, 7]);
  assert.deepEqual(record.unparsed.map(({ line }) => line), [2, 4, 5, 6]);
});
