/**
 * Whether a document says what a draft does, whatever heading it stands under: people move sections, change headings and
 * correct words, and what they did is not to be undone by another run.
 */

import { foldText, type FrontmatterTripwire } from "./document_text.ts";

/** From this share of common words on, two texts are nearly the same: one word of ten corrected, or two. */
const NEARLY_SAME = 0.8;
/** From this share of its words on, a draft is there already, in other words or in part. */
const MOSTLY_THERE = 2 / 3;
/** Fewer words ("8080.", "Use it.") mean what their heading says: they aren't looked for without it. */
const MIN_WORDS = 5;

/**
 * - `all`: every paragraph of the draft.
 * - `most`: paragraphs with most of its words, or with nearly the same ones.
 */
export type AlreadySaid = "all" | "most" | "nothing";

/**
 * Looks for a draft's paragraphs, lists and code in a document.
 *
 * @param body of the document.
 * @param headings that the draft goes under, as a section or as a document.
 * @param content the draft below them.
 */
export function alreadySaid(
  body: string,
  headings: readonly string[],
  content: string,
): AlreadySaid {
  const wanted = blocksOf(content);
  const total = wanted.reduce((sum, { words }) => sum + words.length, 0);
  if (total < MIN_WORDS) {
    const text = withoutHashes(body);
    const isSaid = headings.some((heading) => text.includes(withoutHashes(`${heading}\n\n${content}`)));
    return isSaid ? "all" : "nothing";
  }
  const there = blocksOf(body);
  const texts = new Set(there.map(({ text }) => text));
  const isThere = (block: Block) => texts.has(block.text);
  if (wanted.every(isThere)) return "all";
  const found = wanted.filter((block) =>
    isThere(block) || (block.words.length >= MIN_WORDS && there.some((other) => isNearlySame(block, other)))
  );
  const share = found.reduce((sum, { words }) => sum + words.length, 0) / total;
  return share >= MOSTLY_THERE ? "most" : "nothing";
}

/** Whether one of the tripwires warns before the same action in nearly the same words. */
export function warnsNearlySo(known: readonly unknown[], { action, warning }: FrontmatterTripwire): boolean {
  return known.some((each) => {
    const other = (each ?? {}) as Partial<Record<keyof FrontmatterTripwire, unknown>>;
    return typeof other.action === "string" && typeof other.warning === "string" &&
      foldText(other.action) === foldText(action) && isNearlySame(blockOf(other.warning), blockOf(warning));
  });
}

interface Block {
  readonly text: string;
  readonly words: readonly string[];
}

function blockOf(text: string): Block {
  const folded = foldText(text);
  return { text: folded, words: folded === "" ? [] : folded.split(" ") };
}

/** What every draft by rules says around what it quotes, and where it was seen: nothing by which one is told from another. */
const STOCK =
  /^(?:(?:What it looked like|What worked|What it said|What got past it\b.*|After the conflicts were resolved|The answer|A person (?:said|refused it|stopped it)|A reviewer asked):|Seen in (?:session|the (?:review|discussion)) [^]*)$/;

/** What blank lines part, outside of fenced code; headings are left out, and so is what all drafts say. */
function blocksOf(markdown: string): Block[] {
  const blocks: string[][] = [[]];
  let fence: string | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    const isHeading = fence === undefined && /^ {0,3}#{1,6}(?:\s|$)/.test(line);
    if (fence === undefined && (isHeading || line.trim() === "")) blocks.push([]);
    else blocks.at(-1)?.push(line);
    if (fence === undefined) fence = mark;
    else if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = undefined;
  }
  return blocks.map((lines) => lines.join("\n").trim()).filter((text) => !STOCK.test(text)).map(blockOf)
    .filter(({ words }) => words.length > 0);
}

/** By the words that both have, each as often as both have it (Sørensen-Dice). */
function isNearlySame({ words }: Block, { words: others }: Block): boolean {
  const all = words.length + others.length;
  // Of two pages, the same words say different things.
  const [addresses, otherAddresses] = [words, others].map((list) =>
    list.filter((word) => word.includes("://"))
  );
  if (addresses?.length && otherAddresses?.length && !addresses.some((one) => otherAddresses.includes(one))) {
    return false;
  }
  // No more than the shorter one can be common.
  if (2 * Math.min(words.length, others.length) < NEARLY_SAME * all) return false;
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of words) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    common++;
  }
  return 2 * common >= NEARLY_SAME * all;
}

function withoutHashes(markdown: string): string {
  return foldText(markdown.replace(/^ {0,3}#{1,6}(?=\s)/gm, ""));
}
