/** Saves a consolidated plan with its data and tripwires, and reads all of it back before anything else is touched. */

import { isDeepStrictEqual } from "node:util";
import { type PlanIssue, readPlanIssue } from "../../github/plan/plan_issue.ts";
import type { RepositoryName } from "../../github/repository/repository_name.ts";
import type { Redacted } from "../../redact/mod.ts";
import { UserError } from "../../user_error.ts";
import { learnPlanSchema } from "../plan/learn_plan.ts";
import type { PlanOrigin } from "../plan/plan_issue_text.ts";
import { namingIssue, savePlanIssue, type SaveTools } from "../plan/save_plan_issue.ts";
import { storePlanData } from "../plan/stored_plan_data.ts";
import { readStoredTripwires, storeTripwires } from "../plan/stored_tripwires.ts";
import type { Consolidation } from "./merge_plans.ts";
import { readSourceLearnPlan, type SourceLearnPlan } from "./source_learn_plan.ts";

export interface ConsolidatedPlan {
  readonly repository: RepositoryName;
  readonly consolidation: Consolidation;
  readonly sources: readonly SourceLearnPlan[];
  readonly title: Redacted;
  /** Markdown made by `publishableMarkdown`, redacted. */
  readonly markdown: string;
  readonly createdBy: string;
  /** ISO 8601 with offset. */
  readonly createdAt: string;
  readonly workflowRunUrl: string | undefined;
  /** The issue of an earlier run. */
  readonly earlier: number | undefined;
}

export interface SavedConsolidation {
  readonly issue: PlanIssue;
  /** Whether this run made the issue. */
  readonly created: boolean;
  /** Tripwire candidates in its comment. */
  readonly candidates: number;
  readonly warnings: readonly string[];
}

/**
 * Saves the plan. A rerun finds the issue by the set of its sources and completes it; a plan that a person has edited
 * since stays as it is, with a warning.
 *
 * @throws {UserError} if GitHub refuses something, or what is read back isn't what was to be saved. The sources are as
 * they were.
 */
export async function saveConsolidated(
  plan: ConsolidatedPlan,
  tools: SaveTools,
): Promise<SavedConsolidation> {
  const { repository, consolidation } = plan;
  const saved = await savePlanIssue({
    repository,
    title: plan.title,
    markdown: plan.markdown,
    origin: originOf(plan),
    run: `consolidate ${plan.sources.map(({ number }) => number).join(" ")}`,
    learnPlanIssue: plan.earlier,
  }, tools);
  const { issue: { number, htmlUrl } } = saved;
  try {
    const place = { repository, number };
    const stored = await storeTripwires(consolidation.candidates, place, tools);
    const data = await storePlanData(consolidation.plan, place, tools);
    const issue = await readPlanIssue(tools.client, repository, number);
    const unread = await verify(issue, plan, {
      isEdited: saved.warnings.length > 0,
      candidates: stored.count,
    }, tools);
    return {
      issue,
      created: saved.created,
      candidates: stored.count,
      warnings: [...saved.warnings, ...stored.warnings, ...data.warnings, ...unread],
    };
  } catch (error) {
    throw namingIssue(htmlUrl, error);
  }
}

/** What all sources have in common. The fields for a parent and a gist are set if there is only one. */
function originOf({ sources, createdBy, createdAt, workflowRunUrl }: ConsolidatedPlan): PlanOrigin {
  const parents = [...new Set(sources.flatMap(({ parents }) => parents))];
  const gists = new Set(sources.flatMap(({ gistUrl }) => gistUrl ?? []));
  const repositories = new Set(sources.map(({ sourceRepository }) => sourceRepository));
  return {
    type: "learn",
    // Older readers know of one.
    parent: parents[0],
    createdBy,
    createdAt,
    sessionId: undefined,
    workflowRunUrl,
    sourceRepository: repositories.size === 1 ? [...repositories][0] : undefined,
    gistUrl: gists.size === 1 ? [...gists][0] : undefined,
    consolidated: { sources: sources.map(({ number }) => number), parents },
  };
}

/**
 * Closing the sources relies on this.
 *
 * @returns what is there, but can't be read as data, in sentences.
 */
async function verify(
  issue: PlanIssue,
  { consolidation }: ConsolidatedPlan,
  expected: { readonly isEdited: boolean; readonly candidates: number },
  { redactor }: SaveTools,
): Promise<string[]> {
  const read = await readSourceLearnPlan(issue, redactor);
  const plan = learnPlanSchema.parse(JSON.parse(await redactor.redactJson(consolidation.plan)));
  const isData = read.from === "data";
  const wrong = [
    ...(issue.isOpen ? [] : ["it is closed"]),
    ...(!isData || isDeepStrictEqual(read.plan, plan) ? [] : ["its items aren't those that were merged"]),
    ...(readStoredTripwires(issue).length === expected.candidates
      ? []
      : ["its tripwire candidates are others"]),
  ];
  if (wrong.length > 0) {
    throw new UserError(
      `The consolidated plan is saved as ${issue.htmlUrl}, but not as it should be (${wrong.join("; ")}); ` +
        "no learn plan was closed. Repair or delete it, and run the same command again.",
    );
  }
  return isData || expected.isEdited ? [] : [
    `The items of ${issue.htmlUrl} can be read from its Markdown alone: ${read.warnings.join(" ")}`.trim(),
  ];
}
