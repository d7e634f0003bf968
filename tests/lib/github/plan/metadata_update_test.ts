import assert from "node:assert/strict";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import {
  findMetadataBlock,
  renderMetadataBlock,
  WARNING_LINE,
} from "../../../../lib/github/plan/metadata_block.ts";
import { updateMetadataBlock } from "../../../../lib/github/plan/metadata_update.ts";
import type { YamlValue } from "../../../../lib/github/plan/yaml_value.ts";

const KEY = "plan-header";

function withYaml(yaml: string, lineEnd = "\n"): string {
  const opening = [
    `<!-- erk:metadata-block:${KEY} -->`,
    "<details>",
    `<summary><code>${KEY}</code></summary>`,
    "",
    "```yaml",
    "",
  ];
  const closing = ["", "```", "", "</details>", `<!-- /erk:metadata-block:${KEY} -->`];
  return [...opening, ...yaml.split("\n"), ...closing].join(lineEnd);
}

function update(text: string, changes: Readonly<Record<string, YamlValue>>): string {
  const updated = updateMetadataBlock(text, KEY, changes);
  assert(updated !== undefined, "the block could not be updated");
  return updated;
}

Deno.test("only the changed value's characters change: quotes, comments, order and blank lines stay", () => {
  const yaml = [
    "# by hand",
    "schema_version: '2'   # quoted",
    'created_by:   "ada"',
    "",
    "learn_status: not_started # soon",
    "unknown_field: {a: 1,   b: [x]}",
    "branch_name:",
  ].join("\n");
  const updated = update(withYaml(yaml), { learn_status: "pending", branch_name: "P42-x" });
  const expected = yaml.replace("not_started", "pending").replace("branch_name:", "branch_name: P42-x");
  assert.equal(updated, withYaml(expected));
});

Deno.test("a new field goes to the end, before the blank line above the fence", () => {
  assert.equal(update(withYaml("a: 1"), { b: "two", c: 3 }), withYaml("a: 1\nb: two\nc: 3"));
});

Deno.test("what is there already is left as it is written", () => {
  const text = withYaml('a: "x"\nb: ~');
  assert.equal(update(text, { a: "x", b: null, c: null }), text);
});

Deno.test("a block with CRLF line ends keeps them, also in what is added", () => {
  const text = `# Plan\r\n${withYaml("a: 1\nb: x", "\r\n")}\r\nend\n`;
  assert.equal(
    update(text, { b: "new", c: "z" }),
    `# Plan\r\n${withYaml("a: 1\nb: new\nc: z", "\r\n")}\r\nend\n`,
  );
});

Deno.test("a value of several lines is replaced without harm to the next field", () => {
  assert.equal(update(withYaml("a: |\n  one\n  two\nb: 2"), { a: "x" }), withYaml("a: x\nb: 2"));
  assert.equal(update(withYaml("a: >-\n  one\nb: 2"), { b: 3 }), withYaml("a: >-\n  one\nb: 3"));
  const lists = update(withYaml("a:\n- 1\n- 2 # two\nb: 2"), { a: "x" });
  assert.equal(lists, withYaml("a: x\nb: 2"));
});

Deno.test("fields in braces are updated too, and comments survive", () => {
  const updated = update(withYaml("# kept\n{a: 1, b: two}"), { b: "three", c: true });
  assert.deepEqual([...findMetadataBlock(updated, KEY)?.fields ?? []], [["a", 1], ["b", "three"], [
    "c",
    true,
  ]]);
  assert(updated.includes("# kept"));
});

Deno.test("a mark that a value hides from older readers stays hidden when the block is written anew", () => {
  const updated = update(withYaml(String.raw`{a: "\x60\x60\x60\x3c/details>"}`), { b: 1 });
  assert.deepEqual(readAsOlderProgram(updated), { a: "```</details>", b: 1 });
});

Deno.test("an anchor that other fields refer to doesn't change them", () => {
  const updated = update(withYaml("a: &name old\nb: *name"), { a: "new" });
  assert.deepEqual([...findMetadataBlock(updated, KEY)?.fields ?? []], [["a", "new"], ["b", "old"]]);
});

Deno.test("of two equal fields the one that counts is changed", () => {
  const updated = update(withYaml("a: 1\nb: x\na: 2"), { a: 3 });
  assert.equal(findMetadataBlock(updated, KEY)?.fields.get("a"), 3);
});

Deno.test("warning lines that older programs left again and again become one", () => {
  for (const gap of ["\n", "\n\n", "\r\n"]) {
    const text = `Intro\n${WARNING_LINE}${gap}${WARNING_LINE}${gap}${WARNING_LINE}${gap}${
      withYaml("a: 1")
    }\nend`;
    assert.equal(update(text, { a: 2 }), `Intro\n${WARNING_LINE}${gap}${withYaml("a: 2")}\nend`);
  }
});

Deno.test("a single warning line, or none, stays", () => {
  assert.equal(
    update(`${WARNING_LINE}\n${withYaml("a: 1")}`, { a: 2 }),
    `${WARNING_LINE}\n${withYaml("a: 2")}`,
  );
  const apart = `${WARNING_LINE}\ntext\n${WARNING_LINE}\n${withYaml("a: 1")}`;
  assert.equal(update(apart, { a: 2 }), `${WARNING_LINE}\ntext\n${WARNING_LINE}\n${withYaml("a: 2")}`);
});

Deno.test("without a readable block nothing is made up", () => {
  assert.equal(updateMetadataBlock("no block here", KEY, { a: 1 }), undefined);
  assert.equal(updateMetadataBlock(withYaml("a: ["), KEY, { a: 1 }), undefined);
});

