/** A learn plan as Markdown: what a person reviews, and an agent carries out. */

import type { Evidence } from "../evidence/finding.ts";
import type { SourcePlan } from "../source/learn_source.ts";
import {
  ACTIONS,
  CANDIDATE_SCORE,
  type DocumentItem,
  type LearnPlan,
  POTENTIAL_SCORE,
  PRIORITIES,
  type ScoredTripwire,
  TRIPWIRE_CRITERIA,
  tripwireScore,
} from "./learn_plan.ts";
import { codeSpan, fenced, oneLine, prose, tableCell } from "./markdown.ts";
import { CRITERIA_WORDS } from "./parse_tripwire.ts";
import { type CitationNames, citedSessions, renderCitations, type ThreadPlaces } from "./render_citations.ts";
import { collectCitations } from "./citation_lists.ts";

/** What is known about a plan besides its own content. */
export interface PlanFacts {
  /** The plan that was learned from. */
  readonly parent: SourcePlan;
  /** What is missing of the materials or failed, in sentences. */
  readonly gaps: readonly string[];
  /** Citations that were found nowhere, of all that the answers gave. */
  readonly removedCitations: number;
  readonly allCitations: number;
  /** Warnings that rested on tool output alone, or on nothing. */
  readonly droppedTripwires?: number;
  /** `offline`, `anthropic` or `claude-code`. */
  readonly engine: string;
  /** Without those of rules: which model answered for what. */
  readonly models?: Readonly<Record<string, string>>;
  readonly evidence?: Pick<Evidence, "findings" | "sessions" | "events">;
  readonly threads?: ThreadPlaces;
  /** Address of the workflow run that made it. */
  readonly runUrl?: string | undefined;
}

