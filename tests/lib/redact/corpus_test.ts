import assert from "node:assert/strict";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { ASSIGNED_BENIGN, assignedSamples } from "./corpus/assigned.ts";
import { BENIGN_TEXTS, benignIdentifiers } from "./corpus/benign.ts";
import { COMMAND_BENIGN_TEXTS } from "./corpus/command_benign.ts";
import { commandSamples } from "./corpus/commands.ts";
import { contextualSamples } from "./corpus/contextual.ts";
import { randomText } from "./corpus/random_text.ts";
import { SURROUNDINGS } from "./corpus/surroundings.ts";
import { tokenSamples } from "./corpus/tokens.ts";

const SEEDS = [1, 2];

/** True if so much of a secret is left that it could be completed by guessing. */
function isLeftIn(text: string, secret: string): boolean {
  const nearlyAll = Math.max(8, Math.ceil(secret.length * 0.75));
  return text.includes(secret.slice(0, nearlyAll)) || text.includes(secret.slice(-nearlyAll));
}

Deno.test("tokens of at least 60 kinds are removed from all of their natural surroundings, and named by kind", async () => {
  const redactor = await createRedactor();
  const kinds = new Set<string>();
  const missed: string[] = [];
  for (const seed of SEEDS) {
    for (const { kind, secret } of tokenSamples(randomText(seed))) {
      kinds.add(kind);
      const texts = SURROUNDINGS.map(([, surround]) => surround(secret));
      const redacted = await redactor.redactAll(texts);
      redacted.forEach((text, index) => {
        const isNamed = text.includes(`[redacted:${kind}:`);
        if (isLeftIn(text, secret) || !isNamed) missed.push(`${kind} in ${SURROUNDINGS[index]?.[0]}`);
      });
    }
  }
  assert.deepEqual(missed, []);
  assert.ok(kinds.size >= 60, `${kinds.size} kinds`);
});

Deno.test("secrets that are known by the words around them are removed, at least 98 % of them", async () => {
  const redactor = await createRedactor();
  const missed: string[] = [];
  let all = 0;
  for (const seed of SEEDS) {
    const random = randomText(seed);
    for (const { name, text, secrets } of [...contextualSamples(random), ...assignedSamples(random)]) {
      const redacted = await redactor.redact(text);
      all++;
      if (secrets.some((secret) => isLeftIn(redacted, secret))) missed.push(name);
    }
  }
  assert.ok(missed.length <= 0.02 * all, `missed ${missed.length} of ${all}: ${missed.join(", ")}`);
});

Deno.test("secrets on command lines, in calls and beside databases are removed, at least 98 % of 100 kinds", async () => {
  const redactor = await createRedactor();
  const missed: string[] = [];
  let all = 0;
  for (const seed of SEEDS) {
    for (const { name, text, secrets } of commandSamples(randomText(seed))) {
      const redacted = await redactor.redact(text);
      all++;
      if (secrets.some((secret) => isLeftIn(redacted, secret))) missed.push(name);
    }
  }
  assert.ok(all >= 100 * SEEDS.length);
  assert.ok(missed.length <= 0.02 * all, `missed ${missed.length} of ${all}: ${missed.join(", ")}`);
});

Deno.test("at most 1 % of at least 100 commands and calls without a secret are changed", async () => {
  const redactor = await createRedactor();
  const redacted = await redactor.redactAll(COMMAND_BENIGN_TEXTS);
  const wrong = COMMAND_BENIGN_TEXTS.filter((text, index) => redacted[index] !== text);
  assert.ok(COMMAND_BENIGN_TEXTS.length >= 100);
  assert.ok(
    wrong.length <= 0.01 * COMMAND_BENIGN_TEXTS.length,
    `changed ${wrong.length} of ${COMMAND_BENIGN_TEXTS.length}:\n${wrong.join("\n")}`,
  );
});

Deno.test("at most 1 % of at least 200 look-alikes are taken for secrets", async () => {
  const redactor = await createRedactor();
  const texts = [
    ...BENIGN_TEXTS,
    ...ASSIGNED_BENIGN,
    ...SEEDS.flatMap((seed) => benignIdentifiers(randomText(seed))),
  ];
  const redacted = await redactor.redactAll(texts);
  const wrong = texts.filter((text, index) => redacted[index] !== text);
  assert.ok(texts.length >= 200);
  assert.ok(
    wrong.length <= 0.01 * texts.length,
    `changed ${wrong.length} of ${texts.length}:\n${wrong.join("\n")}`,
  );
});

Deno.test("tokens are removed from JSON and from XML as they are from text", async () => {
  const redactor = await createRedactor();
  const missed: string[] = [];
  for (const { kind, secret } of tokenSamples(randomText(3))) {
    const json = await redactor.redactJson({ note: `first "line"\n${secret}\nlast`, [secret]: 1 }, {
      indent: 2,
    });
    const markup = await redactor.redactMarkup(
      `<event note="a &lt;b&gt; ${secret}"><result>first &amp; ${secret}\nlast</result></event>`,
    );
    if (isLeftIn(json, secret)) missed.push(`${kind} in JSON`);
    if (isLeftIn(markup, secret)) missed.push(`${kind} in XML`);
  }
  assert.deepEqual(missed, []);
});
