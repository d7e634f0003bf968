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

/**
 * What may stand between a separator and a value: an anchor or a type of YAML, the sign of a block and its line (with the number of a file
 * that was read), the prefix of a literal (`b'…'`, `N'…'`), a call that only wraps one.
 */
const BEFORE_VALUE = [
  "&[A-Za-z0-9_-]{1,40}[ \\t]{1,4}",
  "!!str[ \\t]{1,4}",
  "[>|][-+]?[ \\t]{0,4}\\r?\\n(?:[ \\t]{0,12}[0-9]{1,6}→)?[ \\t]{1,40}",
  "(?:[brufNLU@&]|br|rb)(?=[\"'])",
  "(?:new )?(?:\\[\\]byte|bytes|bytearray|String::from|String|Secret|SecretStr|SecretString|Some|Just|Buffer\\.from|" +
  "Bytes::from|Field)\\((?:default=)?(?:[bru](?=[\"']))?(?=[\"'`])",
].join("|");

const OPENING = new RegExp(`[ \\t]{0,24}(?:${BEFORE_VALUE})?(\\\\{0,15})(["'\`]?)`, "y");
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
  /^(?:~|\.{1,2}[\\/]|\\|[a-z][a-z0-9+.-]{1,20}:\/\/|[A-Za-z]:[\\/]|(?:true|false|null|none|yes|no|-?\d{1,3}|\d+\.\d+|\d+[smhd]|\d+[kmg]b?)$)/i;

/**
 * References to where the secret is: a vault, a file, an output of CloudFormation, a version of a secret. Also files by
 * their extension, and dates.
 */
const REFERENCE = new RegExp(
  [
    "^(?:arn:|projects/|vault:|file:|env:|ssm:|secret:|ref\\+|sops:|ENC\\[|@Microsoft\\.|@@|id=)",
    "^!(?:vault|Ref|Sub|ImportValue|GetAtt|Join|reference|secret|env|env_var|include|lambda)\\b",
    "^[a-z][a-z0-9-]*:(?:latest|[0-9]{1,4})$",
    "\\.(?:pem|key|pub|crt|cer|p12|pfx|jks|json|ya?ml|toml|txt|env|conf|ini|html?|ts|js|py|go|rs)$",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]|$)",
    // Keys of caches and queues, and the checks of validators: `user:42:profile`, `required|min:8`.
    "^[a-z][a-z0-9_-]*(?::(?:[a-z][a-z_-]*[0-9]{0,3}|[0-9]{1,6}|\\*))+$",
    "^[a-z_]{2,}(?::[a-z0-9_,.]+)?(?:\\|[a-z_]{2,}(?::[a-z0-9_,.]+)?)+$",
    "^[a-z][a-z_-]*(?:/[a-z][a-z_-]*[0-9]{0,2})+$",
    "^id_(?:rsa|dsa|ecdsa|ed25519)|^[A-Z]+-[0-9.]+-(?:only|or-later)$",
  ].join("|"),
);

const VERSION = /^[\^~>=<]*v?\d+\.\d+\.\d+/;

