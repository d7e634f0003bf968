/**
 * Items out of a plan's Markdown: for plans that people edited, or that the older program wrote. Nothing is lost: what
 * is no item by its form becomes one with its text as the draft.
 */

import type { Citation } from "../citation.ts";
import { ACTIONS, type DocumentItem, type LearnPlan, PRIORITIES, type ScoredTripwire } from "./learn_plan.ts";
import { unescaped } from "./markdown.ts";
import { parseTripwire, TRIPWIRE_SECTION } from "./parse_tripwire.ts";

/** Where the Markdown says no place. */
export const UNKNOWN_LOCATION = "(not stated)";

/** A heading and the lines up to the next one, of whatever level. */
interface Section {
  /** 0: before the first heading. */
  readonly level: number;
  readonly heading: string;
  readonly lines: readonly string[];
}

/** Headings whose text is made from the rest, or says nothing to implement. */
const DERIVED =
  /^(?:summary|raw materials|gaps|how this plan was made|what became of each item|documentation items|table of contents)$/i;
/** Characters: nobody reads a longer heading, and the expression takes their square. */
const LOOKED_AT_OF_HEADING = 300;
const PRIORITY = /\b(high|medium|low)\b.*\bpriority\b|\bpriority\b.*\b(high|medium|low)\b/i;
const FIELD =
  /^\s*(?:[-*]\s+)?\*\*(location|action|source|priority|draft content|citations?|draft)\s*:?\*\*:?\s*(.*)$/is;

/** Reads what a plan says. Never throws. */
export function parseLearnPlan(markdown: string): LearnPlan {
  const sections = sectionsOf(markdown);
  const items: DocumentItem[] = [];
  const tripwires: ScoredTripwire[] = [];
  let title = "Documentation Plan";
  let context = "";
  let priority: DocumentItem["priority"] = "MEDIUM";
  for (let index = 0; index < sections.length;) {
    const section = sections[index++];
    if (section === undefined) break;
    const text = textOf(section.lines);
    const named = PRIORITY.exec(section.heading.slice(0, LOOKED_AT_OF_HEADING));
    if (section.level === 1 && title === "Documentation Plan") {
      title = unescaped(section.heading.replace(/^\[erk-learn\]\s*/i, "")) || title;
      if (text !== "") context = joinTexts(context, text);
    } else if (/^context$/i.test(section.heading)) {
      const whole = withDeeper(sections, index, section);
      index = whole.next;
      context = joinTexts(context, whole.text);
    } else if (hasLocation(section.lines)) {
      const whole = withDeeper(sections, index, section);
      index = whole.next;
      items.push(itemOf(section.heading, whole.text, priority));
    } else if (named !== null) {
      priority = priorityOf(named[1] ?? named[2]) ?? priority;
      if (text !== "") items.push(rawItem(section.heading, text, priority));
    } else if (TRIPWIRE_SECTION.test(section.heading)) {
      for (
        let entry = sections[index];
        entry !== undefined && entry.level > section.level;
        entry = sections[++index]
      ) {
        const tripwire = parseTripwire(titleOf(entry.heading), entry.lines, citationOf);
        if (tripwire === undefined) items.push(rawItem(entry.heading, textOf(entry.lines), "MEDIUM"));
        else tripwires.push(tripwire);
      }
      if (text !== "") items.push(rawItem(section.heading, text, "MEDIUM"));
    } else if (DERIVED.test(section.heading)) {
      if (/^documentation items$/i.test(section.heading) && text !== "") {
        items.push(rawItem(section.heading, text, priority));
      }
    } else {
      const whole = withDeeper(sections, index, section);
      index = whole.next;
      if (whole.text !== "" || section.level > 0) items.push(rawItem(section.heading, whole.text, "MEDIUM"));
    }
  }
  return {
    title,
    context,
    items,
    contradictions: [],
    staleDocuments: [],
    preventionInsights: [],
    tripwires,
  };
}

