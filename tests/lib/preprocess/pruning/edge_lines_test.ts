/** What is kept of the beginning and the end of a text whose lines are alike. */

import assert from "node:assert/strict";
import { detailOf, NORMAL_DETAIL } from "../../../../lib/preprocess/pruning/detail.ts";
import { pruneLines as shorten } from "../../../../lib/preprocess/pruning/prune_text.ts";
import { asShown } from "../../../support/shown_text.ts";

const pruneLines = asShown(shorten);

const WORDS = "parse token stream module loader cache query table widget shader pixel socket route".split(
  " ",
);
const word = (number: number) => WORDS[number % WORDS.length] ?? "";

/** How many of a hundred lines are kept at the beginning and at the end. */
function keptOf(lineOf: (line: number) => string, limits = NORMAL_DETAIL.result): [number, number] {
  const lines = Array.from({ length: 100 }, (_, line) => lineOf(line));
  const [head, tail] = pruneLines(lines.join("\n"), limits).text.split(/\n\[… \d+ lines …\]\n/);
  return [head?.split("\n").length ?? 0, tail?.split("\n").length ?? 0];
}

Deno.test("lines of one shape that differ in words are kept as others are", () => {
  const cases: ((line: number) => string)[] = [
    (line) => `- ${word(line)}: the ${word(3 * line)} of the ${word(5 * line)}`,
    (line) => `${(line * 7919).toString(16)}a Fix ${word(line)} in ${word(2 * line)}`,
    (line) => `  --${word(line)}-${line} <${word(line + 1)}>   ${word(line + 2)}`,
    (line) => `${word(line)}_${line}: ${word(line + 3)}`,
    (line) => `${"+-"[line % 2]}${word(line)}.${word(line + 1)}(${line});`,
    (line) => `src/${word(line)}.ts:${line}: note: ${word(line + 4)} is not used`,
  ];
  for (const lineOf of cases) {
    assert.deepEqual(keptOf(lineOf), [30, 8], lineOf(1));
    assert.equal(keptOf(lineOf, detailOf("low").result)[0], 8, lineOf(1));
  }
});

Deno.test("lines that differ in numbers alone are kept by default, and some examples of them at low", () => {
  const cases: ((line: number) => string)[] = [
    (line) => `line ${line + 1}`,
    (line) => `step ${line} finished in ${line * 7} ms`,
  ];
  for (const lineOf of cases) {
    assert.deepEqual(keptOf(lineOf), [30, 8], lineOf(1));
    assert.equal(keptOf(lineOf, detailOf("low").result)[0], 5, lineOf(1));
  }
});

Deno.test("of what goes well some examples are kept", () => {
  const cases: ((line: number) => string)[] = [
    (line) => `2026-03-01T10:00:${10 + line % 50} INFO handler ${word(line)} done`,
    (line) => `  ✓ ${word(line)} takes ${word(line + 1)}`,
    (line) => `[${line}] ok ${word(line)} ${word(line + 1)}`,
    (line) => `=== RUN   Test_${word(line)}_${word(line + 5)}`,
    (line) => `tests/${word(line)}.py::test_${word(line + 1)} PASSED [ ${line}%]`,
    (line) => `Downloading ${word(line)}-${word(line + 2)} v${line}.0.1`,
    (line) => `test ${word(line)}::${word(line + 1)}_${line} ... ok`,
    (line) => `test_${word(line)} (suite.Of${word(line + 3)}) ... ok`,
    (line) => ` ${line}/100 Test #${line}: ${word(line)} .................   Passed    0.0${line % 10} sec`,
    (line) => `${".".repeat(63)} ${63 * line} / 9000 ( ${line % 10}%)`,
    (line) => `${".".repeat(72)} [ ${line}%]`,
  ];
  for (const lineOf of cases) assert.deepEqual(keptOf(lineOf), [5, 3], lineOf(1));
});

Deno.test("of lines that are the same some examples are kept", () => {
  for (const line of ["waiting for the server", "#".repeat(40), "1.1.1.1 is not there"]) {
    assert.deepEqual(keptOf(() => line), [5, 3], line);
  }
  // What is cut off these may differ.
  const [head] = keptOf((line) => `${"a b ".repeat(60)}${line}`);
  assert.ok(head > 5);
});
