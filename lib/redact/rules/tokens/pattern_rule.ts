/** Secrets that a regular expression recognises, tried only where one of the rule's literals stands. */

import { WEIGHT, type Weight } from "../../finding.ts";
import { wordScore } from "../judgement/word_score.ts";

export interface PatternRule {
  readonly kind: string;
  /**
   * Literals of which one stands in every match: three or more token characters (`A-Za-z0-9_.-`). They are looked
   * for in runs of 20 or more token characters only (see literal_groups.ts).
   */
  readonly literals: readonly string[];
  /**
   * Sticky; tried at the literal. Must be linear: no repetition inside a repetition, no two neighbours that can
   * take the same characters. Group 1 is the secret, if there is one; it must then end the match.
   */
  readonly pattern: RegExp;
  /** How many characters of a match stand before the literal; 0 if the literal begins it. */
  readonly lead: number;
  readonly weight: Weight;
  /** The secret may have `+` or `/` among its first characters, so that it is no run of token characters. */
  readonly isBroken: boolean;
  /** A last look at a match; false keeps the text. */
  readonly accept?: (secret: string) => boolean;
}

/** What most rules leave at their defaults. */
export interface PatternRuleOptions {
  readonly lead?: number;
  readonly weight?: Weight;
  readonly isBroken?: boolean;
  readonly accept?: (secret: string) => boolean;
}

/** A rule from the source of its expression. */
export function rule(
  kind: string,
  literals: string | readonly string[],
  source: string,
  { lead = 0, weight = WEIGHT.format, isBroken = false, accept }: PatternRuleOptions = {},
): PatternRule {
  return {
    kind,
    literals: typeof literals === "string" ? [literals] : literals,
    pattern: new RegExp(source, "y"),
    lead,
    weight,
    isBroken,
    ...(accept === undefined ? {} : { accept }),
  };
}

/**
 * Right after an escape (`\n`, `\x22`, `\u0022`), a terminal's colour code or a percent code: their last characters
 * are letters and digits, and yet a word begins here.
 */
const AFTER_ESCAPE = String
  .raw`(?<=\\(?:[nrtbf]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}))|(?<=\[[0-9;]{0,12}m)|(?<=%[0-9A-Fa-f]{2})`;

/** Where a token may begin if its prefix is short: not inside a word. */
export const START = `(?:(?<![A-Za-z0-9_-])|${AFTER_ESCAPE})`;

/** Where a path may begin: not inside a longer path. */
export const PATH_START = `(?:(?<![A-Za-z0-9_.~-])|${AFTER_ESCAPE})`;

/** Where a token of fixed length ends. */
export const END = "(?![A-Za-z0-9])";

/**
 * Capitals, small letters and digits: for prefixes that names of functions and files have as well. Of random tokens of
 * 22 characters one in nine has a digit at most: their letters follow each other as in no name.
 */
export function isMixed(token: string): boolean {
  return /[A-Z]/.test(token) && /[a-z].*[a-z].*[a-z]/.test(token) &&
    (/[0-9].*[0-9]/.test(token) || wordScore(token) < -12);
}
