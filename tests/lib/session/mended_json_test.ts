import assert from "node:assert/strict";
import fc from "fast-check";
import { mendJson } from "../../../lib/session/mended_json.ts";
import { salvageAll } from "./salvaging.ts";
import { readAll } from "./bytes.ts";

const mend = (text: string): unknown => JSON.parse(mendJson(text).text);

Deno.test("raw control characters and wrong escapes are characters of the text", () => {
  for (let code = 1; code < 0x20; code++) {
    const character = String.fromCharCode(code);
    assert.deepEqual(mend(`{"a":"x${character}y","b":[1]}`), { a: `x${character}y`, b: [1] });
  }
  assert.deepEqual(mend('{"a":"C:\\x \\u12","b":"\\\\ \\" \\u00e9"}'), { a: "C:\\x \\u12", b: '\\ " é' });
  assert.deepEqual(mend('{"a":"\\\t"}'), { a: "\\\t" });
});

Deno.test("commas too many, wrong words and missing values don't cost the rest", () => {
  assert.deepEqual(mend('{"a":[1,2,],"b":{"c":1,},}'), { a: [1, 2], b: { c: 1 } });
  assert.deepEqual(mend('{,"a":[,1,, 2],,"b":3}'), { a: [1, 2], b: 3 });
  assert.deepEqual(mend('{"a":-Infinity,"b":007,"c":NaN,"d":1.,"e":1e5}'), {
    a: null,
    b: null,
    c: null,
    d: null,
    e: 100000,
  });
  assert.deepEqual(mend('{"a":,"b":}'), { a: null, b: null });
  assert.deepEqual(mend('{\u00a0"a"\u2028:\ufeff1\f,\v"b":2\x1b}'), { a: 1, b: 2 });
});

Deno.test("where nothing tells how to mend, what stands before is kept", () => {
  for (const rest of ['"b":2}', "x}", '{"b":2}}', "]}", ":2}"]) {
    const { values, lostCharacters } = salvageAll(`{"a":[true],"c":"d" ${rest}`);
    assert.deepEqual(values, [{ value: { a: [true], c: "d" }, cut: true }], rest);
    assert.equal(lostCharacters, rest.length);
  }
});

Deno.test("one bad place in a line costs nothing but itself, and is named", async () => {
  const line = { type: "user", message: { role: "user", content: "before HERE after" }, uuid: "u" };
  for (const bad of ["\t", "\x1b[1m", "\\x", "\\u12", "\\"]) {
    const text = JSON.stringify(line).replace("HERE ", () => `${bad} `);
    const { entries, record } = await readAll(`${text}\n`);
    assert.deepEqual(entries.map(({ raw, cut }) => [raw, cut]), [[{
      ...line,
      message: { role: "user", content: `before ${bad} after` },
    }, false]]);
    assert.deepEqual(record.unparsed.map(({ reason }) => reason), [
      "the line is no JSON in 1 places, which are mended",
    ]);
  }
});

Deno.test("JSON is left as it is, and so is its beginning", () => {
  const object = fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue());
  fc.assert(
    fc.property(object, fc.constantFrom(0, 1), fc.nat(), (value, space, at) => {
      const text = JSON.stringify(value, null, space);
      assert.deepEqual(mendJson(text), { text, length: text.length, isWhole: true, places: 0 });
      const cut = text.slice(0, at % text.length);
      assert.equal(mendJson(cut).text, cut);
      assert.equal(mendJson(cut).isWhole, false);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("whatever is whole after it was mended is JSON", () => {
  const pieces = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "\\",
    "u",
    "0",
    "a",
    "1",
    "-",
    "true",
    "null",
    "\t",
    " ",
  ];
  const odd = fc.array(fc.constantFrom(...pieces, "\ufeff", '"k":', '"v"', '"k":"v",'), { maxLength: 20 });
  let whole = 0;
  fc.assert(
    fc.property(odd, (middle) => {
      const mended = mendJson(`{${middle.join("")}}`);
      if (!mended.isWhole) return;
      whole++;
      assert.equal(typeof JSON.parse(mended.text), "object");
      assert.deepEqual(mendJson(mended.text).places, 0);
    }),
    { numRuns: 20_000 },
  );
  assert.ok(whole > 100, `${whole} were whole`);
});

Deno.test("any fault in any string of an object is mended, and nothing else is changed", () => {
  const bad = fc.constantFrom("\t", "\r", "\x01", "\\x", "\\u", "\\u00g0", "\\'");
  const strings = fc.array(fc.tuple(fc.string({ unit: "binary" }), bad), { minLength: 1 });
  fc.assert(
    fc.property(strings, fc.jsonValue(), (given, other) => {
      const json = JSON.stringify({ given: given.map(([text], index) => `${text}<${index}>`), other });
      const broken = given.reduce(
        (text, [, fault], index) => text.replace(`<${index}>`, () => `<${fault}>`),
        json,
      );
      const whole = given.reduce(
        (text, [, fault], index) =>
          text.replace(`<${index}>`, () => `<${JSON.stringify(fault).slice(1, -1)}>`),
        json,
      );
      assert.deepEqual(mend(broken), JSON.parse(whole));
    }),
  );
});
