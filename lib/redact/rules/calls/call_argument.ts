/** Secrets that code gives by their place: `connect(url, "u", "v")`, `jwt.sign(data, "v")`, `["X-Api-Key", "v"]`. */
import type { Report } from "../../finding.ts";
import { reportIfSecret } from "../named/assignment.ts";
import { argumentsAt } from "./call_arguments.ts";
import { type Call, judgeBytes, judgePair, judgeRequired } from "./call_judges.ts";
import { CALL_NAMES, CALLS_BY_KEYWORD, rulesOf } from "./call_table.ts";
import { findInJoinedList } from "../tokens/joined_strings.ts";
import { findInLookUp } from "./fallback_value.ts";
import { findInAuthorization, findInCookie } from "../named/header_value.ts";
import type { Keyword } from "../keyword.ts";
import { isChosen, isChosenStrictly, isGiven } from "../judgement/given_value.ts";
import { findConstant } from "../named/named_value.ts";
import { finder } from "../pattern_finder.ts";
import { reportKey, reportPassword } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import { isNoName } from "../spoken/spoken_value.ts";

/** Longest name of a function, and how much before it is looked at. */
const MAX_NAME_CHARACTERS = 60;
const MAX_BEFORE_CHARACTERS = 40;

/** Looks at a call whose bracket stands at a place. */
export function findInCall(text: string, open: number, report: Report): void {
  const start = startOfName(text, open);
  if (start === open && !text.startsWith("hex!", open - 4)) return findInRequired(text, open, report);
  const name = start === open ? "hex!" : text.slice(start, open);
  const rules = rulesOf(name);
  if (rules.length === 0) return findInOthers(text, open, name, report);
  const before = text.slice(Math.max(0, start - MAX_BEFORE_CHARACTERS), start);
  let call: Call | undefined;
  const isQuoted = QUOTE.test(text.charAt(open + 1));
  for (const { before: expected, judge, isQuoted: mustBeQuoted } of rules) {
    if (mustBeQuoted === true && !isQuoted) continue;
    if (expected !== undefined && !expected.test(before)) continue;
    judge(call ??= { text, open, all: argumentsAt(text, open), report });
  }
}

const QUOTE = /[\s"'`\\]/;

/** Back over letters, digits and `_`. */
function startOfName(text: string, open: number): number {
  let start = open;
  const stop = Math.max(0, open - MAX_NAME_CHARACTERS);
  while (start > stop) {
    const code = text.charCodeAt(start - 1);
    const isName = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x30 && code <= 0x39) || code === 0x5f;
    if (!isName) break;
    start--;
  }
  return start;
}

