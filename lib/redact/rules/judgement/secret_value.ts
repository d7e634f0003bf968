/** Whether the value of a name that announces a secret is one, or code, a word, a placeholder. */
import { isAlgorithmName } from "./algorithm_name.ts";
import type { AssignedValue } from "../named/assigned_value.ts";
import { isChosenWord, isChosenWords } from "./chosen_words.ts";
import { isNameOfCode, isTagOrVariable, namesItself } from "./constant_name.ts";
import { hasDigitAndLetter, isFilledUp, isPattern, isSelector, looksLikePlaceholder } from "./placeholder.ts";
import { isWordsOfPassword } from "./joined_words.ts";
import { isClearPasswordName, isLetterMess, isLoneWord, isPassphrase } from "./passphrase.ts";
import { isDottedPhrase, isJoinedPictures, isPhraseAroundNumber, isPicturePhrase } from "./picture_words.ts";
import { isJumbleInPieces, isRandom, isRandomWithSigns, looksRandom } from "./random_value.ts";
import { isEnvironmentName, type NameClass } from "./secret_name.ts";
import { isWordsAndNumber } from "../spoken/spoken_value.ts";
import { isMeantName } from "./told_password.ts";
import { wordScore } from "./word_score.ts";
import { isPublicId } from "./public_id.ts";

/** Default passwords of databases in containers: known to everybody. */
const WELL_KNOWN =
  /^(?:postgres|postgresql|mysql|mariadb|mongo|redis|rabbitmq|root|admin|guest|minioadmin|user|username)$/i;

/** Numbers, colours, paths and addresses, those of memory among them, are what a setting beside a secret holds, not the secret; booleans are placeholders. */
const NOT_A_SECRET =
  /^(?:~|\.{1,2}[\\/]|\\|[a-z][a-z0-9+.-]{1,20}:\/\/|[A-Za-z]:[\\/]|(?:-?\d{1,3}|0x[0-9a-f]{1,16}[ul]{0,3}|#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|v?\d+(?:\.\d+){1,3})$)/i;

/** `340ms`, `128 kB`, `99.9%`; `varchar(255)`, as columns are declared. */
const MEASURE =
  /^(?:[~<>=≤≥±]{0,2} ?\d+(?:[.,]\d+)? ?(?:[smhd]|[nuµm]s|mins?|hrs?|hours?|days?|[kmgt]i?b?|bytes?|bits?|chars?|%|px|r?em|[rq]ps)|[a-z]{3,12}2?\(\d{1,5}(?:, ?\d{1,3})?\))$/i;

/**
 * References to where the secret is: a vault, a file, an output of CloudFormation, a version of a secret. Also files by
 * their extension, dates, and versions of packages (`js-tokens@4.0.0`).
 */
const REFERENCE = new RegExp(
  [
    "^(?:arn:|projects/|vault:|file:|env:|ssm:|secret:|ref\\+|sops:|ENC\\[|@Microsoft\\.|@@|id=)",
    "^!(?:vault|Ref|Sub|ImportValue|GetAtt|Join|reference|secret|env|env_var|include|lambda)\\b",
    "\\.(?:pem|key|pub|crt|cer|p12|pfx|jks|json|ya?ml|toml|txt|env|conf|ini|html?|ts|js|py|go|rs)$",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]|$)",
    // Keys of caches and queues, and the checks of validators: `user:42:profile`, `required|min:8`.
    "^[a-z][a-z0-9_-]*(?::(?:[a-z][a-z_-]*[0-9]{0,3}|[0-9]{1,6}|\\*))+$",
    "^[a-z_]{2,}(?::[a-z0-9_,.]+)?(?:\\|[a-z_]{2,}(?::[a-z0-9_,.]+)?)+$",
    "^[a-z][a-z_-]*(?:/[a-z][a-z_-]*[0-9]{0,2})+$",
    // Colours of style sheets.
    "^(?:(?:hsl|rgb)a?|hwb|ok(?:lch|lab)|lch|lab|color-mix|var)\\([^()]{0,80}(?:\\([^()]{0,80}\\)[^()]{0,80})?\\)$",
    // What files are compared with: of packages, of images.
    "^sha(?:1|224|256|384|512)(?:-[A-Za-z0-9+/]{27,86}={0,2}|:[0-9a-f]{8,128})$",
    "^SHA256:[A-Za-z0-9+/]{43}=?$",
    // What the key of a cluster alone opens, made to be published: 512 bytes of a key, the value behind it.
    "^Ag[A-D][A-Za-z0-9+/]{100}",
    "^@?[a-z][a-z0-9._-]*(?:/[a-z][a-z0-9._-]*)?@(?:npm:)?[\\^~]?[0-9]+\\.[0-9]+\\.[0-9]+(?:-[\\w.]+)?$",
    "^id_(?:rsa|dsa|ecdsa|ed25519)|^[A-Z]+-[0-9.]+-(?:only|or-later)$",
  ].join("|"),
);

