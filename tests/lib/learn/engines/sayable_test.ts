import assert from "node:assert/strict";
import { sayable } from "../../../../lib/learn/engines/sayable.ts";

Deno.test("words from outside are one line without escapes, and long ones end before what may be a credential", () => {
  assert.equal(sayable("\u001b[31mno\u202e\n way.", []), "[31mno way");
  assert.equal(sayable("your key sk-1 is bad", ["sk-1", ""]), "your key [credential] is bad");
  const token = ["ghp", "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"].join("_");
  assert.equal(sayable(`${"ab ".repeat(60)}${token} more`, []), `${"ab ".repeat(60)}…`);
  assert.equal(sayable("x ".repeat(300), []), `${"x ".repeat(100)}…`);
});
