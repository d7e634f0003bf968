/**
 * Values behind a name in quotes or in an element: attributes and elements, dumps of PHP, pairs, fields of forms and of
 * Redis, JSON in HTML.
 */
import type { Report } from "../../finding.ts";
import { reportIfSecret } from "./assignment.ts";
import { findAtPath } from "./beside_declaration.ts";
import { findComparedCall } from "./compared_value.ts";
import { isChosenStrictly, isGiven } from "../judgement/given_value.ts";
import { findWritten } from "../commands/named_file.ts";
import { headOf, nameBefore, reportLiteral } from "./name_before.ts";
import { isMadeOfLetters } from "../judgement/likely_password.ts";
import { isPassphrase } from "../judgement/passphrase.ts";
import { reportPassword } from "../report.ts";
import { classifyName } from "../judgement/secret_name.ts";
import { isSure } from "../spoken/spoken_value.ts";

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

/** What a check of fields says of one, and the value that it was given: `"loc":["body","password"],"msg":"…","input":"v"`. */
const REFUSED =
  /\\{0,3}["']\s{0,20}[\])](?:\s{0,4},\s{0,20}\\{0,3}["']?[a-z_]{2,20}\\{0,3}["']?\s?:[^{}[\]]{0,200}?)?\s{0,4},\s{0,20}\\{0,3}["']?(?:input|received|value|actual|given|got)\\{0,3}["']?\s?:\s?(?=\\{0,3}["'])/y;

