/**
 * Words of prose that nearly always are passwords where one is expected: as generators make them, or as people choose
 * them. spoken_value.ts judges what stands behind "is" and the like; here nothing but the place links a word with its noun.
 */
import { isChosenWord, isChosenWords, mayBeChosenWords } from "./chosen_words.ts";
import { isLetterMess, isPassphrase } from "./passphrase.ts";
import { looksLikePlaceholder } from "./placeholder.ts";
import { isJumble } from "./random_value.ts";
import { isCode, isMade, isWordsAndNumber } from "../spoken/spoken_value.ts";

/** `xk39dlq0vm`, `m0nk3yb4ll`, `walrus83`, `coral-magnet-iguana`, where a password is used or given. */
export function isLikelyPassword(value: string): boolean {
  if (value.length < 7 || value.length > 64 || looksLikePlaceholder(value) || isCode(value)) return false;
  return isWordsAndNumber(value) || isChosenWords(value) || isChosenWord(value) || isMadeOfLetters(value) ||
    isHyphenated(value) || isLetterReplaced(value) || isLeetAndNumber(value);
}

/**
 * Whether a word is a password that contains no words, such as generators make. That counts even where nothing says
 * that a password is used.
 */
export function isMadeOfLetters(value: string): boolean {
  if (value.length < 8) return false;
  return isMade(value) || isJumble(value, 6) || (value.length >= 10 && isLetterMess(value)) ||
    DIGITS_FOR_LETTERS.test(value);
}

const DIGITS_FOR_LETTERS = /^(?=[a-z]*[0-9][a-z]+[0-9][a-z])[a-z0-9]{8,24}$/;

/** What very many people choose. */
const COMMON: ReadonlySet<string> = new Set(
  ("hunter2 letmein letmein1 s3cret s3cr3t passw0rd p4ssword p4ssw0rd qwerty123 qwertyuiop iloveyou trustno1 welcome1 " +
    "admin123 admin1234 monkey1 dragon1 sunshine1 princess1 football1 baseball1 superman1 batman1 shadow1 master1")
    .split(" "),
);

/** What else people choose, behind "the password is": `DRAGON778`, `48213377`, `S3cret-Garden`, `sakuraTree88`. */
export function isSaidPassword(value: string): boolean {
  if (/^[0-9]{6,12}$/.test(value)) return !/^(?:19|20)[0-9]{6}$/.test(value);
  if (looksLikePlaceholder(value) || isCode(value)) return false;
  return COMMON.has(value.toLowerCase()) || isHyphenated(value) || isChosenWord(value) ||
    mayBeChosenWords(value) ||
    isLetterReplaced(value) || isLeetAndNumber(value) || isMadeOfLetters(value);
}

/** Names of code have `_` between their words. */
function isHyphenated(value: string): boolean {
  return isPassphrase(value) && (!value.includes("_") || /[0-9]$/.test(value));
}

/** Short words of code with a digit in them. */
const WITH_DIGIT =
  /^(?:[Oo]?[Aa]uth2|[Bb]ase(?:64|32)|sha|md5|utf|http|ipv|web[23]|tls|ssl|es6|log4j|ed25519|pbkdf2|s3|k8s|i18n|l10n|e2e|p2p|b2b|h2|x509|mp[34]|v[0-9]|n8n|d3|j2)/;

/** `timb3r869`: digits for letters within a word, and a number behind it, as no name of code has both. */
function isLeetAndNumber(value: string): boolean {
  return value.length >= 7 && /^[0-9]?[a-z]+(?:[0-9]{1,2}[a-z]+){0,3}[0-9]{3,4}$/.test(value) &&
    /[a-z][0-9]{1,2}[a-z]|^[0-9][a-z]/.test(value) && /(?:[a-z][0-9]{0,2}){4}/.test(value) &&
    !WITH_DIGIT.test(value);
}

/** Of both cases, a digit for a letter within a word: `S3cret-Garden`, `qwe5rtyHome`. */
function isLetterReplaced(value: string): boolean {
  return /^(?=.*[A-Z])(?=.*[A-Za-z][0-9][a-z]{3})[A-Za-z0-9_.-]{8,32}$/.test(value) &&
    !WITH_DIGIT.test(value);
}
