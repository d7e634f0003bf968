import assert from "node:assert/strict";
import { sayable } from "../../../../lib/learn/engines/sayable.ts";
import { MADE_UP_TOKEN } from "../../../support/made_up_token.ts";

Deno.test("words from outside are one line without escapes, and long ones end before what may be a credential", () => {
  assert.equal(sayable("\u001b[31mno\u202e\n way.", []), "[31mno way");
  assert.equal(sayable("your key sk-1 is bad", ["sk-1", ""]), "your key [credential] is bad");
  const token = MADE_UP_TOKEN;
  assert.equal(sayable(`${"ab ".repeat(60)}${token} more`, []), `${"ab ".repeat(60)}…`);
  assert.equal(sayable("x ".repeat(300), []), `${"x ".repeat(100)}…`);
});
