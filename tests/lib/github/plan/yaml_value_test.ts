import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { renderYamlFields, renderYamlValue, type YamlValue } from "../../../../lib/github/plan/yaml_value.ts";

/** `<<` merges in YAML 1.1, and `__proto__` is none of a plain object's own keys. */
function isPlainMap(map: object): boolean {
  return !Object.hasOwn(map, "<<") && !Object.hasOwn(map, "__proto__");
}

const values = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom(
        "\r",
        "\n",
        "\t",
        "\0",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\ud800",
        "<!--",
        "```",
        "'",
        '"',
        "\\",
        "#",
        ": ",
        "- ",
        "---",
        " ",
      ),
    }),
    fc.integer(),
    fc.double({ noDefaultInfinity: true, noNaN: true }).filter((number) => !Object.is(number, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value")),
    fc.dictionary(fc.string(), tie("value"), { noNullPrototype: true }).filter((map) => isPlainMap(map)),
  ),
})).value;

Deno.test("any value comes back from one line, by both versions of YAML", () => {
  fc.assert(
    fc.property(values, (value) => {
      const line = `key: ${renderYamlValue(value)}`;
      assert(!/[\r\n\u0085\u2028\u2029]/.test(line));
      assert.deepEqual(parse(line), { key: value });
      assert.deepEqual(parse(line, { version: "1.1" }), { key: value });
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("any fields come back from lines below each other", () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), values, { noNullPrototype: true }), (fields) => {
    fc.pre(isPlainMap(fields));
    assert.deepEqual(parse(renderYamlFields(Object.entries(fields)).join("\n")) ?? {}, fields);
  }));
});

Deno.test("what an older reader would take for something else is quoted", () => {
  for (
    const text of [
      "2",
      "0x1F",
      "1_000",
      "12:30",
      "1e5",
      "yes",
      "No",
      "on",
      "~",
      "null",
      "",
      "2026-02-01",
      ".inf",
      "=",
      "<<",
      "y",
    ]
  ) {
    assert.equal(renderYamlValue(text), `'${text}'`);
  }
  assert.equal(renderYamlValue("2026-02-01T10:00:00+00:00"), "'2026-02-01T10:00:00+00:00'");
  assert.equal(renderYamlValue("it's"), "'it''s'");
});

Deno.test("names and ids that begin with a letter stay plain", () => {
  for (const text of ["pending", "P42-retry-uploads-11-20-0912", "acme/tidebook", "a1b2c3d4e5"]) {
    assert.equal(renderYamlValue(text), text);
  }
});

Deno.test("a value never shows the marks by which blocks are found", () => {
  const hostile = "x\n```\n</details>\n<!-- /erk:metadata-block:plan-header -->\n---\n$& \\1";
  const line = renderYamlValue(hostile);
  assert(!/<!|<\/|-->|```|\n/.test(line), line);
  assert.equal(parse(line), hostile);
});

Deno.test("a list of maps is written as lines", () => {
  const lines = renderYamlFields(Object.entries({
    candidates: [{ action: "adding a flag", target: "docs/x.md" }],
    empty: [],
  }));
  assert.deepEqual(lines, ["candidates:", "- action: 'adding a flag'", "  target: docs/x.md", "empty: []"]);
});
