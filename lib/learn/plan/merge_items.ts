/** Items that mean the same → one with everything that they say. Nothing is lost without being named. */

import { uniteCitations } from "./citation_lists.ts";
import { distinctTexts, groupAlike, pathKey } from "./group_alike.ts";
import { type DocumentItem, PRIORITIES } from "./learn_plan.ts";

/** What became of an item that was given. */
export interface MergeRecord {
  /** Its place in the list that was given. */
  readonly index: number;
  readonly title: string;
  readonly outcome: "kept" | "merged" | "dropped";
  /** Place of the item in the result that it is part of; undefined for dropped ones. */
  readonly into: number | undefined;
  /** Place of an item that speaks of the same, but may say the opposite. */
  readonly against: number | undefined;
  /** Why, in words. */
  readonly reason: string;
}

/** Where drafts by rules were seen: its numbers are no statement. */
const PLACES = /^Seen in .*$/gm;

export interface MergedItems {
  readonly items: readonly DocumentItem[];
  /** One for each item that was given, in their order. */
  readonly records: readonly MergeRecord[];
}

/**
 * Joins items of the same document and action whose titles or drafts say the same, and not the opposite; the order is that
 * of the first of each.
 *
 * @param fits whether items may be joined; by default they may.
 */
export function mergeItems(
  given: readonly DocumentItem[],
  fits?: (items: readonly DocumentItem[]) => boolean,
): MergedItems {
  const { groups, places } = groupAlike(given, (item) => ({
    target: targetOf(item),
    title: item.title,
    text: item.draftContent,
    says: `${item.title}\n${item.draftContent.replace(PLACES, "")}`,
  }), fits);
  const records = places.map(({ group, alike, against }, index): MergeRecord => ({
    index,
    title: given[index]?.title ?? "",
    outcome: alike === undefined ? "kept" : "merged",
    into: group,
    against,
    reason: alike === undefined ? "no other says the same" : `same document, ${alike}`,
  }));
  return { items: groups.map(joined), records };
}

/** Creating and updating the same document is the same work. */
function targetOf({ location, action }: DocumentItem): string {
  return `${action === "CREATE" || action === "UPDATE" ? "WRITE" : action} ${pathKey(location)}`;
}

/** The highest priority, every citation, and each text that the first does not hold already. */
function joined(items: readonly [DocumentItem, ...DocumentItem[]]): DocumentItem {
  const [first, ...others] = items;
  if (others.length === 0) return first;
  const actions = new Set(items.map(({ action }) => action));
  return {
    ...first,
    // Where one knows of the document, it is there.
    action: actions.has("UPDATE") ? "UPDATE" : first.action,
    priority: PRIORITIES.find((priority) => items.some((item) => item.priority === priority)) ??
      first.priority,
    sourceAttribution: distinctTexts(items.map(({ sourceAttribution }) => sourceAttribution)).join("; "),
    rationale: distinctTexts(items.map(({ rationale }) => rationale)).join(" "),
    draftContent: distinctTexts(items.map(({ draftContent }) => draftContent)).join("\n\n"),
    readWhen: [...new Set(items.flatMap(({ readWhen }) => readWhen))],
    citations: uniteCitations(items.map(({ citations }) => citations)),
  };
}