const VERSION = /^[\^~>=<]*v?\d+\.\d+\.\d+/;

/** Judges a value by its name: an environment variable is taken at its word, code needs more evidence. */
export function looksSecret(name: string, nameClass: NameClass, value: AssignedValue): boolean {
  // Bytes of Python are escaped where they are no characters.
  const text = withLetters(value.text).replace(/^base64:(?=[A-Za-z0-9+/]{16})/, "").replace(
    /\\{1,2}x([0-9a-fA-F]{2})/g,
    (_, code) => {
      const character = String.fromCharCode(Number.parseInt(code, 16));
      return /[!-~]/.test(character) ? character : "0";
    },
  );
  const quoted = value.terminator !== "";
  if (nameClass === "password" && quoted && WITH_DOTS.test(text)) return !PROGRESS.test(text);
  return mayBeSecret(name, value, text) && isSecretOfClass(name, nameClass, value, text);
}

/** Whether a value has none of the forms in which no secret is written: code, references, placeholders, measures. */
function mayBeSecret(name: string, value: AssignedValue, text: string): boolean {
  const quoted = value.terminator !== "";
  // `"PASSWORD=" + password`, `read -p "Password: " NAME`: the quote closed a string.
  if (quoted && /^[A-Za-z_-]+[=:]$|^(?:\s*[.,;)\]]|\s*\+(?:\s|$)|\s+[+A-Za-z_])/.test(text)) return false;
  if (isSubstitution(value)) return false;
  // An object as a text: its own members are judged.
  if (/^\s*[[{]\s*\\{0,15}["'][^"']*\\{0,15}["']\s*[:,]/.test(text)) return false;
  if (
    text.length < 4 || looksLikePlaceholder(text) || isFilledUp(text) || NOT_A_SECRET.test(text) ||
    WELL_KNOWN.test(text)
  ) {
    return false;
  }
  if (MEASURE.test(text) || isPattern(text) || isAlgorithmName(firstWord(text)) || isSelector(text)) {
    return false;
  }
  if (REFERENCE.test(text) || isPath(text) || isPublicId(name, text) || namesItself(name, value)) {
    return false;
  }
  if (!quoted && isTagOrVariable(value)) return false;
  return quoted || isJumbleInPieces(text) || !isCode(value, isEnvironmentName(name));
}

/** Whether a value is secret by what the class of its name announces: a chosen password, or what machines make. */
function isSecretOfClass(name: string, nameClass: NameClass, value: AssignedValue, text: string): boolean {
  const quoted = value.terminator !== "";
  const isEnvironment = isEnvironmentName(name);
  if (nameClass === "password") {
    if (isEnvironment && (value.isAssigned || quoted)) {
      return !(quoted && isSentence(text) && !APP_PASSWORD.test(text) && !isPassphrase(text)) &&
        !/^[0-9]{1,5}$/.test(text);
    }
    if (text.length >= 12 && isLetterMess(text)) return true;
    if (/(?:admin|shared|master)[_-]?secret$/i.test(name) && isPassphrase(text)) return true;
    if (isPhraseOfName(name, text, quoted) || isJoinedSecret(name, text, quoted)) return true;
    if (/secrets?$|credentials?$/i.test(name) && (quoted ? /-v[0-9]{1,3}$/ : RESOURCE).test(text)) {
      return false;
    }
    if (isClearPasswordName(name) && isWordsOrMess(text, quoted, quoted || value.isAssigned)) return true;
    if (quoted && isWordsOfPassword(name, text)) return true;
    if (isClearPasswordName(name) && isMeantName(text)) return true;
    if (quoted && /pass_?phrase/i.test(name) && PHRASE_WITH_NUMBER.test(text)) return true;
    if (quoted && /secret$/i.test(name) && text.includes(" ") && isPassphrase(text)) return true;
    if (quoted) return isChosenPassword(text) || APP_PASSWORD.test(text);
    if (APP_PASSWORD.test(text)) return true;
    return text.length >= 6 && isChosenPassword(text) &&
      (!/^[a-z]+(?:_[a-z]+)*_?[0-9]{0,2}$/.test(text) || (/[0-9]{2}$/.test(text) && isChosenWords(text)) ||
        isChosenWord(text));
  }
  if (/mnemonic|phrase|seed/i.test(name) && SEED_WORDS.test(text)) return true;
  if (DATED_NAME.test(text)) return false;
  if (nameClass === "weak") {
    if (/(?:keys|secrets|tokens)$/i.test(name) && text.split(/, ?/).every(isListedKey)) return true;
    if (quoted && isSessionId(name, text)) return true;
    return isSurelyRandom(text) && !(/^(?:session(?:_?id)?|sid)$/i.test(name) && isShortId(text));
  }
  const isSetting = isEnvironment && value.isAssigned;
  if ((quoted || isSetting) && isPhraseOfName(name, text, quoted)) return true;
  if (isJoinedSecret(name, text, quoted)) return true;
  if (/otp|2fa|mfa|seed/i.test(name) && BASE32.test(text)) return true;
  if (!/^[A-Za-z0-9+/=_.~:@%$!#*^?&-]+$/.test(text) || isQuery(text)) {
    return quoted &&
      (isRandomWithSigns(text) || SIGN_TOKEN.test(text) || (text !== value.text && isMixedWithSigns(text)));
  }
  if (KUBEADM_TOKEN.test(text)) return true;
  if (isEnvironment && /[0-9]{2}$/.test(text) && isChosenWords(text)) {
    return !ORDINARY_WORDS.test(text.toLowerCase());
  }
  if (isTakenForWords(name, nameClass, value) && isWordsAndNumber(text)) return !ORDINARY_WORDS.test(text);
  if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text) || VERSION.test(text) || !isRandom(text)) return false;
  return text.length >= (isEnvironment ? 8 : 12) || isChosenToken(text);
}

