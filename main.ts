/** erk-learn: all commands in one program. */

import { VERSION } from "./lib/version.ts";

/** Loads what the words ask for, and no more: `--version` needs nothing, a command only itself. */
async function main(words: readonly string[]): Promise<void> {
  if (words.length === 1 && words[0] === "--version") {
    try {
      console.log(`erk-learn ${VERSION}`);
    } catch (error) {
      // The reader has gone: nobody is left to tell.
      if (error instanceof Deno.errors.BrokenPipe) return;
      const { outputFailure, tellFailure } = await import("./lib/cli/mod.ts");
      Deno.exit(tellFailure(outputFailure(error)));
    }
    return;
  }
  const [{ runProgram }, { loadCommand, loadCommands }] = await Promise.all([
    import("./lib/cli/mod.ts"),
    import("./scripts/mod.ts"),
  ]);
  const named = await loadCommand(words[0] ?? "");
  await runProgram(named === undefined ? await loadCommands() : [named]);
}

if (import.meta.main) await main(Deno.args);
