import assert from "node:assert/strict";
import { visible, visibleJson } from "../../lib/printable.ts";

const ACTING = "\u001b\u009b\u007f\u2028\u2029\u202e\u2066\u200f";

Deno.test("nothing in a text drives a terminal, breaks its line or turns its direction; emoji and accents stay", () => {
  assert.equal(visible("a\u001b[31mb\u009bc"), "a\\x1b[31mb\\x9bc");
  assert.equal(visible("a\u2028b\u202ec"), "a\\u2028b\\u202ec");
  assert.equal(visible(ACTING).replaceAll(/[\\xu0-9a-f]/g, ""), "");
  for (const text of ["👩‍💻 é ü 日本", "one\n\ttwo"]) assert.equal(visible(text), text);
});

Deno.test("nothing in a text commands a runner of GitHub Actions, and an answer in JSON says the same all the same", () => {
  const text = "::stop-commands::x\n  ::set-output name=a::b\n##[set-output name=a;]b a::b ## [x] # #[y]";
  const shown = visible(text);
  assert.equal(
    shown,
    "\\x3a:stop-commands::x\n  \\x3a:set-output name=a::b\n\\x23#[set-output name=a;]b a::b ## [x] # #[y]",
  );
  const json = visibleJson({ [text]: `\\${text}` });
  assert.deepEqual(JSON.parse(json), { [text]: `\\${text}` });
  for (const said of [shown, json]) {
    for (const line of said.split("\n")) {
      assert.ok(!line.trim().startsWith("::") && !line.includes("##["), line);
    }
  }
});

Deno.test("an answer in JSON says the same and shows none of it", () => {
  const value = { title: `x${ACTING}y`, plain: "👩‍💻 é" };
  const json = visibleJson(value);
  assert.deepEqual(JSON.parse(json), value);
  for (const character of ACTING) assert.ok(!json.includes(character));
  assert.ok(json.includes("👩‍💻 é"));
});
