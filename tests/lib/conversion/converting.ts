/** A place with a session, a cache and materials for tests of conversion. */

import { join } from "node:path";
import {
  type ConvertedSession,
  type ConverterOptions,
  createSessionConverter,
  openSessionCache,
} from "../../../lib/conversion/mod.ts";
import type { ConversionOptions } from "../../../lib/conversion/mod.ts";
import type { Conversion } from "../../../lib/conversion/session_job.ts";

export const SESSION_ID = "7d1f0c2e-4444-4a5b-8c6d-1e2f3a4b5c6d";

export interface World {
  readonly logs: string;
  readonly log: string;
  readonly cacheFolder: string;
  readonly materials: string;
  /** Lines that the cache said. */
  readonly details: string[];
  convert(options?: Partial<ConversionOptions>, more?: Partial<ConverterOptions>): Promise<ConvertedSession>;
  /** Names and texts of the parts. */
  parts(): Promise<Record<string, string>>;
  /** Paths of the cache's files. */
  entries(): Promise<string[]>;
}

export const KEY = new Uint8Array(32).fill(7);

/** A log with a secret in it; with `repeat` it needs several parts. */
export function logText(words: string, repeat = 1): string {
  const secret = ["gh", "p_", "Ab1".repeat(12)].join("");
  const common = { sessionId: SESSION_ID, version: "2.1.20", cwd: "/home/ada/widgets" };
  const lines: unknown[] = [];
  for (let index = 0; index < repeat; index++) {
    lines.push({
      ...common,
      type: "user",
      uuid: `${words}-u${index}`,
      message: { role: "user", content: `${words} ${index} with ${secret}` },
    }, {
      ...common,
      type: "assistant",
      uuid: `${words}-a${index}`,
      message: {
        id: `${words}-m${index}`,
        role: "assistant",
        content: [{ type: "text", text: `Done: ${index}.` }],
      },
    });
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Runs a test in such a place. */
export async function inWorld(test: (world: World) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-conversion-" });
  const logs = join(folder, "logs");
  const log = join(logs, `${SESSION_ID}.jsonl`);
  const cacheFolder = join(folder, "cache");
  const materials = join(folder, "materials");
  const details: string[] = [];
  try {
    await Deno.mkdir(logs);
    await Deno.mkdir(cacheFolder);
    await Deno.writeTextFile(log, logText("Build it"));
    await test({
      logs,
      log,
      cacheFolder,
      materials,
      details,
      async convert(options = {}, more = {}) {
        const converter = createSessionConverter({
          conversion: conversionOptions(options),
          cache: openSessionCache(cacheFolder, { detail: (line) => void details.push(line) }),
          sessions: 1,
          signal: new AbortController().signal,
          ...more,
        });
        return await converter.convert({ source: { path: log }, folder: materials, prefix: "impl" });
      },
      parts: () => textsIn(materials),
      async entries() {
        const sessions = join(cacheFolder, "sessions");
        const items = await Array.fromAsync(Deno.readDir(sessions), ({ name }) => join(sessions, name));
        return items.sort();
      },
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What a worker gives of the same session. */
export function conversionOf({ report, secrets }: ConvertedSession): Conversion {
  return { report, secrets };
}

/** The usual options. */
export function conversionOptions(changed: Partial<ConversionOptions> = {}): ConversionOptions {
  return { maxTokens: 20_000, includeAgents: true, detail: "normal", redaction: { key: KEY }, ...changed };
}

/** Names and texts of the files in a folder. */
export async function textsIn(folder: string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  for (const name of names.sort()) texts[name] = await Deno.readTextFile(join(folder, name));
  return texts;
}