const REQUIRED = /require\(\\{0,3}["'][a-z0-9-]{2,30}\\{0,3}["']\)$/;

/** A module that is called: `require("twilio")("AC…", "…")`. */
function findInRequired(text: string, open: number, report: Report): void {
  if (!REQUIRED.test(text.slice(Math.max(0, open - 48), open))) return;
  judgeRequired({ text, open, all: argumentsAt(text, open), report });
}

/** Functions that look a variable up: the code may fall back on a secret. */
const LOOK_UPS: ReadonlySet<string> = new Set([
  "env",
  "getenv",
  "get",
  "Get",
  "config",
  "fetch",
  "getOrDefault",
]);

/** Endings of calls by which the search for candidates knows brackets to be looked at (secret_ending.ts); quotes of both kinds are the same to it. */
export const CALL_ENDINGS: readonly string[] = [...CALL_NAMES, "byte", "define", "join", ...LOOK_UPS, "io')"];

function findInOthers(text: string, open: number, name: string, report: Report): void {
  const next = text.charCodeAt(open + 1);
  const isQuoted = next === 0x22 || next === 0x27 || next === 0x5c; // quotes, backslash
  if (isQuoted && LOOK_UPS.has(name)) findInLookUp(text, open, report);
  else if (isQuoted && name === "byte") judgeBytes({ text, open, all: argumentsAt(text, open), report });
  else if (name === "join") findInJoinedList(text, open, report);
  else if (name === "define") findConstant(text, open - name.length, report);
}

const PAIR_NAME = /(auth|(?<![A-Za-z])(?:creds?|credentials?|login|admin|root))\\{0,3}["']? ?$/i;

/** `auth=("u", "v")`, `CREDS = ("u", "v")`: looked at from the separator. */
export function findAuthPair(text: string, at: number, report: Report): void {
  const open = text.charCodeAt(at + 1) === 0x20 ? at + 2 : at + 1;
  const name = PAIR_NAME.exec(text.slice(Math.max(0, at - 24), at))?.[1];
  if (name === undefined) return;
  const all = argumentsAt(text, open);
  // What is no `auth` may be a tuple of whatever.
  if (name.toLowerCase() !== "auth" && (all.length !== 2 || !isNoName(all[1]?.text ?? ""))) return;
  judgePair({ text, open, all, report });
}

const HEADER_PAIR = /[A-Za-z-]{1,14}\\{0,3}["']\s{0,20},\s{0,20}(?=\\{0,3}["'`][^"'`\r\n]{12})/y;

/** `["X-Api-Key", "v"]`, `set("Authorization", "Bearer v")`: a header and its value with a comma between. */
function findHeaderPair(text: string, at: number, report: Report): void {
  HEADER_PAIR.lastIndex = at;
  const match = HEADER_PAIR.exec(text);
  if (match === null) return;
  const nameEnd = at + match[0].search(/[\\"']/);
  const name = /[A-Za-z][A-Za-z0-9-]{0,40}$/.exec(text.slice(Math.max(0, nameEnd - 41), nameEnd))?.[0] ?? "";
  findNamed(text, name, at + match[0].length, report);
}

function findNamed(text: string, name: string, position: number, report: Report): void {
  const nameClass = classifyName(name);
  if (nameClass === "authorization") findInAuthorization(text, position, report);
  else if (nameClass === "cookie") findInCookie(text, position, report);
  else reportIfSecret(text, name, position, report);
}

const NAMED_HEADER =
  /(?:name|Name|key|Key)[\\"']{0,8} {0,4}[:=] {0,4}[\\"']{0,8}((?:[Ss]et-)?[Cc]ookie|(?:[Pp]roxy-)?[Aa]uthorization)[\\"']{0,8},?\s{0,40}[\\"']{0,8}value[\\"']{0,8} {0,4}$/;

/** `{"name": "Cookie", "value": "v"}`, as in HAR files: looked at from the last separator. */
export function findNamedHeader(text: string, at: number, report: Report): void {
  let end = at - 1;
  let code = text.charCodeAt(end);
  // Quotes, backslashes, spaces.
  while (end > at - 12 && (code === 0x22 || code === 0x27 || code === 0x5c || code === 0x20)) {
    code = text.charCodeAt(--end);
  }
  if (code !== 0x65 || text.charCodeAt(end - 1) !== 0x75) return; // value
  const head = text.slice(Math.max(0, at - 120), at);
  if (!head.includes("ookie") && !head.includes("uthorization")) return;
  const name = NAMED_HEADER.exec(head)?.[1];
  if (name !== undefined) findNamed(text, name, at + 1, report);
}

const CHARACTERS = /\\{0,3}"((?:(?!\\{0,3}")[^\r\n]){4,128})\\{0,3}"$/;

/** Java's way to give a password away: `load(in, "v".toCharArray())`. */
function findCharacters(text: string, at: number, report: Report): void {
  const head = text.slice(Math.max(0, at - 240), at);
  const line = head.slice(head.lastIndexOf("\n") + 1);
  const password = CHARACTERS.exec(line)?.[1];
  if (password === undefined || !isChosen(password) || /0123456789|abcdef|ABCDEF/.test(password)) return;
  if (
    !/pass|key|store|pbe|cert|secret|login|cred|pkcs|jks|\bks\b|kmf|pwd/i.test(
      line.slice(0, -password.length),
    )
  ) return;
  const end = at - 1 - (/\\{0,3}$/.exec(text.slice(at - 4, at - 1))?.[0].length ?? 0);
  reportPassword(report, { start: end - password.length, end });
}

const DEFAULT = /[\s,({]default(?:_?[vV]alue)?["']?\s{0,4}[=:]\s{0,4}(?=\\{0,3}["'])/;
const FLAG =
  /\s{0,20}(?:\\{0,3}["']-[a-zA-Z]\\{0,3}["'],\s{0,20})?\\{0,3}["'](?:-[a-zA-Z], ?)?(?:-{1,2}|)([A-Za-z][A-Za-z0-9_.-]{1,60})(?:[ =][^"'\n]{1,40})?\\{0,3}["']\s{0,20},/y;

const OPTION = /^\s{0,20}\\{0,3}["']-/;

/** The default of an option: `option("--api-key", default="v")`, `add_argument("--token", default="v")`, `.option("--pw <pw>", "text", "v")`. */
function findOptionDefault(text: string, open: number, report: Report): void {
  FLAG.lastIndex = open + 1;
  const name = FLAG.exec(text)?.[1];
  const nameClass = name === undefined ? "none" : classifyName(name);
  if (name === undefined || !announcesSecret(nameClass)) return;
  const all = argumentsAt(text, open);
  const from = FLAG.lastIndex - 1;
  const given = DEFAULT.exec(text.slice(from, all.at(-1)?.end));
  if (given !== null) return reportIfSecret(text, name, from + given.index + given[0].length, report);
  // Without a name: behind the description of an option, or right behind the name of a flag.
  const value = OPTION.test(text.slice(open + 1, open + 30)) ? all[2] : all[1];
  if (value !== undefined && value.text !== "" && isChosenStrictly(value.text)) {
    reportIfSecret(text, name, value.start - 1, report);
  }
}

/** Names of headers in quotes, with their values behind a comma. */
export const CALL_KEYWORDS: readonly Keyword[] = [
  ...["-Key", "-key", "-Token", "-token", "-Secret", "-secret"].map((keyword) => (
    { keyword, visit: findHeaderPair }
  )),
  { keyword: "horization", visit: findHeaderPair },
  ...CALLS_BY_KEYWORD.map(([keyword, judge]): Keyword => ({
    keyword,
    visit: (text, at, report) => {
      const open = at + keyword.length - 1;
      judge({ text, open, all: argumentsAt(text, open), report });
    },
  })),
  {
    keyword: "USERPWD",
    visit: finder(
      /USERPWD["']?\]?\s{0,4}(?:,|=>|=)\s{0,4}\\{0,3}["'][^"':\n]{1,80}:([^"'\n\\]{4,256})(?=\\{0,3}["'])/y,
      isGiven,
    ),
  },
  {
    keyword: "PASSWORD, ",
    visit: finder(/(?<=CURLOPT_[A-Z]{0,8})PASSWORD, \\{0,3}["']([^"'\n\\]{4,256})(?=\\{0,3}["'])/y, isGiven),
  },
  // Both compared, by names of one letter.
  ...[" p == ", " p === "].map((keyword) => ({
    keyword,
    visit: finder(
      /(?<=\b(?:u|usr|user|username|name|login|email) ={2,3} \\{0,3}["'][^"'\n]{1,64}["'] (?:&&|and)) p ={2,3} \\{0,3}["']([^"'\n\\]{4,128})(?=\\{0,3}["'])/y,
      isChosen,
    ),
  })),
  // Of Artifactory, and where browsers can set no other header
  {
    keyword: "g-Art-Api",
    visit: finder(/g-Art-Api[\\"']{0,4}\s?[:=,]\s?[\\"']{0,4}([A-Za-z0-9]{40,80})/y, isChosen, reportKey),
  },
  {
    keyword: "Socket-Protocol",
    visit: finder(
      /Socket-Protocol[\\"']{0,4}\s?[:=,]\s?[\\"']{0,4}(?:[Bb]earer|authorization|access_token|token|auth|jwt)(?:, ?|\.)([A-Za-z0-9._~+/=-]{16,4096})/y,
      isChosen,
      reportKey,
    ),
  },
  { keyword: "{noop}", visit: finder(/\{noop\}([^"'\s<>\\]{4,128})/y, isGiven) },
  { keyword: ".toCharArray()", visit: findCharacters },
  // In Python, Ruby, JavaScript and Go.
  ...["option(", "add_argument(", "Option(", ".String(", "addOption("].map((keyword): Keyword => ({
    keyword,
    visit: (text, at, report) => findOptionDefault(text, at + keyword.length - 1, report),
  })),
];
