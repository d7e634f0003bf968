/**
 * Values beside a name on a line of their own: settings without a sign, cells of a row, columns, leaders of dots, values
 * of the registry, parameters of AWS.
 */
import type { Report } from "../../finding.ts";
import { isChosen, isChosenStrictly, isGiven } from "../judgement/given_value.ts";
import { headOf, isLetter, MAX_NAME_CHARACTERS, nameBefore, reportLiteral } from "./name_before.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey, reportPassword } from "../report.ts";
import { classifyName, isEnvironmentName } from "../judgement/secret_name.ts";
import { findBelowAligned, findBelowBars, findBelowPipes } from "../lists/table.ts";

const SPACE = 0x20;

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
export function findDirective(text: string, end: number, at: number, report: Report): void {
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
export function isBar(code: number): boolean {
  return code === 0x2502 || code === 0x2503 || code === 0x2551;
}

/** A row of a name and a value: `│ SMTP_PASS │ v │`; a header has rows below. */
const ROW_HEAD =
  /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t]{0,20}(?:\|\||[|│┃║])?[ \t]{0,40}[`*]{0,2}[A-Za-z0-9_.:-]{1,80}$/;
const ROW_VALUE =
  /[|│┃║][ \t]{0,40}["'`]?([^\s\p{Cc}|│┃║"'`]{4,1024})["'`]?[ \t]{0,80}(?:(?:\|\||[|│┃║])[ \t]{0,8})?(?=\r?\n|$)/yu;

/** The next of several flags: `OBJECT_ON_TOKEN | FOR_MODULE,` */
const CONSTANT = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+[,;)]{0,2}$/;

/** Looks at the cell behind a bar, and at the rows below it. */
export function findInRow(text: string, end: number, bar: number, report: Report): void {
  ROW_VALUE.lastIndex = bar;
  const value = ROW_VALUE.exec(text)?.[1];
  if (value !== undefined && !CONSTANT.test(value) && ROW_HEAD.test(headOf(text, end))) {
    const start = text.indexOf(value, bar);
    const isSecret = reportLiteral(text, nameBefore(text, end), start, start + value.length, report);
    // A row of its own is no header of those below.
    if (isSecret) return findContinued(text, ROW_VALUE.lastIndex, report);
  }
  if (text.charCodeAt(bar) === 0x7c) findBelowPipes(text, end, report);
  else findBelowBars(text, end, report);
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
export function isLeader(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 0x2e || code === 0x2d || code === 0x5f || code === 0xb7) &&
    text.charCodeAt(at + 1) === code &&
    text.charCodeAt(at + 2) === code;
}

/** Looks behind a leader that begins at a place. */
export function findWithLeader(text: string, end: number, at: number, report: Report): void {
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

/** Looks at a value behind its type. */
export function findInRegistry(text: string, end: number, at: number, report: Report): void {
  REGISTRY.lastIndex = at;
  const value = REGISTRY.exec(text)?.[1]?.trimEnd();
  if (value === undefined || looksLikePlaceholder(value)) return;
  if (!/^(?:password|token|aws-secret)$/.test(classifyName(nameBefore(text, end)))) return;
  const start = text.indexOf(value, at);
  reportPassword(report, { start, end: start + value.length });
}

const PARAMETER = /SecureString\t([^\s\p{Cc}]{4,4096})(?=\t)/yu;

/** `…/db/password	SecureString	v	3`: parameters of AWS */
export function findInParameters(text: string, at: number, report: Report): void {
  PARAMETER.lastIndex = at;
  const value = PARAMETER.exec(text)?.[1];
  if (value === undefined || !isGiven(value)) return;
  reportPassword(report, { start: PARAMETER.lastIndex - value.length, end: PARAMETER.lastIndex });
}

const LINE_HEAD = /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[A-Za-z0-9_.-]{1,80}$/;
const LAST_WORD = /["']?([^\s\p{Cc}"']{6,1024})["']?[ \t]{0,40}(?=\r?\n|$)/yu;

/** `NAME   value` on a line of their own; elsewhere the header of a table. */
export function findInColumns(text: string, end: number, at: number, report: Report): void {
  LAST_WORD.lastIndex = at;
  const value = LAST_WORD.exec(text)?.[1];
  if (value === undefined || !LINE_HEAD.test(headOf(text, end))) return findBelowAligned(text, end, report);
  const name = nameBefore(text, end);
  // Fields of code are declared like this, with types for values.
  const isSure = isEnvironmentName(name) || (/[^A-Za-z0-9_.*[\]]/.test(value) && /[0-9]/.test(value)) ||
    (value.length >= 20 && looksRandom(value));
  const start = text.indexOf(value, at);
  if (isSure) reportLiteral(text, name, start, start + value.length, report);
}
