import assert from "node:assert/strict";
import { jsonInText } from "../../../../lib/learn/plan/json_in_text.ts";

const VALUE = { a: [1, { b: "}" }] };
const JSON_TEXT = JSON.stringify(VALUE);

Deno.test("JSON is found by itself, in a code block, and between sentences", () => {
  for (
    const text of [
      JSON_TEXT,
      `\ufeff${JSON_TEXT}`,
      `${JSON_TEXT} is all.`,
      `Here it is: ${JSON_TEXT}.`,
      `\`\`\`json\n${JSON_TEXT}\n\`\`\``,
      `See {this}:\n\n  ~~~\n${JSON_TEXT}\n\t~~~  \nand [that].`,
      // The first block that holds any.
      `\`\`\`\n{no}\n\`\`\`\n\`\`\`\n${JSON.stringify(VALUE, undefined, 2)}\n\`\`\`\n\`\`\`\n{}\n\`\`\``,
    ]
  ) {
    assert.deepEqual(jsonInText(text), VALUE, text);
  }
  assert.deepEqual(jsonInText("The list is [1, 2], and no more."), [1, 2]);
  assert.deepEqual(jsonInText("[1, 2] it is {"), [1, 2]);
});

Deno.test("what is no object or list, or isn't whole, is none", () => {
  for (
    const text of ["", "7", '"a"', "null", "no brackets", "] before [", "} {", '{"a": 1', "[1, 2}", "`{a}`"]
  ) {
    assert.equal(jsonInText(text), undefined, text);
  }
  // Words behind the mark end no block.
  assert.equal(jsonInText("```\n{]\n``` {}\n[}"), undefined);
});
