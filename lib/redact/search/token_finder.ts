/** Tries the tables' rules wherever one of their literals stands. */
import { type Finding, type FindingsByRule, WEIGHT } from "../finding.ts";
import { matchAt } from "./match_at.ts";
import { furtherPieces, mayGoOn, type Piece, piecesAfter, randomPieces } from "../readings/pieces.ts";
import type { Places } from "./places.ts";
import type { PatternRule } from "../rules/tokens/pattern_rule.ts";
import { isFilledUp } from "../rules/judgement/placeholder.ts";
import { findPrefixed } from "../rules/tokens/prefixed_token.ts";
import { findShapes } from "../rules/tokens/shape_rules.ts";
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

/** Finds tokens at the candidates of a text. Calls `onLiteral` for each literal that occurs. */
export function createTokenFinder(
  text: string,
  findings: FindingsByRule,
  onLiteral: (literal: string) => void,
): (places: Places) => void {
  const report = findings.reportOf(0);
  // Where each rule's last match ended: what begins inside of it is part of it.
  const ends: RuleEnds = new Map();
  let seen = 0;
  const tryLiterals = (position: number, group: number, runEnd: number) => {
    for (const literal of RUN_LITERALS.groups[group] ?? []) {
      if (!text.startsWith(literal, position)) continue;
      onLiteral(literal);
      if (++seen > MAX_LITERALS_IN_RUN) continue;
      for (const rule of RULES_BY_LITERAL.get(literal) ?? []) {
        const wasFound = tryRule(rule, text, position, ends, report);
        const end = rule.isBroken ? endOfWide(text, runEnd) : runEnd;
        if (mayGoOn(text, end)) tryBroken({ rule, literal, text, position, runEnd: end, wasFound }, report);
      }
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
      findPrefixed(text, start, end, report);
      if (mayFollowPrefix(text, start)) findBehindPrefix(text, start, end, report);
      for (; next < literals.length && (literals[next] ?? 0) < end; next += 2) {
        tryLiterals(literals[next] ?? 0, literals[next + 1] ?? 0, end);
      }
      if (seen > MAX_LITERALS_IN_RUN) report({ start, end, kind: "token", weight: WEIGHT.context });
      seen = 0;
    }
    if (literals.length - next > MAX_PENDING) {
      for (; next < literals.length; next += 2) {
        tryLiterals(literals[next] ?? 0, literals[next + 1] ?? 0, text.length);
      }
    }
    pending = literals.slice(next);
    findBroken(wideLiterals);
  };
}

/** `"sk_live_" . "`, `'ghp_' + '`: the quick look at what stands before a run. */
function mayFollowPrefix(text: string, start: number): boolean {
  const quote = text.charCodeAt(start - 1);
  if (quote !== 0x22 && quote !== 0x27) return false;
  let place = start - 2;
  while (place > start - 6 && text.charCodeAt(place) === 0x20) place--;
  const code = text.charCodeAt(place);
  return code === 0x2b || code === 0x2e || code === 0x26; // + . &
}

