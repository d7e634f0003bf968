/** Several learn plans → one, with an account of every entry that they had. Pure. */

import { opposedItems, opposedTripwires, withContradictions } from "../plan/kept_apart.ts";
import { issueList } from "../plan/plan_issue_text.ts";
import type { DocumentItem, LearnPlan } from "../plan/learn_plan.ts";
import type { MergedList } from "../plan/merge_alike.ts";
import { mergeItems, type MergeRecord } from "../plan/merge_items.ts";
import { mergeTripwires } from "../plan/merge_tripwires.ts";
import { withOneCreation } from "../plan/one_creation.ts";
import { renderTripwireCandidates, type TripwireCandidate } from "../plan/tripwire_candidates.ts";
import {
  mergeCandidates,
  mergeContradictions,
  mergePreventionInsights,
  mergeStaleDocuments,
} from "./merge_lists.ts";
import type { SourceLearnPlan } from "./source_learn_plan.ts";

export const ENTRY_KINDS = [
  "item",
  "contradiction",
  "stale document",
  "prevention insight",
  "tripwire",
  "tripwire candidate",
] as const;

export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What became of an entry of a source. */
export interface EntryRecord {
  /** The learn plan that had it. */
  readonly source: number;
  readonly kind: EntryKind;
  /** In its own words. */
  readonly title: string;
  readonly outcome: MergeRecord["outcome"];
  /** Its index in the new plan's list of its kind; undefined for dropped ones. */
  readonly into: number | undefined;
  /** Why, in words. */
  readonly reason: string;
}

export interface Consolidation {
  readonly plan: LearnPlan;
  readonly candidates: readonly TripwireCandidate[];
  /** By kind, and in the order of the sources. */
  readonly records: readonly EntryRecord[];
}

/** Joins learn plans. Every entry of every source has a record; no citation is lost. */
export function mergePlans(sources: readonly SourceLearnPlan[]): Consolidation {
  const given = <Entry>(entriesOf: (source: SourceLearnPlan) => readonly Entry[]) =>
    sources.flatMap((source) =>
      entriesOf(source).map((entry): Given<Entry> => ({ source: source.number, entry }))
    );
  const items = given(({ plan, number }) => plan.items.map((item) => namingSource(item, number)));
  const contradictions = given(({ plan }) => plan.contradictions);
  const staleDocuments = given(({ plan }) => plan.staleDocuments);
  const insights = given(({ plan }) => plan.preventionInsights);
  const tripwires = given(({ plan }) => plan.tripwires);
  const candidates = given((source) => source.candidates);

  const mergedItems = mergeItems(entriesOf(items));
  const merged = {
    contradictions: mergeContradictions(entriesOf(contradictions)),
    staleDocuments: mergeStaleDocuments(entriesOf(staleDocuments)),
    insights: mergePreventionInsights(entriesOf(insights)),
    tripwires: mergeTripwires(entriesOf(tripwires)),
    candidates: mergeCandidates(entriesOf(candidates)),
  };
  const { entries } = merged.candidates;
  const stored = entries.slice(0, entries.length - renderTripwireCandidates(entries).omitted);
  const itemPlaces = mergedItems.records.map(({ into, outcome, reason, against }) => ({
    group: into ?? -1,
    alike: outcome === "kept" ? undefined : reason,
    against,
  }));
  return {
    plan: {
      title: titleOf(sources),
      context: contextOf(sources),
      items: [...withOneCreation(mergedItems.items, sources.map(({ plan }) => plan.items))],
      contradictions: withContradictions(merged.contradictions.entries, [
        ...opposedItems(mergedItems),
        ...opposedTripwires(merged.tripwires),
      ]),
      staleDocuments: [...merged.staleDocuments.entries],
      preventionInsights: [...merged.insights.entries],
      tripwires: [...merged.tripwires.entries],
    },
    candidates: stored,
    records: [
      ...recordsOf("item", items, itemPlaces, ({ title }) => title),
      ...removedItems(sources),
      ...recordsOf("contradiction", contradictions, merged.contradictions.places, ({ summary }) => summary),
      ...recordsOf("stale document", staleDocuments, merged.staleDocuments.places, ({ path }) => path),
      ...recordsOf("prevention insight", insights, merged.insights.places, ({ problem }) => problem),
      ...recordsOf("tripwire", tripwires, merged.tripwires.places, ({ title }) => title),
      ...recordsOf("tripwire candidate", candidates, merged.candidates.places, ({ action }) => action)
        .map((record) => (record.into ?? 0) < stored.length ? record : { ...record, ...NO_ROOM }),
      ...foreignCandidates(sources),
    ],
  };
}

interface Given<Entry> {
  readonly source: number;
  readonly entry: Entry;
}

