/** `validate-plan-content`: whether a plan can be saved, and why not. */

import { z } from "zod";
import { type Context, defineCommand, HOME_VARIABLES, runAlone, TERMINAL_VARIABLES } from "../lib/cli/mod.ts";
import { judgePlanContent } from "../lib/learn/plan/plan_content.ts";
import { PLAN_FILE, readTextInput } from "./text_input.ts";

const inputSchema = z.object({ planFile: z.string().min(1).optional() });

const resultSchema = z.object({
  success: z.literal(true),
  valid: z.boolean(),
  /** All problems in one sentence or several; null for a valid plan. */
  error: z.string().nullable(),
  problems: z.array(z.string()),
  details: z.object({ length: z.int(), has_headers: z.boolean(), has_lists: z.boolean() }),
});

export type ValidatePlanContentInput = z.output<typeof inputSchema>;
export type ValidatePlanContentResult = z.output<typeof resultSchema>;

/**
 * Judges a plan's Markdown. A plan that can't be saved is an answer (`valid: false`), no failure.
 *
 * @throws {UserError} if there is nothing to read.
 */
export async function validatePlanContent(
  input: ValidatePlanContentInput,
  context: Context,
): Promise<ValidatePlanContentResult> {
  const { problems, details } = judgePlanContent(await readTextInput(input.planFile, "the plan", context));
  for (const problem of problems) context.progress.warn(problem);
  return {
    success: true,
    valid: problems.length === 0,
    error: problems.length === 0 ? null : problems.join(" "),
    problems: [...problems],
    details,
  };
}

export const command = defineCommand({
  name: "validate-plan-content",
  summary: "Say whether a plan can be saved",
  description:
    "Judges a plan's Markdown: its length, its title, whether it has items, and whether placeholders were left in it.\n" +
    "A plan that can't be saved is no failure of the command: look at `valid` and `problems`.",
  options: [PLAN_FILE],
  examples: [
    {
      command: "erk-learn validate-plan-content --plan-file learn-plan.md",
      explanation: "Prints whether the plan is valid, and each problem",
    },
    {
      command: "erk-learn validate-plan-content < learn-plan.md",
      explanation: "The same from standard input",
    },
  ],
  permissions: {
    net: [],
    read: true,
    write: false,
    env: [...HOME_VARIABLES, ...TERMINAL_VARIABLES],
    run: [],
  },
  input: inputSchema,
  result: resultSchema,
  run: validatePlanContent,
});

if (import.meta.main) await runAlone(command);
