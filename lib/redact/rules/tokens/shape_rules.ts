/**
 * Tokens without a prefix worth searching for: tried at the start of every run of token characters of the right
 * length, looking back at what stands before the run.
 */
import { type Report, WEIGHT } from "../../finding.ts";
import { KEY_SHAPES } from "./key_shapes.ts";
import { isFilledUp } from "../judgement/placeholder.ts";
import type { ShapeRule } from "./shape_rule.ts";
import { TOKEN_SHAPES } from "./token_shapes.ts";

const SHAPE_RULES: readonly ShapeRule[] = [...TOKEN_SHAPES, ...KEY_SHAPES];

/** By the length of a run the rules to be tried: nearly all runs have none. */
const RULES_BY_LENGTH = Array.from(
  { length: 1 + Math.max(...SHAPE_RULES.map(({ longest }) => longest)) },
  (_, length) => SHAPE_RULES.filter(({ shortest, longest }) => length >= shortest && length <= longest),
);

/** Tries the rules on the run `text[start, end)`. */
export function findShapes(
  text: string,
  start: number,
  end: number,
  report: Report,
): void {
  const first = start + escapeLength(text, start);
  const length = end - first;
  const rules = RULES_BY_LENGTH[length];
  if (rules === undefined || rules.length === 0) return;
  const beginning = text.charAt(first);
  for (const rule of rules) {
    if (rule.first !== undefined && rule.first !== beginning) continue;
    const { kind, pattern } = rule;
    pattern.lastIndex = first;
    const match = pattern.exec(text);
    if (match !== null && !isFilledUp(match[0])) {
      report({ start: first, end: first + match[0].length, kind, weight: WEIGHT.format });
    }
  }
}

const COLOUR_END = /[0-9]{0,3}m/y;

/** The letters of an escape such as `\n` or of a colour code (`ESC[32m`) are token characters and belong to no token. */
function escapeLength(text: string, start: number): number {
  const previous = text.charCodeAt(start - 1);
  if (previous === 0x5c) return 1;
  if (previous !== 0x5b && previous !== 0x3b) return 0; // [ and ;
  COLOUR_END.lastIndex = start;
  return COLOUR_END.exec(text)?.[0].length ?? 0;
}
