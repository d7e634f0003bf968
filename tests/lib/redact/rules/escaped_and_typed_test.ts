import assert from "node:assert/strict";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { findAtPlaces } from "../../../../lib/redact/search/place_rules.ts";
import { escapedValues } from "../corpus/escaped_values.ts";
import { randomText } from "../corpus/random_text.ts";
import { typedAndKept } from "../corpus/typed_and_kept.ts";
import { countWork } from "../count_work.ts";

/** What may keep a rule going. */
const REPEATED: readonly (readonly [what: string, text: (count: number) => string])[] = [
  ["escaped quotes", (count) => "password\\u0022:\\u0022a1".repeat(count)],
  ["one escaped quote", (count) => `password&quot;:&quot;${"a".repeat(10 * count)}`],
  ["escaped elements", (count) => "password&gt;abc1&lt;".repeat(count)],
  ["encoded quotes", (count) => "%22password%22%3A%22a1%26".repeat(count)],
  ["blocks", (count) => "password: |\n  aaa;bbb1".repeat(count)],
  ["variables", (count) => "A_PASS=abc1x,".repeat(count)],
  ["slashes", (count) => `p://a:${"b1/".repeat(count)}@a:80`],
  ["addresses", (count) => "p://a:b1/c@h".repeat(count)],
  ["selectors", (count) => '{"selector":"password","value":"abc1'.repeat(count)],
  ["typed texts", (count) => '"text":"abc1",'.repeat(count)],
  ["cookies", (count) => "session=".repeat(count)],
  ["one cookie", (count) => `session=${"aA1".repeat(10)}${"%2".repeat(count)}`],
  ["objects of cookies", (count) => `${"cookies = {".repeat(count)}'sid': 'aB3x9q7ZaB3x9q7Z'`],
  ["heads of vaults", (count) => "$ANSIBLE_VAULT;1.1;AES256\n12".repeat(count)],
  ["a vault", (count) => `$ANSIBLE_VAULT;1.1;AES256\n${`${"12".repeat(40)}\n`.repeat(count)}`],
  ["logins", (count) => `${btoa("kim@a.example:aB3x9q7Z")} `.repeat(count)],
];

Deno.test("twice as long a text costs about twice the work, whatever is escaped, typed and kept in it", () => {
  for (const [what, text] of REPEATED) {
    const [once, twice] = [2_500, 5_000].map((count) => countWork(() => findAtPlaces(text(count), [])));
    assert.ok(
      once !== undefined && twice !== undefined && twice <= 2.5 * once,
      `${what}: ${once}, then ${twice}`,
    );
  }
});

Deno.test("what is escaped, typed or kept stays as it is when it is redacted again", async () => {
  const redactor = await createRedactor({ key: "k" });
  const random = randomText(31);
  for (const { name, text } of [...escapedValues(random), ...typedAndKept(random)]) {
    const once = await redactor.redact(text);
    assert.equal(await redactor.redact(once), once, name);
  }
});
