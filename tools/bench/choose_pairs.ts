/**
 * Chooses by which two characters each literal of the redaction is searched for, and which pairs share a bucket, so that
 * the search (assembly/redact/candidates.ts) looks at as few places as possible: `deno task pairs` says whether each
 * literal has its pair, `-- --write` chooses anew and writes lib/redact/search/literal_pairs.ts.
 *
 * In one bucket each half of a first character goes with each half of the others, and the same with the second ones. So
 * what a choice costs is only known for all literals together: it is found by trying (simulated annealing), on the
 * parts of a generated log and the project's own files.
 */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { writePartsTo } from "../../lib/preprocess/mod.ts";
import {
  BEYOND_ASCII_BUCKET,
  MAX_LINKS,
  pairsAt,
  placesOfPairs,
  thirdAt,
} from "../../lib/redact/search/candidate_search.ts";
import { LITERAL_PAIRS } from "../../lib/redact/search/literal_pairs.ts";
import { createRedactor } from "../../lib/redact/mod.ts";
import { searchedLiterals } from "../../lib/redact/search/places.ts";
import { convertLog } from "./converting.ts";
import { type Random, seededRandom } from "./random.ts";
import { MEGABYTE, sessionFile, writeLogs } from "./write_logs.ts";

const ROOT = new URL("../../", import.meta.url);
const TARGET = new URL("lib/redact/search/literal_pairs.ts", ROOT);

/** The last of them has what lies beyond ASCII, too. */
const ALL_BUCKETS = Array.from({ length: BEYOND_ASCII_BUCKET + 1 }, (_, bucket) => bucket);

const STEPS = 200_000;

/** Each ends somewhere else: the best of them is taken. */
const TRIES = 12;

/** To try a literal takes about as long as to look at the third character of so many pairs. */
const COST_OF_TRYING = 2.5;

/** What is chosen: the place of each literal's pair, and each character's bucket. */
interface Choice {
  readonly places: number[];
  readonly buckets: Uint8Array;
}

/** What stands in texts; what lies beyond Latin-1 counts as `ÿ`. */
interface Shares {
  /** Shares of all pairs, by `first * 256 + second`. */
  readonly pairs: Float64Array;
  /** Of pairs with what follows them, as far as that is looked at: by `pair * 32 + third % 32`. */
  readonly thirds: Float64Array;
}

function sharesIn(texts: readonly string[]): Shares {
  const pairs = new Float64Array(1 << 16);
  const thirds = new Float64Array(1 << 21);
  const total = texts.reduce((sum, { length }) => sum + length, 0);
  for (const text of texts) {
    for (let at = 0; at + 2 < text.length; at++) {
      const pair = Math.min(255, text.charCodeAt(at)) * 256 + Math.min(255, text.charCodeAt(at + 1));
      const third = pair * 32 + Math.min(255, text.charCodeAt(at + 2)) % 32;
      pairs[pair] = (pairs[pair] ?? 0) + 1 / total;
      thirds[third] = (thirds[third] ?? 0) + 1 / total;
    }
  }
  return { pairs, thirds };
}

/** The share of places that are looked at, and what is tried at them. */
class Cost {
  readonly #shares: Shares;
  readonly #literals: readonly string[];
  readonly #halves = new Uint16Array(64);
  /** Literals by their pairs: one may have so many. */
  readonly #links = new Uint16Array(1 << 16);
  /** In how many lists what is found of each literal goes: each is a link. */
  readonly #lists: readonly number[];

  constructor(shares: Shares, literals: readonly string[]) {
    this.#shares = shares;
    this.#literals = literals;
    const searched = searchedLiterals();
    this.#lists = literals.map((text) => searched.filter((literal) => literal.text === text).length);
  }

  of({ places, buckets }: Choice): number {
    this.#halves.fill(0);
    this.#links.fill(0);
    let tried = 0;
    this.#literals.forEach((text, index) => {
      // Those are looked at anyway.
      if (text.length === 1) return;
      const place = places[index] ?? 0;
      const third = thirdAt(text, place);
      for (const [first, second] of pairsAt(text, place)) {
        this.#mark(first, second, second >= 0x80 ? BEYOND_ASCII_BUCKET : buckets[first] ?? 0);
        const pair = first * 256 + second;
        tried += (third === undefined ? this.#shares.pairs[pair] : this.#shares.thirds[pair * 32 + third]) ??
          0;
        const links = (this.#links[pair] ?? 0) + (this.#lists[index] ?? 1);
        this.#links[pair] = links;
        if (links > MAX_LINKS) tried++;
      }
    });
    return this.#lookedAt() + COST_OF_TRYING * tried;
  }

  #mark(first: number, second: number, bucket: number): void {
    for (const [table, half] of [first & 15, first >> 4, second & 15, second >> 4].entries()) {
      const place = 16 * table + half;
      this.#halves[place] = (this.#halves[place] ?? 0) | 1 << bucket;
    }
  }

  #lookedAt(): number {
    const halves = this.#halves;
    let sum = 0;
    for (let first = 0; first < 256; first++) {
      const begins = (halves[first & 15] ?? 0) & (halves[16 + (first >> 4)] ?? 0);
      if (begins === 0) continue;
      for (let second = 0; second < 256; second++) {
        if ((begins & (halves[32 + (second & 15)] ?? 0) & (halves[48 + (second >> 4)] ?? 0)) !== 0) {
          sum += this.#shares.pairs[first * 256 + second] ?? 0;
        }
      }
    }
    return sum;
  }
}

