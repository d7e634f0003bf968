/** Values in code between which and their name a type stands, or only a comma, a bracket or a space. */
import type { Report } from "../../finding.ts";
import { reportIfSecret } from "./assignment.ts";
import { headOf, nameBefore } from "./name_before.ts";
import { classifyName } from "../judgement/secret_name.ts";
import { findKeyBytes } from "./spread_value.ts";

/**
 * A type between a name and its value: Bicep's and Go's `string = `, Visual Basic's `As String = `, SQL's
 * `NVARCHAR(50) = N`, Kotlin's `by lazy { `, COBOL's `PIC X(20) VALUE `.
 */
const DECLARED =
  /(?:(?:[Aa]s |AS |CONSTANT |constant )?[A-Za-z][A-Za-z0-9_.]{0,20}(?:\([0-9A-Za-z, ]{1,12}\))?(?:\[\])? {1,4}:?= {0,4}N?|by lazy \{ {0,4}|PIC(?:TURE)?(?: IS)? [X9A](?:\([0-9]{1,5}\)|[X9A]{0,40})\s{1,40}VALUES?(?: IS)?\s{1,40})(?=["'])/y;

/** `param sqlPassword string = 'v'` */
export function findDeclared(text: string, end: number, at: number, report: Report): boolean {
  DECLARED.lastIndex = at;
  if (!DECLARED.test(text)) return false;
  reportIfSecret(text, nameBefore(text, end), DECLARED.lastIndex, report);
  return true;
}

const ARRAY = /\[[A-Za-z0-9_ +]{1,40}\] {0,4}= {0,4}(?=["'])/y;

const BYTES = /\[[A-Za-z0-9_ +]{1,40}\] {0,4}(?== ?\{)/y;

/** `char password[32] = "v"`, `uint8_t aes_key[16] = { … }` */
export function findInArray(text: string, end: number, report: Report): void {
  ARRAY.lastIndex = end;
  if (ARRAY.test(text)) return reportIfSecret(text, nameBefore(text, end), ARRAY.lastIndex, report);
  BYTES.lastIndex = end;
  if (BYTES.test(text)) {
    findKeyBytes(text, BYTES.lastIndex, classifyName(nameBefore(text, end)), report);
  }
}

const PATH =
  /\\{0,3}["']?\](?:\[(?::\w{1,40}|\\{0,3}["'][\w.@ -]{1,60}\\{0,3}["']|[0-9]{1,4})\]){1,3} {0,4}(?:=>?|:) {0,4}(?=\\{0,3}["'])/y;

/** `default['app']['password']['admin'] = 'v'`: behind the noun stands whose it is. */
export function findAtPath(text: string, end: number, report: Report): void {
  PATH.lastIndex = end;
  if (PATH.test(text)) reportIfSecret(text, nameBefore(text, end), PATH.lastIndex, report);
}

const INITIALIZER = /[{(] ?(?=")/y;
const TYPE_OF_TEXT = /(?:[Ss]tring|QByteArray|string_view)[ \t]{1,4}[A-Za-z_]\w{0,80}$/;

/** C++'s `std::string password{"v"}`, `QString pwd("v")` */
export function findInInitializer(text: string, end: number, report: Report): void {
  if (text.charCodeAt(end) === 0x28 && !TYPE_OF_TEXT.test(headOf(text, end))) return; // (
  INITIALIZER.lastIndex = end;
  if (INITIALIZER.test(text)) reportIfSecret(text, nameBefore(text, end), INITIALIZER.lastIndex, report);
}

const BLOCK = /\)? ?\{ ?(?=(["'])[^"'\n]{4,256}\1 ?\})/y;

/** Ruby's `let(:password) { "v" }`, `password { "v" }` */
export function findInBlockOfRuby(text: string, end: number, report: Report): boolean {
  BLOCK.lastIndex = end;
  if (!BLOCK.test(text)) return false;
  reportIfSecret(text, nameBefore(text, end).replace(/^:/, ""), BLOCK.lastIndex, report);
  return true;
}

/** The number of a file's reader, and the sign of a diff. */
const LINE_START = "(?:[ \\t]{0,12}[0-9]{1,6}→)?[+-]?[ \\t]{1,40}";
const ON_LINES = new RegExp(
  `(?: ?\\{[ \\t]{0,8}\\r?\\n${LINE_START}(?:value|plain(?:text)?|default)[ \\t]{0,8}|[ \\t]{0,4}\\r?\\n${LINE_START})[=:][ \\t]{0,4}(?=["'])`,
  "y",
);

/** `password {` with `value = "v"` below, `password` with `= "v"` below */
export function findOnNextLine(text: string, end: number, report: Report): void {
  ON_LINES.lastIndex = end;
  if (ON_LINES.test(text)) reportIfSecret(text, nameBefore(text, end), ON_LINES.lastIndex, report);
}

const PROPERTY = /\{ (?:(?:private |protected |internal |required )?(?:get|set|init); ){1,2}\} = (?=["'@])/y;

/** C#'s `string Password { get; set; } = "v"` */
export function findInProperty(text: string, end: number, at: number, report: Report): void {
  PROPERTY.lastIndex = at;
  if (PROPERTY.test(text)) reportIfSecret(text, nameBefore(text, end), PROPERTY.lastIndex, report);
}

/** Behind the name of a function: its type, and `=> "v"`, `{ return "v"; }`, or `return "v"` on the next line; also behind Python's `:`. */
const RETURNED =
  /\((?:self|this)?\)(?:(?: ?->| ?:)? ?&?(?:'static )?[A-Za-z][\w.<>]{0,30})?(?: ?=>\s{0,40}| ?= ?| ?[{:]?\s{1,40}(?:[0-9]{1,6}[→\t]\s{0,40})?(?:return\s\(?)?)(?=["'`])/y;

/** `def api_key(): return "v"`, `func dbPassword() string { return "v" }`, `string Password() => "v"` */
export function findReturned(text: string, end: number, report: Report): void {
  RETURNED.lastIndex = end;
  if (RETURNED.test(text)) reportIfSecret(text, nameBefore(text, end), RETURNED.lastIndex, report);
}

const TUPLE = /,\s{0,20}(?:<<)?(?=\\{0,3}["'])/y;

/** Erlang's `{password, "v"}`, Elixir's `{:password, "v"}`, Capistrano's `set :password, "v"` */
export function findInTuple(text: string, end: number, report: Report): void {
  TUPLE.lastIndex = end;
  if (!TUPLE.test(text) || !/(?:\{\s{0,8}|(?:^|\s)set ):?[A-Za-z_][\w.-]{0,80}$/.test(headOf(text, end))) {
    return;
  }
  reportIfSecret(text, nameBefore(text, end).replace(/^:/, ""), TUPLE.lastIndex, report);
}

/** Lisp's `(def password "v")`, `(defvar *api-key* "v")` */
const DEFINES =
  /\((?:def(?:once|var|parameter|constant|custom|ine)?|setq) (?:\^(?::[a-z-]{1,20}|\{[^{}\n]{1,60}\}) )?\*{0,2}$/;

/** `{:password "v"}`, `(def password "v")` */
export function findKeyword(text: string, end: number, at: number, report: Report): void {
  const name = nameBefore(text, end);
  const nameStart = end - name.length;
  const isKeyword = /[\s{(]:$/.test(text.slice(Math.max(0, nameStart - 2), nameStart));
  if (isKeyword) return reportIfSecret(text, name, at, report);
  const [whole = ""] = /[\w.*!?/-]{1,60}$/.exec(text.slice(Math.max(0, end - 60), end)) ?? [];
  if (DEFINES.test(text.slice(Math.max(0, end - whole.length - 90), end - whole.length))) {
    reportIfSecret(text, whole.replaceAll("*", "").replaceAll("-", "_"), at, report);
  }
}
