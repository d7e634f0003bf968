/**
 * Secrets that code compares something with: `password === "…"`, `pin != "…"`, `token.equals("…")`. What is asked for is more
 * than of a value that is assigned, as names are compared with words and kinds.
 */
import type { Report } from "../../finding.ts";
import { valueAt } from "./assigned_value.ts";
import { isChosenStrictly, isKeyLike, isUuidOrKey } from "../judgement/given_value.ts";
import { isChosenWords } from "../judgement/chosen_words.ts";
import { nameBefore } from "./name_before.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey, reportNamed, reportPassword } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";

/** `==`, `===`, `!=`, `!==`, from its first `=` on. */
const OPERATOR = /={1,3}(?=[ \t]{0,4}\\{0,3}["'`])/y;
const BARE = /==[ \t]{1,4}([^\s"'`<>|,;(){}]{6,64})(?=[ \t]{0,40}(?:\r?\n|$))/y;
const PIN = /(?:^|[_.a-z])pin(?:_?code)?$/i;

/** Whether an `=` belongs to a comparison. */
export function isComparison(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === 0x3d || text.charCodeAt(at - 1) === 0x21; // == !=
}

/** Looks at what a name is compared with, from the first `=`. */
export function findCompared(text: string, name: string, at: number, report: Report): void {
  findOtherSide(text, name, at, report);
  OPERATOR.lastIndex = at;
  if (!OPERATOR.test(text)) return findBare(text, name, at, report);
  if (/(?:^|\.)key$/.test(name)) return findKeyOfCondition(text, name, at, report);
  const value = valueAt(text, OPERATOR.lastIndex);
  if (value !== undefined) reportCompared(name, value.start, value.text, report);
}

const OTHER_SIDE =
  /[^\n]{0,200}\n(?:(?:E )?[^\n]{0,120}\n){0,2}?E?[ \t]{0,12}(?:AssertionError: )?assert (["'])([^"'\n]{4,256})\1 [=!]=/y;

/** What pytest says that the name stood for: `E   AssertionError: assert 'v' == 'x'`. */
function findOtherSide(text: string, name: string, at: number, report: Report): void {
  if (!announcesSecret(classifyName(name))) return;
  OTHER_SIDE.lastIndex = at;
  const [whole = "", , value = ""] = OTHER_SIDE.exec(text) ?? [];
  if (value !== "") reportCompared(name, at + whole.lastIndexOf(value), value, report);
}

/** Also in brackets behind what it is compared with: `assert 'v' == 'x' (user.password)`. */
const LITERAL_FIRST =
  /(["'`])([^"'`\n]{4,256})\1 ?[=!]={1,2} ?(?:(?:"[^"\n]{0,80}"|'[^'\n]{0,80}') \()?(?:[A-Za-z_][\w.[\]]{0,80}\.)?([A-Za-z_]\w{0,60})$/;

/** `"v" == password`: looked at from the name's end. */
export function findComparedFirst(text: string, end: number, report: Report): void {
  const head = text.slice(Math.max(0, end - LINE_CHARACTERS), end);
  const [whole = "", , value = "", name = ""] = LITERAL_FIRST.exec(head) ?? [];
  if (value !== "") reportCompared(name, end - whole.length + 1, value, report);
}

const EVALUATED = /\bwhere (["'])([^"'\n]{4,256})\1 = [^\n]{0,200}?([A-Za-z_]\w{0,60})$/;
const LINE_CHARACTERS = 480;

/** Where a value came from, as pytest says it: `where 'v' = Settings(…).password`; looked at from the name's end. */
export function findEvaluated(text: string, end: number, report: Report): void {
  const head = text.slice(Math.max(0, end - LINE_CHARACTERS), end);
  const line = head.slice(head.lastIndexOf("\n") + 1);
  const [whole = "", , value = "", name = ""] = EVALUATED.exec(line) ?? [];
  if (value === "") return;
  const start = end - whole.length + whole.indexOf(value, "where ".length);
  reportCompared(name, start, value, report);
}

const SHOWN = /(?:Expected|Received|expected|actual)[a-z ]{0,12}: {1,4}(["'`])([^"'`\n]{4,256})\1/g;
const MESSAGE_CHARACTERS = 800;

/** What a test runner showed above the line that compares: `Received: "v"`. */
export function reportShownAbove(text: string, name: string, at: number, report: Report): void {
  if (!announcesSecret(classifyName(name))) return;
  const start = Math.max(0, at - MESSAGE_CHARACTERS);
  const head = text.slice(start, at);
  const barrier = head.lastIndexOf("\0") + 1;
  for (const { index, 0: whole, 2: value = "" } of head.slice(barrier).matchAll(SHOWN)) {
    reportCompared(name, start + barrier + index + whole.length - value.length - 1, value, report);
  }
}

/** "db password == …": people write it, too. */
function findBare(text: string, name: string, at: number, report: Report): void {
  BARE.lastIndex = at;
  const value = BARE.exec(text)?.[1];
  if (value === undefined || classifyName(name) !== "password" || !isChosenStrictly(value)) return;
  if (!/[A-Za-z0-9][!?@#$%&*^~]/.test(value) || !/[0-9]/.test(value) || looksLikePlaceholder(value)) return;
  const start = text.indexOf(value, at);
  reportPassword(report, { start, end: start + value.length });
}

const WORD_OPERATOR = /(?:-[ci]?(?:eq|ne)|eq|ne|<>|~=|\/=)[ \t]{1,4}(?=["'])/y;

/** Operators of PowerShell, Perl, SQL, Lua and Haskell, behind a space: `$password -eq "…"`, `token ne '…'`. */
export function findComparedByWord(text: string, end: number, at: number, report: Report): boolean {
  return findBehindOperator(WORD_OPERATOR, at, text, end, report);
}

const BEHIND_CALL = /["'](?:, ?[\w"'.]{0,40})?\) {0,2}[!=]={1,2} {0,2}(?=["'`])/y;

/** What was asked for by a name: `os.getenv("API_TOKEN") == "…"`; looked at from the name's end. */
export function findComparedCall(text: string, end: number, report: Report): boolean {
  return findBehindOperator(BEHIND_CALL, end, text, end, report);
}

function findBehindOperator(pattern: RegExp, at: number, text: string, end: number, report: Report): boolean {
  pattern.lastIndex = at;
  if (!pattern.test(text)) return false;
  const value = valueAt(text, pattern.lastIndex);
  if (value !== undefined) reportCompared(nameBefore(text, end), value.start, value.text, report);
  return true;
}

const CONDITION = /(?:\b(?:if|elif|unless|when|while|return)\b|&&|\|\|)[^\n]{0,160}$/;

/** A lone `key` names most things; what a program lets in by it is a whole key, in hexadecimal or of all letters and digits. */
const WHOLE_KEY =
  /^(?=[^a-f]*[a-f])(?=[^0-9]*[0-9])(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{48}|[0-9a-f]{64})$|^(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z])[A-Za-z0-9_-]{24,128}$/;

/** `if (key !== "…")`; a test that asserts what a key is has made it of something. */
function findKeyOfCondition(text: string, name: string, at: number, report: Report): void {
  const value = valueAt(text, OPERATOR.lastIndex);
  if (value === undefined || !WHOLE_KEY.test(value.text) || !looksRandom(value.text)) return;
  const head = text.slice(Math.max(0, at - LINE_CHARACTERS), at);
  if (!CONDITION.test(head) || /(?:cache|hash|sum|digest|etag)\w*\.key$/i.test(name)) return;
  reportKey(report, { start: value.start, end: value.start + value.text.length });
}

/** Reports a text that something of a name is compared with. */
export function reportCompared(name: string, start: number, text: string, report: Report): void {
  const stretch = { start, end: start + text.length };
  if (PIN.test(name) && /^[0-9]{4,8}$/.test(text)) return reportPassword(report, stretch);
  const nameClass = classifyName(name);
  if (!announcesSecret(nameClass)) return;
  const isSecret = nameClass === "password"
    ? isChosenStrictly(text) || isChosenWords(text)
    : (isUuidOrKey(text) || isKeyLike(text, 12)) && looksRandom(text);
  const value = { start, text, terminator: '"', next: "", isAssigned: false };
  if (isSecret && looksSecret(name, nameClass, value)) reportNamed(report, nameClass, stretch);
}
