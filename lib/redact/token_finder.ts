/** Tries the tables' rules wherever one of their literals stands. */
import { type Finding, type FindingsByRule, WEIGHT } from "./finding.ts";
import { matchAt } from "./match_at.ts";
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

/**
 * Literals tried in one run. Real tokens hold one, long random text a few; a run made of them would cost the square
 * of its length, so after this many it is taken out as a whole.
 */
const MAX_LITERALS_IN_RUN = 64;

/** Places of literals whose run is not over are kept up to so many: such a run is longer than any that has a shape. */
const MAX_PENDING = 1000;

/** Finds tokens at the places of a text; tells `onLiteral` about each literal that it has seen. */
export function createTokenFinder(
  text: string,
  findings: FindingsByRule,
  onLiteral: (literal: string) => void,
): (places: Places) => void {
  const report = findings.reportOf(0);
  // Where each rule's last match ended: what begins inside of it is part of it.
  const ends: RuleEnds = new Map();
  let seen = 0;
  const tryLiterals = (position: number, group: number) => {
    for (const literal of RUN_LITERALS.groups[group] ?? []) {
      if (!text.startsWith(literal, position)) continue;
      onLiteral(literal);
      if (++seen > MAX_LITERALS_IN_RUN) continue;
      for (const rule of RULES_BY_LITERAL.get(literal) ?? []) tryRule(rule, text, position, ends, report);
    }
  };
  let pending: readonly number[] = [];
  const findBroken = createBrokenFinder(text, findings, onLiteral);
  return ({ runs, runLiterals, wideLiterals }) => {
    const literals = pending.length === 0 ? runLiterals : [...pending, ...runLiterals];
    let next = 0;
    for (let index = 0; index < runs.length; index += 2) {
      const [start = 0, end = 0] = [runs[index], runs[index + 1]];
      findShapes(text, start, end, report);
      for (; next < literals.length && (literals[next] ?? 0) < end; next += 2) {
        tryLiterals(literals[next] ?? 0, literals[next + 1] ?? 0);
      }
      if (seen > MAX_LITERALS_IN_RUN) report({ start, end, kind: "token", weight: WEIGHT.context });
      seen = 0;
    }
    if (literals.length - next > MAX_PENDING) {
      for (; next < literals.length; next += 2) tryLiterals(literals[next] ?? 0, literals[next + 1] ?? 0);
    }
    pending = literals.slice(next);
    findBroken(wideLiterals);
  };
}

type RuleEnds = Map<PatternRule, number>;

/** Those that may have `+` and `/` among their first characters. What is found here as well is merged later. */
function createBrokenFinder(
  text: string,
  findings: FindingsByRule,
  onLiteral: (literal: string) => void,
): (wideLiterals: Places["wideLiterals"]) => void {
  const report = findings.reportOf(1);
  const ends: RuleEnds = new Map();
  return (wideLiterals) => {
    for (let index = 0; index < wideLiterals.length; index += 2) {
      const position = wideLiterals[index] ?? 0;
      for (const literal of WIDE_RUN_LITERALS.groups[wideLiterals[index + 1] ?? 0] ?? []) {
        if (!text.startsWith(literal, position)) continue;
        for (const rule of BROKEN_RULES_BY_LITERAL.get(literal) ?? []) {
          if (tryRule(rule, text, position, ends, report)) onLiteral(literal);
        }
      }
    }
  };
}

/** Tries a rule at a literal; true if it has found something. */
function tryRule(
  rule: PatternRule,
  text: string,
  position: number,
  ends: RuleEnds,
  report: (finding: Finding) => void,
): boolean {
  if (position < rule.lead || position < (ends.get(rule) ?? 0)) return false;
  const found = matchAt(rule.pattern, text, position - rule.lead);
  if (found === undefined) return false;
  const { match, end } = found;
  const secret = match[1] ?? match[0];
  if (isFilledUp(secret) || (rule.accept !== undefined && !rule.accept(secret))) return false;
  ends.set(rule, end);
  report({ start: found.start + match[0].length - secret.length, end, kind: rule.kind, weight: rule.weight });
  return true;
}
