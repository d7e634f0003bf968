/**
 * Preprocessing one generated log of each size: speed, speed relative to only scanning and parsing the same log in the
 * same process, peak memory, size of the result. Single-threaded, everything switched on. Run:
 * `deno task bench -- --only preprocess --sizes 64,256,1024`.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { writePartsTo } from "../../lib/preprocess/mod.ts";
import { createRedactor } from "../../lib/redact/mod.ts";
import { inFolder } from "./bench_folder.ts";
import { convertLog, fastestInTurns, scanAndParse } from "./converting.ts";
import { SESSION_ID, type Shares } from "./generate_log.ts";
import { measureInProcess } from "./measured_process.ts";
import { peakResidentBytes, watchMemory } from "./memory.ts";
import { formatTable, percent, seconds } from "./table.ts";
import { MEGABYTE, writeLogs } from "./write_logs.ts";

/** What one size gave; times in milliseconds. */
interface Measurement {
  readonly bytes: number;
  readonly shares: Shares;
  readonly parsing: number;
  readonly converting: number;
  /** The first conversion of the process, while V8 still compiles. */
  readonly first: number;
  readonly sampledPeak: number;
  /** Null where the kernel doesn't tell. */
  readonly kernelPeak: number | null;
  readonly parts: number;
  readonly bytesOut: number;
}

/** So much is converted, and scanned and parsed, in the runs of which the fastest counts: the smaller a log, the more runs. */
const MEASURED_MEGABYTES = 640;

/** Runs of a log that is larger. */
const LEAST_ROUNDS = 2;

if (import.meta.main) await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args,
    options: { sizes: { type: "string", default: "64,256" }, one: { type: "string" } },
  });
  if (values.one !== undefined) return console.log(JSON.stringify(await measure(Number(values.one))));
  const rows: string[][] = [];
  let shares: Shares = {};
  for (const size of values.sizes.split(",")) {
    const measured = await measureInProcess<Measurement>("preprocess.ts", ["--one", size]);
    if (measured === undefined) continue;
    shares = measured.shares;
    rows.push(rowOf(measured));
  }
  const header = [
    "log",
    "scan + parse",
    "preprocess",
    "per MB",
    "ratio",
    "the first",
    "peak memory",
    "sampled",
    "parts",
    "out",
    "of the log",
  ];
  console.log(formatTable(header, rows));
  const all = Object.values(shares).reduce((sum, bytes) => sum + bytes, 0);
  const mix = Object.entries(shares).map(([type, bytes]) => `${type} ${percent(bytes, all)}`);
  console.log(`mix: ${mix.join(", ")}`);
}

function rowOf(measured: Measurement): string[] {
  const { bytes, parsing, converting, first, sampledPeak, kernelPeak, parts, bytesOut } = measured;
  const speed = (time: number) => `${(bytes / MEGABYTE / (time / 1000)).toFixed(0)} MB/s`;
  return [
    megabytes(bytes),
    speed(parsing),
    `${speed(converting)} (${seconds(converting)})`,
    `${(converting / (bytes / MEGABYTE)).toFixed(2)} ms`,
    `${(converting / parsing).toFixed(2)} ×`,
    seconds(first),
    kernelPeak === null ? "unknown" : megabytes(kernelPeak),
    megabytes(sampledPeak),
    String(parts),
    megabytes(bytesOut),
    percent(bytesOut, bytes),
  ];
}

function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0)} MB`;
}

/** Measures one size in this process. */
async function measure(size: number): Promise<Measurement> {
  return await inFolder(async (folder) => {
    const log = join(folder, `${SESSION_ID}.jsonl`);
    const shares = await writeLogs([log], size * MEGABYTE);
    const bytes = (await Deno.stat(log)).size;
    const redactor = await createRedactor();
    const convert = () => convertLog(log, redactor, writePartsTo(join(folder, "parts"), "impl"));
    // The peak of one conversion: a heap that has grown once is not given back.
    const memory = watchMemory();
    const start = performance.now();
    const report = await convert();
    const first = performance.now() - start;
    const sampledPeak = memory.stop();
    const kernelPeak = peakResidentBytes() ?? null;
    const rounds = Math.max(LEAST_ROUNDS, Math.floor(MEASURED_MEGABYTES / size));
    const [parsing = 0, converting = 0] = await fastestInTurns(rounds, [() => scanAndParse(log), convert]);
    const { parts: { length: parts }, bytesOut } = report;
    return { bytes, shares, parsing, converting, first, sampledPeak, kernelPeak, parts, bytesOut };
  });
}
