import assert from "node:assert/strict";
import fc from "fast-check";
import { scanLineType } from "../../../lib/session/line_type.ts";

const encoder = new TextEncoder();
const scan = (value: unknown) =>
  scanLineType(encoder.encode(typeof value === "string" ? value : JSON.stringify(value)));

Deno.test("the type is found behind strings, numbers, booleans and null", () => {
  const line = {
    parentUuid: null,
    isSidechain: false,
    n: -1.5e3,
    cwd: 'a"b\\',
    type: "user",
    message: { type: "x" },
  };
  assert.deepEqual(scan(line), { type: "user", detail: undefined });
});

Deno.test("the kind of progress is found where it is the first field of data", () => {
  assert.deepEqual(scan({ type: "progress", data: { type: "bash_progress", output: "x" } }), {
    type: "progress",
    detail: "bash_progress",
  });
  assert.deepEqual(scan({ type: "progress", data: { message: { type: "user" }, type: "agent_progress" } }), {
    type: "progress",
    detail: undefined,
  });
});

Deno.test("a type that comes after a nested value is not guessed", () => {
  assert.equal(scan({ message: { type: "progress" }, type: "user" }), undefined);
});

Deno.test("a type quoted in a text misleads nobody", () => {
  assert.deepEqual(scan({ content: '","type":"progress","x":"', type: "user" }), {
    type: "user",
    detail: undefined,
  });
});

Deno.test("broken beginnings give nothing", () => {
  for (const text of ["", "x", "{", '{"type', '{"type":', '{"type":"us', '{"a":"b', "[1]", '"type"']) {
    assert.equal(scan(text), undefined, text);
  }
});

Deno.test("what the scan says about any object is what JSON.parse says", () => {
  const value = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.jsonValue(),
  );
  const key = fc.oneof(fc.constantFrom("type", "data", "message"), fc.string());
  fc.assert(
    fc.property(fc.dictionary(key, value), (object) => {
      const scanned = scan(object);
      if (scanned === undefined) return;
      assert.equal(scanned.type, object.type);
      if (scanned.detail !== undefined) {
        assert.equal(scanned.detail, (object.data as { type?: unknown }).type);
      }
    }),
  );
});
