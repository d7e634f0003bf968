/** The section of a learn plan that names the plans it was made of, and what became of their items. */

import { oneLine, tableCell } from "./markdown.ts";
import type { ItemFate, PlanOfIssue } from "./merge_plans.ts";

const HEADING = "## Consolidated From";

export function renderConsolidatedFrom(plans: readonly PlanOfIssue[], fates: readonly ItemFate[]): string {
  return [
    HEADING,
    "",
    ...plans.map(({ number, url, plan }) => `- [#${number}](${url}): ${oneLine(plan.title)}`),
    "",
    "| Learn plan | Item | Outcome | Now |",
    "| --- | --- | --- | --- |",
    ...fates.map(({ issue, title, outcome, into, reason }) =>
      `| #${issue} | ${tableCell(title)} | ${outcome}: ${tableCell(reason)} | ${tableCell(into ?? "–")} |`
    ),
    "",
  ].join("\n");
}

/** Numbers of the plans that a learn plan's Markdown says it was made of; empty for others. */
export function readConsolidatedFrom(markdown: string): number[] {
  const lines = markdown.split("\n");
  const start = lines.findIndex((line) => line.trim() === HEADING);
  if (start < 0) return [];
  const numbers: number[] = [];
  for (const line of lines.slice(start + 1)) {
    if (line.trim() === "") continue;
    const number = /^- \[.*?\]\([^)\s]*\/issues\/(\d{1,15})\)/.exec(line)?.[1];
    if (number === undefined) break;
    numbers.push(Number(number));
  }
  return numbers;
}
