/**
 * The budget in real tokens on texts that are dear: no part above it by either tokenizer, and parts three quarters full
 * by the one that counts more. Run: `deno task bench -- --only tokens`.
 */

import { join } from "node:path";
import { collectParts, DEFAULT_MAX_TOKENS } from "../../lib/preprocess/mod.ts";
import { createRedactor, type Redactor } from "../../lib/redact/mod.ts";
import { inFolder } from "./bench_folder.ts";
import { convertLog } from "./converting.ts";
import { DEAR_TEXTS, type TextMaker } from "./generate_languages.ts";
import { seededRandom } from "./random.ts";
import { formatTable, percent } from "./table.ts";
import { type Fullness, fullnessOf } from "./tokens.ts";
import { sessionFile } from "./write_logs.ts";

/** Characters of a session: a few parts of each text. */
const SESSION_CHARACTERS = 240_000;

/** A result that is not pruned has fewer characters than this. */
const MIDDLE_CHARACTERS = 3000;

/** Another budget that parts are made for, near to the smallest. */
const SMALL_MAX_TOKENS = 1000;

/** Parts are to be at least this full, by the dearer tokenizer. */
export const FULL_ENOUGH = 0.75;

/** How a text comes into a session. */
export type Shape = "one giant result" | "many results";

/** The log of a session whose results are such text. */
function logOf(make: TextMaker, shape: Shape, characters = SESSION_CHARACTERS): string {
  const random = seededRandom(21);
  const size = shape === "one giant result" ? characters : MIDDLE_CHARACTERS;
  const lines = [JSON.stringify({ type: "user", uuid: "u", message: { content: "Show it" } })];
  for (let index = 0; index * size < characters; index++) {
    const id = `t${index}`;
    const use = { type: "tool_use", id, name: "Bash", input: { command: `show ${index}` } };
    const result = { type: "tool_result", tool_use_id: id, content: make(random, size) };
    lines.push(JSON.stringify({ type: "assistant", message: { id: `m${index}`, content: [use] } }));
    lines.push(JSON.stringify({ type: "user", message: { content: [result] } }));
  }
  return `${lines.join("\n")}\n`;
}

/** How full the parts of such a session are. A giant result is asked for whole: pruned, it would not fill a part. */
export async function fullnessFor(
  make: TextMaker,
  shape: Shape,
  redactor: Redactor,
  maxTokens = DEFAULT_MAX_TOKENS,
): Promise<Fullness & { readonly parts: number }> {
  return await inFolder(async (folder) => {
    const path = join(folder, sessionFile(1));
    await Deno.writeTextFile(path, logOf(make, shape));
    const sink = collectParts();
    await convertLog(path, redactor, sink, {
      detail: shape === "many results" ? "normal" : "everything",
      maxTokens,
    });
    return { ...fullnessOf(sink.parts), parts: sink.parts.length };
  });
}

async function main(): Promise<void> {
  const redactor = await createRedactor();
  const rows: string[][] = [];
  for (const maxTokens of [DEFAULT_MAX_TOKENS, SMALL_MAX_TOKENS]) {
    for (const [name, make] of Object.entries(DEAR_TEXTS)) {
      for (const shape of ["one giant result", "many results"] as const) {
        const { most, least, parts } = await fullnessFor(make, shape, redactor, maxTokens);
        const tooMany = Math.max(most.claude, most.o200k) - maxTokens;
        const verdict = tooMany > 0
          ? `${tooMany} TOO MANY`
          : least !== undefined && least < FULL_ENOUGH * maxTokens
          ? "NOT FULL"
          : "fine";
        const emptiest = least === undefined ? "–" : percent(least, maxTokens);
        const session = `${name}, ${shape}, ${maxTokens}`;
        rows.push([session, `${parts}`, `${most.claude}`, `${most.o200k}`, emptiest, verdict]);
      }
    }
  }
  const header = [
    "session, budget",
    "parts",
    "claude, most",
    "o200k, most",
    "emptiest part but the last",
    "",
  ];
  console.log(formatTable(header, rows));
}

if (import.meta.main) await main();
