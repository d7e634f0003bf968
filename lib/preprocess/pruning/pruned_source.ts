/** A text that is being shortened, with what is known of its lines. */

import type { Characters } from "../../session/mod.ts";
import { LEAST_OMITTED } from "./cut_text.ts";
import type { Stretch } from "./changed_words.ts";
import type { TextLimits } from "./detail.ts";
import type { ErrorLine } from "./error_lines.ts";
import type { HeadingLevels } from "./headings.ts";
import type { TextLines } from "./text_lines.ts";

/** A text that is being pruned: its lines, and the facts that decide which of them are kept. */
export interface Source {
  readonly text: Characters;
  readonly lines: TextLines;
  readonly errors: readonly ErrorLine[];
  readonly limits: TextLimits;
  /** Of Markdown: what is a heading. */
  readonly headings?: HeadingLevels | undefined;
  /** What is shown of lines that are longer than the limit, where it is not what is shown of any: stretches of each. */
  readonly stretches?: ReadonlyMap<number, readonly Stretch[]>;
}

/** Where a line begins, in characters; where the text ends, for the line behind the last one. */
export function startOf({ ends }: TextLines, line: number): number {
  return line === 0 ? 0 : ends[line - 1] ?? 0;
}

/** The most characters that are shown of a line, with the notes on what is cut off it. */
export function shownLength({ lines, limits, stretches }: Source, line: number): number {
  const length = startOf(lines, line + 1) - startOf(lines, line);
  const shown = stretches?.get(line);
  if (shown !== undefined) {
    return shown.reduce((sum, [start, end]) => sum + end - start + NOTE_CHARACTERS, 0);
  }
  return Math.min(length, limits.lineCharacters + LEAST_OMITTED);
}

/** What a note on a million characters or lines takes. */
export const NOTE_CHARACTERS = 22;

/** The beginning of a line, with its line end where it is short. */
export function beginningOfLine({ text, lines }: Source, line: number): string {
  const start = startOf(lines, line);
  return text.slice(start, Math.min(startOf(lines, line + 1), start + BEGINNING_CHARACTERS));
}

/** Enough to see what kind of a line it is, and where a frame of a trace comes from. */
export const BEGINNING_CHARACTERS = 200;
