import assert from "node:assert/strict";
import { isWhiteSpace } from "../../../../lib/preprocess/pruning/white_space.ts";

Deno.test("white space is what it is for expressions", () => {
  for (let code = 0; code <= 0xffff; code++) {
    assert.equal(isWhiteSpace(code), /\s/.test(String.fromCharCode(code)), `U+${code.toString(16)}`);
  }
  assert.ok(!isWhiteSpace(NaN));
});
