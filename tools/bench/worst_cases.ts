/**
 * The worst logs that we could think of: time per byte relative to a normal log of the same size, and growth (the time
 * of twice the bytes; 2 is linear, 4 is quadratic). Run: `deno task bench -- --only worst`; `--size 100` in MB,
 * `--match glued` for some of them.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { writePartsTo } from "../../lib/preprocess/mod.ts";
import { createRedactor } from "../../lib/redact/mod.ts";
import { inFolder } from "./bench_folder.ts";
import { convertLog } from "./converting.ts";
import { generateLog } from "./generate_log.ts";
import { measureInProcess } from "./measured_process.ts";
import { peakResidentBytes } from "./memory.ts";
import { formatTable } from "./table.ts";
import { WORST_INPUTS, type WorstInput } from "./worst_inputs.ts";
import { MEGABYTE, sessionFile } from "./write_logs.ts";

/** One input, measured; times in milliseconds per MB. */
interface Measurement {
  readonly normal: number;
  readonly half: number;
  readonly whole: number;
  readonly peak: number;
  readonly parts: number;
  readonly unparsed: number;
}

/** Longer is as good as endless. */
const LIMIT_MILLISECONDS = 30_000;

/** What a log costs beside its bytes: subtracted from nothing, but small beside the smallest size measured. */
const SMALLEST_MEGABYTES = 1;

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      size: { type: "string", default: "4" },
      match: { type: "string", default: "" },
      one: { type: "string" },
    },
  });
  const bytes = Math.max(SMALLEST_MEGABYTES, Number(values.size)) * MEGABYTE;
  if (values.one !== undefined) {
    const input = WORST_INPUTS.find(({ name }) => name === values.one);
    if (input !== undefined) console.log(JSON.stringify(await measure(input, bytes)));
    return;
  }
  const measured: { name: string; times: number; row: string[] }[] = [];
  for (const { name } of WORST_INPUTS) {
    if (!name.includes(values.match)) continue;
    const args = ["--one", name, "--size", values.size];
    const found = await measureInProcess<Measurement>("worst_cases.ts", args, {
      milliseconds: LIMIT_MILLISECONDS,
    });
    console.error(found === undefined ? `${name}: too long` : rowOf(name, found).join("  "));
    const times = found === undefined ? Infinity : found.whole / found.normal;
    measured.push({ name, times, row: found === undefined ? endless(name) : rowOf(name, found) });
  }
  measured.sort((a, b) => b.times - a.times);
  const header = [
    `${bytes / MEGABYTE} MB of`,
    "per MB",
    "× normal",
    "growth",
    "peak memory",
    "parts",
    "lines unread",
  ];
  console.log(formatTable(header, measured.map(({ row }) => row)));
  console.log("growth: time of the log by the time of half of it; 2 is linear, 4 quadratic");
}

function rowOf(name: string, { normal, half, whole, peak, parts, unparsed }: Measurement): string[] {
  return [
    name,
    `${whole.toFixed(1)} ms`,
    (whole / normal).toFixed(2),
    (2 * whole / half).toFixed(1),
    `${(peak / MEGABYTE).toFixed(0)} MB`,
    `${parts}`,
    `${unparsed}`,
  ];
}

function endless(name: string): string[] {
  return [name, `over ${LIMIT_MILLISECONDS / 1000} s in all`, "–", "–", "–", "–", "–"];
}

/** A normal log, half of the input and the whole of it, in turns: the faster of two runs each. */
async function measure(input: WorstInput, bytes: number): Promise<Measurement> {
  return await inFolder(async (folder) => {
    const redactor = await createRedactor();
    const encoder = new TextEncoder();
    const logs = ["normal", "half", "whole"].map((_, index) => join(folder, sessionFile(index)));
    const [normal = "", half = "", whole = ""] = logs;
    await Deno.writeTextFile(half, input.make(bytes / 2));
    await Deno.writeTextFile(whole, input.make(bytes));
    using file = await Deno.create(normal);
    for (const line of generateLog(bytes / 2)) await file.write(line);
    await file.write(encoder.encode("\n"));
    const times = logs.map(() => Infinity);
    let parts = 0;
    let unparsed = 0;
    for (let round = 0; round < 2; round++) {
      for (const [index, log] of logs.entries()) {
        const { size } = await Deno.stat(log);
        const start = performance.now();
        const detail = log === normal || input.unfiltered !== true ? "normal" : "everything";
        const sink = writePartsTo(join(folder, "parts"), "impl");
        const report = await convertLog(log, redactor, sink, { detail });
        times[index] = Math.min(times[index] ?? Infinity, (performance.now() - start) / (size / MEGABYTE));
        parts = report.parts.length;
        unparsed = report.unparsedCount;
      }
    }
    const [normalTime = 0, halfTime = 0, wholeTime = 0] = times;
    return {
      normal: normalTime,
      half: halfTime,
      whole: wholeTime,
      peak: peakResidentBytes() ?? 0,
      parts,
      unparsed,
    };
  });
}

if (import.meta.main) await main();
