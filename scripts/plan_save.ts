/** `plan-save`: a plan as a GitHub issue that can be implemented. */

import { z } from "zod";
import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import {
  formatHeaderTime,
  isSessionId,
  type IssueReference,
  issueReferenceSchema,
  parseGistAddress,
  type PlanIssue,
  readPlanIssue,
  type RepositoryName,
  requireLearnablePlan,
} from "../lib/github/mod.ts";
import { publishableMarkdown } from "../lib/github/markdown/publishable_markdown.ts";
import { renderPlanComments } from "../lib/github/plan/render_plan_comments.ts";
import { readLogin } from "../lib/github/request/viewer.ts";
import { judgePlanContent } from "../lib/learn/plan/plan_content.ts";
import type { PlanOrigin } from "../lib/learn/plan/plan_issue_text.ts";
import { planHeading, planTitle } from "../lib/learn/plan/plan_title.ts";
import { namingIssue, savePlanIssue } from "../lib/learn/plan/save_plan_issue.ts";
import type { Redacted } from "../lib/redact/mod.ts";
import { savingLockPaths } from "../lib/run_state/mod.ts";
import { UserError } from "../lib/user_error.ts";
import { type LockedWork, withMachineLock } from "./machine_lock.ts";
import { MATERIALS_GIST } from "./materials_options.ts";
import { announceReceipt, FAIL_ON_SECRET, refuseSecrets } from "./receipt.ts";
import { readTripwires, storeTripwireCandidates } from "./store_tripwire_candidates.ts";
import { PLAN_FILE, readTextInput } from "./text_input.ts";
import {
  WORKFLOW_RUN_PERMISSIONS,
  WORKFLOW_RUN_URL,
  workflowRunUrl,
  workflowRunUrlSchema,
} from "./workflow_run_url.ts";

const PLAN_TYPES = ["learn", "standard"] as const;

const inputSchema = z.object({
  planFile: z.string().min(1).optional(),
  planType: z.enum(PLAN_TYPES).default("learn"),
  learnedFromIssue: issueReferenceSchema.optional(),
  issue: issueReferenceSchema.optional(),
  gistUrl: z.string().refine((text) => {
    try {
      parseGistAddress(text);
      return true;
    } catch {
      return false;
    }
  }, "give a gist's address").optional(),
  workflowRunUrl: workflowRunUrlSchema.optional(),
  createdFromWorkflowRunUrl: workflowRunUrlSchema.optional(),
  sessionId: z.string().refine(isSessionId, "give the session's id, letters, digits and -").optional(),
  tripwires: z.string().min(1).optional(),
  dryRun: z.boolean().optional(),
  failOnSecret: z.boolean().optional(),
}).transform((raw, schema) => {
  const { learnedFromIssue, issue, workflowRunUrl, createdFromWorkflowRunUrl, ...input } = raw;
  const refuse = (key: string, message: string) => {
    schema.addIssue({ code: "custom", path: [key], message });
    return z.NEVER;
  };
  if (learnedFromIssue !== undefined && issue !== undefined) {
    return refuse("issue", "the issue is given twice");
  }
  if (workflowRunUrl !== undefined && createdFromWorkflowRunUrl !== undefined) {
    return refuse("createdFromWorkflowRunUrl", "the workflow run is given twice");
  }
  const parent = learnedFromIssue ?? issue;
  if (input.planType === "learn" && parent === undefined) {
    return refuse(
      "learnedFromIssue",
      "say which plan it was learned from, or save it with --plan-type standard",
    );
  }
  if (input.planType === "standard" && parent !== undefined) {
    return refuse("planType", "only a learn plan is learned from an issue");
  }
  return { ...input, parent, workflowRunUrl: workflowRunUrl ?? createdFromWorkflowRunUrl };
});

const resultSchema = z.object({
  success: z.literal(true),
  /** The issue; null in a dry run that would make one. */
  plan_number: z.int().nullable(),
  plan_url: z.string().nullable(),
  issue_number: z.int().nullable(),
  issue_url: z.string().nullable(),
  title: z.string(),
  plan_type: z.enum(PLAN_TYPES),
  plan_backend: z.literal("github"),
  learned_from_issue: z.int().nullable(),
  gist_url: z.string().nullable(),
  /** Whether this run made the issue; an earlier one's was completed otherwise. */
  created: z.boolean(),
  /** Whether the issue is open: a closed one that holds this very plan stays closed. Null in a dry run. */
  is_open: z.boolean().nullable(),
  /** Comments that hold the plan. */
  plan_comments: z.int(),
  tripwire_candidates: z.int(),
  /** What was replaced before publishing: kind → count. */
  redactions: z.record(z.string(), z.int()),
  dry_run: z.boolean(),
  warnings: z.array(z.string()),
});

