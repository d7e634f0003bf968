/** erk-learn: all commands in one program. */

import { runProgram } from "./lib/cli/mod.ts";
import { COMMANDS } from "./scripts/mod.ts";

if (import.meta.main) await runProgram(COMMANDS);
