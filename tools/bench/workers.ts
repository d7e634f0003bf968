/**
 * Large sessions in one lane and in two: from source through `lib/conversion`, and inside the executable through
 * `trigger --dry-run` against an emulated GitHub. Run: `deno task bench -- --only workers`.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { createSessionConverter } from "../../lib/conversion/mod.ts";
import { inLanes } from "../../lib/in_lanes.ts";
import { DEFAULT_MAX_TOKENS } from "../../lib/preprocess/mod.ts";
import { inFolder } from "./bench_folder.ts";
import { measureInProcess } from "./measured_process.ts";
import { formatTable, seconds } from "./table.ts";
import { openExecutableWorld } from "./trigger_world.ts";
import { MEGABYTE, sessionFile, writeLogs } from "./write_logs.ts";

const ROUNDS = 2;

/** As many large sessions as a plan has. */
const SESSIONS = 4;
const NUMBERS = Array.from({ length: SESSIONS }, (_, number) => number);

/** Megabytes of a session: in small ones what each lane compiles anew counts for more. */
const DEFAULT_SIZES = "60,250";

/** Bytes of a session that costs no time beside what starting the program and asking GitHub cost. */
const HARDLY_ANYTHING = 10_000;

if (import.meta.main) await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      size: { type: "string", default: DEFAULT_SIZES },
      lanes: { type: "string" },
      logs: { type: "string", default: "" },
    },
  });
  if (values.lanes !== undefined) {
    return console.log(JSON.stringify(await convertAll(values.logs, Number(values.lanes))));
  }
  console.log(
    `${navigator.hardwareConcurrency} processors; the fastest of ${ROUNDS} runs, a process each, in turns`,
  );
  for (const size of values.size.split(",")) {
    const bytes = Number(size) * MEGABYTE;
    const header = [`${SESSIONS} sessions of ${size} MB`, "one lane", "two lanes", "ratio"];
    const rows = [["from source", ...await fromSource(bytes)], ["executable", ...await executable(bytes)]];
    console.log(formatTable(header, rows));
  }
}

async function fromSource(bytes: number): Promise<string[]> {
  return await inFolder(async (folder) => {
    await writeLogs(NUMBERS.map((number) => join(folder, sessionFile(number))), bytes);
    const times = { one: Infinity, two: Infinity };
    for (let round = 0; round < ROUNDS; round++) {
      const run = (lanes: string) =>
        measureInProcess<number>("workers.ts", ["--lanes", lanes, "--logs", folder]);
      times.one = Math.min(times.one, await run("1") ?? Infinity);
      times.two = Math.min(times.two, await run("2") ?? Infinity);
    }
    return [seconds(times.one), seconds(times.two), `${(times.one / times.two).toFixed(2)} ×`];
  });
}

/** Milliseconds for all sessions; loading the rules and starting the worker count. */
async function convertAll(logs: string, lanes: number): Promise<number> {
  const start = performance.now();
  const converter = createSessionConverter({
    conversion: {
      maxTokens: DEFAULT_MAX_TOKENS,
      includeAgents: true,
      detail: "normal",
      redaction: { key: new Uint8Array(32) },
    },
    sessions: lanes,
    cache: undefined,
    signal: new AbortController().signal,
  });
  const folder = await Deno.makeTempDir({ dir: logs });
  await inLanes(NUMBERS, converter.lanes, async (number) => {
    const source = { path: join(logs, sessionFile(number)) };
    await converter.convert({ source, folder, prefix: "impl" });
  });
  const milliseconds = performance.now() - start;
  converter.close();
  return milliseconds;
}

/**
 * One lane can't be asked of the executable: it is a run with one of the sessions, as often as there are sessions,
 * without what a run with hardly anything to convert takes.
 */
async function executable(bytes: number): Promise<string[]> {
  await using world = await openExecutableWorld();
  if (world === undefined) return ["not measured: run `deno task compile` first", "", ""];
  const small = await world.addSessions(1, HARDLY_ANYTHING);
  const large = await world.addSessions(SESSIONS, bytes);
  const times = { nothing: Infinity, one: Infinity, two: Infinity };
  for (let round = 0; round < ROUNDS; round++) {
    times.nothing = Math.min(times.nothing, await world.trigger(small));
    times.one = Math.min(times.one, await world.trigger(large.slice(0, 1)));
    times.two = Math.min(times.two, await world.trigger(large));
  }
  const one = SESSIONS * (times.one - times.nothing);
  const two = times.two - times.nothing;
  return [seconds(one), seconds(two), `${(one / two).toFixed(2)} ×`];
}
