/**
 * Whether a word of prose is a secret: a sentence may hold any word, names of code as well, so the word itself must look
 * chosen or random. What a name is given (secret_value.ts) or a command takes (given_value.ts) is judged less strictly.
 */
import type { Report } from "../../finding.ts";
import { isAlgorithmName } from "../judgement/algorithm_name.ts";
import { isChosenWords } from "../judgement/chosen_words.ts";
import { isNameOfCode } from "../judgement/constant_name.ts";
import { isLetterMess, isPassphrase } from "../judgement/passphrase.ts";
import { isPicturePhrase } from "../judgement/picture_words.ts";
import { isPublished } from "../judgement/public_id.ts";
import { isToldPassword } from "../judgement/told_password.ts";
import { isJumble, isJumbleInPieces, isNameOfWords, isRandomTail } from "../judgement/random_value.ts";
import { hasDigitAndLetter, looksLikePlaceholder } from "../judgement/placeholder.ts";
import { reportKey, reportPassword } from "../report.ts";

/** Longest value that is judged: a longer one is none. */
export const MAX_TOLD_CHARACTERS = 512;

/** How a value is told. */
export interface Telling {
  /** In quotes, backticks or bold: set apart from the words around it. */
  readonly isQuoted: boolean;
  /** What it is said to be. */
  readonly noun: NounClass;
}

/** `password`: chosen by people; `phrase`: the same, of several words; `secret`, `either`: one of both; `token`: made by machines; `pin`: digits; `code`: digits or a password. */
export type NounClass = "password" | "phrase" | "secret" | "either" | "token" | "pin" | "code";

/** So long is a word at least that is told by its letters alone. */
const LETTER_MESS_CHARACTERS = 12;

/** True if a word can hardly be anything but the secret that was announced before it. */
export function looksTold(value: string, { isQuoted, noun }: Telling): boolean {
  if (noun === "pin" || noun === "code") {
    if (/^[0-9]{4,8}$/.test(value) && !isYear(value)) return true;
    if (noun === "pin") return false;
  }
  if (noun === "either" && /^[0-9]{16,24}$/.test(value)) return true; // as routers have them
  // The quick look: such words are most of what stands behind a noun.
  if (!isQuoted && value.length < LETTER_MESS_CHARACTERS && !/[0-9._-]/.test(value)) return false;
  if (
    value.length < 6 || value.length > MAX_TOLD_CHARACTERS || looksLikePlaceholder(value) ||
    isPublished(value) ||
    (isCode(value) && !(noun !== "password" && isKeyWithSlash(value)))
  ) return false;
  if (noun === "token") return isRandomToken(value);
  if ((noun === "secret" || noun === "either") && isRandomToken(value)) return true;
  if (noun === "phrase" && (isPhrase(value) || (isQuoted && isPhraseOfWords(value)))) return true;
  if (noun !== "secret" && value.length >= LETTER_MESS_CHARACTERS && isLetterMess(value)) return true;
  if (noun !== "secret" && (isQuoted ? isMess(value) : isWordsAndNumber(value))) return true;
  return isChosen(value, isQuoted, noun);
}

/** A key in base64 that begins as a path does: as long as those of AWS, and of no words. */
function isKeyWithSlash(value: string): boolean {
  return /^\/[A-Za-z0-9/+]{39}$/.test(value) && isRandomToken(value);
}

function isYear(value: string): boolean {
  return /^(?:19|20)[0-9]{2}$/.test(value);
}

/** Base64 that ends with its own sign: no name that something is assigned to. */
function isPadded(value: string): boolean {
  return value.length % 4 === 0 && /^[A-Za-z0-9+/_-]{22,}={1,2}$/.test(value) &&
    isJumble(value.replace(/[^A-Za-z0-9]/g, ""), 6);
}