const names = fc.oneof(
  fc.constantFrom("learn_status", "a", "b", "0", "yes", "null", "a b", "x:y", "#", "'q'"),
  fc.string({ minLength: 1, maxLength: 12 }),
).filter((name) => name !== "__proto__" && name !== "<<");

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(
    fc.constantFrom(
      "```",
      "\n",
      "\r\n",
      "---",
      "$&",
      "\\1",
      "<!-- x -->",
      "</details>",
      "word",
      ": ",
      " #",
      "  ",
      "'",
      "*a",
      "&a",
    ),
  ).map((all) => all.join("")),
);

const scalars: fc.Arbitrary<YamlValue> = fc.oneof(
  texts,
  fc.integer(),
  fc.constantFrom(0.5, -1.25, 1e21, 1e-7),
  fc.constantFrom(
    "2026-11-20",
    "2026-11-20T09:12:00+00:00",
    "1234e567",
    "0x1F",
    "017",
    "1_000",
    "12:30:45",
    ".inf",
    "~",
  ),
  fc.boolean(),
  fc.constant(null),
);

const values: fc.Arbitrary<YamlValue> = fc.oneof(
  { weight: 4, arbitrary: scalars },
  fc.array(scalars, { maxLength: 3 }),
  fc.dictionary(
    fc.constantFrom("action", "a b", "0"),
    fc.oneof(scalars, fc.array(scalars, { maxLength: 2 })),
    {
      maxKeys: 2,
      noNullPrototype: true,
    },
  ),
);

/** The same fields as different programs write them. */
const layouts = fc.record({
  defaultStringType: fc.constantFrom(
    "PLAIN" as const,
    "QUOTE_DOUBLE" as const,
    "QUOTE_SINGLE" as const,
    "BLOCK_LITERAL" as const,
  ),
  lineWidth: fc.constantFrom(0, 40, 80),
  indentSeq: fc.boolean(),
  indent: fc.constantFrom(2, 4),
});

/** Such text in a value ends the block for every reader, so no program has such a block to update. */
function isWhole(
  fields: ReadonlyMap<string, unknown> | undefined,
  expected: Readonly<Record<string, unknown>>,
): boolean {
  return fields !== undefined && JSON.stringify([...fields]) === JSON.stringify(Object.entries(expected));
}

Deno.test("an update changes the named fields and nothing else, for any fields, layout and text around them", () => {
  let updates = 0;
  const surroundings = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("", "$1\n", `${WARNING_LINE}\ntext `, "---\r\n", "```yaml\na: 1\n```\n"),
    // Blocks of another key, and one of this key that can't be read.
    fc.constantFrom(
      `${renderMetadataBlock("other", { learn_status: "mine", a: 1 })}\r\n`,
      `\n${withYaml("a: [")}\n`,
    ),
  );
  // Below the block that counts, a second one of the same key.
  const below = fc.oneof(surroundings, fc.constant(`\n${withYaml("a: 1\nlearn_status: second")}\n`));
  fc.assert(
    fc.property(
      fc.dictionary(names, values, { minKeys: 1, noNullPrototype: true }),
      fc.dictionary(names, values, { noNullPrototype: true }),
      layouts,
      fc.constantFrom("\n", "\r\n"),
      surroundings,
      below,
      (fields, changes, layout, lineEnd, before, after) => {
        const yaml = stringify(fields, layout).trimEnd();
        const text = before + withYaml(yaml, lineEnd) + after;
        const existing = findMetadataBlock(text, KEY)?.fields;
        // CRLF in a block of lines is read as LF: what counts is what was there to be read.
        const start = existing === undefined ? {} : Object.fromEntries(existing);
        fc.pre(lineEnd === "\r\n" ? existing !== undefined : isWhole(existing, fields));
        const updated = update(text, changes);
        updates++;
        assert(updated.startsWith(before) && updated.endsWith(after));
        const expected = new Map(Object.entries(start));
        for (const [name, value] of Object.entries(changes)) {
          if (value !== null || (expected.get(name) ?? null) !== null) expected.set(name, value);
        }
        const result = findMetadataBlock(updated, KEY)?.fields ?? new Map();
        assert.deepEqual([...result], [...expected]);
        assert.equal(update(updated, changes), updated, "a second update must change nothing");
      },
    ),
    { numRuns: 2_000 },
  );
  assert(updates > 1_000, `only ${updates} cases were real`);
});

/**
 * How the older program finds a block (regular expressions) and reads it (YAML 1.1), written down independently
 * of the code under test.
 */
function readAsOlderProgram(text: string): unknown {
  const raw =
    /<!-- erk:metadata-block:(.+?) -->(.+?)<!-- \/erk:metadata-block(?::\1)? -->/s.exec(text)?.[2] ?? "";
  const form = /<details>\s*<summary><code>(.+?)<\/code><\/summary>\s*```yaml\s*(.*?)\s*```\s*<\/details>/s;
  return parse(form.exec(raw)?.[2] ?? "", { version: "1.1" });
}

Deno.test("the older program reads what was rendered and updated here, whatever the values", () => {
  const fieldSets = fc.dictionary(names, values, { minKeys: 1, noNullPrototype: true });
  fc.assert(
    fc.property(fieldSets, fieldSets, (fields, changes) => {
      const rendered = renderMetadataBlock(KEY, fields);
      assert.deepEqual(readAsOlderProgram(rendered), fields);
      const expected = new Map(Object.entries(fields));
      for (const [name, value] of Object.entries(changes)) {
        if (value !== null || expected.has(name)) expected.set(name, value);
      }
      assert.deepEqual(readAsOlderProgram(update(rendered, changes)), Object.fromEntries(expected));
    }),
    { numRuns: 1_000 },
  );
});
