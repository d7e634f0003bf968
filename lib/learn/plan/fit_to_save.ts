/** What a model answers → a plan that can be saved: with a title, and without what it did not fill in. Pure. */

import type { DocumentItem, LearnPlan, ScoredTripwire } from "./learn_plan.ts";
import { isPlaceholder, MIN_TITLE_CHARACTERS } from "./plan_content.ts";

/**
 * Puts right what would keep a plan from being saved, since the answer is paid for and a rerun takes it from the cache: names it where
 * its title is none, and leaves out lines, items and tripwires that say "TODO" and nothing else.
 *
 * @param parentTitle Title of the plan that was learned from.
 */
export function fitToSave(plan: LearnPlan, parentTitle: string): LearnPlan {
  return {
    title: titleOf(plan.title, parentTitle),
    context: filledIn(plan.context),
    items: plan.items.map(withFilledTexts).filter(({ draftContent }) => draftContent !== ""),
    contradictions: plan.contradictions.map((each) => ({
      ...each,
      summary: filledIn(each.summary),
      resolution: filledIn(each.resolution),
    })),
    staleDocuments: plan.staleDocuments.map((each) => ({ ...each, reason: filledIn(each.reason) })),
    preventionInsights: plan.preventionInsights.map((each) => ({
      ...each,
      problem: filledIn(each.problem),
      rootCause: filledIn(each.rootCause),
      prevention: filledIn(each.prevention),
    })),
    tripwires: filledTripwires(plan.tripwires),
  };
}

/** The tripwires whose action and warning are filled in. */
export function filledTripwires(tripwires: readonly ScoredTripwire[]): ScoredTripwire[] {
  return tripwires.filter(({ action, warning }) => filledIn(action) !== "" && filledIn(warning) !== "");
}

/** Names of two or three signs are whole titles in Chinese; signs without letters are none anywhere. */
function titleOf(title: string, parentTitle: string): string {
  const bare = title.replace(/^\s*\[erk-learn\]/i, "").replace(/\s+/g, " ").trim();
  if (!/\p{L}/u.test(bare)) return `Documentation Plan: ${parentTitle}`;
  return bare.length < MIN_TITLE_CHARACTERS ? `Documentation Plan: ${bare}` : title;
}

function withFilledTexts(item: DocumentItem): DocumentItem {
  const rationale = filledIn(item.rationale);
  const lines = item.draftContent.split("\n").filter((line) => line.trim() !== "");
  return {
    ...item,
    sourceAttribution: filledIn(item.sourceAttribution),
    rationale,
    draftContent: lines.every(isPlaceholder) ? rationale : unwrapped(item.draftContent),
    readWhen: item.readWhen.map((when) => when.replace(/\s+/g, " ").trim()).filter((when) => when !== ""),
  };
}

/** A draft that stands as a whole in a fence for Markdown is what is in it; other fences hold code. */
function unwrapped(draft: string): string {
  const [, fence = "", inside = "", end] =
    /^\s*(`{3,}|~{3,})[ \t]*(?:markdown|md|mdx)[ \t]*\n([^]*?)\n[ \t]*(`{3,}|~{3,})\s*$/i.exec(draft) ?? [];
  if (fence === "" || end !== fence) return draft;
  let isOpen = false;
  for (const line of inside.split("\n").map((line) => line.trim())) {
    if (!line.startsWith(fence)) continue;
    // It would end the first fence: this is more than one block.
    if (!isOpen && line === fence) return draft;
    isOpen = !isOpen || line !== fence;
  }
  return isOpen ? draft : inside;
}

function filledIn(text: string): string {
  const lines = text.split("\n");
  const filled = lines.filter((line) => !isPlaceholder(line));
  return filled.length === lines.length ? text : filled.join("\n").trim();
}
