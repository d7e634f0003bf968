import assert from "node:assert/strict";
import fc from "fast-check";
import { readMarkdownStructure } from "../../../../lib/github/markdown/markdown_structure.ts";
import {
  publishableMarkdown,
  publishableTitle,
} from "../../../../lib/github/markdown/publishable_markdown.ts";

const PLACE = {
  serverUrl: "https://github.com",
  repository: { owner: "acme", name: "widgets" },
  linkedIssues: [42],
};
const ENTERPRISE = { ...PLACE, serverUrl: "https://ghe.example.com" };

const CASES: readonly (readonly [what: string, markdown: string, published: string])[] = [
  ["a mention", "ask @grace, (@org/team)", "ask @&#8203;grace, (@&#8203;org/team)"],
  ["a mention in emphasis", "_@grace_ **@ada**", "_@&#8203;grace_ **@&#8203;ada**"],
  [
    "a mention written as an entity",
    "&#64;grace &#x40;a &commat;b",
    "&#64;&#8203;grace &#x40;&#8203;a &commat;&#8203;b",
  ],
  ["a name written as an entity", "@&#103;race", "@&#8203;&#103;race"],
  ["an escaped mention", "\\@grace", "\\@&#8203;grace"],
  ["a mention behind a backtick that opens nothing", "`@grace", "`@&#8203;grace"],
  ["a mention behind an escaped backtick", "\\`@grace`", "\\`@&#8203;grace`"],
  ["a mention in a table's cell that cuts a code span", "|a|\n|-|\n|`b|@c`|", "|a|\n|-|\n|`b|@&#8203;c`|"],
  ["a mention in a block of HTML", "<div>\n`@grace`\n</div>", "<div>\n`@&#8203;grace`\n</div>"],
  ["a mention below a list's code block", "- a\n  ```\n  b\n\n@c", "- a\n  ```\n  b\n\n@&#8203;c"],
  ["no mention", "a@b.c `@x` 5 @ 3 https://x.y/@z", "a@b.c `@x` 5 @ 3 https://x.y/@z"],
  [
    "a mention behind what is no address",
    "http://@grace xhttp://a.b/@ada http://a/@bob",
    "http://@&#8203;grace xhttp://a.b/@&#8203;ada http://a/@&#8203;bob",
  ],
  ["a decorator in code", "```ts\n@Component()\n// #7\n```", "```ts\n@Component()\n// #7\n```"],
  ["another issue", "#7, a/b#7, GH-7", "#&#8203;7, a/b#&#8203;7, GH-&#8203;7"],
  ["another issue as an entity", "&#35;7 #&#55;", "&#35;&#8203;7 #&#8203;&#55;"],
  ["the issue that is linked anyway", "#42 #420 x#42", "#42 #&#8203;420 x#&#8203;42"],
  ["a heading", "# 1\n## Two", "# 1\n## Two"],
  [
    "addresses of issues",
    "https://github.com/a/b/issues/7 [x](https://github.com/a/b/pull/8#x)",
    "https://redirect.github.com/a/b/issues/7 [x](https://redirect.github.com/a/b/pull/8#x)",
  ],
  [
    "addresses of nothing that is notified",
    "https://github.com/acme/widgets/issues/42 https://github.com/a/b/blob/main/x.md",
    "https://github.com/acme/widgets/issues/42 https://github.com/a/b/blob/main/x.md",
  ],
  ["a comment", "a <!-- hidden @x --> b", "a &lt;!-- hidden @&#8203;x --> b"],
  ["a comment with half a code block", "<!--\n```\n-->\n@b", "&lt;!--\n```\n-->\n@b\n```"],
  [
    "what swallows the rest",
    "<script> <TextArea> <?x <!DOCTYPE",
    "&lt;script> &lt;TextArea> &lt;?x &lt;!DOCTYPE",
  ],
  ["an end of a section that nobody opened", "a</details>b", "a&lt;/details>b"],
  ["a section of its own", "<details>a</details>", "<details>a</details>"],
  ["ends in code", "`</details> <!-- x -->`", "`</details> <!-- x -->`"],
  ["a code block that is left open", "a\n```js\nb", "a\n```js\nb\n```"],
  ["other line ends and blank lines around", "\r\n \n# a\r\nb\rc\n\n", "# a\nb\nc"],
  ["characters that hide or act", "a\0b\u202ec\u{e0041}", "a\\u{0}b\\u{202e}c\\u{e0041}"],
  ["half a character", "a\ud83d", "a\ufffd"],
];

