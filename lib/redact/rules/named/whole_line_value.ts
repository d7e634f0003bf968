/**
 * Values without quotes that hold signs at which a value ends elsewhere (`ab(cd`, `k3&x;9`): on lines of settings and in
 * connection strings they go on to the line's or the part's end, unless they are code.
 */
import { isClearPasswordName } from "../judgement/passphrase.ts";
import { hasDigitAndLetter, looksLikePlaceholder } from "../judgement/placeholder.ts";
import { isMessWithSigns, isRandom } from "../judgement/random_value.ts";
import type { Stretch } from "../report.ts";
import { isEnvironmentName, type SecretClass } from "../judgement/secret_name.ts";

/** A name's place and class, and where its value begins. */
export interface NamedValue {
  readonly name: string;
  readonly nameClass: SecretClass;
  readonly nameStart: number;
  readonly valueStart: number;
}

/** The value if it holds such signs and is secret. */
export function wholeValue(text: string, named: NamedValue): Stretch | undefined {
  if (named.nameClass === "weak") return undefined;
  RUN.lastIndex = named.valueStart;
  const run = RUN.exec(text)?.[1];
  if (run === undefined || !SIGNS.test(run)) return undefined;
  const start = RUN.lastIndex - run.length;
  const value = onLine(text, named, run, start) ?? inConnection(text, named, run) ??
    inQuotes(text, named, run) ?? withAmpersand(text, named, run);
  return value === undefined ? undefined : { start, end: start + value.length };
}

