/** `track-learn-evaluation`: that learning ran, noted on the plan. */

import { z } from "zod";
import { type Context, defineCommand, runAlone } from "../lib/cli/mod.ts";
import {
  formatHeaderTime,
  isSessionId,
  type IssueReference,
  issueReferenceSchema,
  type PlanIssue,
  readPlanIssue,
  requirePlan,
  updatePlanHeader,
} from "../lib/github/mod.ts";
import { createComment } from "../lib/github/plan/issue_writes.ts";
import { readMarker, renderMarker, shortHash } from "../lib/github/plan/own_marker.ts";
import { renderLearnInvoked } from "../lib/github/plan/plan_comments.ts";
import { discoverPlanSessions, resolvePlan } from "./get_learn_sessions.ts";
import {
  WORKFLOW_RUN_PERMISSIONS,
  WORKFLOW_RUN_URL,
  workflowRunUrl,
  workflowRunUrlSchema,
} from "./workflow_run_url.ts";

const count = z.union([z.number(), z.string().regex(/^\d{1,6}$/, "give a number")]).transform(Number).pipe(
  z.int().nonnegative(),
);

const inputSchema = z.object({
  issue: issueReferenceSchema.optional(),
  sessionId: z.string().refine(isSessionId, "give the session's id, letters, digits and -").optional(),
  readableSessions: count.optional(),
  totalSessions: count.optional(),
  workflowRunUrl: workflowRunUrlSchema.optional(),
}).refine(
  ({ readableSessions, totalSessions }) => (readableSessions === undefined) === (totalSessions === undefined),
  { path: ["totalSessions"], message: "--readable-sessions and --total-sessions belong together" },
).refine(({ readableSessions = 0, totalSessions = 0 }) => readableSessions <= totalSessions, {
  path: ["readableSessions"],
  message: "there can't be more readable sessions than sessions",
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.int(),
  tracked: z.literal(true),
  comment_id: z.int(),
  /** Whether this run made the comment; one of the same session or workflow run was there otherwise. */
  created: z.boolean(),
  readable_sessions: z.int(),
  total_sessions: z.int(),
  last_learn_at: z.string(),
  last_learn_session: z.string().nullable(),
});

export interface TrackLearnEvaluationInput {
  /** Default: the plan that the current branch is named after. */
  readonly issue?: IssueReference | undefined;
  /** The session that evaluates. */
  readonly sessionId?: string | undefined;
  /** Both, or none: the plan's sessions on this machine are counted then. */
  readonly readableSessions?: number | undefined;
  readonly totalSessions?: number | undefined;
  /** Default: that of the workflow run which this is part of. */
  readonly workflowRunUrl?: string | undefined;
  /** Names the evaluation outside of a workflow run: given again, it makes no second comment. */
  readonly attempt?: string | undefined;
}
export type TrackLearnEvaluationResult = z.output<typeof resultSchema>;

/**
 * Notes on a plan that learning ran: a comment, and the time and session in its header. Run again in the same session or
 * workflow run, it makes no second comment.
 *
 * @throws {UserError} if the plan can't be told or read, is none, or can't be written to.
 */