export interface PlanSaveInput {
  /** Relative to the working directory; `undefined` or `-`: standard input. */
  readonly planFile?: string | undefined;
  readonly planType: (typeof PLAN_TYPES)[number];
  /** The plan that was learned from; a learn plan has one, any other none. */
  readonly parent?: IssueReference | undefined;
  readonly gistUrl?: string | undefined;
  /** Default: that of the workflow run which this is part of. */
  readonly workflowRunUrl?: string | undefined;
  readonly sessionId?: string | undefined;
  /** A file with tripwire candidates. */
  readonly tripwires?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly failOnSecret?: boolean | undefined;
}
export type PlanSaveResult = z.output<typeof resultSchema>;

/**
 * Saves a plan as an issue: header, plan comments, tripwire candidates. Run again, it finds its issue and completes it.
 *
 * @throws {UserError} if the plan isn't worth saving (each reason is named), its parent can't be learned from, another
 * process saves the same for too long, or GitHub refuses something.
 */
export async function planSave(input: PlanSaveInput, context: Context): Promise<PlanSaveResult> {
  const text = await readTextInput(input.planFile, "the plan", context);
  const tripwires = input.tripwires === undefined ? undefined : await readTripwires(input.tripwires, context);
  const { candidates, warnings: unread } = tripwires ?? NO_TRIPWIRES;
  requireWorthSaving(text, input.planFile);
  const repository = await context.repository(input.parent);
  const client = await context.github();
  const parent = input.parent === undefined
    ? undefined
    : await readPlanIssue(client, repository, input.parent.number);
  if (parent !== undefined) requireLearnablePlan(parent);
  const plan = await publishable(text, { input, repository, parent, serverUrl: client.serverUrl }, context);
  const gistUrl = input.gistUrl ?? parent?.header?.learn_materials_gist_url;
  const answer = {
    success: true as const,
    title: plan.title,
    plan_type: input.planType,
    plan_backend: "github" as const,
    learned_from_issue: parent?.number ?? null,
    gist_url: gistUrl ?? null,
  };
  if (input.dryRun) {
    return {
      ...answer,
      ...NOT_SAVED,
      plan_comments: (await renderPlanComments(plan.markdown)).length,
      tripwire_candidates: candidates.length,
      redactions: await receiptOf(context),
      dry_run: true,
      warnings: [...unread],
    };
  }
  const createdBy = await readLogin(client);
  const origin = originOf(input, { parent, createdBy, gistUrl }, context);
  // The search for the issue of an earlier run and the making of a new one are together, or two runs would make two.
  const { warnings, ...saved } = await withMachineLock(
    savingOf(parent?.number),
    { patience: PATIENCE, readAt: new Date() },
    context,
    () =>
      saveWithTripwires(
        {
          repository,
          ...plan,
          origin,
          run: origin.workflowRunUrl ?? input.sessionId,
          learnPlanIssue: parent?.header?.learn_plan_issue,
        },
        tripwires,
        context,
      ),
  );
  return { ...answer, ...saved, redactions: await receiptOf(context), dry_run: false, warnings };
}

function originOf(
  input: PlanSaveInput,
  known: Pick<PlanOrigin, "createdBy" | "gistUrl"> & { readonly parent: PlanIssue | undefined },
  context: Context,
): PlanOrigin {
  const { parent, createdBy, gistUrl } = known;
  return {
    type: input.planType,
    parent: parent?.number,
    createdBy,
    createdAt: formatHeaderTime(context.now()),
    sessionId: input.sessionId,
    workflowRunUrl: input.workflowRunUrl ?? workflowRunUrl(context),
    sourceRepository: parent?.header?.source_repo,
    gistUrl,
  };
}

/** What a dry run answers of the issue. */
const NOT_SAVED = {
  plan_number: null,
  plan_url: null,
  issue_number: null,
  issue_url: null,
  created: false,
  is_open: null,
} as const;

/** @throws {UserError} with each reason. */
function requireWorthSaving(text: string, planFile: string | undefined): void {
  const { problems } = judgePlanContent(text);
  if (problems.length === 0) return;
  throw new UserError(`The plan can't be saved: ${problems.join(" ")}`, {
    detail: planFile ?? "standard input",
  });
}

/** What the answer says of the issue. */
type SavedFields = Pick<
  PlanSaveResult,
  | "plan_number"
  | "plan_url"
  | "issue_number"
  | "issue_url"
  | "title"
  | "created"
  | "is_open"
  | "plan_comments"
  | "tripwire_candidates"
  | "warnings"
>;

