/**
 * Converts the real logs that lie beside the repository and prints a table. Run:
 * `deno run -A tools/bench/real_logs.ts`.
 */

import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { SaxesParser } from "saxes";
import { collectParts, DEFAULT_MAX_TOKENS, preprocessSession } from "../../lib/preprocess/mod.ts";
import { createRedactor } from "../../lib/redact/mod.ts";

/** Where real logs lie, relative to the repository. */
export const REAL_LOGS_FOLDER = "../shared/sessions";

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The sessions' own logs, without those of subagents; none where the folder is missing. */
export function findRealLogs(): string[] {
  return [...logsBelow(join(repository, REAL_LOGS_FOLDER))].toSorted();
}

function* logsBelow(folder: string): Generator<string> {
  let items: Deno.DirEntry[];
  try {
    items = [...Deno.readDirSync(folder)];
  } catch {
    return;
  }
  for (const { name, isDirectory, isFile } of items) {
    const path = join(folder, name);
    if (isDirectory) yield* logsBelow(path);
    else if (isFile && name.endsWith(".jsonl") && !name.startsWith("agent-")) yield path;
  }
}

if (import.meta.main) await main();

async function main(): Promise<void> {
  const redactor = await createRedactor();
  const total = { bytesIn: 0, bytesOut: 0, parts: 0, seconds: 0 };
  console.log(row("log", "status", "bytes in", "bytes out", "parts", "seconds", "XML"));
  for (const path of findRealLogs()) {
    const sink = collectParts();
    const options = {
      maxTokens: DEFAULT_MAX_TOKENS,
      includeAgents: true,
      detail: "normal" as const,
      redactor,
    };
    const start = performance.now();
    const report = await preprocessSession({ path }, options, sink);
    const seconds = (performance.now() - start) / 1000;
    const name = relative(join(repository, REAL_LOGS_FOLDER), path);
    const xml = sink.parts.every(isWellFormed) ? "valid" : "BROKEN";
    console.log(
      row(name, report.status, report.bytesIn, report.bytesOut, report.parts.length, seconds.toFixed(3), xml),
    );
    total.bytesIn += report.bytesIn;
    total.bytesOut += report.bytesOut;
    total.parts += report.parts.length;
    total.seconds += seconds;
  }
  console.log(row("all", "", total.bytesIn, total.bytesOut, total.parts, total.seconds.toFixed(3), ""));
}

function row(name: string, ...cells: readonly (string | number)[]): string {
  return `${name.slice(-60).padEnd(60)} ${cells.map((cell) => String(cell).padStart(10)).join(" ")}`;
}

function isWellFormed(xml: string): boolean {
  const parser = new SaxesParser({ xmlns: true });
  let isFine = true;
  parser.on("error", () => {
    isFine = false;
  });
  parser.write(xml).close();
  return isFine;
}
