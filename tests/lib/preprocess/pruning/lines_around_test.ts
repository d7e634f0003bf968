/** What is kept around errors that stand among lines of one shape. */

import assert from "node:assert/strict";
import { DETAIL_LEVELS, detailOf } from "../../../../lib/preprocess/pruning/detail.ts";
import { pruneLines as shorten } from "../../../../lib/preprocess/pruning/prune_text.ts";
import { asShown } from "../../../support/shown_text.ts";

const pruneLines = asShown(shorten);

/** 400 lines of one shape, but for errors at some places. */
const logWith = (lineOf: (line: number) => string, errors: ReadonlyMap<number, string>) =>
  Array.from({ length: 400 }, (_, line) => errors.get(line) ?? lineOf(line));

const SHAPES: ((line: number) => string)[] = [
  (line) => `line ${line}`,
  (line) => `[info] step ${line} of the build finished`,
  (line) => `ok ${line} - case`,
  (line) => `tests/part${line}.py::test_adds PASSED`,
];

Deno.test("two lines before an error and two behind it are kept at every level, whatever their shape", () => {
  for (const lineOf of SHAPES) {
    const lines = logWith(lineOf, new Map([[200, "Error: boom at a.ts:3"]]));
    for (const level of DETAIL_LEVELS) {
      for (const limits of [detailOf(level).result, detailOf(level).importantResult]) {
        const { text } = pruneLines(lines.join("\n"), limits);
        assert.ok(text.includes(lines.slice(198, 203).join("\n")), `${level}: ${text}`);
      }
    }
  }
});

Deno.test("of many errors the first have two lines on either side, further ones one", () => {
  const places = Array.from({ length: 14 }, (_, index) => 50 + 20 * index);
  for (const lineOf of SHAPES) {
    const lines = logWith(lineOf, new Map(places.map((line) => [line, `Error: boom ${line} at a.ts`])));
    const { text } = pruneLines(lines.join("\n"), detailOf("normal").result);
    for (const [index, line] of places.entries()) {
      const away = index < 8 ? 2 : 1;
      assert.ok(text.includes(lines.slice(line - away, line + away + 1).join("\n")), `${line}: ${text}`);
    }
  }
});

Deno.test("where there is little room, the lines around errors leave most of it to the errors", () => {
  const places = Array.from({ length: 30 }, (_, index) => 50 + 10 * index);
  const lines = logWith(
    (line) => `line ${line} ${"goes on and ".repeat(12)}on`,
    new Map(places.map((line) => [line, `Error: boom ${line} ${"and more ".repeat(5)}`])),
  );
  const { text } = pruneLines(lines.join("\n"), detailOf("low").result);
  assert.ok((text.match(/Error: boom/g)?.length ?? 0) >= 10, text);
});
