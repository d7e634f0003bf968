/**
 * Fuzzing of preprocessing: logs of every kind and breakage through the real `preprocessSession`; it must never fail,
 * and each part must pass the judge. Run: `deno task bench -- --only fuzz --cases 100000`; with a seed that was
 * printed: `--seed 7 --cases 1000`.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { collectParts } from "../../lib/preprocess/mod.ts";
import { createRedactor, type Redactor } from "../../lib/redact/mod.ts";
import { inFolder } from "./bench_folder.ts";
import { convertLog } from "./converting.ts";
import { type FuzzCase, fuzzCase } from "./fuzz_logs.ts";
import { faultsOf } from "./judge_parts.ts";
import { measureInProcess } from "./measured_process.ts";
import { formatTable, seconds } from "./table.ts";

/** One process's share. */
interface Shard {
  readonly cases: number;
  readonly parts: number;
  readonly bytes: number;
  /** Of each batch that failed: its seed and the smallest case found. */
  readonly failures: readonly string[];
}

/** Cases with one seed: a failure is found again by running that batch alone. */
const BATCH = 1000;

/** A failing batch is shrunk no longer than this. */
const BATCH_MILLISECONDS = 120_000;

const MAX_PROCESSES = 4;

if (import.meta.main) await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      cases: { type: "string", default: "100000" },
      seed: { type: "string", default: "1" },
      shard: { type: "boolean", default: false },
    },
  });
  const cases = Number(values.cases);
  const seed = Number(values.seed);
  if (values.shard) return console.log(JSON.stringify(await fuzz(cases, seed)));
  const start = performance.now();
  const processes = Math.max(
    1,
    Math.min(navigator.hardwareConcurrency, MAX_PROCESSES, Math.ceil(cases / BATCH)),
  );
  const batches = Math.ceil(cases / BATCH);
  const shards = await Promise.all(Array.from({ length: processes }, (_, index) => {
    const first = Math.floor(index * batches / processes);
    const end = Math.floor((index + 1) * batches / processes);
    const count = Math.min(cases, end * BATCH) - first * BATCH;
    return measureInProcess<Shard>("fuzz.ts", [
      "--shard",
      "--cases",
      `${count}`,
      "--seed",
      `${seed + first}`,
    ]);
  }));
  const done = shards.filter((shard) => shard !== undefined);
  const sum = (count: (shard: Shard) => number) => done.reduce((total, shard) => total + count(shard), 0);
  const failures = done.flatMap((shard) => shard.failures);
  console.log(formatTable(["cases", "bytes", "parts read by slimdom", "failing batches", "seeds", "time"], [[
    sum((shard) => shard.cases),
    sum((shard) => shard.bytes),
    sum((shard) => shard.parts),
    failures.length,
    `${seed} to ${seed + batches - 1}`,
    seconds(performance.now() - start),
  ]]));
  for (const failure of failures) console.log(failure);
  if (failures.length > 0) Deno.exit(1);
}

async function fuzz(cases: number, seed: number): Promise<Shard> {
  const redactor = await createRedactor();
  const counts = { cases: 0, parts: 0, bytes: 0 };
  const failures: string[] = [];
  await inFolder(async (folder) => {
    const path = join(folder, "0f1e2d3c-0000-4000-8000-000000000009.jsonl");
    const property = fc.asyncProperty(fuzzCase, async (given) => {
      counts.cases++;
      counts.bytes += given.log.length;
      const { parts, faults } = await convertCase(given, path, redactor);
      counts.parts += parts;
      if (faults.length > 0) throw new Error(faults.join("; "));
    });
    for (let done = 0; done < cases; done += BATCH) {
      const batch = seed + done / BATCH;
      const outcome = await fc.check(property, {
        seed: batch,
        numRuns: Math.min(BATCH, cases - done),
        interruptAfterTimeLimit: BATCH_MILLISECONDS,
        markInterruptAsFailure: true,
      });
      if (!outcome.failed) continue;
      const [given] = outcome.counterexample ?? [];
      failures.push(
        `seed ${batch}, path ${outcome.counterexamplePath}: ${outcome.errorInstance}\n${describe(given)}`,
      );
    }
  });
  return { ...counts, failures };
}

/** Converts one case from a file, as the program does. */
async function convertCase(
  { log, maxTokens, detail }: FuzzCase,
  path: string,
  redactor: Redactor,
): Promise<{ readonly parts: number; readonly faults: readonly string[] }> {
  Deno.writeFileSync(path, log);
  const sink = collectParts();
  const report = await convertLog(path, redactor, sink, { maxTokens, detail });
  return { parts: sink.parts.length, faults: faultsOf(sink.parts, report, maxTokens) };
}

function describe(given: FuzzCase | undefined): string {
  if (given === undefined) return "";
  const { log, ...options } = given;
  return `  ${JSON.stringify(options)} ${JSON.stringify(new TextDecoder().decode(log)).slice(0, 1000)}`;
}
