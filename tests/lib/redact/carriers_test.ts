import assert from "node:assert/strict";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { allTokenSamples, KNOWN_BY_WORDS, lookAlikes } from "./corpus/all.ts";
import { CARRIERS } from "./corpus/carriers.ts";
import { privateKey, sampleOf } from "./corpus/contextual.ts";
import { isLeftIn } from "./corpus/is_left_in.ts";
import { randomText } from "./corpus/random_text.ts";

/** Of so many samples one is taken in each carrier, another one in the next: all of them would take a minute. */
const STEP = 67;

const SEED = 5;

/** Those that are lines or words by themselves, and not parts that the program itself has made. */
function allSamples() {
  const random = randomText(SEED);
  return [
    ...Object.values(KNOWN_BY_WORDS).flatMap((samples) => samples(random)),
    ...allTokenSamples(random).map(({ kind, secret }) => sampleOf(kind, secret, `first\n${secret}\nlast`)),
  ].filter(({ text }) => !text.includes("<tool_use"));
}

function everyFew<Item>(items: readonly Item[], first: number): Item[] {
  return items.filter((_, index) => index % STEP === first % STEP);
}

Deno.test("of secrets behind what tools put before lines, and in strings, at least 98.5 of 100 are found", async () => {
  const redactor = await createRedactor();
  const samples = allSamples();
  let tried = 0;
  const missed: string[] = [];
  for (const [number, [carrier, carry]] of CARRIERS.entries()) {
    for (const { name, text, secrets } of everyFew(samples, number)) {
      const carried = carry(text);
      const shown = secrets.filter((secret) => isLeftIn(carried, secret));
      if (shown.length === 0) continue;
      tried++;
      const redacted = await redactor.redact(carried);
      if (shown.some((secret) => isLeftIn(redacted, secret))) missed.push(`${name} in ${carrier}`);
    }
  }
  assert.ok(missed.length <= tried * 0.015, `${missed.length} of ${tried}: ${missed.join("; ")}`);
});

Deno.test("of what is no secret, no more than 3 of 1,000 are taken for one behind what tools put before lines", async () => {
  const redactor = await createRedactor();
  const texts = Object.values(lookAlikes([SEED])).flat();
  let tried = 0;
  const wrong: string[] = [];
  for (const [number, [, carry]] of CARRIERS.entries()) {
    for (const text of everyFew(texts, number)) {
      tried++;
      const redacted = await redactor.redact(carry(text));
      if (redacted !== carry(text)) wrong.push(redacted);
    }
  }
  assert.ok(wrong.length <= tried * 0.003, `${wrong.length} of ${tried}: ${wrong.join("; ")}`);
});

Deno.test("a private key goes from its first to its last line in every carrier", async () => {
  const redactor = await createRedactor();
  const key = privateKey(randomText(SEED), "RSA", 60);
  for (const [name, carry] of CARRIERS) {
    const redacted = await redactor.redact(`before\n${carry(key)}\nafter`);
    assert.deepEqual(key.split("\n").filter((line) => redacted.includes(line)), [], name);
    assert.ok(redacted.startsWith("before\n") && redacted.endsWith("\nafter"), name);
  }
});