for (const [what, markdown, published] of CASES) {
  Deno.test(`publishing ${what}`, () => {
    assert.equal(publishableMarkdown(markdown, PLACE), published);
    assert.equal(publishableMarkdown(published, PLACE), published);
  });
}

Deno.test("an enterprise server's addresses lead where they did, and refer to nothing; github.com's are other issues", () => {
  const cases: readonly (readonly [serverUrl: string, markdown: string, published: string])[] = [
    [
      ENTERPRISE.serverUrl,
      "https://ghe.example.com/a/b/issues/7 https://GitHub.com/a/b/issues/7",
      "https://ghe.example.com/a/b/issues/%37 https://redirect.github.com/a/b/issues/7",
    ],
    [
      ENTERPRISE.serverUrl,
      "[#57](https://ghe.example.com/acme/widgets/pull/57#issuecomment-9) <https://ghe.example.com/a/b/discussions/10>",
      "[#&#8203;57](https://ghe.example.com/acme/widgets/pull/%357#issuecomment-9) <https://ghe.example.com/a/b/discussions/%310>",
    ],
    [
      "http://127.0.0.1:8080",
      "http://127.0.0.1:8080/acme/widgets/pull/57 http://127.0.0.1:8080/acme/widgets/issues/42",
      "http://127.0.0.1:8080/acme/widgets/pull/%357 http://127.0.0.1:8080/acme/widgets/issues/42",
    ],
  ];
  for (const [serverUrl, markdown, published] of cases) {
    const text = publishableMarkdown(markdown, { ...PLACE, serverUrl });
    assert.equal(text, published);
    assert.equal(publishableMarkdown(text, { ...PLACE, serverUrl }), published);
    const addresses = (each: string) =>
      each.match(/https?:[^)>\s]+/g)?.map((url) => decodeURIComponent(new URL(url).pathname));
    assert.deepEqual(addresses(text), addresses(markdown));
  }
});

Deno.test("whatever the text, nothing outside of code is a mention or a comment, and twice is once", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "@grace",
      "#7",
      "`",
      "``",
      "```\n",
      "\n",
      "\n\n",
      "    ",
      "- ",
      "> ",
      "|",
      "|-|\n",
      "<!--",
      "-->",
    ),
    fc.constantFrom(
      "<div>",
      "</details>",
      "<details>",
      "\\",
      "&#64;",
      "~~~\n",
      "[",
      "](",
      "http://",
      "word ",
    ),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    const published = publishableMarkdown(pieces.join(""), PLACE);
    assert.equal(publishableMarkdown(published, PLACE), published);
    let prose = published;
    for (const { start, end } of readMarkdownStructure(published).code.toReversed()) {
      prose = `${prose.slice(0, start)} ${prose.slice(end)}`;
    }
    assert.doesNotMatch(prose, /(?<![A-Za-z0-9])@[A-Za-z0-9]|<!|(?<!&)#\d/);
  }));
});

Deno.test("a title refers to no issue and names nobody, also in the message of a commit", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["Fixes #12 @octocat\n<b>", "Fixes #\u200b12 @\u200boctocat <b>"],
    ["Closes acme/other#9, GH-7", "Closes acme/other#\u200b9, GH-\u200b7"],
    [
      "Closes https://github.com/acme/widgets/issues/3",
      "Closes https://github.com/acme/widgets/issues/\u200b3",
    ],
    ["`@a` \u202ex", "`@\u200ba` \\u{202e}x"],
    ["Ask a@b.c about C# & #tags", "Ask a@b.c about C# & #tags"],
  ];
  for (const [title, published] of cases) {
    assert.equal(publishableTitle(title), published);
    assert.equal(publishableTitle(published), published);
  }
});
