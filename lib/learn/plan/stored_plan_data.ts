/** The comments of a learn plan that hold its typed data: made once, changed in place. */

import type { GitHubClient } from "../../github/request/client.ts";
import { createComment, deleteComment, editComment } from "../../github/plan/issue_writes.ts";
import { isEdited, readPlanBody } from "../../github/plan/plan_body.ts";
import { readPlanIssue } from "../../github/plan/plan_issue.ts";
import type { RepositoryName } from "../../github/repository/repository_name.ts";
import type { Redactor } from "../../redact/mod.ts";
import { type LearnPlan, learnPlanSchema } from "./learn_plan.ts";
import { isPlanData, readPlanData, renderPlanData } from "./plan_data.ts";

export interface StoredPlanData {
  readonly commentIds: readonly number[];
  /** What can't be read back as it was stored, in sentences. */
  readonly warnings: readonly string[];
}

/**
 * Stores a plan's data beside its Markdown, which must be there already. The comments of an earlier run are changed, and
 * those that are too many removed.
 *
 * @throws {UserError} if GitHub refuses something.
 */
export async function storePlanData(
  plan: LearnPlan,
  { repository, number }: { readonly repository: RepositoryName; readonly number: number },
  { client, redactor }: { readonly client: GitHubClient; readonly redactor: Redactor },
): Promise<StoredPlanData> {
  const data = learnPlanSchema.parse(JSON.parse(await redactor.redactJson(plan)));
  const issue = await readPlanIssue(client, repository, number);
  const { markdown = "", commentIds: planComments } = readPlanBody(
    issue.comments,
    issue.header?.plan_comment_id,
  );
  const [planComment] = planComments;
  const author = issue.comments.find(({ id }) => id === planComment)?.author ?? "";
  // Anybody may comment; what is changed or removed is our own.
  const own = issue.comments.filter((comment) => comment.author === author && isPlanData(comment.body));
  const parts = issue.comments.filter(({ id }) => planComments.includes(id));
  const edited = await Promise.all(parts.map(({ body }) => isEdited(body)));
  // Data that is stored now would count as that of the edited Markdown, and the person's words would be lost.
  if (edited.includes(true)) return { commentIds: own.map(({ id }) => id), warnings: [] };
  const bodies = await redactor.redactAll(renderPlanData(data, markdown));
  const commentIds: number[] = [];
  for (const [index, body] of bodies.entries()) {
    const earlier = own[index];
    if (earlier !== undefined && earlier.body !== body) {
      await editComment(client, repository, earlier.id, body);
    }
    commentIds.push(earlier?.id ?? await createComment(client, repository, number, body));
  }
  for (const { id } of own.slice(bodies.length)) await deleteComment(client, repository, id);
  const { from, warnings } = readPlanData(bodies.map((body) => ({ author, body })), { markdown, author });
  return {
    commentIds,
    warnings: from === "data"
      ? warnings
      : ["The learn plan's data can't be read back; its Markdown can.", ...warnings],
  };
}
