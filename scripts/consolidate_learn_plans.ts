/** `consolidate-learn-plans`: several open learn plans → one; the others are closed with a link to it. */

import { join } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import { issueReferenceSchema, type RepositoryName, writeFileAtomically } from "../lib/github/mod.ts";
import { createComment, editIssue } from "../lib/github/issue_writes.ts";
import { readMarker, renderMarker, shortHash } from "../lib/github/own_marker.ts";
import { renderConsolidatedFrom } from "../lib/learn/plan/consolidated_from.ts";
import { mergePlans, type PlanOfIssue } from "../lib/learn/plan/merge_plans.ts";
import { renderLearnPlan } from "../lib/learn/plan/render_learn_plan.ts";
import { storePlanData } from "../lib/learn/plan/stored_plan_data.ts";
import { prepareScratchFolder } from "../lib/materials/mod.ts";
import { redactedText } from "../lib/redact/mod.ts";
import { UserError } from "../lib/user_error.ts";
import { readLearnPlans, type ReadPlan, withoutCovered } from "./consolidate/read_learn_plans.ts";
import { planSave } from "./plan_save.ts";
import { trackLearnResult } from "./track_learn_result.ts";
import { announced, warnIn } from "./trigger/announced.ts";
import { WORKFLOW_RUN_PERMISSIONS, workflowRunUrl } from "./workflow_run_url.ts";

const inputSchema = z.object({
  // In commander's notation: as many as there are.
  "issues...": z.array(issueReferenceSchema).default([]),
  dryRun: z.boolean().default(false),
}).transform(({ "issues...": issues, ...input }) => ({ ...input, issues }));

const fateSchema = z.object({
  issue: z.int(),
  title: z.string(),
  outcome: z.enum(["kept", "merged", "dropped"]),
  into: z.string().nullable(),
  reason: z.string(),
});

const resultSchema = z.object({
  success: z.literal(true),
  /** Whether there were plans to join. */
  consolidated: z.boolean(),
  /** The learn plan that holds all of them; null: there is none, or it is a dry run. */
  learn_plan_issue: z.int().nullable(),
  learn_plan_issue_url: z.string().nullable(),
  /** The learn plans that were joined. */
  sources: z.array(z.int()),
  /** What became of each item of each of them. */
  items: z.array(fateSchema),
  /** Learn plans that are closed now. */
  closed: z.array(z.int()),
  dry_run: z.boolean(),
  warnings: z.array(z.string()),
});

export interface ConsolidateInput {
  /** Empty: all open learn plans. */
  readonly issues: readonly { readonly number: number; readonly repository?: RepositoryName }[];
  readonly dryRun: boolean;
}
export type ConsolidateResult = z.output<typeof resultSchema>;

/**
 * Joins learn plans: saves one with every item of all, notes it on the plans that were learned from, and closes the
 * joined ones. Run again after an interruption, it goes on with the plan that it saved.
 *
 * @throws {UserError} if one of the issues is no learn plan, or GitHub refuses something.
 */
