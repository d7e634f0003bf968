import assert from "node:assert/strict";
import fc from "fast-check";
import { LineScanner } from "../../../lib/session/line_scanner.ts";
import { countedName } from "../../../lib/session/never_kept.ts";

const encoder = new TextEncoder();
const scanner = new LineScanner(1 << 20);

/** As what the line is dropped before it is parsed, or undefined where it isn't. */
function droppedAs(value: unknown, everything = false): string | undefined {
  const line = encoder.encode(typeof value === "string" ? value : JSON.stringify(value));
  scanner.configure(everything, 1 << 20);
  scanner.bytes.set(line, scanner.start);
  // Other bytes behind the line tell nothing.
  scanner.bytes.fill(0x7b, scanner.start + line.length, scanner.start + line.length + 64);
  scanner.scan(scanner.start, scanner.start + line.length);
  const [dropped] = scanner.dropped();
  return dropped && countedName(dropped.kind);
}

Deno.test("the type is found behind strings, numbers, booleans and null", () => {
  const before = { parentUuid: null, isSidechain: false, n: -1.5e3, cwd: 'a"b\\', "": "}" };
  assert.equal(droppedAs({ ...before, type: "mode", message: { type: "x" } }), "mode");
  assert.equal(droppedAs({ ...before, type: "user", message: { type: "mode" } }), undefined);
  assert.equal(droppedAs(' \t{ "a" : 1 , "type" : "mode" , "b" : 2 }'), "mode");
});

Deno.test("the kind of progress is found where it is the first field of data", () => {
  assert.equal(
    droppedAs({ type: "progress", data: { type: "bash_progress", output: "x" } }),
    "progress/bash_progress",
  );
  for (
    const line of [
      { type: "progress", data: { message: { type: "user" }, type: "bash_progress" } },
      { type: "progress", data: { type: "agent_progress" } },
      { type: "progress", other: { type: "bash_progress" } },
      { type: "progress", data: "bash_progress" },
      { type: "bash_progress" },
      { type: "progress", data: { type: "mode" } },
    ]
  ) assert.equal(droppedAs(line), undefined, JSON.stringify(line));
});

Deno.test("where everything is asked for, only the vendor's own text is dropped", () => {
  assert.equal(droppedAs({ type: "mode" }, true), undefined);
  assert.equal(droppedAs({ type: "progress", data: { type: "bash_progress" } }, true), undefined);
  assert.equal(droppedAs({ type: "prompt_snapshot" }, true), "prompt_snapshot");
});

Deno.test("a type that comes after a nested value is not guessed, and one in a text misleads nobody", () => {
  assert.equal(droppedAs({ message: { type: "user" }, type: "mode" }), undefined);
  assert.equal(droppedAs({ content: '","type":"mode","x":"', type: "user" }), undefined);
  assert.equal(droppedAs({ content: '","type":"user","x":"', type: "mode" }), "mode");
});

Deno.test("broken beginnings give nothing", () => {
  for (
    const text of ["x", "{", '{"type', '{"type":', '{"type":"mo', '{"a":"b', "[1]", '"type"', '{"type":mode}']
  ) {
    assert.equal(droppedAs(text), undefined, text);
  }
  // What stands before the cut is of no use, but it has to be said that there is one.
  assert.equal(droppedAs('{"type":"mode"'), undefined);
  assert.equal(droppedAs('{"type":"mo\\u0064e"}'), undefined);
});

Deno.test("what is dropped is what JSON.parse says it is", () => {
  const value = fc.oneof(
    fc.constantFrom("mode", "progress", "tools-used", "user", "mode ", "mod"),
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(true, null, { type: "hook_progress" }, [], { a: { type: "mode" } }),
    fc.jsonValue(),
  );
  const key = fc.oneof(fc.constantFrom("type", "data", "message"), fc.string());
  let dropped = 0;
  fc.assert(
    fc.property(fc.dictionary(key, value), (object) => {
      const name = droppedAs(object);
      if (name === undefined) return;
      dropped++;
      const { type, data } = object as { type: string; data?: { type?: string } };
      assert.equal(name, type === "progress" ? `progress/${data?.type}` : type);
    }),
    { numRuns: 5000 },
  );
  assert.ok(dropped > 30, `${dropped} dropped`);
});

