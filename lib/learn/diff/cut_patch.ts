/** A file's hunks, cut to a budget of tokens. */

import { estimateTokens } from "../../preprocess/tokens/tokens.ts";
import { type Hunk, isFileLine, sliceHunk, writeHunk } from "./hunks.ts";

/** What is left of a patch. */
export interface CutPatch {
  /** Hunks with right headers, in the file's order; empty if nothing fits. */
  readonly patch: string;
  /** Lines of hunks that were left out. */
  readonly omittedLines: number;
  /** Estimate for `patch`. */
  readonly tokens: number;
}

/** Characters. Longer lines are data or minified code: nobody reads them, and one alone may fill the budget. */
const MAX_LINE_CHARACTERS = 2_000;

/** Below this a piece of a hunk says nothing. */
const FEWEST_LINES = 3;

/**
 * Keeps whole hunks as long as they fit, first come first served; what is left of the budget then goes to the beginnings
 * of the others. Every kept line is one of the patch, and the estimate for the result is never above `maxTokens`.
 */
export function cutPatch(hunks: readonly Hunk[], maxTokens: number): CutPatch {
  const whole = hunks.flatMap(withoutOverlongLines);
  const kept = new Map<number, Hunk>();
  let left = maxTokens;
  const keep = (index: number, hunk: Hunk) => {
    kept.set(index, hunk);
    left -= tokensOf(writeHunk(hunk));
  };
  whole.forEach((hunk, index) => {
    if (tokensOf(writeHunk(hunk)) <= left) keep(index, hunk);
  });
  whole.forEach((hunk, index) => {
    if (kept.has(index)) return;
    const beginning = beginningOf(hunk, left);
    if (beginning !== undefined) keep(index, beginning);
  });
  const inOrder = [...kept].sort(([one], [other]) => one - other).map(([, hunk]) => hunk);
  // The sum of estimates is nearly always above the estimate of the whole; nearly is not enough.
  while (inOrder.length > 0 && estimateTokens(inOrder.map(writeHunk).join("\n")) > maxTokens) inOrder.pop();
  const patch = inOrder.map(writeHunk).join("\n");
  return {
    patch,
    omittedLines: countFileLines(hunks) - countFileLines(inOrder),
    tokens: estimateTokens(patch),
  };
}

/** Lines of a file that hunks show. */
export function countFileLines(hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, { lines }) => sum + lines.filter(isFileLine).length, 0);
}

/** The stretches between lines that are too long. */
function withoutOverlongLines(hunk: Hunk): Hunk[] {
  const pieces: Hunk[] = [];
  let from = 0;
  for (let at = 0; at <= hunk.lines.length; at++) {
    const line = hunk.lines[at];
    if (line !== undefined && line.length <= MAX_LINE_CHARACTERS) continue;
    if (at > from) pieces.push(sliceHunk(hunk, from, at));
    from = at + 1;
  }
  return pieces.filter(({ lines }) => lines.some(isFileLine));
}

/** As many of the first lines as fit, found by halving: the estimate for a text is less than that for its lines. */
function beginningOf(hunk: Hunk, maxTokens: number): Hunk | undefined {
  const fits = (end: number) => tokensOf(writeHunk(sliceHunk(hunk, 0, end))) <= maxTokens;
  let [end, tooMany] = [0, hunk.lines.length];
  while (end + 1 < tooMany) {
    const middle = (end + tooMany) >> 1;
    if (fits(middle)) end = middle;
    else tooMany = middle;
  }
  const piece = sliceHunk(hunk, 0, end);
  return end >= FEWEST_LINES && piece.lines.some((line) => /^[+-]/.test(line)) ? piece : undefined;
}

/** With the line feed that follows. */
function tokensOf(text: string): number {
  return estimateTokens(`${text}\n`);
}
