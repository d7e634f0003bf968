import assert from "node:assert/strict";
import { joinPlan } from "../../../../lib/github/plan/plan_body.ts";
import { splitPlan } from "../../../../lib/github/plan/split_plan.ts";

/** What is left of 1,000 characters for text, beside room for fences. */
const ROOM = 600;

function textsOf(markdown: string, maxCharacters = 1_000): string[] {
  return splitPlan(markdown, maxCharacters).map(({ text }) => text);
}

Deno.test("a line that is too long is cut behind the last white space, where that fills half a part", () => {
  for (const space of [" ", "\t"]) {
    assert.deepEqual(textsOf(`${"x".repeat(400)}${space}${"y".repeat(700)}`).map((text) => text.length), [
      400,
      600,
      100,
    ]);
    assert.deepEqual(textsOf(`${"x".repeat(250)}${space}${"y".repeat(800)}`).map((text) => text.length), [
      600,
      451,
    ]);
    assert.deepEqual(
      textsOf(["x".repeat(400), "y".repeat(400), "z".repeat(700)].join(space)).map((text) => text.length),
      [400, 400, 600, 100],
    );
    assert.deepEqual(textsOf(`${"x".repeat(ROOM - 1)}${space}${"y".repeat(500)}`).map((text) => text[0]), [
      "x",
      "y",
    ]);
  }
});

Deno.test("white space that would fill parts stands between them", () => {
  const markdown = `a${" ".repeat(2_000)}b`;
  const parts = splitPlan(markdown, 1_000);
  assert.deepEqual(parts.map(({ text }) => text.trim()), ["a", "b"]);
  assert.equal(joinPlan(parts), markdown);
});

Deno.test("a character is never cut in two", () => {
  for (const character of ["🎈", "\u{10000}", "\u{10ffff}"]) {
    for (const before of ["", "x"]) {
      const texts = textsOf(before + character.repeat(1_000));
      assert.ok(texts.every((text) => text.isWellFormed()));
      assert.equal(texts.length, Math.ceil((2_000 + before.length) / ROOM));
    }
  }
  // Beside the surrogates there is nothing to keep together.
  for (const character of ["\ud7ff", "\ue000"]) {
    assert.deepEqual(textsOf(character.repeat(1_100)).map((text) => text.length), [ROOM, 500]);
  }
});

Deno.test("no part ends with a code block that shows no line of its own", () => {
  const opening = `\`\`\`ts ${"i".repeat(40)}`;
  const [first = ""] = textsOf(`${"a\n".repeat(140)}${opening}\n${"x".repeat(700)}\n\`\`\``);
  assert.match(first, /x\n```$/);
  const [before = ""] = textsOf(`${"a\n".repeat(140)}${opening}\nx\n${"y".repeat(700)}\n\`\`\``);
  assert.match(before, /\nx\n```$/);
});

Deno.test("fences of a cut code block keep what stands before them, where it is no longer than 60 characters", () => {
  for (const [quotes, kept] of [[29, true], [30, true], [31, false]] as const) {
    const prefix = "> ".repeat(quotes);
    const lines = ["```ts", ...Array.from({ length: 20 }, () => "line"), "```"].map((line) => prefix + line);
    const parts = splitPlan(lines.join("\n"), 1_000).filter(({ fence }) => fence);
    assert.ok(parts.length > 0);
    for (const { text } of parts) {
      assert.ok(text.startsWith(`${kept ? prefix : ""}\`\`\`ts\n`), text.slice(0, 80));
    }
  }
});
