/** Secrets that code gives by their place: `connect(url, "u", "v")`, `jwt.sign(data, "v")`, `["X-Api-Key", "v"]`. */
import type { Report } from "../finding.ts";
import { reportIfSecret } from "./assignment.ts";
import { findInLookUp } from "./fallback_value.ts";
import { isChosen, isKeyLike, isUrlPassword } from "./given_value.ts";
import { findInAuthorization, findInCookie } from "./header_value.ts";
import type { Keyword } from "./keyword.ts";
import { reportKey, reportPassword } from "./report.ts";
import { classifyName } from "./secret_name.ts";

/** An argument of a call, and what it is if it is a text in quotes alone. */
interface Argument {
  readonly start: number;
  readonly end: number;
  /** Without quotes; "" if it is code. */
  readonly text: string;
}

/** How much of a call is looked at; URLs and queries may stand before a password. */
const MAX_CALL_CHARACTERS = 600;
const MAX_ARGUMENTS = 5;

const LITERAL =
  /^\s*(?:[bBrRuUN@]|Buffer\.from\(|Bytes?\()?(\\{0,3}["'`])((?:(?!\1)[^\r\n])*)\1(?:, ?["'](?:base64|hex|utf-?8)["'])?\)?\s*$/;

/** The arguments of a call whose bracket stands at a place, as far as they are to be seen. */
function argumentsAt(text: string, open: number): Argument[] {
  const found: Argument[] = [];
  const stop = Math.min(text.length, open + MAX_CALL_CHARACTERS);
  let start = open + 1;
  let depth = 0;
  for (let at = start; at < stop && found.length < MAX_ARGUMENTS; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22 || code === 0x27 || code === 0x60) { // quotes
      at = endOfLiteral(text, at, stop);
    } else if (code === 0x28 || code === 0x5b || code === 0x7b) { // ( [ {
      depth++;
    } else if (depth > 0 && (code === 0x29 || code === 0x5d || code === 0x7d)) { // ) ] }
      depth--;
    } else if (depth === 0 && (code === 0x2c || code === 0x29 || code === 0x5d)) { // , ) ]
      found.push(argumentOf(text, start, at));
      if (code !== 0x2c) break;
      start = at + 1;
    } else if (code === 0x3b && depth === 0) { // ; ends a call that never began
      break;
    }
  }
  return found;
}

/** Where the quote stands that ends a literal, in nested JSON one with the same backslashes before it. */
function endOfLiteral(text: string, open: number, stop: number): number {
  const quote = text.charCodeAt(open);
  const isNested = text.charCodeAt(open - 1) === 0x5c;
  for (let at = open + 1; at < stop; at++) {
    const code = text.charCodeAt(at);
    if (code === quote && (isNested === (text.charCodeAt(at - 1) === 0x5c))) return at;
    if (code === 0x0a) return at;
  }
  return stop;
}

function argumentOf(text: string, start: number, end: number): Argument {
  const literal = LITERAL.exec(text.slice(start, end));
  if (literal === null) return { start, end, text: "" };
  const [whole, quote = "", inside = ""] = literal;
  const first = start + whole.indexOf(quote) + quote.length;
  return { start: first, end: first + inside.length, text: inside };
}

type Judge = (argument: Argument, report: Report, all: readonly Argument[]) => void;

const password: Judge = (argument, report, all) => {
  const user = all[all.indexOf(argument) - 1]?.text ?? "";
  if (isChosen(argument.text) && isUrlPassword(user, argument.text)) reportPassword(report, argument);
};

/** Of signatures: people choose them as often as machines make them. */
const signingKey: Judge = (argument, report) => {
  if (
    argument.text.length >= 8 && isChosen(argument.text) && !/^[A-Za-z]{2,8}-?[0-9]{2,4}$/.test(argument.text)
  ) {
    reportKey(report, argument);
  }
};

const key: Judge = (argument, report) => {
  if (isKeyLike(argument.text, 20)) reportKey(report, argument);
};

const isPrivateKey: Judge = (argument, report) => {
  if (/^(?:0x)?[0-9a-fA-F]{64}$/.test(argument.text)) reportKey(report, argument);
};

/** Function (as its name ends before the bracket) → which argument is secret. */
const CALLS: readonly (readonly [name: RegExp, index: number, judge: Judge])[] = [
  [/(?:getConnection|createConnection|mysqli(?:_connect|_real_connect)?|mysql_p?connect|PDO)$/, 2, password],
  [
    /(?:NetworkCredential|PSCredential|HTTPBasicAuth|HTTPDigestAuth|HttpBasicAuth|[bB]asicAuth|BasicAWSCredentials|UsernamePasswordCredentials|PasswordAuthentication|setBasicAuth|SetBasicAuth|BasicCredentials)$/,
    1,
    password,
  ],
  [/[.>]login$/, 1, password],
  [/[.>]login$/, 0, key],
  [/(?:jwt|JWT|jsonwebtoken)(?:\.|::)(?:sign|verify|encode|decode|signAsync|verifyAsync)$/, 1, signingKey],
  [/hmac\.new$/, 0, signingKey],
  [/create(?:Hmac|Cipheriv|Decipheriv)$/, 1, signingKey],
  [/Fernet$/, 0, key],
  [/Wallet$/, 0, isPrivateKey],
  [/(?:Client|Api|API|SDK)$/, 0, key],
  [/(?:Client|Api|API|SDK)$/, 1, key],
  [/algoliasearch$/, 1, key],
];

