/** The comment of a learn plan that holds its tripwire candidates: made once, changed in place. */

import type { GitHubClient } from "../../github/request/client.ts";
import { createComment, editComment } from "../../github/plan/issue_writes.ts";
import { findMetadataBlock } from "../../github/plan/metadata_block.ts";
import type { PlanIssue } from "../../github/plan/plan_issue.ts";
import { readIssueComments } from "../../github/plan/plan_issue.ts";
import type { RepositoryName } from "../../github/repository/repository_name.ts";
import type { Redactor } from "../../redact/mod.ts";
import { UserError } from "../../user_error.ts";
import {
  normalizeTripwireCandidates,
  renderTripwireCandidates,
  type TripwireCandidate,
  TRIPWIRES_KEY,
} from "./tripwire_candidates.ts";

export interface StoredTripwires {
  /** Candidates in the comment. */
  readonly count: number;
  /** `undefined`: there was nothing to store. */
  readonly commentId: number | undefined;
  readonly warnings: readonly string[];
}

/** The candidates that an issue's comments hold: those of the first such comment, as readers take them. */
export function readStoredTripwires(issue: Pick<PlanIssue, "comments">): readonly TripwireCandidate[] {
  for (const { body } of issue.comments) {
    const block = findMetadataBlock(body, TRIPWIRES_KEY);
    if (block !== undefined) return normalizeTripwireCandidates(Object.fromEntries(block.fields)).candidates;
  }
  return [];
}

/**
 * Stores candidates in a comment. The comment of an earlier run is changed, so that there is one; without candidates
 * none is made. Reads back what was stored.
 *
 * @throws {UserError} if GitHub refuses something, or what is read back isn't what was stored.
 */
export async function storeTripwires(
  candidates: readonly TripwireCandidate[],
  place: { readonly repository: RepositoryName; readonly number: number },
  { client, redactor }: { readonly client: GitHubClient; readonly redactor: Redactor },
): Promise<StoredTripwires> {
  const { repository, number } = place;
  const { body: text, omitted } = renderTripwireCandidates(await redactEach(candidates, redactor));
  const body = await redactor.redact(text);
  const comments = await readIssueComments(client, repository, number);
  const earlier = comments.find((comment) => findMetadataBlock(comment.body, TRIPWIRES_KEY) !== undefined);
  if (candidates.length === 0 && earlier === undefined) {
    return { count: 0, commentId: undefined, warnings: [] };
  }
  if (earlier !== undefined && earlier.body !== body) await editComment(client, repository, earlier.id, body);
  const commentId = earlier?.id ?? await createComment(client, repository, number, body);
  const count = await verify(client, { repository, number, commentId, body });
  const warnings = omitted === 0
    ? []
    : [`${omitted} of ${candidates.length} tripwire candidates have no room in a comment and are left out.`];
  return { count, commentId, warnings };
}

async function redactEach(
  candidates: readonly TripwireCandidate[],
  redactor: Redactor,
): Promise<TripwireCandidate[]> {
  const texts = candidates.flatMap((
    candidate,
  ) => [candidate.action, candidate.warning, candidate.target_doc_path]);
  const redacted = await redactor.redactAll(texts);
  return candidates.map((_, index) => ({
    action: redacted[3 * index] ?? "",
    warning: redacted[3 * index + 1] ?? "",
    target_doc_path: redacted[3 * index + 2] ?? "",
  }));
}

async function verify(
  client: GitHubClient,
  stored: {
    readonly repository: RepositoryName;
    readonly number: number;
    readonly commentId: number;
    readonly body: string;
  },
): Promise<number> {
  const comments = await readIssueComments(client, stored.repository, stored.number);
  const comment = comments.find(({ id }) => id === stored.commentId);
  const fields = comment === undefined ? undefined : findMetadataBlock(comment.body, TRIPWIRES_KEY)?.fields;
  const found = fields?.get("candidates");
  if (comment?.body === stored.body && Array.isArray(found)) return found.length;
  throw new UserError(
    `The tripwire candidates of #${stored.number} are not there as they were stored; run the same command again.`,
  );
}
