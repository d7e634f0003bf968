/**
 * Redaction: what is found of the labelled corpus, what is taken for a secret and is none, and speed.
 * Run: `deno task bench -- --only redaction`.
 */

import { createRedactor, type Redactor } from "../../lib/redact/mod.ts";
import { allTokenSamples, KNOWN_BY_WORDS, lookAlikes } from "../../tests/lib/redact/corpus/all.ts";
import { isLeftIn } from "../../tests/lib/redact/corpus/is_left_in.ts";
import { randomText } from "../../tests/lib/redact/corpus/random_text.ts";
import { SURROUNDINGS } from "../../tests/lib/redact/corpus/surroundings.ts";
import { fastestInTurns } from "./converting.ts";
import { generateLog } from "./generate_log.ts";
import { sourceCode, terminalOutput } from "./generate_text.ts";
import { seededRandom } from "./random.ts";
import { formatTable, percent } from "./table.ts";
import { MEGABYTE } from "./write_logs.ts";

/** Each seed makes other random characters for the same samples. */
const SEEDS = [11, 12, 13, 14, 15];

const SPEED_BYTES = 8 * MEGABYTE;
const ROUNDS = 3;

/** Hits among samples. */
interface Count {
  readonly samples: number;
  readonly hits: number;
}

/** Secrets with a form of their own, each in all surroundings. */
async function recallOfTokens(
  redactor: Redactor,
): Promise<Count & { readonly kinds: number; readonly missed: readonly string[] }> {
  const kinds = new Set<string>();
  const missed: string[] = [];
  let samples = 0;
  for (const seed of SEEDS) {
    for (const { kind, secret } of allTokenSamples(randomText(seed))) {
      kinds.add(kind);
      const redacted = await redactor.redactAll(SURROUNDINGS.map(([, surround]) => surround(secret)));
      for (const [index, text] of redacted.entries()) {
        samples++;
        if (isLeftIn(text, secret)) missed.push(`${kind} in ${SURROUNDINGS[index]?.[0]}`);
      }
    }
  }
  return { samples, hits: samples - missed.length, kinds: kinds.size, missed };
}

/** Secrets that are known by the words around them. */
async function recallInContext(
  redactor: Redactor,
): Promise<Count & { readonly kinds: number; readonly missed: readonly string[] }> {
  const names = new Set<string>();
  const missed: string[] = [];
  let samples = 0;
  for (const seed of SEEDS) {
    for (
      const { name, text, secrets } of Object.values(KNOWN_BY_WORDS).flatMap((samples) =>
        samples(randomText(seed))
      )
    ) {
      names.add(name);
      const redacted = await redactor.redact(text);
      samples++;
      if (secrets.some((secret) => isLeftIn(redacted, secret))) missed.push(name);
    }
  }
  return { samples, hits: samples - missed.length, kinds: names.size, missed };
}

/** Look-alikes that were changed. */
async function falseAlarms(
  redactor: Redactor,
): Promise<Count & { readonly wrong: readonly string[] }> {
  const texts = Object.values(lookAlikes(SEEDS)).flat();
  const redacted = await redactor.redactAll(texts);
  const wrong = texts.filter((text, index) => redacted[index] !== text);
  return { samples: texts.length, hits: wrong.length, wrong };
}

/** Megabytes a second on texts of 100,000 characters each, about as large as preprocessing hands them over. */
async function speedTable(redactor: Redactor): Promise<string> {
  const random = seededRandom(3);
  const pieces = (make: () => string) => {
    const texts: string[] = [];
    for (let length = 0; length < SPEED_BYTES; length += texts.at(-1)?.length ?? 1) texts.push(make());
    return texts;
  };
  const decoder = new TextDecoder();
  const log = [...generateLog(SPEED_BYTES)].map((line) => decoder.decode(line));
  const texts: Record<string, readonly string[]> = {
    "source code": pieces(() => sourceCode(random, 100_000)),
    "terminal output": pieces(() => terminalOutput(random, 100_000)),
    "lines of a generated log": log,
  };
  const times = await fastestInTurns(
    ROUNDS,
    Object.values(texts).map((all) => () => redactor.redactAll(all)),
  );
  const rows = Object.entries(texts).map(([name, all], index) => {
    const bytes = all.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);
    const seconds = (times[index] ?? 0) / 1000;
    return [name, `${(bytes / MEGABYTE).toFixed(1)} MB`, `${(bytes / MEGABYTE / seconds).toFixed(0)} MB/s`];
  });
  return formatTable(["redaction of", "size", "speed"], rows);
}

async function main(): Promise<void> {
  const redactor = await createRedactor();
  const tokens = await recallOfTokens(redactor);
  const context = await recallInContext(redactor);
  const alarms = await falseAlarms(redactor);
  const all = { samples: tokens.samples + context.samples, hits: tokens.hits + context.hits };
  console.log(formatTable(["labelled corpus", "kinds", "samples", "found", "share"], [
    [
      "secrets of a form of their own",
      tokens.kinds,
      tokens.samples,
      tokens.hits,
      percent(tokens.hits, tokens.samples),
    ],
    [
      "secrets known by their context",
      context.kinds,
      context.samples,
      context.hits,
      percent(context.hits, context.samples),
    ],
    ["recall", "", all.samples, all.hits, percent(all.hits, all.samples)],
    ["false alarms on look-alikes", "", alarms.samples, alarms.hits, percent(alarms.hits, alarms.samples)],
  ]));
  for (const name of [...tokens.missed, ...context.missed]) console.log(`missed: ${name}`);
  for (const text of alarms.wrong) console.log(`false alarm: ${JSON.stringify(text).slice(0, 200)}`);
  console.log(await speedTable(redactor));
}

if (import.meta.main) await main();