/** A pair in a list: elsewhere two names stand like that. */
const OPENS_PAIR =
  /(?:(?:^|\n)[ \t]{0,40}\(|[,([]\s{0,40}[([]|\bSetEnvironmentVariable\()\\{0,3}["'][A-Za-z0-9_.:-]{0,80}$/;

/** A list of two alone, as `jq '.name, .value'` shows them. */
const OPENS_LIST = /\[\s{0,20}\\{0,3}["'][A-Za-z0-9_.:-]{0,80}$/;
const REST_OF_LIST = /\\{0,3}["'],\s{0,20}\\{0,3}["']([^"'\\\n]{6,256})\\{0,3}["']\s{0,20}\]/y;

function findInPair(text: string, end: number, report: Report): void {
  REST_OF_LIST.lastIndex = end;
  const [whole = "", value = ""] = REST_OF_LIST.exec(text) ?? [];
  if (value === "" || !isSure(value, "password") || !isChosenStrictly(value)) return;
  if (!OPENS_LIST.test(headOf(text, end)) || !(/[!@#$%^&*?+~]/.test(value) || isMadeOfLetters(value))) return;
  const start = end + whole.lastIndexOf(value);
  reportLiteral(text, nameBefore(text, end), start, start + value.length, report);
}

/** Behind the quote of an attribute: the element's text, or that of the element in it. */
const ELEMENT_TEXT =
  /["'](?: [^<>\n]{0,80}[^<>\n/])?>\s{0,40}(?:[0-9]{1,6}→\s{0,40})?(?:<(?:[Vv]alue|string)>\s{0,40}|<!\[CDATA\[)?([^<>\s](?:[^<>\n]{0,200}[^<>\s\]])?)(?:\]\]>)?\s{0,40}<\//y;

const NAMED_ATTRIBUTE = /(?:name|key|id|Name|Key) ?= ?["'][A-Za-z0-9_.:-]{0,80}$/;

/** Looks at what follows a name whose quote, with backslashes before it, begins at a place. */
export function findBehindQuote(text: string, end: number, report: Report): void {
  const after = text.charCodeAt(endOfQuote(text, end));
  if (after === 0x3a) return; // : of JSON
  REFUSED.lastIndex = end;
  if (/[\])\r\n]/.test(String.fromCharCode(after)) && REFUSED.test(text)) {
    return reportIfSecret(text, nameBefore(text, end), REFUSED.lastIndex, report);
  }
  // ) and ,
  if ((after === 0x29 || after === 0x2c) && findComparedCall(text, end, report)) return;
  if (after === 0x0a || after === 0x0d || after === 0x5c) {
    NEXT_FIELD.lastIndex = end;
    if (NEXT_FIELD.test(text)) {
      return reportIfSecret(text, nameBefore(text, end), NEXT_FIELD.lastIndex, report);
    }
    return findInForm(text, end, report);
  }
  if (after === 0x20 && text.startsWith("then ", endOfQuote(text, end) + 1)) {
    return findOfCase(text, end, report);
  }
  const isSpaced = after === 0x20 &&
    !PAIRS.test(text.slice(endOfQuote(text, end), endOfQuote(text, end) + 4));
  if (after === 0x3e || isSpaced) { // >
    ELEMENT_TEXT.lastIndex = end;
    const value = ELEMENT_TEXT.exec(text)?.[1];
    if (value === undefined || isSentence(value) || !NAMED_ATTRIBUTE.test(headOf(text, end))) return;
    const start = text.indexOf(value, end);
    reportLiteral(text, nameBefore(text, end), start, start + value.length, report);
    return;
  }
  if (after !== 0x20 && after !== 0x5d && after !== 0x3b && after !== 0x2c) return; // ] ; ,
  if (after === 0x5d) findAtPath(text, end, report);
  if (after === 0x2c && findWritten(text, end, end, report)) return;
  BEFORE_QUOTED.lastIndex = end;
  if (!BEFORE_QUOTED.test(text)) return;
  if (after === 0x2c && !OPENS_PAIR.test(headOf(text, end))) return findInPair(text, end, report);
  reportIfSecret(text, nameBefore(text, end), BEFORE_QUOTED.lastIndex, report);
}

const CASE = /\bwhen \\{0,3}["'][\w.-]{1,80}$/;

/** Ruby's `when "password" then "v"` */
function findOfCase(text: string, end: number, report: Report): void {
  if (!CASE.test(headOf(text, end))) return;
  reportIfSecret(text, nameBefore(text, end), endOfQuote(text, end) + " then ".length, report);
}

/** Where a quote with its backslashes ends. */
function endOfQuote(text: string, start: number): number {
  let end = start;
  while (end < start + MAX_BACKSLASHES && text.charCodeAt(end) === 0x5c) end++;
  return end + 1;
}

const MAX_BACKSLASHES = 7;

/** Elements hold text of people, too. */
function isSentence(value: string): boolean {
  return /\s/.test(value) && !isPassphrase(value);
}

/** `<td>Password</td><td><code>v</code>`, `<Key>Password</Key><Value …>v</Value>` */
const NEXT_ELEMENT =
  /(?:<\/[A-Za-z0-9]{1,10}>\s{0,40}){1,3}(?:<[A-Za-z0-9]{1,10}(?: [^<>\n]{0,120})?>\s{0,40}){1,3}([^<>\s](?:[^<>\n]{0,200}[^<>\s])?)\s{0,40}\0?<\//y;

/** The text of the element behind the one that holds the noun, as in the cells of a table. */
export function findInNextElement(text: string, end: number, tag: number, report: Report): void {
  NEXT_ELEMENT.lastIndex = tag;
  const value = NEXT_ELEMENT.exec(text)?.[1];
  if (value === undefined || isSentence(value)) return;
  const stop = text.lastIndexOf(value, NEXT_ELEMENT.lastIndex);
  const label = LABEL.exec(text.slice(Math.max(0, tag - LABEL_CHARACTERS), tag))?.[1];
  const name = label === undefined ? nameBefore(text, end) : label.replaceAll(" ", "_");
  reportLiteral(text, name, stop, stop + value.length, report);
}

/** `API key` as the whole text of an element. */
const LABEL = />\s{0,8}([A-Za-z]{2,20} [A-Za-z]{3,20})$/;
const LABEL_CHARACTERS = 60;
