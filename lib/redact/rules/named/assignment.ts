/**
 * Values given to names that say that they are secret: `.env` files, shells, YAML, JSON, headers, connection
 * strings, code. At each `=` and `:` the name before is looked at first.
 */
import { type Report, WEIGHT } from "../../finding.ts";
import { matchAt } from "../../search/match_at.ts";
import { piecesAfter } from "../../readings/pieces.ts";
import {
  type AssignedValue,
  endOfValue,
  literalValue,
  noEnds,
  valueAt,
  type ValueEnds,
} from "./assigned_value.ts";
import { findCipherKey } from "../calls/cipher_key.ts";
import { findCompared, isComparison } from "./compared_value.ts";
import { findCookieValue, findInAuthorization, findInCookie, SESSION_NAME } from "./header_value.ts";
import { isGiven } from "../judgement/given_value.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { findUnderParent } from "./parent_name.ts";
import { messOfLine, phraseOfLine, pictureLine, spacedValue } from "../judgement/passphrase.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { loneWord } from "../judgement/lone_word.ts";
import { findInPrintedMap } from "./printed_map.ts";
import { reportNamed, reportPassword } from "../report.ts";
import { mayEndSecretName } from "../judgement/secret_ending.ts";
import {
  announcesSecret,
  classifyName,
  isEnvironmentName,
  type NameClass,
  type SecretClass,
} from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";
import { siblingName } from "./sibling_name.ts";
import { nameOfSymbol } from "./symbol_name.ts";
import { wholeValue } from "./whole_line_value.ts";
import { reportDifference } from "./word_difference.ts";

const MAX_NAME_CHARACTERS = 80;
const MAX_GAP_CHARACTERS = 24;

/** One pass over a text, from one separator of a kind to the next. */
export interface AssignmentWalk {
  readonly text: string;
  readonly report: Report;
  /** Told about each name that is of some class, whether or not its value is secret. */
  readonly onName: (nameClass: NameClass) => void;
  /** Where the last cookie header ended that was looked through: one cost per header, however many are nested. */
  cookieEnd: number;
  readonly ends: ValueEnds;
}

/** Begins a walk at a text's beginning. */
export function beginAssignments(
  text: string,
  report: Report,
  onName: (nameClass: NameClass) => void,
): AssignmentWalk {
  return { text, report, onName, cookieEnd: 0, ends: noEnds() };
}

/** Reports the value behind a separator if it is secret under the name before it. */
export function findAssigned(walk: AssignmentWalk, at: number): void {
  const { text } = walk;
  const nameEnd = endOfName(text, at);
  if (nameEnd === 0 || !mayEndSecretName(text, nameEnd)) return;
  const next = text.charCodeAt(at + 1);
  const isAddress = next === 0x2f && text.charCodeAt(at + 2) === 0x2f; // ://
  if (isAddress || isPathOfCode(text, nameEnd) || isVariableOfPsql(text, at)) return;
  const nameStart = startOfName(text, nameEnd);
  if (text.charCodeAt(at) === 0x3d && isComparison(text, at)) {
    return findCompared(text, text.slice(nameStart, nameEnd), at, walk.report);
  }
  // `${DB_PASSWORD:-…}` (fallback_value.ts)
  if (next === 0x2d && text.startsWith("${", nameStart - 2)) return;
  // The user of an address, as in `https://x-access-token:…@host` (at_sign.ts).
  if (text.startsWith("://", nameStart - 3)) return;
  // Part of a name of resources, as in `arn:aws:secretsmanager:eu-west-1:1:secret:db`; not Pulumi's `acme:dbPassword: `.
  if (
    text.charCodeAt(at) === 0x3a && text.charCodeAt(nameStart - 1) === 0x3a &&
    !(next === 0x20 && NAMESPACE.test(text.slice(Math.max(0, nameStart - 80), nameStart))) &&
    /\w/.test(text.charAt(nameStart - 2)) &&
    !LINE_OF_FILE.test(text.slice(Math.max(0, nameStart - 10), nameStart))
  ) return;
  if (
    text.charCodeAt(nameStart - 1) === 0x2f &&
    CHECKSUM_OF.test(text.slice(Math.max(0, nameStart - 12), nameStart))
  ) return;
  if (isTypeOfResource(text, nameStart, nameEnd)) return;
  const name = nameAt(text, nameStart, nameEnd, at);
  const nameClass = classifyName(name);
  if (nameClass === "none") return;
  // := and => take one more character than = and :
  const valueStart = (next === 0x3d || next === 0x3e)
    ? at + 2
    : isQuotedPrintable(text, at)
    ? at + 3
    : endOfVisibility(text, at) ?? at + 1;
  const isOther = nameClass === "account" && !ACCOUNT_VALUE.test(text.slice(valueStart, valueStart + 18));
  if (!isOther && nameClass !== "query") walk.onName(nameClass);
  findValue(walk, { name, nameClass, nameStart, valueStart });
}

