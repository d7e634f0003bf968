/** A learn plan as its issue holds it: its items, its tripwire candidates, and what could not be read. */

import { readMetadataBlocks } from "../../github/plan/metadata_block.ts";
import { readMarker } from "../../github/plan/own_marker.ts";
import { readPlanBody } from "../../github/plan/plan_body.ts";
import type { IssueComment, PlanIssue } from "../../github/plan/plan_issue.ts";
import type { Redactor } from "../../redact/mod.ts";
import { UserError } from "../../user_error.ts";
import { planTextOf } from "../input/mod.ts";
import {
  CANDIDATE_SCORE,
  type DocumentItem,
  type LearnPlan,
  learnPlanSchema,
  tripwireScore,
} from "../plan/learn_plan.ts";
import { parseLearnPlan, REFERENCE_BREAK } from "../plan/parse_learn_plan.ts";
import { unescaped } from "../plan/markdown.ts";
import { type PlanReading, readPlanData } from "../plan/plan_data.ts";
import {
  normalizeTripwireCandidates,
  type TripwireCandidate,
  TRIPWIRES_KEY,
} from "../plan/tripwire_candidates.ts";

/** A learn plan that is to be consolidated with others. All texts are redacted. */
export interface SourceLearnPlan {
  readonly number: number;
  readonly url: string;
  readonly isOpen: boolean;
  readonly plan: LearnPlan;
  readonly from: PlanReading["from"];
  /** The plans that it was learned from: several, if it was consolidated itself. */
  readonly parents: readonly number[];
  /** owner/name where the code lives, if not where the issue is. */
  readonly sourceRepository: string | undefined;
  readonly gistUrl: string | undefined;
  readonly candidates: readonly TripwireCandidate[];
  /** Items that somebody took out of the plan since it was saved. */
  readonly removed: readonly DocumentItem[];
  /** Actions of the candidates in comments of others than the plan's author, with the comment's author. */
  readonly foreign: readonly { readonly action: string; readonly author: string }[];
  /** What the plan itself says could not be read when it was made, in sentences. */
  readonly gaps: readonly string[];
  /** What could not be read of it now, in sentences. */
  readonly warnings: readonly string[];
}

/**
 * Reads a learn plan.
 *
 * @throws {UserError} if there is no plan in the issue, or not all of it: closing it would lose something.
 */
export async function readSourceLearnPlan(issue: PlanIssue, redactor: Redactor): Promise<SourceLearnPlan> {
  const body = readPlanBody(issue.comments, issue.header?.plan_comment_id);
  const markdown = body.markdown ?? planTextOf(issue);
  const [missing] = body.warnings;
  if (missing !== undefined || markdown.trim() === "") {
    throw new UserError(
      `The learn plan ${issue.htmlUrl} can't be consolidated: ${missing ?? "it holds no plan."} ` +
        "Repair it on GitHub, or leave it out by naming the others.",
    );
  }
  const author = issue.comments.find(({ id }) => id === body.commentIds[0])?.author;
  const reading: PlanReading = author === undefined
    ? { plan: parseLearnPlan(markdown), from: "markdown", removed: [], warnings: [] }
    : readPlanData(issue.comments, { markdown, author });
  const { plan, removed } = await redacted({ plan: reading.plan, removed: reading.removed }, redactor);
  const stored = readCandidates(issue.comments, author);
  const scored = plan.tripwires.filter((tripwire) => tripwireScore(tripwire) >= CANDIDATE_SCORE);
  // A run that was interrupted before it stored them left those of the plan.
  const candidates = stored.own ?? normalizeTripwireCandidates(scored);
  return {
    number: issue.number,
    url: issue.htmlUrl,
    isOpen: issue.isOpen,
    plan,
    from: reading.from,
    removed,
    parents: parentsOf(issue),
    sourceRepository: issue.header?.source_repo,
    gistUrl: issue.header?.learn_materials_gist_url,
    candidates: await redactEach(candidates.candidates, redactor),
    foreign: await redactForeign(stored.foreign, redactor),
    gaps: await redactor.redactAll(gapsIn(markdown)),
    warnings: await redactor.redactAll([
      ...issue.headerWarnings,
      ...reading.warnings,
      ...stored.warnings,
      ...candidates.warnings,
    ]),
  };
}

function parentsOf({ body, header }: PlanIssue): readonly number[] {
  const parents = readMarker(body, "consolidated")?.parents ?? [];
  if (parents.length > 0) return parents;
  return header?.learned_from_issue === undefined ? [] : [header.learned_from_issue];
}

async function redacted(
  value: { readonly plan: LearnPlan; readonly removed: readonly DocumentItem[] },
  redactor: Redactor,
): Promise<{ readonly plan: LearnPlan; readonly removed: readonly DocumentItem[] }> {
  const { plan, removed } = JSON.parse(await redactor.redactJson(value));
  return {
    plan: learnPlanSchema.parse(plan),
    removed: learnPlanSchema.shape.items.parse(removed),
  };
}

async function redactEach(
  candidates: readonly TripwireCandidate[],
  redactor: Redactor,
): Promise<TripwireCandidate[]> {
  const values: unknown = JSON.parse(await redactor.redactJson(candidates));
  return [...normalizeTripwireCandidates(values).candidates];
}

async function redactForeign(
  foreign: SourceLearnPlan["foreign"],
  redactor: Redactor,
): Promise<SourceLearnPlan["foreign"]> {
  const actions = await redactor.redactAll(foreign.map(({ action }) => action));
  return foreign.map(({ author }, index) => ({ author, action: actions[index] ?? "" }));
}

interface StoredCandidates {
  /** Undefined: there is no such comment of the plan's author. */
  readonly own: ReturnType<typeof normalizeTripwireCandidates> | undefined;
  readonly foreign: SourceLearnPlan["foreign"];
  /** Comments whose candidates can't be read. */
  readonly warnings: readonly string[];
}

/**
 * The candidates in the first comment that has some, as readers take them. Only the plan's author counts, because
 * anybody may comment.
 */
function readCandidates(comments: readonly IssueComment[], author: string | undefined): StoredCandidates {
  const warnings: string[] = [];
  const holding = comments.flatMap((comment) => {
    const { blocks, skipped } = readMetadataBlocks(comment.body);
    const damaged = skipped.find(({ key }) => key === TRIPWIRES_KEY);
    if (damaged !== undefined) warnings.push(`comment ${comment.id} of the plan: ${damaged.warning}`);
    const block = blocks.find(({ key }) => key === TRIPWIRES_KEY);
    if (block === undefined) return [];
    return [{ author: comment.author, ...normalizeTripwireCandidates(Object.fromEntries(block.fields)) }];
  });
  const isOwn = (name: string) => author === undefined || name.toLowerCase() === author.toLowerCase();
  const others = holding.filter((each) => !isOwn(each.author));
  return {
    own: holding.find((each) => isOwn(each.author)),
    foreign: others.flatMap(({ candidates, author }) => candidates.map(({ action }) => ({ action, author }))),
    warnings,
  };
}

/** The entries of the section in which a plan says what it lacks: its data doesn't hold them. */
function gapsIn(markdown: string): string[] {
  const section = /^## Gaps[ \t]*\r?\n([^]*?)(?=^#{1,2} |(?![^]))/m.exec(markdown)?.[1] ?? "";
  return section.split(/\r?\n/).flatMap((line) => /^- (.+)$/.exec(line)?.[1] ?? [])
    .map((line) => unescaped(line.replaceAll(REFERENCE_BREAK, "")));
}