/** `a=1&b=2`, `?a=1`: an expression with two ends would look from each sign to the text's end. */
function isQuery(text: string): boolean {
  const [first, last] = [text.search(/[?&]/), text.lastIndexOf("&")];
  const [equals, lastEquals] = [text.indexOf("="), text.lastIndexOf("=")];
  return (first !== -1 && first < lastEquals) || (equals !== -1 && equals < last);
}

/** A password with dots in front of it or behind: so much of it is no hint; a token is shortened that way. */
const WITH_DOTS =
  /^(?=\.{3}|…|[^.…]*(?:\.{3}|…)$)(?:\.{3}|…)?(?!eyJ|[A-Za-z]{1,6}[-_])(?=[^.]*[A-Z])(?=[^.]*[a-z])(?=[^.]*[0-9])[\w!@#$%^&*+?~=-]{10,64}(?:\.{3}|…)?$/;

/** `Saving2Disk...`, `Step2Login…`, `Loading1Page...`: what a page says while something is done; a digit stands for a word, or counts. */
const PROGRESS =
  /^(?:[A-Za-z]+[a-z][24](?:[A-Z][a-z]+)+|[A-Z]?[a-z]{3,}ing[0-9]?(?:[A-Z][a-z]+)+[0-9]?|(?:[Ss]tep|[Pp]hase|[Pp]art|[Pp]age|[Ss]tage|[Tt]ry|[Ss]ha|[Bb]ase|[Oo]?[Aa]uth|[Uu]tf|[Mm]d|[Hh]ttp|[Ii]pv|[Ww]eb)-?[0-9]{1,3}(?:[A-Z][a-z]+)*)(?:\.{3}|…)$/;

/** A program and what it is given, of which something is an option, a path, a variable, a pipe: `cat /run/secrets/pw` in backticks. */
const SUBSTITUTION = /^`?(?:[a-z][\w.-]*|~?[\w.-]*\/[\w./-]+) (?:[^\n]* )?(?:[-~./$|<*{]|\w[\w-]*[/.])/;

/** Whether a shell puts there what a command writes. */
function isSubstitution({ text, terminator, isAssigned }: AssignedValue): boolean {
  return isAssigned && (terminator.endsWith("`") || /^`[^`]*`?$/.test(text)) && SUBSTITUTION.test(text);
}

