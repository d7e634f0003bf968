/** A folder with one session in which `preprocess-session` is tried. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { createContext } from "../../lib/cli/create_context.ts";
import { silentProgress } from "../../lib/cli/mod.ts";
import { command, type PreprocessSessionResult } from "../../scripts/preprocess_session.ts";
import { session, writeClaudeFolder } from "../support/session_builder/mod.ts";
import { unlikeLine } from "../support/unlike_line.ts";

export interface PreprocessWorld {
  readonly folder: string;
  readonly id: string;
  readonly log: string;
  /** Lines for people. */
  readonly notes: string[];
  readonly warnings: string[];
  run(input: Record<string, unknown>): Promise<PreprocessSessionResult>;
}

export async function inWorld(test: (world: PreprocessWorld) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-preprocess-" });
  const notes: string[] = [];
  const warnings: string[] = [];
  const rows = Array.from({ length: 100 }, (_, row) => unlikeLine(row)).join("\n");
  const built = session({ version: "2.1.200", seed: "p" }).prompt("Count").bash("seq 100", rows).raw(
    "not JSON",
  );
  try {
    const { sessions: [written] } = await writeClaudeFolder(join(folder, "claude"), [built]);
    // A project that uses this program: elsewhere no cache is made.
    await Deno.mkdir(join(folder, ".erk"));
    const progress = {
      ...silentProgress,
      note: (line: string) => void notes.push(line),
      warn: (line: string) => void warnings.push(line),
    };
    const signal = new AbortController().signal;
    const context = createContext({ workingDirectory: folder, repository: undefined, progress, signal });
    await test({
      folder,
      id: built.id,
      log: written?.path ?? "",
      notes,
      warnings,
      async run(input) {
        const output = await command.execute(input, context);
        assert.ok("json" in output);
        return output.json as PreprocessSessionResult;
      },
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