function entriesOf<Entry>(given: readonly Given<Entry>[]): Entry[] {
  return given.map(({ entry }) => entry);
}

/** Where an item comes from is said where its source is; of one that was consolidated before, it is already. */
function namingSource(item: DocumentItem, number: number): DocumentItem {
  const attribution = item.sourceAttribution.trim();
  if (/\(#\d+\)$/.test(attribution)) return item;
  return { ...item, sourceAttribution: `${attribution || "Learn plan"} (#${number})` };
}

/** What joined entries have in common, where it is always the same. */
const ALIKE: Readonly<Partial<Record<EntryKind, string>>> = {
  "contradiction": "same document, similar words",
  "stale document": "same document, same thing to do",
  "prevention insight": "similar problem",
  "tripwire": "same document, similar action",
  "tripwire candidate": "same document, similar action",
};

function recordsOf<Entry>(
  kind: EntryKind,
  given: readonly Given<Entry>[],
  places: MergedList<Entry>["places"],
  titleOf: (entry: Entry) => string,
): EntryRecord[] {
  const joiners = new Map<number, number[]>();
  places.forEach(({ group, alike }, index) => {
    const source = given[index]?.source;
    if (alike !== undefined && source !== undefined) {
      joiners.set(group, [...joiners.get(group) ?? [], source]);
    }
  });
  return given.flatMap(({ source, entry }, index) => {
    const place = places[index];
    if (place === undefined) return [];
    const { group, alike, against } = place;
    const joined = [...new Set(joiners.get(group))];
    const opponent = against === undefined
      ? undefined
      : given[places.findIndex((one) => one.group === against)];
    return [{
      source,
      kind,
      title: titleOf(entry),
      outcome: alike === undefined ? "kept" : "merged",
      into: group,
      reason: (alike === undefined ? undefined : ALIKE[kind] ?? alike) ??
        (joined.length === 0 ? keptApart(opponent?.source) : `one of ${issueList(joined)} says the same`),
    }];
  });
}

function keptApart(opponent: number | undefined): string {
  return opponent === undefined
    ? "no other says the same"
    : `one of #${opponent} speaks of the same, but may say the opposite`;
}

function removedItems(sources: readonly SourceLearnPlan[]): EntryRecord[] {
  return sources.flatMap(({ number, removed }) =>
    removed.map(({ title }) =>
      dropped(number, "item", title, "somebody removed it from the plan after it was saved")
    )
  );
}

function foreignCandidates(sources: readonly SourceLearnPlan[]): EntryRecord[] {
  return sources.flatMap(({ number, foreign }) =>
    foreign.map(({ action, author }) =>
      dropped(number, "tripwire candidate", action, `${author} wrote it, and not the plan's author`)
    )
  );
}

function dropped(source: number, kind: EntryKind, title: string, reason: string): EntryRecord {
  return { source, kind, title, outcome: "dropped", into: undefined, reason };
}

const NO_ROOM = {
  outcome: "dropped",
  into: undefined,
  reason: "the tripwire comment has no room for it",
} as const;

const TITLE = "Consolidated Documentation Plan: ";
/** The most characters of all plans' names in a title; GitHub takes 256 for the whole title. */
const MAX_NAMES_CHARACTERS = 160;

/** The part of a plan's title that distinguishes it from other plans. */
export function nameOf({ plan, number }: Pick<SourceLearnPlan, "plan" | "number">): string {
  return plan.title.replace(/^(?:Consolidated )?Documentation Plan(?::\s*|$)/i, "").trim() || `#${number}`;
}

/** A title with as many plans' names as there is room for. */
function titleOf(sources: readonly SourceLearnPlan[]): string {
  const names = [...new Set(sources.map(nameOf))];
  const shown: string[] = [];
  for (const name of names) {
    if (shown.length > 0 && [...shown, name].join("; ").length > MAX_NAMES_CHARACTERS) break;
    shown.push(name);
  }
  const left = names.length - shown.length;
  return TITLE + shown.join("; ") + (left === 0 ? "" : `; and ${left} more`);
}

function contextOf(sources: readonly SourceLearnPlan[]): string {
  const introduction =
    `This plan takes the place of ${sources.length} learn plans: ${
      issueList(sources.map(({ number }) => number))
    }. ` +
    "Items of the same document that say the same are one item, with all their citations; those that may say opposite things " +
    "are kept apart and named among the contradictions.";
  return [
    introduction,
    ...sources.map((source) => {
      const { number, plan, parents } = source;
      const learned = parents.length === 0 ? "" : `, learned from ${issueList(parents)}`;
      return `**#${number}${learned}: ${nameOf(source).replaceAll("*", "")}**\n\n${plan.context.trim()}`
        .trim();
    }),
  ].join("\n\n");
}
