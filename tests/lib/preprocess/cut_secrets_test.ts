/** What is cut before it is redacted: a secret goes wherever a cut is, through it or between its name and its value. */

import assert from "node:assert/strict";
import { cutMiddle, cutPathMiddle, cutText, type Pruned } from "../../../lib/preprocess/pruning/cut_text.ts";
import { NORMAL_DETAIL } from "../../../lib/preprocess/pruning/detail.ts";
import { pruneLines } from "../../../lib/preprocess/pruning/prune_text.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { unlikeLine } from "../../support/unlike_line.ts";
import { convertLines, toolLines, userLine } from "./converting.ts";

const NAME = ["DB_PASS", "WORD"].join("");
const PARTS = ["Vn9k", "Tq4z", "lG2w"];
const BARE = PARTS.join("");
const SIGNS = PARTS.join("!#");

const redactor = await createRedactor();

/** Nothing of the secret is shown of a text that is shortened in one way, wherever the secret stands in it. */
async function assertHidden(texts: readonly string[], shorten: (text: string) => Pruned): Promise<void> {
  const pruned = texts.map(shorten);
  assert.ok(pruned.some(({ omitted }) => omitted > 0));
  for (const { text } of pruned) {
    // Alone: what is found in one text would be known in the others.
    const [redacted = ""] = await redactor.redactAll([text]);
    assert.deepEqual(PARTS.filter((part) => redacted.includes(part)), [], redacted);
  }
}

/** A text with another one at each of many places. */
function* placed(filler: string, length: number, inserted: string, step: number): Generator<string> {
  const around = filler.repeat(Math.ceil(length / filler.length));
  for (let at = 0; at < length; at += step) {
    yield `${around.slice(0, at)} ${inserted} ${around.slice(at, length)}`;
  }
}

const FORMS = [
  `${NAME}=${BARE}`,
  `${NAME}='${SIGNS}'`,
  `"password": "${SIGNS}"`,
  `postgres://app:${SIGNS}@db.internal/app`,
  `mysql --password ${BARE}`,
];

Deno.test("in a text that is cut at its end", async () => {
  for (const form of FORMS) {
    await assertHidden([...placed("some words ", 260, form, 1)], (text) => cutText(text, 200));
  }
});

Deno.test("in a text that is cut in its middle", async () => {
  for (const form of FORMS) {
    await assertHidden([...placed("some words ", 900, form, 3)], (text) => cutMiddle(text, 400));
    await assertHidden([...placed("some words ", 1500, form, 5)], (text) => cutMiddle(text, 400));
  }
});

Deno.test("in an address that is cut behind a separator", async () => {
  const around = "option=value&".repeat(100);
  const secret = `${NAME}=${PARTS.join("/")}`;
  // Around the end of what is shown first, and the beginning of what is shown last.
  const texts = [230, 1180].flatMap((from) =>
    Array.from({ length: 70 }, (_, index) => {
      const at = from + index;
      return `https://example.org/?${around.slice(0, at)}&${secret}&${around.slice(at)}`;
    })
  );
  await assertHidden(texts, (text) => cutPathMiddle(text, 400));
});

Deno.test("in lines of which some are left out", async () => {
  const lines = Array.from({ length: 120 }, (_, index) => unlikeLine(index));
  const forms = [
    ["password:", `  ${BARE}`],
    [`- name: ${NAME}`, "  description: of the database", `  value: ${BARE}`],
    [`    "Name": "${NAME}",`, '    "Scope": "all",', `    "Value": "${SIGNS}"`],
  ];
  for (const form of forms) {
    const texts = lines.map((_, at) => [...lines.slice(0, at), ...form, ...lines.slice(at)].join("\n"));
    await assertHidden(texts, (text) => pruneLines(text, NORMAL_DETAIL.result));
    await assertHidden(texts, (text) => pruneLines(text, { ...NORMAL_DETAIL.result, characters: 1500 }));
  }
});

Deno.test("in a line that is shortened around its error", async () => {
  const long = (text: string) =>
    `start\n${text} error: no such thing ${"more words ".repeat(200)}\n${"end\n".repeat(80)}`;
  for (const form of FORMS) {
    await assertHidden(
      [...placed("some words ", 900, form, 7)].map(long),
      (text) => pruneLines(text, NORMAL_DETAIL.result),
    );
  }
});

Deno.test("in the name of a parameter, which is cut as an attribute", async () => {
  const names = [...placed("word ", 320, FORMS[1] ?? "", 4)];
  const { xml } = await convertLines([
    userLine("Go"),
    ...names.flatMap((name) => toolLines("Tool", { [name]: "x" }, "ok")),
  ]);
  assert.deepEqual(PARTS.filter((part) => xml.includes(part)), []);
});