const NAME = /[A-Za-z_][A-Za-z0-9_.:>-]{0,60}$/;

/** Looks at a call whose bracket stands at a place. */
function findInCall(text: string, open: number, report: Report): void {
  const name = NAME.exec(text.slice(Math.max(0, open - 60), open))?.[0];
  if (name === undefined) return;
  let all: readonly Argument[] | undefined;
  for (const [pattern, index, judge] of CALLS) {
    if (!pattern.test(name)) continue;
    all ??= argumentsAt(text, open);
    const argument = all[index];
    if (argument !== undefined && argument.text !== "") judge(argument, report, all);
  }
}

/** `auth=("u", "v")`: looked at from the separator. */
export function findAuthPair(text: string, at: number, report: Report): void {
  const open = text.charCodeAt(at + 1) === 0x20 ? at + 2 : at + 1;
  if (!/auth\\{0,3}["']? ?$/i.test(text.slice(Math.max(0, at - 12), at))) return;
  const all = argumentsAt(text, open);
  const argument = all[1];
  if (argument !== undefined) password(argument, report, all);
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
  /(?:name|Name|key|Key)[\\"']{0,8} {0,4}[:=] {0,4}[\\"']{0,8}((?:[Ss]et-)?[Cc]ookie|(?:[Pp]roxy-)?[Aa]uthorization)[\\"']{0,8},?\s{1,40}[\\"']{0,8}value[\\"']{0,8} {0,4}$|(?:name|key)[\\"']{1,8}: ?[\\"']{1,8}((?:[Ss]et-)?[Cc]ookie|(?:[Pp]roxy-)?[Aa]uthorization)[\\"']{1,8},[\\"']{1,8}value[\\"']{1,8}$/;

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
  const match = NAMED_HEADER.exec(head);
  const name = match?.[1] ?? match?.[2];
  if (name !== undefined) findNamed(text, name, at + 1, report);
}

/** A keyword at the end or, with `more` characters up to the bracket at most, in the middle of a function's name. */
function call(keyword: string, pair: number, more = 0): Keyword {
  return {
    keyword,
    pair,
    visit: (text, at, report) => {
      const bracket = keyword.indexOf("(");
      const end = at + keyword.length;
      const open = bracket === -1 ? end + text.slice(end, end + more + 1).indexOf("(") : at + bracket;
      if (bracket !== -1 || open >= end) findInCall(text, open, report);
    },
  };
}

/** A call with a text in quotes as its first argument. */
function quotedCall(keyword: string): Keyword {
  const bracket = keyword.length - 1;
  return {
    keyword,
    pair: bracket,
    next: /["'\\]/,
    visit: (text, at, report) => findInCall(text, at + bracket, report),
  };
}

/** The functions of `CALLS`, as far as they can be told apart by a few characters, and names of headers in quotes. */
export const CALL_KEYWORDS: readonly Keyword[] = [
  call("DriverManager.ge", 0, 14),
  call("mysqli", "mys".length, 14),
  call("new PDO(", "new PD".length),
  call("NetworkCredentia", "Net".length, 2),
  call("BasicAuth(", 0),
  call("basicAuth(", 0),
  call("jwt.", "j".length, 12),
  call("JWT.", 0, 12),
  call("hmac.new(", 0),
  call("createHmac(", "create".length),
  call("Fernet(b", 0),
  call("ethers.Wallet(", "ethers.".length),
  quotedCall("Client("),
  quotedCall("login("),
  {
    // Ruby's `ENV.fetch("X", "v")`, and `algoliasearch('X', 'v')`.
    keyword: "ch(",
    pair: "ch".length,
    next: /["'\\]/,
    visit: (text, at, report) => {
      const open = at + "ch".length;
      if (text.startsWith("ENV.fet", at - 7)) findInLookUp(text, open, report);
      else if (text.startsWith("algoliasear", at - 11)) findInCall(text, open, report);
    },
  },
  ...["-Key", "-key", "-Token", "-token", "-Secret", "-secret"].map((keyword) => (
    { keyword, pair: 0, visit: findHeaderPair }
  )),
  { keyword: "horization", pair: "hori".length, visit: findHeaderPair },
];
