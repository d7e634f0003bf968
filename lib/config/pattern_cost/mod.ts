/** Whether a regular expression is quick on every text: a log is somebody else's, and may hold the worst there is. */

import { RegExpParser } from "@eslint-community/regexpp";
import { buildAutomaton, UnsuitablePattern } from "./automaton.ts";
import { textThatGrows } from "./growth.ts";
import { mostWays } from "./ways.ts";

/** More than these per character of a log make redaction visibly slow. */
const MAX_WAYS = 1_000;

/**
 * Says what is wrong with a valid expression, as the end of a sentence about it; undefined if a search with it takes
 * time proportional to the text's length, whatever the text.
 *
 * @param flags those that it is compiled with, out of `imsuv`.
 */
export function costProblem(source: string, flags: string): string | undefined {
  try {
    const unicode = { unicode: flags.includes("u"), unicodeSets: flags.includes("v") };
    const pattern = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, unicode);
    const automaton = buildAutomaton(pattern, flags);
    const text = textThatGrows(automaton);
    if (text === null) return "is too complicated to be judged";
    if (text !== undefined) {
      return `takes more and more time for each character of a text such as ${shown(text)}`;
    }
    if (mostWays(automaton, MAX_WAYS) >= MAX_WAYS) {
      return `can match one text in ${MAX_WAYS.toLocaleString("en")} ways and more`;
    }
    return undefined;
  } catch (error) {
    if (error instanceof UnsuitablePattern) return error.message;
    if (error instanceof SyntaxError) return "has a syntax that can't be judged";
    throw error;
  }
}

/** The text three times, on one line and not too long. */
function shown(text: string): string {
  const piece = JSON.stringify(text.slice(0, 20)).slice(1, -1);
  return `"${piece.repeat(3)}…"`;
}
