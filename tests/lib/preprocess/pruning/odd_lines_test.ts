/** Lines that differ from the many of their shape. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { NORMAL_DETAIL } from "../../../../lib/preprocess/pruning/detail.ts";
import { errorsOf } from "../../../../lib/preprocess/pruning/error_lines.ts";
import { oddLines } from "../../../../lib/preprocess/pruning/odd_lines.ts";
import { pruneLines as shorten } from "../../../../lib/preprocess/pruning/prune_text.ts";
import { routineOf } from "../../../../lib/preprocess/pruning/routine_lines.ts";
import { linesOf } from "../../../../lib/preprocess/pruning/text_lines.ts";
import { assertGrowsLess } from "../../../support/growth.ts";
import { asShown } from "../../../support/shown_text.ts";
import { unlikeLine } from "../../../support/unlike_line.ts";

const pruneLines = asShown(shorten);

/** What is kept of many lines of one form with others in the middle of them. */
function keptAmong(usual: (line: number) => string, ...odd: readonly string[]): string[] {
  const lines = Array.from({ length: 300 }, (_, line) => usual(line));
  lines.splice(150, 0, ...odd);
  return pruneLines(lines.join("\n"), NORMAL_DETAIL.result).text.split("\n");
}

Deno.test("the one that has something else where all others have the same is kept, whatever that is", () => {
  const cases: [usual: (line: number) => string, odd: string][] = [
    [(line) => `GET /api/items/${line} 200 ${line % 40} ms`, "GET /api/items/150 503 12 ms"],
    [
      (line) => `10.0.0.${line % 9} - - "GET /a/${line}.css" 304 ${line * 7}`,
      '10.0.0.3 - - "GET /a/7.css" 404 912',
    ],
    [
      (line) => `{"id": ${line}, "name": "n${line}", "success": true}`,
      '{"id": 150, "name": "n150", "success": false}',
    ],
    [(line) => `{"id": ${line}, "status": 200, "ms": ${line % 9}}`, '{"id": 150, "status": 502, "ms": 3}'],
    [
      (line) => `web-${line}-7f9c   1/1   Running   0   ${line % 9}d`,
      "web-150-7f9c   0/1   Pending   0   3d",
    ],
    [(line) => `db-${line}   ${1 + line % 3}/${1 + line % 3}   Running`, "db-150   2/3   Running"],
    [(line) => `job ${line} SUCCESS in ${line % 7}s`, "job 150 CANCELED in 3s"],
    [(line) => `case ${line}: expected ${line % 5}, got ${line % 5}`, "case 150: expected 4, got 5"],
    [(line) => `sum[${line}] want=${line * 3} got=${line * 3}`, "sum[150] want=450 got=449"],
    [(line) => `12:00:${line % 60} INFO stored order ${line}`, "12:00:30 WARN dropped order 150"],
    [(line) => `adds the part ${"very ".repeat(line % 3)}well ok`, "adds the part well skipped"],
  ];
  for (const [usual, odd] of cases) assert.ok(keptAmong(usual, odd).includes(odd), odd);
});

Deno.test("an odd line is found among thousands, in a text of any length", () => {
  for (const rest of ["", ` of a build that ${"takes its time and ".repeat(3)}goes on`]) {
    const lines = Array.from({ length: 3000 }, (_, line) => `job ${line} SUCCESS in ${line % 7}s${rest}`);
    for (const at of [500, 1500, 2500]) lines[at] = `job ${at} CANCELED in 3s${rest}`;
    const { text } = pruneLines(lines.join("\n"), NORMAL_DETAIL.result);
    const odd = text.split("\n").filter((line) => line.includes("CANCELED"));
    assert.deepEqual(odd, [500, 1500, 2500].map((at) => lines[at]));
  }
});

Deno.test("numbers and words of any length are told by their forms", () => {
  const names = [
    "a",
    "abcdefgh",
    "abcdefghijklmnop",
    "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz",
  ];
  for (const name of names) {
    const usual = (line: number) => `job ${line} ${name}${"7".repeat(1 + line % 40)}x ${name}`;
    const odd = `job 150 ${name}7y ${name}`;
    assert.ok(keptAmong(usual, odd).includes(odd), odd);
    assert.ok(!keptAmong(usual, usual(151)).includes(usual(151)), name);
    const pair = (line: number) => `sum ${line} want=${name}${line * 7919} got="${name}${line * 7919}"`;
    const unlike = `sum 150 want=${name}1187850 got="${name}1187851"`;
    assert.ok(keptAmong(pair, unlike).includes(unlike), unlike);
  }
});

Deno.test("where what is in a place differs from line to line, no line is odd for that", () => {
  for (
    const usual of [
      (line: number) => `-rw-r--r-- 1 ${["ada", "kim", "lou"][line % 3]} ${line * 7919 % 1000} part${line}.o`,
      (line: number) => `Compiling ${["core", "text", "net"][line % 3]} v1.${line}.${line % 4}`,
      (line: number) =>
        `ok ${line} - ${["adds", "takes", "keeps"][line % 3]} ${line % 2 === 0 ? "all" : "some"}`,
    ]
  ) {
    assert.ok(!keptAmong(usual, usual(150)).includes(usual(150)));
  }
});

Deno.test("of very many odd lines the first and the last are kept", () => {
  const odd = Array.from({ length: 30 }, (_, line) => `job ${line} CANCELED`);
  const kept = keptAmong((line) => `job ${line} SUCCESS`, ...odd);
  assert.deepEqual(odd.filter((line) => kept.includes(line)), [...odd.slice(0, 8), ...odd.slice(-8)]);
});

Deno.test("in prose nothing is odd", () => {
  assert.equal(keptAmong(unlikeLine, "and so it was").length, 30 + 8 + 1);
});

Deno.test("odd lines of a text of ten times the length take about ten times as long to be found", async () => {
  const text = (lines: number) =>
    Array.from({ length: lines }, (_, line) => `a${line % 5} b c d e f ${line} h ${line} j ${line}`).join(
      "\n",
    );
  const timeOf = (text: string) => {
    const start = performance.now();
    shorten(text, NORMAL_DETAIL.result);
    return performance.now() - start;
  };
  const [short, long] = [text(5000), text(50_000)];
  timeOf(short);
  await assertGrowsLess(40, () => timeOf(long), () => timeOf(short));
});

Deno.test("the same lines are odd wherever they are read", () => {
  const word = fc.constantFrom(
    "ok",
    "1/1",
    "0/1",
    "200",
    "503",
    "a=7",
    "b=7",
    "größer",
    "x".repeat(20),
    "日本",
    "12:00",
  );
  const line = fc.array(word, { minLength: 3, maxLength: 22 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(line, fc.array(fc.tuple(fc.nat(59), word), { maxLength: 6 }), (usual, changes) => {
      const all = Array.from({ length: 60 }, (_, number) => `job ${number} ${usual} ${number % 7}s`);
      for (const [at, changed] of changes) all[at] = all[at]?.replace(/\S+(?= \d+s$)/, changed) ?? "";
      const text = all.join("\n");
      const lines = linesOf(text, { withErrors: true });
      const errors = errorsOf(lines);
      const odd = () =>
        oddLines({ text, lines: kept, errors, limits: NORMAL_DETAIL.result }, routineOf(kept, errors));
      const kept = { ...lines, ends: lines.ends.slice(), shapes: lines.shapes.slice() };
      const held = odd();
      linesOf("another text", { withErrors: true });
      assert.deepEqual(odd(), held);
    }),
    { numRuns: 200 },
  );
});