/** `report-2026-q1`, `build-2025-07-01-main` */
const DATED_NAME = /^[a-z]+(?:[-_][a-z]+)*[-_](?:19|20)[0-9]{2}(?:[-_](?:q[1-4]|w?[0-9]{2}|[a-z]+)){1,3}$/;

/** Letters of other languages that JSON has escaped: `Passwort best\u00e4tigen` is a label as well. */
function withLetters(text: string): string {
  if (!text.includes("\\u0")) return text;
  return text.replace(
    /\\{1,7}u(0[0-9a-f]{3})/gi,
    (escape, code) => {
      const character = String.fromCharCode(Number.parseInt(code, 16));
      return character > "\x7f" && /\p{L}/u.test(character) ? character : escape;
    },
  );
}

/** `argon2id` of `argon2id, m=64`. */
function firstWord(text: string): string {
  return text.split(/(?=[,;] | \(| [a-z])/, 1)[0] ?? text;
}

/** `W4lrus6404`: people write digits for letters, and hardly in names. */
function isChosenToken(text: string): boolean {
  return text.length >= 10 && /[A-Z]/.test(text) && /[A-Za-z][0-9]{1,2}[a-z]+[0-9]{3,4}[!?]?$/.test(text);
}

/** `gj4g4Qq6}>(5LrKn]{2f`: a digit, letters of both cases and four signs, and no word. */
const SIGN_TOKEN =
  /^(?=[^0-9]*[0-9])(?=(?:[^A-Z]*[A-Z]){2})(?=[^a-z]*[a-z])(?=(?:[A-Za-z0-9]*[^A-Za-z0-9]){4})(?!.*(?:[a-z]{5}|[A-Z]{5}|[A-Z][a-z]{4}|\[[0-9A-Za-z]-|\{[0-9]+,?[0-9]*\}|=>|&&|\$[{(]))[!#-&(-_a-~]{16,64}$/;

/** Some bytes that are characters and some that are none. */
function isMixedWithSigns(text: string): boolean {
  return text.length >= 12 && !/\s/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) &&
    /[0-9]/.test(text);
}

/** Headers, environments and keys of stores that are compatible with Amazon's: what people choose for a token, as for a password. */
function isTakenForWords(name: string, nameClass: NameClass, { isAssigned }: AssignedValue): boolean {
  return nameClass === "aws-secret" ||
    /^[a-z][a-z0-9]*-(?:[a-z0-9]+-)*(?:token|secret|key)$|(?:ServerApp|NotebookApp|IdentityProvider)\.token$|(?:secret|master|shared)_?key$/i
      .test(name) ||
    (isAssigned && isEnvironmentName(name));
}

const ORDINARY_WORDS = /test|demo|sample|fake|dummy|mock|token|secret|key|local|prod|stag|dev|admin|user/;

/** What sessions, cookies and tokens are signed with. People choose it, and it is no name of a resource. */
const SIGNING_NAME =
  /(?:^|[_.-])(?:express|sessions?|cookies?|jwt|(?:next|better)?_?auth|app|application|sign(?:ing)?|encryption|hmac|[cx]srf|token|refresh|access|webhook|hash|salt)[_.-]?secret$|(?:sessions?|cookies?|jwt|signing|sign|hmac|encryption)Secret$|(?:secret|session|signing|encryption|cookie|jwt)[_-]?key(?:[_-]?base)?$|pre[_-]?shared[_-]?key$|(?:^|[_-])(?:sign(?:ing)?|password|token|sessions?|cookies?|secret|hash|api|transfer|encryption|auth)[_-]?salt$/i;

/** `session_secret: mango-salmon-zephyr`, `DB_PASSWORD: marble-pepper`: words with hyphens, also without quotes. */
function isPhraseOfName(name: string, text: string, quoted: boolean): boolean {
  const isPlain = (isEnvironmentName(name) ? /^[a-z0-9._-]+[!?]?$/ : /^[a-z0-9-]+$/).test(text);
  if (!quoted && !isPlain && !isDottedPhrase(text)) return false;
  if (SIGNING_NAME.test(name)) {
    return isPassphrase(text) || isJoinedPictures(text) ||
      (quoted &&
        (isChosenWords(text) || (isWordsAndNumber(text) && !ORDINARY_WORDS.test(text.toLowerCase()))));
  }
  if (/(?:client|consumer|app|api|shared)[_.-]?secret$/i.test(name)) {
    return isPicturePhrase(text) || isDottedPhrase(text);
  }
  return isEnvironmentName(name) && isClearPasswordName(name) && isPassphrase(text, 2);
}

/** `"secret": "pebblemonsoon"`, `client_secret: pebblemonsoon`; a lone `secret` without quotes names a resource. */
function isJoinedSecret(name: string, text: string, quoted: boolean): boolean {
  return (quoted ? /(?:^|[_.-]|[a-z])secret$/i : /client[_.-]?secret$/i).test(name) && isJoinedPictures(text);
}

/** Without quotes words with dots and underscores between them are code. */
function isWordsOrMess(text: string, quoted: boolean, isGiven: boolean): boolean {
  if (isLetterMess(text) || ((quoted || /^[a-z0-9-]+$/.test(text)) && isPassphrase(text))) return true;
  if (isDottedPhrase(text) || (quoted && isPhraseAroundNumber(text))) return true;
  if (isGiven && /^[a-z]+!$/.test(text) && isLoneWord(text.slice(0, -1))) return true;
  if (!quoted) return false;
  const isNumbered = /^[A-Z][a-z]+ .*[0-9]{2}$/.test(text) && isPassphrase(text.toLowerCase());
  return isNumbered || (CAMEL.test(text) && !isNameOfCode(text) &&
    isPassphrase(text.replace(/(?!^)(?=[A-Z])/g, " ").toLowerCase()));
}

/** `walnutSatchelClover`, `WalnutSatchelClover`; names of code have words of settings in them. */
const CAMEL = /^[A-Za-z][a-z]{3,10}(?:[A-Z][a-z]{3,10}){2,5}$/;

/** `orchard sleeps under 9977 lamps` */
const PHRASE_WITH_NUMBER =
  /^(?=.*(?:^| )[0-9]{2,6}(?: |$))(?:[a-z]{3,12}|[0-9]{2,6})(?: (?:[a-z]{3,12}|[0-9]{2,6})){3,9}$/;

/** A seed of one-time passwords. */
const BASE32 = /^(?=[A-Z]*[2-7])[A-Z2-7]{16,64}={0,6}$/;

/**
 * For names that may hold anything: no word, path or number, and no hash or id either, of which machines write more
 * than of secrets.
 */
function isSurelyRandom(text: string): boolean {
  if (LONG_BASE32.test(text) || (KEY_IN_BASE64.test(text) && looksRandom(text))) return true;
  return text.length >= 20 && /^[A-Za-z0-9+/=_~.-]+$/.test(text) && !/^[0-9a-fA-F-]+$|^[0-9.]+$/.test(text) &&
    !/[a-z]{9}|[A-Z]{13}|^[A-Za-z_]+\.|^(?:sha[0-9]{1,3}-|v[0-9]|[A-Za-z]+[-_./][A-Za-z]+[-_./])/.test(
      text,
    ) &&
    looksRandom(text) && (text.match(/[0-9]/g) ?? []).length >= 2;
}

/** Of 32 bytes: letters of both cases and digits, whatever runs of them there are. */
const KEY_IN_BASE64 = /^(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z])(?=(?:[^0-9]*[0-9]){2})[A-Za-z0-9+/]{43}=$/;

/** One of several with commas between: bytes in base64 may have no digit. */
function isListedKey(text: string): boolean {
  return isSurelyRandom(text) || /^(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+/]{21,86}={1,2}$/.test(text);
}

/** Of a session that a program numbers: `ses_4f9a…`; what opens one is longer. And of an account of Windows. */
function isShortId(text: string): boolean {
  return text.length < 40 || /^[a-z]{2,12}[_-]|^S-[0-9]-/.test(text);
}

/** Hexadecimal of 128 bits and more under the name of a cookie; elsewhere sessions are numbered by such. */
function isSessionId(name: string, text: string): boolean {
  const length = /^(?:connect\.)?sid$/i.test(name) ? 32 : /^session_?id$/i.test(name) ? 40 : Infinity;
  return text.length >= length && /^[0-9a-f]+$/.test(text) && /[0-9]/.test(text) && /[a-f]/.test(text);
}

const LONG_BASE32 = /^(?=(?:[A-Z]*[2-7]){4})[A-Z2-7]{32,128}$/;

/** Names of resources that hold secrets: `db-creds-v2`. */
const RESOURCE = /^[a-z][a-z0-9]*(?:-(?:[a-z]+[0-9]{0,2}|[0-9]{1,3}))+$/;

/**
 * A call, an index, a member: `getToken(…)`, `tokens[0]`, `config.token`; also a type (`string`, `Uint8Array`) or
 * another variable. What an environment variable is given with a digit in it is none: `DB_PASSWORD=Summer.Rain42`.
 */
function isCode({ text, next }: AssignedValue, isEnvironment: boolean): boolean {
  // `:toggle-mask="true"`: another attribute.
  if (/^[a-z][a-z-]*=$/.test(text) && (next === '"' || next === "'")) return true;
  if (/^[A-Za-z_]\w*(?:::[A-Za-z_]+[0-9]?)+(?:\.[A-Za-z_]+[0-9]?)?$/.test(text)) return true;
  if (next === "(" && /^[A-Za-z_$][\w$.:]*$/.test(text)) return true;
  if (!isEnvironment && (isExpression(text, next) || isTypeName(text) || OWN_NAME.test(text))) return true;
  if (/[[\]]/.test(text) && !/[0-9].*[a-z]/i.test(text)) return true;
  const isMember = /^[A-Za-z_$][\w$]*(?:\[|[!?]\.|\.#?[A-Za-z_$][\w$]*(?:\?|\.|\[|$))/.test(text);
  if (!isMember || isDottedPhrase(text) || /[!?]\.[^A-Za-z_$]/.test(text)) return false;
  if (isEnvironment && /[0-9]/.test(text)) return false;
  return !/[0-9]{2}$/.test(text) && !KUBEADM_TOKEN.test(text) &&
    !text.split(".").some((part) => (part.length >= 16 && isRandom(part)) || isMixed(part));
}

/** `!options.providers.some(`, `!config.auth2.enabled`; `b.password=c.password=void`: the next assignment of several. */
function isExpression(text: string, next: string): boolean {
  return /^!{1,2}[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+$/.test(text) ||
    (next === "(" && /^!{1,2}[A-Za-z_$][\w$]*$/.test(text)) ||
    /^[A-Za-z_$][\w$]{0,40}\.[A-Za-z_$]{2,60}=[A-Za-z_$][\w$.]*(?:=|$)/.test(text);
}

/** What a node joins a cluster with. */
const KUBEADM_TOKEN = /^(?=[a-z.]*[0-9])[a-z0-9]{6}\.[a-z0-9]{16}$/;

/** `UcL87TyOo`: pieces of words too short for a name of code, with digits. */
function isMixed(part: string): boolean {
  if (part.length < 7 || !/[0-9]/.test(part) || !/[a-z]/.test(part) || !/[A-Z]/.test(part)) return false;
  const words = part.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? [];
  return words.length >= 3 && words.join("").length <= 2.5 * words.length;
}

/** Types, whose names may hold a digit, but no password's number at the end: `JwtTokenV1Payload`, `rsa.RSAPrivateKey`. */
const TYPE_NAME =
  /^(?:[a-z][a-z0-9_]{1,30}(?:\.|::)){0,3}(?=[A-Z][A-Za-z0-9]*(?:<.*)?$)(?!.*(?:Pass(?:word|wd)?|Secret)[0-9]+$)(?!(?:[A-Za-z]*[0-9]){7})(?=.*(?:Array|Buffer|String|Bearer|Keys?|Hash|Types?|Schema|Field|Config|Provider|Token|Secret|Password|Credentials?|Payload|Input|Output|Request|Response|Options?|Info|Data|Model|Enum|Spec|Params?)(?![a-z]))/;

/** Letters as words have them, whatever digits stand among them. */
function isTypeName(text: string): boolean {
  return TYPE_NAME.test(text) && wordScore(text) > 0;
}

/** A variable that is called as what it holds: `validPassword1`, `accessToken2`. */
const OWN_NAME =
  /^[a-z]+(?:[A-Z][a-z]+)*(?:Password|Passwd|Pass|Pwd|Secret|Token|Key|Credentials?)(?:[A-Z][a-z]+)?[0-9]{0,2}$/;

const USUAL_FOLDER =
  /^\/(?:var|etc|usr|opt|home|root|tmp|run|proc|sys|dev|mnt|srv|lib|bin|app|data|Users|private|v[0-9])\//;

/** A path, not base64 that begins with a slash: `/etc/app/key2`. */
function isPath(text: string): boolean {
  if (!text.startsWith("/")) return false;
  if (USUAL_FOLDER.test(text)) return true;
  const least = text.endsWith("=") ? 20 : 32;
  if (text.length < least || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return true;
  return !text.split("/").some((segment) =>
    /[0-9]/.test(segment) && segment.length >= 10 && isRandom(segment)
  );
}

/** As providers of mail and phones make them for programs: four times four letters. */
const APP_PASSWORD = /^(?=.*[a-z])[a-z0-9]{4}(?:(?: [a-z0-9]{4}){3}|(?:-[a-z]{4}){3})$/;
/** Whether a text is one. */
export function isAppPassword(text: string): boolean {
  return APP_PASSWORD.test(text);
}

/** Words that a wallet can be made again from. */
const SEED_WORDS = /^[a-z]{3,8}(?: [a-z]{3,8}){11,23}$/;

/** Whether a text is made of such words alone. */
export function isSeedPhrase(text: string): boolean {
  return SEED_WORDS.test(text);
}

/** Words with spaces between them: a message such as "Password is required". */
function isSentence(text: string): boolean {
  return /^[A-Za-z'’,.:!?-]+(?: [A-Za-z'’,.:!?-]+)+$/.test(text);
}

/**
 * Not only letters of whatever script (a label, a type, a word), an exclamation or question mark at the end apart, and
 * not a sentence.
 */
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