/** Renders a plan. Without facts: its content alone, as it was answered. */
export function renderLearnPlan(plan: LearnPlan, facts?: PlanFacts): string {
  const candidates = plan.tripwires.filter((tripwire) => tripwireScore(tripwire) >= CANDIDATE_SCORE);
  const potential = plan.tripwires.filter((tripwire) => {
    const score = tripwireScore(tripwire);
    return score >= POTENTIAL_SCORE && score < CANDIDATE_SCORE;
  });
  const names = { sessions: citedSessions(collectCitations(plan)), threads: facts?.threads };
  const sections = [
    `# ${oneLine(plan.title)}`,
    `## Context\n\n${prose(plan.context)}`,
    facts === undefined ? "" : rawMaterials(facts),
    summary(plan, candidates.length, potential.length),
    documentItems(plan.items, names),
    list("Contradiction Resolutions", plan.contradictions, ({ summary, documentPath, resolution }) => ({
      title: summary,
      fields: { Document: codeSpan(documentPath), Resolution: oneLine(resolution) },
    }), names),
    list("Stale Documentation Cleanup", plan.staleDocuments, ({ path, reason, action }) => ({
      title: codeSpan(path),
      fields: { Action: action, Reason: oneLine(reason) },
    }), names),
    list("Prevention Insights", plan.preventionInsights, ({ problem, rootCause, prevention }) => ({
      title: problem,
      fields: { "Root cause": oneLine(rootCause), Prevention: oneLine(prevention) },
    }), names),
    list("Tripwire Candidates", candidates, tripwireEntry, names),
    list("Potential Tripwires", potential, tripwireEntry, names),
    facts === undefined ? "" : gaps(facts),
    facts === undefined ? "" : howItWasMade(facts),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function rawMaterials({ parent, runUrl }: PlanFacts): string {
  const { pullRequest, gistUrl } = parent;
  return [
    "## Raw Materials\n",
    `- Learned from plan ${link(`#${parent.issueNumber}`, parent.url)}: ${oneLine(parent.title)}`,
    ...(pullRequest === undefined
      ? []
      : [`- Pull request ${link(`#${pullRequest.number}`, pullRequest.url)}: ${oneLine(pullRequest.title)}`]),
    ...(gistUrl === undefined ? [] : [`- Sessions and comments, redacted: ${address(gistUrl)}`]),
    ...(runUrl === undefined ? [] : [`- Workflow run: ${address(runUrl)}`]),
  ].join("\n");
}

function summary(
  { items, contradictions, staleDocuments }: LearnPlan,
  candidates: number,
  potential: number,
): string {
  const actions = ACTIONS.map((action) => ({
    action,
    count: items.filter((item) => item.action === action).length,
  }))
    .filter(({ count }) => count > 0).map(({ action, count }) => `${count} ${action}`).join(", ");
  const counts: [string, number | string][] = [
    ["Documentation items", actions === "" ? items.length : `${items.length} (${actions})`],
    ...PRIORITIES.map((priority): [string, number] => [
      `${priority} priority`,
      items.filter((item) => item.priority === priority).length,
    ]),
    ["Contradictions to resolve", contradictions.length],
    ["Stale documents", staleDocuments.length],
    [`Tripwire candidates (score ≥ ${CANDIDATE_SCORE})`, candidates],
    [`Potential tripwires (score ${POTENTIAL_SCORE}–${CANDIDATE_SCORE - 1})`, potential],
  ];
  const rows = itemsInOrder(items).map(({ title, location, action, priority }, index) =>
    `| ${index + 1} | ${tableCell(title)} | ${tableCell(codeSpan(location))} | ${action} | ${priority} |`
  );
  return [
    "## Summary\n",
    "| Metric | Count |",
    "| --- | --- |",
    ...counts.map(([name, count]) => `| ${name} | ${count} |`),
    ...(rows.length === 0
      ? []
      : ["", "| # | Item | Location | Action | Priority |", "| --- | --- | --- | --- | --- |", ...rows]),
  ].join("\n");
}

/** The items in the order in which the Markdown numbers them: by priority, otherwise in their order. */
export function itemsInOrder(items: readonly DocumentItem[]): DocumentItem[] {
  return PRIORITIES.flatMap((priority) => items.filter((item) => item.priority === priority));
}

function documentItems(items: readonly DocumentItem[], names: CitationNames): string {
  if (items.length === 0) {
    return "## Documentation Items\n\nNone: nothing was found that needs documentation.";
  }
  const numbered = itemsInOrder(items).map((item, index) => ({ item, number: index + 1 }));
  const groups = PRIORITIES.flatMap((priority) => {
    const own = numbered.filter(({ item }) => item.priority === priority);
    return own.length === 0
      ? []
      : [`### ${priority} Priority`, ...own.map(({ item, number }) => documentItem(item, number, names))];
  });
  return ["## Documentation Items", ...groups].join("\n\n");
}

function documentItem(item: DocumentItem, number: number, names: CitationNames): string {
  const citations = renderCitations(item.citations, names);
  const { draft, language } = draftOf(item);
  return [
    `#### ${number}. ${oneLine(item.title)}`,
    [
      `**Location:** ${codeSpan(item.location)}`,
      `**Action:** ${item.action}`,
      `**Source:** ${oneLine(item.sourceAttribution) || "not stated"}`,
    ].join("\n"),
    prose(item.rationale),
    draft === "" ? "" : `**Draft Content:**\n\n${fenced(draft, language)}`,
    citations.length === 0
      ? "**Citations:** none could be verified. Check this item before writing it."
      : ["**Citations:**\n", ...citations].join("\n"),
    "---",
  ].filter((piece) => piece !== "").join("\n\n");
}

/** A new Markdown document begins with the frontmatter by which it is found. */
function draftOf(
  { action, location, title, readWhen, draftContent }: DocumentItem,
): { draft: string; language: string } {
  const draft = draftContent.trim();
  if (action !== "CREATE" || readWhen.length === 0 || !/\.mdx?$/i.test(location) || draft.startsWith("---")) {
    return { draft, language: "markdown" };
  }
  const frontmatter = [
    "---",
    `title: ${yamlText(/^# (.+)/.exec(draft)?.[1] ?? title)}`,
    "read_when:",
    ...readWhen.map((when) => `  - ${yamlText(when)}`),
    "---",
  ];
  return { draft: `${frontmatter.join("\n")}\n\n${draft}`, language: "markdown" };
}

/** JSON strings are YAML strings; one line each. */
function yamlText(text: string): string {
  return JSON.stringify(text.replace(/\s+/g, " ").trim());
}

interface ListEntry {
  readonly title: string;
  /** Rendered already. */
  readonly fields: Readonly<Record<string, string>>;
  readonly after?: string;
}

/** A section of numbered entries with their citations; nothing if there are none. */
function list<Entry extends { readonly citations: DocumentItem["citations"] }>(
  heading: string,
  entries: readonly Entry[],
  describe: (entry: Entry) => ListEntry,
  names: CitationNames,
): string {
  if (entries.length === 0) return "";
  const rendered = entries.map((entry, index) => {
    const { title, fields, after } = describe(entry);
    const lines = Object.entries(fields).filter(([, text]) => text !== "").map(([name, text]) =>
      `- **${name}:** ${text}`
    );
    const citations = renderCitations(entry.citations, names).map((line) => `  ${line}`);
    const evidence = citations.length === 0
      ? ["- **Evidence:** none could be verified"]
      : ["- **Evidence:**", ...citations];
    const item = [`### ${index + 1}. ${oneLine(title)}\n`, ...lines, ...evidence].join("\n");
    return after === undefined ? item : `${item}\n\n${after}`;
  });
  return [`## ${heading}`, ...rendered].join("\n\n");
}

function tripwireEntry(tripwire: ScoredTripwire): ListEntry {
  const { title, action, warning, targetDocPath, criteria } = tripwire;
  const names = Object.keys(TRIPWIRE_CRITERIA) as (keyof typeof TRIPWIRE_CRITERIA)[];
  const met = names.filter((name) => criteria[name]).map((name) =>
    `${CRITERIA_WORDS[name]} +${TRIPWIRE_CRITERIA[name]}`
  );
  const yaml = `tripwires:\n  - action: ${yamlText(action)}\n    warning: ${yamlText(warning)}`;
  return {
    title,
    fields: {
      Score: `${tripwireScore(tripwire)} (${met.join(", ") || "no criterion met"})`,
      Action: oneLine(action),
      Warning: oneLine(warning),
      Document: codeSpan(targetDocPath),
    },
    ...(tripwireScore(tripwire) >= CANDIDATE_SCORE ? { after: fenced(yaml, "yaml") } : {}),
  };
}

function gaps({ gaps }: PlanFacts): string {
  if (gaps.length === 0) return "";
  return ["## Gaps\n", "What could not be read, or failed:\n", ...gaps.map((gap) => `- ${oneLine(gap)}`)]
    .join("\n");
}

function howItWasMade(facts: PlanFacts): string {
  const { engine, models = {}, evidence, removedCitations, allCitations, droppedTripwires = 0 } = facts;
  const made = engine === "offline"
    ? "By rules and templates, without a model: it quotes what happened, and understands nothing of it. Reasons, " +
      "decisions and contradictions have to be added by who reviews it."
    : `By models (engine \`${engine}\`), from material that was redacted before. Review it like anybody's work.`;
  const names = Object.entries(models).map(([what, model]) => `${what}: ${codeSpan(model)}`).join(", ");
  const counted = evidence === undefined ? [] : [
    `- Read: sessions ${evidence.sessions}, events ${evidence.events}, findings by rules ${evidence.findings.length}`,
  ];
  const citations = allCitations === 0
    ? "There were no citations to verify."
    : removedCitations === 0
    ? `All ${allCitations} citations were found word for word in the materials.`
    : `${removedCitations} of ${allCitations} citations could not be verified and were removed.`;
  return [
    "## How This Plan Was Made\n",
    `- ${made}`,
    ...(engine === "offline" || names === "" ? [] : [`- Models: ${names}`]),
    ...counted,
    `- ${citations}`,
    ...(droppedTripwires === 0 ? [] : [
      `- Tripwires left out because no person, reviewer or agent stands behind them: ${droppedTripwires}`,
    ]),
  ].join("\n");
}

/** A link where the address is one that can stand in Markdown. */
function link(text: string, url: string): string {
  return isPlainAddress(url) ? `[${text}](${url})` : text;
}

function address(url: string): string {
  return isPlainAddress(url) ? `<${url}>` : codeSpan(url);
}

/** Whether an address can stand in Markdown as it is. */
export function isPlainAddress(url: string): boolean {
  return /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w.~%/#?=&+-]*)?$/.test(url);
}
