import assert from "node:assert/strict";
import { inertMarkdown, inertWords, runsAsMdx } from "../../../../lib/learn/apply/inert_markdown.ts";

Deno.test("ordinary Markdown stays as it is", () => {
  const texts = [
    'Use `a<b>` and `<script>`, **never** *this*; see [the guide](../guide.md#retries "Guide") or https://example.com.',
    "```html\n<script>alert(1)</script>\n<!-- open\n```",
    "~~~\n[a](javascript:b)\n~~~\n\n    <img src=x>",
    "| a | b |\n| --- | --- |\n| 1 < 2 | `x` |",
    "![diagram](images/flow.png) and ![root](/images/flow.png)",
    "[a](https://example.com/x?a=1&b=2) <https://example.com> <ada@example.com> [mail](mailto:ada@example.com)",
    '[guide]: ../guide.md\n[site]: https://example.com "Site"\n\nSee [guide], [site] and [that](a_(b).md).',
    "- [ ] task\n- list[0](x)\n\n> [!NOTE]\n> a < b && c > d",
    "A <SUB>b</sub> and <b><i>c</i></b>.",
    "Press <kbd>Ctrl</kbd>.<br>\n\n<details>\n<summary>More</summary>\n\nText.\n\n</details>",
    "A word[^1].\n\n[^1]: Note: this is one.",
  ];
  for (const text of texts) assert.equal(inertMarkdown(text), text);
});

Deno.test("what acts becomes text, or a link", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"],
    ["<img src=x onerror=y>", "&lt;img src=x onerror=y>"],
    ["<b onclick=x>y</b>", "&lt;b onclick=x>y&lt;/b>"],
    ["<details>\nopen", "&lt;details>\nopen"],
    ["</details> <kbd>a", "&lt;/details> &lt;kbd>a"],
    ["a <!-- b", "a &lt;!-- b"],
    ["<?php x ?>", "&lt;?php x ?>"],
    ["<javascript:alert(1)>", "&lt;javascript:alert(1)>"],
    ["[c](javascript:alert(1))", "[c]&#40;javascript:alert(1))"],
    ["[c](JAVA&#115;CRIPT:x)", "[c]&#40;JAVA&#115;CRIPT:x)"],
    ["[c](javascript&colon;x)", "[c]&#40;javascript&colon;x)"],
    ["[c](javascript\\:x)", "[c]&#40;javascript\\:x)"],
    ["[`c`](data:text/html,x)", "[`c`]&#40;data:text/html,x)"],
    ["[c](\n  vbscript:x)", "[c]&#40;\n  vbscript:x)"],
    ["[c](<javascript:x y>)", "[c]&#40;&lt;javascript:x y>)"],
    ["[c]: javascript:x", "[c]&#58; javascript:x"],
    ["[c]:\njavascript:x", "[c]&#58;\njavascript:x"],
    ["> [c]:\n> javascript:x", "> [c]&#58;\n> javascript:x"],
    ["![p](https://evil.example/p.png)", "[p](https://evil.example/p.png)"],
    ["![p](//evil.example/p.png)", "[p](//evil.example/p.png)"],
    ["![p](/\\evil.example/p.png)", "[p](/\\evil.example/p.png)"],
    ["![p](data:image/svg,x)", "[p]&#40;data:image/svg,x)"],
    ["![p](a b c)", "[p]&#40;a b c)"],
    ["![p](/&#47;evil.example/p.png)", "[p](/&#47;evil.example/p.png)"],
    ["[c](x:y)", "[c]&#40;x:y)"],
    ["<b><i>c</b></i>", "&lt;b>&lt;i>c&lt;/b>&lt;/i>"],
    ["![p](/&sol;evil.example/p.png)", "[p](/&sol;evil.example/p.png)"],
    ["![p][q]\n\n[q]: https://evil.example/p.png", "&#33;[p][q]\n\n[q]: https://evil.example/p.png"],
    ["![a ![b](x.png)](y.png)", "&#33;[a ![b](x.png)](y.png)"],
    ["[a](<a file.md>)", "[a](a%20file.md)"],
    ["x](<script>)", "x](script)"],
    ["a \u202eb", "a \\u{202e}b"],
  ];
  for (const [text, expected] of cases) {
    assert.equal(inertMarkdown(text), expected, text);
    assert.equal(inertMarkdown(expected), expected, expected);
  }
});

Deno.test("a link that holds half of some code, which could hide a tag, becomes text", () => {
  for (const text of ["[a](x`y) <script> `z", '[a](x "`") <script> `z', "[a](<x`y>) <script> `z"]) {
    // As text, it leaves the code whole.
    assert.ok(inertMarkdown(text).startsWith("[a]&#40;"), inertMarkdown(text));
  }
});

Deno.test("a fence that is left open is closed", () => {
  assert.equal(inertMarkdown("```ts\nopen"), "```ts\nopen\n```");
  assert.equal(inertMarkdown("~~~~\n~~~\nopen"), "~~~~\n~~~\nopen\n~~~~");
});

Deno.test("words of a heading stay on their line", () => {
  assert.equal(inertWords("```\n<script>"), "``` &lt;script>");
  assert.equal(inertWords("Use `Map<string>`"), "Use `Map<string>`");
});

Deno.test("MDX that would run something is told", () => {
  for (
    const text of [
      "a {b}",
      "<Tab />",
      "import x from 'y'",
      "text\n\nexport const a = 1",
      "a\n\n    {b}",
      "a\n  export * from 'y'",
    ]
  ) {
    assert.ok(runsAsMdx(text), text);
  }
  for (
    const text of [
      "Use `{a}`.",
      "```js\nimport x from 'y'\n```",
      "It imports much.",
      "They import much, and export it.",
    ]
  ) {
    assert.ok(!runsAsMdx(text), text);
  }
});
