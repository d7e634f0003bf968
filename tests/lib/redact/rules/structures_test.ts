import assert from "node:assert/strict";
import { FindingsByRule } from "../../../../lib/redact/finding.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { findAtPlaces } from "../../../../lib/redact/search/place_rules.ts";
import { forEachPlaces } from "../../../../lib/redact/search/places.ts";
import { createSeparatorFinder } from "../../../../lib/redact/rules/separators.ts";
import { createStructureFinder } from "../../../../lib/redact/rules/structures.ts";
import { randomText } from "../corpus/random_text.ts";
import { structureSamples } from "../corpus/structures.ts";
import { redactTo } from "../redact_to.ts";

/** A text that counts the characters that are cut out of it. */
class CountingText extends String {
  characters = 0;

  override slice(start?: number, end?: number): string {
    const part = super.slice(start, end);
    this.characters += part.length;
    return part;
  }
}

/** Characters that the rules cut out of a text to look at them. */
function charactersLookedAt(text: string): number {
  const counting = new CountingText(text);
  const counted = counting as unknown as string;
  const findStructures = createStructureFinder(counted, new FindingsByRule());
  const separated = { assigned: new FindingsByRule(), others: new FindingsByRule() };
  const findSeparated = createSeparatorFinder(counted, separated, () => {});
  forEachPlaces(text, (places) => {
    findStructures(places);
    findSeparated(places);
  });
  return counting.characters;
}

const VALUE = `Ab3${"dE5gH7aB".repeat(4)}`;

/** So many of something that the rules of structures look at. */
const REPEATED: readonly (readonly [what: string, text: (count: number) => string])[] = [
  ["kind: Secret", (count) => "kind: Secret\n".repeat(count)],
  ["documents", (count) => `kind: Secret\nstringData:\n  alpha: one2\n---\n`.repeat(count)],
  ["documents in JSON", (count) => `{"data":{"alpha":"one2"},"kind":"Secret"},`.repeat(count)],
  ["open objects in JSON", (count) => `{"data":{"kind":"Secret",`.repeat(count)],
  ["keys of JSON", (count) => `{"kty":"RSA","d":"${VALUE}"},`.repeat(count)],
  ["types of keys in one object", (count) => `{${`"kty":"RSA",`.repeat(count)}}`],
  ["rows of a table", (count) => `| id | api_token |\n|---|---|\n${`| 1 | ${VALUE} |\n`.repeat(count)}`],
  ["headers of tables", (count) => "| id | api_token |\n|---|---|\n".repeat(count)],
  ["rules of a table on one line", (count) => "| - |-".repeat(count)],
  ["rows of CSV", (count) => `id,api_token\n${`1,${VALUE}\n`.repeat(count)}`],
  ["headers of CSV", (count) => "id,api_token\n".repeat(count)],
  ["names of columns on one line", (count) => "api_token,".repeat(count)],
  ["encoded separators", (count) => "api_token%3D".repeat(count)],
  ["heads of keys", (count) => "Private-Lines: 9999\nAAAA\n".repeat(count)],
  ["values of fields", (count) => `"value": "${VALUE}", `.repeat(count)],
  [
    "names and values of fields",
    (count) => `{"name": "A_TOKEN", "x": 1, "value": "${VALUE}"}, `.repeat(count),
  ],
  ["keys below a parent", (count) => `"jwt": {"key": "${VALUE}", `.repeat(count)],
  ["passwords on lines", (count) => `user: x\npassword: coral magnet iguana\n`.repeat(count)],
  ["passwords of a mess", (count) => `password: aB3<x;k(9Zq`.repeat(count)],
  ["parts of a shell's text", (count) => `password='a1b2'"'"'`.repeat(count)],
  ["lists of keys", (count) => `keys = ["${VALUE}", `.repeat(count)],
  ["changed values", (count) => `password = "a1b2c3" -> "`.repeat(count)],
  ["pipes", (count) => "echo 'user:name' | base64 ".repeat(count)],
];

Deno.test("twice as long a text costs about twice the work, whatever it is made of", () => {
  for (const [what, text] of REPEATED) {
    const [once, twice] = [charactersLookedAt(text(2_500)), charactersLookedAt(text(5_000))];
    // Near a text's ends windows are shorter; the square would be four times as much.
    assert.ok(twice <= 2.5 * once, `${what}: ${once}, then ${twice}`);
  }
});

Deno.test("all rows of a table of 100,000 are found", () => {
  const rows = `  1 | ${VALUE}\n`.repeat(100_000);
  const { secrets } = findAtPlaces(` id | api_token\n----+-----------\n${rows}`, []);
  assert.equal(secrets.length, 100_000);
});

