/** What every command shares. For `main.ts` and `scripts/` alone. */

export { colourless } from "./colourless.ts";
export { defineCommand, GITHUB_PERMISSIONS } from "./command.ts";
export type { Command, OptionDefinition, Permissions } from "./command.ts";
export type { Context } from "./context.ts";
export { GITHUB_VARIABLES, HOME_VARIABLES, TERMINAL_VARIABLES } from "./environment_variables.ts";
export { INTERRUPTED } from "./interruption.ts";
export { outputFailure, tellFailure } from "./output.ts";
export { silentProgress } from "./progress.ts";
export type { Progress, Step } from "./progress.ts";
export { runAlone, runProgram } from "./run.ts";
export { formatBytes } from "./terminal_progress.ts";
