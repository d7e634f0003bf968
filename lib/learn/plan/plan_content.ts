/** What makes a plan worth saving: asked before anything is written to GitHub. */

import { canonicalText } from "../../github/markdown/publishable_markdown.ts";
import { type MarkdownStructure, readMarkdownStructure } from "../../github/markdown/markdown_structure.ts";
import { listed } from "../../wording.ts";
import { planHeading } from "./plan_title.ts";

/** Characters below which older readers refuse a plan. */
const MIN_PLAN_CHARACTERS = 100;

/** Characters below which a heading is no title. */
export const MIN_TITLE_CHARACTERS = 5;

/** 17 comments: nobody reviews more, and a runaway answer of a model is no plan. */
const MAX_PLAN_CHARACTERS = 1_000_000;

/** How many placeholders are named. */
const NAMED_PLACEHOLDERS = 5;

export interface PlanContentJudgement {
  /** Why the plan can't be saved, in sentences; empty if it can. */
  readonly problems: readonly string[];
  readonly details: {
    /** UTF-16 units, without white space around. */
    readonly length: number;
    readonly has_headers: boolean;
    readonly has_lists: boolean;
  };
}

/** Judges a plan's Markdown. Never throws. */
export function judgePlanContent(markdown: string): PlanContentJudgement {
  const text = canonicalText(markdown).trim();
  if (text.length > MAX_PLAN_CHARACTERS) {
    return {
      problems: [
        `The plan has ${text.length} characters, more than the ${MAX_PLAN_CHARACTERS} that are saved.`,
      ],
      details: { length: text.length, has_headers: false, has_lists: false },
    };
  }
  const structure = readMarkdownStructure(text);
  const details = {
    length: text.length,
    has_headers: structure.headings.length > 0,
    has_lists: structure.items.length > 0,
  };
  if (text === "") return { problems: ["The plan is empty."], details };
  return {
    problems: [
      ...(text.length < MIN_PLAN_CHARACTERS
        ? [`The plan is too short: ${text.length} characters, at least ${MIN_PLAN_CHARACTERS} are needed.`]
        : []),
      ...titleProblems(text),
      ...itemProblems(structure, text),
      ...placeholderProblems(text, structure),
    ],
    details,
  };
}

function titleProblems(text: string): string[] {
  const heading = planHeading(text);
  if (heading === undefined) {
    return ["The plan has no heading with words in it, such as `# Documentation Plan: Retries`."];
  }
  if (heading.length < MIN_TITLE_CHARACTERS) {
    return [`The plan's heading "${heading}" is too short to be a title.`];
  }
  return [];
}

/** A title and a paragraph say nothing that could be worked off. */
function itemProblems({ headings, items }: MarkdownStructure, text: string): string[] {
  const filled = headings.slice(1).some(({ start }, index) => {
    const end = headings[index + 2]?.start ?? text.length;
    return text.slice(start, end).split("\n").slice(1).some((line) => /[\p{L}\p{N}]/u.test(line));
  });
  return filled || items.length > 0
    ? []
    : ["The plan has no items: neither a section with text below its title nor a list."];
}

/** The whole of a line, or of a list entry, or of the value behind a bold name. */
const PLACEHOLDER_LINE = new RegExp(
  String.raw`^\s*(?:[-*+>]\s+|\d+[.)]\s+|\[[ x]\]\s+)*(?:\*\*[^*\n]{1,60}\*\*:?\s*)?[_*]*(?:` +
    [
      String
        .raw`(?:TODO|TBD|FIXME|XXX)\b(?:[:.\s-]*|:?\s+(?:add|write|fill|complete|document|describe)\b.{0,80})`,
      String
        .raw`\[(?:todo|tbd|insert|your|fill|placeholder|add|describe|title|content|details?)\b[^\]\n]{0,80}\]`,
      String.raw`<(?:todo|tbd|insert|your|fill|placeholder)\b[^>\n]{0,80}>`,
      String.raw`\{\{[^}\n]{0,80}\}\}`,
      String.raw`lorem ipsum\b.{0,200}`,
      String.raw`placeholder`,
    ].join("|") + String.raw`)[_*]*[.!]?\s*$`,
  "iu",
);

/** Whether a line is still an unfilled placeholder. */
export function isPlaceholder(line: string): boolean {
  return PLACEHOLDER_LINE.test(line);
}

/** Lines outside of code that nobody filled in, and code blocks that hold nothing else. */
function placeholderProblems(text: string, { code, fences }: MarkdownStructure): string[] {
  const lines: number[] = [];
  const blockStarts = new Set(
    fences.filter(({ bodyStart, end, closed }) => {
      const body = text.slice(bodyStart, end).split("\n").slice(0, closed ? -1 : undefined);
      const filled = body.filter((line) => line.trim() !== "");
      return filled.length > 0 && filled.every((line) => isPlaceholder(line));
    }).map(({ start }) => start),
  );
  let offset = 0;
  let next = 0;
  text.split("\n").forEach((line, index) => {
    const end = offset + line.length;
    while ((code[next]?.end ?? Infinity) <= offset) next++;
    const within = code[next];
    const isCode = within !== undefined && within.start <= offset + (/^\s*/.exec(line)?.[0].length ?? 0);
    if (isCode ? blockStarts.has(within.start) && within.start >= offset : isPlaceholder(line)) {
      lines.push(index + 1);
    }
    offset = end + 1;
  });
  if (lines.length === 0) return [];
  return [`Placeholders were not filled in: line ${listed(lines, NAMED_PLACEHOLDERS)}.`];
}
