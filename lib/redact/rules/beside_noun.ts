/**
 * Values that stand beside the name of a secret in a syntax without `=` or `:` between: attributes and elements, dumps of PHP,
 * pairs, cells of a row, values of the registry. Looked at from the noun that ends the name; what follows it tells which.
 */
import type { Report } from "../finding.ts";
import { literalValue } from "./assigned_value.ts";
import { reportIfSecret } from "./assignment.ts";
import { isChosen, isChosenStrictly, isGiven } from "./given_value.ts";
import { findInMap } from "./key_map.ts";
import { findListedPairs } from "./listed_pairs.ts";
import { isPassphrase } from "./passphrase.ts";
import { looksLikePlaceholder } from "./placeholder.ts";
import { findSecretWord } from "./own_syntax.ts";
import { looksRandom } from "./random_value.ts";
import { reportKey, reportNamed, reportPassword } from "./report.ts";
import { announcesSecret, classifyName, isEnvironmentName } from "./secret_name.ts";
import { looksSecret } from "./secret_value.ts";
import { isSure } from "./spoken_value.ts";
import { findKeyBytes } from "./spread_value.ts";
import { findBehindUnderscore, findSecretId } from "./suffixed_noun.ts";
import { findBelowAligned, findBelowBars } from "./table.ts";

const SPACE = 0x20;

/** Looks at what follows a noun that ends at a place. */
export function findBesideNoun(text: string, end: number, report: Report): void {
  const code = text.charCodeAt(end);
  if (code === 0x5f) findBehindUnderscore(text, end, report); // _
  else if (code === 0x22 || code === 0x27 || code === 0x5c) findBehindQuote(text, end, report);
  else if (code === 0x3c) findInNextElement(text, end, end, report);
  else if (code === 0x3a && text.charCodeAt(end + 1) === 0x3c) findInNextElement(text, end, end + 1, report); // :<
  else if (code === SPACE || code === 0x09) findBehindSpace(text, end, report);
  else if (isLeader(text, end)) findWithLeader(text, end, end, report);
  else if (code === 0x2c) findInTuple(text, end, report); // ,
  else if (code === 0x5b) findInArray(text, end, report); // [
  else if (code === 0x7b) findInInitializer(text, end, report); // {
  else if (code === 0x26) findInEscaped(text, end, report); // &
  else if (code === 0x0a || code === 0x0d || end === text.length) {
    findListedPairs(text, end, report);
    findBelowAligned(text, end, report);
  }
}

/** Longest stretch in front of a noun that belongs to the name, with the quote before it. */
const MAX_NAME_CHARACTERS = 90;

const NAME = /[A-Za-z_][A-Za-z0-9_.:-]{0,80}$/;

function nameBefore(text: string, end: number): string {
  return NAME.exec(text.slice(Math.max(0, end - MAX_NAME_CHARACTERS), end))?.[0] ?? "";
}

/** Judges a stretch as the value of a name, as if it stood in quotes. */
function reportLiteral(text: string, name: string, start: number, end: number, report: Report): boolean {
  const nameClass = classifyName(name);
  if (!announcesSecret(nameClass)) return false;
  if (!looksSecret(name, nameClass, literalValue(start, text.slice(start, end)))) return false;
  reportNamed(report, nameClass, { start, end });
  return true;
}

