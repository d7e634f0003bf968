/** Something that people are told on a plan issue, once. */

import type { Context } from "../lib/cli/mod.ts";
import type { PlanIssue } from "../lib/github/mod.ts";
import { createComment } from "../lib/github/plan/issue_writes.ts";
import { readMarker, renderMarker, shortHash } from "../lib/github/plan/own_marker.ts";
import { publishableMarkdown } from "../lib/github/markdown/publishable_markdown.ts";

export interface PlanNotice {
  /** First line, with its sign: the program's own words. */
  readonly title: string;
  /** Markdown; what it quotes from elsewhere mentions and references nobody. */
  readonly text: string;
  /** What makes it the same notice again; default: its text. */
  readonly about?: string;
}

/**
 * Comments on a plan unless an earlier run has said the same.
 *
 * @returns the comment's id.
 * @throws {UserError} if GitHub refuses the comment.
 */
export async function postPlanNotice(
  plan: Pick<PlanIssue, "repository" | "number" | "comments">,
  { title, text, about }: PlanNotice,
  context: Context,
): Promise<number> {
  const { repository, number, comments } = plan;
  const [client, redactor] = await Promise.all([context.github(), context.redactor()]);
  const words = publishableMarkdown(await redactor.redact(text), {
    serverUrl: client.serverUrl,
    repository,
    linkedIssues: [number],
  });
  const mark = await shortHash(about ?? words);
  const earlier = comments.find(({ body }) => readMarker(body, "notice")?.about === mark);
  if (earlier !== undefined) return earlier.id;
  const comment = [title, "", words, "", renderMarker("notice", { about: mark })].join("\n");
  return await createComment(client, repository, number, await redactor.redact(comment));
}
