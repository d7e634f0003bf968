import assert from "node:assert/strict";
import fc from "fast-check";
import {
  findBlockSections,
  findMetadataBlock,
  readMetadataBlocks,
  renderMetadataBlock,
  WARNING_LINE,
} from "../../../../lib/github/plan/metadata_block.ts";

interface Form {
  readonly closing?: string;
  readonly details?: string;
  readonly summary?: string;
  readonly yaml?: string;
}

/** A block in one of the forms in which older programs and people have written it. */
function block(key: string, form: Form = {}): string {
  return [
    `<!-- erk:metadata-block:${key} -->`,
    form.details ?? "<details>",
    `<summary>${form.summary ?? `<code>${key}</code>`}</summary>`,
    "",
    "```yaml",
    "",
    form.yaml ?? "field: value",
    "",
    "```",
    "",
    "</details>",
    form.closing ?? `<!-- /erk:metadata-block:${key} -->`,
  ].join("\n");
}

function fieldsOf(text: string, key = "plan-header"): Record<string, unknown> | undefined {
  const found = findMetadataBlock(text, key);
  return found && Object.fromEntries(found.fields);
}

const FORMS: readonly (readonly [title: string, text: string])[] = [
  ["as it is documented", block("plan-header")],
  ["whose closing comment has no key", block("plan-header", { closing: "<!-- /erk:metadata-block -->" })],
  ["with <details open>", block("plan-header", { details: "<details open>" })],
  ["whose summary has no <code>", block("plan-header", { summary: "plan-header" })],
  ["with CRLF line ends", block("plan-header").replaceAll("\n", "\r\n")],
  ["between other text", `# Plan\n\n${WARNING_LINE}\n${block("plan-header")}\n\nMore $& text.`],
  ["with spaces in its comments", block("plan-header").replaceAll(" -->", "   -->")],
  ["after a block of another key", `${block("other", { yaml: "field: wrong" })}\n${block("plan-header")}`],
  [
    "before a second one of its key",
    `${block("plan-header")}\n${block("plan-header", { yaml: "field: late" })}`,
  ],
  [
    "after an unreadable one of its key",
    `${block("plan-header", { yaml: "field: [" })}\n${block("plan-header")}`,
  ],
  ["after one without an end", `<!-- erk:metadata-block:plan-header -->\nlost\n${block("plan-header")}`],
  ["after a stray closing comment", `<!-- /erk:metadata-block:plan-header -->\n${block("plan-header")}`],
];

for (const [title, text] of FORMS) {
  Deno.test(`a block ${title} is read`, () => {
    assert.deepEqual(fieldsOf(text), { field: "value" });
  });
}

Deno.test("values keep dollars, backslashes, dashes, fences and comment marks", () => {
  const yaml = [
    "dollar: '$1 $& $$'",
    String.raw`backslash: 'C:\new\1'`,
    "dashes: 'a --- b'",
    "lines: |",
    "  first",
    "  ```",
    "  ---",
    "  last",
  ].join("\n");
  assert.deepEqual(fieldsOf(block("plan-header", { yaml })), {
    dollar: "$1 $& $$",
    backslash: String.raw`C:\new\1`,
    dashes: "a --- b",
    lines: "first\n```\n---\nlast\n",
  });
});

const BROKEN: readonly (readonly [title: string, yaml: string])[] = [
  ["bad indentation", "a: 1\n   b: 2\n c: ["],
  ["two documents", "a: 1\n---\nb: 2"],
  ["a list instead of fields", "- a\n- b"],
  ["nothing in it", ""],
  ["an alias without anchor", "a: *nowhere"],
];

for (const [title, yaml] of BROKEN) {
  Deno.test(`a block with ${title} is skipped with a warning that names it`, () => {
    const { blocks, skipped } = readMetadataBlocks(block("plan-header", { yaml }));
    assert.equal(blocks.length, 0);
    assert.deepEqual(skipped.map(({ key }) => key), ["plan-header"]);
    assert.match(skipped[0]?.warning ?? "", /^metadata block plan-header is skipped: /);
  });
}

Deno.test("an alias bomb is skipped with a warning, not expanded", () => {
  const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
  for (const [name, previous] of ["ba", "cb", "dc", "ed", "fe", "gf", "hg", "ih"].map((pair) => [...pair])) {
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${previous}`).join(", ")}]`);
  }
  const { blocks, skipped } = readMetadataBlocks(block("plan-header", { yaml: bomb.join("\n") }));
  assert.deepEqual([blocks.length, skipped.length], [0, 1]);
});

Deno.test("of two equal fields the last counts, as for the older program", () => {
  assert.deepEqual(fieldsOf(block("plan-header", { yaml: "a: 1\na: 2" })), { a: 2 });
});

Deno.test("a field named __proto__ is a field", () => {
  const fields = fieldsOf(block("plan-header", { yaml: "__proto__: 1\nfield: value" }));
  assert.deepEqual(Object.keys(fields ?? {}), ["__proto__", "field"]);
});

Deno.test("the Markdown of a plan body may show metadata blocks, and they aren't read", () => {
  const text =
    `<!-- erk:metadata-block:plan-body -->\n<details open>\n${block("plan-header")}\n</details>\n` +
    `<!-- /erk:metadata-block:plan-body -->\n${block("impl-started")}`;
  assert.deepEqual(readMetadataBlocks(text).blocks.map(({ key }) => key), ["impl-started"]);
});

Deno.test("a rendered block is read back, whatever its values", () => {
  const fields = {
    session_id: "abc",
    count: 3,
    note: "```\n</details>\n<!-- x -->",
    nothing: null,
    list: ["a", "1"],
  };
  const text = renderMetadataBlock("learn-invoked", fields);
  assert(text.startsWith(`${WARNING_LINE}\n<!-- erk:metadata-block:learn-invoked -->\n<details>\n`));
  assert.deepEqual(fieldsOf(text, "learn-invoked"), fields);
});

const pieces = fc.constantFrom(
  "<!-- erk:metadata-block:plan-header -->",
  "<!-- /erk:metadata-block:plan-header -->",
  "<!-- /erk:metadata-block -->",
  "<!-- erk:metadata-block:plan-body -->",
  "<details>",
  "</details>",
  "\n```yaml\n",
  "\n```\n",
  "a: &x 1\n",
  "b: [*x, {",
  "\r\n",
  "- ",
  "|\n  ",
  "'",
);

Deno.test("no text makes the reader throw, and what it finds lies inside the text in order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pieces, fc.string({ unit: "binary" }))).map((all) => all.join("")),
      (text) => {
        const { blocks } = readMetadataBlocks(text);
        const { sections } = findBlockSections(text);
        let position = 0;
        for (const { start, content, end } of sections) {
          assert(
            position <= start && start < content.start && content.start <= content.end && content.end < end,
          );
          position = end;
        }
        assert(position <= text.length);
        for (const { yaml, content } of blocks) {
          assert(
            content.start <= yaml.start && yaml.end <= content.end,
          );
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
