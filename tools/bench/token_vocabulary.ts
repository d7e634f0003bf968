/**
 * The vocabularies of `ai-tokenizer` in the form that the program reads: `deno task vocabulary` says whether
 * `lib/preprocess/tokens/token_vocabulary.json` is what they say, `-- --write` writes it.
 *
 * A token is written as the two earlier ones that it is put together from, four bytes instead of six and no text to
 * unpack: each vocabulary is the bytes, and then what is merged from two tokens, in the order of ranks. Numbers of 16 bits,
 * as base64.
 */

import { Buffer } from "node:buffer";
import { readTokens, type TableName } from "./tokens.ts";

const TARGET = new URL("../../lib/preprocess/tokens/token_vocabulary.json", import.meta.url);

/** Which tokens of a table are written: by rank, and by their bytes as Latin-1. */
type Chosen = (rank: number, text: string) => boolean;

/**
 * Of o200k the first tokens are enough: whoever knows fewer of them merges the same in the beginning and less at the
 * end, so what is counted is never too few; and `claude` counts more on nearly everything. What has no letters stands
 * apart from what has, so of that all tokens are written, and those of parts of characters: rules, bars and frames cost what they do.
 */
const TABLES: Readonly<Record<string, readonly [table: TableName, chosen: Chosen]>> = {
  claude: ["claude", () => true],
  o200k: ["o200k_base", (rank, text) => rank < 60_000 || !/[\p{L}\p{M}\ufeff]/u.test(decoded(text))],
};

/** What bytes say; those of no whole character as U+FFFD. */
function decoded(text: string): string {
  return Buffer.from(text, "latin1").toString("utf8");
}

/** A mark at the beginning of bytes is lost when `ai-tokenizer` makes text of them: it finds no token with it. */
const BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

/** Classes of characters in the order of their numbers, from 1 on; 0 is anything else. */
const CLASSES: readonly RegExp[] = [
  /\p{M}/u,
  /\p{N}/u,
  /[\p{Lm}\p{Lo}]/u,
  /\p{Ll}/u,
  /[\p{Lu}\p{Lt}]/u,
  /[\r\n]/u,
  /[^\S\r\n]/u,
];
/** The program asks for those of the first two planes alone. */
const CLASSIFIED = 0x20000;
const CLASS_BITS = 3;
const LONGEST_RUN = (1 << (16 - CLASS_BITS)) - 1;

/** The text of the file as it must be. */
export async function renderVocabulary(): Promise<string> {
  const pairs = await Promise.all(
    Object.entries(TABLES).map(async ([name, [table, chosen]]) => {
      const texts = (await readTokens(table)).map((token) => String.fromCharCode(...token));
      return [name, base64Of(pairsOf(texts.filter((text, rank) => chosen(rank, text))))];
    }),
  );
  const vocabulary = { ...Object.fromEntries(pairs), classRuns: base64Of(classRuns()) };
  return `${JSON.stringify(vocabulary, undefined, 2)}\n`;
}

function base64Of(numbers: Uint16Array): string {
  return Buffer.from(numbers.buffer).toString("base64");
}

/** How many code points of which class follow each other. */
function classRuns(): Uint16Array {
  const runs: number[] = [];
  let [last, length] = [0, 0];
  for (let point = 0; point <= CLASSIFIED; point++) {
    const text = String.fromCodePoint(point);
    const found = CLASSES.findIndex((expression) => expression.test(text)) + 1;
    if (length > 0 && (found !== last || length === LONGEST_RUN || point === CLASSIFIED)) {
      runs.push((length << CLASS_BITS) | last);
      length = 0;
    }
    last = found;
    length++;
  }
  return Uint16Array.from(runs);
}

/** Of each token that is no byte the two tokens that it is merged from: bytes are 0 to 255, others follow by rank. */
function pairsOf(texts: readonly string[]): Uint16Array {
  const known = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) known.set(String.fromCharCode(byte), byte);
  const pairs: number[] = [];
  for (const text of texts) {
    if (text.length === 1 || text.startsWith(BYTE_ORDER_MARK)) continue;
    const pair = splitOf(text, known);
    if (pair === undefined) throw new Error(`Nothing is merged into the token ${JSON.stringify(text)}.`);
    known.set(text, 256 + pairs.length / 2);
    pairs.push(...pair);
  }
  return Uint16Array.from(pairs);
}

function splitOf(text: string, known: ReadonlyMap<string, number>): readonly [number, number] | undefined {
  for (let at = 1; at < text.length; at++) {
    const [left, right] = [known.get(text.slice(0, at)), known.get(text.slice(at))];
    if (left !== undefined && right !== undefined) return [left, right];
  }
  return undefined;
}

async function main(): Promise<void> {
  const rendered = await renderVocabulary();
  if (Deno.args.includes("--write")) await Deno.writeTextFile(TARGET, rendered);
  else if (await Deno.readTextFile(TARGET).catch(() => undefined) !== rendered) {
    console.error(
      "lib/preprocess/tokens/token_vocabulary.json is not what the tokenizers say: run with --write.",
    );
    Deno.exitCode = 1;
  }
}

if (import.meta.main) await main();
