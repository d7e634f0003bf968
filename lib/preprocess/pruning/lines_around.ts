/** The lines before and behind an error, whatever they say: what was done when it came, and what was done then. */

import type { ErrorLine } from "./error_lines.ts";
import type { Source } from "./pruned_source.ts";
import type { ChosenErrors, LineKnowledge } from "./telling_lines.ts";

/** Lines on either side; a single blank one between them is no reason to look no further. */
const LINES_AROUND = 2;
const BLANK_LINES = 1;

/**
 * Of the errors that the limit allows half have two lines on either side, the others one; of those of frequent shapes
 * a quarter has two.
 */
const TWO_SHARE = 0.5;
const REPEATED_SHARE = 0.25;

/**
 * Lines around errors that are not routine, the nearest ones of all first. Which errors have them doesn't depend on what is kept
 * for where it stands: more of that must not leave others without.
 */
export function linesAround(
  { lines, limits: { errorLines } }: Source,
  { routine, errors }: LineKnowledge,
  { repeated, atEdges }: ChosenErrors,
): number[] {
  const [few, many]: [ErrorLine[], ErrorLine[]] = [[], []];
  for (const error of errors) {
    if (error.isStrong) (routine.isFrequent(error.line) ? many : few).push(error);
  }
  const ofFrequent = many.slice(0, Math.ceil(REPEATED_SHARE * errorLines))
    .filter((error) => repeated.includes(error) || atEdges.includes(error));
  const nearest = [...few.slice(0, errorLines), ...ofFrequent];
  const all = [...few.slice(0, Math.ceil(TWO_SHARE * errorLines)), ...ofFrequent];
  const around: number[] = [];
  for (let distance = 1; distance <= LINES_AROUND; distance++) {
    for (const { line } of distance === 1 ? nearest : all) {
      for (const step of [-1, 1]) {
        const at = filledLine(line, step, distance);
        if (at !== undefined) around.push(at);
      }
    }
  }
  return around;

  /** The first, second … line that is not blank, in one direction. */
  function filledLine(from: number, step: number, number: number): number | undefined {
    let left = number;
    for (let away = 1; away <= number + BLANK_LINES; away++) {
      const line = from + step * away;
      if (line < 0 || line >= lines.count) return undefined;
      if (lines.shapes[line] !== 0 && --left === 0) return line;
    }
    return undefined;
  }
}
