/** The summary of a job in GitHub Actions: what was learned, how the agents ran, what it cost, what was left out. */

import { counted } from "../wording.ts";
import { canonicalText } from "../github/markdown/publishable_markdown.ts";
import { formatDollars } from "../learn/engines/budget.ts";
import type { NodeRecord, RunRecord } from "../learn/analyse/run_record.ts";
import { type LearnPlan, type ScoredTripwire, tripwireScore } from "../learn/plan/learn_plan.ts";
import { codeSpan, oneLine, tableCell } from "../learn/plan/markdown.ts";

/** Rows of a table at most: GitHub cuts a summary at 1 MiB, and people read less. */
const MAX_ROWS = 100;

/** Characters of the longest bar. */
const BAR_WIDTH = 20;

/** What a summary is made of. */
export interface SummaryFacts {
  readonly record: RunRecord;
  /** Undefined: nothing was worth saving, or the run did not end as it should. */
  readonly plan: LearnPlan | undefined;
  readonly tripwires: readonly ScoredTripwire[];
  /** What redaction replaced in the materials: kind → count. */
  readonly redactions?: Readonly<Record<string, number>> | undefined;
  /** Words → address. */
  readonly links?: Readonly<Record<string, string | undefined>>;
}

/** Markdown for `$GITHUB_STEP_SUMMARY`. Redact it like anything that leaves the machine. */
export function renderJobSummary(facts: SummaryFacts): string {
  const { record, plan, redactions, links } = facts;
  const sections = [
    `## ${heading(record, plan)}`,
    outcome(record),
    linkLine(links ?? {}),
    learned(facts),
    graph(record.nodes),
    checked(record),
    redacted(redactions ?? {}),
    gaps(record.gaps),
  ];
  return `${canonicalText(sections.filter((section) => section !== "").join("\n\n"))}\n`;
}

function heading(record: RunRecord, plan: LearnPlan | undefined): string {
  const subject = `plan #${record.issue_number}`;
  if (plan !== undefined) return `${oneLine(plan.title)} (from ${subject})`;
  return record.outcome === "nothing" ? `Nothing to document from ${subject}` : `Learning from ${subject}`;
}

function outcome(record: RunRecord): string {
  const cost = record.engine === "offline"
    ? "without a model, by rules alone"
    : `${tokens(record.usage.input + record.usage.cache_read + record.usage.cache_write)} tokens in, ` +
      `${tokens(record.usage.output)} out, ${
        record.cost === null ? "price unknown" : formatDollars(record.cost)
      }`;
  const { candidates } = record.tripwires;
  const found = record.outcome === "plan"
    ? `${counted(record.items, "document item")}, ${counted(candidates, "tripwire")}; `
    : record.reason === null
    ? ""
    : `${oneLine(record.reason)}; `;
  return `${found}${cost}, ${duration(record)}.`;
}

function linkLine(links: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(links).flatMap(([words, address]) =>
    address !== undefined && /^https?:\/\/[^\s()<>]+$/.test(address) ? [`[${words}](${address})`] : []
  ).join(" · ");
}

function learned({ plan, tripwires }: SummaryFacts): string {
  if (plan === undefined) return "";
  const items = plan.items.map(({ priority, action, location, title }) =>
    row([priority, action, codeSpan(location), tableCell(title)])
  );
  const wires = tripwires.map((tripwire) =>
    row([String(tripwireScore(tripwire)), tableCell(tripwire.action), tableCell(tripwire.warning)])
  );
  return [
    items.length === 0 ? "" : table("What was learned", ["priority", "action", "document", "item"], items),
    wires.length === 0 ? "" : table("Tripwires", ["score", "before", "warning"], wires),
  ].filter((section) => section !== "").join("\n\n");
}

function graph(nodes: readonly NodeRecord[]): string {
  if (nodes.length === 0) return "";
  const longest = Math.max(1, ...nodes.map(({ milliseconds }) => milliseconds));
  const rows = nodes.map((node) => {
    const { usage, cost, citations } = node;
    const input = usage.input + usage.cache_read + usage.cache_write;
    return row([
      codeSpan(node.name),
      node.reason === null || node.state === "done" ? node.state : `${node.state}: ${tableCell(node.reason)}`,
      `${bar(node.milliseconds / longest)} ${seconds(node.milliseconds)}`,
      node.cached ? "cache" : tableCell(node.model ?? node.engine ?? ""),
      input + usage.output === 0 ? "" : `${tokens(input)} / ${tokens(usage.output)}`,
      cost === null || cost === 0 ? "" : formatDollars(cost),
      citations.removed === 0 ? "" : `${citations.removed} of ${citations.removed + citations.verified}`,
    ]);
  });
  return table(
    "The agents",
    ["agent", "state", "time", "answered by", "tokens in / out", "cost", "citations removed"],
    rows,
  );
}

function checked({ citations, tripwires }: RunRecord): string {
  const { verified, removed, corrected } = citations;
  if (verified + removed + tripwires.dropped === 0) return "";
  const words = [
    removed === 0
      ? `All ${verified} citations stand in the materials word for word`
      : `${removed} of ${verified + removed} citations could not be verified and were removed`,
    ...(corrected === 0 ? [] : [`${corrected} had their place put right`]),
    ...(tripwires.dropped === 0 ? [] : [`${counted(tripwires.dropped, "tripwire")} without proof dropped`]),
  ];
  return `**Checked**: ${words.join("; ")}.`;
}

function redacted(redactions: Readonly<Record<string, number>>): string {
  const kinds = Object.entries(redactions).filter(([, found]) => found > 0);
  if (kinds.length === 0) return "";
  return `**Redacted** in the materials: ${
    kinds.map(([kind, found]) => `${oneLine(kind)} ${found}`).join(", ")
  }.`;
}

function gaps(sentences: readonly string[]): string {
  if (sentences.length === 0) return "";
  const shown = sentences.slice(0, MAX_ROWS).map((sentence) => `- ${oneLine(sentence)}`);
  const more = sentences.length > MAX_ROWS ? [`- and ${sentences.length - MAX_ROWS} more`] : [];
  return ["### Not looked at", "", ...shown, ...more].join("\n");
}

function table(title: string, header: readonly string[], rows: readonly string[]): string {
  const more = rows.length > MAX_ROWS ? [row([`and ${rows.length - MAX_ROWS} more`])] : [];
  const lines = [row(header), row(header.map(() => "---")), ...rows.slice(0, MAX_ROWS), ...more];
  return `### ${title}\n\n${lines.join("\n")}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function bar(share: number): string {
  return "▇".repeat(Math.max(1, Math.round(share * BAR_WIDTH)));
}

function duration({ started_at, ended_at }: RunRecord): string {
  if (ended_at === null) return "not finished";
  return seconds(Date.parse(ended_at) - Date.parse(started_at));
}

function seconds(milliseconds: number): string {
  return milliseconds < 60_000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${Math.floor(milliseconds / 60_000)} min ${Math.round(milliseconds % 60_000 / 1000)} s`;
}

/** `12.3 k`. */
function tokens(number: number): string {
  return number < 1000 ? String(number) : `${(number / 1000).toFixed(1)} k`;
}
