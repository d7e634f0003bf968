/** Readers of what models and people wrote: a text five times as long must not take 25 times as long, whatever it repeats. */

import assert from "node:assert/strict";
import { readMarkdownStructure } from "../../../lib/github/markdown/markdown_structure.ts";
import { canonicalText } from "../../../lib/github/markdown/publishable_markdown.ts";
import { inertMarkdown } from "../../../lib/learn/apply/inert_markdown.ts";
import { withoutSurroundings } from "../../../lib/learn/citation_text.ts";
import { categorize } from "../../../lib/learn/diff/categorize.ts";
import { readDocument } from "../../../lib/learn/documents/read_document.ts";
import { referencesIn } from "../../../lib/learn/documents/references.ts";
import { parseAnswer } from "../../../lib/learn/engines/answer_schema.ts";
import { tellsFailure } from "../../../lib/learn/evidence/failure_text.ts";
import { baseName } from "../../../lib/learn/evidence/paths.ts";
import { jsonInText } from "../../../lib/learn/plan/json_in_text.ts";
import { parseLearnPlan } from "../../../lib/learn/plan/parse_learn_plan.ts";
import { visible } from "../../../lib/printable.ts";
import { asPublished } from "../../../lib/redact/redacted.ts";
import { assertGrowsLess } from "../../support/growth.ts";
import { evidenceOf, made, none, sessionOf } from "./evidence/made_up_sessions.ts";

/** Something, then a piece again and again. */
type Text = readonly [opening: string, piece: string];

const testRun = (output: string) =>
  tellsFailure(output, { runsTests: true, isBuild: false, hidesStatus: false });
const item = (text: string) => parseLearnPlan(`# Plan\n\n### Item\n\n**Location:** x\n${text}`);
const patched = (text: string) =>
  categorize({
    path: "a.ts",
    changes: 1,
    isMoved: false,
    patch: `@@ -0,0 +1 @@\n${text}`,
    isBinary: false,
  });
const linked = (text: string) => referencesIn(readDocument("a.md", `\`${text}!\``));

/** Of a session in which a command is run. */
const evidenceOfCommand = (command: string) =>
  evidenceOf(sessionOf([made("L1", "tool_use", { name: "Bash" }, none, { command: asPublished(command) })]));

const READERS: readonly [title: string, read: (text: string) => unknown, characters: number, Text[]][] = [
  ["an answer's JSON", parseAnswer, 2000, [["```", "\n"], ["```\n", "\n```"]]],
  ["JSON between words", jsonInText, 16_000, [["", "```x\n"]]],
  ["a quote", withoutSurroundings, 4000, [["a", "…"], ["a", "… "]]],
  ["a plan's heading", parseLearnPlan, 4000, [["# a", " "], ["# ", "high "]]],
  ["a plan's fields", item, 4000, [["**Location:** ", "` "], ["**Location:** ", "`"]]],
  ["a plan's citations", item, 4000, [["**Citations:**\n- a", ": `"], ["**Citations:**\n- a: ", "`"]]],
  ["a plan's draft", item, 8000, [["**Draft:**\n", "`"], ["**Draft:**\n", "~"]]],
  ["a draft's links", inertMarkdown, 40_000, [["a", "]:"]]],
  ["a heading", readMarkdownStructure, 20_000, [["# a", "\t"]]],
  ["the output of tests", testRun, 4000, [["a\n", " "], ["a\n", "\t"]]],
  ["a patch's first lines", patched, 20_000, [["", "+\r"]]],
  ["a path in code", linked, 3_000, [["a", ":"]]],
  ["a path's last name", baseName, 10_000, [["a", "/"], ["a", "\\"]]],
  ["a question to a program", evidenceOfCommand, 10_000, [["gh api a", " "]]],
  ["a text for a terminal", visible, 8000, [["", "\r"], ["", " \u2028"]]],
];

for (const [title, read, characters, texts] of READERS) {
  Deno.test(`${title} is read in time that grows with the text`, async () => {
    for (const [opening, piece] of texts) {
      const time = (length: number) => {
        const text = `${opening}${piece.repeat(length / piece.length)}x`;
        const start = performance.now();
        read(text);
        return performance.now() - start;
      };
      time(characters / 5);
      await assertGrowsLess(10, () => time(characters), () => time(characters / 5));
    }
  });
}

Deno.test("lines of blanks that are all kept are not read again from each of them", async () => {
  const time = (text: string) => {
    const start = performance.now();
    canonicalText(text);
    return performance.now() - start;
  };
  const kept = `${`${" ".repeat(199)}\n`.repeat(19)}x`.repeat(10);
  const left = `${`${" ".repeat(199)}\n`.repeat(20)}x`.repeat(10);
  time(left);
  await assertGrowsLess(6, () => time(kept), () => time(left));
});

Deno.test("an item with more lines below it than a function takes arguments is read all the same", () => {
  const { items: [read] } = item(`\n#### More\n${"a\n".repeat(150_000)}`);
  assert.equal(read?.rationale.split("\n").length, 150_001);
});