Deno.test("10,000 documents and keys are as many findings", () => {
  const documents = "kind: Secret\nstringData:\n  alpha: one2\n---\n".repeat(10_000);
  assert.equal(findAtPlaces(documents, []).secrets.length, 10_000);
  const keys = `{"kty":"oct","k":"${VALUE}"}\n`.repeat(10_000);
  assert.equal(findAtPlaces(keys, []).secrets.length, 10_000);
});

Deno.test("tokens that are cut by line ends are as many findings, however many there are", () => {
  const token = (count: number) => `ghp_${"aB3dE5gH7".repeat(2)}\n${"aB3dE5gH7".repeat(2)}\n\n`.repeat(count);
  for (const count of [1_000, 2_000]) assert.equal(findAtPlaces(token(count), []).secrets.length, count);
});

Deno.test("lines that might go on for ever are looked at up to a bound", () => {
  const text = `ghp_${"aB3dE5gH7".repeat(2)}\n`.repeat(20_000);
  assert.equal(findAtPlaces(text, []).secrets.length, 0);
});

Deno.test("what is redacted by structure stays as it is when it is redacted again", async () => {
  const redactor = await createRedactor({ key: "key" });
  for (const { name, text } of structureSamples(randomText(21))) {
    const once = await redactor.redact(text);
    assert.equal(await redactor.redact(once), once, name);
  }
});

Deno.test("of a document only what is below data goes, and of a table only the column", async () => {
  const redactor = await createRedactor({ key: "key" });
  const document = "kind: Secret\nmetadata:\n  name: app\nstringData:\n  alpha: word\ntype: Opaque\n";
  assert.match(
    await redactor.redact(document),
    /^kind: Secret\nmetadata:\n {2}name: app\nstringData:\n {2}alpha: \[redacted:kubernetes-secret:[0-9a-f]{4}\]\ntype: Opaque\n$/,
  );
  const table = `| id | api_token | mail |\n|---|---|---|\n| 1 | ${VALUE} | none |\n`;
  assert.match(
    await redactor.redact(table),
    /^\| id \| api_token \| mail \|\n\|---\|---\|---\|\n\| 1 \| \[redacted:assigned-secret:[0-9a-f]{4}\] \| none \|\n$/,
  );
});

Deno.test("a document of a list ends where the next item begins", async () => {
  const items = (value: string) =>
    `items:\n- kind: Secret\n  stringData:\n    alpha: ${value}\n- data:\n    beta: plain\n  kind: ConfigMap\n`;
  assert.equal(await redactTo(items("word")), items("■"));
  const behind = (value: string) =>
    `items:\n- data:\n    beta: plain\n- kind: Secret\n  stringData:\n    alpha: ${value}\n`;
  assert.equal(await redactTo(behind("word")), behind("■"));
});

Deno.test("of a block of a document the sign that opens it stays", async () => {
  const block = (value: string) => `kind: Secret\nstringData:\n  alpha: |\n    ${value}\n`;
  assert.equal(await redactTo(block("first line\n    second")), block("■"));
});

Deno.test("records of psql, and rows with pipes in their cells, are read as tables", async () => {
  const record = (value: string) => `-[ RECORD 1 ]-+-----\nid        | 1\nsmtp_pass | ${value}\n`;
  assert.equal(await redactTo(record("hunter2x9")), record("■"));
  const short = (value: string) => `| id | pw |\n|---|---|\n| 1 | ${value} |\n`;
  assert.equal(await redactTo(short("hunter2x9")), short("■"));
  const row = (value: string) => `| name | api_token |\n|---|---|\n| a \\| b | ${value} |\n`;
  assert.equal(await redactTo(row(VALUE)), row("■"));
});

Deno.test("the first line of a key may begin with a plus", async () => {
  const line = `+${VALUE}`.padEnd(64, "Q");
  assert.equal(
    await redactTo(`Private-Lines: 2\n${line}\n${line}\nPrivate-MAC: 0\n`),
    "Private-Lines: 2\n■\nPrivate-MAC: 0\n",
  );
});

Deno.test("a value goes on in the next line only below one as long as wrapped ones, and not in a longer one", async () => {
  // Not as the value begins: more than half of it would be the value itself, cut off.
  const next = `Qx7${"dE5gH7aB".repeat(3)}`;
  assert.equal(await redactTo(`API_KEY=${VALUE}\n${next}\n`), `API_KEY=■\n${next}\n`);
  const wrapped = VALUE.repeat(2);
  assert.equal(await redactTo(`API_KEY=${wrapped}\n${next}\n`), "API_KEY=■\n");
  const longer = `Qx7${"dE5gH7aB".repeat(12)}`;
  assert.equal(await redactTo(`API_KEY=${wrapped}\n${longer}\n`), `API_KEY=■\n${longer}\n`);
});