Deno.test("a line that may hold a second object is not dropped", () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['{"type":"mode"}', false],
    ['{"type":"mode","data":{"a":[{"b":{}},{"c":1}]}}', false],
    ['{"type":"mode"}{"type":"user"}', true],
    ['{"type":"mode"} {"type":"user"}', true],
    ['{"type":"mode"} { not one', true],
    ['{"type":"mode"} \t\r', false],
    ['{"type":"mode"} x', true],
    ['{"type":"mode","a":[1}{"b":1]}', true],
    ['{"type":"mode"{"b":1}}', true],
    [`{"type":"mode","a":${"[".repeat(100)}${"]".repeat(100)}}`, true],
    ['{"type":"mode","a":"cut sho{"parentUuid":null}', true],
    ['{"type":"mode","a":"cut sho{"parentUuid"', true],
    ['{"type":"mode"\0\0}', true],
  ];
  for (const [line, holds] of cases) assert.equal(droppedAs(line), holds ? undefined : "mode", line);
});

Deno.test("any object behind another one is noticed, however long the first one is", () => {
  const object = fc.dictionary(fc.string(), fc.string({ unit: "grapheme" }), { maxKeys: 3 });
  fc.assert(
    fc.property(object, object, fc.string(), (first, second, filling) => {
      const line = JSON.stringify({ ...first, type: "mode", filling });
      assert.equal(droppedAs(line + JSON.stringify(second)), undefined);
    }),
    { numRuns: 300 },
  );
});

const decoder = new TextDecoder();
/** So few characters beyond Latin-1 are escaped. */
const FILLING = "few wide ones ".repeat(20);

/** Lines as they are joined, without what stands between them; undefined where they have to be read alone. */
function joined(lines: readonly (string | readonly number[])[], behind = 0x0a): string | undefined {
  scanner.configure(false, 1 << 20);
  const bytes = lines.flatMap((line, index) => [
    ...(typeof line === "string" ? encoder.encode(line) : line),
    ...(index < lines.length - 1 ? [0x0a] : []),
  ]);
  scanner.bytes.set(bytes, scanner.start);
  const end = scanner.start + bytes.length;
  scanner.bytes.fill(behind, end, end + 64);
  const { lines: count } = scanner.scan(scanner.start, end);
  const found = scanner.join(0, count, scanner.start + (1 << 19));
  return found && decoder.decode(found.bytes).replaceAll(/,\d+,(?=\{)/g, "\n").slice(1, -1);
}

Deno.test("characters beyond Latin-1 are escaped where they are few, and nothing else is", () => {
  assert.equal(
    joined([`{"a":"→ 🌊 é \\\\→ \ud7ff\ue000\uffff","b":"${FILLING}"}`, '{"c":1}']),
    `{"a":"\\u2192 \\ud83c\\udf0a é \\\\\\u2192 \\ud7ff\\ue000\\uffff","b":"${FILLING}"}\n{"c":1}`,
  );
  const dense = '{"a":"漢字かな"}';
  assert.equal(joined([dense]), dense);
});

Deno.test("what is no UTF-8, and what a backslash stands before, is not escaped but left to be read alone", () => {
  const start = [...encoder.encode(`{"b":"${FILLING}→","a":"`)];
  const end = [...encoder.encode('"}')];
  assert.ok(joined([[...start, 0xe2, 0x86, 0x92, ...end]]) !== undefined);
  assert.equal(joined([[...start, 0x5c, 0xe2, 0x86, 0x92, ...end]]), undefined, "a backslash before it");
  for (
    const bytes of [
      [0xed, 0xa0, 0x80],
      [0xe0, 0x9f, 0xbf],
      [0xc1, 0xbf],
      [0xf0, 0x8f, 0xbf, 0xbf],
      [0xf4, 0x90, 0x80, 0x80],
      [0xf5, 0x80, 0x80, 0x80],
      [0xe2, 0x86],
      [0x86],
      [0xff],
    ]
  ) assert.equal(joined([[...start, ...bytes, ...end]]), undefined, `${bytes}`);
  // What stands behind the line does not make up for what it lacks.
  assert.equal(joined([[...start, 0xe2]], 0x86), undefined, "a line cut in a character");
});