const PREFIX = /(["'])([A-Za-z0-9_.-]{2,24})\1[ \t]{0,4}[+.&][ \t]{0,4}["']$/;

/** Finds a token that is put together from its prefix and the rest. */
function findBehindPrefix(
  text: string,
  start: number,
  end: number,
  report: (finding: Finding) => void,
): void {
  const prefix = PREFIX.exec(text.slice(Math.max(0, start - 48), start))?.[2];
  if (prefix === undefined) return;
  const whole = prefix + text.slice(start, Math.min(end, start + MAX_BROKEN_CHARACTERS));
  for (let length = prefix.length; length >= 2; length--) {
    for (const rule of RULES_BY_LITERAL.get(prefix.slice(0, length)) ?? []) {
      rule.pattern.lastIndex = 0;
      const match = rule.lead > 0 ? null : rule.pattern.exec(whole);
      if (match === null || match[1] !== undefined || isFilledUp(match[0])) continue;
      if (match[0].length <= prefix.length || rule.accept?.(match[0]) === false) continue;
      return report({
        start,
        end: start + match[0].length - prefix.length,
        kind: rule.kind,
        weight: rule.weight,
      });
    }
  }
}

const WIDE_REST = /[A-Za-z0-9_.+/=-]{0,4000}/y;

/** Where a run ends in which `+`, `/` and `=` may stand. */
function endOfWide(text: string, runEnd: number): number {
  const next = text.charCodeAt(runEnd);
  if (next !== 0x2b && next !== 0x2f && next !== 0x3d) return runEnd;
  WIDE_REST.lastIndex = runEnd;
  return runEnd + (WIDE_REST.exec(text)?.[0].length ?? 0);
}

type RuleEnds = Map<PatternRule, RuleEnd>;

interface RuleEnd {
  /** Where the last match ended that was taken. */
  readonly taken: number;
  /** Where the last one ended that was no secret, and how many have ended there. */
  readonly turnedDown: number;
  readonly times: number;
}

const NOT_MATCHED: RuleEnd = { taken: 0, turnedDown: 0, times: 0 };

/**
 * Finds tokens that may have `+` and `/` among their first characters. Findings of several finders are merged
 * later.
 */
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
  const ended = ends.get(rule) ?? NOT_MATCHED;
  if (position < rule.lead || position < ended.taken) return false;
  const found = matchAt(rule.pattern, text, position - rule.lead);
  if (found === undefined) return false;
  const { match, end } = found;
  const secret = match[1] ?? match[0];
  const start = found.start + match[0].length - secret.length;
  if (isFilledUp(secret) || (rule.accept !== undefined && !rule.accept(secret))) {
    const times = end === ended.turnedDown ? ended.times + 1 : 1;
    const isMadeOfLiterals = times > MAX_LITERALS_IN_RUN;
    if (isMadeOfLiterals) report({ start, end, kind: "token", weight: WEIGHT.context });
    ends.set(rule, { taken: isMadeOfLiterals ? end : ended.taken, turnedDown: end, times });
    return false;
  }
  ends.set(rule, { ...NOT_MATCHED, taken: end });
  report({ start, end, kind: rule.kind, weight: rule.weight });
  return true;
}

/** A literal in a run that something may go on after. */
interface BrokenRun {
  readonly rule: PatternRule;
  readonly literal: string;
  readonly text: string;
  readonly position: number;
  readonly runEnd: number;
  /** The rule has found something in the run alone. */
  readonly wasFound: boolean;
}

/** Longest run that is tried with what follows it. */
const MAX_BROKEN_CHARACTERS = 1000;

/** A rule is tried with so many pieces, one more each time; what follows must look like them. */
const MAX_TRIED_PIECES = 6;

/** What an expression looks back at. */
const CONTEXT_CHARACTERS = 20;

/** Finds a token that is cut by a line end or put together from strings: tries the rule without what is between. */
function tryBroken(
  { rule, literal, text, position, runEnd, wasFound }: BrokenRun,
  report: (finding: Finding) => void,
): void {
  if (rule.lead > 0 || runEnd - position > MAX_BROKEN_CHARACTERS) return;
  const all = wasFound ? furtherPieces(text, runEnd) : piecesAfter(text, runEnd).pieces;
  // A list of tokens, one a line.
  const other = all.findIndex(({ start }) => text.startsWith(literal.slice(0, 3), start));
  const pieces = other === -1 ? all : all.slice(0, other);
  const context = text.slice(Math.max(0, position - CONTEXT_CHARACTERS), position);
  const own = text.slice(position, runEnd);
  const most = wasFound ? pieces.length : Math.min(pieces.length, MAX_TRIED_PIECES);
  for (let count = wasFound ? most : 1; count > 0 && count <= most; count++) {
    const tried = pieces.slice(0, count);
    const whole = context + own + tried.map(({ start, end }) => text.slice(start, end)).join("");
    rule.pattern.lastIndex = context.length;
    const match = rule.pattern.exec(whole);
    if (match === null || match[1] !== undefined) continue;
    const end = endInPieces(match[0].length - own.length, tried);
    if (end === undefined || isFilledUp(match[0]) || rule.accept?.(match[0]) === false) continue;
    const further = wasFound || end < (tried.at(-1)?.end ?? 0) ? [] : randomPieces(text, pieces, count);
    return report({ start: position, end: further.at(-1)?.end ?? end, kind: rule.kind, weight: rule.weight });
  }
}

/** Where so many characters of pieces end; undefined for none. */
function endInPieces(characters: number, pieces: readonly Piece[]): number | undefined {
  let left = characters;
  for (const { start, end } of pieces) {
    if (left <= 0) return undefined;
    if (left <= end - start) return start + left;
    left -= end - start;
  }
  return undefined;
}
