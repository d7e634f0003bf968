/** What terminals are told about colours stands between a name and its value, and inside of values: rules see the text without. */
import type { Finding } from "./finding.ts";
import type { HomePath } from "./rules/home_path.ts";

/** A sequence that sets colours, or clears the rest of a line as `grep` does behind each, as it is or as JSON writes it. https://ecma-international.org/publications-and-standards/standards/ecma-48/ */
// deno-lint-ignore no-control-regex -- such sequences begin with one
const COLOUR = /(?:\x1b|\\u001[bB])\[[0-9;:]{0,40}[mK]/g;

/** By what the search for candidates tells of them. */
export const COLOUR_LITERALS = ["\x1b[", "u001b[", "u001B["];

/** A text without colours, and the way back. */
export interface PlainText {
  readonly text: string;
  /** The same stretch in the text with colours, those inside of it included. */
  coloured<Stretch extends Finding | HomePath>(stretch: Stretch): Stretch;
}

/** Takes the colours out; undefined if there are none. */
export function withoutColours(text: string): PlainText | undefined {
  const pieces: string[] = [];
  /** Where each piece begins, without and with colours. */
  const starts: { readonly plain: number; readonly coloured: number }[] = [];
  let [plain, kept] = [0, 0];
  const keep = (end: number) => {
    if (end > kept) {
      pieces.push(text.slice(kept, end));
      starts.push({ plain, coloured: kept });
      plain += end - kept;
    }
  };
  for (const { index, 0: colour } of text.matchAll(COLOUR)) {
    keep(index);
    kept = index + colour.length;
  }
  if (kept === 0) return undefined;
  keep(text.length);
  const placeOf = (at: number): number => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle]?.plain ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const start = starts[low - 1];
    return start === undefined ? at : start.coloured + at - start.plain;
  };
  return {
    text: pieces.join(""),
    coloured: (stretch) => ({
      ...stretch,
      start: placeOf(stretch.start),
      end: placeOf(stretch.end - 1) + 1,
      ...("nameStart" in stretch ? { nameStart: placeOf(stretch.nameStart) } : {}),
    }),
  };
}
