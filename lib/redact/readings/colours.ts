/** What terminals are told about colours stands between a name and its value, and inside of values: rules see the text without. */
import { type Reading, ReadingBuilder } from "./reading.ts";

/**
 * A sequence that sets colours, or clears the rest of a line as `grep` does behind each, as it is or as JSON writes
 * it. https://ecma-international.org/publications-and-standards/standards/ecma-48/
 */
// deno-lint-ignore no-control-regex -- such sequences begin with one
const COLOUR = /(?:\x1b|\\u001[bB])\[[0-9;:]{0,40}[mK]/g;

/** By what the search for candidates tells of them. */
export const COLOUR_LITERALS = ["\x1b[", "u001b[", "u001B["];

/** Takes the colours out; undefined if there are none. */
export function withoutColours(text: string): Reading | undefined {
  const reading = new ReadingBuilder(text);
  let kept = 0;
  for (const { index, 0: colour } of text.matchAll(COLOUR)) {
    reading.keep(kept, index);
    kept = index + colour.length;
  }
  if (kept === 0) return undefined;
  reading.keep(kept, text.length);
  return reading.build();
}
