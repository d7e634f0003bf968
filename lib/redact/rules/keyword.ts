/** Secrets that begin with a keyword anywhere in a text. */
import type { FindingsByRule, Report } from "../finding.ts";
import { matchAt } from "../search/match_at.ts";
import type { Places } from "../search/places.ts";
import { VAULT_KEYWORDS } from "./tokens/ansible_vault.ts";
import { CALL_KEYWORDS, findInCall } from "./calls/call_argument.ts";
import { CALL_RESULT_KEYWORDS } from "./commands/call_result.ts";
import {
  findCommandOption,
  findNamedOption,
  findPasswordOption,
  findUserOption,
  findWordOption,
} from "./commands/command_option.ts";
import { URL_KEYWORDS } from "./tokens/capability_url.ts";
import { COMMAND_KEYWORDS, findOpensslPass } from "./commands/command_secret.ts";
import { FILE_KEYWORDS } from "./programs/file_syntax.ts";
import { FRAMEWORK_KEYWORDS } from "./programs/framework_syntax.ts";
import { KEYWORD_RULES, type KeywordRule } from "./tokens/context_rules.ts";
import { DATABASE_KEYWORDS, findSqlAssignment, findSqlPassword } from "./programs/database_credential.ts";
import { SHOWN_KEY_KEYWORDS } from "./tokens/key_material.ts";
import { findElement } from "./named/element_value.ts";
import { FALLBACK_KEYWORDS } from "./calls/fallback_value.ts";
import { findPasswordSetting, NAMED_VALUE_KEYWORDS } from "./named/named_value.ts";
import {
  findMadePassword,
  findPlacedPassword,
  findPrintedPassword,
  OWN_SYNTAX_KEYWORDS,
} from "./programs/own_syntax.ts";
import { HASH_KEYWORDS } from "./tokens/password_hash.ts";
import { findPrivateKey, findStaticKey } from "./tokens/pem.ts";
import { PERCENT_KEYWORDS } from "./named/percent_encoded.ts";
import { PROGRAM_KEYWORDS } from "./programs/program_syntax.ts";
import { SEARCH_KEYWORDS } from "./commands/searched_text.ts";
import { SETTING_LINE_KEYWORDS } from "./programs/setting_line.ts";
import { PIPED_KEYWORDS } from "./commands/piped_secret.ts";
import { findAnswered, MADE_KEYWORDS } from "./commands/console_answer.ts";
import { MESSAGE_KEYWORDS } from "./programs/logged_value.ts";
import { COMMAND_ARGUMENTS } from "./commands/command_arguments.ts";
import { OUTPUT_KEYWORDS } from "./commands/shown_output.ts";
import { findNetrcPassword } from "./spoken/spoken_login.ts";
import { SPOKEN_PIECES } from "./spoken/spoken_secret.ts";
import { TEST_KEYWORDS } from "./programs/test_fixture.ts";
import { findPass, TYPED_KEYWORDS } from "./commands/typed_value.ts";
import { TYPED_SECRET_KEYWORDS } from "./commands/typed_secret.ts";
import { USER_MAP_KEYWORDS } from "./lists/user_map.ts";
import { JOINED_KEYWORDS } from "./tokens/joined_strings.ts";
import { SEED_PHRASE_KEYWORDS, TEXT_BORDER } from "./tokens/seed_phrase.ts";
import { LOGIN_FILE_KEYWORDS } from "./commands/login_file.ts";
import { findSentToken, SENT_TOKEN_KEYWORDS } from "./commands/sent_token.ts";
import { STORE_KEYWORDS } from "./commands/written_file.ts";

type Visit = (text: string, at: number, report: Report, onHint: (hint: string) => void) => void;

