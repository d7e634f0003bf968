import assert from "node:assert/strict";
import fc from "fast-check";
import { excerptsOf } from "../../../../lib/learn/documents/excerpts.ts";
import { readDocument } from "../../../../lib/learn/documents/read_document.ts";
import { referencesIn } from "../../../../lib/learn/documents/references.ts";
import { assertGrowsLess } from "../../../support/growth.ts";
import { estimateTokens } from "../../../../lib/preprocess/tokens/tokens.ts";

function headingsOf(path: string, text: string): string[] {
  return readDocument(path, text).headings.map(({ line, level, text }) => `${line} ${level} ${text}`);
}

Deno.test("headings of each markup are found, and none in code, tables, lists or frontmatter", () => {
  const markdown = [
    "---",
    "title: x",
    "---",
    "# The `retry` of [uploads](a.md) ##",
    "Setext one",
    "===",
    "two",
    "---",
    "```sh",
    "# a comment",
    "```",
    "> ~~~",
    "> # quoted code",
    "> ~~~",
    "- list",
    "---",
    "| a | b |",
    "|---|---|",
    "#no heading",
    "  ### Third {#anchor}",
    "````",
    "```",
    "# still code",
  ].join("\r\n");
  assert.deepEqual(headingsOf("a.md", markdown), [
    "4 1 The retry of uploads",
    "5 1 Setext one",
    "7 2 two",
    "20 3 Third",
  ]);
  assert.deepEqual(headingsOf("a.rst", "Retry\n=====\n\nWhy\n---\n# no\n::\n\n  x"), [
    "1 1 Retry",
    "4 2 Why",
  ]);
  assert.deepEqual(headingsOf("a.adoc", "= Retry\n\n----\n== code\n----\n== Why"), ["1 1 Retry", "6 2 Why"]);
});

Deno.test("the title is the frontmatter's, else the highest heading, else the file's name", () => {
  assert.equal(readDocument("docs/a.md", "---\ntitle: Own\n---\n# Other").title, "Own");
  assert.equal(readDocument("docs/a.md", "### small\n# Other").title, "Other");
  assert.equal(readDocument("docs/retry-uploads.md", "text").title, "retry-uploads");
  assert.equal(readDocument("docs/empty.md", "").title, "empty");
});

const FRONTMATTER: Readonly<Record<string, readonly [yaml: string, expected: Record<string, unknown>]>> = {
  "lists": [
    'read_when:\n  - "adding a stage"\n  - debugging\ntripwires:\n  - action: "a  b"\n    warning: w\n    extra: 1',
    {
      readWhen: ["adding a stage", "debugging"],
      tripwires: [{ action: "a b", warning: "w" }],
      problem: undefined,
    },
  ],
  "one text": ["read_when: adding", { readWhen: ["adding"], problem: undefined }],
  "nothing": ["", { readWhen: [], problem: undefined }],
  "wrong entries": ["read_when: [a, 3]\ntripwires:\n  - warning: w", {
    readWhen: ["a"],
    tripwires: [],
    problem: "read_when holds something that is no text; a tripwire lacks its action or warning",
  }],
  "no table": ["- a\n- b", { readWhen: [], problem: "it is no table of fields" }],
};

for (const [title, [yaml, expected]] of Object.entries(FRONTMATTER)) {
  Deno.test(`frontmatter with ${title} is read`, () => {
    const { frontmatter } = readDocument("a.md", `\uFEFF---\n${yaml}\n---\ntext`);
    assert.equal(frontmatter.lines, yaml.split("\n").length + 2);
    for (const [key, value] of Object.entries(expected)) {
      assert.deepEqual(frontmatter[key as keyof typeof frontmatter], value, key);
    }
  });
}

Deno.test("broken frontmatter is told, costs nothing but itself, and bombs nobody", () => {
  const bomb = Array.from({ length: 30 }, (_, at) => `a${at}: &a${at} [*a${at - 1}, *a${at - 1}]`).join("\n");
  for (
    const yaml of [
      "title: [",
      "a: b: c",
      `a-1: &a-1 x\n${bomb}`,
      `a: ${"[".repeat(30_000)}`,
      `a: ${"x".repeat(33_000)}`,
    ]
  ) {
    const document = readDocument("a.md", `---\n${yaml}\n---\n# Title`);
    assert.equal(typeof document.frontmatter.problem, "string", yaml.slice(0, 40));
    assert.equal(document.title, "Title");
  }
  assert.equal(readDocument("a.md", "---\nno end\n# Title").frontmatter.lines, 0);
});

const TERMS = new Map([["retry", 4], ["jitter", 2]]);

Deno.test("excerpts are the beginning and the sections with the terms, with their lines' numbers", () => {
  const section = (
    name: string,
    word: string,
  ) => [`## ${name}`, "", ...Array.from({ length: 20 }, (_, at) => `${word} ${name} ${at}.`)];
  const lines = [
    "---",
    "title: x",
    "---",
    "",
    "# Guide",
    "",
    ...section("Other", "Nothing"),
    ...section("Retries", "Retry with jitter"),
    ...section("More", "Nothing"),
  ];
  const document = readDocument("a.md", lines.join("\n"));
  const { excerpts, tokens } = excerptsOf(document, TERMS, 450);
  assert.deepEqual(excerpts.map(({ line }) => line), [5, 29]);
  assert.match(excerpts[1]?.text ?? "", /^## Retries\n\nRetry with jitter Retries 0\./);
  assert.ok(tokens <= 450);
  assert.deepEqual(excerptsOf(document, TERMS, 0), { excerpts: [], tokens: 0 });
});

Deno.test("each excerpt is what stands at its line, and all are within the budget", () => {
  const line = fc.oneof(
    fc.constantFrom("", "# Retry", "## Jitter", "retry jitter", "```", "---", "日本語", "😀".repeat(400)),
    fc.string({ maxLength: 80 }).map((text) => text.replaceAll(/[\r\n]/g, "")),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), fc.integer({ min: 0, max: 600 }), (lines, budget) => {
      const document = readDocument("a.md", lines.join("\n"));
      const { excerpts } = excerptsOf(document, TERMS, budget);
      assert.ok(estimateTokens(excerpts.map(({ text }) => text).join("\n")) <= budget);
      for (const { line, text } of excerpts) {
        assert.ok(text.isWellFormed() || !lines.join("").isWellFormed());
        text.split("\n").forEach((shown, index) => {
          assert.ok(document.lines[line - 1 + index]?.startsWith(shown));
        });
      }
    }),
    { numRuns: 150 },
  );
});

Deno.test("documents that are hostile to readers take no time", async () => {
  const lines = (unit: string) => (length: number) => {
    const document = readDocument("a.md", `${unit.repeat(length)}\n# ${unit.repeat(length)}x`);
    referencesIn(document);
    excerptsOf(document, TERMS, 1_000);
  };
  for (
    const unit of [
      " ",
      " #",
      "[",
      "](",
      "](<",
      "`",
      "`a",
      "<!--",
      "](x (",
      "> ",
      "---\n",
      "```\n",
      "a-",
      "\n",
    ]
  ) {
    const read = lines(unit);
    const measure = (length: number) => () => {
      const start = performance.now();
      read(length);
      return performance.now() - start + 1;
    };
    await assertGrowsLess(12, measure(60_000), measure(15_000));
  }
});
