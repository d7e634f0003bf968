/** erk-learn: all commands in one program. */

import { VERSION } from "./lib/version.ts";
import { loadCommandsFor } from "./scripts/mod.ts";

/**
 * Loads what the words ask for, and no more: `--version` needs nothing, a command only itself.
 *
 * All of it is asked for at once. An executable keeps in the temporary folder what V8 made of its code, once and for all when
 * what was asked for by then is there: what is loaded later is compiled anew by every run.
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
    // At once, before this little is kept, and nothing else ever.
    Deno.exit();
  }
  const commands = await loadCommandsFor(words[0] ?? "");
  const { runProgram } = await import("./lib/cli/mod.ts");
  await runProgram(commands);
}

if (import.meta.main) await main(Deno.args);
