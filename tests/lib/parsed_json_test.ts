import assert from "node:assert/strict";
import { parsedJson } from "../../lib/parsed_json.ts";

Deno.test("JSON gives its value, null too; anything else gives undefined", () => {
  assert.deepEqual(parsedJson('{"a": [1, null]}'), { a: [1, null] });
  assert.equal(parsedJson("null"), null);
  for (const text of ["", "{", "undefined", "{'a': 1}"]) assert.equal(parsedJson(text), undefined, text);
});
