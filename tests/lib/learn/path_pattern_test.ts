import assert from "node:assert/strict";
import { generatedPatterns, matcherFor } from "../../../lib/learn/path_pattern.ts";

const CASES: readonly (readonly [pattern: string, fitting: string, others: string])[] = [
  ["archive/", "archive/a.md docs/archive/b.md", "docs/archives/a.md archive.md"],
  ["/archive", "archive/a.md archive", "docs/archive/a.md"],
  ["docs/old", "docs/old/deep/a.md docs/old", "docs/older/a.md x/docs/old/a.md"],
  ["*.draft.md", "a.draft.md docs/b.draft.md", "a.md draft.md.txt"],
  ["docs/*/x.md", "docs/a/x.md", "docs/x.md docs/a/b/x.md"],
  ["docs/**/x.md", "docs/x.md docs/a/x.md docs/a/b/x.md", "x.md docs/x.mdx"],
  ["**/gen/**", "gen/a a/gen/b/c", "generic/a"],
  ["v?.md", "v1.md a/v2.md", "v10.md v.md"],
  [" ./docs/a.md/ ", "docs/a.md", "x/docs/a.md a.md"],
  ["x./a", "x./a", "xa x/a"],
  ["**/a.md", "a.md x/a.md x/y/a.md", "b.md"],
  ["a*b*c", "abc a1b2c ab/abcc", "ab acb abcd"],
  ["*", "a a/b", ""],
  ["a+(b).md", "a+(b).md", "aab.md"],
];

for (const [pattern, fitting, others] of CASES) {
  Deno.test(`the pattern ${pattern} fits ${fitting}, and not ${others}`, () => {
    const matches = matcherFor([pattern]);
    assert.deepEqual(fitting.split(" ").filter((path) => !matches(path)), []);
    assert.deepEqual(others.split(" ").filter((path) => path !== "" && matches(path)), []);
  });
}

Deno.test("no pattern fits nothing, and one full of stars takes no time", () => {
  assert.equal(matcherFor(["", " "])("a"), false);
  const hostile = matcherFor([`${"*a".repeat(60)}b`, `${"**/a/".repeat(60)}b`]);
  assert.equal(hostile("a".repeat(4_000)), false);
  assert.equal(hostile(`${"a/".repeat(500)}c`), false);
});

Deno.test("the last line of .gitattributes that marks a path counts", () => {
  const isGenerated = generatedPatterns(
    "# generated\r\n*.pb.ts linguist-generated=true\napi/** text linguist-generated\n/api/hand.ts -linguist-generated\n" +
      "lib/x.js linguist-vendored\n*.md text eol=lf\nkeep.pb.ts linguist-generated=false\n",
  );
  const paths = ["a/b.pb.ts", "api/a.ts", "api/hand.ts", "lib/x.js", "README.md", "keep.pb.ts"];
  assert.deepEqual(paths.filter(isGenerated), ["a/b.pb.ts", "api/a.ts", "lib/x.js"]);
});

Deno.test("a mark of .gitattributes is set, or taken back in one of git's ways; notes and other marks are none", () => {
  for (const mark of ["linguist-generated", "linguist-generated=true", "linguist-vendored=1"]) {
    assert.ok(generatedPatterns(`*.ts text ${mark}`)("a.ts"), mark);
    assert.ok(!generatedPatterns(`#*.ts ${mark}\n\n${mark}`)("#a.ts"), mark);
  }
  for (
    const mark of [
      "-linguist-generated",
      "linguist-generated=false",
      "linguist-vendored=0",
      "linguist-vendored=no",
    ]
  ) {
    assert.ok(!generatedPatterns(`*.ts linguist-generated\n*.ts ${mark}`)("a.ts"), mark);
  }
  for (const mark of ["linguist-generatedx", "my-linguist-generated", "linguist-language=no"]) {
    assert.ok(!generatedPatterns(`*.ts ${mark}`)("a.ts"), mark);
  }
});
