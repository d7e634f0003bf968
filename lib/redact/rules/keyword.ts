/** Secrets that begin with a keyword anywhere in a text. */
import type { Finding, FindingsByRule } from "../finding.ts";
import { matchAt } from "../match_at.ts";
import { KEYWORD_RULES, type KeywordRule } from "./context_rules.ts";
import type { Places } from "../places.ts";
import { findPrivateKey } from "./pem.ts";
import {
  findConstant,
  findElement,
  findLongOption,
  findPasswordOption,
  findSpokenPassword,
  findSqlPassword,
  findUserOption,
} from "./separated_value.ts";

type Report = (finding: Finding) => void;
type Visit = (text: string, at: number, report: Report, onHint: (hint: string) => void) => void;

/** A keyword, and what to do where it stands. */
interface Keyword {
  readonly keyword: string;
  /** The place of two of its characters that are rare together: it is found by them. */
  readonly pair: number;
  /** Where the pair's first character is the last one of the keyword: what may follow it. */
  readonly next?: RegExp;
  readonly visit: Visit;
}

const visitPrivateKey: Visit = (text, at, report, onHint) => {
  onHint("PRIVATE KEY");
  findPrivateKey(text, at, report);
};

/** Tries the rules of `KEYWORD_RULES` that have the keyword. */
function rulesOf(keyword: string): Visit {
  const rules = KEYWORD_RULES.filter((rule) => rule.keywords.includes(keyword));
  return (text, at, report, onHint) => {
    for (const rule of rules) if (tryRule(rule, text, at, report)) onHint(rule.kind);
  };
}

export const KEYWORDS: readonly Keyword[] = [
  ...["bearer ", "Bearer ", "basic ", "Basic ", "whsec_", "Q~", "+ASt"].map((keyword) => ({
    keyword,
    pair: 0,
    visit: rulesOf(keyword),
  })),
  { keyword: "password ", pair: "pass".length, visit: findSpokenPassword },
  { keyword: "Password ", pair: "Pass".length, visit: findSpokenPassword },
  { keyword: "PRIVATE KEY", pair: 0, visit: visitPrivateKey },
  { keyword: "PASSWORD '", pair: 0, visit: findSqlPassword },
  { keyword: "DENTIFIED BY", pair: 0, visit: findSqlPassword },
  { keyword: "define(", pair: "define".length, next: /[\s"']/, visit: findConstant },
];

/** Finds what begins with a keyword; tells `onHint` what secretlint's rules may be interested in. */
export function createKeywordFinder(
  text: string,
  findings: FindingsByRule,
  onHint: (hint: string) => void,
): (places: Places) => void {
  const visitEach = (places: readonly number[] | undefined, rule: number, visit: Visit) => {
    if (places === undefined || places.length === 0) return;
    const report = findings.reportOf(rule);
    for (const at of places) visit(text, at, report, onHint);
  };
  return ({ keywords, options, hooks, closingTags }) => {
    KEYWORDS.forEach(({ visit }, index) => visitEach(keywords[index], index, visit));
    visitEach(options, KEYWORDS.length, visitOption);
    visitEach(hooks, KEYWORDS.length + 1, visitHook);
    visitEach(closingTags, KEYWORDS.length + 2, findElement);
  };
}

const visitHook = rulesOf("hook");

const DASH = 0x2d;
const LOWER_P = 0x70;

function visitOption(text: string, at: number, report: Report): void {
  const letter = text.charCodeAt(at + 1);
  if (letter === DASH) findLongOption(text, at, report);
  else if (letter === LOWER_P) findPasswordOption(text, at, report);
  else findUserOption(text, at, report);
}

function tryRule(rule: KeywordRule, text: string, at: number, report: Report): boolean {
  if (at < rule.lead) return false;
  const found = matchAt(rule.pattern, text, at - rule.lead);
  const secret = found?.match[1];
  if (found === undefined || secret === undefined || !rule.accept(secret)) return false;
  const start = found.start + found.match[0].length - secret.length;
  report({ start, end: found.end, kind: rule.kind, weight: rule.weight });
  return true;
}
