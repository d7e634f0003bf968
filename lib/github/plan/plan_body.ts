/**
 * The plan in an issue's comments: `plan-body` blocks. A plan above GitHub's limit for a comment goes on in further
 * comments, each with a block of its own; readers that know of one comment read its beginning.
 */

import type { CommentText } from "./plan_comments.ts";
import { findBlockSections } from "./metadata_block.ts";
import { readMarker, shortHash } from "./own_marker.ts";

export const PLAN_BODY_KEY = "plan-body";

/** A stretch of a plan. */
export interface PlanPart {
  /** Without blank lines around it. */
  readonly text: string;
  /** White space between the part before and this one. */
  readonly join: string;
  /** The part before got a line that closes a code block, this one a line that opens it again. */
  readonly fence: boolean;
}

/** A comment whose author is known. */
export interface AuthoredComment extends CommentText {
  readonly author: string;
}

export interface PlanBodyReading {
  /** The Markdown; `undefined` if no comment holds a plan. */
  readonly markdown: string | undefined;
  /** The comments that it was read from, in its order. */
  readonly commentIds: readonly number[];
  /** What is missing of it, in sentences. */
  readonly warnings: readonly string[];
}

/** The plan's Markdown in a comment, without the folded section around it; `undefined` if it holds none. */
export function extractPlanBody(comment: string): string | undefined {
  const text = extractText(comment);
  if (text === undefined || readMarker(comment, "plan-part") === undefined) return text;
  return unescapeStructure(text);
}

/**
 * The plan that the comments of an issue hold, joined. Further parts count only from the author of the first: anybody
 * may comment. Never throws.
 *
 * @param firstId the header's `plan_comment_id`; without it, or where that comment is gone, the first that holds a plan.
 */
export function readPlanBody(
  comments: readonly AuthoredComment[],
  firstId: number | undefined,
): PlanBodyReading {
  const holding = comments.filter(({ body }) => extractText(body) !== undefined);
  const first = holding.find(({ id }) => id === firstId) ?? holding[0];
  if (first === undefined) return { markdown: undefined, commentIds: [], warnings: [] };
  const marker = readMarker(first.body, "plan-part");
  if (marker === undefined || marker.of === 1) {
    return { markdown: extractPlanBody(first.body), commentIds: [first.id], warnings: [] };
  }
  const found = new Map([[1, first]]);
  for (const comment of holding) {
    const other = readMarker(comment.body, "plan-part");
    if (other === undefined || comment.author !== first.author || other.plan !== marker.plan) continue;
    if (!found.has(other.part)) found.set(other.part, comment);
  }
  const parts: (PlanPart & { readonly commentId: number })[] = [];
  const missing: number[] = [];
  for (let part = 1; part <= marker.of; part++) {
    const comment = found.get(part);
    const fields = comment === undefined ? undefined : readMarker(comment.body, "plan-part");
    if (comment === undefined || fields === undefined) missing.push(part);
    else {
      const text = (extractText(comment.body) ?? "").replaceAll("\r\n", "\n");
      parts.push({ text, join: fields.join, fence: fields.fence, commentId: comment.id });
    }
  }
  return {
    markdown: unescapeStructure(joinPlan(parts)),
    commentIds: parts.map(({ commentId }) => commentId),
    warnings: missing.length === 0
      ? []
      : [`Of the plan's ${marker.of} parts, each in a comment, these are missing: ${missing.join(", ")}.`],
  };
}

/** The Markdown that `splitPlan` cut, as long as all parts are there. */
export function joinPlan(parts: readonly PlanPart[]): string {
  let markdown = "";
  for (const { text, join, fence } of parts) {
    if (fence) markdown = markdown.slice(0, Math.max(0, markdown.lastIndexOf("\n")));
    markdown += join + (fence ? text.slice(text.indexOf("\n") + 1) : text);
  }
  return markdown;
}

/** Whether a person has edited a comment that `renderPlanComments` made. */
export async function isEdited(comment: string): Promise<boolean> {
  const marker = readMarker(comment, "plan-part");
  const text = extractText(comment);
  return marker === undefined || text === undefined || marker.text !== await shortHash(text);
}

function extractText(comment: string): string | undefined {
  const section = findBlockSections(comment).sections.find(({ key }) => key === PLAN_BODY_KEY);
  if (section === undefined) return undefined;
  const content = comment.slice(section.content.start, section.content.end);
  const opening = /^\s*<details(?:\s+open)?\s*>\s*(?:<summary>[^]*?<\/summary>)?/i.exec(content);
  const start = opening?.[0].length ?? 0;
  const end = opening === null ? -1 : content.lastIndexOf("</details>");
  const markdown = content.slice(start, end < start ? content.length : end);
  return markdown.replace(/^(?:[ \t]*\r?\n)+/, "").trimEnd();
}

/**
 * Older readers take the first `</details>` and the first closing comment for the block's end. One space more is the
 * same to a browser and nothing to them; `unescapeStructure` takes it away again.
 */
export function escapeStructure(markdown: string): string {
  return markdown.replace(/<\/details( *)>/gi, (tag) => `${tag.slice(0, -1)} >`)
    .replace(/(<!--[ \t]*\/?erk:)( *metadata-block)/g, "$1 $2");
}

function unescapeStructure(markdown: string): string {
  return markdown.replace(/<\/details +>/gi, (tag) => `${tag.slice(0, -2)}>`)
    .replace(/(<!--[ \t]*\/?erk:) ( *metadata-block)/g, "$1$2");
}