/** Judges a value by its name: an environment variable is taken at its word, code needs more evidence. */
export function looksSecret(name: string, nameClass: NameClass, value: AssignedValue): boolean {
  const { text } = value;
  const quoted = value.terminator !== "";
  // `"PASSWORD=" + password`, `read -p "Password: " NAME`: the quote closed a string.
  if (quoted && /^(?:\s*[.,;)\]]|\s*\+(?:\s|$)|\s+[+A-Za-z_])/.test(text)) return false;
  if (text.length < 4 || looksLikePlaceholder(text) || NOT_A_SECRET.test(text) || WELL_KNOWN.test(text)) {
    return false;
  }
  if (REFERENCE.test(text) || isPath(text)) return false;
  const isEnvironment = isEnvironmentName(name);
  if (!quoted && isCode(value, isEnvironment)) return false;
  if (nameClass === "password") {
    if (isEnvironment && (value.isAssigned || quoted)) {
      return !(quoted && isSentence(text) && !APP_PASSWORD.test(text)) && !/^[0-9]{1,5}$/.test(text);
    }
    if (/secrets?$|credentials?$/i.test(name) && (quoted ? /-v[0-9]{1,3}$/ : RESOURCE).test(text)) {
      return false;
    }
    if (quoted) return isChosenPassword(text) || APP_PASSWORD.test(text);
    return text.length >= 6 && isChosenPassword(text) && !/^[a-z]+(?:_[a-z]+)*[0-9]{0,2}$/.test(text);
  }
  if (/mnemonic|phrase|seed/i.test(name) && SEED_WORDS.test(text)) return true;
  if (!/^[A-Za-z0-9+/=_.~:@%$!#*^-]+$/.test(text)) return quoted && isRandomWithSigns(text);
  if (/^\d+$/.test(text) || VERSION.test(text) || !isRandom(text)) return false;
  return text.length >= (isEnvironment ? 8 : 12);
}

/** Names of resources that hold secrets: `db-creds-v2`. */
const RESOURCE = /^[a-z][a-z0-9]*(?:-(?:[a-z]+[0-9]{0,2}|[0-9]{1,3}))+$/;

/**
 * A call, an index, a member: `getToken(…)`, `tokens[0]`, `config.token`; also a type (`string`, `Uint8Array`) or another variable. What an
 * environment variable is given with a digit in it is none: `DB_PASSWORD=Summer.Rain42`.
 */
function isCode({ text, next }: AssignedValue, isEnvironment: boolean): boolean {
  if (next === "(" && /^[A-Za-z_$][\w$.:]*$/.test(text)) return true;
  if (/[[\]]/.test(text) && !/[0-9].*[a-z]/i.test(text)) return true;
  if (!isEnvironment && (TYPE_NAME.test(text) || OWN_NAME.test(text))) return true;
  const isMember = /^[A-Za-z_$][\w$]*(?:\[|\?\.|\.[A-Za-z_$][\w$]*(?:\?|\.|\[|$))/.test(text);
  if (!isMember) return false;
  if (isEnvironment && /[0-9]/.test(text)) return false;
  return !/[0-9]{2}$/.test(text) && !text.split(".").some((part) => part.length >= 16 && isRandom(part));
}

/** Types whose names hold a digit. */
const TYPE_NAME =
  /^[A-Z][A-Za-z]*[0-9]{1,2}[A-Z]?[A-Za-z]*(?:Array|Buffer|String|Bearer|Key|Hash|Type|Schema|Field|Config|Provider)(?:<.*)?$/;

/** A variable that is called as what it holds: `validPassword1`, `accessToken2`. */
const OWN_NAME =
  /^[a-z]+(?:[A-Z][a-z]+)*(?:Password|Passwd|Pass|Pwd|Secret|Token|Key|Credentials?)(?:[A-Z][a-z]+)?[0-9]{0,2}$/;

/** A path, not base64 that begins with a slash: `/etc/app/key2`. */
function isPath(text: string): boolean {
  if (!text.startsWith("/")) return false;
  if (text.length < 32 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return true;
  return !text.split("/").some((segment) =>
    /[0-9]/.test(segment) && segment.length >= 10 && isRandom(segment)
  );
}

/** As mail providers make them for programs: four times four letters. */
const APP_PASSWORD = /^[a-z]{4}(?: [a-z]{4}){3}$/;

/** Words that a wallet can be made again from. */
const SEED_WORDS = /^[a-z]{3,8}(?: [a-z]{3,8}){11,23}$/;

/** Words with spaces between them: a message such as "Password is required". */
function isSentence(text: string): boolean {
  return /^[A-Za-z'’,.:!?-]+(?: [A-Za-z'’,.:!?-]+)+$/.test(text);
}

/** Not only letters of whatever script (a label, a type, a word), an exclamation or question mark at the end apart, and not a sentence. */
function isChosenPassword(text: string): boolean {
  const words = text.split(/\s+/);
  if (words.length > 1 && (words.length > 4 || !hasDigitAndLetter(text) || isCounted(words))) return false;
  return hasDigitAndLetter(text) || /^[0-9]{4,}$/.test(text) ||
    (/[^\p{L}\p{M}\p{N}\s_.:/-]/u.test(text.replace(/[!?…]+$/, "")) && /[A-Za-z0-9]/.test(text));
}

/** `At least 8 characters`: words, and a number that stands alone among them. */
function isCounted(words: readonly string[]): boolean {
  return words.some((word) => /^\(?[0-9]{1,3}\+?\)?$/.test(word)) &&
    words.filter((word) => /^\p{L}{2,}/u.test(word)).length >= 2;
}

/** Letters, digits and signs in a mess, as generators of keys for web frameworks make them. */
function isRandomWithSigns(text: string): boolean {
  if (text.length < 24 || !/^[\x20-\x7e]+$/.test(text) || !/[a-z]/.test(text)) return false;
  const mess = text.replace(/^[a-z]+-insecure-/, "");
  const digits = (mess.match(/[0-9]/g) ?? []).length;
  const signs = new Set(mess.match(/[^A-Za-z0-9\s]/g) ?? []);
  const spaces = (mess.match(/\s/g) ?? []).length;
  return digits >= 3 && signs.size >= 2 && digits + signs.size >= mess.length / 8 &&
    spaces <= mess.length / 16 &&
    !/[A-Z][a-z]{8}|[a-z]{12}|[A-Z]{8}/.test(mess);
}

/** Whether a text is random, with digits in it. */
export function looksRandom(text: string): boolean {
  return /[0-9]/.test(text) && isRandom(text);
}

/** Each word begins where no letter could go on with the one before: other divisions would cost a power of two. */
const IDENTIFIER = /^(?:[A-Z][a-z]+|(?<![A-Za-z])[a-z]{2,}|(?<![A-Z])[A-Z]+(?![a-z])|_)+[0-9]{0,2}$/;

/** Letters and digits mixed as no word or identifier does, or long hexadecimal, or long and of many letters. */
function isRandom(text: string): boolean {
  const digits = (text.match(/[0-9]/g) ?? []).length;
  const hasUpper = /[A-Z]/.test(text);
  const hasLower = /[a-z]/.test(text);
  if (digits === 0) {
    const changes = (text.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g) ?? []).length;
    if (text.length >= 20 && /^[A-Za-z]+$/.test(text) && changes >= 0.4 * text.length) return true;
    return text.length >= 24 && hasUpper && hasLower && /[a-z][A-Z]/.test(text) && !/[_.-]/.test(text) &&
      text.length > 30;
  }
  if (!hasUpper && !hasLower) return text.length >= 16;
  // accessToken2, OAuthKey_v2
  if (hasUpper && hasLower) return !IDENTIFIER.test(text);
  // lower case and digits only: a word with a number at its end is no secret
  return digits >= 3 && !/^[a-z]+(?:[-_.][a-z]+)*[-_.]?[0-9]{1,4}$/i.test(text);
}
