/** Telling secrets from what stands in their place: kept, because a learner may need it and nobody is harmed. */

import { decodeBase64 } from "./base64_text.ts";
import { isBarePrefix, isInstruction } from "./instruction.ts";

/** Whole values that people write instead of a secret, with punctuation turned into spaces, lower case. */
const PLACEHOLDER =
  /^(?:change ?(?:me|it|this)|replace ?(?:me|this|with .*)?|your(?: .*)?|my ?(?:secret|password|token|key|api ?key)|(?:insert|put|enter|add) .*|placeholder|sample|dummy|fake|todo|tbd|none|null|nil|undefined|true|false|yes|no|on|off|empty|default|hidden|masked|removed|secret|password|passwd|pass|token|key|api ?key|string|str|text|value|test|testing|foo ?bar|foo|bar|baz|abc|abc ?123|test ?123|password ?123|secret ?key|access ?token|refresh ?token|super ?secret|not ?a ?secret|no ?(?:password|pass|secret|token|key|auth)(?: (?:required|needed|set|given))?|required|optional|unset|missing|invalid|expired|unknown)$/;

/** True for `$VAR`, `${{ secrets.X }}`, `<your-token>`, `xxx`, `***`, `changeme`, a mark of ours and the like. */
export function looksLikePlaceholder(value: string): boolean {
  // References to a value elsewhere, and what documentation puts into brackets.
  if (
    /^(?:\$[A-Za-z_][A-Za-z0-9_]*(?:-|[/|,#]g?|(?:->|::|\.|\[).*)?|\$[A-Z_]{3,}\/.*|\${1,2}\{.*|\$\$[A-Z_][A-Z0-9_]*|\$env:.*|\$\(.*|%(?:[A-Za-z_]+(?:\.[A-Za-z_]+)*|env\([\w:.-]{1,100}\))%|\{.*\}|<.*>|\[.*\]|\(.*\)|\$[0-9@*])$/
      .test(
        value,
      )
  ) return true;
  if (isFormat(value)) return true;
  if (/[$#]\{|\{\{|\}\}|(?:<|&lt;)[A-Za-z_ -]+(?:>|&gt;)|\[redacted/.test(value)) return true;
  if (/\.\.\.|…/.test(value) && !value.split(/\.{3,}|…/).some(isMess)) return true;
  // A tag of vim's help.
  if (/^\*[a-z-]+\*$/.test(value)) return true;
  // Masked already, or one character over and over.
  if (/^[*x•.\-_#0]+$/i.test(value) || /[x*•]{4,}/i.test(value) || /^(.)\1+$/.test(value)) return true;
  if (/example|placeholder|your[-_ ]|change[-_ ]?me|replace[-_ ]?me|redacted|dummy/i.test(value)) return true;
  if (isAlphabet(value) || isBarePrefix(value)) return true;
  const words = value.toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  return PLACEHOLDER.test(words) || isInstruction(words);
}

/** Of a password that has dots in it, not of a token that is shortened: `Uy...T_hVmr6.G~Q+6V` */
function isMess(part: string): boolean {
  return part.length >= 8 && /[A-Z]/.test(part) && /[a-z]/.test(part) && /[0-9]/.test(part) &&
    /[!@#$%^&*+?~]/.test(part);
}

/** What is to be chosen from, as `abc…xyz0123456789`: at least so many characters, three of four the next one to that before. */
const MIN_ALPHABET_CHARACTERS = 24;

function isAlphabet(value: string): boolean {
  if (value.length < MIN_ALPHABET_CHARACTERS || value.length > 128) return false;
  let steps = 0;
  for (let index = 1; index < value.length; index++) {
    if (value.charCodeAt(index) - value.charCodeAt(index - 1) === 1) steps++;
  }
  return steps >= 0.75 * value.length;
}

const CONVERSION = /%(?:\([A-Za-z_]\w*\)|[0-9]\$)?[-+0-9.]{0,6}[sdifrvxXqcu@](?![A-Za-z0-9])/g;

/** `%s:%s`, `%(secret)s`: what is put there stands elsewhere. */
function isFormat(value: string): boolean {
  return value.includes("%") && !/[A-Za-z0-9]/.test(value.replace(CONVERSION, ""));
}

/** `#login-password`, `.token`, `@password`, `@Model.Password`: elements of a page, parameters and members of templates. */
export function isSelector(value: string): boolean {
  return /^(?:[#.][a-z]+(?:[-_][a-z]+)*|@[A-Za-z]+(?:\.[A-Za-z]+)+|@[A-Za-z_]*(?:[Pp]ass(?:word)?|[Pp]wd|[Ss]ecret|[Tt]oken|[Kk]ey))$/
    .test(value);
}

/**
 * The beginning of a regular expression that takes whatever is there (`s/^DB_PASSWORD=.*$/…/`), or one that says what a value
 * is made of: `^(?=.*[a-z]).{8,}$`, `[A-Za-z0-9]{40}`.
 */
const PATTERN =
  /^(?:\(?\.[*+](?![A-Za-z0-9])|\(?\[\^|\(\?)|\(\?[=!:<]|^\^\S*\\[dwsDWS]|\[[^\]\s]{0,40}(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]|\\[dws])[^\]\s]{0,40}\](?:\{[0-9]{1,3}(?:,[0-9]{0,3})?\}|[+*?$)]|$)/;

/** True for a regular expression. */
export function isPattern(value: string): boolean {
  return PATTERN.test(value);
}

/** True for a token in documentation whose body is one character over and over, or says whose it is: `ghp_xxxxxxxxxxxx`, `AC0000000000`, `xoxb-your-token`. */
export function isFilledUp(token: string): boolean {
  return /([xX0*])\1{11}$|([xX*])\2{11}|[-_]your[-_]/.test(token);
}

/** True if there is a digit and a letter: words are not secrets, random text nearly always is mixed. */
export function hasDigitAndLetter(text: string): boolean {
  return /[0-9]/.test(text) && /[A-Za-z]/.test(text);
}

/**
 * True for base64 of printable `user:password`; a token needs no user. Not for the words themselves, nor for the login of
 * RFC 7617.
 */
export function decodesToCredentials(base64: string): boolean {
  const text = decodeBase64(base64);
  if (text === undefined || EXAMPLE_LOGIN.test(text)) return false;
  return /^(?:[\x21-\x7e]{1,100}:[\x20-\x7e]{1,300}|:[\x21-\x7e]{20,300})$/.test(text);
}

const EXAMPLE_LOGIN =
  /^(?:(?:your|my)?[-_ ]?(?:user|username|login|email|client(?:[-_ ]?id)?)[-_ ]?:(?:your|my)?[-_ ]?(?:pass|password|passwd|pwd|secret|client[-_ ]?secret)|[Aa]laddin:open ?sesame)$/i;
