/** A consolidated plan as Markdown: the plan, where it comes from, and what became of each entry of its sources. */

import { collectCitations } from "../plan/citation_lists.ts";
import { CANDIDATE_SCORE, type LearnPlan, POTENTIAL_SCORE, tripwireScore } from "../plan/learn_plan.ts";
import { oneLine, tableCell } from "../plan/markdown.ts";
import { issueList } from "../plan/plan_issue_text.ts";
import { isPlainAddress, itemsInOrder, renderLearnPlan } from "../plan/render_learn_plan.ts";
import { type Consolidation, type EntryRecord, nameOf } from "./merge_plans.ts";
import type { SourceLearnPlan } from "./source_learn_plan.ts";

/** Renders the plan with its account; `publishableMarkdown` makes it ready for an issue. */
export function renderConsolidated(
  consolidation: Consolidation,
  sources: readonly SourceLearnPlan[],
): string {
  const { plan, records } = consolidation;
  const sections = [
    renderLearnPlan(plan).trimEnd(),
    rawMaterials(sources),
    account(plan, records),
    gaps(sources),
    [
      "## How This Plan Was Made\n",
      "- By joining the learn plans above word for word, without a model. Review it as you would have reviewed them.",
      `- Citations: ${collectCitations(plan).length}, as they were verified when those plans were made.`,
    ].join("\n"),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** By what name the rendered plan calls what an entry became part of, `item 3`; undefined for dropped ones. */
export function placeNames(
  plan: LearnPlan,
): (record: Pick<EntryRecord, "kind" | "into">) => string | undefined {
  const items = new Map(itemsInOrder(plan.items).map((item, index) => [item, index + 1]));
  const counts = new Map<string, number>();
  const tripwires = plan.tripwires.map((tripwire) => {
    const level = levelOf(tripwire);
    if (level === undefined) return "the plan's data (its score is too low to be shown)";
    const number = (counts.get(level) ?? 0) + 1;
    counts.set(level, number);
    return `${level} ${number}`;
  });
  return ({ kind, into }) => {
    if (into === undefined) return undefined;
    if (kind === "tripwire candidate") return "the tripwire comment";
    if (kind === "tripwire") return tripwires[into];
    if (kind !== "item") return `${kind} ${into + 1}`;
    const item = plan.items[into];
    return item === undefined ? undefined : `item ${items.get(item)}`;
  };
}

function levelOf(tripwire: LearnPlan["tripwires"][number] | undefined): string | undefined {
  const score = tripwire === undefined ? 0 : tripwireScore(tripwire);
  if (score >= CANDIDATE_SCORE) return "tripwire candidate";
  return score >= POTENTIAL_SCORE ? "potential tripwire" : undefined;
}

function rawMaterials(sources: readonly SourceLearnPlan[]): string {
  return [
    "## Raw Materials\n",
    "| Learn plan | Learned from | Title | Sessions and comments |",
    "| --- | --- | --- | --- |",
    ...sources.map((source) => {
      const { number, parents, gistUrl } = source;
      const gist = gistUrl !== undefined && isPlainAddress(gistUrl) ? `<${gistUrl}>` : "–";
      return `| #${number} | ${issueList(parents) || "not stated"} | ${
        tableCell(nameOf(source))
      } | ${gist} |`;
    }),
  ].join("\n");
}

function account(plan: LearnPlan, records: readonly EntryRecord[]): string {
  const heading = "## What Became of Each Item";
  if (records.length === 0) return `${heading}\n\nThe learn plans had none.`;
  const count = (outcome: EntryRecord["outcome"]) =>
    records.filter((record) => record.outcome === outcome).length;
  const dropped = count("dropped");
  const placeOf = placeNames(plan);
  return [
    `${heading}\n`,
    `Of ${records.length} entries, ${count("kept")} were kept, ${count("merged")} merged into others, and ` +
    `${dropped === 0 ? "none" : dropped} dropped.\n`,
    "| From | What | Title | Became | Because |",
    "| --- | --- | --- | --- | --- |",
    ...records.map((record) => {
      const { source, kind, title, reason } = record;
      const cells = [
        `#${source}`,
        kind,
        tableCell(title),
        became(record, placeOf(record)),
        tableCell(reason),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  ].join("\n");
}

function became({ outcome }: EntryRecord, place: string | undefined): string {
  if (place === undefined) return outcome;
  if (place.startsWith("the ")) return `${outcome} in ${place}`;
  return `${outcome} ${outcome === "kept" ? "as" : "into"} ${place}`;
}

function gaps(sources: readonly SourceLearnPlan[]): string {
  const lines = sources.flatMap(({ number, gaps, warnings }) => [
    ...[...gaps, ...warnings].map((gap) => `- #${number}: ${oneLine(gap)}`),
  ]);
  return lines.length === 0 ? "" : ["## Gaps\n", "What could not be read, or failed:\n", ...lines].join("\n");
}
