/** What speaks of the same and may say the opposite: a contradiction that a person has to resolve. */

import { uniteCitations } from "./citation_lists.ts";
import { pathKey } from "./group_alike.ts";
import type { DocumentItem, LearnPlan, ScoredTripwire } from "./learn_plan.ts";
import type { MergedList } from "./merge_alike.ts";
import { type MergedItems, mergeItems } from "./merge_items.ts";
import { mergeTripwires } from "./merge_tripwires.ts";

type Contradiction = LearnPlan["contradictions"][number];

/** One contradiction for each item that was kept apart from another. */
export function opposedItems({ items, records }: MergedItems): Contradiction[] {
  return pairsOf<DocumentItem>(items, records.map(({ into, against }) => ({ group: into, against }))).map((
    [one, other],
  ) => ({
    summary: `The items "${one.title}" and "${other.title}" may say opposite things`,
    documentPath: one.location,
    resolution: "Compare the two items, keep what holds, and remove the other.",
    citations: uniteCitations([one.citations, other.citations]),
  }));
}

/** One for each document that an item removes and another writes. */
export function removedAndWritten(items: readonly DocumentItem[]): Contradiction[] {
  return items.filter(({ action }) => action === "DELETE_STALE").flatMap((removed) => {
    const written = items.find(({ action, location }) =>
      (action === "CREATE" || action === "UPDATE") && pathKey(location) === pathKey(removed.location)
    );
    return written === undefined ? [] : [{
      summary: `The item "${removed.title}" removes the document that "${written.title}" writes`,
      documentPath: removed.location,
      resolution:
        "Decide whether the document stays; if it goes, find another place for what is to be written.",
      citations: uniteCitations([removed.citations, written.citations]),
    }];
  });
}

/** One for each tripwire that was kept apart from another. */
export function opposedTripwires({ entries, places }: MergedList<ScoredTripwire>): Contradiction[] {
  return pairsOf(entries, places).map(([one, other]) => ({
    summary: `The tripwires "${one.title}" and "${other.title}" may say opposite things`,
    documentPath: one.targetDocPath,
    resolution: "Compare the two warnings, keep what holds, and remove the other.",
    citations: uniteCitations([one.citations, other.citations]),
  }));
}

/** Entries of a plan beside which another one stands that may say the opposite, with that one's title. */
export function opponentsIn(
  { items, tripwires }: Pick<LearnPlan, "items" | "tripwires">,
): ReadonlyMap<DocumentItem | ScoredTripwire, string> {
  const opponents = new Map<DocumentItem | ScoredTripwire, string>();
  const note = <Entry extends DocumentItem | ScoredTripwire>(
    entries: readonly Entry[],
    places: readonly { readonly group: number | undefined; readonly against: number | undefined }[],
  ) => {
    for (const [index, { against }] of places.entries()) {
      const entry = entries[index];
      if (entry === undefined || against === undefined) continue;
      for (const [place, other] of entries.entries()) {
        if (places[place]?.group !== against) continue;
        opponents.set(entry, other.title);
        opponents.set(other, entry.title);
      }
    }
  };
  note(items, mergeItems(items).records.map(({ into, against }) => ({ group: into, against })));
  note(tripwires, mergeTripwires(tripwires).places);
  return opponents;
}

/** Contradictions with further ones, each said once: an earlier run over the same entries has said it. */
export function withContradictions(
  given: readonly Contradiction[],
  further: readonly Contradiction[],
): Contradiction[] {
  const all = [...given];
  for (const one of further) {
    if (all.some((each) => each.summary === one.summary && each.documentPath === one.documentPath)) continue;
    all.push(one);
  }
  return all;
}

function pairsOf<Entry>(
  entries: readonly Entry[],
  places: readonly { readonly group: number | undefined; readonly against: number | undefined }[],
): (readonly [Entry, Entry])[] {
  return places.flatMap(({ group = -1, against = -1 }) => {
    const [one, other] = [entries[against], entries[group]];
    return one === undefined || other === undefined ? [] : [[one, other] as const];
  });
}
