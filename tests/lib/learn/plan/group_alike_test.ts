import assert from "node:assert/strict";
import { distinctTexts, pathKey } from "../../../../lib/learn/plan/group_alike.ts";
import { uniteCitations } from "../../../../lib/learn/plan/citation_lists.ts";

Deno.test("of texts those are left that no other one holds, in the order of what they hold", () => {
  assert.deepEqual(distinctTexts([" a b ", "a", "c", "", " ", "c"]), ["a b", "c"]);
  assert.deepEqual(distinctTexts(["a", "d", "b", "a b"]), ["d", "a b"]);
});

Deno.test("paths that name the same file are the same, in either system's way", () => {
  for (const path of ["docs/a.md", "./docs/a.md", "/docs/a.md", "././docs/a.md", " .\\Docs\\A.md"]) {
    assert.equal(pathKey(path), "docs/a.md", path);
  }
  assert.equal(pathKey(".docs/a.md"), ".docs/a.md");
  assert.equal(pathKey("../a.md"), "../a.md");
});

Deno.test("a quote counts once for each place, however it is spaced", () => {
  const citation = { kind: "session", source: "s", ref: "L3", quote: "one  two" } as const;
  const others = [{ ...citation, ref: "L4" }, { ...citation, source: "t" }, {
    ...citation,
    kind: "plan" as const,
  }];
  const spaced = [{ ...citation, quote: " one\ntwo " }, { ...citation, quote: "onetwo" }];
  assert.deepEqual(uniteCitations([[citation], spaced, others, others]), [citation, spaced[1], ...others]);
});
