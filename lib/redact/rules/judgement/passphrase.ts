/** Passwords that are words: told from messages, labels and names of resources by the words that those are made of. */

import { isGiven } from "./given_value.ts";
import { isOrdinaryWord } from "./ordinary_words.ts";
import { picturesToLineEnd } from "./picture_words.ts";
import { looksLikePlaceholder } from "./placeholder.ts";
import { isLetterJumble } from "./random_value.ts";
import type { Stretch } from "../report.ts";
import { isEnvironmentName } from "./secret_name.ts";
import { lineEndWithin } from "../shown_lines.ts";

const WORDS =
  /^[a-z]{3,11}[0-9]{0,2}([ _.-])[a-z]{3,11}[0-9]{0,2}(?:\1[a-z]{3,11}[0-9]{0,2}){0,10}(?:\1?[0-9]{1,4}|[0-9]{0,2}[A-Z]?)[!?]?$/;

/** At least so many words; two with a number behind them are as good. */
const MIN_WORDS = 3;

/** `coral magnet iguana`, `coral-magnet-iguana7`: words alone, none of which belongs to messages and settings. */
export function isPassphrase(text: string, minWords = MIN_WORDS): boolean {
  if (text.length > 120 || !WORDS.test(text)) return false;
  const words = text.split(/[^a-z]+/).filter((word) => word.length >= 3);
  const enough = /[0-9]{2}[!?]?$/.test(text) ? Math.min(minWords, 2) : minWords;
  return words.length >= enough && !words.some(isOrdinaryWord);
}

/** A word that is given where a command takes one (`isGiven`), or what is in quotes there: words of a phrase. */
export function isGivenWordOrPhrase(text: string, minWords = MIN_WORDS): boolean {
  return /\s/.test(text) ? isPassphrase(text, minWords) : isGiven(text);
}

/** What is given where a setting takes it, whatever spaces are in it. */
export function isGivenOrWords(text: string): boolean {
  return isGiven(text) || isPassphrase(text);
}

/** Small letters with too few vowels for a word: `dkmqhmlu`; or capitals among them as in no name: `fzdqPpXVSwYD`. */
export function isLetterMess(text: string): boolean {
  if (isLetterJumble(text)) return true;
  if (/^[A-Za-z]{12,64}$/.test(text) && !/[a-z]{6}/.test(text)) {
    const [capitals, groups] = [text.match(/[A-Z]/g) ?? [], text.match(/[A-Z]{2,}/g) ?? []];
    if (capitals.length >= 5 && text.length - capitals.length >= 4 && groups.length >= 2) return true;
  }
  if (/^[A-Za-z]{14,64}$/.test(text) && withoutVowel(text) >= 3) return true;
  if (!/^[a-z]{8,24}$/.test(text) || /pass|pwd|key|tok|(.)\1\1/.test(text)) return false;
  const vowels = (text.match(/[aeiouy]/g) ?? []).length / text.length;
  return vowels <= 0.2 || (vowels <= 0.25 && /[bcdfghjklmnpqrstvwxz]{5}/.test(text));
}

/** How many of the words that a name of code would have are without a vowel, abbreviations apart: in `tayrdnFmhSdWuVff` three. */
function withoutVowel(text: string): number {
  const words = text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return words.filter((word) => !/[aeiouy]/i.test(word) && !/^[A-Z]{2,}$/.test(word)).length;
}

/** `password`, `DB_PASSWORD`, `gpg_passphrase`: names that leave no doubt. */
export function isClearPasswordName(name: string): boolean {
  return /(?:pass(?:word|wd|_?phrase|code)?|pwd|_pw|(?:^|[_.-])pw|(?:^|[_.-])psk|pre-?shared-?key)[0-9]{0,2}$/i
    .test(name);
}

/** A word that nobody would write for the name of a field or of what is in it. */
export function isLoneWord(text: string): boolean {
  return /^[a-z]{8,16}[0-9]{0,2}$/.test(text) && !isOrdinaryWord(text) &&
    !/pass|pwd|word|wort|woord|secret|token|(?<!mon|don|tur|hoc|joc|whis)key|contra|senha|parola|lozinka|heslo|haslo|clave|user|login|form|valid|type|text|hash|crypt/
      .test(text);
}

