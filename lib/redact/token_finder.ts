/** Tries the tables' rules wherever one of their literals stands. */
import type { Finding } from "./finding.ts";
import { createLiteralSearch, forEachRun } from "./literal_search.ts";
import type { PatternRule } from "./rules/pattern_rule.ts";
import { findShapes } from "./rules/shape_rules.ts";

/** Finds tokens in a text; tells `onLiteral` about each literal that it has seen. */
export type TokenFinder = (
  text: string,
  report: (finding: Finding) => void,
  onLiteral: (literal: string) => void,
) => void;

/**
 * Prepares a finder.
 * @param watched Further literals to tell about, that belong to no rule of ours.
 */
export function createTokenFinder(rules: readonly PatternRule[], watched: readonly string[]): TokenFinder {
  const inRuns = rulesByLiteral(rules);
  for (const literal of watched) if (!inRuns.has(literal)) inRuns.set(literal, []);
  const literals = [...inRuns.keys()];
  const search = createLiteralSearch(literals);
  return (text, report, onLiteral) => {
    forEachRun(text, (start, end) => {
      findShapes(text, start, end, report);
      search(text, start, end, (index, position) => {
        const literal = literals[index] ?? "";
        onLiteral(literal);
        for (const rule of inRuns.get(literal) ?? []) tryRule(rule, text, position, report);
      });
    });
  };
}

function rulesByLiteral(rules: readonly PatternRule[]): Map<string, PatternRule[]> {
  const byLiteral = new Map<string, PatternRule[]>();
  for (const rule of rules) {
    for (const literal of rule.literals) {
      const known = byLiteral.get(literal);
      if (known === undefined) byLiteral.set(literal, [rule]);
      else known.push(rule);
    }
  }
  return byLiteral;
}

function tryRule(
  rule: PatternRule,
  text: string,
  position: number,
  report: (finding: Finding) => void,
): void {
  rule.pattern.lastIndex = position - rule.lead;
  if (position < rule.lead) return;
  const match = rule.pattern.exec(text);
  if (match === null) return;
  const secret = match[1] ?? match[0];
  if (rule.accept !== undefined && !rule.accept(secret)) return;
  const end = match.index + match[0].length;
  report({ start: end - secret.length, end, kind: rule.kind, weight: rule.weight });
}
