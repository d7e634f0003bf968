/** Diffs that are too long to be shown whole. */

import assert from "node:assert/strict";
import { NORMAL_DETAIL } from "../../../../lib/preprocess/pruning/detail.ts";
import { newLedger } from "../../../../lib/preprocess/events/ledger.ts";
import { shownDiff } from "../../../../lib/preprocess/pruning/shown_diff.ts";
import { convertLines, toolLines, userLine } from "../converting.ts";

const shown = (diff: string) =>
  `${shownDiff(diff, "tool_use", { detail: NORMAL_DETAIL, ledger: newLedger() })}`;
const marked = (mark: string, count: number) =>
  Array.from({ length: count }, (_, line) => `${mark}${mark === "-" ? "old" : "new"} ${line}`);

Deno.test("of a long replacement both the old lines and the new ones are shown, and more of the new", () => {
  const lines = shown(["@@", ...marked("-", 300), ...marked("+", 300)].join("\n")).split("\n");
  const added = lines.filter((line) => line.startsWith("+"));
  const removed = lines.filter((line) => line.startsWith("-"));
  assert.ok(added.length > 1.5 * removed.length && removed.length > 20);
  assert.ok(added.length + removed.length <= NORMAL_DETAIL.diffLines);
  for (const line of ["-old 0", "-old 299", "+new 0", "+new 299"]) assert.ok(lines.includes(line), line);
});

Deno.test("where little was put in all of it is shown, and where each change stands", () => {
  const hunks = Array.from({ length: 40 }, (_, hunk) => [
    `@@ -${hunk}0 +${hunk}0 @@`,
    ` before ${hunk}`,
    `-old ${hunk}`,
    `-and more ${hunk}`,
    `+new ${hunk}`,
    ` behind ${hunk}`,
  ]);
  const lines = shown(hunks.flat().join("\n")).split("\n");
  assert.equal(lines.filter((line) => line.startsWith("+")).length, 40);
  assert.ok(lines.includes("@@ -00 +00 @@") && lines.includes("-and more 39"));
});

Deno.test("a long line is shown where it differs from the one that it replaces", () => {
  const words = (word: string) => `${"some words ".repeat(100)}${word}${" and others".repeat(100)}`;
  const diff = shown(`@@\n-${words("before")}\n+${words("after")}`);
  assert.match(diff, /\n-some words[^\n]*before[^\n]*others\n\+some words[^\n]*after[^\n]*others$/);
  assert.ok(diff.length < 1000);
});

Deno.test("an edit that the client recorded no patch of shows its changes, however much stands around them", async () => {
  const text = (changed: string) =>
    Array.from({ length: 400 }, (_, line) => line % 40 === 20 ? `${changed} ${line}` : `stays ${line}`).join(
      "\n",
    );
  const edit = { file_path: "/home/dev/a.ts", old_string: text("before"), new_string: text("after") };
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Edit", edit, "The file /home/dev/a.ts has been updated."),
  ]);
  const diff = elements.find(({ name }) => name === "diff")?.text ?? "";
  for (let line = 20; line < 400; line += 40) {
    assert.ok(diff.includes(`-before ${line}\n+after ${line}`), `${line}`);
  }
});

const some = (count: number) => "some words and others ".repeat(count);

Deno.test("of a long line each place is shown where it differs", () => {
  const line = (one: string, other: string) =>
    `${some(20)}limit ${one} ${some(60)}retries ${other} ${some(20)}`;
  const diff = shown(`@@\n-${line("tight", "few")}\n+${line("loose", "many")}`);
  assert.match(
    diff,
    /\n-some[^\n]*limit tight [^\n]*\[… \d+ chars …\][^\n]*retries few [^\n]*\n\+some[^\n]*limit loose [^\n]*retries many /,
  );
  assert.ok(diff.length < 1000);
});

Deno.test("a paragraph that is put in is shown whole, one that is taken away in part", () => {
  const paragraph = `${some(40)}never retry a payment ${some(40)}`;
  assert.ok(shown(`@@\n+${paragraph}`).includes(paragraph));
  assert.ok(shown(`@@\n-${paragraph}`).length < 500);
  // In the place of another one, too.
  const other = "nothing of that was there ".repeat(60);
  assert.ok(shown(`@@\n-${other}\n+${paragraph}`).includes("never retry a payment"));
});

Deno.test("a line that is mostly one character, or one word without end, keeps its mark and what changed beside it", () => {
  for (const [before, behind] of ["=-", "xy"]) {
    const line = (changed: string) => `${before?.repeat(3000)}${changed}${behind?.repeat(3000)}`;
    const diff = shown(`@@\n-${line("old17")}\n+${line("new17")}`);
    assert.match(diff, /\n-[=x][^\n]*old17[^\n]*\n\+[=x][^\n]*new17/);
  }
  const blob = "A1b2C3d4".repeat(1000);
  assert.match(shown(`@@\n-${blob}\n+${blob}E5`), /\n-\[… \d+ chars …\]\n\+\[… \d+ chars …\]$/);
});

Deno.test("lines of which very much changed are compared in no time", () => {
  const words = (step: number) =>
    Array.from({ length: 6000 }, (_, word) => `w${word * step % 7919}`).join(" ");
  const diff = shown(`@@\n-${words(3)}\n+${words(5)}`);
  assert.ok(diff.length < NORMAL_DETAIL.diffLines * 80);
});