function choose(literals: readonly string[], cost: Cost): Choice {
  const choices = Array.from({ length: TRIES }, (_, seed) => anneal(literals, cost, seededRandom(seed)));
  const [best] = choices.sort((one, other) => cost.of(one) - cost.of(other));
  if (best === undefined) throw new Error("Nothing was tried.");
  console.log(
    `${(100 * cost.of(best)).toFixed(1)} % of all places are looked at, tries of literals included.`,
  );
  return best;
}

/** Changes one thing after the other; in the beginning also for the worse. */
function anneal(literals: readonly string[], cost: Cost, random: Random): Choice {
  const below = (limit: number) => Math.floor(random() * limit);
  const options = literals.map(placesOfPairs);
  const choice: Choice = { places: options.map(([first = 0]) => first), buckets: new Uint8Array(256) };
  choice.buckets.forEach((_, code) => choice.buckets[code] = ALL_BUCKETS[below(ALL_BUCKETS.length)] ?? 0);
  let current = cost.of(choice);
  for (let step = 0; step < STEPS; step++) {
    const heat = 0.004 * (1 - step / STEPS) ** 2;
    const isPlace = random() < 0.5;
    const chosen: number[] | Uint8Array = isPlace ? choice.places : choice.buckets;
    const index = below(isPlace ? literals.length : 128);
    const values = isPlace ? options[index] ?? [] : ALL_BUCKETS;
    const before = chosen[index] ?? 0;
    chosen[index] = values[below(values.length)] ?? before;
    if (chosen[index] === before) continue;
    const changed = cost.of(choice);
    if (changed <= current || random() < Math.exp((current - changed) / Math.max(heat, 1e-9))) {
      current = changed;
    } else chosen[index] = before;
  }
  return choice;
}

function render(literals: readonly string[], { places, buckets }: Choice): string {
  const rows = literals.map((text, index) => [text, places[index] ?? 0] as const)
    .sort(([one], [other]) => one < other ? -1 : 1)
    .map(([text, place]) => `  ${quoted(text)}: ${place},`);
  const firsts = new Set(
    literals.flatMap((text, index) => pairsAt(text, places[index] ?? 0).map(([first]) => first)),
  );
  const charactersOf = (bucket: number) =>
    [...firsts].filter((code) => buckets[code] === bucket).sort((one, other) => one - other)
      .map((code) => String.fromCharCode(code)).join("");
  return [
    "/** Generated by `deno task pairs -- --write` (tools/bench/choose_pairs.ts), which says how: change nothing here. */",
    "",
    "/** The place of the two characters that each literal is found by. */",
    "export const LITERAL_PAIRS: Readonly<Record<string, number>> = {",
    ...rows,
    "};",
    "",
    "/** The first characters of pairs, by the bucket that they share; others are in the last one. */",
    "export const BUCKETS: readonly string[] = [",
    ...ALL_BUCKETS.slice(0, -1).map((bucket) => `  ${JSON.stringify(charactersOf(bucket))},`),
    "];",
    "",
  ].join("\n");
}

/** As the formatter wants it. */
function quoted(text: string): string {
  const double = JSON.stringify(text);
  return text.includes('"') && !text.includes("'")
    ? `'${double.slice(1, -1).replaceAll('\\"', '"')}'`
    : double;
}

/** Parts of a log, and this project's own sources and pages. */
async function readTexts(): Promise<string[]> {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-pairs-" });
  try {
    const log = join(folder, sessionFile(0));
    await writeLogs([log], 32 * MEGABYTE);
    await convertLog(log, await createRedactor(), writePartsTo(join(folder, "parts"), "part"));
    const parts = filesIn(join(folder, "parts"), /\.xml$/).map((path) =>
      Deno.readTextFileSync(path).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
    );
    const own = ["lib", "tests", "docs"].flatMap((name) =>
      filesIn(new URL(name, ROOT).pathname, /(?<!_wasm)\.(?:ts|md)$/)
    );
    return [...parts, ...own.map((path) => Deno.readTextFileSync(path))];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function filesIn(folder: string, name: RegExp): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((path) => name.test(path)).sort().map((path) => join(folder, path));
}

/** Each once. */
export function literalsToChooseFor(): string[] {
  return [...new Set(searchedLiterals().map(({ text }) => text))];
}

if (import.meta.main) {
  const literals = literalsToChooseFor();
  const missing = literals.filter((text) => LITERAL_PAIRS[text] === undefined);
  if (Deno.args.includes("--write")) {
    const cost = new Cost(sharesIn(await readTexts()), literals);
    await Deno.writeTextFile(TARGET, render(literals, choose(literals, cost)));
    console.log("lib/redact/search/literal_pairs.ts is written.");
  } else if (missing.length > 0) {
    console.error(`Without a pair: ${missing.join(", ")}. Run \`deno task pairs -- --write\`.`);
    Deno.exit(1);
  }
}
