/**
 * Whether a word is a secret that stands where a command, a call or a statement takes one. The place has said so much
 * that the word need not look like one, as it must in prose (spoken_value.ts), and names say nothing of it, as they do
 * of assigned values (secret_value.ts).
 */
import { isChosenWords } from "./chosen_words.ts";
import { isNameOfWords } from "./random_value.ts";
import { hasDigitAndLetter, looksLikePlaceholder } from "./placeholder.ts";

/** Whether a word is a value itself, not a variable, option, path, port or placeholder. */
export function isGiven(text: string): boolean {
  return text.length >= 4 && !looksLikePlaceholder(text) && (!NOT_GIVEN.test(text) || WITH_SIGN.test(text));
}

/** `@ugust714$`: no file to be read. */
const WITH_SIGN = /^@[a-z0-9]{3,20}[0-9]{2,4}[!$#%*?]$/;

const NOT_GIVEN =
  /^(?:[$%<{[`(@-]|~?\/(?![A-Za-z0-9+/]{41,86}={1,2}$)|\.{1,2}\/|[A-Za-z]:[\\/]|[a-z][a-z0-9+.-]{1,20}:\/\/|\d{1,5}$|0x[0-9A-Fa-f]{1,16}[UuLl]{0,3}$|[\d.]{1,20}:[\d:]{1,20}(?:\/(?:tc|ud)p)?$)/;

/**
 * Whether a given word can hardly be anything but a chosen password: it has digits and letters, or other signs
 * beside them.
 */
export function isChosen(text: string): boolean {
  if (!isGiven(text) || /\s/.test(text)) return false;
  return hasDigitAndLetter(text) || (/[!@#$%^&*+?~]/.test(text) && /[A-Za-z0-9]/.test(text));
}

/** Chosen, and neither a word with a short number (`oauth2`, `db-1`) nor a name of a file, a host or a thing of code. */
export function isChosenStrictly(text: string): boolean {
  return text.length >= 6 && isChosen(text) && !/^[#.]/.test(text) &&
    (!NAME_WITH_NUMBER.test(text) || (/^[A-Za-z]+[0-9]{2}$/.test(text) && isChosenWords(text)));
}

const NAME_WITH_NUMBER =
  /^(?:[A-Za-z]+[-_.]?v?[0-9]{1,2}|[a-z][a-z0-9]*(?:[-_./:][a-z0-9]+)+|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[^\s@]+@[\w.-]+\.[a-z]{2,}|[a-z]+(?:[A-Z][a-z]+)+[0-9]{0,2})$/;

/** Names of communities that every device comes with, and of the thing itself. */
const USUAL_COMMUNITY = /^(?:public|private|default|community)$/;

/** A community of SNMP, which is its password. */
export function isCommunity(text: string): boolean {
  return isGiven(text) && !USUAL_COMMUNITY.test(text);
}

/** Of at least so many characters of keys, digits and letters among them; no words, paths, identifiers. */
export function isKeyLike(text: string, length: number): boolean {
  return text.length >= length && /^[A-Za-z0-9+/=_.~:@-]+$/.test(text) && hasDigitAndLetter(text) &&
    !text.includes("://") && !looksLikePlaceholder(text) && !NO_KEY.test(text) && !isNameOfWords(text);
}

/** Whether a text is a UUID, or like a key of sixteen characters or more (`isKeyLike`). */
export function isUuidOrKey(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) || isKeyLike(text, 16);
}

/** Words with a number, paths of words, UUIDs. */
const NO_KEY =
  /^(?:[A-Za-z]+(?:[-_.:@/][A-Za-z]+)*[-_.:/v]*[0-9.]{0,8}$|[a-z]+(?:[-_.](?:[a-z]+|[0-9]{1,3}))+$|\.{0,2}\/[A-Za-z][a-z]+[/.]|[0-9a-f]{8}-[0-9a-f]{4}-)/;

/** `root_password`, `db-pass`, `my-secret` */
const SAYS_ITSELF =
  /^(?:the|my|some|root|admin|user|app|db|database|sql|mysql|postgres|pg|mongo|redis|rabbit|test|demo|default|super|login|ftp|smtp|service|client)[_-](?:password|passwd|pass|pwd|pw|secret)$/i;

/**
 * Judges what stands behind a user and a colon. Passwords that everybody writes into examples and compose files say
 * nothing and are kept.
 */
export function isUrlPassword(user: string, password: string): boolean {
  if (password.length < 4 || looksLikePlaceholder(password)) return false;
  if (password === "x-oauth-basic" || password === "x-access-token") return false;
  return !(password === user || SAYS_ITSELF.test(password) ||
    /^(?:user|username|admin|root|postgres|mysql|mongo|redis|guest|host|port)$/i.test(
      password,
    ));
}
