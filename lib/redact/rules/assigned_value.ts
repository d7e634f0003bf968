/** The value after `NAME=` or `name:`, and whether it is a secret or code, a word or a placeholder. */
import { hasDigitAndLetter, looksLikePlaceholder } from "./placeholder.ts";
import type { NameClass } from "./secret_name.ts";

export interface AssignedValue {
  readonly start: number;
  readonly text: string;
  /** The quote, with its backslashes, that ends the value; "" if there is none. */
  readonly terminator: string;
  /** The character after the value (after the closing quote), or "". */
  readonly next: string;
  /** Given with `=`: in shells and `.env` files. Any word can follow a `:`. */
  readonly isAssigned: boolean;
}

/** Values are judged by so many characters at most; an accepted one goes whole (session tokens of AWS have 1,000). */
const JUDGED_CHARACTERS = 512;

/** Longest value that is looked for the end of. */
const MAX_VALUE_CHARACTERS = 65_536;

const OPENING = /[ \t]{0,24}(\\{0,15})(["'`]?)/y;
const UNQUOTED = new RegExp(`[^\\s"'\`,;<>(){}|&\\\\]{1,${JUDGED_CHARACTERS}}`, "y");

/** The value that begins after a separator, on the same line, without its quotes. */
export function valueAt(text: string, position: number): AssignedValue | undefined {
  OPENING.lastIndex = position;
  const opening = OPENING.exec(text);
  if (opening === null) return undefined;
  const [whole, backslashes = "", quote = ""] = opening;
  const start = position + whole.length;
  const isAssigned = text.charAt(position - 1) === "=";
  if (quote !== "") return quotedValue(text, { start, terminator: backslashes + quote, isAssigned });
  if (backslashes !== "") return undefined;
  UNQUOTED.lastIndex = start;
  const value = UNQUOTED.exec(text)?.[0];
  if (value === undefined) return undefined;
  const next = text.charAt(start + value.length);
  // A full stop or colon ends the sentence, not the value.
  const trimmed = value.replace(/[.:?]+$/, "");
  return trimmed === "" ? undefined : { start, text: trimmed, terminator: "", next, isAssigned };
}

/** Up to the same quote with the same backslashes before it: `\"` inside `\"…\"` would have more of them. */
function quotedValue(
  text: string,
  { start, terminator, isAssigned }: Pick<AssignedValue, "start" | "terminator" | "isAssigned">,
): AssignedValue | undefined {
  const window = text.slice(start, start + JUDGED_CHARACTERS);
  const end = endOfQuoted(window, terminator);
  const value = window.slice(0, end);
  if (value === "") return undefined;
  return { start, text: value, terminator, next: window.charAt(end + terminator.length), isAssigned };
}

/** Where a quoted value ends in a stretch that begins with it: at its quote, at the line's end or at the stretch's. */
function endOfQuoted(window: string, terminator: string): number {
  let end = window.indexOf(terminator);
  while (end > 0 && window.charCodeAt(end - 1) === 0x5c) end = window.indexOf(terminator, end + 1);
  // Not beyond the quote: one line may hold thousands of values.
  const before = end === -1 ? window : window.slice(0, end);
  const lineEnd = before.search(/[\r\n]/);
  if (lineEnd !== -1) return before.slice(0, lineEnd).trimEnd().length;
  return end === -1 ? window.trimEnd().length : end;
}

/**
 * Where an accepted value really ends. A password may hold the signs at which judging stops (`;`, `(`, `|`), and
 * what follows them on the line is better lost than leaked; `&` goes on only in an environment, not in a query.
 */
export function endOfValue(
  text: string,
  { start, text: judged, terminator }: AssignedValue,
  name: string,
  known: ValueEnds,
): number {
  const window = text.slice(start, start + MAX_VALUE_CHARACTERS);
  if (terminator !== "") return start + endOfQuoted(window, terminator);
  const kind = isEnvironmentName(name) ? "environment" : "other";
  if (start < known[kind]) return known[kind];
  const rest = kind === "environment" ? /[^\s"'`<>\\]*/y : /[^\s"'`<>\\,;&]*/y;
  rest.lastIndex = judged.length;
  const tail = rest.exec(window)?.[0] ?? "";
  known[kind] = start + judged.length + tail.replace(/[.,:;?)}\]]+$/, "").length;
  return known[kind];
}

/** Where the last unquoted values ended: one cost per value, however many names and values it seems to hold. */
export type ValueEnds = Record<"environment" | "other", number>;

/** For a new pass over a text. */
export function noEnds(): ValueEnds {
  return { environment: 0, other: 0 };
}