async function saveWithTripwires(
  plan: Parameters<typeof savePlanIssue>[0],
  tripwires: Awaited<ReturnType<typeof readTripwires>> | undefined,
  context: Context,
): Promise<SavedFields> {
  const { candidates, warnings: unread } = tripwires ?? NO_TRIPWIRES;
  const step = context.progress.step("Save the plan as an issue");
  try {
    const services = { client: await context.github(), redactor: await context.redactor() };
    const saved = await savePlanIssue(plan, services);
    const { issue } = saved;
    // Those of an earlier save of the same plan give way to none, too.
    const isEmptied = !saved.created && tripwires !== undefined && tripwires.problem === undefined;
    const target = { issue: { number: issue.number, repository: plan.repository }, candidates };
    const stored = candidates.length === 0 && !isEmptied
      ? { count: 0, warnings: [] }
      : await storeTripwireCandidates(target, context).catch((error) => {
        throw namingIssue(issue.htmlUrl, error);
      });
    const warnings = [...unread, ...saved.warnings, ...stored.warnings];
    step.done(`${issue.htmlUrl}${saved.created ? "" : ` (found again${issue.isOpen ? "" : ", closed"})`}`);
    for (const warning of warnings) context.progress.warn(warning);
    return {
      plan_number: issue.number,
      plan_url: issue.htmlUrl,
      issue_number: issue.number,
      issue_url: issue.htmlUrl,
      title: issue.title,
      created: saved.created,
      is_open: issue.isOpen,
      plan_comments: saved.commentIds.length,
      tripwire_candidates: stored.count,
      warnings,
    };
  } catch (error) {
    step.failed("run the same command again to go on");
    throw error;
  }
}

/** Where no file with candidates was named. */
const NO_TRIPWIRES = { candidates: [], warnings: [] };

/** How long to wait for another process that saves a plan of the same kind. Milliseconds: it takes some ten requests. */
const PATIENCE = 120_000;

function savingOf(learnedFrom: number | undefined): LockedWork {
  const what = learnedFrom === undefined ? "a plan" : `what plan #${learnedFrom} taught`;
  return {
    paths: (projectRoot) => savingLockPaths(projectRoot, learnedFrom),
    does: `saves ${what}`,
    taken: (holder) =>
      `${holder} saves ${what}, so this run did not: wait until that has ended, then run the same command again.`,
    twice: `save ${what} twice at once`,
  };
}

/** Redacted first: an escape must not hide a secret. Then without mentions and references. */
async function publishable(
  text: string,
  place: {
    readonly input: PlanSaveInput;
    readonly repository: RepositoryName;
    readonly parent: PlanIssue | undefined;
    readonly serverUrl: string;
  },
  context: Context,
): Promise<{ readonly title: Redacted; readonly markdown: string }> {
  const { input, repository, parent, serverUrl } = place;
  const redactor = await context.redactor();
  const redacted = await redactor.redact(text);
  announceReceipt(redactor.receipt(), context);
  if (input.failOnSecret) refuseSecrets(redactor.receipt(), "nothing was saved");
  const linkedIssues = parent === undefined ? [] : [parent.number];
  const markdown = publishableMarkdown(redacted, { serverUrl, repository, linkedIssues });
  const heading = planHeading(redacted);
  if (heading === undefined) {
    throw new UserError(`Nothing is left of the plan's title once it is redacted; give it another one.`);
  }
  return { title: await redactor.redact(planTitle(heading, input.planType)), markdown };
}

async function receiptOf(context: Context): Promise<Record<string, number>> {
  return (await context.redactor()).receipt();
}

export const command = defineCommand({
  name: "plan-save",
  aliases: ["plan-save-to-issue"],
  summary: "Save a plan as a GitHub issue",
  description:
    "Saves a learn plan as an issue with the labels erk-plan and erk-learn: a header that names the plan it was\n" +
    "learned from, the plan in its first comment (and further ones, if it is long), and its tripwire candidates. All text\n" +
    "is redacted, and notifies nobody. Run again, it finds its issue and writes what is missing.",
  options: [
    PLAN_FILE,
    {
      flags: "--learned-from-issue <issue>",
      description: "the plan issue that was learned from: number or address",
    },
    { flags: "--issue <issue>", description: "the same, for short" },
    MATERIALS_GIST,
    WORKFLOW_RUN_URL,
    { flags: "--session-id <id>", description: "the session that made the plan" },
    { flags: "--tripwires <file>", description: "tripwire candidates (JSON), stored in a comment" },
    { flags: "--plan-type <type>", description: "learn (default) or standard", choices: PLAN_TYPES },
    { flags: "--dry-run", description: "check everything, write nothing to GitHub" },
    FAIL_ON_SECRET,
    {
      flags: "--created-from-workflow-run-url <url>",
      description: "the workflow run, as older callers say it",
      hidden: true,
    },
  ],
  examples: [
    {
      command:
        "erk-learn plan-save --plan-file learn-plan.md --issue 42 --tripwires tripwire-candidates.json",
      explanation: "Saves what was learned from plan #42",
    },
    {
      command: "erk-learn plan-save --plan-file learn-plan.md --issue 42 --dry-run",
      explanation: "Says whether it can be saved, and under which title",
    },
  ],
  permissions: { ...WORKFLOW_RUN_PERMISSIONS, write: GITHUB_PERMISSIONS.write },
  input: inputSchema,
  result: resultSchema,
  run: planSave,
});

if (import.meta.main) await runAlone(command);