const LOGIN_FIELD =
  /(?<![A-Za-z])(?:user(?:_?name)?|login|uid|host(?:name)?|account)\\{0,7}["']?\s{0,3}[:=]\s{0,3}\\{0,7}["']?[A-Za-z0-9]/i;
const BESIDE_CHARACTERS = 120;

/** Whether a field for the user's or the host's name has a value near by. */
export function hasLoginBeside(text: string, start: number, end: number): boolean {
  return LOGIN_FIELD.test(text.slice(Math.max(0, start - BESIDE_CHARACTERS), start)) ||
    LOGIN_FIELD.test(text.slice(end, end + BESIDE_CHARACTERS));
}

/** The line before a name that has a line for itself: the number of a file that was read, a diff's sign, `export`. */
const BEFORE_NAME = /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t+-]{0,40}(?:export[ \t]{1,4})?["']?$/;

/** Whether a name begins a line of settings. */
export function beginsLine(text: string, nameStart: number): boolean {
  return BEFORE_NAME.test(text.slice(Math.max(0, nameStart - 70), nameStart));
}

const PHRASE_OF_LINE =
  /[ \t]{0,24}([a-z]{3,11}(?: [a-z]{3,11}){1,10}(?: ?[0-9]{1,4})?[!?]?)(?=[ \t]{0,40}(?:#[^\n]{0,400})?(?:\r?\n|$))/y;

/**
 * The words that a line of settings gives to a password's name, without quotes; undefined if there is one alone, or a
 * message, or a command behind a variable (`PGPASSWORD=coral psql shop`): two words need a setting beside them.
 */
export function phraseOfLine(
  text: string,
  name: string,
  nameStart: number,
  position: number,
): Stretch | undefined {
  PHRASE_OF_LINE.lastIndex = position;
  const phrase = PHRASE_OF_LINE.exec(text)?.[1];
  if (phrase === undefined || !isClearPasswordName(name)) return undefined;
  const end = PHRASE_OF_LINE.lastIndex;
  if (!beginsLine(text, nameStart)) return undefined;
  const isSetting = hasSettingBeside(text, nameStart, end);
  const isCommand = text.charCodeAt(position - 1) === 0x3d && COMMAND.test(phrase);
  if (isCommand || !isPassphrase(phrase, isSetting ? 2 : MIN_WORDS)) return undefined;
  return { start: end - phrase.length, end };
}

/** `password: opal meadow juniper`, `password: Opal meadow 91 juniper!` up to the line's end. */
export function pictureLine(text: string, name: string, position: number): Stretch | undefined {
  const spaces = /[ \t]{0,24}/y;
  spaces.lastIndex = position;
  spaces.test(text);
  const start = spaces.lastIndex;
  const phrase = isClearPasswordName(name) ? picturesToLineEnd(text, start) : undefined;
  return phrase === undefined ? undefined : { start, end: start + phrase.length };
}

const SPACED =
  /(?=[^\n]{0,131}[A-Za-z0-9])[\w!@#%^*?+~.-]{1,32}(?: [\w!@%^*?+~.][\w!@#%^*?+~.-]{0,31}){1,3}(?=[ \t]{0,20}(?:\r?\n|$))/y;

/** `DB_PASSWORD=Xk3 pQ9zz` among other settings: in a shell a command would stand behind the space. */
export function spacedValue(
  text: string,
  name: string,
  nameStart: number,
  position: number,
): Stretch | undefined {
  if (text.charCodeAt(position - 1) !== 0x3d || !isEnvironmentName(name) || !isClearPasswordName(name)) {
    return undefined;
  }
  SPACED.lastIndex = position;
  const value = SPACED.exec(text)?.[0];
  if (value === undefined || looksLikePlaceholder(value) || COMMAND.test(value)) return undefined;
  if (value.split(" ").some((word) => isOrdinaryWord(word.toLowerCase()))) return undefined;
  const end = position + value.length;
  const isSetting = beginsLine(text, nameStart) && hasSettingBeside(text, nameStart, end);
  return isSetting ? { start: position, end } : undefined;
}

const RUN_OF_LINE = /[ \t]{0,24}([^\s"'`]{8,64})(?=[ \t]{0,40}(?:\r?\n|$))/y;

/** Calls, types, further settings behind a `;`, paths, tags. */
const CODE_OR_SETTINGS =
  /^@|^[A-Z]{3,}\[|[A-Za-z_.:]{4}\(|^\w+\(.*\)|<[A-Z]\w*>|[;&,][A-Za-z_]{2,}(?:\.\w{2,40}){0,6}=|\/|=>|[)}>;,]{2}$/;

/** What generators of passwords put among letters and digits, and what would end a value elsewhere: `aB3<x;k(9Zq`. */
export function messOfLine(
  text: string,
  name: string,
  position: number,
): Stretch | undefined {
  RUN_OF_LINE.lastIndex = position;
  const run = RUN_OF_LINE.exec(text)?.[1];
  if (
    run === undefined || !/[A-Za-z0-9](?:[<>;(|&{,]|\\[^\w\s])[^/]/.test(run) || !isClearPasswordName(name)
  ) {
    return undefined;
  }
  const isMixed = /[A-Z]/.test(run) && /[a-z]/.test(run) && /[0-9]/.test(run);
  if (!isMixed || CODE_OR_SETTINGS.test(run) || looksLikePlaceholder(run)) return undefined;
  const end = RUN_OF_LINE.lastIndex;
  return { start: end - run.length, end };
}

const COMMAND =
  / (?:psql|pg_dump|mysql|mysqldump|mysqladmin|npm|npx|yarn|pnpm|node|deno|bun|python|pytest|ruby|rails|rake|php|cargo|make|docker|podman|kubectl|helm|terraform|ansible|curl|wget|sshpass|ssh|scp|rsync|git|bash|restic|borg|duplicity|rclone|gpg|openssl|java|mvn|gradle|sudo|exec|env)(?: |$)/;

const SETTING =
  /^(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t+-]{0,40}(?:export[ \t]{1,4})?[A-Za-z_][\w.-]{0,80}[ \t]{0,4}[=:]/;

/** Longer lines are no settings. */
const MAX_LINE_CHARACTERS = 2000;

/** Whether the line before or after gives a value to a name, too. */
function hasSettingBeside(text: string, nameStart: number, end: number): boolean {
  const head = text.slice(Math.max(0, nameStart - MAX_LINE_CHARACTERS), nameStart + 1);
  const lineEndBefore = head.lastIndexOf("\n");
  const lineStart = lineEndBefore === -1 ? 0 : nameStart + 1 - head.length + lineEndBefore + 1;
  const before = text.slice(Math.max(0, lineStart - 120), Math.max(0, lineStart - 1));
  const next = lineEndWithin(text, end, MAX_LINE_CHARACTERS);
  return (lineStart > 0 && SETTING.test(before.slice(before.lastIndexOf("\n") + 1))) ||
    (next !== -1 && SETTING.test(text.slice(next + 1, next + 130)));
}

const PHRASE_TO_END = /[a-z]{3,11}(?: [a-z]{3,11}){3,9}(?=\.?[ \t]*(?:\r?\n|$))/y;

/** Endings of the words that sentences go on with. */
const SENTENCE_WORD =
  /(?:ing|ed|ly|tion|sion|ment|able|ible|ive|ence|ance|ity|ways|ever|self|ions|ers)(?= |$)|(?<![a-z])(?:some[a-z]*|random|words?|same|safe|kept|ask|about|after|before|still|again|because|while|both|written)(?![a-z])/;

/** Four nouns or more from a place to the line's end. */
export function phraseToLineEnd(text: string, at: number): string | undefined {
  PHRASE_TO_END.lastIndex = at;
  const phrase = PHRASE_TO_END.exec(text)?.[0];
  if (phrase === undefined || SENTENCE_WORD.test(phrase)) return undefined;
  return isPassphrase(phrase, MIN_WORDS + 1) ? phrase : undefined;
}
