/** The body of an issue that holds a plan: its header, links for people, and a mark by which it is known again. */

import { renderMetadataBlock } from "../../github/plan/metadata_block.ts";
import { readMarker, renderMarker, shortHash } from "../../github/plan/own_marker.ts";
import { PLAN_HEADER_KEY } from "../../github/plan/plan_header_fields.ts";
import type { PlanType } from "./plan_title.ts";

/** What a plan's issue says of where it comes from. */
export interface PlanOrigin {
  readonly type: PlanType;
  /** The plan issue that was learned from. */
  readonly parent: number | undefined;
  readonly createdBy: string;
  /** ISO 8601 with offset. */
  readonly createdAt: string;
  readonly sessionId: string | undefined;
  readonly workflowRunUrl: string | undefined;
  /** owner/name where the code lives, if not where the issue is. */
  readonly sourceRepository: string | undefined;
  /** The gist with the materials. */
  readonly gistUrl: string | undefined;
  /** For a plan that was made of several learn plans. */
  readonly consolidated?: Consolidated;
}

/** Issues that a consolidated plan comes from. */
export interface Consolidated {
  /** The learn plans that it was made of. */
  readonly sources: readonly number[];
  /** The plans that those were learned from. */
  readonly parents: readonly number[];
}

/** By what a saved plan is known again. */
export interface PlanIdentity {
  readonly parent: number | undefined;
  /** Hash of the Markdown. */
  readonly plan: string;
  /** Hash of the title. */
  readonly title: string;
  /** Hash of what names the run; undefined where nothing does. */
  readonly run: string | undefined;
}

/** The fields of the header, in the order of older writers. */
function planHeaderFields(origin: PlanOrigin, planCommentId: number | null) {
  return {
    schema_version: "2",
    created_at: origin.createdAt,
    created_by: origin.createdBy,
    plan_comment_id: planCommentId,
    ...(origin.sourceRepository === undefined ? {} : { source_repo: origin.sourceRepository }),
    ...(origin.sessionId === undefined ? {} : { created_from_session: origin.sessionId }),
    ...(origin.workflowRunUrl === undefined ? {} : { created_from_workflow_run_url: origin.workflowRunUrl }),
    ...(origin.parent === undefined ? {} : { learned_from_issue: origin.parent }),
    ...(origin.consolidated === undefined ? {} : { source_plan_issues: origin.consolidated.sources }),
    ...(origin.gistUrl === undefined ? {} : { learn_materials_gist_url: origin.gistUrl }),
    lifecycle_stage: "planned",
  } as const;
}

/** The body of a new issue. */
export function renderPlanIssueBody(origin: PlanOrigin, identity: PlanIdentity): string {
  const { parent, gistUrl, workflowRunUrl, consolidated } = origin;
  const parents = consolidated?.parents ?? (parent === undefined ? [] : [parent]);
  const links = [
    ...(consolidated === undefined ? [] : [`Consolidated from ${issueList(consolidated.sources)}.`]),
    ...(parents.length === 0 ? [] : [`Learned from ${issueList(parents)}.`]),
    ...(gistUrl === undefined ? [] : [`Materials: ${gistUrl}`]),
    ...(workflowRunUrl === undefined ? [] : [`Workflow run: ${workflowRunUrl}`]),
  ];
  return [
    renderMetadataBlock(PLAN_HEADER_KEY, planHeaderFields(origin, null)),
    "",
    ...links.flatMap((line) => [line, ""]),
    ...(consolidated === undefined ? [] : [renderMarker("consolidated", {
      sources: [...consolidated.sources],
      parents: [...consolidated.parents],
    })]),
    renderIdentity(identity),
    "",
  ].join("\n");
}

/** `#1, #2 and #3`. */
export function issueList(numbers: readonly number[]): string {
  const names = numbers.map((number) => `#${number}`);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The identity of a plan that is about to be saved. */
export async function planIdentity(
  plan: { readonly markdown: string; readonly title: string; readonly parent: number | undefined },
  run: string | undefined,
): Promise<PlanIdentity> {
  return {
    parent: plan.parent,
    plan: await shortHash(plan.markdown),
    title: await shortHash(plan.title),
    run: run === undefined ? undefined : await shortHash(run),
  };
}

/** The identity that an issue's body shows. */
export function readIdentity(body: string): PlanIdentity | undefined {
  const marker = readMarker(body, "saved-plan");
  if (marker === undefined) return undefined;
  return {
    parent: marker.parent ?? undefined,
    plan: marker.plan,
    title: marker.title,
    run: marker.run ?? undefined,
  };
}

/** The body with another identity in place of the one that it shows. */
export function replaceIdentity(body: string, identity: PlanIdentity): string {
  const old = readIdentity(body);
  return old === undefined ? body : body.replace(renderIdentity(old), () => renderIdentity(identity));
}

function renderIdentity({ parent, plan, title, run }: PlanIdentity): string {
  return renderMarker("saved-plan", { parent: parent ?? null, plan, title, run: run ?? null });
}
