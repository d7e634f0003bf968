/**
 * Whether a word is a password where a sentence leaves no doubt that one is told: "the password is …", "creds are root/…".
 * The place has said so much that everything is one there but words of the language and of code, names of algorithms,
 * placeholders and references. Where a place says less (spoken_value.ts), a word must look chosen or random itself.
 */
import { isAlgorithmName } from "./algorithm_name.ts";
import { isNumberedThing, isOfNames } from "./chosen_words.ts";
import { isDescribing, isOfMessages } from "./joined_words.ts";
import { isDottedPhrase, isJoinedPictures, isPicture } from "./picture_words.ts";
import { looksLikePlaceholder } from "./placeholder.ts";
import { isCode } from "../spoken/spoken_value.ts";
import { wordScore } from "./word_score.ts";

const MIN_CHARACTERS = 6;
const MAX_CHARACTERS = 64;

/** True for `umbra439x`, `b4dg3r3`, `LemonEmber`, `anchor.candle7`, `Sunshine!`, `vabieaj5oj`, `TV$ILOAPrY`. */
export function isToldPassword(value: string): boolean {
  if (value.length < MIN_CHARACTERS || value.length > MAX_CHARACTERS) return false;
  if (looksLikePlaceholder(value) || isAlgorithmName(value)) return false;
  if (/^[A-Za-z0-9]+$/.test(value) && /[0-9]/.test(value)) {
    return /[A-Za-z]/.test(value) && isNoNumberedName(value);
  }
  return isMeantName(value) || isMessOfSigns(value) || isMessBehindName(value);
}

const BEHIND_NAME = /^[A-Za-z]{2,16}[-_]((?=[^0-9]*[0-9])(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z])[A-Za-z0-9]{8,32})$/;

/** `postgres-brwLlD68n9`: a name, and behind it what is a password by itself. */
function isMessBehindName(value: string): boolean {
  const mess = BEHIND_NAME.exec(value)?.[1];
  return mess !== undefined && wordScore(mess) < UNLIKE_WORDS_BITS && isNoNumberedName(mess);
}

/** Where a password's place is told besides: numbers as well, and words joined without a sign. */
export function isToldOrNumber(value: string): boolean {
  return isToldPassword(value) || isJoinedPictures(value) ||
    (/^[0-9]{6,12}$/.test(value) && !/^(?:19|20)[0-9]{6}$/.test(value));
}

/**
 * Whether a value of letters, words and their signs alone is a password. A name of code may look alike, so this
 * counts only where the value is given to a password's name.
 */
export function isMeantName(value: string): boolean {
  return isCamelOfPictures(value) || isCalledOut(value) || isDottedPhrase(value) || isUnlikeWords(value);
}

/** Of two letters and fewer no word is made. */
const MIN_WORD_CHARACTERS = 3;

/** A name with one digit at its end is at least so long: `Tulipnutmeg1`. */
const MIN_NAME_CHARACTERS = 6;

/** `AX201NGW`: what makers call their things. */
const MODEL = /^[A-Z0-9]{4,9}$/;

/** Letters and digits that are neither a name with its number (`step2`, `userId2`, `page12`) nor a measure (`30days`). */
function isNoNumberedName(value: string): boolean {
  const words = wordsOf(value);
  const named = words.filter((word) => isOfNames(word) || isNumberedThing(word)).join("");
  // `MySQL57`, `XMLHttp2`: names that are shortened look as random ones do.
  const isMess = wordScore(value) < UNLIKE_WORDS_BITS && named.length < value.length / 3;
  if (isMess && !MODEL.test(value)) return true;
  if (isCode(value)) return false;
  if (words.length === 0) return DIGITS_FOR_LETTERS.test(value) || MANY_DIGITS.test(value);
  const isLong = /[0-9]{3}/.test(value) && words.length > 1;
  if (isLong ? words.every(isOfNames) : words.some(isOfNames)) return false;
  return !words.some((word) => isNumberedThing(word) || isOfMessages(word)) &&
    (words.join("").length >= MIN_NAME_CHARACTERS - 1 || DIGITS_FOR_LETTERS.test(value));
}

/** `b4dg3r3`, `c0m3t6`: two digits, one of them between letters. */
const DIGITS_FOR_LETTERS = /^(?=.*[a-z][0-9]{1,2}[a-z])(?=.*[0-9][A-Za-z]+[0-9])[A-Za-z0-9]{6,24}$/;

