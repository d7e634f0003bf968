import assert from "node:assert/strict";
import { findElement } from "../../../../lib/redact/rules/named/element_value.ts";
import { looksTold } from "../../../../lib/redact/rules/spoken/spoken_value.ts";
import { lineEndWithin } from "../../../../lib/redact/rules/shown_lines.ts";
import { findCopied } from "../../../../lib/redact/rules/lists/insert_statement.ts";
import { findBelowAligned } from "../../../../lib/redact/rules/lists/table.ts";
import { assertGrowsLess } from "../../../support/growth.ts";
import { countWork } from "../count_work.ts";

Deno.test("a line end is found up to its distance, and not beyond", () => {
  assert.equal(lineEndWithin("abc\nd", 1, 2), 3);
  assert.equal(lineEndWithin("abc\nd", 1, 1), -1);
  assert.equal(lineEndWithin("abc", 0, 10), -1);
});

const TAG = "</password ";
const COPY = "copy a (password) FROM stdin ";

const looks: Readonly<Record<string, [piece: string, look: (text: string) => unknown]>> = {
  "rows below a noun": [TAG, (text) => findBelowAligned(text, 2, () => {})],
  "the end of a tag": [TAG, (text) => findElement(text, 2, () => {})],
  "rows that are copied": [COPY, (text) => findCopied(text, COPY.indexOf("FROM"), () => {})],
};

for (const [what, [piece, look]] of Object.entries(looks)) {
  Deno.test(`to look for ${what} takes no longer where the line goes on for megabytes`, async () => {
    const time = (text: string) => {
      text.indexOf("\n"); // One piece before it is measured.
      const start = performance.now();
      for (let run = 0; run < 1000; run++) look(text);
      return performance.now() - start;
    };
    const [long, short] = [piece.repeat(800_000), piece.repeat(2000)];
    time(short);
    await assertGrowsLess(8, () => time(long), () => time(short));
  });
}

Deno.test("a plain word behind a noun is passed by at a glance", () => {
  assert.ok(countWork(() => looksTold("parola", { isQuoted: false, noun: "password" })) <= 2);
});