/** What `publishableMarkdown` puts into mentions and references outside of code. It does so again when it is asked. */
export const REFERENCE_BREAK = "&#8203;";

/** Headings outside of fences divide a text. */
function sectionsOf(markdown: string): Section[] {
  const sections: { level: number; heading: string; lines: string[] }[] = [{
    level: 0,
    heading: "",
    lines: [],
  }];
  let fence = "";
  for (const raw of markdown.split(/\r\n|\r|\n/)) {
    const line = fence === "" ? raw.replaceAll(REFERENCE_BREAK, "") : raw;
    const run = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    const marks = run?.[1] ?? "";
    if (fence !== "") {
      if (marks.startsWith(fence) && run?.[2]?.trim() === "") fence = "";
    } else if (marks !== "" && !(marks.startsWith("`") && run?.[2]?.includes("`"))) {
      fence = marks;
    }
    const heading = fence === "" ? /^ {0,3}(#{1,6})\s+(.*)$/s.exec(line) : null;
    if (heading === null) sections.at(-1)?.lines.push(line);
    else {sections.push({
        level: heading[1]?.length ?? 1,
        heading: withoutClosing(heading[2] ?? ""),
        lines: [],
      });}
  }
  return sections;
}

/** A heading without the signs that may close it. */
function withoutClosing(heading: string): string {
  return heading.trimEnd().replace(/(?<!#)#+$/, "").trimEnd();
}

/** A section's text with all sections below it. */
function withDeeper(
  sections: readonly Section[],
  from: number,
  own: Section,
): { text: string; next: number } {
  const pieces: (readonly string[])[] = [own.lines];
  let next = from;
  for (let section = sections[next]; section !== undefined; section = sections[++next]) {
    // An item of its own may stand deeper.
    if (section.level <= own.level || own.level === 0 || hasLocation(section.lines)) break;
    pieces.push([`${"#".repeat(section.level)} ${section.heading}`], section.lines);
  }
  return { text: textOf(pieces.flat()), next };
}

function hasLocation(lines: readonly string[]): boolean {
  return lines.some((line) => FIELD.exec(line)?.[1]?.toLowerCase() === "location");
}

function itemOf(heading: string, text: string, priority: DocumentItem["priority"]): DocumentItem {
  const fields = new Map<string, string>();
  const rationale: string[] = [];
  const citations: Citation[] = [];
  const draft: string[] = [];
  let part: "rationale" | "draft" | "citations" = "rationale";
  let fence = "";
  for (const line of text.split("\n")) {
    const marks = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    const field = fence === "" ? FIELD.exec(line) : null;
    if (marks !== "") {
      fence = fence === "" ? marks : marks.startsWith(fence) && line.trim() === marks ? "" : fence;
    }
    const name = field?.[1]?.toLowerCase() ?? "";
    const rest = field?.[2] ?? "";
    if (name.startsWith("draft")) {
      part = "draft";
      if (rest !== "") draft.push(rest);
    } else if (name.startsWith("citation")) part = "citations";
    else if (name !== "") fields.set(name, rest.trim());
    else if (part === "draft") draft.push(line);
    else {
      const citation = part === "citations" ? citationOf(line) : undefined;
      if (citation !== undefined) citations.push(citation);
      else if (line.trim() !== "---") rationale.push(line);
    }
  }
  const action = ACTIONS.find((name) => new RegExp(`\\b${name}\\b`, "i").test(fields.get("action") ?? ""));
  const { readWhen, content } = withoutFrontmatter(unfenced(textOf(draft)));
  return {
    title: titleOf(heading),
    location: unquoted(fields.get("location") ?? "") || UNKNOWN_LOCATION,
    action: action ?? "UPDATE",
    priority: priorityOf(fields.get("priority")) ?? priority,
    sourceAttribution: unescaped(fields.get("source") ?? ""),
    rationale: unescaped(textOf(rationale)),
    draftContent: content,
    readWhen,
    citations,
  };
}

function rawItem(heading: string, text: string, priority: DocumentItem["priority"]): DocumentItem {
  return {
    title: titleOf(heading),
    location: UNKNOWN_LOCATION,
    action: "UPDATE",
    priority,
    sourceAttribution: "",
    rationale: "",
    draftContent: text,
    readWhen: [],
    citations: [],
  };
}

/** Without its number. */
function titleOf(heading: string): string {
  return unescaped(heading.replace(/^\d+[.)]\s+/, "").trim()) || "Untitled";
}

function priorityOf(text: string | undefined): DocumentItem["priority"] | undefined {
  return PRIORITIES.find((priority) => new RegExp(`\\b${priority}\\b`, "i").test(text ?? ""));
}

/** A code span's text, else the text itself. */
function unquoted(text: string): string {
  const opening = /`+/.exec(text);
  if (opening === null) return text.trim();
  const [marks] = opening;
  const start = opening.index + marks.length;
  const end = text.indexOf(marks, start);
  return (end < 0 ? text : text.slice(start, end)).trim();
}

/** What stands in the one fence that makes up a draft, else the draft. */
function unfenced(text: string): string {
  return /^(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n([^]*)\n\1$/.exec(text)?.[2] ?? text;
}

function withoutFrontmatter(draft: string): { readWhen: string[]; content: string } {
  const block = /^---\ntitle: .*\nread_when:\n((?: {2}- ".*"\n)+)---\n\n?/.exec(draft);
  if (block === null) return { readWhen: [], content: draft };
  try {
    const readWhen = (block[1] ?? "").trimEnd().split("\n").map((line) => String(JSON.parse(line.slice(4))));
    return { readWhen, content: draft.slice(block[0].length) };
  } catch {
    // Edited into something else than what we write: it stays part of the draft.
    return { readWhen: [], content: draft };
  }
}

const CITATION_FORMS: readonly [RegExp, (groups: readonly string[]) => Omit<Citation, "quote">][] = [
  [/^session `([^`]+)` `([^`]+)`$/, ([source = "", ref = ""]) => ({ kind: "session", source, ref })],
  [
    /^review thread `([^`]+)`(?: on .*)?$/s,
    ([ref = ""]) => ({ kind: "review", source: "review-thread", ref }),
  ],
  [/^discussion comment `([^`]+)`$/, ([ref = ""]) => ({ kind: "review", source: "discussion", ref })],
  [/^plan `([^`]+)`, (title|body)$/, ([source = "", ref = ""]) => ({ kind: "plan", source, ref })],
  // Documents and diffs look alike; a document is the safer guess for a path that ends like one.
  [
    /^`([^`]+\.(?:md|mdx|rst|adoc|txt)):(\d+)`$/,
    ([source = "", ref = ""]) => ({ kind: "document", source, ref }),
  ],
  [/^`([^`]+):(-?\d+)`$/, ([source = "", ref = ""]) => ({ kind: "diff", source, ref })],
];

/** A line as `renderCitations` writes it. */
function citationOf(line: string): Citation | undefined {
  const found = line.endsWith("`") ? /^\s*- (.*?): (`.*`)$/s.exec(line) : null;
  if (found === null) return undefined;
  for (const [form, make] of CITATION_FORMS) {
    const groups = form.exec(found[1] ?? "");
    const quote = unquoted(found[2] ?? "");
    if (groups !== null && quote !== "") return { ...make(groups.slice(1)), quote };
  }
  return undefined;
}

/** Lines without empty ones around them, and without the rule that ends an item. */
function textOf(lines: readonly string[]): string {
  const isEmpty = (line: string) => /^\s*(?:---\s*)?$/.test(line);
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => !isEmpty(line));
  return lines.slice(Math.max(0, first), last + 1).join("\n").trimEnd();
}

function joinTexts(first: string, second: string): string {
  return [first, second].filter((text) => text !== "").join("\n\n");
}
