/** Consolidations that earlier runs have made, and whether one of them has to be continued. Pure. */

import { LEARN_LABEL, PLAN_LABEL } from "../../github/plan/plan_issue.ts";
import type { ListedIssue } from "../../github/plan/issue_writes.ts";
import { readMarker } from "../../github/plan/own_marker.ts";
import { UserError } from "../../user_error.ts";
import { issueList } from "../plan/plan_issue_text.ts";

export interface EarlierConsolidation {
  readonly number: number;
  readonly url: string;
  readonly isOpen: boolean;
  /** The learn plans that it was made of. */
  readonly sources: readonly number[];
}

/** What is to be consolidated. */
export interface ChosenPlans {
  /** Ascending. */
  readonly sources: readonly number[];
  /** The issue that holds them already, whole or in part. */
  readonly earlier: EarlierConsolidation | undefined;
}

/** The consolidations among issues, oldest first. Anybody may open an issue with such a mark, but not with our labels. */
export function consolidationsAmong(issues: readonly ListedIssue[], login: string): EarlierConsolidation[] {
  const found = new Map<number, EarlierConsolidation>();
  for (const { number, htmlUrl: url, isOpen, body, labels, author } of issues) {
    const isOurs = author === login || (labels.includes(PLAN_LABEL) && labels.includes(LEARN_LABEL));
    const sources = isOurs ? readMarker(body, "consolidated")?.sources : undefined;
    if (sources !== undefined && !sources.includes(number)) {
      found.set(number, { number, url, isOpen, sources: inOrder(sources) });
    }
  }
  return [...found.values()].sort((one, other) => one.number - other.number);
}

/** Of all open learn plans: those of a consolidation that was interrupted, else all. */
export function chooseAmongOpen(
  open: readonly number[],
  consolidations: readonly EarlierConsolidation[],
): ChosenPlans {
  const unfinished = consolidations.find(({ isOpen, sources }) =>
    isOpen && sources.some((source) => open.includes(source))
  );
  return chosen(unfinished?.sources ?? open, unfinished);
}

/**
 * The learn plans that a person names: a consolidation that holds all of them is continued.
 *
 * @throws {UserError} if an unfinished one holds some of them, and others too.
 */
export function chooseNamed(
  named: readonly number[],
  consolidations: readonly EarlierConsolidation[],
): ChosenPlans {
  const holding = consolidations.find(({ number, sources }) =>
    named.some((each) => sources.includes(each)) &&
    named.every((each) => each === number || sources.includes(each))
  );
  if (holding !== undefined) return chosen(holding.sources, holding);
  const [partly] = consolidations.filter(({ isOpen, sources }) =>
    isOpen && named.some((each) => sources.includes(each))
  );
  if (partly === undefined) return chosen(named, undefined);
  const parts = named.filter((each) => partly.sources.includes(each));
  throw new UserError(
    `${issueList(parts)} ${parts.length === 1 ? "is" : "are"} part of ${partly.url} already: ` +
      `consolidate ${issueList(partly.sources)} first, then #${partly.number} with the others.`,
  );
}

function chosen(sources: readonly number[], earlier: EarlierConsolidation | undefined): ChosenPlans {
  return { sources: inOrder(sources), earlier };
}

/** Ascending, each once. */
function inOrder(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((one, other) => one - other);
}
