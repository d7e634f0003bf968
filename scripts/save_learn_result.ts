/** `save-learn-result`: what the agents left, checked again, as a learn plan on GitHub. The step that needs no model. */

import { join, resolve } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, runAlone } from "../lib/cli/mod.ts";
import {
  formatRepositoryName,
  issueReferenceSchema,
  learnableSessions,
  readPlanIssue,
  requireLearnablePlan,
  trackedSessions,
} from "../lib/github/mod.ts";
import { readAnalysis } from "../lib/learn/analyse/mod.ts";
import { evidenceSchema } from "../lib/learn/evidence/mod.ts";
import { renderJobSummary } from "../lib/report/job_summary.ts";
import { currentStep, withActionsVariables } from "./actions.ts";
import { saveAnalysis } from "./learn/save_analysis.ts";
import { MATERIALS_GIST } from "./materials_options.ts";
import {
  WORKFLOW_RUN_PERMISSIONS,
  WORKFLOW_RUN_URL,
  workflowRunUrl,
  workflowRunUrlSchema,
} from "./workflow_run_url.ts";
import { readRegularText } from "../lib/regular_file.ts";
import { UserError } from "../lib/user_error.ts";

const inputSchema = z.object({
  issue: issueReferenceSchema,
  agentsDir: z.string("give the folder that analyse-learn-input wrote").min(1),
  gistUrl: z.string().min(1, "give the gist's address").optional(),
  workflowRunUrl: workflowRunUrlSchema.optional(),
  sessionId: z.string().min(1, "give the session's id").optional(),
  dryRun: z.boolean().default(false),
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.int(),
  /** As the plan's header has it now; null in a dry run. */
  learn_status: z.string().nullable(),
  learn_plan_issue: z.int().nullable(),
  learn_plan_issue_url: z.string().nullable(),
  dry_run: z.boolean(),
  warnings: z.array(z.string()),
});

export type SaveLearnResultInput = z.output<typeof inputSchema>;
export type SaveLearnResultResult = z.output<typeof resultSchema>;

/**
 * Validates the answers in a folder against their record and schemas, then saves and tracks them. Run again, it completes what is missing.
 *
 * @throws {UserError} if the answers aren't those that the analysis left, are another plan's, or GitHub refuses something.
 */
export async function saveLearnResult(
  input: SaveLearnResultInput,
  context: Context,
): Promise<SaveLearnResultResult> {
  const folder = resolve(context.workingDirectory, input.agentsDir);
  const repository = await context.repository(input.issue);
  const { number } = input.issue;
  const finished = await readAnalysis(folder, number);
  const plan = await readPlanIssue(await context.github(), repository, number);
  requireSameRepository(finished.record.repository, formatRepositoryName(plan.repository), folder);
  requireLearnablePlan(plan);
  const readable = await countSessions(folder);
  const total = Math.max(readable, learnableSessions(trackedSessions(plan)).size);
  const warnings: string[] = [];
  const gistUrl = input.gistUrl ?? plan.header?.learn_materials_gist_url;
  const { issue, status } = await saveAnalysis(
    { plan, folder, gistUrl, sources: { readable, total }, input },
    context,
    warnings,
  );
  const { serverUrl } = await context.github();
  const summary = renderJobSummary({
    record: finished.record,
    plan: finished.plan?.value,
    tripwires: finished.tripwires,
    links: {
      "learn plan": issue?.url,
      "plan": `${serverUrl}/${formatRepositoryName(repository)}/issues/${number}`,
      "materials": gistUrl,
      "run": input.workflowRunUrl ?? workflowRunUrl(context),
    },
  });
  const step = currentStep(context);
  const redactor = await context.redactor();
  await step.summary(await redactor.redact(summary));
  for (const warning of await redactor.redactAll(warnings)) step.annotate("warning", "erk-learn", warning);
  return {
    success: true,
    issue_number: number,
    learn_status: status ?? null,
    learn_plan_issue: issue?.number ?? null,
    learn_plan_issue_url: issue?.url ?? null,
    dry_run: input.dryRun,
    warnings,
  };
}

/** Plans of two repositories have the same numbers. */
function requireSameRepository(analysed: string, own: string, folder: string): void {
  if (analysed.toLowerCase() === own.toLowerCase()) return;
  throw new UserError(
    `${folder} holds the analysis of a plan of ${analysed}, not of ${own}: name the folder of that one's, or run analyse-learn-input.`,
  );
}

/** Sessions that the analysis read. */
async function countSessions(folder: string): Promise<number> {
  try {
    return evidenceSchema.parse(JSON.parse(await readRegularText(join(folder, "evidence.json")))).sessions;
  } catch {
    // A count for a comment is no reason to lose a plan.
    return 0;
  }
}

export const command = defineCommand({
  name: "save-learn-result",
  summary: "Save what analyse-learn-input left as a learn plan on GitHub",
  description:
    "Checks every answer again: its checksum, its form, which plan it is about. Then saves the learn plan as an issue with its\n" +
    "tripwires and data, and notes it on the plan; where there was nothing to document, says why. Needs no model's key.",
  arguments: [{
    name: "issue",
    description: "the plan that was learned from: number or address",
    required: true,
  }],
  options: [
    { flags: "--agents-dir <dir>", description: "the folder learn-agents that analyse-learn-input wrote" },
    MATERIALS_GIST,
    WORKFLOW_RUN_URL,
    { flags: "--session-id <id>", description: "the session that this is run from, to be recorded" },
    { flags: "--dry-run", description: "check everything, and write nothing to GitHub" },
  ],
  examples: [{
    command: "erk-learn save-learn-result 42 --agents-dir learn-agents",
    explanation: "Saves the learn plan of plan #42",
  }],
  permissions: { ...WORKFLOW_RUN_PERMISSIONS, env: withActionsVariables(WORKFLOW_RUN_PERMISSIONS.env) },
  input: inputSchema,
  result: resultSchema,
  run: saveLearnResult,
});

if (import.meta.main) await runAlone(command);