export async function trackLearnEvaluation(
  input: TrackLearnEvaluationInput,
  context: Context,
): Promise<TrackLearnEvaluationResult> {
  const { repository, number } = await resolvePlan(input.issue, context);
  const step = context.progress.step(`Note on plan #${number} that learning ran`);
  try {
    const client = await context.github();
    const plan = await readPlanIssue(client, repository, number);
    requirePlan(plan);
    const counts = await countSessions(input, plan, context);
    const timestamp = formatHeaderTime(context.now());
    const runUrl = input.workflowRunUrl ?? workflowRunUrl(context);
    const evaluation = runUrl ?? input.attempt;
    const about = evaluation === undefined ? undefined : await shortHash(`learn-invoked\n${evaluation}`);
    const earlier = earlierComment(plan, { sessionId: input.sessionId, about });
    const commentId = earlier ?? await createComment(
      client,
      repository,
      number,
      await (await context.redactor()).redact(
        commentText({ ...counts, timestamp, sessionId: input.sessionId, runUrl, about }),
      ),
    );
    await updatePlanHeader(client, repository, number, {
      last_learn_at: timestamp,
      last_learn_session: input.sessionId,
    });
    step.done(`${counts.readableSessions} of ${counts.totalSessions} sessions were readable`);
    return {
      success: true,
      issue_number: number,
      tracked: true,
      comment_id: commentId,
      created: earlier === undefined,
      readable_sessions: counts.readableSessions,
      total_sessions: counts.totalSessions,
      last_learn_at: timestamp,
      last_learn_session: input.sessionId ?? plan.header?.last_learn_session ?? null,
    };
  } catch (error) {
    step.failed("the plan doesn't say so");
    throw error;
  }
}

async function countSessions(input: TrackLearnEvaluationInput, plan: PlanIssue, context: Context) {
  const { readableSessions, totalSessions } = input;
  if (readableSessions !== undefined && totalSessions !== undefined) {
    return { readableSessions, totalSessions };
  }
  const found = await discoverPlanSessions(plan, context);
  const tracked = [found.planning_session_id, ...found.implementation_session_ids].filter((id) =>
    id !== null
  );
  const all = new Set([...tracked, ...found.session_sources.map(({ session_id }) => session_id)]);
  return { readableSessions: found.session_sources.length, totalSessions: all.size };
}

/** The comment of this very evaluation, from a run that ended before the header was written. */
function earlierComment(
  plan: PlanIssue,
  evaluation: { readonly sessionId: string | undefined; readonly about: string | undefined },
): number | undefined {
  const { sessionId, about } = evaluation;
  const ofSession = plan.events.find((event) =>
    event.kind === "learn-invoked" && sessionId !== undefined && event.sessionId === sessionId
  )?.commentId;
  if (ofSession !== undefined || about === undefined) return ofSession;
  return plan.comments.find(({ body }) => readMarker(body, "notice")?.about === about)?.id;
}

function commentText(
  evaluation: {
    readonly timestamp: string;
    readonly readableSessions: number;
    readonly totalSessions: number;
    readonly sessionId: string | undefined;
    readonly runUrl: string | undefined;
    readonly about: string | undefined;
  },
): string {
  const { sessionId, runUrl, about, ...counts } = evaluation;
  return [
    renderLearnInvoked({ ...counts, ...(sessionId === undefined ? {} : { sessionId }) }),
    ...(runUrl === undefined ? [] : ["", `Workflow run: ${runUrl}`]),
    ...(about === undefined ? [] : ["", renderMarker("notice", { about })]),
  ].join("\n");
}

export const command = defineCommand({
  name: "track-learn-evaluation",
  summary: "Note on a plan that learning ran",
  description:
    'Leaves the comment "📚 Learn invoked" on the plan, and the time and the session in its header. In the same session\n' +
    "or workflow run a second call makes no second comment.",
  arguments: [{
    name: "issue",
    description: "the plan issue: number or address (default: from the branch P<issue>-…)",
    required: false,
  }],
  options: [
    { flags: "--session-id <id>", description: "the session that evaluates" },
    {
      flags: "--readable-sessions <count>",
      description: "sessions that could be read (default: on this machine)",
    },
    { flags: "--total-sessions <count>", description: "sessions that the plan has (default: by its issue)" },
    WORKFLOW_RUN_URL,
  ],
  examples: [{
    command: "erk-learn track-learn-evaluation 42 --readable-sessions 3 --total-sessions 4",
    explanation: "Notes that learning from plan #42 read 3 of its 4 sessions",
  }],
  permissions: { ...WORKFLOW_RUN_PERMISSIONS, write: true },
  input: inputSchema,
  result: resultSchema,
  run: trackLearnEvaluation,
});

if (import.meta.main) await runAlone(command);
