/** A learn plan's typed data in comments beside its Markdown, so that plans can be joined without guessing. */

import { createHash } from "node:crypto";
import { readMetadataBlocks, renderMetadataBlock } from "../../github/metadata_block.ts";
import { type DocumentItem, type LearnPlan, learnPlanSchema } from "./learn_plan.ts";
import { parseLearnPlan, UNKNOWN_LOCATION } from "./parse_learn_plan.ts";

const KEY = "learn-plan-data";
const SCHEMA_VERSION = "1";

/** GitHub takes 65,536 characters; the rest is for the lines around the block. */
const MAX_BLOCK_CHARACTERS = 60_000;

/** What a plan's comments say it is. */
export interface PlanReading {
  readonly plan: LearnPlan;
  /** `data`: as it was saved. `edited`: the Markdown was changed since, and counts. `markdown`: there is no data. */
  readonly from: "data" | "edited" | "markdown";
  /** What could not be read, or is no longer in the Markdown, in sentences. */
  readonly warnings: readonly string[];
}

/**
 * Comments with a plan's data, in order; each below GitHub's limit.
 * @param plan with texts that are redacted: cutting redacted JSON into comments must not be followed by other changes.
 * @param markdown the plan as it is saved, to notice later that somebody edited it.
 */
export function renderPlanData(plan: LearnPlan, markdown: string): string[] {
  const pieces = cutForBlocks(JSON.stringify(plan));
  return pieces.map((data, index) => {
    const block = renderBlock({
      data,
      part: index + 1,
      parts: pieces.length,
      markdown: fingerprint(markdown),
    });
    const part = pieces.length === 1 ? "" : ` (part ${index + 1} of ${pieces.length})`;
    return [
      `🧾 Learn plan data${part}`,
      block,
      "---",
      "The plan's items for programs: `erk-learn consolidate-learn-plans` reads them.",
    ].join("\n\n");
  });
}

/**
 * A plan out of its comments. Never throws.
 * @param markdown the plan's Markdown as it is now.
 */
export function readPlanData(comments: readonly string[], markdown: string): PlanReading {
  const warnings: string[] = [];
  const saved = readSaved(comments, warnings);
  if (saved !== undefined && saved.fingerprint === fingerprint(markdown)) {
    return { plan: saved.plan, from: "data", warnings };
  }
  const parsed = parseLearnPlan(markdown);
  if (saved === undefined) return { plan: parsed, from: "markdown", warnings };
  return editedPlan(saved.plan, parsed, warnings);
}

interface Block {
  readonly data: string;
  readonly part: number;
  readonly parts: number;
  readonly markdown: string;
}

function renderBlock({ data, part, parts, markdown }: Block): string {
  return renderMetadataBlock(KEY, {
    schema_version: SCHEMA_VERSION,
    part,
    parts,
    markdown_sha256: markdown,
    data,
  });
}

/** JSON in pieces whose blocks are short enough: quoting makes some texts several times longer. */
function cutForBlocks(json: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < json.length;) {
    let length = Math.min(MAX_BLOCK_CHARACTERS, json.length - start);
    for (;;) {
      const piece = json.slice(start, endOfCharacters(json, start + length));
      const size = renderBlock({ data: piece, part: 999, parts: 999, markdown: fingerprint("") }).length;
      if (size <= MAX_BLOCK_CHARACTERS) {
        pieces.push(piece);
        start += piece.length;
        break;
      }
      length = Math.floor(Math.min(length - 1, length * MAX_BLOCK_CHARACTERS / size));
    }
  }
  return pieces;
}

/** Not between the halves of a pair. */
function endOfCharacters(text: string, end: number): number {
  return end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? "") ? end - 1 : end;
}

/** White space aside: comments are split and joined at line ends, and the web editor changes those. */
function fingerprint(markdown: string): string {
  return createHash("sha256").update(markdown.replace(/\s+/g, "")).digest("hex");
}

function readSaved(
  comments: readonly string[],
  warnings: string[],
): { plan: LearnPlan; fingerprint: string } | undefined {
  const blocks = comments.flatMap((comment) => readMetadataBlocks(comment).blocks).filter(({ key }) =>
    key === KEY
  );
  if (blocks.length === 0) return undefined;
  const texts = new Map<number, string>();
  const print = String(blocks.at(-1)?.fields.get("markdown_sha256") ?? "");
  const parts = Number(blocks.at(-1)?.fields.get("parts"));
  // A later save of the same plan replaces an earlier one: the last of each part counts, of the last save's print.
  for (const { fields } of blocks) {
    if (String(fields.get("markdown_sha256")) !== print) continue;
    texts.set(Number(fields.get("part")), String(fields.get("data") ?? ""));
  }
  const pieces = Array.from(
    { length: Number.isInteger(parts) && parts > 0 && parts < 1000 ? parts : 0 },
    (_, index) => texts.get(index + 1),
  );
  if (pieces.length === 0 || pieces.includes(undefined)) {
    warnings.push(
      "The plan's data is not complete: a comment of it is missing. Its Markdown is read instead.",
    );
    return undefined;
  }
  try {
    return { plan: learnPlanSchema.parse(JSON.parse(pieces.join(""))), fingerprint: print };
  } catch {
    warnings.push("The plan's data can't be read: somebody changed it. Its Markdown is read instead.");
    return undefined;
  }
}

/** What the Markdown says counts; what it can't say (whole quotes, full ids, other lists) comes from the data. */
function editedPlan(saved: LearnPlan, parsed: LearnPlan, warnings: string[]): PlanReading {
  const known = new Map(saved.items.map((item) => [itemKey(item), item]));
  const items = parsed.items.map((item) => {
    const before = known.get(itemKey(item));
    known.delete(itemKey(item));
    return before === undefined ? item : { ...item, citations: before.citations };
  }).filter((item) => !isSectionOfData(item, saved));
  for (const { title, location } of known.values()) {
    warnings.push(`Item "${title}" (${location}) is no longer in the plan's Markdown: somebody removed it.`);
  }
  return {
    plan: { ...saved, title: parsed.title, context: parsed.context, items },
    from: "edited",
    warnings,
  };
}

function itemKey({ title, location }: DocumentItem): string {
  const fold = (text: string) => text.replace(/[\\`]|&\w+;|</g, "").replace(/\s+/g, " ").trim().toLowerCase();
  return JSON.stringify([fold(title), fold(location)]);
}

/** Sections that are rendered from the data's other lists are no items. */
function isSectionOfData({ title, location }: DocumentItem, saved: LearnPlan): boolean {
  if (location !== UNKNOWN_LOCATION) return false;
  const lists: Readonly<Record<string, readonly unknown[]>> = {
    "Contradiction Resolutions": saved.contradictions,
    "Stale Documentation Cleanup": saved.staleDocuments,
    "Prevention Insights": saved.preventionInsights,
    "Tripwire Candidates": saved.tripwires,
    "Potential Tripwires": saved.tripwires,
  };
  return (lists[title]?.length ?? 0) > 0;
}