/** A keyword, and what to do where it stands. */
export interface Keyword {
  readonly keyword: string;
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

const findBearer = rulesOf("Bearer ");

const visitBearer: Visit = (text, at, report, onHint) => {
  findBearer(text, at, report, onHint);
  findSentToken(text, at, report);
};

/** All of them; each is told in a list of its own (places.ts). */
export const KEYWORDS: readonly Keyword[] = [
  ...["bearer ", "Bearer "].map((keyword) => ({ keyword, visit: visitBearer })),
  ...["basic ", "Basic ", "Q~", "+ASt", "npg_", "xoxd-"].map((keyword) => ({
    keyword,
    visit: rulesOf(keyword),
  })),
  ...["ct0=", "whsec_", "jsn", "pss_service:", "pss_user:", "zure.account.key"].map((keyword) => ({
    keyword,
    visit: rulesOf(keyword),
  })),
  ...SPOKEN_PIECES,
  { keyword: "password ", visit: visitPasswordWord },
  { keyword: "Password ", visit: visitPasswordWord },
  { keyword: "PASSWORD ", visit: visitPasswordWord },
  { keyword: "PRIVATE KEY", visit: visitPrivateKey },
  ...COMMAND_KEYWORDS,
  ...HASH_KEYWORDS,
  ...URL_KEYWORDS,
  ...OUTPUT_KEYWORDS,
  ...CALL_RESULT_KEYWORDS,
  ...PIPED_KEYWORDS,
  ...COMMAND_ARGUMENTS,
  ...STORE_KEYWORDS,
  ...TYPED_KEYWORDS,
  ...TYPED_SECRET_KEYWORDS,
  { keyword: "Static key V1", visit: findStaticKey },
  { keyword: "PASS ", visit: findPass },
  { keyword: "PASS\n", visit: (text, at, report) => void findAnswered(text, at + "PASS".length, report) },
  ...NAMED_VALUE_KEYWORDS,
  ...FALLBACK_KEYWORDS,
  ...CALL_KEYWORDS,
  ...DATABASE_KEYWORDS,
  ...OWN_SYNTAX_KEYWORDS,
  ...SETTING_LINE_KEYWORDS,
  ...PERCENT_KEYWORDS,
  ...PROGRAM_KEYWORDS,
  ...VAULT_KEYWORDS,
  ...USER_MAP_KEYWORDS,
  ...TEST_KEYWORDS,
  ...FRAMEWORK_KEYWORDS,
  ...FILE_KEYWORDS,
  ...MADE_KEYWORDS,
  ...SHOWN_KEY_KEYWORDS,
  ...SEARCH_KEYWORDS,
  ...MESSAGE_KEYWORDS,
  ...SENT_TOKEN_KEYWORDS,
  ...LOGIN_FILE_KEYWORDS,
  ...JOINED_KEYWORDS,
  ...SEED_PHRASE_KEYWORDS,
  TEXT_BORDER,
];

const numbersOf = (keywords: readonly Keyword[]): ReadonlySet<number> =>
  new Set(keywords.map((keyword) => KEYWORDS.indexOf(keyword)));

/** The numbers of words of prose. */
export const SPOKEN_NUMBERS = numbersOf(SPOKEN_PIECES);

/** The numbers of keywords of code behind which a value stands. */
export const CODE_NUMBERS = numbersOf([...FALLBACK_KEYWORDS, ...CALL_KEYWORDS]);

/** Of the border between texts, which says nothing of what stands around it. */
export const BORDER_NUMBER = KEYWORDS.indexOf(TEXT_BORDER);

/** Finds secrets at keywords. Calls `onHint` for places that secretlint's rules have to look at. */
export function createKeywordFinder(
  text: string,
  findings: FindingsByRule,
  onHint: (hint: string) => void,
): (places: Places) => void {
  const visitEach = (places: readonly number[], rule: number, visit: Visit | undefined) => {
    if (places.length === 0 || visit === undefined) return;
    const report = findings.reportOf(rule);
    for (const at of places) visit(text, at, report, onHint);
  };
  const reportOption = findings.reportOf(KEYWORDS.length);
  const reportCall = findings.reportOf(KEYWORDS.length + 3);
  return ({ keywords, options, hooks, closingTags, calls }) => {
    for (const [rule, places] of keywords) visitEach(places, rule, KEYWORDS[rule]?.visit);
    visitEach(hooks, KEYWORDS.length + 1, visitHook);
    visitEach(closingTags, KEYWORDS.length + 2, findElement);
    for (const at of calls) findInCall(text, at, reportCall);
    for (const at of options) visitOption(text, at, reportOption);
  };
}

const visitHook = rulesOf("hook");

const DASH = 0x2d;
const LOWER_P = 0x70;

function visitOption(text: string, at: number, report: Report): void {
  const letter = text.charCodeAt(at + 1);
  const isOpenssl = letter === LOWER_P && text.startsWith("ass", at + 2);
  if (isOpenssl) findOpensslPass(text, at, report);
  if (letter === DASH) findNamedOption(text, at, report);
  // The others are `-p` in words and paths nearly always.
  else if (!isBehindGap(text, at)) return;
  else if (letter !== LOWER_P) findUserOption(text, at, report);
  else if (!isOpenssl) findPasswordOption(text, at, report);
  if (letter === LOWER_P) findWordOption(text, at, report);
  findCommandOption(text, at, report);
}

/** Behind a space or a quote. */
function isBehindGap(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  if (code === 0x20 || code === 0x22 || code === 0x27) return true;
  return (code < 0x20 || code > 0x7f) && /\s/.test(text.charAt(at - 1));
}

function visitPasswordWord(text: string, at: number, report: Report): void {
  findNetrcPassword(text, at, report);
  findSqlPassword(text, at, report);
  findPasswordSetting(text, at, report);
  findSqlAssignment(text, at, report);
  if (text.charCodeAt(at + 1) === 0x41) findPrintedPassword(text, at, report); // A
  else {
    findPlacedPassword(text, at, report);
    findMadePassword(text, at, report);
  }
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
