/**
 * Redacting twice gives what redacting once gave: marks are opaque to the rules, and what becomes recognisable only
 * once its neighbour is a mark (two secrets glued together) is found at once.
 */
import { type Finding, mergeFindings, WEIGHT } from "./finding.ts";
import { MARK_SOURCE } from "./mark.ts";
import { quickIndexOf } from "./search/quick_search.ts";

const MARK = new RegExp(MARK_SOURCE, "y");

const MARK_START = "[redacted:";

/** How far from a mark the rules' view of a text changes: the longest address or header value in front of an `@`. */
const NEIGHBOURHOOD_CHARACTERS = 700;

/** Glued secrets come in twos and threes. */
const MAX_ROUNDS = 4;

/** Stands for a mark of the same length: no rule crosses a control character between line ends (see batch.ts). */
function barrier(length: number): string {
  return length < 2 ? "\u0000" : `\n${"\u0000".repeat(length - 2)}\n`;
}

/** Makes the marks in a text opaque to the rules. Every character keeps its position. */
export function hideMarks(text: string): string {
  const pieces: string[] = [];
  let kept = 0;
  for (let at = quickIndexOf(text, MARK_START); at !== -1; at = quickIndexOf(text, MARK_START, at + 1)) {
    MARK.lastIndex = at;
    const length = MARK.exec(text)?.[0].length ?? 0;
    if (length === 0) continue;
    pieces.push(text.slice(kept, at), barrier(length));
    kept = at + length;
  }
  return kept === 0 ? text : pieces.join("") + text.slice(kept);
}

/**
 * Adds what the rules find next to removed secrets. Home directories, of which logs are full, are left out: `~`
 * separates words as the slash did. They count only in the middle of a word (`ab²/home/kim`).
 */
export function settleFindings(
  text: string,
  first: readonly Finding[],
  find: (text: string) => Finding[],
): Finding[] {
  let findings: readonly Finding[] = first;
  let recent = first.filter((finding) => isOpaque(finding) || isBehindLetter(text, finding));
  for (let round = 0; round < MAX_ROUNDS && recent.length > 0; round++) {
    const stretches = neighbourhoods(text.length, recent);
    const known = findings;
    recent = stretches.flatMap((stretch) =>
      findBetween(hideFindings(text, stretch, known), stretch, text.length, find)
    );
    if (recent.length > 0) findings = mergeFindings([...findings, ...recent]);
  }
  return [...findings];
}

function isOpaque(finding: Finding): boolean {
  return finding.weight !== WEIGHT.path;
}

/** A letter or digit beyond ASCII: behind one of ASCII no path begins. */
function isBehindLetter(text: string, { start }: Finding): boolean {
  return text.charCodeAt(start - 1) > LAST_OF_ASCII &&
    /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start));
}

const LAST_OF_ASCII = 0x7f;

/** A part of a text, `end` exclusive. */
interface Stretch {
  readonly start: number;
  end: number;
}

/** The stretches around findings, joined where they overlap. */
function neighbourhoods(length: number, findings: readonly Finding[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const finding of findings) {
    const start = Math.max(0, finding.start - NEIGHBOURHOOD_CHARACTERS);
    const end = Math.min(length, finding.end + NEIGHBOURHOOD_CHARACTERS);
    const previous = stretches.at(-1);
    if (previous !== undefined && start <= previous.end) previous.end = Math.max(previous.end, end);
    else stretches.push({ start, end });
  }
  return stretches;
}

/** A stretch as it would be after redaction, but with every character at its place. */
function hideFindings(text: string, { start, end }: Stretch, findings: readonly Finding[]): string {
  const pieces: string[] = [];
  let kept = start;
  for (let index = firstEndingAfter(findings, start); index < findings.length; index++) {
    const finding = findings[index];
    if (finding === undefined || finding.start >= end) break;
    const from = Math.max(finding.start, start);
    const to = Math.min(finding.end, end);
    pieces.push(text.slice(kept, from), isOpaque(finding) ? barrier(to - from) : "~".repeat(to - from));
    kept = to;
  }
  pieces.push(text.slice(kept, end));
  return pieces.join("");
}

/** Findings are sorted: the index of the first one that ends after a place. */
function firstEndingAfter(findings: readonly Finding[], place: number): number {
  let low = 0;
  let high = findings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((findings[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is found in a stretch, except what touches its ends: there the rules see a beginning or an end that is none. */
function findBetween(
  hidden: string,
  { start, end }: Stretch,
  textLength: number,
  find: (text: string) => Finding[],
): Finding[] {
  return find(hidden)
    .map((finding) => ({ ...finding, start: finding.start + start, end: finding.end + start }))
    .filter((finding) => (finding.start > start || start === 0) && (finding.end < end || end === textLength));
}
