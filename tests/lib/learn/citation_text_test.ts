import assert from "node:assert/strict";
import {
  decodeEntities,
  foldText,
  sideOfPatch,
  withoutLineNumbers,
  withoutSurroundings,
} from "../../../lib/learn/citation_text.ts";

Deno.test("texts that read alike are alike: composed, spaced, typeset, with marks that nobody sees", () => {
  assert.equal(foldText("Ku\u0308ste"), foldText("K\u00fcste"));
  assert.equal(foldText(" a\t\n\u0000b\u007f\u00a0c "), "a b c");
  assert.equal(foldText("\u2018a\u2019 \u201cb\u201d c\u2010d\u2011e\u2212f"), `'a' "b" c-d-e-f`);
  for (const mark of ["\u200b", "\u200f", "\u202a", "\u202e", "\u2060", "\ufeff"]) {
    assert.equal(foldText(`a${mark}b`), "ab");
  }
  assert.notEqual(foldText("a\u2013b"), "a-b");
  assert.equal(
    decodeEntities("&lt;a&gt; &amp;amp; &quot;b&quot; &apos;c&apos; &nbsp;"),
    `<a> &amp; "b" 'c' &nbsp;`,
  );
});

Deno.test("numbers stand before lines alone, and a text without them has no other form", () => {
  assert.equal(withoutLineNumbers(" 9→a\n 10→b 11→c\n12\td"), "a\nb 11→c\nd");
  assert.equal(withoutLineNumbers("a 9→b\nx10\tc"), undefined);
});

Deno.test("each side of a patch is the text before it, or after it, without marks and places", () => {
  const patch = "@@ -1,3 +1,3 @@ f()\n one\n-two\n-three\n+2\n+3\n four";
  assert.equal(sideOfPatch(patch, "-"), "one\ntwo\nthree\nfour");
  assert.equal(sideOfPatch(patch, "+"), "one\n2\n3\nfour");
});

Deno.test("a quote loses the tags of a part and no others, and what says that it goes on", () => {
  assert.equal(withoutSurroundings('<user ref="L3">a <b>c</b></user>'), "a <b>c</b>");
  assert.equal(withoutSurroundings("(...) […] a … b [... 3 lines ...] …"), "a … b");
  assert.equal(withoutSurroundings("...."), "");
});
