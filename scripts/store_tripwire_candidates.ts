/** `store-tripwire-candidates`: tripwire candidates into a comment of the learn plan. */

import { z } from "zod";
import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import {
  type IssueReference,
  issueReferenceSchema,
  readPlanIssue,
  requireLearnPlan,
  requirePlan,
} from "../lib/github/mod.ts";
import {
  type NormalizedTripwires,
  parseTripwireCandidates,
  type TripwireCandidate,
} from "../lib/learn/plan/tripwire_candidates.ts";
import { type StoredTripwires, storeTripwires } from "../lib/learn/plan/stored_tripwires.ts";
import { UserError } from "../lib/user_error.ts";
import { readTextInput } from "./text_input.ts";

const inputSchema = z.object({
  issue: issueReferenceSchema,
  candidatesFile: z.string().min(1).optional(),
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.int(),
  /** Candidates in the comment. */
  count: z.int(),
  /** Null: there were none, and no comment of an earlier run. */
  comment_id: z.int().nullable(),
  warnings: z.array(z.string()),
});

export type StoreTripwireCandidatesResult = z.output<typeof resultSchema>;

/** Reads candidates from a file, in any shape. */
export async function readTripwires(
  file: string | undefined,
  context: Context,
): Promise<NormalizedTripwires> {
  return parseTripwireCandidates(await readTextInput(file, "the tripwire candidates", context));
}

/**
 * Stores candidates on a learn plan, in the place of those of an earlier run.
 *
 * @throws {UserError} if the issue can't be read or is no plan, or GitHub refuses something.
 */
export async function storeTripwireCandidates(
  input: { readonly issue: IssueReference; readonly candidates: readonly TripwireCandidate[] },
  context: Context,
): Promise<StoredTripwires> {
  const { number } = input.issue;
  const repository = await context.repository(input.issue);
  const client = await context.github();
  return await storeTripwires(input.candidates, { repository, number }, {
    client,
    redactor: await context.redactor(),
  });
}

/** What takes the place of candidates that are there must have been read. @throws {UserError} if nothing was. */
export function requireReadTripwires({ problem }: NormalizedTripwires, source: string): void {
  if (problem === undefined) return;
  throw new UserError(
    `The tripwire candidates in ${source} ${problem}, so nothing was written: ` +
      'give {"candidates": [{"action", "warning", "target_doc_path"}]}.',
  );
}

async function run(
  { issue, candidatesFile }: z.output<typeof inputSchema>,
  context: Context,
): Promise<StoreTripwireCandidatesResult> {
  const read = await readTripwires(candidatesFile, context);
  requireReadTripwires(read, candidatesFile ?? "standard input");
  const { candidates, warnings: unread } = read;
  const repository = await context.repository(issue);
  const plan = await readPlanIssue(await context.github(), repository, issue.number);
  requirePlan(plan);
  requireLearnPlan(plan);
  const stored = await storeTripwireCandidates({ issue: { ...issue, repository }, candidates }, context);
  const warnings = [...unread, ...stored.warnings];
  for (const warning of warnings) context.progress.warn(warning);
  return {
    success: true,
    issue_number: issue.number,
    count: stored.count,
    comment_id: stored.commentId ?? null,
    warnings,
  };
}

export const command = defineCommand({
  name: "store-tripwire-candidates",
  summary: "Store tripwire candidates on a learn plan",
  description:
    "Reads tripwires in any shape, redacts them, and stores the candidates among them in a comment of the learn plan.\n" +
    "The comment of an earlier run is changed: there is always one.",
  options: [
    { flags: "--issue <issue>", description: "the learn plan: number or address" },
    { flags: "--candidates-file <file>", description: "the tripwires (default: standard input)" },
  ],
  examples: [{
    command: "erk-learn store-tripwire-candidates --issue 43 --candidates-file tripwire-candidates.json",
    explanation: "Stores them on learn plan #43",
  }],
  permissions: { ...GITHUB_PERMISSIONS, write: true },
  input: inputSchema,
  result: resultSchema,
  run,
});

if (import.meta.main) await runAlone(command);
