import assert from "node:assert/strict";
import fc from "fast-check";
import { outsideOfCode } from "./outside_of_code.ts";
import { codeSpan, fenced, oneLine, prose, tableCell } from "../../../../lib/learn/plan/markdown.ts";

Deno.test("prose keeps emphasis, code and lists, and nothing that could do more", () => {
  const cases: readonly [string, string][] = [
    ["Use `retry()` and **wait**.", "Use `retry()` and **wait**."],
    ["<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"],
    ["`<b>` is code, <b> is not", "`<b>` is code, &lt;b> is not"],
    ["an open ` tick and <b>", "an open \\` tick and &lt;b>"],
    ["\\`<img src=x>\\`", "\\\\`<img src=x>\\`"],
    ["``a ` b`` <i>", "``a ` b`` &lt;i>"],
    ["[click](https://evil.example)", "[click\\](`https://evil.example`)"],
    ["![](https://evil.example/x.png)", "![\\](`https://evil.example/x.png`)"],
    ["[x]: https://evil.example", "[x\\]: `https://evil.example`"],
    [
      "See https://evil.example/a_(b)?c=&d; (www.evil.example), <HTTP://x.y/z>.",
      "See `https://evil.example/a_(b)?c=&d`; (`www.evil.example`), &lt;`HTTP://x.y/z`>.",
    ],
    ["_https://evil.example_ ftp://x.y", "_`https://evil.example`_ `ftp://x.y`"],
    ["awww.no, http:// and `https://x.y`", "awww.no, http:// and `https://x.y`"],
    ["[redacted:github-token:1a2b] stays", "[redacted:github-token:1a2b] stays"],
    ["ask @maria, not a@b.example or `@types/node`", "ask `@maria`, not a@b.example or `@types/node`"],
    ["`<b>`@maria`<i>`", "`<b>` `@maria` `<i>`"],
    ["&lt; is four characters", "&amp;lt; is four characters"],
    ["# no heading", "\\# no heading"],
    ["> no quote", "\\> no quote"],
    ["#42 is an issue", "#42 is an issue"],
    ["- a list\n- goes on", "- a list\n- goes on"],
    ["Title\n===\n---\n* * *", "Title\n\\===\n\\---\n\\* * *"],
    ["    not indented code", "not indented code"],
    ["```js\ncode\n```", "\\`\\`\\`js\ncode\n\\`\\`\\`"],
    ["~~~\ncode", "\\~~~\ncode"],
    ["C:\\temp", "C:\\\\temp"],
    ["a\r\nb\n\n\n\nc", "a\nb\n\nc"],
    ["`<!-- erk:metadata-block:x -->`", "`<! -- erk:metadata-block:x -->`"],
  ];
  for (const [text, expected] of cases) assert.equal(prose(text), expected);
  assert.equal(oneLine(" a\n# b "), "a # b");
  assert.equal(tableCell("a | `b|c`"), "a \\| `b\\|c`");
});

Deno.test("code spans and fences are longer than any run of backticks inside", () => {
  assert.equal(codeSpan("a\n b"), "`a b`");
  assert.equal(codeSpan("`a``b`"), "``` `a``b` ```");
  assert.equal(codeSpan("  "), "");
  assert.equal(fenced("```\nx\n````\n", "md"), "`````md\n```\nx\n````\n`````");
  assert.equal(
    fenced("<!--/erk:metadata-block:plan-body -->"),
    "```\n<! --/erk:metadata-block:plan-body -->\n```",
  );
});

Deno.test("whatever stands in a text, no HTML and no mark of a metadata block comes out of it", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "`",
      "``",
      "```",
      "\\",
      "<b>",
      "<!-- erk:metadata-block:k -->",
      "](",
      "\n",
      "\n\n",
      "# ",
      "@who",
      "a",
      " ",
      "&amp;",
    ),
    { maxLength: 25 },
  ).map((list) => list.join(""));
  fc.assert(fc.property(pieces, (text) => {
    for (const rendered of [prose(text), oneLine(text), tableCell(text), codeSpan(text), fenced(text)]) {
      assert.ok(!/<!--\s*\/?\s*erk:metadata-block/.test(rendered), rendered);
    }
    for (const line of prose(text).split("\n")) {
      assert.ok(!/<|(?<!\w)@\w/.test(outsideOfCode(line)), `${JSON.stringify(text)} → ${line}`);
      assert.ok(!/^(#{1,6} |>|```[^`]*$|~~~)/.test(line), line);
    }
    const body = fenced(text).split("\n");
    const fence = body[0] ?? "";
    assert.ok(body.slice(1, -1).every((line) => !line.trim().startsWith(fence)));
  }));
});

Deno.test("runs of backticks of many lengths take linear time", () => {
  const line = Array.from({ length: 600 }, (_, index) => "`".repeat(index % 300 + 1)).join("a");
  assert.ok(oneLine(line.repeat(3)).length > line.length);
});
