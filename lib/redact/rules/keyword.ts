/**
 * Secrets that begin with a keyword anywhere in a text.
 *
 * A keyword is found by a piece of it that begins with a rare letter and has fewer than seven characters: V8 looks for
 * such a piece with `memchr`, for longer ones with Horspool's algorithm (`basic`: 0.2 ns a character; `bearer ` 2.0;
 * all keywords in one regular expression 1.1 to 3.4).
 */
import type { Finding } from "../finding.ts";
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

/** A keyword, what to search for, and what to do where the keyword stands. */
interface Keyword {
  readonly keyword: string;
  /** A piece of the keyword that begins with a rare character. */
  readonly piece: string;
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

/** Those with the same piece stand together: they share its search. */
const KEYWORDS: readonly Keyword[] = [
  { keyword: "bearer ", piece: "beare", visit: rulesOf("bearer ") },
  { keyword: "Bearer ", piece: "Beare", visit: rulesOf("Bearer ") },
  { keyword: "basic ", piece: "basic", visit: rulesOf("basic ") },
  { keyword: "Basic ", piece: "Basic", visit: rulesOf("Basic ") },
  { keyword: "whsec_", piece: "whsec", visit: rulesOf("whsec_") },
  { keyword: "Q~", piece: "Q~", visit: rulesOf("Q~") },
  { keyword: "+ASt", piece: "+ASt", visit: rulesOf("+ASt") },
  { keyword: "password ", piece: "word ", visit: findSpokenPassword },
  { keyword: "Password ", piece: "word ", visit: findSpokenPassword },
  { keyword: "PRIVATE KEY", piece: "PRIV", visit: visitPrivateKey },
  { keyword: "PASSWORD '", piece: "PASSW", visit: findSqlPassword },
  { keyword: "DENTIFIED BY", piece: "DENTI", visit: findSqlPassword },
  { keyword: "define(", piece: "(", visit: findConstant },
];

const visitHook = rulesOf("hook");

/** Finds what begins with a keyword; tells `onHint` what secretlint's rules may be interested in. */
export function findByKeyword(
  text: string,
  { closingTags, options, hooks }: Places,
  report: Report,
  onHint: (hint: string) => void,
): void {
  for (const [piece, keywords] of BY_PIECE) {
    for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + 1)) {
      for (const { keyword, before, visit } of keywords) {
        if (text.startsWith(keyword, at - before)) visit(text, at - before, report, onHint);
      }
    }
  }
  for (const at of options) visitOption(text, at, report);
  for (const at of hooks) visitHook(text, at, report, onHint);
  for (const at of closingTags) findElement(text, at, report);
}

/** The keywords by their piece, each with the number of characters before it. */
const BY_PIECE = Map.groupBy(
  KEYWORDS.map(({ keyword, piece, visit }) => ({ keyword, piece, before: keyword.indexOf(piece), visit })),
  ({ piece }) => piece,
);

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
  rule.pattern.lastIndex = at - rule.lead;
  const match = rule.pattern.exec(text);
  const secret = match?.[1];
  if (match === null || secret === undefined || !rule.accept(secret)) return false;
  const end = match.index + match[0].length;
  report({ start: end - secret.length, end, kind: rule.kind, weight: rule.weight });
  return true;
}
