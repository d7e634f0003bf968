/** Cuts long Markdown where a reader expects it: at headings, else between blocks, else lines. Nothing is lost. */

import { type Fence, type MarkdownStructure, readMarkdownStructure } from "../markdown/markdown_structure.ts";
import type { PlanPart } from "./plan_body.ts";

/** Added to a part whose code block goes on: a line end and the fence, at both of its ends. */
const FENCE_CHARACTERS = 200;

/**
 * Parts of at most `maxCharacters` UTF-16 units; `joinPlan` makes the same Markdown of them.
 *
 * @param markdown without blank lines around it, with line ends `\n`.
 */
export function splitPlan(markdown: string, maxCharacters: number): PlanPart[] {
  if (markdown.length <= maxCharacters) return [{ text: markdown, join: "", fence: false }];
  const structure = readMarkdownStructure(markdown);
  const room = maxCharacters - 2 * FENCE_CHARACTERS;
  const parts: PlanPart[] = [];
  let start = 0;
  let join = "";
  let open: Fence | undefined;
  while (start < markdown.length) {
    const isLast = markdown.length - start <= room;
    const cut = isLast ? markdown.length : findCut(markdown, structure, start, start + room);
    const next = isLast ? undefined : structure.fences.find((fence) => isInBody(fence, cut));
    const piece = markdown.slice(start, cut);
    const text = piece.trimEnd();
    if (text === "") {
      // White space alone: between two parts.
      join += piece;
      start = cut;
      continue;
    }
    parts.push({
      text: (open === undefined ? "" : `${openingLine(open)}\n`) + text +
        (next === undefined ? "" : `\n${closingLine(next)}`),
      join,
      fence: open !== undefined,
    });
    join = piece.slice(text.length);
    // Blank lines at the start of a part would be taken for those of the frame.
    const blank = /^(?:[ \t]*\n)*/.exec(markdown.slice(cut))?.[0] ?? "";
    join += blank;
    start = cut + blank.length;
    open = next;
  }
  return parts;
}

/** The best place after `start` and not after `limit`. */
function findCut(markdown: string, structure: MarkdownStructure, start: number, limit: number): number {
  // A part that is less than half full is worse than a block in two comments.
  const half = start + (limit - start) / 2;
  const last = (places: readonly number[]) => places.findLast((place) => place > half && place <= limit);
  return last(structure.headings.map((heading) => heading.start)) ?? last(structure.blocks) ??
    last(structure.items) ?? lineCut(markdown, structure, half, limit) ?? wordCut(markdown, start, limit);
}

/** After a line. A code block that has shown no line of its own yet is not cut. */
function lineCut(
  markdown: string,
  structure: MarkdownStructure,
  from: number,
  limit: number,
): number | undefined {
  for (let end = limit; end > from;) {
    const place = markdown.lastIndexOf("\n", end - 1) + 1;
    if (place <= from) return undefined;
    const within = structure.fences.find((fence) => isInBody(fence, place));
    if (within === undefined || place > within.bodyStart) return place;
    end = place - 1;
  }
  return undefined;
}

/** Within a line: after white space, else between two characters. */
function wordCut(markdown: string, start: number, limit: number): number {
  const space = Math.max(markdown.lastIndexOf(" ", limit - 1), markdown.lastIndexOf("\t", limit - 1));
  if (space > start + (limit - start) / 2) return space + 1;
  const code = markdown.charCodeAt(limit - 1);
  return code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
}

function isInBody(fence: Fence, place: number): boolean {
  return place > fence.start && place < fence.end;
}

function openingLine({ prefix, mark, language }: Fence): string {
  return shortened(prefix) + mark.slice(0, 100) + language;
}

function closingLine({ prefix, mark }: Fence): string {
  // A list's mark would begin a new item.
  return shortened(prefix).replace(/[^\s>]/g, " ") + mark.slice(0, 100);
}

function shortened(prefix: string): string {
  return prefix.length <= 60 ? prefix : "";
}