/** `DB_PASSWORD`, not `dbPassword`. */
function isEnvironmentName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}

/** Default passwords of databases in containers: known to everybody. */
const WELL_KNOWN =
  /^(?:postgres|postgresql|mysql|mariadb|mongo|redis|rabbitmq|root|admin|guest|minioadmin|sa|user|username)$/i;

/** Numbers, booleans, paths and addresses are what a setting beside a secret holds, not the secret. */
const NOT_A_SECRET =
  /^(?:~|\.{0,2}[\\/]|[a-z][a-z0-9+.-]{1,20}:\/\/|[A-Za-z]:[\\/]|(?:true|false|null|none|yes|no|-?\d{1,3}|\d+\.\d+|\d+[smhd]|\d+[kmg]b?)$)/i;

const VERSION = /^[\^~>=<]*v?\d+\.\d+\.\d+/;

/** Judges a value by its name: an environment variable is taken at its word, code needs more evidence. */
export function looksSecret(name: string, nameClass: NameClass, value: AssignedValue): boolean {
  const { text } = value;
  const quoted = value.terminator !== "";
  // `"PASSWORD=" + password`: the quote closed a string.
  if (value.terminator !== "" && /^\s*[+.,;)\]]/.test(text)) return false;
  if (text.length < 4 || looksLikePlaceholder(text) || NOT_A_SECRET.test(text) || WELL_KNOWN.test(text)) {
    return false;
  }
  const isEnvironment = isEnvironmentName(name);
  if (!quoted && isCode(value)) return false;
  if (nameClass === "password") {
    if (isEnvironment && (value.isAssigned || quoted)) {
      return !(quoted && isSentence(text)) && !/^[0-9]{1,5}$/.test(text);
    }
    if (quoted) return isChosenPassword(text);
    return text.length >= 6 && isChosenPassword(text) && !/^[a-z]+(?:_[a-z]+)*[0-9]{0,2}$/.test(text);
  }
  if (!/^[A-Za-z0-9+/=_.~:@%$!#*^-]+$/.test(text)) return false;
  if (/^\d+$/.test(text) || VERSION.test(text) || !isRandom(text)) return false;
  return text.length >= (isEnvironment ? 8 : 12);
}

/** A call, an index, a member: `getToken(…)`, `tokens[0]`, `config.token`; also a type (`string`) or another variable. */
function isCode({ text, next }: AssignedValue): boolean {
  const isCall = next === "(" && /^[A-Za-z_$][\w$.:]*$/.test(text);
  const isMember = /^[A-Za-z_$][\w$]*(?:\[|\?\.|\.[A-Za-z_$][\w$]*(?:\?|\.|\[|$))/.test(text);
  const isIndex = /[[\]]/.test(text) && !/[0-9].*[a-z]/i.test(text);
  return isCall || isMember || isIndex;
}

/** Words with spaces between them: a message such as "Password is required". */
function isSentence(text: string): boolean {
  return /^[A-Za-z'’,.:!?-]+(?: [A-Za-z'’,.:!?-]+)+$/.test(text);
}

/** Not only letters (a label, a type, a word) and not several words. */
function isChosenPassword(text: string): boolean {
  if (/\s/.test(text) && !hasDigitAndLetter(text)) return false;
  if (/\s/.test(text) && text.split(/\s+/).length > 4) return false;
  return hasDigitAndLetter(text) || (/[^A-Za-z0-9\s_.:/-]/.test(text) && /[A-Za-z0-9]/.test(text)) ||
    /^[0-9]{4,}$/.test(text);
}

/** Letters and digits mixed as no word or identifier does, or long hexadecimal, or long and of many letters. */
function isRandom(text: string): boolean {
  const digits = (text.match(/[0-9]/g) ?? []).length;
  const hasUpper = /[A-Z]/.test(text);
  const hasLower = /[a-z]/.test(text);
  if (digits === 0) {
    return text.length >= 24 && hasUpper && hasLower && /[a-z][A-Z]/.test(text) && !/[_.-]/.test(text) &&
      text.length > 30;
  }
  if (!hasUpper && !hasLower) return text.length >= 16;
  // accessToken2, OAuthKey_v2
  if (hasUpper && hasLower) return !/^(?:[A-Za-z][a-z]+|[A-Z]+(?![a-z])|_)+[0-9]{0,2}$/.test(text);
  // lower case and digits only: a word with a number at its end is no secret
  return digits >= 3 && !/^[a-z]+(?:[-_.][a-z]+)*[-_.]?[0-9]{1,4}$/i.test(text);
}
