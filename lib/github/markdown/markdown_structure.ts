/** Where Markdown has code, headings and blocks, as GitHub renders it: for changes that must not touch code. */

import { parser, Table } from "@lezer/markdown";
import type { Range } from "../plan/metadata_block.ts";

/** A fenced code block. */
export interface Fence extends Range {
  /** What stands before the fence on its line: indentation, list marks, `>`. */
  readonly prefix: string;
  /** The backticks or tildes that open it. */
  readonly mark: string;
  /** The first word of its info string. */
  readonly language: string;
  /** Start of the line below the opening one. */
  readonly bodyStart: number;
  readonly closed: boolean;
  /** Not inside a list or a quote. */
  readonly topLevel: boolean;
}

export interface Heading {
  /** Start of its line. */
  readonly start: number;
  readonly level: number;
  /** Without marks; Markdown within it stays. */
  readonly text: string;
}

/** Offsets are UTF-16 units. */
export interface MarkdownStructure {
  /** Code spans, fenced and indented code, in order; they don't overlap. */
  readonly code: readonly Range[];
  readonly fences: readonly Fence[];
  /** Headings outside of lists and quotes. */
  readonly headings: readonly Heading[];
  /** Starts of the lines where blocks begin that are in no other block. */
  readonly blocks: readonly number[];
  /** The same of the items of lists that are in no other block. */
  readonly items: readonly number[];
}

/** Emphasis and links change nothing about code, and take quadratic time on hostile input (88 s for 300 kB of `*a_`). */
const structureParser = parser.configure([Table, { remove: ["Emphasis", "Link", "Image", "LinkEnd"] }]);

const HEADING = /^(?:ATX|Setext)Heading([1-6])$/;

/** Reads the structure of Markdown with line ends `\n`. Never throws. */
export function readMarkdownStructure(markdown: string): MarkdownStructure {
  const code: Range[] = [];
  const fences: Fence[] = [];
  const headings: Heading[] = [];
  const blocks: number[] = [];
  const items: number[] = [];
  const path: string[] = [];
  structureParser.parse(markdown).iterate({
    enter(node) {
      const { name, from, to } = node;
      const isBlock = path.length === 1;
      const lineStart = () => markdown.lastIndexOf("\n", from - 1) + 1;
      if (isBlock) blocks.push(lineStart());
      if (name === "ListItem" && path.length === 2) items.push(lineStart());
      const level = isBlock ? HEADING.exec(name)?.[1] : undefined;
      if (level !== undefined) {
        headings.push({
          start: lineStart(),
          level: Number(level),
          text: headingText(markdown.slice(from, to)),
        });
      }
      path.push(name);
      if (name !== "InlineCode" && name !== "FencedCode" && name !== "CodeBlock") return true;
      code.push({ start: from, end: to });
      if (name === "FencedCode") {
        fences.push(fenceOf(markdown, { from, to, lineStart: lineStart(), topLevel: isBlock }));
      }
      path.pop();
      return false;
    },
    leave: () => void path.pop(),
  });
  return { code, fences, headings, blocks, items };
}

/** `# A title #` and the underlined form → `A title`, on one line. */
function headingText(source: string): string {
  const atx = /^#{1,6}(?:[ \t]+|$)/.exec(source);
  const text = atx === null
    ? source.replace(/\n[^\n]*$/, "")
    : source.slice(atx[0].length).replace(/(?:^|(?<![ \t])[ \t]+)#+[ \t]*$/, "");
  return text.replace(/\s+/g, " ").trim();
}

function fenceOf(
  markdown: string,
  node: {
    readonly from: number;
    readonly to: number;
    readonly lineStart: number;
    readonly topLevel: boolean;
  },
): Fence {
  const { from, to, lineStart, topLevel } = node;
  const source = markdown.slice(from, to);
  const mark = /^(?:`+|~+)/.exec(source)?.[0] ?? "```";
  const lineEnd = source.indexOf("\n");
  const lastLine = source.slice(source.lastIndexOf("\n") + 1).replace(/^[ \t>]*/, "").trimEnd();
  return {
    start: from,
    end: to,
    prefix: markdown.slice(lineStart, from),
    mark,
    language: /^[ \t]*([\w+#.-]{1,30})/.exec(source.slice(mark.length))?.[1] ?? "",
    bodyStart: lineEnd < 0 ? to : from + lineEnd + 1,
    closed: lineEnd >= 0 && lastLine.length >= mark.length &&
      lastLine === mark.charAt(0).repeat(lastLine.length),
    topLevel,
  };
}
