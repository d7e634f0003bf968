/** The step of a workflow that a command runs in, if it does. */

import type { Context } from "../lib/cli/mod.ts";
import { ACTIONS_VARIABLES, type ActionsStep, actionsStep } from "../lib/report/actions.ts";

/** Adds what a step is told by to the variables that a command may read. */
export function withActionsVariables(variables: true | readonly string[]): true | string[] {
  return variables === true ? true : [...new Set([...variables, ...ACTIONS_VARIABLES])];
}

/** Lines for the runner go to standard error: standard output is the answer's alone. */
export function currentStep({ environment }: Pick<Context, "environment">): ActionsStep {
  return actionsStep({ environment, writeLine: (line) => console.error(line) });
}
