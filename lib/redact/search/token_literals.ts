/** What tokens are known by, wherever it stands in a run of token characters. */
import { groupLiterals } from "./literal_groups.ts";
import type { PatternRule } from "../rules/tokens/pattern_rule.ts";
import { PATTERN_RULES } from "../rules/tokens/pattern_rules.ts";
import { SECRETLINT_LITERALS } from "../secretlint/secretlint_gates.ts";

/** The rules of each literal, and literals that only secretlint's rules want to know of. */
export const RULES_BY_LITERAL = rulesByLiteral(PATTERN_RULES);
for (const literal of SECRETLINT_LITERALS) {
  if (!RULES_BY_LITERAL.has(literal)) RULES_BY_LITERAL.set(literal, []);
}

/** The rules, by literal, of tokens that may have `+` and `/` among their first characters. */
export const BROKEN_RULES_BY_LITERAL = rulesByLiteral(PATTERN_RULES.filter(({ isBroken }) => isBroken));

export const RUN_LITERALS = groupLiterals(RULES_BY_LITERAL.keys());
export const WIDE_RUN_LITERALS = groupLiterals(BROKEN_RULES_BY_LITERAL.keys());

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
