/** The lines before and behind an error, whatever they say: what was done when it came, and what was done then. */

import type { Source } from "./pruned_source.ts";
import type { ChosenErrors } from "./telling_lines.ts";

/** Lines on either side; a single blank one between them is no reason to look no further. */
const LINES_AROUND = 2;
const BLANK_LINES = 1;

/** Of the errors that the limit allows half have two lines on either side, the others one; of those of frequent shapes a quarter has two. */
const TWO_SHARE = 0.5;
const REPEATED_SHARE = 0.25;

/** Lines around errors that are no matter of course, the nearest ones of all first. */
export function linesAround({ lines, limits }: Source, errors: ChosenErrors): number[] {
  const { errorLines } = limits;
  const strongAtEdges = errors.atEdges.filter(({ isStrong }) => isStrong);
  const strong = [...errors.strong, ...strongAtEdges].sort((one, other) => one.line - other.line);
  const repeated = errors.repeated.slice(0, Math.ceil(REPEATED_SHARE * errorLines));
  const nearest = [...strong.slice(0, errorLines), ...repeated];
  const all = [...strong.slice(0, Math.ceil(TWO_SHARE * errorLines)), ...repeated];
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