/** Calls, assignments, paths, addresses, options, globs, versions, dates, shortcuts: what else stands in sentences. */
export function isCode(value: string): boolean {
  if (
    isJumbleAroundSign(value) || isJumbleInPieces(value) || isPadded(value) || isSignMess(value) ||
    isKeyBehindDash(value)
  ) return false;
  return /^(?:--?[A-Za-z]|\.{0,2}[\\/]|~[\\/]?|[A-Za-z]:[\\/]|[a-z][a-z0-9+.-]{1,20}:\/\/|arn:|@[a-z]|#[0-9A-Za-z_-]+$)/
    .test(value) ||
    // A character of HTML, which is read for itself; `P@ssw0rd-like`
    /^&(?:#x?[0-9A-Fa-f]{2,4}|quot|apos|lt|gt|amp);|[a-z]-(?:like|style|based)$/.test(value) ||
    /^(?:ctrl|cmd|alt|shift|meta|option|super|f[0-9]{1,2})[+-]/i.test(value) ||
    /^[A-Za-z_$][\w$.-]{0,80}(?:=[^=]|\+?=$|\(|\[[^\]]{0,80}\]|::|\?\.|\+\+)/.test(value) ||
    /[(){};]$|^[A-Za-z_]\w*,[0-9]+[UuLl]{0,2}$|^[({[]|\(\)|&&|\|\||[<>]/.test(value) ||
    // user@host, an e-mail address
    /^[a-z][a-z0-9._+-]{0,60}@[a-z][a-z0-9.-]{0,250}$/.test(value) ||
    /@[A-Za-z0-9-]+\.[a-z]{2,}$/.test(value) ||
    // An account of Ethereum, of which a token is another thing; fingerprints of PGP and SSH.
    /^(?:0x[0-9a-fA-F]{40}|[0-9A-F]{40}|sha(?:1|256|384|512):[0-9a-f]{8,128}|SHA256:[A-Za-z0-9+/]{43}=?|MD5(?::[0-9a-f]{2}){16})$/
      .test(value) ||
    isFileOrHost(value) || isNumberLike(value) || ALGORITHM.test(value) || isAlgorithmName(value);
}

/** `x7Kd(q9Lm2`: a bracket that nothing closes, among letters and digits that make no word. */
function isJumbleAroundSign(value: string): boolean {
  return /^[A-Za-z0-9]{2,40}[({[&;)}\]][A-Za-z0-9]{2,40}$/.test(value) && /[0-9]/.test(value) &&
    isJumble(value.replace(/[^A-Za-z0-9]/, ""), 10);
}

/** `-x7Kd…`: of the 43 characters of 32 bytes in base64url the first one is a dash in one of 64. */
function isKeyBehindDash(value: string): boolean {
  return /^--?[A-Za-z0-9_-]{21,127}$/.test(value) && isRandomTail(value) &&
    isJumble(value.replace(/[-_]/g, ""), 10);
}

const MENTION_WITH_SIGN = /^@[a-z0-9]{3,20}[0-9]{2,4}[!$#%*?]$/;

/** `ul=7rB^YXKp~`, `@ugust714$`: signs among letters as no expression has them. */
function isSignMess(value: string): boolean {
  if (MENTION_WITH_SIGN.test(value)) return true;
  if (!/^[\w!@#$%^&*+?~=.,:-]{8,64}$/.test(value) || !/[A-Z]/.test(value) || !/[a-z]/.test(value)) {
    return false;
  }
  const signs = value.match(/[!@#$%^&*+?~=]/g) ?? [];
  if (/[?&][A-Za-z_]\w+=|[A-Za-z_]{3,}=[A-Za-z]{3,}|&&|==/.test(value)) return false;
  return new Set(signs).size >= (/[0-9]/.test(value) ? 3 : 4);
}

/** `setup.py3`, `db1.internal:5432`, `obj.field2`, `src/a1.ts`: parts of letters and digits with a word at the end. */
function isFileOrHost(value: string): boolean {
  // No end of a file or a host: `ad1.BgC53v-o`
  if (/\.(?=[^.]*[a-z])(?=[^.]*[A-Z])(?=[^.]*[0-9])[^.]{6,}$/.test(value)) return false;
  if (isJumble(value, 10)) return false;
  return /^[\w@-]{1,100}(?:[./:][\w@-]{1,100}){0,20}(?:[./][A-Za-z_][\w-]{0,60}|:[0-9]{1,5})[/?]?$/.test(
    value,
  );
}

/** `1.2.3`, `v2`, `2024-01-31T10:00`, `30days`, `256-bit`, `8/10`, `+49-123`, `192.168.0.1:80` */
function isNumberLike(value: string): boolean {
  return /^[~^v><=+-]{0,3}[0-9][0-9.,:/_+-]*(?:[TZ][0-9:.+Z-]*)?$/.test(value) ||
    /^[~<>=+-]{0,2}[0-9][0-9.,]*-?[A-Za-z%]{1,10}[.!?]?$/.test(value) ||
    /^(?:[~^]?v?[0-9]+\.[0-9]+[.\w+-]*|0x[0-9A-Fa-f]{1,16}[UuLl]{0,3})$/.test(value);
}

/** Names with digits that are said of passwords and tokens. */
const ALGORITHM =
  /^(?:sha|md|base|b|utf|bcrypt|argon|pbkdf|scrypt|hkdf|aes|rsa|ecdsa|ed|x|pkcs|hmac|hs|rs|es|ps|oauth|oidc|http|tls|ssl|ipv|win|python|py|node|php|java|ecma|iso|rfc|ascii|latin|ntlmv|smbv|kerberos|totp|[0-9]?fa|postgres|mysql|k)[-_/]?v?[0-9]{1,5}(?:[-_./ ]?[A-Za-z]{0,12}){0,3}[.,!?]?$/i;

const SIGN = /[!@#$%^&*?+~=§€£]/;

/** A password: a letter, a digit, and something that no word and no name of code has. */
function isChosen(value: string, isQuoted: boolean, noun: NounClass): boolean {
  if (isSignMess(value)) return true;
  const [hasDigit, hasUpper, hasLower] = [/[0-9]/.test(value), /[A-Z]/.test(value), /[a-z]/.test(value)];
  if (!hasDigit || !(hasUpper || hasLower)) return false;
  if (/\s/.test(value)) {
    return isQuoted && noun !== "secret" && value.split(/\s+/).length <= 5 && SIGN.test(value);
  }
  // A sign inside or at the end; `@name` and `#12` were turned down before.
  const hasSign = SIGN.test(value);
  const parts = partsOf(value);
  const mayBeWords = noun === "password" || noun === "either" || noun === "phrase";
  if (mayBeWords && isChosenWords(value)) return true;
  if (
    !hasSign && isName(value, parts) && !isJumble(value, 6) &&
    !(mayBeWords && WORDS_AND_NUMBER.test(value))
  ) {
    return false;
  }
  // a+b1, x=1, 50%
  if (hasSign && !hasUpper && /^[a-z0-9_.]{1,20}[+=%&?*][a-z0-9_.%]{0,20}$/.test(value)) return false;
  if (hasSign || (hasUpper && hasLower) || (value.length >= 12 && isJumble(value, 8))) return true;
  const digits = value.replace(/[^0-9]/g, "").length;
  if (noun === "password" && digits >= 3 && LETTERS_AS_DIGITS.test(value)) return true;
  if (isQuoted) return /^[^_.:/]+$/.test(value) && digits >= 2;
  return parts.length >= 3 && digits >= 3 && value.length - digits >= 3 && /^[a-z0-9]+$/i.test(value) &&
    value.length >= 8;
}

/** `MeadowFalcon87`: as people choose passwords, and hardly call anything in code. */
const WORDS_AND_NUMBER =
  /^(?=.*[a-z])(?:[A-Z][a-z]{2,12}|[A-Z]{3,12})[-_.]?(?:(?:[A-Za-z][a-z]{2,12}|[A-Z]{3,12})[-_.]?){1,3}[0-9]{2,4}$/;

/** `eng1ne-harbor351`: digits for letters, and a number behind. */
const LETTERS_AS_DIGITS =
  /^(?=.*[a-z][0-9][a-z])[a-z0-9]{3,12}(?:[-_.][a-z0-9]{3,12}){0,3}(?<=[a-z][0-9]{2,4})$/;

/** `harborotter2019`, `harbor-otter7-lamp`: as people choose passwords, and hardly call anything in code. */
export function isWordsAndNumber(value: string): boolean {
  return /^(?:[a-z]{8,24}[0-9]{3,4}|[a-z]{6,7}[0-9]{4})$/.test(value) ||
    (/^[a-z]{3,9}(?:-[a-z]{3,9}){1,4}-?[0-9]{2,4}$/.test(value) && isPassphrase(value, 2)) ||
    (/[0-9]/.test(value) && /^[a-z]{3,9}[0-9]{0,2}(?:[-.][a-z]{3,9}[0-9]{0,2}){2,4}$/.test(value));
}

/** Letters of both cases, mostly with digits, that change as in no name: `YmjWKRTynSk4`. */
function isMess(value: string): boolean {
  if (value.length < 8 || value.length > 64 || !/^[A-Za-z0-9]+$/.test(value)) return false;
  if (!/[A-Z]/.test(value) || !/[a-z]/.test(value)) return false;
  const parts = partsOf(value);
  const digits = parts.filter((part) => /[0-9]/.test(part));
  const isUnspeakable = parts.some((part) =>
    part.length >= 3 && /^[^aeiouyAEIOUY0-9]+$/.test(part) && !/^[A-Z]{3,5}$/.test(part)
  );
  if (digits.length === 0) {
    return value.length >= 10 && isUnspeakable && parts.length >= 5 && !isNameOfCode(value);
  }
  if (isJumble(value, 6)) return true;
  return digits.length >= 2 ? parts.length >= 4 : isUnspeakable || parts.length >= 6;
}

/** True if a told value is one even where no word links it with its noun: names with a digit stand there as well. */
export function isSure(value: string, noun: NounClass): boolean {
  if (noun === "token" || noun === "pin") return noun === "token" || /^[0-9]{6}$/.test(value);
  if (noun === "secret" && isRandomToken(value)) return true;
  return SIGN.test(value) || (/[a-z]/.test(value) && /[A-Z]/.test(value) && /[0-9]/.test(value)) ||
    (/[0-9]{2}$/.test(value) && isChosenWords(value));
}

/** True for a password or a key that is none of the names with a digit which stand at the same places: `Module2Dir`. */
export function isNoName(value: string): boolean {
  return looksTold(value, { isQuoted: false, noun: "either" });
}

/** A password that a machine made, of letters of one case and digits. */
export function isMade(value: string): boolean {
  return /^(?=[^0-9]*[0-9])(?=[^a-f]*[a-f])[0-9a-f]{16,}$/.test(value) ||
    (value.length >= 12 && isJumble(value, 8));
}

/** `certs/key.pem:1:why`, `.env:2:API_KEY=****`: a word with what a search puts before its line, which is read without that as well. */
const LINE_OF_FILE = /^[\w@.][^\s:]{1,120}:[0-9]{1,6}:/;

/** Reports a value as the kind of secret that the text says it is. */
export function reportTold(start: number, value: string, kind: NounClass, report: Report): void {
  if (LINE_OF_FILE.test(value)) return;
  const stretch = { start, end: start + value.length };
  (kind === "token" || kind === "secret" ? reportKey : reportPassword)(report, stretch);
}

/** `hashPassword$1 as hashPassword`: names that bundlers have numbered. */
export function isNumberedName(value: string, name: string): boolean {
  return value.startsWith(name) && /^\$[0-9]{1,3}$/.test(value.slice(name.length));
}

/** A word without the punctuation of its sentence; `!` may be the password's. */
export function withoutPunctuation(word: string): string {
  let end = word.length;
  while (end > 0 && ".,:;?)]}'’".includes(word.charAt(end - 1))) end--;
  return word.slice(0, end);
}

/** Runs of letters of a case (a capital begins a word), of digits, of anything else. */
function partsOf(value: string): string[] {
  return value.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^A-Za-z0-9]+/g) ?? [];
}

/** `userToken2`, `API_V2_URL`, `AES-256-encrypted`, `RFC7519`, `Model2`: words, with a short number or two. */
function isName(value: string, parts: readonly string[]): boolean {
  const words = parts.filter((part) => /[A-Za-z]/.test(part));
  const numbers = parts.filter((part) => /[0-9]/.test(part));
  const digits = numbers.join("").length;
  if (words.length === 1) return digits <= 1 || /^[A-Z]+-?[0-9]+$/.test(value);
  const letters = words.join("").length;
  return digits <= 3 && letters / words.length >= 2.5 && numbers.length <= 2;
}

/** `tall-horse-battery-staple`; not `end-to-end-encrypted`. */
function isPhrase(value: string): boolean {
  const words = value.split(/[-_. ]/);
  return words.length >= 4 && words.length <= 12 && words.every((word) => /^[A-Za-z0-9]{3,12}$/.test(word)) &&
    /[-_.]/.test(value);
}

/** Four words or more that make no sentence: `tall horse battery staple`. */
function isPhraseOfWords(value: string): boolean {
  return /^[a-z]{3,10}(?: [a-z]{3,10}){3,9}$/.test(value) &&
    !/(?<![a-z])(?:the|and|for|are|was|has|have|with|from|your|not|but|must|should|will|can|may|please|here|this|that|when|used)(?![a-z])/
      .test(value);
}

const MIN_TOKEN_CHARACTERS = 16;

/** A seed of one-time passwords: none of the algorithms that have such digits in their names. */
const BASE32 =
  /^(?=(?:[A-Z]*[2-7]){2})(?!.*(?:AES|SHA|RSA|HMAC))(?:[A-Z2-7]{16}|[A-Z2-7]{24}|[A-Z2-7]{26}|[A-Z2-7]{32})$/;

/** Letters and digits that change places as in no name: names have words of three letters and more. */
function isRandomToken(value: string): boolean {
  if (value.length < MIN_TOKEN_CHARACTERS || !/^[A-Za-z0-9+/=_.~:@%$!#*^-]+$/.test(value)) return false;
  // The id of a key of PGP; a constant.
  if (/^(?:0x)?[0-9A-F]{16}$|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) || isNameOfWords(value)) {
    return false;
  }
  if (/^(?:[0-9a-f]{20,}|[0-9A-F]{20,})$/.test(value) && hasDigitAndLetter(value)) return true;
  if (!/[0-9]/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (BASE32.test(value) || isJumble(value, 10) || isPadded(value)) return true;
  const parts = partsOf(value).filter((part) => /[A-Za-z0-9]/.test(part));
  const characters = parts.join("").length;
  if (characters < MIN_TOKEN_CHARACTERS - 2) return false;
  return characters / parts.length < 3.2;
}

/** Judges what the first group of a sticky expression takes at a place, at the end of its match: a value that leaves no doubt. */
export function findToldBy(pattern: RegExp, text: string, at: number, noun: NounClass, report: Report): void {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  const chunk = match?.[1];
  if (match === null || chunk === undefined) return;
  const value = withoutPunctuation(chunk.replace(/["'`*]{1,3}[.,;]?$/, ""));
  const isMeant = (noun === "password" && isToldPassword(value)) ||
    ((noun === "password" || noun === "phrase") && isPicturePhrase(value));
  if (!isMeant && (!looksTold(value, { isQuoted: true, noun }) || !isSure(value, noun))) return;
  reportTold(at + match[0].length - chunk.length, value, noun, report);
}
