/** One way to convert a log for all benchmarks: everything switched on, as the program does it by default. */

import { Buffer } from "node:buffer";
import {
  DEFAULT_MAX_TOKENS,
  type PartSink,
  type PreprocessOptions,
  preprocessSession,
  type SessionReport,
} from "../../lib/preprocess/mod.ts";
import type { Redactor } from "../../lib/redact/mod.ts";

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

/** Bytes of a chunk for `scanAndParse`. */
const SCAN_CHUNK_BYTES = 1024 * 1024;

/**
 * The least that a plain reader of a log has to do: find its lines and parse each of them. It shares nothing with this
 * program's own reading, so that it stays the same when that changes.
 */
export async function scanAndParse(path: string): Promise<void> {
  const decoder = new TextDecoder();
  const parse = (line: Uint8Array) => {
    if (line.length === 0) return;
    try {
      JSON.parse(decoder.decode(line));
    } catch {
      // Real logs have damaged lines.
    }
  };
  using file = await Deno.open(path);
  const buffer = new Uint8Array(SCAN_CHUNK_BYTES);
  let begun: Uint8Array = new Uint8Array(0);
  for (let count = await file.read(buffer); count !== null; count = await file.read(buffer)) {
    const chunk = buffer.subarray(0, count);
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      const line = chunk.subarray(start, end);
      parse(begun.length === 0 ? line : Buffer.concat([begun, line]));
      begun = new Uint8Array(0);
      start = end + 1;
    }
    begun = Buffer.concat([begun, chunk.subarray(start)]);
  }
  parse(begun);
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
