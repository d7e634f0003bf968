/**
 * Secrets that begin with a keyword anywhere in a text. Searched in the groups that the regular expression engine
 * is quickest with: capital letters and pairs of cases together, short and rare words alone (1.8 ms per megabyte
 * in all; everything in one expression 3.7 ms; one word more in the first group, and it takes twice as long).
 */
import type { Finding } from "../finding.ts";
import { KEYWORD_RULES, type KeywordRule } from "./context_rules.ts";
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

const VISITS: Readonly<Record<string, Visit>> = {
  "PRIVATE KEY": (text, at, report, onHint) => {
    onHint("PRIVATE KEY");
    findPrivateKey(text, at, report);
  },
  "--": findLongOption,
  "</": findElement,
  "-u ": findUserOption,
  "-p": findPasswordOption,
  "password ": findSpokenPassword,
  "Password ": findSpokenPassword,
  "PASSWORD '": findSqlPassword,
  "DENTIFIED BY": findSqlPassword,
  "define(": findConstant,
};

const WORDS = /[Bb]earer |[Bb]asic |[Pp]assword |PRIVATE KEY|PASSWORD '|DENTIFIED BY|define\(/g;
const OPTIONS = /--(?=[a-z])|-u |-p/g;
const ALONE = ["hook", "whsec_", "Q~", "+ASt", "</"];

/** Finds what begins with a keyword; tells `onHint` what secretlint's rules may be interested in. */
export function findByKeyword(text: string, report: Report, onHint: (hint: string) => void): void {
  const visit = (keyword: string, at: number) => {
    VISITS[keyword]?.(text, at, report, onHint);
    for (const rule of KEYWORD_RULES) {
      if (rule.keywords.includes(keyword) && tryRule(rule, text, at, report)) onHint(rule.kind);
    }
  };
  for (const expression of [WORDS, OPTIONS]) {
    expression.lastIndex = 0;
    for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
      visit(match[0], match.index);
    }
  }
  for (const keyword of ALONE) {
    for (let at = text.indexOf(keyword); at !== -1; at = text.indexOf(keyword, at + 2)) visit(keyword, at);
  }
}

function tryRule(rule: KeywordRule, text: string, at: number, report: Report): boolean {
  if (at < rule.lead) return false;
  rule.pattern.lastIndex = at - rule.lead;
  const match = rule.pattern.exec(text);
  const secret = match?.[1];
  if (match === null || secret === undefined || !rule.accept(secret)) return false;
  const end = match.index + match[0].length;
  report({ start: end - secret.length, end, kind: rule.kind, weight: rule.weight });
  return true;
}
