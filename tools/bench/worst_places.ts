/**
 * Texts that repeat one, two or three pieces, in every place of a log where somebody's text may stand: which of them take
 * longer than others of their size? Nothing is redacted: what redaction takes is measured elsewhere.
 * Run: `deno task bench -- --only places --seed 2`; `--match edit` for some of the places.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { collectParts } from "../../lib/preprocess/mod.ts";
import { asPublished, createRedactor, type Redactor } from "../../lib/redact/mod.ts";
import { inFolder } from "./bench_folder.ts";
import { convertLog } from "./converting.ts";
import { pick, seededRandom } from "./random.ts";
import { formatTable } from "./table.ts";
import { sessionFile } from "./write_logs.ts";
import { PIECES, PLACES } from "./worst_pieces.ts";

const CHARACTERS = 200_000;
const SMALLER = 20_000;
const TEXTS = 1500;

/** Such a text is reported: so many times what prose takes in the same place, and this long at least. */
const TIMES_USUAL = 20;
const LEAST_MILLISECONDS = 30;

/** Or one that takes so many times as long for ten times as many characters. */
const MOST_GROWTH = 25;

const PROSE = "The server says when to try again.\n  return upload(path, retries); // three times\n";

/** How a text is made of pieces. */
const SHAPES: readonly [
  (one: string, other: string, third: string, length: number) => string,
  ...((one: string, other: string, third: string, length: number) => string)[],
] = [
  (one, _other, _third, length) => fill(one, length),
  (one, other, _third, length) => fill(one + other, length),
  (one, other, third, length) => fill(`${one}${other}${third}\n`, length),
  (one, other, _third, length) => one + fill(other, length),
  (one, other, _third, length) => fill(one, length) + other,
  (one, other, third, length) => one + fill(other, length / 2) + fill(third, length / 2),
];

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args,
    options: { seed: { type: "string", default: "1" }, match: { type: "string", default: "" } },
  });
  const random = seededRandom(Number(values.seed));
  const [first, ...others] = Object.entries(PLACES).filter(([name]) => name.includes(values.match));
  if (first === undefined) return console.log(`No place is called ${values.match}.`);
  await inFolder(async (folder) => {
    const redactor = withoutRules(await createRedactor());
    const path = join(folder, sessionFile(0));
    const time = async (log: string) => {
      await Deno.writeTextFile(path, log);
      const start = performance.now();
      await convertLog(path, redactor, collectParts());
      return performance.now() - start;
    };
    const rows: string[][] = [];
    for (let count = 0; count < TEXTS; count++) {
      const [name, logOf] = pick(random, [first, ...others]);
      const shape = pick(random, SHAPES);
      const pieces = [pick(random, PIECES), pick(random, PIECES), pick(random, PIECES)] as const;
      const timeOf = (length: number) => time(logOf(shape(...pieces, length)));
      const smaller = await timeOf(SMALLER);
      const larger = await timeOf(CHARACTERS);
      if (larger < LEAST_MILLISECONDS) continue;
      const usual = await time(logOf(fill(PROSE, CHARACTERS)));
      const again = Math.min(larger, await timeOf(CHARACTERS));
      const growth = again / Math.min(smaller, await timeOf(SMALLER));
      if (again < LEAST_MILLISECONDS || (again < TIMES_USUAL * usual && growth < MOST_GROWTH)) continue;
      rows.push([
        name,
        JSON.stringify(shape(...pieces, 1)).slice(0, 60),
        `${again.toFixed(0)} ms`,
        (again / usual).toFixed(1),
        growth.toFixed(1),
      ]);
    }
    console.log(formatTable(["place", "begins", "takes", "× prose", "growth (10 is linear)"], rows));
    console.log(`${TEXTS} texts of ${CHARACTERS} characters, ${rows.length} slow ones`);
  });
}

/** A redactor that finds nothing. */
function withoutRules(redactor: Redactor): Redactor {
  const made: Redactor = {
    ...redactor,
    redact: (text) => Promise.resolve(asPublished(text)),
    redactAll: (texts) => Promise.resolve(texts.map((text) => asPublished(`${text}`))),
    remembering: () => made,
  };
  return made;
}

function fill(piece: string, characters: number): string {
  return piece.repeat(Math.ceil(characters / piece.length)).slice(0, Math.max(characters, piece.length));
}

if (import.meta.main) await main();
