/** erk-learn: all commands in one program. */

import { VERSION } from "./lib/version.ts";
import { loadCommandsFor } from "./scripts/mod.ts";

/**
 * Loads what the words ask for, and no more: `--version` needs nothing, a command only itself.
 *
 * All modules are asked for at once: an executable stores V8's compiled code in the temporary folder a single time, for the
 * modules that are loaded by then. What is loaded later is compiled anew in every run.
 */
async function main(words: readonly string[]): Promise<void> {
  if (words.length === 1 && words[0] === "--version") {
    try {
      console.log(`erk-learn ${VERSION}`);
    } catch (error) {
      // The reader has gone: nobody is left to tell.
      if (!(error instanceof Deno.errors.BrokenPipe)) {
        const { outputFailure, tellFailure } = await import("./lib/cli/mod.ts");
        Deno.exit(tellFailure(outputFailure(error)));
      }
    }
    // At once, before V8's code is stored: it would hold this little, and would never be replaced.
    Deno.exit();
  }
  const commands = await loadCommandsFor(words[0] ?? "");
  const { runProgram } = await import("./lib/cli/mod.ts");
  await runProgram(commands);
}

if (import.meta.main) await main(Deno.args);
