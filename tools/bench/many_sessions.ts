/**
 * Many small sessions, the way `trigger` converts them: without a cache, with an empty one, and with what that run left.
 * Run: `deno task bench -- --only sessions`.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { createSessionConverter, openSessionCache, type SessionCache } from "../../lib/conversion/mod.ts";
import { inLanes } from "../../lib/in_lanes.ts";
import { DEFAULT_MAX_TOKENS } from "../../lib/preprocess/mod.ts";
import { inFolder } from "./bench_folder.ts";
import { measureInProcess } from "./measured_process.ts";
import { formatTable, seconds } from "./table.ts";
import { MEGABYTE, sessionFile, writeLogs } from "./write_logs.ts";

/** What a run gave. */
interface Run {
  readonly milliseconds: number;
  readonly fromCache: number;
  readonly parts: number;
  readonly lanes: number;
}

if (import.meta.main) await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      count: { type: "string", default: "100" },
      logs: { type: "string" },
      cache: { type: "string", default: "" },
    },
  });
  const count = Number(values.count);
  if (values.logs !== undefined) {
    return console.log(JSON.stringify(await convertAll(values.logs, count, values.cache)));
  }
  await inFolder(async (folder) => {
    await writeLogs(
      Array.from({ length: count }, (_, number) => join(folder, sessionFile(number))),
      MEGABYTE,
    );
    const rows: string[][] = [];
    const cases = [["without a cache", ""], ["an empty cache", "cache"], [
      "the second time",
      "cache",
    ]] as const;
    for (const [title, cache] of cases) {
      const args = [
        "--count",
        `${count}`,
        "--logs",
        folder,
        "--cache",
        cache === "" ? "" : join(folder, cache),
      ];
      const run = await measureInProcess<Run>("many_sessions.ts", args);
      if (run === undefined) continue;
      rows.push([title, seconds(run.milliseconds), `${run.lanes}`, `${run.fromCache}`, `${run.parts}`]);
    }
    console.log(
      formatTable([`${count} sessions of 1 MB`, "time", "lanes", "from the cache", "parts"], rows),
    );
  });
}

/** Converts all sessions of a folder; loading the rules counts. */
async function convertAll(logs: string, count: number, cacheFolder: string): Promise<Run> {
  let cache: SessionCache | undefined;
  if (cacheFolder !== "") {
    await Deno.mkdir(cacheFolder, { recursive: true });
    cache = openSessionCache(cacheFolder);
  }
  const start = performance.now();
  const converter = createSessionConverter({
    conversion: {
      maxTokens: DEFAULT_MAX_TOKENS,
      includeAgents: true,
      detail: "normal",
      // The same key in every run, as a project keeps one: it belongs to the cache's keys.
      redaction: { key: new Uint8Array(32) },
    },
    sessions: count,
    cache,
    signal: new AbortController().signal,
  });
  let fromCache = 0;
  let parts = 0;
  const folder = await Deno.makeTempDir({ dir: logs });
  await inLanes(Array.from({ length: count }, (_, number) => number), converter.lanes, async (number) => {
    const source = { path: join(logs, sessionFile(number)) };
    const converted = await converter.convert({ source, folder, prefix: "impl" });
    if (converted.fromCache) fromCache++;
    parts += converted.report.parts.length;
  });
  const milliseconds = performance.now() - start;
  converter.close();
  return { milliseconds, fromCache, parts, lanes: converter.lanes };
}