/** `57955e20674e` */
const MANY_DIGITS = /^(?=(?:[^0-9]*[0-9]){4})(?=.*[0-9][A-Za-z]+[0-9])[A-Za-z0-9]{8,}$/;

function wordsOf(value: string): string[] {
  return (value.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [])
    .filter((word) => word.length >= MIN_WORD_CHARACTERS).map((word) => word.toLowerCase());
}

const CAMEL = /^[A-Za-z][a-z]{2,11}(?:[A-Z][a-z]{2,11}){1,5}$/;

const PRODUCT =
  /^(?:cloudflare|snowflake|redhat|firefox|thunderbird|bluetooth|blackberry|fastmail|blackbox|rainbowtables?|goldengate|applescript|jellyfin)$/i;

/** `LemonEmber`, `lemonEmber`: one of the words is pictured at least, and none is of code. */
function isCamelOfPictures(value: string): boolean {
  if (!CAMEL.test(value) || PRODUCT.test(value)) return false;
  const words = wordsOf(value);
  return words.some(isPicture) && !words.some((word) => isOfNames(word) || isNumberedThing(word));
}

/** What is said of passwords with a sign of exclamation, in languages whose nouns have capitals. */
const SAID =
  /^(?:pflicht|geheim|falsch|sicher|obligat|requ|incorre|invalid|wrong|secur|secret|private|done|gone|pass|wacht|kennw|heslo|haslo|mot|mdp|clave|nicht|lozin|zapor|olvid)/;

/** What a program says to whoever logs in. */
const GREETING =
  /^(?:welcome|willkommen|welkom|witaj|bienvenu|bienvenid|benvenut|hello|hallo|hola|thanks|sorry|success|great)/;

/** `Sunshine!`, `walnut!`: a name, or what people picture. */
function isCalledOut(value: string): boolean {
  const word = /^([A-Za-z][a-z]{3,23})!{1,3}$/.exec(value)?.[1];
  if (word === undefined) return false;
  const lower = word.toLowerCase();
  if (GREETING.test(lower)) return false;
  if (isPicture(lower) || isJoinedPictures(lower)) return true;
  return word !== lower && word.length >= 5 && !isOfNames(lower) && !isDescribing(lower) &&
    !SAID.test(lower) && !isOfMessages(lower);
}

/**
 * Of words in prose and names of code with eight characters and more 0.1 % are below -2 (`awkwardly`, `LastUUID`), of
 * random letters and digits some 85 %.
 */
const UNLIKE_WORDS_BITS = -2;
const MIN_MESS_CHARACTERS = 8;

/** Ends of what Slavic languages say of a password: `opcjonalny`, `nieprawidłowego`. */
const SAID_ENDING = /(?:[lnwz]n[yae]|n(?:ego|emu|ych|ymi?)|ow[yae]|[ao]n[yae])$/;

/** `JZtyLksuID`, `bajoadofkv` */
function isUnlikeWords(value: string): boolean {
  return value.length >= MIN_MESS_CHARACTERS && /^[A-Za-z]+$/.test(value) && /[a-z]/.test(value) &&
    !/(.)\1\1\1/.test(value) && !(value === value.toLowerCase() && SAID_ENDING.test(value)) &&
    wordScore(value) < (/[A-Z]/.test(value) ? -3 : -6);
}

const SIGNS = /[!@#$%^&*+?~=]/g;

/** Parameters of addresses, operators, calls, assignments. */
const EXPRESSION =
  /[?&][A-Za-z_]\w+=|[A-Za-z_]{3,}[+=]=?[A-Za-z]{3,}|&&|==|=>|->|\+\+|^--?[a-z]+(?:-|$)|-(?:like|style|based)$|^(?:ctrl|cmd|alt|shift|meta|option|super)[+-]/i;

/** `#Y@o!J#U`, `TV$ILOAPrY`: letters of both cases with signs among them as no expression has them. */
function isMessOfSigns(value: string): boolean {
  if (value.length < MIN_MESS_CHARACTERS || !/^[\w!@#$%^&*+?~=-]+$/.test(value)) return false;
  if (!/[A-Z]/.test(value) || !/[a-z]/.test(value) || EXPRESSION.test(value)) return false;
  const signs = value.match(SIGNS)?.length ?? 0;
  const inner = value.slice(1).match(SIGNS)?.length ?? 0;
  return inner >= 3 || (signs > 0 && wordScore(value) < (inner > 0 ? 0 : UNLIKE_WORDS_BITS));
}
