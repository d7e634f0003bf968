/** Materials → the text of a prompt: redacted, cut to a budget, fenced. */

import { estimateTokens } from "../../../preprocess/tokens/tokens.ts";
import { joinRedacted, type Redacted, redactedText, sliceRedacted } from "../../../redact/redacted.ts";
import type { PromptRedactor } from "../agent.ts";
import { fence } from "./fence.ts";

/** Whose text a material is, as the model is told. The program's own words. */
const WORDS = {
  plan: redactedText`the plan, written by its author`,
  evidence:
    redactedText`evidence found by rules, one JSON value a line; quotes are text of the sessions and the review`,
  session:
    redactedText`a part of a session: text of persons, the agent, tools and the client, as its elements say`,
  diff: redactedText`the pull request's diff, written by its author`,
  documents: redactedText`existing documents of the repository`,
  paths: redactedText`paths of all documents of the repository`,
  review: redactedText`the review: text of reviewers, authors and whoever else could comment`,
  analysis: redactedText`earlier analyses, one JSON value a line; written by models`,
  gaps: redactedText`what is missing of the materials`,
} as const;

export interface Material {
  readonly kind: keyof typeof WORDS;
  /** In order of importance: what does not fit is left out from the end. */
  readonly pieces: readonly string[];
  /** Already redacted as markup: another pass over it as plain text could change quotes. */
  readonly markup?: Redacted;
  readonly maxTokens: number;
}

/** Materials as a prompt has them. */
export interface ComposedMaterials {
  /** One for each material that has anything to say. */
  readonly blocks: readonly Redacted[];
  /** Pieces of earlier analyses that their budget does not hold. */
  readonly omittedOfAnalyses: number;
}

/** Redacts, cuts and fences materials. */
export async function composeMaterials(
  materials: readonly Material[],
  redactor: PromptRedactor,
): Promise<ComposedMaterials> {
  const redacted = await redactor.redactAll(materials.flatMap(({ pieces }) => pieces));
  let taken = 0;
  let omittedOfAnalyses = 0;
  const blocks = materials.flatMap(({ kind, pieces, markup, maxTokens }) => {
    const own = redacted.slice(taken, taken += pieces.length);
    const { text, omitted } = fitToBudget(markup === undefined ? own : [...own, markup], maxTokens);
    if (kind === "analysis") omittedOfAnalyses += omitted;
    return text === "" ? [] : [fence(WORDS[kind], text)];
  });
  return { blocks, omittedOfAnalyses };
}

/**
 * Pieces joined by line ends, as many as a budget of tokens holds, and a line that says how many it does not hold.
 * A piece that is too long for what is left is cut where a quarter of the budget is left, otherwise left out.
 */
export function fitToBudget(
  pieces: readonly Redacted[],
  maxTokens: number,
): { readonly text: Redacted; readonly omitted: number } {
  const kept: Redacted[] = [];
  let omitted = 0;
  let left = maxTokens;
  for (const piece of pieces) {
    // One more for the line end.
    const cost = estimateTokens(piece) + 1;
    if (cost > left && left <= maxTokens / 4) {
      omitted++;
      continue;
    }
    kept.push(cost <= left ? piece : cutToTokens(piece, left));
    left -= Math.min(cost, left);
  }
  if (omitted > 0) kept.push(redactedText`(${omitted} more of lower rank are left out)`);
  return { text: joinRedacted(kept, "\n"), omitted };
}

/** The beginning of a text, up to a line's end where there is one, with a line that says how much is missing. */
function cutToTokens(text: Redacted, maxTokens: number): Redacted {
  let length = text.length;
  for (let tokens = estimateTokens(text); tokens > maxTokens && length > 0;) {
    length = Math.min(length - 1, Math.floor(length * maxTokens / tokens * 0.98));
    tokens = estimateTokens(text.slice(0, length));
  }
  const lineEnd = text.lastIndexOf("\n", length);
  const end = lineEnd > length / 2 ? lineEnd : length;
  return end === text.length
    ? text
    : redactedText`${sliceRedacted(text, 0, end)}\n(${text.length - end} more characters are left out)`;
}
