/** Tries the tables' rules wherever one of their literals stands. */
import { type Finding, WEIGHT } from "./finding.ts";
import { createLiteralSearch, forEachRun, forEachWideRun } from "./literal_search.ts";
import type { PatternRule } from "./rules/pattern_rule.ts";
import { isFilledUp } from "./rules/placeholder.ts";
import { findShapes } from "./rules/shape_rules.ts";

/** Finds tokens in a text; tells `onLiteral` about each literal that it has seen. */
export type TokenFinder = (
  text: string,
  report: (finding: Finding) => void,
  onLiteral: (literal: string) => void,
) => void;

/**
 * Literals tried in one run. Real tokens hold one, long random text a few; a run made of them would cost the square
 * of its length, so after this many it is taken out as a whole.
 */
const MAX_LITERALS_IN_RUN = 64;

/** The shortest of those tokens that may have `+` and `/` has so many characters. */
const MIN_BROKEN_CHARACTERS = 36;

/**
 * Prepares a finder.
 * @param watched Further literals to tell about, that belong to no rule of ours.
 */
export function createTokenFinder(rules: readonly PatternRule[], watched: readonly string[]): TokenFinder {
  const byLiteral = rulesByLiteral(rules);
  for (const literal of watched) if (!byLiteral.has(literal)) byLiteral.set(literal, []);
  const literals = [...byLiteral.keys()];
  const search = createLiteralSearch(literals);
  const broken = rulesByLiteral(rules.filter(({ isBroken }) => isBroken));
  const brokenLiterals = [...broken.keys()];
  const searchBroken = createLiteralSearch(brokenLiterals);
  return (text, report, onLiteral) => {
    // Where each rule's last match ended: what begins inside of it is part of it.
    const ends = new Map<PatternRule, number>();
    // What both searches find is merged later.
    const brokenEnds = new Map<PatternRule, number>();
    const visitRun = (start: number, end: number) => {
      findShapes(text, start, end, report);
      let seen = 0;
      search(text, start, end, (index, position) => {
        const literal = literals[index] ?? "";
        onLiteral(literal);
        if (++seen > MAX_LITERALS_IN_RUN) return;
        for (const rule of byLiteral.get(literal) ?? []) {
          if (position < (ends.get(rule) ?? 0)) continue;
          const finding = tryRule(rule, text, position);
          if (finding === undefined) continue;
          ends.set(rule, finding.end);
          report(finding);
        }
      });
      if (seen > MAX_LITERALS_IN_RUN) report({ start, end, kind: "token", weight: WEIGHT.context });
    };
    const visitBroken = (index: number, position: number) => {
      const literal = brokenLiterals[index] ?? "";
      for (const rule of broken.get(literal) ?? []) {
        if (position < (brokenEnds.get(rule) ?? 0)) continue;
        const finding = tryRule(rule, text, position);
        if (finding === undefined) continue;
        brokenEnds.set(rule, finding.end);
        onLiteral(literal);
        report(finding);
      }
    };
    // Runs of the narrow kind are looked for in those of the wide one: few characters are looked at twice.
    forEachWideRun(text, (start, end) => {
      forEachRun(text, start, end, visitRun);
      if (end - start >= MIN_BROKEN_CHARACTERS) searchBroken(text, start, end, visitBroken);
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

function tryRule(rule: PatternRule, text: string, position: number): Finding | undefined {
  if (position < rule.lead) return undefined;
  rule.pattern.lastIndex = position - rule.lead;
  const match = rule.pattern.exec(text);
  if (match === null) return undefined;
  const secret = match[1] ?? match[0];
  if (isFilledUp(secret) || (rule.accept !== undefined && !rule.accept(secret))) return undefined;
  const end = match.index + match[0].length;
  return { start: end - secret.length, end, kind: rule.kind, weight: rule.weight };
}
