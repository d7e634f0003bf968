/** The plan in an issue: in a comment of its own, or, in older ones, in the issue's body. */

import { findBlockSections, WARNING_LINE } from "../../github/plan/metadata_block.ts";
import { extractPlanBody } from "../../github/plan/plan_comments.ts";
import type { PlanIssue } from "../../github/plan/plan_issue.ts";

/**
 * The plan's Markdown: of the comment that the header names, else of the first that holds a plan, else what stands in
 * the issue's body beside its metadata; empty if there is none.
 */
export function planTextOf(plan: Pick<PlanIssue, "body" | "comments" | "header">): string {
  const named = plan.comments.find(({ id }) => id === plan.header?.plan_comment_id);
  for (const { body } of named === undefined ? plan.comments : [named, ...plan.comments]) {
    const markdown = extractPlanBody(body);
    if (markdown !== undefined && markdown.trim() !== "") return markdown;
  }
  return withoutMetadata(plan.body);
}

function withoutMetadata(body: string): string {
  let text = "";
  let end = 0;
  for (const section of findBlockSections(body).sections) {
    text += body.slice(end, section.start);
    end = section.end;
  }
  return (text + body.slice(end)).replaceAll(WARNING_LINE, "").replaceAll(FOOTER, "").trim();
}

/** What the older program writes below the header of a plan whose text is in a comment. */
const FOOTER = /^_Implement with_ `erk implement \d+`\s*$/gm;
