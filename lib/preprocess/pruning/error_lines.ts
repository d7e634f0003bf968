/** The lines of a text that report errors. */

import { ERROR_NUMBERS, type TextLines } from "./text_lines.ts";

/** A line that reports an error. */
export interface ErrorLine {
  readonly line: number;
  /** Where the word is that reports it, in characters of the text. */
  readonly place: number;
  /** The output of a successful program would not have it as routine. */
  readonly isStrong: boolean;
}

/** The errors of a text, at most one for each line: the one that is listed last, as it is the strongest. */
export function errorsOf({ errors, errorCount }: TextLines): ErrorLine[] {
  const found: ErrorLine[] = [];
  for (let index = 0; index < ERROR_NUMBERS * errorCount; index += ERROR_NUMBERS) {
    const error = {
      line: errors[index] ?? 0,
      place: errors[index + 1] ?? 0,
      isStrong: (errors[index + 2] ?? 0) > 1,
    };
    if (found.at(-1)?.line === error.line) found.pop();
    found.push(error);
  }
  return found;
}
