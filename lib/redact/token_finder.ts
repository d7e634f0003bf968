/** Tries the tables' rules wherever one of their literals stands. */
import { type Finding, WEIGHT } from "./finding.ts";
import type { Places } from "./places.ts";
import type { PatternRule } from "./rules/pattern_rule.ts";
import { isFilledUp } from "./rules/placeholder.ts";
import { findShapes } from "./rules/shape_rules.ts";
import {
  BROKEN_RULES_BY_LITERAL,
  RULES_BY_LITERAL,
  RUN_LITERALS,
  WIDE_RUN_LITERALS,
} from "./token_literals.ts";

type Report = (finding: Finding) => void;

/**
 * Literals tried in one run. Real tokens hold one, long random text a few; a run made of them would cost the square
 * of its length, so after this many it is taken out as a whole.
 */
const MAX_LITERALS_IN_RUN = 64;

/** Finds tokens in a text; tells `onLiteral` about each literal that it has seen. */
export function findTokens(
  text: string,
  { runs, runLiterals, wideLiterals }: Places,
  report: Report,
  onLiteral: (literal: string) => void,
): void {
  // Where each rule's last match ended: what begins inside of it is part of it.
  const ends = new Map<PatternRule, number>();
  let next = 0;
  for (let index = 0; index < runs.length; index += 2) {
    const [start = 0, end = 0] = [runs[index], runs[index + 1]];
    findShapes(text, start, end, report);
    let seen = 0;
    for (; next < runLiterals.length; next += 2) {
      const position = runLiterals[next] ?? 0;
      if (position >= end) break;
      for (const literal of RUN_LITERALS.groups[runLiterals[next + 1] ?? 0] ?? []) {
        if (!text.startsWith(literal, position)) continue;
        onLiteral(literal);
        if (++seen > MAX_LITERALS_IN_RUN) continue;
        for (const rule of RULES_BY_LITERAL.get(literal) ?? []) tryRule(rule, text, position, ends, report);
      }
    }
    if (seen > MAX_LITERALS_IN_RUN) report({ start, end, kind: "token", weight: WEIGHT.context });
  }
  findBrokenTokens(text, wideLiterals, report, onLiteral);
}

/** Those that may have `+` and `/` among their first characters. What is found here as well is merged later. */
function findBrokenTokens(
  text: string,
  wideLiterals: Places["wideLiterals"],
  report: Report,
  onLiteral: (literal: string) => void,
): void {
  const ends = new Map<PatternRule, number>();
  for (let index = 0; index < wideLiterals.length; index += 2) {
    const position = wideLiterals[index] ?? 0;
    for (const literal of WIDE_RUN_LITERALS.groups[wideLiterals[index + 1] ?? 0] ?? []) {
      if (!text.startsWith(literal, position)) continue;
      for (const rule of BROKEN_RULES_BY_LITERAL.get(literal) ?? []) {
        if (tryRule(rule, text, position, ends, report)) onLiteral(literal);
      }
    }
  }
}

/** Tries a rule at a literal; true if it has found something. */
function tryRule(
  rule: PatternRule,
  text: string,
  position: number,
  ends: Map<PatternRule, number>,
  report: Report,
): boolean {
  if (position < rule.lead || position < (ends.get(rule) ?? 0)) return false;
  rule.pattern.lastIndex = position - rule.lead;
  const match = rule.pattern.exec(text);
  if (match === null) return false;
  const secret = match[1] ?? match[0];
  if (isFilledUp(secret) || (rule.accept !== undefined && !rule.accept(secret))) return false;
  const end = match.index + match[0].length;
  ends.set(rule, end);
  report({ start: end - secret.length, end, kind: rule.kind, weight: rule.weight });
  return true;
}
