import assert from "node:assert/strict";
import { FindingsByRule } from "../../../../../lib/redact/finding.ts";
import { forEachPlaces } from "../../../../../lib/redact/search/places.ts";
import { createKeywordFinder } from "../../../../../lib/redact/rules/keyword.ts";
import { countWork } from "../../count_work.ts";

const VALUE = `Ab3${"dE5gH7aB".repeat(4)}`;

/** So many of something that is looked at beside a noun or at a program's own keyword. */
const REPEATED: readonly (readonly [what: string, text: (count: number) => string])[] = [
  ["headers of columns", (count) => "NAME   SECRET KEY\n".repeat(count)],
  ["rows of columns", (count) => `NAME   SECRET KEY\n${`maps   ${VALUE}\n`.repeat(count)}`],
  ["headers of columns on one line", (count) => "NAME   SECRET KEY   ".repeat(count)],
  ["headers with frames", (count) => "│ user │ password │\n├──┼──┤\n".repeat(count)],
  ["rows with frames", (count) => `│ API_TOKEN │ ${VALUE} │\n`.repeat(count)],
  ["attributes", (count) => `<p name="password" `.repeat(count)],
  ["elements", (count) => `Password</b> <b>`.repeat(count)],
  ["dumps", (count) => `["password"]=> string(9) `.repeat(count)],
  ["pairs", (count) => `(("password", `.repeat(count)],
  ["dots", (count) => `password ${".".repeat(40)} `.repeat(count)],
  ["statements", (count) => "INSERT INTO users (login, password) VALUES (".repeat(count)],
  [
    "rows of a statement",
    (count) => `INSERT INTO users (a, password) VALUES ${`(1, '${VALUE}'), `.repeat(count)}`,
  ],
  ["columns of a statement", (count) => `INSERT INTO users (${"password, ".repeat(count)}`],
  ["quotes of a statement", (count) => `INSERT INTO u (password) VALUES (${"'".repeat(count)}`],
  ["users", (count) => "chpasswd <<EOF\nroot:a1b2c3\n".repeat(count)],
  ["variables", (count) => `variable "a_password" { `.repeat(count)],
  ["admins", (count) => "[admins]\n".repeat(count)],
  ["stars", (count) => `* "`.repeat(count)],
];

Deno.test("twice as long a text costs about twice the work beside nouns, whatever it is made of", () => {
  for (const [what, text] of REPEATED) {
    const [once, twice] = [workOf(text(2_000)), workOf(text(4_000))];
    assert.ok(twice < 2.5 * once + 10_000, `${what}: ${once}, ${twice}`);
  }
});

function workOf(text: string): number {
  return countWork(() => {
    const find = createKeywordFinder(text, new FindingsByRule(), () => {});
    forEachPlaces(text, find);
  });
}
