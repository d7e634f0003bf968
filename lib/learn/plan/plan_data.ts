/** A learn plan's typed data in comments beside its Markdown, so that plans can be joined without guessing. */

import { createHash } from "node:crypto";
import {
  type MetadataBlock,
  readMetadataBlocks,
  renderMetadataBlock,
} from "../../github/plan/metadata_block.ts";
import { type DocumentItem, type LearnPlan, learnPlanSchema } from "./learn_plan.ts";
import { parseLearnPlan } from "./parse_learn_plan.ts";
import { itemsInOrder, renderLearnPlan } from "./render_learn_plan.ts";

const KEY = "learn-plan-data";
const SCHEMA_VERSION = "1";

/** GitHub takes 65,536 characters; the rest is for the lines around the block. */
const MAX_BLOCK_CHARACTERS = 60_000;

/** What a plan's comments say it is. */
export interface PlanReading {
  readonly plan: LearnPlan;
  /** `data`: as it was saved. `edited`: the Markdown was changed since, and counts. `markdown`: there is no data. */
  readonly from: "data" | "edited" | "markdown";
  /** Items of the data that somebody took out of the Markdown. */
  readonly removed: readonly DocumentItem[];
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

/** The part of a comment that is read here. */
export interface PlanComment {
  readonly author: string;
  readonly body: string;
}

/**
 * A plan out of its comments. Never throws. Data counts only from whoever wrote the Markdown: in a public repository
 * anybody can comment, with the Markdown's fingerprint too.
 * @param comments of the issue, oldest first.
 * @param current the plan's Markdown as it is now, and who wrote the comment that holds it.
 */
export function readPlanData(
  comments: readonly PlanComment[],
  current: { readonly markdown: string; readonly author: string },
): PlanReading {
  const { markdown, author } = current;
  const warnings: string[] = [];
  const blocks = comments.flatMap((comment) => {
    const { blocks, skipped } = readMetadataBlocks(comment.body);
    const found = blocks.filter(({ key }) => key === KEY);
    if (comment.author.toLowerCase() === author.toLowerCase()) {
      for (const { key, warning } of skipped) if (key === KEY) warnings.push(`The plan's data: ${warning}.`);
      return found;
    }
    if (found.length === 0) return [];
    warnings.push(`Plan data in a comment of ${comment.author} is ignored: the plan itself is by ${author}.`);
    return [];
  });
  const saved = readSaved(blocks, warnings);
  if (saved !== undefined && saved.fingerprint === fingerprint(markdown)) {
    return { plan: saved.plan, from: "data", removed: [], warnings };
  }
  const parsed = parseLearnPlan(markdown);
  if (saved === undefined) return { plan: parsed, from: "markdown", removed: [], warnings };
  return editedPlan(saved.plan, parsed, warnings);
}

/** Whether a comment holds a plan's data, or a part of it. */
export function isPlanData(comment: string): boolean {
  return readMetadataBlocks(comment).blocks.some(({ key }) => key === KEY);
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
  blocks: readonly MetadataBlock[],
  warnings: string[],
): { plan: LearnPlan; fingerprint: string } | undefined {
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

/**
 * What the Markdown says counts. Where it still says what the data would, the data is taken: it has whole quotes, full
 * ids, and lists that the Markdown can't be read back into.
 */
function editedPlan(saved: LearnPlan, now: LearnPlan, warnings: string[]): PlanReading {
  const originals = itemsInOrder(saved.items);
  const rendered = parseLearnPlan(renderLearnPlan(saved));
  const before = rendered.items.map((parsed, index) => ({
    parsed,
    // Sections of other lists come after the items.
    original: originals[index],
  }));
  const open = new Set(before);
  const items = now.items.flatMap((item) => {
    const match = [...open].find(({ parsed }) => isSameItem(parsed, item));
    if (match === undefined) return [item];
    open.delete(match);
    const isUnchanged = JSON.stringify(match.parsed) === JSON.stringify(item);
    if (match.original === undefined) return isUnchanged ? [] : [item];
    return [isUnchanged ? match.original : { ...item, citations: match.original.citations }];
  });
  const removed = [...open].flatMap(({ original }) => original ?? []);
  warnings.push(
    ...removed.map(({ title, location }) =>
      `Item "${title}" (${location}) is no longer in the plan's Markdown: somebody removed it.`
    ),
  );
  return {
    plan: {
      ...saved,
      title: now.title,
      context: now.context,
      items,
      tripwires: editedTripwires(saved, rendered.tripwires, now.tripwires),
    },
    from: "edited",
    removed,
    warnings,
  };
}

/** The tripwires as the Markdown was edited. Those that it does not show, because of a low score, stay. */
function editedTripwires(
  { tripwires }: LearnPlan,
  shown: LearnPlan["tripwires"],
  now: LearnPlan["tripwires"],
): LearnPlan["tripwires"] {
  const original = (title: string) => tripwires.find((tripwire) => tripwire.title === title);
  const isShown = (title: string) => shown.some((tripwire) => tripwire.title === title);
  if (JSON.stringify(shown) === JSON.stringify(now)) return tripwires;
  return [
    ...now.map((tripwire) => {
      const isUnchanged = shown.some((each) => JSON.stringify(each) === JSON.stringify(tripwire));
      const { title } = tripwire;
      const citations = original(title)?.citations ?? tripwire.citations;
      return isUnchanged ? original(title) ?? tripwire : { ...tripwire, citations };
    }),
    ...tripwires.filter(({ title }) => !isShown(title)),
  ];
}

function isSameItem(a: DocumentItem, b: DocumentItem): boolean {
  return a.title === b.title && a.location === b.location;
}