const RUN = /[ \t]{0,24}([^\s"'`]\S{5,255})(?!\S)/y;

/** Signs that end a value elsewhere, and letters beyond ASCII. */
const SIGNS = /[()&;,'"`<>\\{}|[\]~\u00a1-\u024f\u0370-\u03ff\u0400-\u04ff]/;

/** A line before the name that begins it: the number of a file that was read, a diff's sign, a list's, a command that sets it. */
const BEFORE_NAME =
  /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}(?:→|\t))?[ \t]{0,40}[+-]?[ \t]{0,40}(?:- )?(?:(?:export|ENV|set|SET)[ \t]{1,4})?(["']?)$/;

const LINE_END = /[ \t]{0,40}(?: #[^\n]{0,200})?(?:\r?\n|$)/y;

function onLine(
  text: string,
  { name, nameClass, nameStart, valueStart }: NamedValue,
  run: string,
  start: number,
): string | undefined {
  const before = BEFORE_NAME.exec(text.slice(Math.max(0, nameStart - 110), nameStart));
  LINE_END.lastIndex = start + run.length;
  if (before === null || !LINE_END.test(text)) return undefined;
  const quote = before[1] ?? "";
  const closing = quote === "" ? -1 : run.indexOf(quote);
  const value = (closing === -1 ? run : run.slice(0, closing)).replace(/[,;]+$/, "");
  if (!SIGNS.test(value) || value.length < 8 || isNoValue(value)) return undefined;
  if (BEGINS_STRING.test(value) || CALL_WITH_TEXT.test(value)) return undefined;
  if (isMessWithSigns(value)) return value;
  const letters = value.replace(/[^A-Za-z0-9]+/g, "");
  if (letters.length < 6 || 2 * letters.length < value.length || isCodeOfLine(value)) return undefined;
  const isTight = start === valueStart && text.charAt(start - 1) === "=";
  const isPassword = nameClass === "password" &&
    ((isTight && isEnvironmentName(name)) || isClearPasswordName(name));
  const isSecret = isPassword
    ? hasDigitAndLetter(value) || (isTight && /[a-z]/.test(value) && /[A-Z]/.test(value))
    : letters.length >= 11 && isRandom(letters);
  return isSecret ? value : undefined;
}

/** `ObjectIdentifier("1.3.6.1")`: whatever stands in the quotes is judged for itself. */
const CALL_WITH_TEXT = /^[A-Za-z_$][\w$.:]*\((["'`]).*\1\);?$/;

/** Of Python and C: `b"…"`, `("…"` */
const BEGINS_STRING = /^(?:[bBfFrRuUL@]{1,2}|\()["']/;

function isNoValue(value: string): boolean {
  return looksLikePlaceholder(value) || NO_VALUE.test(value);
}

/** References, paths, addresses, tags of YAML, what a vault has encrypted. */
const NO_VALUE =
  /^(?:[$&*!@]|%[({]|~[\\/]|\.{0,2}[\\/]|[A-Za-z]:[\\/]|[a-z][a-z0-9+.-]{1,20}:\/\/|ENC[[(]|[a-z]+:[a-z/]+)|\$\{|\$\(|\{\{|\}\}|<%|%>|#\{|\.\.\.|…/;

function isCodeOfLine(value: string): boolean {
  return CODE.some((pattern) => pattern.test(value));
}

const CODE: readonly RegExp[] = [
  // Calls, also those that go on below, and what is made of members, types and indexes.
  /^[A-Za-z_$][\w$.:?!>-]*(?:<.*>)?\(.*\)[\])};,]*$|[([{,]$/,
  /^[A-Za-z_$][\w$]*(?:(?:\.|\?\.|::|->)[A-Za-z_$][\w$]*)+[([{<]/,
  /^[&*]?[A-Za-z_][\w.:]*[<[].*[>\]][?!,;)]*$/,
  // Brackets from the first sign on, regular expressions.
  /^[([{<|\\^]|\\[nrt]|\\[dwsbDWS][+*)\]]|\[\^?[A-Za-z0-9]-[A-Za-z0-9]|\{[0-9]+,?[0-9]*\}/,
  // Operators, comparisons, tags, further settings.
  /=>|->|::|&&|\|\||[!=]==?|[<>]=|<\/|\/>|\?\.|[;&,|][A-Za-z_][\w-]+[=:]|=["']/,
  // Strings and what is put together of them.
  /^[A-Za-z@$]{0,3}["'`]|["'`][\])};,]*$|["'`][+,.:)\]}]|[+,(]["'`]/,
  // Lists of words and of numbers; entities of HTML; an escape's end.
  /^[A-Za-z_-]+[0-9]?(?:[,|;&][A-Za-z_-]*[0-9]?)+$|^[0-9., ]+$|&[a-z]{2,6};|&#|\\$/,
];

/** `-H 'X-Api-Key: …'`, `-d "user=a&password=…"`: an argument of a command, before the name. */
const ARGUMENT_BEFORE =
  /(?:^|\s)(?:-H|--header|-d|-F|--data(?:-[a-z]{3,9})?|--form|--post-data|--body)[ =]?["'](?:[^"'\s&=]{1,60}=[^"'\s&]{0,120}&){0,12}$/;

const OF_ONE_FIELD = /^\s?--data-urlencode/;

/** Up to the quote that ends the argument, or to the next field of a form. */
function inQuotes(
  text: string,
  { nameClass, nameStart, valueStart }: NamedValue,
  run: string,
): string | undefined {
  const argument = ARGUMENT_BEFORE.exec(text.slice(Math.max(0, nameStart - 300), nameStart))?.[0];
  if (argument === undefined) return undefined;
  const isForm = text.charAt(valueStart - 1) === "=" && !OF_ONE_FIELD.test(argument);
  const value = run.split(isForm ? /["'`&]/ : /["'`]/, 1)[0] ?? "";
  if (!/["'&]/.test(run.charAt(value.length)) || !SIGNS.test(value)) return undefined;
  if (value.length < 6 || isNoValue(value) || CONNECTION_CODE.test(value)) return undefined;
  const letters = value.replace(/[^A-Za-z0-9]+/g, "");
  return (nameClass === "password" ? hasDigitAndLetter(value) : letters.length >= 11 && isRandom(letters))
    ? value
    : undefined;
}

const WITH_AMPERSAND =
  /^(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[\w!#$%^*?+~@.-]{2,64}(?:&[\w!#$%^*?+~@.-]{0,64}){1,4}$/;

/** `password=ab7&Kd9#x` among words: behind the sign of an address or a form a name would stand. */
function withAmpersand(text: string, { name, valueStart }: NamedValue, run: string): string | undefined {
  if (text.charAt(valueStart - 1) !== "=" || !isClearPasswordName(name)) return undefined;
  const value = run.replace(/[,.]+$/, "");
  return WITH_AMPERSAND.test(value) && !isNoValue(value) ? value : undefined;
}

/** What stands right before a password in a connection string. */
const SETTINGS_BEFORE =
  /(?:server|source|host|database|catalog|user|uid|user id|username|user name|port|dbname|endpoint|login)=[^;\n"'=(){}]{1,80};[ ]?$/i;

/** Whether settings of a connection string stand right before a name. */
export function isInConnection(text: string, nameStart: number): boolean {
  return SETTINGS_BEFORE.test(text.slice(Math.max(0, nameStart - 110), nameStart));
}

function inConnection(
  text: string,
  { nameClass, nameStart, valueStart }: NamedValue,
  run: string,
): string | undefined {
  if (nameClass !== "password" || text.charAt(valueStart - 1) !== "=") return undefined;
  if (!isInConnection(text, nameStart)) return undefined;
  const value = /^[^\s;"'`]{6,128}(?=[;"'`]|$)/.exec(run)?.[0];
  return value === undefined || !SIGNS.test(value) || isNoValue(value) || CONNECTION_CODE.test(value)
    ? undefined
    : value;
}

const CONNECTION_CODE = /^[A-Za-z_$][\w$.]*\(.*\)$|\|\||&&|=>|^[[({<]|\\$/;