/** Behind the quote: `"]=> string(9) "v"` (PHP's dump), `";s:9:"v"` (its serialisation), `", "v")` (a pair). */
const BEFORE_QUOTED =
  /\\{0,3}["'](?: (?:\.|->|to|~>) (?=\\{0,3}")|\]\s{0,4}=>\s{0,40}string\([0-9]{1,5}\) (?=")|;s:[0-9]{1,5}:(?=\\{0,3}")|,\s{0,20}(?=\\{0,3}["']))/y;

/** Lisp's, Scala's, Kotlin's and Ruby's signs between two. */
const PAIRS = /^ (?:\. |-> |to |~> )/;

/** Redis numbers the fields of a hash and their values: `1) "password"`, and below it `2) "v"`. */
const NEXT_FIELD = /["']\r?\n[ \t]{0,12}[0-9]{1,4}\) (?=")/y;

const FORM_HEAD = /form-data; name=\\{0,3}["'][^"'\n]{0,80}$/;
const FORM_VALUE =
  /\\{0,3}["'](?:(?:\r?\n|\\{1,2}r\\{1,2}n)[ \t]{0,12}(?:[0-9]{1,6}→)?(?:Content-[A-Za-z-]{4,30}: [\w/; =-]{1,80})?){0,3}(?:\r?\n|\\{1,2}r\\{1,2}n)[ \t]{0,12}(?:[0-9]{1,6}→)?([^\s"'\\][^\r\n"'\\]{3,255})(?=[\r\n\\]|$)/y;

/** A field of a form that is sent in parts: the value stands below an empty line. */
function findInForm(text: string, end: number, report: Report): void {
  FORM_VALUE.lastIndex = end;
  const value = FORM_VALUE.exec(text)?.[1];
  if (value === undefined || !FORM_HEAD.test(headOf(text, end))) return;
  const [start, name] = [FORM_VALUE.lastIndex - value.length, nameBefore(text, end)];
  if (classifyName(name) === "password" && isGiven(value)) {
    reportPassword(report, { start, end: start + value.length });
  } else reportLiteral(text, name, start, start + value.length, report);
}

/** A pair in a list: elsewhere two names stand like that. */
const OPENS_PAIR = /(?:[,([]\s{0,40}[([]|\bSetEnvironmentVariable\()\\{0,3}["'][A-Za-z0-9_.:-]{0,80}$/;

/** A list of two alone, as `jq '.name, .value'` shows them. */
const OPENS_LIST = /\[\s{0,20}\\{0,3}["'][A-Za-z0-9_.:-]{0,80}$/;
const REST_OF_LIST = /\\{0,3}["'],\s{0,20}\\{0,3}["']([^"'\\\n]{6,256})\\{0,3}["']\s{0,20}\]/y;

function findInPair(text: string, end: number, report: Report): void {
  REST_OF_LIST.lastIndex = end;
  const [whole = "", value = ""] = REST_OF_LIST.exec(text) ?? [];
  if (value === "" || !isSure(value, "password") || !isChosenStrictly(value)) return;
  if (!OPENS_LIST.test(headOf(text, end)) || !/[!@#$%^&*?+~]/.test(value)) return;
  const start = end + whole.lastIndexOf(value);
  reportLiteral(text, nameBefore(text, end), start, start + value.length, report);
}

/** Behind the quote of an attribute: the element's text, or that of the element `value` in it. */
const ELEMENT_TEXT =
  /["'](?: [^<>\n]{0,80}[^<>\n/])?>\s{0,40}(?:<[Vv]alue>\s{0,40})?([^<>\s](?:[^<>\n]{0,200}[^<>\s])?)\s{0,40}<\//y;

const NAMED_ATTRIBUTE = /(?:name|key|id|Name|Key) ?= ?["'][A-Za-z0-9_.:-]{0,80}$/;

function findBehindQuote(text: string, end: number, report: Report): void {
  const after = text.charCodeAt(endOfQuote(text, end));
  if (after === 0x3a) return; // : of JSON
  if (after === 0x0a || after === 0x0d || after === 0x5c) {
    NEXT_FIELD.lastIndex = end;
    if (NEXT_FIELD.test(text)) {
      return reportIfSecret(text, nameBefore(text, end), NEXT_FIELD.lastIndex, report);
    }
    return findInForm(text, end, report);
  }
  if (
    after === 0x3e ||
    (after === SPACE && !PAIRS.test(text.slice(endOfQuote(text, end), endOfQuote(text, end) + 4)))
  ) { // >
    ELEMENT_TEXT.lastIndex = end;
    const value = ELEMENT_TEXT.exec(text)?.[1];
    if (value === undefined || isSentence(value) || !NAMED_ATTRIBUTE.test(headOf(text, end))) return;
    const start = text.indexOf(value, end);
    reportLiteral(text, nameBefore(text, end), start, start + value.length, report);
    return;
  }
  if (after !== SPACE && after !== 0x5d && after !== 0x3b && after !== 0x2c) return; // ] ; ,
  BEFORE_QUOTED.lastIndex = end;
  if (!BEFORE_QUOTED.test(text)) return;
  if (after === 0x2c && !OPENS_PAIR.test(headOf(text, end))) return findInPair(text, end, report);
  reportIfSecret(text, nameBefore(text, end), BEFORE_QUOTED.lastIndex, report);
}

/** Of a quote with its backslashes. */
function endOfQuote(text: string, start: number): number {
  let end = start;
  while (end < start + MAX_BACKSLASHES && text.charCodeAt(end) === 0x5c) end++;
  return end + 1;
}

const MAX_BACKSLASHES = 7;

function headOf(text: string, end: number): string {
  return text.slice(Math.max(0, end - MAX_NAME_CHARACTERS - 10), end);
}

/** Elements hold text of people, too. */
function isSentence(value: string): boolean {
  return /\s/.test(value) && !isPassphrase(value);
}

/** `<td>Password</td><td><code>v</code>`, `<Key>Password</Key><Value …>v</Value>` */
const NEXT_ELEMENT =
  /(?:<\/[A-Za-z0-9]{1,10}>\s{0,40}){1,3}(?:<[A-Za-z0-9]{1,10}(?: [^<>\n]{0,120})?>\s{0,40}){1,3}([^<>\s](?:[^<>\n]{0,200}[^<>\s])?)\s{0,40}<\//y;

function findInNextElement(text: string, end: number, tag: number, report: Report): void {
  NEXT_ELEMENT.lastIndex = tag;
  const value = NEXT_ELEMENT.exec(text)?.[1];
  if (value === undefined || isSentence(value)) return;
  const stop = text.lastIndexOf(value, NEXT_ELEMENT.lastIndex);
  reportLiteral(text, nameBefore(text, end), stop, stop + value.length, report);
}

const GAP = /[ \t]{1,60}/y;

function findBehindSpace(text: string, end: number, report: Report): void {
  GAP.lastIndex = end;
  const gap = GAP.exec(text)?.[0] ?? "";
  const at = end + gap.length;
  const code = text.charCodeAt(at);
  if (code === 0x7c || isBar(code)) return findInRow(text, end, at, report);
  if (code === 0x2e || isLeader(text, at)) return findWithLeader(text, end, at, report); // .
  if (text.startsWith("REG_", at)) return findInRegistry(text, end, at, report);
  if (text.startsWith("SecureString", at)) return findInParameters(text, at, report);
  if (text.startsWith("ID", at)) return findSecretId(text, at, report);
  if (isLetter(code) && findDeclared(text, end, at, report)) return;
  if (code === 0x24 && text.charCodeAt(at + 1) > 0x40) return findInMap(text, headOf(text, end), at, report);
  if (code === 0x24 || (code >= 0x30 && code <= 0x39)) {
    return findSecretWord(text, end - "ecret".length, report); // $
  }
  if (code === 0x22 && gap === " ") return findKeyword(text, end, at, report);
  if (gap.length >= 2 || gap === "\t") findInColumns(text, end, at, report);
  else findDirective(text, end, at, report);
}

/** Whether nothing but spaces, or a line's number, stands before a name that ends at a place: the quick look. */
function beginsLine(text: string, end: number): boolean {
  let start = end - 1;
  for (; start > end - MAX_NAME_CHARACTERS; start--) {
    const code = text.charCodeAt(start);
    if (!isLetter(code) && (code < 0x30 || code > 0x39) && code !== 0x5f && code !== 0x2d && code !== 0x2e) {
      break;
    }
  }
  for (; start > end - 2 * MAX_NAME_CHARACTERS; start--) {
    const code = text.charCodeAt(start);
    if (code !== SPACE && code !== 0x09) return start < 0 || code === 0x0a || code === 0x2192; // →
  }
  return false;
}

const DIRECTIVE_HEAD = /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t]{0,40}([A-Za-z0-9][A-Za-z0-9_.-]{2,79})$/;
/** Behind Squid's stands what it is for. */
const DIRECTIVE_VALUE = /["']?([^\s\p{Cc}"']{6,1024})["']?(?: all)?[ \t]{0,40}(?=\r?\n|$)/yu;
const DIRECTIVE_NAME = /[a-z][A-Z]|[_-]|^(?:root|bind)pw$/;

/** `AuthLDAPBindPassword v`, `rootpw v`: a setting that has its line for itself. In code a type would stand there. */
function findDirective(text: string, end: number, at: number, report: Report): void {
  if (!beginsLine(text, end)) return;
  DIRECTIVE_VALUE.lastIndex = at;
  const value = DIRECTIVE_VALUE.exec(text)?.[1];
  if (value === undefined || !/[0-9]/.test(value) || /[()[\]{}<>=,;]/.test(value)) return;
  const name = DIRECTIVE_HEAD.exec(headOf(text, end))?.[1];
  if (name === undefined || !DIRECTIVE_NAME.test(name)) return;
  const isSecret = classifyName(name) === "password"
    ? isChosenStrictly(value)
    : value.length >= 20 && looksRandom(value);
  if (!isSecret) return;
  const start = text.indexOf(value, at);
  reportLiteral(text, name, start, start + value.length, report);
}

/** Of the frames of tables: │ ┃ ║ */
function isBar(code: number): boolean {
  return code === 0x2502 || code === 0x2503 || code === 0x2551;
}

/** A row of a name and a value: `│ SMTP_PASS │ v │`; a header has rows below. */
const ROW_HEAD =
  /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t]{0,20}[|│┃║]?[ \t]{0,40}[`*]{0,2}[A-Za-z0-9_.:-]{1,80}$/;
const ROW_VALUE =
  /[|│┃║][ \t]{0,40}["'`]?([^\s\p{Cc}|│┃║"'`]{4,1024})["'`]?[ \t]{0,80}(?:[|│┃║][ \t]{0,8})?(?=\r?\n|$)/yu;

function findInRow(text: string, end: number, bar: number, report: Report): void {
  ROW_VALUE.lastIndex = bar;
  const value = ROW_VALUE.exec(text)?.[1];
  if (value !== undefined && ROW_HEAD.test(headOf(text, end))) {
    const start = text.indexOf(value, bar);
    const isSecret = reportLiteral(text, nameBefore(text, end), start, start + value.length, report);
    if (isSecret) findContinued(text, ROW_VALUE.lastIndex, report);
  }
  if (text.charCodeAt(bar) !== 0x7c) findBelowBars(text, end, report);
}

const CONTINUED_ROW =
  /\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t]{0,20}[|│┃║][ \t]{1,80}[|│┃║][ \t]{0,40}([^\s\p{Cc}|│┃║]{1,1024})[ \t]{0,80}[|│┃║](?=[ \t]{0,8}(?:\r?\n|$))/yu;

/** The rows below that go on with a value which is longer than its cell. */
function findContinued(text: string, rowEnd: number, report: Report): void {
  CONTINUED_ROW.lastIndex = rowEnd;
  for (
    let value = CONTINUED_ROW.exec(text)?.[1];
    value !== undefined;
    value = CONTINUED_ROW.exec(text)?.[1]
  ) {
    const start = text.lastIndexOf(value, CONTINUED_ROW.lastIndex);
    reportKey(report, { start, end: start + value.length });
  }
}

/** `Admin password ..... v`, `password .....: v` */
const LEADER = /(?:\.{1,80}|[·_-]{3,80}) {0,2}[:>]? {1,4}([^\s\p{Cc}]{6,128})[ \t]{0,40}(?=\r?\n|$)/yu;

/** `...`, `---`, `___`, `···` */
function isLeader(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 0x2e || code === 0x2d || code === 0x5f || code === 0xb7) &&
    text.charCodeAt(at + 1) === code &&
    text.charCodeAt(at + 2) === code;
}

function findWithLeader(text: string, end: number, at: number, report: Report): void {
  LEADER.lastIndex = at;
  const value = LEADER.exec(text)?.[1];
  if (value === undefined) return;
  const start = text.indexOf(value, at);
  const name = nameBefore(text, end);
  if (classifyName(name) !== "password") {
    reportLiteral(text, name, start, start + value.length, report);
    return;
  }
  if (isChosen(value)) reportPassword(report, { start, end: start + value.length });
}

/** `DefaultPassword    REG_SZ    v` */
const REGISTRY = /REG_(?:EXPAND_)?SZ[ \t]{1,8}([^\s\p{Cc}][^\n\r\p{Cc}]{3,255})/yu;

function findInRegistry(text: string, end: number, at: number, report: Report): void {
  REGISTRY.lastIndex = at;
  const value = REGISTRY.exec(text)?.[1]?.trimEnd();
  if (value === undefined || looksLikePlaceholder(value)) return;
  if (!/^(?:password|token|aws-secret)$/.test(classifyName(nameBefore(text, end)))) return;
  const start = text.indexOf(value, at);
  reportPassword(report, { start, end: start + value.length });
}

const PARAMETER = /SecureString\t([^\s\p{Cc}]{4,4096})(?=\t)/yu;

/** `…/db/password	SecureString	v	3`: parameters of AWS */
function findInParameters(text: string, at: number, report: Report): void {
  PARAMETER.lastIndex = at;
  const value = PARAMETER.exec(text)?.[1];
  if (value === undefined || !isGiven(value)) return;
  reportPassword(report, { start: PARAMETER.lastIndex - value.length, end: PARAMETER.lastIndex });
}

/**
 * A type between a name and its value: Bicep's and Go's `string = `, Visual Basic's `As String = `, SQL's
 * `NVARCHAR(50) = N`, COBOL's `PIC X(20) VALUE `.
 */
const DECLARED =
  /(?:(?:[Aa]s |AS |CONSTANT |constant )?[A-Za-z][A-Za-z0-9_.]{0,20}(?:\([0-9A-Za-z, ]{1,12}\))?(?:\[\])? {1,4}:?= {0,4}N?|PIC(?:TURE)?(?: IS)? [X9A](?:\([0-9]{1,5}\)|[X9A]{0,40})\s{1,40}VALUES?(?: IS)?\s{1,40})(?=["'])/y;

/** `param sqlPassword string = 'v'` */
function findDeclared(text: string, end: number, at: number, report: Report): boolean {
  DECLARED.lastIndex = at;
  if (!DECLARED.test(text)) return false;
  reportIfSecret(text, nameBefore(text, end), DECLARED.lastIndex, report);
  return true;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

const ARRAY = /\[[A-Za-z0-9_ +]{1,40}\] {0,4}= {0,4}(?=["'])/y;

const BYTES = /\[[A-Za-z0-9_ +]{1,40}\] {0,4}(?== ?\{)/y;

/** `char password[32] = "v"`, `uint8_t aes_key[16] = { … }` */
function findInArray(text: string, end: number, report: Report): void {
  ARRAY.lastIndex = end;
  if (ARRAY.test(text)) return reportIfSecret(text, nameBefore(text, end), ARRAY.lastIndex, report);
  BYTES.lastIndex = end;
  if (BYTES.test(text)) {
    findKeyBytes(text, BYTES.lastIndex, classifyName(nameBefore(text, end)), report);
  }
}

const INITIALIZER = /\{ ?(?=")/y;

/** C++'s `std::string password{"v"}` */
function findInInitializer(text: string, end: number, report: Report): void {
  INITIALIZER.lastIndex = end;
  if (INITIALIZER.test(text)) reportIfSecret(text, nameBefore(text, end), INITIALIZER.lastIndex, report);
}

const ESCAPED =
  /&(?:quot|#34|apos|#39);\s?[:=]\s?&(?:quot|#34|apos|#39);([^\n&<>]{4,512})(?=&(?:quot|#34|apos|#39);)/y;

/** `&quot;password&quot;:&quot;v&quot;`: JSON in HTML */
function findInEscaped(text: string, end: number, report: Report): void {
  ESCAPED.lastIndex = end;
  const value = ESCAPED.exec(text)?.[1];
  if (value === undefined) return;
  reportLiteral(text, nameBefore(text, end), ESCAPED.lastIndex - value.length, ESCAPED.lastIndex, report);
}

const TUPLE = /,\s{0,20}(?:<<)?(?=\\{0,3}["'])/y;

/** Erlang's `{password, "v"}`, Elixir's `{:password, "v"}` */
function findInTuple(text: string, end: number, report: Report): void {
  TUPLE.lastIndex = end;
  if (!TUPLE.test(text) || !/\{\s{0,8}:?[A-Za-z_][\w.-]{0,80}$/.test(headOf(text, end))) return;
  reportIfSecret(text, nameBefore(text, end).replace(/^:/, ""), TUPLE.lastIndex, report);
}

/** `{:password "v"}` */
function findKeyword(text: string, end: number, at: number, report: Report): void {
  const name = nameBefore(text, end);
  if (/[\s{(]:$/.test(text.slice(Math.max(0, end - name.length - 2), end - name.length))) {
    reportIfSecret(text, name, at, report);
  }
}

const LINE_HEAD = /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[A-Za-z0-9_.-]{1,80}$/;
const LAST_WORD = /["']?([^\s\p{Cc}"']{6,1024})["']?[ \t]{0,40}(?=\r?\n|$)/yu;

/** `NAME   value` on a line of their own; elsewhere the header of a table. */
function findInColumns(text: string, end: number, at: number, report: Report): void {
  LAST_WORD.lastIndex = at;
  const value = LAST_WORD.exec(text)?.[1];
  if (value === undefined || !LINE_HEAD.test(headOf(text, end))) return findBelowAligned(text, end, report);
  const name = nameBefore(text, end);
  // Fields of code are declared like this, with types for values.
  const isSure = isEnvironmentName(name) || (/[^A-Za-z0-9_.*[\]]/.test(value) && /[0-9]/.test(value));
  const start = text.indexOf(value, at);
  if (isSure) reportLiteral(text, name, start, start + value.length, report);
}
