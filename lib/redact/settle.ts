/**
 * Redacting twice gives what redacting once gave: marks are opaque to the rules, and what becomes recognisable only
 * once its neighbour is a mark (two secrets glued together) is found at once.
 */
import { type Finding, mergeFindings, WEIGHT } from "./finding.ts";
import { MARK_SOURCE } from "./mark.ts";

const MARK = new RegExp(MARK_SOURCE, "g");

/** How far from a mark the rules' view of a text changes: the longest address or header value in front of an `@`. */
const NEIGHBOURHOOD_CHARACTERS = 700;

/** Glued secrets come in twos and threes. */
const MAX_ROUNDS = 4;

/** Stands for a mark of the same length: no rule crosses a control character between line ends (see batch.ts). */
function barrier(length: number): string {
  return length < 2 ? "\u0000" : `\n${"\u0000".repeat(length - 2)}\n`;
}

/** The text with its marks made opaque, every character at its place. */
export function hideMarks(text: string): string {
  return text.includes("[redacted:") ? text.replace(MARK, (mark) => barrier(mark.length)) : text;
}

/**
 * Adds to the findings of a text what the rules find beside them once they are replaced. Home directories, of which
 * logs are full, don't count: `~` ends words just as the slash did.
 */
export function settleFindings(
  text: string,
  first: readonly Finding[],
  find: (text: string) => Finding[],
): Finding[] {
  let findings = [...first];
  let recent = first.filter(isOpaque);
  for (let round = 0; round < MAX_ROUNDS && recent.length > 0; round++) {
    const masked = hideFindings(text, findings);
    recent = neighbourhoods(masked.length, recent).flatMap(([start, end]) =>
      findBetween(masked, start, end, find)
    );
    findings = mergeFindings([...findings, ...recent]);
  }
  return findings;
}

function isOpaque(finding: Finding): boolean {
  return finding.weight !== WEIGHT.path;
}

/** The text as it would be after redaction, but with every character at its place. */
function hideFindings(text: string, findings: readonly Finding[]): string {
  const pieces: string[] = [];
  let kept = 0;
  for (const finding of findings) {
    const length = finding.end - finding.start;
    pieces.push(text.slice(kept, finding.start), isOpaque(finding) ? barrier(length) : "~".repeat(length));
    kept = finding.end;
  }
  pieces.push(text.slice(kept));
  return pieces.join("");
}

/** The stretches around findings, joined where they overlap. */
function neighbourhoods(length: number, findings: readonly Finding[]): [number, number][] {
  const stretches: [number, number][] = [];
  for (const finding of findings) {
    const start = Math.max(0, finding.start - NEIGHBOURHOOD_CHARACTERS);
    const end = Math.min(length, finding.end + NEIGHBOURHOOD_CHARACTERS);
    const previous = stretches.at(-1);
    if (previous !== undefined && start <= previous[1]) previous[1] = Math.max(previous[1], end);
    else stretches.push([start, end]);
  }
  return stretches;
}

/** What is found in a stretch, but for what touches its ends: there the rules see a beginning or an end that is none. */
function findBetween(text: string, start: number, end: number, find: (text: string) => Finding[]): Finding[] {
  return find(text.slice(start, end))
    .map((finding) => ({ ...finding, start: finding.start + start, end: finding.end + start }))
    .filter((finding) =>
      (finding.start > start || start === 0) && (finding.end < end || end === text.length)
    );
}
