/**
 * Texts made to be slow to redact, by chance: pieces of what the rules look for, again and again, with what may stand
 * between them, or beside a long plain stretch. Prints those whose time grows faster than their length, and those that take
 * many times as long as others. Run: `deno task bench -- --only texts`;
 * `--seed 2` for others.
 */

import { parseArgs } from "node:util";
import { createRedactor, type Redactor } from "../../lib/redact/mod.ts";
import { searchedLiterals } from "../../lib/redact/search/places.ts";
import { RULES_BY_LITERAL } from "../../lib/redact/search/token_literals.ts";
import { allTokenSamples, KNOWN_BY_WORDS } from "../../tests/lib/redact/corpus/all.ts";
import { randomText } from "../../tests/lib/redact/corpus/random_text.ts";
import { type Random, seededRandom } from "./random.ts";
import { formatTable } from "./table.ts";

const CASES = 2500;

const CHARACTERS = 50_000;

/** A text a quarter as long takes a quarter of the time, or a sixteenth where time grows with the square. */
const PART = 4;
const MAX_GROWTH = 8.5;

/** Each is measured so often. */
const TURNS = 3;

/** In nanoseconds a character: what takes less isn't measured again, and what takes more is told in any case. */
const QUICK = 80;
const SLOW = 2500;

/** Most texts at each end of the table. */
const MOST_ROWS = 20;

/** What stands between pieces, and what long stretches are made of. */
const BETWEEN = [
  ..."=:,;|\"'`()[]{}<>/\\-_.@&%$#!?*+~^",
  ...[
    "",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\n  ",
    "\n\n",
    "\\n",
    '\\"',
    '": "',
    ", ",
    " = ",
    '" + "',
    "&quot;",
  ],
  ..."\0\u001b→│…日パé",
  ...[
    "a",
    "1",
    "aA1",
    "x9",
    "word ",
    "a\n",
    "- ",
    "| a ",
    "\u001b[0m",
    "%20",
    "A1b2C3d4",
    "correct horse ",
    "&amp;",
  ],
] as const;

/** Replaced by a number that counts: what is told apart costs other things than what is the same. */
const NUMBER = "\ue000";

/** A text of any length. */
interface Recipe {
  readonly name: string;
  readonly make: (characters: number) => string;
}

function recipes(random: Random, pieces: readonly string[], samples: readonly string[]): () => Recipe {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
  const between = () => pick(BETWEEN);
  const number = () => random() < 0.3 ? NUMBER : "";
  const kinds: readonly (() => Recipe)[] = [
    () => repeating(pick(pieces) + between() + number()),
    () => repeating(pick(pieces) + between() + number() + pick(pieces) + between()),
    () =>
      repeating(pick(pieces) + between() + pick(pieces) + between() + pick(pieces) + number() + between()),
    () => repeating(pick(samples) + number() + between()),
    () => repeating(pick(pieces) + fill(between(), 2 ** Math.floor(11 * random()))),
    () => beside(pick(pieces), between(), random()),
  ];
  return () => (kinds[Math.floor(random() * kinds.length)] ?? kinds[0])?.() ?? repeating("a");
}

function fill(text: string, characters: number): string {
  return text === "" ? "" : text.repeat(Math.ceil(characters / text.length)).slice(0, characters);
}

function repeating(text: string): Recipe {
  const name = `${JSON.stringify(text)} again and again`;
  if (!text.includes(NUMBER)) return { name, make: (characters) => fill(text, characters) };
  const make = (characters: number) => {
    const count = Math.ceil(characters / text.length);
    const all = Array.from({ length: count }, (_, index) => text.replaceAll(NUMBER, numbered(index)));
    return all.join("").slice(0, characters);
  };
  return { name: name.replaceAll(NUMBER, "⟨number⟩"), make };
}

/** All are as long: the first ones mean nothing else than those behind them. */
function numbered(index: number): string {
  return (36 ** 4 + index).toString(36);
}

/** Once before a long stretch, once behind it, or as much of one as of the other. */
function beside(text: string, stretch: string, chance: number): Recipe {
  const [one, other] = [JSON.stringify(text), JSON.stringify(stretch)];
  if (chance < 0.3) return { name: `${one}, then ${other}`, make: (count) => text + fill(stretch, count) };
  if (chance < 0.6) return { name: `${other}, then ${one}`, make: (count) => fill(stretch, count) + text };
  return {
    name: `half ${one}, half ${other}`,
    make: (count) => fill(text, count / 2) + fill(stretch, count / 2),
  };
}

async function timeOf(redactor: Redactor, text: string): Promise<number> {
  text.indexOf("\ue001"); // One piece before it is measured.
  const start = performance.now();
  await redactor.remembering().redactAll([text]);
  return performance.now() - start;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args,
    options: { seed: { type: "string", default: "1" } },
  });
  const redactor = await createRedactor({ key: "k" });
  const random = seededRandom(Number(values.seed));
  const tokens = allTokenSamples(randomText(3)).map(({ secret }) => secret);
  const told = Object.values(KNOWN_BY_WORDS).flatMap((samples) =>
    samples(randomText(3)).map(({ text }) => text)
  );
  const pieces = [...searchedLiterals().map(({ text }) => text), ...RULES_BY_LITERAL.keys(), ...BETWEEN];
  const next = recipes(random, pieces, [...tokens, ...told]);
  const found: { readonly name: string; readonly growth: number; readonly nanoseconds: number }[] = [];
  for (let count = 0; count < CASES; count++) {
    const { name, make } = next();
    const text = make(CHARACTERS);
    let time = await timeOf(redactor, text);
    if (text.length < CHARACTERS || time * 1e6 < QUICK * text.length) continue;
    const part = make(CHARACTERS / PART);
    let partTime = Infinity;
    // A pause for garbage takes as long as a short text.
    for (let turn = 0; turn < TURNS; turn++) {
      partTime = Math.min(partTime, await timeOf(redactor, part));
      time = Math.min(time, await timeOf(redactor, text));
    }
    const [growth, nanoseconds] = [time / partTime, time * 1e6 / text.length];
    if (growth > MAX_GROWTH || nanoseconds > SLOW) found.push({ name, growth, nanoseconds });
  }
  const byGrowth = found.filter(({ growth }) => growth > MAX_GROWTH).sort((a, b) => b.growth - a.growth);
  const byTime = found.filter(({ growth }) => growth <= MAX_GROWTH)
    .sort((a, b) => b.nanoseconds - a.nanoseconds);
  const rows = [...byGrowth.slice(0, MOST_ROWS), ...byTime.slice(0, MOST_ROWS)]
    .map(({ name, growth, nanoseconds }) => [
      name.length > 100 ? `${name.slice(0, 100)}…` : name,
      growth.toFixed(1),
      nanoseconds.toFixed(0),
    ]);
  console.log(formatTable([`${CHARACTERS} characters of`, "growth", "ns a character"], rows));
  console.log(
    `${byGrowth.length} of ${CASES} grow faster than their length (growth: time by that of a quarter; 4 is linear, ` +
      `16 quadratic), ${byTime.length} more take over ${SLOW} ns a character`,
  );
}

if (import.meta.main) await main();
