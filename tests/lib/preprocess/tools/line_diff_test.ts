import assert from "node:assert/strict";
import fc from "fast-check";
import { lineDiff } from "../../../../lib/preprocess/tools/line_diff.ts";

const numbered = (count: number, change: (line: number) => string | undefined = () => undefined) =>
  Array.from({ length: count }, (_, line) => change(line) ?? `line ${line}`).join("\n");

Deno.test("only the lines that changed are marked, each with what stands around it", () => {
  const before = numbered(40);
  const after = numbered(
    40,
    (line) => line === 10 ? "new ten" : line === 30 ? "thirty\nand more" : undefined,
  );
  assert.equal(
    lineDiff(before, after),
    [
      "@@",
      " line 9",
      "-line 10",
      "+new ten",
      " line 11",
      "@@",
      " line 29",
      "-line 30",
      "+thirty",
      "+and more",
      " line 31",
    ].join("\n"),
  );
});

Deno.test("as few lines as possible are marked, and they tell how one text becomes the other", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c", "", "}"), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (old, now) => {
      const lines = lineDiff(old.join("\n"), now.join("\n")).split("\n");
      const marked = (mark: string) =>
        lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1));
      const common = commonCount(linesOf(old, now), linesOf(now, old));
      assert.equal(marked("-").length, linesOf(old, now).length - common);
      assert.equal(marked("+").length, linesOf(now, old).length - common);
      assert.ok(isWithin(marked("-"), old) && isWithin(marked("+"), now));
    }),
    { examples: [[["", "", "b", "a", "c"], ["a", "a", "a", "b", "c", "a", "", ""]]] },
  );
});

Deno.test("lines that are taken away or put in whole have no empty one behind them", () => {
  assert.equal(lineDiff("DEL\n", ""), "@@\n-DEL");
  assert.equal(lineDiff("", "one\n\ntwo\n"), "@@\n+one\n+\n+two");
  assert.equal(lineDiff("\n", ""), "@@\n-\n-");
  assert.equal(lineDiff("one\n", "two"), "@@\n-one\n-\n+two");
});

/** A text that is empty has no lines; beside it the line end at another one's end begins none. */
function linesOf(lines: readonly string[], other: readonly string[]): readonly string[] {
  const text = lines.join("\n");
  if (text === "") return [];
  return other.join("\n") === "" && text.length > 1 && text.endsWith("\n") ? lines.slice(0, -1) : lines;
}

/** The length of the longest sequence that both have. */
function commonCount(one: readonly string[], other: readonly string[]): number {
  const lengths = one.reduce((row, line) => {
    const next = [0];
    other.forEach((otherLine, at) =>
      next.push(line === otherLine ? (row[at] ?? 0) + 1 : Math.max(next[at] ?? 0, row[at + 1] ?? 0))
    );
    return next;
  }, new Array<number>(other.length + 1).fill(0));
  return lengths.at(-1) ?? 0;
}

function isWithin(lines: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const line of whole) if (line === lines[at]) at++;
  return at === lines.length;
}

Deno.test("texts whose lines are shuffled are told apart without work that grows with the square", () => {
  const order = Array.from({ length: 20_000 }, (_, line) => line);
  const shuffled = order.map((line) => `line ${(line * 7919) % order.length}`);
  const lines = lineDiff(order.map((line) => `line ${line}`).join("\n"), shuffled.join("\n")).split("\n");
  assert.ok(lines.includes("-line 19999") && lines.includes("+line 7919"));
});
