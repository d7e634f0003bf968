import assert from "node:assert/strict";
import { readableTerminalText } from "../../../../lib/preprocess/pruning/terminal_text.ts";
import { assertGrowsLess } from "../../../support/growth.ts";

const rewritten = (...states: string[]) => readableTerminalText(states.join("\r"));
const progress = Array.from({ length: 100 }, (_, index) => `pulling ${index} %`);

Deno.test("of a line that was rewritten the last state is shown, and nothing of its progress", () => {
  assert.equal(rewritten(...progress, "pulled"), "pulled");
  assert.equal(rewritten(...progress.slice(0, 50)), "pulling 49 %");
  assert.equal(rewritten("[1/3] fetch", "[2/3] link", "[3/3] build", "done"), "done");
  assert.equal(rewritten("⠋ waiting", "⠙ still waiting", "| turning", "ready", "", "  "), "ready");
  assert.equal(rewritten("Loading.", "Loading..", "Loading..."), "Loading...");
  assert.equal(readableTerminalText("a\r\nb\r\n"), "a\nb\n");
});

Deno.test("what was written over stays where it reports something", () => {
  const states = [
    ...progress,
    "digest mismatch for layer 12",
    ...progress,
    "warning: the mirror is old",
    "pulled",
  ];
  assert.equal(rewritten("", ...states), "digest mismatch for layer 12\nwarning: the mirror is old\npulled");
  assert.equal(rewritten("40 % 1 test failed", "80 % going on", "100 %"), "40 % 1 test failed\n100 %");
});

Deno.test("the states of one line that are kept are few, whatever they say", () => {
  const letters = "abcdefghij";
  const words = Array.from(
    { length: 1000 },
    (_, index) => `step ${[...`${index}`].map((digit) => letters[Number(digit)]).join("")}`,
  );
  assert.equal(rewritten(...words).split("\n").length, 4);
  assert.equal(rewritten(...words.map((word) => `error: ${word}`)).split("\n").length, 20);
});

Deno.test("of a line that was rewritten very often the last states are looked at", () => {
  assert.equal(rewritten(...Array.from({ length: 100_000 }, () => "error: no"), "", " "), "error: no");
  assert.equal(
    rewritten("a note", ...Array.from({ length: 3000 }, (_, index) => `${index} %`)),
    "2999 %",
  );
  assert.equal(
    rewritten("a note", ...Array.from({ length: 1000 }, (_, index) => `${index} %`)),
    "a note\n999 %",
  );
  assert.equal(readableTerminalText("\r".repeat(100_000)), "");
});

Deno.test("each line of a text has its own states", () => {
  assert.equal(readableTerminalText("1 %\r2 %\nfatal: no\r3 %\rend\nlast"), "2 %\nfatal: no\nend\nlast");
});

Deno.test("a text of ten times as many lines with states takes about ten times as long", async () => {
  const time = (count: number) => {
    const text = Array.from({ length: count }, (_, index) => `state ${index} of it\rerror: ${index}\r40 %`)
      .join("\n");
    const start = performance.now();
    readableTerminalText(text);
    return performance.now() - start;
  };
  time(2000);
  await assertGrowsLess(40, () => time(20_000), () => time(2000));
});

Deno.test("a line ten times as long takes about ten times as long, whatever another line does", async () => {
  const time = (length: number) => {
    const text = `first\r\n${"a".repeat(length)}\n1 %\r2 %\n${"b".repeat(length)}`;
    const start = performance.now();
    for (let round = 0; round < 10; round++) readableTerminalText(text);
    return performance.now() - start;
  };
  time(2000);
  await assertGrowsLess(40, () => time(20_000), () => time(2000));
});

Deno.test("lines that were not rewritten stay as they are", () => {
  assert.equal(readableTerminalText("  a \n\n 1 %\rb\n c \n"), "  a \n\nb\n c \n");
  assert.equal(readableTerminalText("a\n\rb"), "a\nb");
  assert.equal(readableTerminalText("a\n\r\r"), "a\n");
});

Deno.test("an error is kept however often its line was written over", () => {
  const states = (count: number) => Array.from({ length: count }, (_, state) => `Fetching ${state % 100} %`);
  const error = "npm ERR! 404 Not Found: left-pad-2";
  for (const behind of [10, 1999, 2000, 3000, 20_000]) {
    const text = [...states(50), error, ...states(behind)].join("\r");
    assert.deepEqual(readableTerminalText(text).split("\n"), [error, states(behind).at(-1)], `${behind}`);
  }
});
