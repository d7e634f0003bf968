/**
 * Values that stand a space behind their name: `ENV X v`, `setx X v`, `#define X "v"`, `config set x v`,
 * `password "v"`, `define('X', 'v')`.
 */
import type { Report } from "../../finding.ts";
import { valueAt } from "./assigned_value.ts";
import { reportIfSecret } from "./assignment.ts";
import { findBesideNoun } from "./beside_noun.ts";
import { lineBefore, wordAt } from "../commands/command_line.ts";
import { isChosen, isChosenStrictly, isGiven, isKeyLike } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isChosenWords } from "../judgement/chosen_words.ts";
import { finder } from "../pattern_finder.ts";
import { reportKey, reportNamed, reportPassword } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";

const NAME = /[A-Za-z_][A-Za-z0-9_.-]{1,80}$/;

/** What says that a name and its value follow, at a line's end before the name. */
const INTRODUCTION =
  /(?:^|[\s"'`(;&|])(?:ENV|ARG|setx|SETX|setenv|SetEnv|(?:fastcgi|uwsgi|scgi)_param|passenger_env_var|php(?:_admin)?_value|# ?define|set -{1,2}[a-zA-Z]{1,8}(?: -{1,2}[a-zA-Z]{1,8}){0,2}|(?:configure|config|npm|secrets?|dotenv) set|[a-z-]{1,20}:set|config(?: --?[a-z]{1,12}){1,3}|config|git config)(?: (?:--?[a-z-]{1,20}|\/[Mm])){0,3} {1,4}["']?(?:[\w.@/:-]{0,80}[/:])?$/;

/** Another macro, a list of some, a number: texts of C stand in quotes. */
const MACRO_BODY = /^(?:[A-Z][A-Z0-9_]*$|[A-Za-z_]\w*[,(]|0x[0-9A-Fa-f]{1,16}|\()/;

/** What says less of it: behind a name the place may stand that it is set for, as in `env add NAME production`. */
const LOOSE_INTRODUCTION =
  /(?:(?:^|[\s"'`])(?:variables?|vars?|env) (?:set|add|create|update)(?: --?[a-z-]{1,20}){0,3} {1,4}|(?:^|[\s"'`])env {1,4}|(?:^|[\s;])(?:set|SET)\()["']?$/;

/** How the line of a setting with a quoted value begins: `storePassword "v"`. */
const SETTING = /(?:^|[{;])[ \t+>]{0,40}$/;

/** Longest rest of a name. */
const MAX_REST_CHARACTERS = 40;

/** Looks at a name, with a space after it, whose last letters begin at a place. */
function findNamedValue(text: string, at: number, report: Report): void {
  const rest = text.slice(at, at + MAX_REST_CHARACTERS).indexOf(" ");
  if (rest === -1) return;
  const nameEnd = at + rest;
  const name = NAME.exec(text.slice(Math.max(0, nameEnd - 81), nameEnd))?.[0];
  if (name === undefined) return;
  const nameClass = classifyName(name);
  if (!announcesSecret(nameClass)) return;
  const valueStart = nameEnd + 1;
  const before = lineBefore(text, nameEnd - name.length);
  const isIntroduced = INTRODUCTION.test(before);
  if (isIntroduced || LOOSE_INTRODUCTION.test(before)) {
    const value = valueAt(text, nameEnd);
    if (value === undefined || /^[=:-]/.test(value.text)) return;
    if (!isIntroduced && !isChosenStrictly(value.text) && !isChosenWords(value.text)) return;
    if (value.terminator === "" && /# ?define /.test(before) && MACRO_BODY.test(value.text + value.next)) {
      return;
    }
    const { start, text: judged } = value;
    if (!looksSecret(name, nameClass, { ...value, isAssigned: true })) return;
    reportNamed(report, nameClass, { start, end: start + judged.length });
  } else if (/["']/.test(text.charAt(valueStart)) && SETTING.test(before)) {
    reportIfSecret(text, name, valueStart, report);
  } else if (/(?:PASS|PWD|PASSWD)$/.test(name)) {
    // Nouns of no other rule.
    findBesideNoun(text, nameEnd, report);
  } else if (/(?:^|[\s"'])(?:nmcli|kinit|wpa_passphrase)\b/.test(before)) {
    const word = wordAt(text, valueStart);
    const isQuoted = /["']/.test(text.charAt(valueStart));
    if (word !== undefined && (isQuoted ? isGiven : isChosen)(word.text)) reportPassword(report, word);
  }
}

/** Looks at the name that follows an introduction: `ENV NAME v`. */
function findIntroduced(introduction: string): Keyword["visit"] {
  return (text, at, report) => findNamedValue(text, at + introduction.length, report);
}

/** In C strings that stand beside each other are one, also on the next line. */
const NEXT_STRING =
  /"(?:[ \t]{0,20}\\?\r?\n\+?[ \t]{0,60}(?:[0-9]{1,6}[→\t][ \t]{0,60})?|[ \t]{0,20})"([^\s"\\]{1,1000})(?=")/y;
const MAX_STRINGS = 16;

/** `#define API_KEY "v" "v"`: the value with all of its strings. */
function findDefined(text: string, at: number, report: Report): void {
  findNamedValue(text, at + "#define ".length, (finding) => {
    let { end } = finding;
    NEXT_STRING.lastIndex = end;
    for (let count = 0; count < MAX_STRINGS && NEXT_STRING.test(text); count++) end = NEXT_STRING.lastIndex;
    report({ ...finding, end });
  });
}

/** ngrok's token is its command's last argument. */
function authToken(keyword: string): Keyword {
  const source = `${keyword} {0,2}["']?([A-Za-z0-9_-]{20,100})(?![A-Za-z0-9_-])`;
  return { keyword, visit: finder(new RegExp(source, "y"), () => true, reportKey) };
}

/** `dotnet user-secrets set "Stripe:ApiKey" "X"` */
const USER_SECRET = /-secrets set ["']?(?:[\w.-]{1,60}:){0,4}([\w.-]{1,60})["']?(?= )/y;

function findUserSecret(text: string, at: number, report: Report): void {
  USER_SECRET.lastIndex = at;
  const match = USER_SECRET.exec(text);
  const word = match === null ? undefined : wordAt(text, at + match[0].length + 1);
  if (word === undefined) return;
  const name = match?.[1] ?? "";
  const nameClass = classifyName(name);
  const isSecret = nameClass === "password" || nameClass === "token"
    ? isChosen(word.text)
    : name === "Key" && isKeyLike(word.text, 20);
  if (isSecret) reportPassword(report, word);
}

const CONSTANT = /define\(\s{0,4}["']([A-Za-z_][A-Za-z0-9_]{1,60})["']\s{0,4},/y;

/** PHP's `define('DB_PASSWORD', 'p')` */
export function findConstant(text: string, at: number, report: Report): void {
  CONSTANT.lastIndex = at;
  const match = CONSTANT.exec(text);
  if (match === null) return;
  const end = at + match[0].length;
  WORDPRESS.lastIndex = end;
  const salt = WORDPRESS_NAME.test(match[1] ?? "") ? WORDPRESS.exec(text)?.[1] : undefined;
  if (salt === undefined) return reportIfSecret(text, match[1] ?? "", end, report);
  reportKey(report, { start: WORDPRESS.lastIndex - salt.length, end: WORDPRESS.lastIndex });
}

/** What WordPress signs with: whatever characters, brackets and stops at the beginning, too. */
const WORDPRESS_NAME = /^(?:AUTH|SECURE_AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)$/;
const WORDPRESS = /[ \t]{0,12}'((?=[^'\n]{0,70}[0-9])[^'\n\\]{60,70})(?=')/y;

/** Told of by the keyword `password ` already. */
export const findPasswordSetting = findNamedValue;

/** Ends of names with a space behind them, and words that introduce a name and its value. */
export const NAMED_VALUE_KEYWORDS: readonly Keyword[] = [
  { keyword: "KEY ", visit: findNamedValue },
  { keyword: "TOKEN ", visit: findNamedValue },
  { keyword: "PASS ", visit: findNamedValue },
  { keyword: "PASSWD ", visit: findNamedValue },
  { keyword: "PWD ", visit: findNamedValue },
  { keyword: "SECRET ", visit: findNamedValue },
  { keyword: "Key ", visit: findNamedValue },
  ...["/:_authToken ", "aws_secret_acces", "github.token "].map((keyword) => (
    { keyword, visit: findNamedValue }
  )),
  // In pairs, where a noun is none of another rule.
  ...["PASS'", 'PASS"', "PWD'", 'PWD"'].map((keyword): Keyword => (
    { keyword, visit: (text, at, report) => findBesideNoun(text, at + keyword.length - 1, report) }
  )),
  { keyword: "_pass, ", visit: (text, at, report) => findBesideNoun(text, at + "_pass".length, report) },
  ...["Pwd ", "Pass As "].map((keyword): Keyword => (
    { keyword, visit: (text, at, report) => findBesideNoun(text, text.indexOf(" ", at), report) }
  )),
  { keyword: "_pass ", visit: (text, at, report) => findBesideNoun(text, at + "_pass".length, report) },
  { keyword: "ENV ", visit: findIntroduced("ENV ") },
  { keyword: "#define ", visit: findDefined },
  { keyword: "-gx ", visit: findIntroduced("-gx ") },
  { keyword: "-Ux ", visit: findIntroduced("-Ux ") },
  authToken("add-authtoken "),
  authToken("grok authtoken "),
  { keyword: "-secrets set ", visit: findUserSecret },
];
