/** Where an element is cut that is too large for a part. */

import assert from "node:assert/strict";
import { element } from "../../../../lib/preprocess/events/element.ts";
import { takeElement } from "../../../../lib/preprocess/parts/split_element.ts";
import { asPublished } from "../../../../lib/redact/mod.ts";

const PATHS = Array.from(
  { length: 80 },
  (_, index) => `~/work/app/module${index}/stage${index * 7}/file${index}.ts`,
);

/** The texts of all pieces. */
function cut(text: string, room: number): string[] {
  const pieces: string[] = [];
  for (
    let rest: Parameters<typeof takeElement>[0] | undefined = element("param", {}, asPublished(text));
    rest;
  ) {
    const taken = takeElement(rest, room, true);
    pieces.push(`${taken.piece?.children.join("") ?? ""}`);
    rest = taken.rest;
  }
  return pieces;
}

for (const separator of [" ", ",", "|", ";", '","']) {
  Deno.test(`paths that ${JSON.stringify(separator)} parts are not cut`, () => {
    const text = PATHS.join(separator);
    const pieces = cut(text, 250);
    assert.equal(pieces.join(""), text);
    assert.ok(pieces.length > 4);
    for (const piece of pieces.slice(0, -1)) assert.match(piece, /\.ts\W+$/);
  });
}

Deno.test("white space is where a text is cut rather than a separator behind it", () => {
  const pieces = cut(Array.from({ length: 200 }, () => "one,two,three").join(" "), 250);
  for (const piece of pieces.slice(0, -1)) assert.match(piece, /three $/);
});

Deno.test("a word without an end is cut anywhere", () => {
  const word = "x7".repeat(2000);
  assert.equal(cut(word, 250).join(""), word);
});

Deno.test("a piece is not as short as the words before a long one", () => {
  const pieces = cut(`see ${"x7".repeat(150)}`, 150);
  assert.ok((pieces[0]?.length ?? 0) > 100, pieces[0]);
});

Deno.test("a long path is not cut", () => {
  const path = `~/work/${"module-7/".repeat(22)}file.ts`;
  assert.equal(cut(`${"word ".repeat(30)}${path} ${"word ".repeat(100)}`, 150)[1]?.startsWith(path), true);
});
