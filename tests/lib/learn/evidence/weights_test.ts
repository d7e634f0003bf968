import assert from "node:assert/strict";
import { findEvidence } from "../../../../lib/learn/evidence/mod.ts";
import { asPublished, type Redacted, redactedText } from "../../../../lib/redact/mod.ts";
import { evidenceOf, made, none, PLAN, sessionOf } from "./made_up_sessions.ts";

Deno.test("a correction after a commit is about what was edited; one that names what was run is about that", () => {
  const done = (number: number, name: string, parameters: Record<string, Redacted>) => [
    made(`L${number}`, "tool_use", { name }, none, parameters),
    made(`L${number + 1}`, "tool_result", { for: `L${number}` }, redactedText`ok`),
  ];
  const subjectsFor = (words: Redacted) =>
    evidenceOf(sessionOf([
      made("L1", "user", {}, redactedText`Accept amounts with a comma`),
      ...done(2, "Edit", {
        file_path: redactedText`src/money.js`,
        old_string: redactedText`one`,
        new_string: redactedText`other`,
      }),
      ...done(4, "Bash", { command: redactedText`npm run import` }),
      ...done(6, "Bash", { command: redactedText`git add -A && git commit -m "Accept amounts"` }),
      made("L8", "assistant", {}, redactedText`Done: amounts with a comma are accepted.`),
      made("L9", "user", {}, words),
    ])).findings.map(({ kind, subjects }) => [kind, subjects]);
  assert.deepEqual(subjectsFor(redactedText`No, not like that: don't guess from the last separator.`), [
    ["user-correction", ["src/money.js"]],
  ]);
  assert.deepEqual(subjectsFor(redactedText`No, that's wrong: never commit before I have looked at it.`), [
    ["user-correction", ["git add", "git commit"]],
  ]);
});

Deno.test("a reviewer's rule weighs more than a request, a trifle or a bare question hardly anything", () => {
  const bodies = [
    redactedText`Never reorder the columns: the accounting imports them by position.\n\n\`\`\`suggestion\nconst x = 1;\n\`\`\``,
    redactedText`Please don't use the default locale here.`,
    redactedText`I don't see where this is closed: can we close it here?`,
    redactedText`nit: typo`,
    redactedText`Why is this needed?`,
    redactedText`Why not use the retry helper?`,
  ];
  const { findings } = findEvidence({
    sessions: [],
    comments: bodies.map((body, index) => ({
      source: "review-thread",
      ref: `RT_${index}`,
      path: "src/csv.js",
      line: index,
      resolved: true,
      comments: [{ author: redactedText`grace`, body, createdAt: "2026-01-02T10:00:00Z" }],
    })),
    diff: undefined,
    plan: PLAN,
  });
  assert.deepEqual(
    findings.map(({ weight, citations: [citation] }) => [citation?.ref, weight]),
    [["RT_0", 4], ["RT_1", 4], ["RT_2", 3], ["RT_3", 1], ["RT_4", 1], ["RT_5", 3]],
  );
  assert.equal(
    findings[0]?.summary,
    "grace asked on src/csv.js:0: Never reorder the columns: the accounting imports them by position.",
  );
});

Deno.test("what a program says is quoted, not the box around its name", () => {
  const more = asPublished("\nand so on".repeat(30));
  const quoteOfFailure = (head: Redacted) =>
    evidenceOf(sessionOf([
      made("L1", "tool_use", { name: "Bash" }, none, { command: redactedText`tidy check chapter.md` }),
      made("L2", "tool_result", { for: "L1", error: "yes" }, redactedText`${head}${more}`),
    ])).findings[0]?.citations[0]?.quote;
  assert.equal(
    quoteOfFailure(
      asPublished("╭────────────╮\n│ tidy v1.12.3 hook: commit │\n╰────────────╯\nchapter.md is long"),
    ),
    "chapter.md is long",
  );
  assert.equal(
    quoteOfFailure(asPublished("check ━━━━━━━━━━━━\n\n  chapter.md is long")),
    "chapter.md is long",
  );
});

Deno.test("what the client refuses weighs least: it says nothing of the project; what a program says counts", () => {
  const weightOf = (tool: string, parameters: Record<string, Redacted>, output: Redacted) =>
    evidenceOf(sessionOf([
      made("L1", "tool_use", { name: tool }, none, parameters),
      made("L2", "tool_result", { for: "L1", error: "yes" }, output),
      made("L3", "tool_use", { name: tool }, none, parameters),
      made("L4", "tool_result", { for: "L3", error: "yes" }, output),
    ])).findings.map(({ weight }) => weight);
  const path = { file_path: redactedText`src/retry.ts` };
  const edit = { ...path, old_string: redactedText`one`, new_string: redactedText`other` };
  assert.deepEqual(weightOf("Read", path, redactedText`File does not exist. Did you mean src/retries.ts?`), [
    1,
  ]);
  assert.deepEqual(weightOf("Edit", edit, redactedText`String to replace not found in file.`), [1]);
  const run = { command: redactedText`tidy src/retry.ts` };
  assert.deepEqual(weightOf("Bash", run, redactedText`File does not exist: src/generated.ts`), [3]);
});

Deno.test("a correction weighs less where somebody pasted a report: its beginning is no rule", () => {
  const weightOf = (more: string) =>
    evidenceOf(sessionOf([
      made("L1", "user", {}, redactedText`Round the amounts`),
      made("L2", "assistant", {}, redactedText`The amounts are rounded up now.`),
      made("L3", "user", {}, asPublished(`No, that's wrong: never round before the sum is made.${more}`)),
      made("L4", "assistant", {}, redactedText`You're right, I round the sum now.`),
    ])).findings.map(({ kind, weight }) => [kind, weight]);
  assert.deepEqual(weightOf(""), [["user-correction", 5]]);
  assert.deepEqual(weightOf("\nand the report goes on".repeat(100)), [["user-correction", 3]]);
});
