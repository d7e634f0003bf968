/** One way to convert a log for all benchmarks: everything switched on, as the program does it by default. */

import {
  DEFAULT_MAX_TOKENS,
  type PartSink,
  type PreprocessOptions,
  preprocessSession,
  type SessionReport,
} from "../../lib/preprocess/mod.ts";
import type { Redactor } from "../../lib/redact/mod.ts";
import { readFileChunks, readLines } from "../../lib/session/mod.ts";

/** Converts a log with the program's defaults. */
export async function convertLog(
  path: string,
  redactor: Redactor,
  sink: PartSink,
  changed: Partial<PreprocessOptions> = {},
): Promise<SessionReport> {
  const options = {
    maxTokens: DEFAULT_MAX_TOKENS,
    includeAgents: true,
    detail: "normal" as const,
    redactor,
    ...changed,
  };
  return await preprocessSession({ path }, options, sink);
}

/** The least that any reader of a log has to do: find its lines and parse each of them. */
export async function scanAndParse(path: string): Promise<void> {
  const decoder = new TextDecoder();
  for await (const lines of readLines(readFileChunks(path))) {
    for (const { bytes } of lines) JSON.parse(decoder.decode(bytes));
  }
}

/** The fastest of several runs of each, in milliseconds; they take turns, so that a busy machine slows both. */
export async function fastestInTurns(
  rounds: number,
  runs: readonly (() => Promise<unknown>)[],
): Promise<number[]> {
  const fastest = runs.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [index, run] of runs.entries()) {
      const start = performance.now();
      await run();
      fastest[index] = Math.min(fastest[index] ?? Infinity, performance.now() - start);
    }
  }
  return fastest;
}
