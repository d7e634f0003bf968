import assert from "node:assert/strict";
import fc from "fast-check";
import { closeCutJson } from "../../../lib/session/salvage.ts";
import { salvageAll } from "./salvaging.ts";

const values = (text: string) => salvageAll(text).values.map(({ value }) => value);

Deno.test("white space around glued objects is nothing that is lost", () => {
  assert.equal(salvageAll(' \t{"a":1}  {"b":2}\r').lostCharacters, 0);
});

Deno.test("where nothing stands before a cut, nothing is kept of it", () => {
  for (const text of ["{", '{"', '{"type":', "\u0012x{\ufffd]:a", "{{{"]) {
    assert.deepEqual(salvageAll(text), { values: [], lostCharacters: text.length, mendedPlaces: 0 }, text);
  }
});

Deno.test("glued objects are split, with garbage between them counted", () => {
  assert.deepEqual(salvageAll('{"a":"}{"}{"b":2}').values, [
    { value: { a: "}{" }, cut: false },
    { value: { b: 2 }, cut: false },
  ]);
  assert.equal(salvageAll('{"a":1} xx {"b":2}').lostCharacters, 2);
});

Deno.test("NUL runs inside a line are taken out", () => {
  assert.deepEqual(values('{"a":1}\0\0\0{"b":"x\0\0y"}'), [{ a: 1 }, { b: "xy" }]);
});

Deno.test("an object that was cut keeps what stands before the cut", () => {
  const { values } = salvageAll('{"type":"user","message":{"content":[{"type":"text","text":"hello wor');
  assert.deepEqual(values, [{
    value: { type: "user", message: { content: [{ type: "text", text: "hello wor" }] } },
    cut: true,
  }]);
});

Deno.test("a whole object behind a cut one is found", () => {
  const { values } = salvageAll('{"type":"user","content":"hel{"parentUuid":null,"type":"assistant"}');
  assert.deepEqual(values.map(({ cut }) => cut), [true, false]);
  assert.deepEqual(values[1]?.value, { parentUuid: null, type: "assistant" });
});

Deno.test("a whole object behind a cut one is found where there are blanks in the JSON", () => {
  for (const whole of ['{ "parentUuid" : null }', '{"type": "assistant"}', '{\t"type"\t:\t"user"}']) {
    const { values } = salvageAll(`{"type": "user", "content": "hel${whole}`);
    assert.deepEqual(values[1], { value: JSON.parse(whole), cut: false });
  }
});

Deno.test("text without an object holds nothing", () => {
  assert.deepEqual(salvageAll("no json here"), { values: [], lostCharacters: 12, mendedPlaces: 0 });
});

Deno.test("any objects glued together come apart again", () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1 }), (objects) => {
      const glued = objects.map((object) => JSON.stringify(object)).join("");
      assert.deepEqual(values(glued), objects.map((object) => JSON.parse(JSON.stringify(object))));
    }),
  );
});

Deno.test("every beginning of an object closes to JSON", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (object, at) => {
      const text = JSON.stringify(object);
      const closed = closeCutJson(text.slice(0, 1 + at % (text.length - 1)));
      assert.equal(typeof JSON.parse(closed), "object", closed);
    }),
  );
});

Deno.test("arbitrary text never throws", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("{", "}", '"', "\\", ":", ",", "[", "]", "a", "\0") }),
      (text) => {
        salvageAll(text);
      },
    ),
  );
});