export async function consolidateLearnPlans(
  input: ConsolidateInput,
  context: Context,
): Promise<ConsolidateResult> {
  const repository = input.issues[0]?.repository ?? await context.repository();
  const warnings: string[] = [];
  const plans = await readLearnPlans(input.issues, repository, context, warnings);
  const { open, covered } = withoutCovered(plans);
  const none = {
    success: true as const,
    consolidated: false,
    learn_plan_issue: null,
    learn_plan_issue_url: null,
    sources: open.map(({ number }) => number),
    items: [],
    closed: [],
    dry_run: input.dryRun,
    warnings,
  };
  if (!input.dryRun) {
    // What an earlier run joined already is not joined again, but closed.
    for (const { plan, by } of covered) await close(plan, by, repository, context);
  }
  const closed = input.dryRun ? [] : covered.map(({ plan }) => plan.number);
  if (open.length < 2) {
    context.progress.note(`There is nothing to consolidate: ${open.length} open learn plan(s)`);
    return { ...none, closed };
  }
  const parent = open.find(({ issue }) => issue.header?.learned_from_issue != null)?.issue.header
    ?.learned_from_issue;
  if (parent == null) {
    throw new UserError("None of the learn plans says which plan it was learned from; give others.", {
      detail: open.map(({ url }) => url).join(", "),
    });
  }
  const { plan, fates } = mergePlans(open);
  const markdown = `${renderLearnPlan(plan)}\n${renderConsolidatedFrom(open, fates)}`;
  const folder = join(await prepareScratchFolder(await context.projectRoot()), "consolidated");
  const redactor = await context.redactor();
  await writeFileAtomically(join(folder, "learn-plan.md"), await redactor.redact(markdown));
  await writeFileAtomically(
    join(folder, "tripwires.json"),
    await redactor.redactJson({ tripwires: plan.tripwires }, { indent: 2 }),
  );
  const runUrl = workflowRunUrl(context);
  const saved = await planSave({
    planFile: join(folder, "learn-plan.md"),
    planType: "learn",
    parent: { number: parent, repository },
    tripwires: join(folder, "tripwires.json"),
    // Not the run's own address: that is what a joined plan of the same run is known by.
    workflowRunUrl: runUrl === undefined ? undefined : `${runUrl}#consolidated`,
    dryRun: input.dryRun,
  }, context);
  warnings.push(...saved.warnings);
  const answer = { ...none, consolidated: true, items: [...fates] };
  if (saved.issue_number === null || saved.issue_url === null) return answer;
  const target = { number: saved.issue_number, url: saved.issue_url };
  await finish(target, open, plan, { repository, context, warnings });
  return {
    ...answer,
    learn_plan_issue: target.number,
    learn_plan_issue_url: target.url,
    closed: [...closed, ...open.map(({ number }) => number)],
  };
}

async function finish(
  target: { readonly number: number; readonly url: string },
  open: readonly ReadPlan[],
  plan: PlanOfIssue["plan"],
  { repository, context, warnings }: {
    readonly repository: RepositoryName;
    readonly context: Context;
    readonly warnings: string[];
  },
): Promise<void> {
  const tools = { client: await context.github(), redactor: await context.redactor() };
  const stored = await storePlanData(plan, { repository, number: target.number }, tools);
  for (const warning of stored.warnings) warnIn(warnings, warning, context);
  const parents = new Set(open.flatMap(({ issue }) => issue.header?.learned_from_issue ?? []));
  for (const number of parents) {
    await trackLearnResult(
      { issue: { number, repository }, status: "completed_with_plan", planIssue: target.number },
      context,
    );
  }
  for (const source of open) await close(source, target, repository, context);
}

/** Says on a plan where its items are now, once, and closes it. */
async function close(
  source: ReadPlan,
  target: { readonly number: number },
  repository: RepositoryName,
  context: Context,
): Promise<void> {
  await announced(context.progress, `Close learn plan #${source.number}`, async () => {
    const client = await context.github();
    const about = await shortHash(`consolidated into ${target.number}`);
    if (!source.issue.comments.some(({ body }) => readMarker(body, "notice")?.about === about)) {
      const marker = await (await context.redactor()).redact(renderMarker("notice", { about }));
      const body =
        redactedText`📚 Consolidated into #${target.number}: every item of this learn plan is there.\n\n${marker}`;
      await createComment(client, repository, source.number, body);
    }
    await editIssue(client, repository, source.number, { state: "closed", state_reason: "completed" });
    return { value: undefined, summary: `its items are in #${target.number}` };
  });
}

export const command = defineCommand({
  name: "consolidate-learn-plans",
  summary: "Join open learn plans into one",
  description:
    "Joins the items of several learn plans: those of the same document that mean the same become one with all citations,\n" +
    "all others stay. Saves one new learn plan that says what became of each item, and closes the others with a link to it.",
  arguments: [{
    name: "issues...",
    description: "the learn plans: numbers or addresses (default: all open ones)",
    required: false,
  }],
  options: [{
    flags: "--dry-run",
    description: "say what would become of each item, write nothing to GitHub",
  }],
  examples: [
    {
      command: "erk-learn consolidate-learn-plans --dry-run",
      explanation: "Shows what joining all open learn plans gives",
    },
    { command: "erk-learn consolidate-learn-plans 43 51", explanation: "Joins these two" },
  ],
  permissions: { ...WORKFLOW_RUN_PERMISSIONS, write: GITHUB_PERMISSIONS.write },
  input: inputSchema,
  result: resultSchema,
  run: consolidateLearnPlans,
});

if (import.meta.main) await runAlone(command);