/** `=3D`: how mail writes the sign (RFC 2045 6.7). */
function isQuotedPrintable(text: string, at: number): boolean {
  return text.startsWith("=3D", at) && !/^[\s"'`,;]/.test(text.charAt(at + 3));
}

const VISIBILITY =
  /:(?:["']?[A-Za-z_][\w\\]{0,80}["']?:)?(?:private|protected)\]\s?=>\s{0,60}(?:string\([0-9]{1,6}\) (?="))?/y;

/** `[secret:Config:private] => …`, `["secret":protected]=> string(40) "…"`: who may see a member of PHP's objects. */
function endOfVisibility(text: string, at: number): number | undefined {
  const next = text.charCodeAt(at + 1);
  if (text.charCodeAt(at) !== 0x3a || next === 0x20 || next === 0x0a) return undefined;
  VISIBILITY.lastIndex = at;
  return VISIBILITY.test(text) ? VISIBILITY.lastIndex : undefined;
}

const PATH_OF_CODE = /::(?:h[0-9a-f]{16}(?!\w)|[A-Za-z_]+[0-9]?(?![\w!@#$%^&*?~+-]))/y;

/** `secret::load`, `load_secret::h1a2b3c4d5e6f7081`: names of C++, Rust and others. */
function isPathOfCode(text: string, nameEnd: number): boolean {
  if (text.charCodeAt(nameEnd) !== 0x3a || text.charCodeAt(nameEnd + 1) !== 0x3a) return false;
  PATH_OF_CODE.lastIndex = nameEnd;
  return PATH_OF_CODE.test(text);
}

const TYPE_BEFORE = /["'][A-Z]\w{1,40}(?:::[A-Z]\w{1,40})?::$/;

/** `"AWS::IAM::AccessKey": …`: in quotes a type of CloudFormation, of which hashes and numbers are kept. */
function isTypeOfResource(text: string, nameStart: number, nameEnd: number): boolean {
  return text.charCodeAt(nameStart - 1) === 0x3a && text.charCodeAt(nameStart - 2) === 0x3a &&
    /["'\\]/.test(text.charAt(nameEnd)) &&
    TYPE_BEFORE.test(text.slice(Math.max(0, nameStart - 90), nameStart));
}

/** `checksum/secret: …`: pods are made anew where it changes. */
const CHECKSUM_OF = /(?:checksum|hash|digest|sha256)\/$/;

/** At the beginning of a line. */
const NAMESPACE = /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}[→\t])?[+-]?[ \t]{0,20}["']?[a-z][\w-]{1,40}:$/;

/** `grep -n` puts a line's number before it: `config.yml:12:password: …`. */
const LINE_OF_FILE = /[\w)]:[0-9]{1,6}:$|^[0-9]{1,6}:$|\n[0-9]{1,6}:$/;

/**
 * `PASS` tells the verdict of a test, but not in quotes (`"Pass": "…"`), not right before some (Go's `Pass:"…"`) and not
 * at the beginning of a string (`"PASS=…"`). `PWD` is the working directory, but in a query.
 */
function nameAt(text: string, start: number, end: number, at: number): string {
  const name = text.slice(start, end);
  if (text.charCodeAt(start - 1) === 0x3a) return nameOfSymbol(text, start, name);
  if (name === "PWD" && /[?&]/.test(text.charAt(start - 1))) return "password";
  if (VERDICT_OR_FOLDER.test(name) && isGivenPassword(text, name, at)) return "password";
  if (name === "secret" && text.charCodeAt(start - 1) === 0x20) {
    const what = SIGNING.exec(text.slice(Math.max(0, start - 12), start))?.[1];
    if (what !== undefined) return `${what}_secret`;
  }
  if (name !== "Pass" && name !== "PASS") return name;
  const isTold = end < at || text.charCodeAt(at + 1) === 0x22 || SPEWED.test(text.slice(at + 1, at + 10)) ||
    (text.charCodeAt(at) === 0x3d && /["'`]/.test(text.charAt(start - 1)));
  return text.charCodeAt(end) !== 0x20 && isTold ? "password" : name;
}

/** As Go's dumps write a member. */
const SPEWED = /^ ?\(\*?string/;

/** "JWT secret: …" */
const SIGNING = /(?:^|[\s"'`(*])(jwt|session|signing|cookie|webhook|hmac|encryption) $/i;

const VERDICT_OR_FOLDER = /^(?:PASS|PWD)$/;

/** Letters, digits and, for a folder's name, a sign; no path: `PASS=x7Kdq9Lm`, `PWD=Heron#606` */
const GIVEN_PASSWORD =
  /=[ \t]{0,2}["']?(?=[^\s"']{0,255}[A-Za-z])(?=[^\s"']{0,255}[0-9])(?!\$)[^\s"'/\\;&()]{8,128}["']?(?:[ \t]*(?:\r?\n|$|;|&&)|[ \t][a-z./])/y;
const GIVEN_WITH_SIGN =
  /=[ \t]{0,2}["']?(?=[^\s"']{0,255}[A-Za-z])(?=[^\s"']{0,255}[!#%^*@])(?!\$)[^\s"'/\\;&()]{8,128}["']?[ \t]*(?:\r?\n|$)/y;

function isGivenPassword(text: string, name: string, at: number): boolean {
  const pattern = name === "PWD" ? GIVEN_WITH_SIGN : GIVEN_PASSWORD;
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** `PASSWORD :'app_password'`: psql puts the variable's value there. */
function isVariableOfPsql(text: string, at: number): boolean {
  PSQL_VARIABLE.lastIndex = at;
  return text.charCodeAt(at - 1) === 0x20 && PSQL_VARIABLE.test(text);
}

const PSQL_VARIABLE = /:'[a-z_][a-z0-9_]{0,62}'/y;

/** What secretlint's rule for accounts would look at: twelve digits or a key id. */
const ACCOUNT_VALUE = /^[\s"'\\]{0,12}(?:[0-9]{4}|A[0-9A-Z]{3})/;

interface NamedPlace {
  readonly name: string;
  readonly nameClass: NameClass;
  readonly nameStart: number;
  readonly valueStart: number;
}

function findValue(walk: AssignmentWalk, { name, nameClass, nameStart, valueStart }: NamedPlace): void {
  const { text, report, ends } = walk;
  if (nameClass === "signature") findSignature(text, nameStart, valueStart, report);
  else if (nameClass === "authorization") findInAuthorization(text, valueStart, report);
  else if (nameClass === "query") {
    findInQuery(text, nameStart, valueStart, report);
    findCipherKey(text, name, valueStart, report);
  } else if (nameClass === "value") {
    const sibling = siblingName(text, nameStart, valueStart);
    if (BASIC_AUTH.test(sibling) && findLogin(text, valueStart, report)) return;
    if (SESSION_NAME.test(sibling)) findCookieValue(text, nameStart, valueStart, report);
    if (!SESSION_NAME.test(sibling) || isEnvironmentName(sibling)) {
      reportIfSecret(text, VERDICT_OR_FOLDER.test(sibling) ? "password" : sibling, valueStart, report, ends);
    }
  } else if (nameClass === "cookie") {
    if (valueStart >= walk.cookieEnd) walk.cookieEnd = findInCookie(text, valueStart, report);
  } else {
    const whole = announcesSecret(nameClass)
      ? wholeValue(text, { name, nameClass, nameStart, valueStart })
      : undefined;
    if (whole !== undefined && announcesSecret(nameClass)) return reportNamed(report, nameClass, whole);
    if (BASIC_AUTH.test(name) && findLogin(text, valueStart, report)) return;
    const line = nameClass === "password"
      ? phraseOfLine(text, name, nameStart, valueStart) ?? messOfLine(text, name, valueStart) ??
        spacedValue(text, name, nameStart, valueStart) ?? pictureLine(text, name, valueStart) ??
        loneWord(text, name, nameStart, valueStart)
      : undefined;
    if (line !== undefined) reportPassword(report, line);
    else if (!findInPrintedMap(text, name, nameStart, valueStart, report)) {
      reportIfSecret(text, name, valueStart, report, ends);
    }
  }
}

const BASIC_AUTH = /basic_?auth(?:entication)?$/i;

const LOGIN =
  /[ \t]{0,8}(?:\[ ?|\r?\n(?:[0-9 ]{0,12}→)?[ \t]{0,20}- )?["']?[\w.@+-]{1,64}:([^\s"'`<>:]{4,128})/y;

/** `BASIC_AUTH=admin:…`, `basic_auth: ["admin:…"]` */
function findLogin(text: string, position: number, report: Report): boolean {
  LOGIN.lastIndex = position;
  const password = LOGIN.exec(text)?.[1];
  if (password === undefined || !isGiven(password) || looksLikePlaceholder(password)) return false;
  reportPassword(report, { start: LOGIN.lastIndex - password.length, end: LOGIN.lastIndex });
  return true;
}

/** Reports the value at a position if it is secret under the given name. */
export function reportIfSecret(
  text: string,
  name: string,
  position: number,
  report: Report,
  ends: ValueEnds = noEnds(),
): void {
  const nameClass = classifyName(name);
  if (!announcesSecret(nameClass)) return;
  if (reportDifference(text, name, nameClass, position, report)) return;
  const typed = endOfType(text, position);
  const value = valueAt(text, typed ?? position);
  // Behind a type stands code: a literal or something that has none of a secret's letters.
  if (typed !== undefined && value?.terminator === "") return;
  if (value === undefined) return;
  if (looksSecret(name, nameClass, value)) {
    reportNamed(report, nameClass, { start: value.start, end: endOfValue(text, value, name, ends) });
  } else if (value.terminator !== "") reportJoined(text, name, nameClass, value, report);
  if (value.terminator !== "" && value.next === " ") reportChanged(text, name, value, report);
}

/** A string of which the first piece alone is no secret: `"QPUTigexqz" & _` and the next line. */
function reportJoined(
  text: string,
  name: string,
  nameClass: SecretClass,
  { start, text: first, terminator }: AssignedValue,
  report: Report,
): void {
  const end = start + first.length;
  if (!text.startsWith(terminator, end)) return;
  const { areJoined, pieces } = piecesAfter(text, end);
  const last = pieces.at(-1);
  if (!areJoined || last === undefined) return;
  const whole = first + pieces.map((piece) => text.slice(piece.start, piece.end)).join("");
  if (looksSecret(name, nameClass, literalValue(start, whole))) {
    reportNamed(report, nameClass, { start, end: last.end });
  }
}

const ARROW = / {1,4}(?:->|=>|→) {1,4}(?=\\{0,3}["'])/y;

/** `"old" -> "new"`, as plans of Terraform show a change. */
function reportChanged(
  text: string,
  name: string,
  { start, text: old, terminator }: AssignedValue,
  report: Report,
): void {
  ARROW.lastIndex = start + old.length + terminator.length;
  if (ARROW.test(text)) reportIfSecret(text, name, ARROW.lastIndex, report);
}

/**
 * A type between a name's colon and its `=`: `secret_key: str = "…"`, `token: String by lazy { "…" }`, `const API_KEY: &'static str = "…"`. Gives the
 * place behind the `=` or the bracket, or undefined.
 */
function endOfType(text: string, position: number): number | undefined {
  if (text.charCodeAt(position - 1) !== 0x3a) return undefined;
  TYPE.lastIndex = position;
  return TYPE.test(text) ? TYPE.lastIndex : undefined;
}

const TYPE =
  /[ \t]{0,4}(?:&(?:'[a-z]{1,12} )?|\*|\[[0-9:_]{0,6}\])?(?:const(?:ant)? |mut )?\[?[A-Za-z_][A-Za-z0-9_.:<>[\]&|?]{0,60}(?:; ?[0-9A-Z_]{1,16}\])?(?: ?\| ?[A-Za-z]{1,20}){0,3}[ \t]{1,4}(?::?=(?!=)|by lazy \{)/y;

const QUERY_VALUE = /[A-Za-z0-9_~.%+/-]{32,4096}={0,2}/y;
const QUERY_CODE = /(?<=[?&]otp=)[0-9]{4,8}(?![0-9A-Za-z])/y;

/** Spaces, line ends and brackets, as a playground's address has them in its program. */
const PROGRAM = /%(?:20|0[AaDd]|2[89]|3[Bb]|7[BbDd])/;

/** `?code=…`, `&key=…`: in a query string alone, and only what is long and random. */
function findInQuery(text: string, nameStart: number, position: number, report: Report): void {
  if (!QUERY_SIGN.test(text.slice(Math.max(0, nameStart - 8), nameStart))) {
    return findUnderParent(text, nameStart, position, report);
  }
  const code = matchAt(QUERY_CODE, text, position);
  const found = code ?? matchAt(QUERY_VALUE, text, position);
  if (found === undefined || (code === undefined && !looksRandom(found.match[0]))) return;
  if (PROGRAM.test(found.match[0])) return;
  report({ start: position, end: found.end, kind: "assigned-secret", weight: WEIGHT.context });
}

/** Back over spaces, quotes (with the backslashes of nested JSON), `]`, `?` and `!`, as in `h['X-Api-Key'] = …`. 0: no name. */
function endOfName(text: string, at: number): number {
  let end = at;
  const stop = Math.max(0, at - MAX_GAP_CHARACTERS);
  while (end > stop) {
    const code = text.charCodeAt(end - 1);
    // space, tab, quotes, backslash, ], ?, !, : of :=
    const isGap = code === 0x20 || code === 0x22 || code === 0x27 || code === 0x5c || code === 0x09 ||
      code === 0x5d || (code === 0x5b && text.charCodeAt(end) === 0x5d) || // ], and [ of []
      code === 0x3f || code === 0x21 || code === 0x60 || (code === 0x3a && end === at);
    if (!isGap) return end;
    end--;
  }
  return 0;
}

const ESCAPE = /u00[0-9a-fA-F]{2}|[nrt]/y;

/** What stands there behind a backslash: the letter of a line end, or Go's and Python's `\\u0026`. */
function lengthOfEscape(text: string, at: number): number {
  ESCAPE.lastIndex = at;
  return ESCAPE.exec(text)?.[0].length ?? 0;
}

/** Letters, digits, `_`, `-` and `.`, without the letter of an escape (`\nDB_PASSWORD=`) before it. */
function startOfName(text: string, end: number): number {
  let start = end;
  const stop = Math.max(0, end - MAX_NAME_CHARACTERS);
  while (start > stop) {
    const code = text.charCodeAt(start - 1);
    const isName = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x30 && code <= 0x39) ||
      code === 0x5f || code === 0x2d || code === 0x2e;
    if (!isName) break;
    start--;
  }
  return start > 0 && text.charCodeAt(start - 1) === 0x5c ? start + lengthOfEscape(text, start) : start;
}

/** CloudFront's has `~` and `_` in place of `/` and `=`. */
const SIGNATURE = /[A-Za-z0-9%+/_~-]{27,}={0,2}/y;

/** Of 32 bytes in base64, as Azure writes them: 43 characters, some of them encoded, and the sign that ends them. */
const SIGNATURE_OF_AZURE = /(?:[A-Za-z0-9+/]|%2[BbFf]){43}(?:%3[Dd]|=)/y;

/** Where a query or a part of it begins, in JSON that was written for HTML, too. */
const QUERY_SIGN = /(?:[?&;]|\\{1,3}u00(?:26|3[fF]))$/;

/** `?sig=…` of an Azure address, `&X-Amz-Signature=…`: in a query string, or alone if it is Azure's. */
function findSignature(
  text: string,
  nameStart: number,
  position: number,
  report: Report,
): void {
  const isInQuery = QUERY_SIGN.test(text.slice(Math.max(0, nameStart - 8), nameStart));
  const found = matchAt(isInQuery ? SIGNATURE : SIGNATURE_OF_AZURE, text, position);
  if (found === undefined) return;
  report({ start: position, end: found.end, kind: "url-signature", weight: WEIGHT.context });
}
