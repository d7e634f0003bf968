import assert from "node:assert/strict";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { findAtPlaces } from "../../../../lib/redact/search/place_rules.ts";
import { cutInTwo, JOINED_BENIGN_TEXTS } from "../corpus/cut_in_two.ts";
import { DIGITS, mixedToken, randomText } from "../corpus/random_text.ts";
import { countWork } from "../count_work.ts";

Deno.test("no piece of a secret stays that its source has cut in two", async () => {
  const redactor = await createRedactor();
  const samples = [61, 62].flatMap((seed) => cutInTwo(randomText(seed)));
  const redacted = await redactor.redactAll(samples.map(({ text }) => text));
  const left = samples.filter(({ pieces }, index) =>
    pieces.some((piece) => redacted[index]?.includes(piece))
  );
  assert.deepEqual(left.map(({ what }) => what), []);
});

Deno.test("a token that a terminal has wrapped is found to its end, and a word below another long line stays", async () => {
  const redactor = await createRedactor();
  const random = randomText(63);
  const tokens = [
    `${"A".repeat(21)}${mixedToken(random, 20)}%3D${mixedToken(random, 50)}`,
    `github_${"pat"}_${mixedToken(random, 22)}_${mixedToken(random, 59)}`,
    `sk-${"ant"}-api03-${mixedToken(random, 93)}AA`,
  ];
  for (const token of tokens) {
    const line = `Using token ${token}`;
    const lines = line.match(/.{1,80}/g) ?? [];
    assert.match(await redactor.redact(lines.join("\n")), /^Using token \[redacted:[a-z-]+:[0-9a-f]{4}\]$/);
    const word = `build${random.of(DIGITS, 3)}`;
    assert.ok((await redactor.redact(`The ${line}\n${word}\n`)).includes(word));
  }
});

Deno.test("a wrapped token is found in a box and before the rest of a sentence", async () => {
  const redactor = await createRedactor();
  const random = randomText(64);
  for (
    const token of [`sk-${"ant"}-api03-${mixedToken(random, 93)}AA`, `gh${"p"}_${mixedToken(random, 36)}`]
  ) {
    for (const [columns, indent] of [[80, ""], [120, ""], [78, "  │ "]] as const) {
      const width = columns - indent.length;
      const head = "the request of the client to the server had the header ".padEnd(width - 14, "x");
      const text = `${head} ${token} which was refused`;
      const lines = text.match(new RegExp(`.{1,${width}}`, "g")) ?? [];
      const redacted = await redactor.redact(lines.map((line) => indent + line).join("\n"));
      assert.match(redacted, /x \[redacted:[a-z-]+:[0-9a-f]{4}\] which was\s/, `${columns}${indent}`);
      const below = `${indent}${head.slice(0, -30)} ${token}\n${indent}and Build7 then`;
      assert.match(await redactor.redact(below), /\n[ │]*and Build7 then$/);
    }
  }
});

Deno.test("texts, names and paths that are put together stay", async () => {
  const redactor = await createRedactor();
  for (const text of JOINED_BENIGN_TEXTS) assert.equal(await redactor.redact(text), text);
});

Deno.test("twice as many joints cost about twice the work", () => {
  const repeated = [
    '"passwd" + ',
    'passwd="a" + ',
    '"passwd=a" +\n',
    "passwd=abcd\\\n",
    `${"a".repeat(20)}\\\n`,
  ];
  for (const text of repeated) {
    const [less = 0, more = 0] = [300, 600].map((times) =>
      countWork(() => findAtPlaces(text.repeat(times), []))
    );
    assert.ok(more < 2.6 * less, `${JSON.stringify(text)}: ${less} → ${more}`);
  }
});
