/**
 * Measures preprocessing on a generated log: speed, speed relative to only scanning and parsing the same log, peak
 * memory, size of the result. Run: `deno task bench` (or `deno run -A tools/bench/preprocess.ts --size 256`).
 */

import { parseArgs } from "node:util";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  DEFAULT_MAX_TOKENS,
  preprocessSession,
  type SessionReport,
  writePartsTo,
} from "../../lib/preprocess/mod.ts";
import { createRedactor } from "../../lib/redact/mod.ts";
import { readFileChunks, readLines } from "../../lib/session/mod.ts";
import type { Shares } from "./generate_log.ts";
import { watchMemory } from "./memory.ts";

const MEGABYTE = 1_000_000;
const RUNS = 3;

if (import.meta.main) await main();

async function main(): Promise<void> {
  const { values } = parseArgs({ args: Deno.args, options: { size: { type: "string", default: "64" } } });
  const megabytes = Number(values.size);
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-bench-" });
  try {
    const log = join(folder, "5f0c2a9e-3d41-4b7a-9c55-0a1b2c3d4e5f.jsonl");
    const shares = await writeLog(log, megabytes * MEGABYTE);
    const { size } = await Deno.stat(log);
    const mix = Object.entries(shares).map(([type, bytes]) => `${type} ${percent(bytes / size)}`).join(", ");
    console.log(`generated log: ${(size / MEGABYTE).toFixed(0)} MB (${mix})`);

    const redactor = await createRedactor();
    let report: SessionReport | undefined;
    const convert = async () => {
      const options = {
        maxTokens: DEFAULT_MAX_TOKENS,
        includeAgents: true,
        detail: "normal" as const,
        redactor,
      };
      report = await preprocessSession({ path: log }, options, writePartsTo(join(folder, "parts"), "impl"));
    };
    // The peak of one conversion: a heap that has grown once is not given back.
    const memory = watchMemory();
    await convert();
    const peak = memory.stop();
    const converting = await best(convert);
    const parsing = await best(() => scanAndParse(log));
    if (report === undefined) return;
    console.log(`scan + JSON.parse:  ${rate(size, parsing)}`);
    console.log(
      `preprocess:         ${rate(size, converting)}, ${
        (converting / parsing).toFixed(2)
      } × scan + JSON.parse`,
    );
    console.log(`peak memory:        ${(peak / MEGABYTE).toFixed(0)} MB`);
    console.log(
      `result:             ${(report.bytesOut / MEGABYTE).toFixed(1)} MB in ${report.parts.length} parts, ` +
        `${percent(report.bytesOut / size)} of the log`,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Generates the log in a process of its own, so that its memory does not count here. */
async function writeLog(path: string, bytes: number): Promise<Shares> {
  const script = fileURLToPath(new URL("generate_log.ts", import.meta.url));
  const args = ["run", "--allow-write", script, path, String(bytes)];
  const { success, stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "inherit" }).output();
  if (!success) throw new Error("The log could not be generated.");
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** The least that any reader of the log has to do. */
async function scanAndParse(path: string): Promise<void> {
  const decoder = new TextDecoder();
  for await (const lines of readLines(readFileChunks(path))) {
    for (const { bytes } of lines) JSON.parse(decoder.decode(bytes));
  }
}

/** Milliseconds of the fastest run. */
async function best(run: () => Promise<void>): Promise<number> {
  let fastest = Infinity;
  for (let count = 0; count < RUNS; count++) {
    const start = performance.now();
    await run();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}

function rate(bytes: number, milliseconds: number): string {
  return `${(bytes / MEGABYTE / (milliseconds / 1000)).toFixed(0)} MB/s (${milliseconds.toFixed(0)} ms)`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
