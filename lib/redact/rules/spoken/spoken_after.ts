/** Values that follow the noun that announces them: "the password for staging is …", `**Password:** …`. */
import type { Report } from "../../finding.ts";
import { isChosenWord, isChosenWords } from "../judgement/chosen_words.ts";
import { isLikelyPassword, isMadeOfLetters, isSaidPassword } from "../judgement/likely_password.ts";
import { isLoneWord, isPassphrase, phraseToLineEnd } from "../judgement/passphrase.ts";
import {
  isDottedPhrase,
  isJoinedPictures,
  isPhraseAroundNumber,
  isPicturePhrase,
  picturesToLineEnd,
} from "../judgement/picture_words.ts";
import { isBeforeLogin, isBesideLogin } from "./spoken_beside_login.ts";
import { findBelowLabel } from "./spoken_below.ts";
import { isJoinedWithPicture, isJoinedWords } from "../judgement/joined_words.ts";
import type { Noun } from "./spoken_nouns.ts";
import { findChangedTo, findOldAndNew, SECOND } from "./spoken_second.ts";
import {
  findToldBy,
  isCode,
  isSure,
  isWordsAndNumber,
  looksTold,
  MAX_TOLD_CHARACTERS,
  reportTold,
  withoutPunctuation,
} from "./spoken_value.ts";
import { takeGap, type Walk } from "./spoken_walk.ts";
import { isInDigestColumn } from "../lists/digest_column.ts";
import { isToldPassword } from "../judgement/told_password.ts";
import { findBelowForeignNames } from "../lists/table.ts";
import { CHANGE_BEFORE, CHANGE_LINKS, CHANGES, FILLERS, LINKS, QUALIFIERS, STOPS } from "./spoken_words.ts";

/** Words between a noun and its value: "password of the admin user on the new server is now". */
const MAX_WORDS = 12;

/** Ends of quotes and of bold type after a noun. */
const CLOSERS = /\\{0,15}["'`*_)\]」』”»’]{0,4}/y;

/** Walks from a noun to the value that is told behind it. */
export function findAfter(text: string, nounEnd: number, noun: Noun, report: Report): void {
  const closers = matchOf(CLOSERS, text, nounEnd);
  const after = nounEnd + closers.length;
  const bracket = text.charCodeAt(after + 1);
  if (bracket === 0x28) findOldAndNew(text, after, noun, report); // (
  const aside = bracket === 0x28 || bracket === 0x5b // [
    ? matchOf(ASIDE, text, after).length
    : 0;
  const at = after + aside;
  if (findBelowLabel(text, at, noun, report)) return;
  if (isForeign(noun) && /[,;\t]/.test(text.charAt(at))) findBelowForeignNames(text, at, report);
  if (noun.isAssignable === true && aside === 0 && !/[*_)]/.test(closers) && isAssignment(text, at)) {
    findBehindAssigned(text, at, noun, report);
    return;
  }
  const possessive = text.charCodeAt(nounEnd + 1) === 0x73 ? matchOf(POSSESSIVE, text, nounEnd) : ""; // s
  const walk: Walk = {
    text,
    noun,
    nounEnd,
    at: possessive === "" ? at : nounEnd + possessive.length,
    link: possessive === "" ? "direct" : "said",
    isFirst: true,
    isChange: false,
    isOwnLine: false,
    isInBrackets: false,
  };
  for (let words = 0; words < MAX_WORDS; words++) {
    const gap = takeGap(walk);
    if (gap === undefined) return;
    const quoted = takeQuoted(walk, report);
    if (quoted === "end") return;
    if (quoted === "none" && takeWord(walk, gap, report) === "end") return;
    walk.isFirst = false;
  }
}

/** What a sticky expression matches at a place; empty where it does not. */
function matchOf(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** "password (change it!): …", "AWS Secret Access Key [None]: …" */
const ASIDE = / (?:\([^()\n]{1,40}\)(?= ?[:=→])|\[[^[\]\n]{1,40}\](?=:))/yu;

/** "the password's …", "the password's value is …" */
const POSSESSIVE = /['’]s(?:(?: (?:current|new|actual|real))? value)?(?= \S)/yu;

/** `password=…`, `token: …` on one line: assignment.ts knows them, and what in code is no secret. */
const ASSIGNMENT = /[ \t]{0,8}[:=]{1,2}[ \t]{0,8}[^\s*`<]/y;

function isAssignment(text: string, at: number): boolean {
  ASSIGNMENT.lastIndex = at;
  return ASSIGNMENT.test(text);
}

/** `password: X (the old one was Y)` */
function findBehindAssigned(text: string, at: number, noun: Noun, report: Report): void {
  ASSIGNED.lastIndex = at;
  const second = ASSIGNED.test(text) ? ASSIGNED.lastIndex : -1;
  if (second !== -1) findToldBy(SECOND, text, second, noun.kind, report);
}

const ASSIGNED = /[ \t]{0,8}[:=]{1,2}[ \t]{0,8}["'`]?[^\s"'`]{6,128}["'`]?(?=,? \(?[a-z])/y;

const OPENING = /\\{0,15}["'`]{1,3}|[「『“”«‘„‹]/y;

const CLOSING: Readonly<Record<string, string>> = {
  "「": "」",
  "『": "』",
  "“": "”",
  "«": "»",
  "‘": "’",
  "„": "“",
  "‹": "›",
};

/** Judges what stands in quotes; `taken` means that it is none and the walk goes on behind it. */
function takeQuoted(walk: Walk, report: Report): "none" | "taken" | "end" {
  const { text, noun } = walk;
  OPENING.lastIndex = walk.at;
  const quote = OPENING.exec(text)?.[0];
  if (quote === undefined) return "none";
  const start = walk.at + quote.length;
  const end = closingAt(text, start, CLOSING[quote] ?? quote);
  if (end === -1) return "end";
  const value = text.slice(start, end);
  const inner = value.trim();
  const isTold = (walk.link !== "none" || (walk.isInBrackets && isSure(inner, noun.kind))) &&
    (looksTold(inner, { isQuoted: true, noun: noun.kind }) ||
      (noun.kind === "password" && (isLikelyPassword(inner) || isSaidPassword(inner))) ||
      (isOfPeople(noun) &&
        (isToldPassword(inner) || isJoinedWithPicture(inner) || isPhraseAroundNumber(inner))) ||
      (noun.kind === "password" &&
        (walk.isFirst ? isPassphrase(inner, 2) : inner.includes(" ") && isPassphrase(inner))) ||
      (noun.kind === "password" && isChangedTo(walk) && isLoneWord(inner)) ||
      ((noun.kind === "secret" || (isOfPeople(noun) && walk.link === "said")) && isPicturePhrase(inner)) ||
      (noun.kind === "token" && SIGNING_KEY.test(text.slice(Math.max(0, walk.nounEnd - 24), walk.nounEnd)) &&
        (isWordsAndNumber(inner) || (/[0-9]{2}$/.test(inner) && isChosenWords(inner)))) ||
      (noun.kind === "password" && isJoinedWords(inner) && isBesideLogin(walk, end + quote.length)));
  if (isTold && (noun.kind !== "pin" || walk.link === "said")) {
    reportTold(start + value.indexOf(inner), inner, noun.kind, report);
    findChangedTo(text, end + quote.length, noun, report);
  }
  if (walk.link !== "none" || walk.isInBrackets) return "end";
  walk.at = end + quote.length;
  return "taken";
}

/** `set the admin password to "…"` */
function isChangedTo(walk: Walk): boolean {
  return (walk.isChange || isSaidToChange(walk)) &&
    / (?:to|auf|en|a|in|na|à) $/.test(walk.text.slice(Math.max(0, walk.at - 6), walk.at));
}

/** Where what a quote opens is closed, on the same line; -1 if nowhere near. */
function closingAt(text: string, start: number, closing: string): number {
  const window = text.slice(start, start + MAX_TOLD_CHARACTERS + 1);
  const end = window.indexOf(closing);
  const lineEnd = window.search(/[\r\n\0]/);
  return end === -1 || (lineEnd !== -1 && lineEnd < end) ? -1 : start + end;
}

/** Up to a space, a quote, or a character that is not typed into such a field. */
const WORD =
  /[!#-&(-;=?-[\]-_a-{}~\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u024f\u1e00-\u1fff\u0370-\u0eff'’]{1,513}/y;

/** "the passphrase is waffle vortex zeppelin mitten": nothing but nouns, up to the line's end. */
function takePhrase({ text, at, link, noun }: Walk, report: Report): boolean {
  if (link !== "said" || !isOfPeople(noun)) return false;
  const phrase = picturesToLineEnd(text, at) ??
    (noun.kind === "phrase" ? phraseToLineEnd(text, at) : undefined);
  if (phrase === undefined) return false;
  reportTold(at, phrase, noun.kind, report);
  return true;
}

/** Judges the next word, or what it says of the one after it. */
function takeWord(walk: Walk, gap: string, report: Report): "taken" | "end" {
  const { text, noun, at } = walk;
  WORD.lastIndex = at;
  const chunk = WORD.exec(text)?.[0];
  if (chunk === undefined || chunk.length > MAX_TOLD_CHARACTERS || takePhrase(walk, report)) return "end";
  const word = withoutPunctuation(chunk);
  const isBold = gap.endsWith("**") && /\*\*$/.test(word);
  const value = isBold ? word.slice(0, -2) : word;
  const isInBrackets = gap === " (" && chunk.endsWith(")");
  const isQuoted = isBold || walk.isOwnLine;
  const isApart = () => isForeign(noun) || isInBrackets || isUsed(walk) || isSetApart(walk, chunk);
  const isLikely = isPlaced(walk, value, isApart);
  if (
    walk.link !== "none" &&
    (isLikely || looksTold(value, { isQuoted, noun: noun.kind }) || isSaidPhrase(walk, value))
  ) {
    const isAlone = !walk.isOwnLine || hasOwnLine(walk, chunk);
    if (isInDigestColumn(text, at, value)) return "end";
    if (
      isAlone &&
      (walk.link === "said" || isLikely || isSure(value, noun.kind) || (isWordsAndNumber(value) && isApart()))
    ) {
      reportTold(at, value, noun.kind, report);
      findChangedTo(text, at + chunk.length, noun, report);
    }
    return "end";
  }
  if (walk.isInBrackets) {
    const isOne = noun.kind === "password" && chunk.endsWith(")") &&
      (isLikelyPassword(value) || isToldPassword(value) ||
        (looksTold(value, { isQuoted: false, noun: noun.kind }) && isSure(value, noun.kind)));
    if (isOne) reportTold(at, value, noun.kind, report);
    return "end";
  }
  if (walk.link === "none" && isToldWithoutLink(walk, value)) {
    reportTold(at, value, noun.kind, report);
    findChangedTo(text, at + chunk.length, noun, report);
    return "end";
  }
  if (walk.isOwnLine || !readWord(walk, word.toLowerCase())) return "end";
  walk.at += word.length;
  const ending = chunk.slice(word.length);
  if (ending.startsWith(",")) walk.at++;
  // The sentence is over.
  return /[.;?)\]}]/.test(ending) ? "end" : "taken";
}

/** Nothing stands behind it, and it doesn't begin as the noun's line, with what a tool puts before each: the sign of a diff, a file's name. */
function hasOwnLine({ text, at, nounEnd }: Walk, chunk: string): boolean {
  const end = at + chunk.length;
  if (!/^`{0,3}[ \t]*(?:[\r\n\0]|$)/.test(text.slice(end, end + LINE_END_CHARACTERS))) return false;
  const head = text.slice(Math.max(0, nounEnd - LINE_CHARACTERS), nounEnd);
  const line = withoutNumber(head.slice(head.lastIndexOf("\n") + 1));
  const value = withoutNumber(chunk);
  let same = 0;
  while (same < value.length && value.charCodeAt(same) === line.charCodeAt(same)) same++;
  return !/^[+<>-]|^[\w@]+[.:/-]/.test(value.slice(0, same));
}

/** Without the number that a tool has put before a line. */
function withoutNumber(line: string): string {
  return line.replace(/^\s*(?:[0-9]{1,6}[:→-])?\s*/, "");
}

const LINE_END_CHARACTERS = 40;
const LINE_CHARACTERS = 200;

/** Behind other words than one that says what it is. */
function isToldWithoutLink({ text, at, noun }: Walk, value: string): boolean {
  if (isForeign(noun) && (isTellingSign(value) || isToldAtEnd(text, at, value))) return true;
  if (noun.kind === "token") return isLongRandom(value);
  return noun.kind === "password" && looksTold(value, { isQuoted: false, noun: noun.kind }) &&
    isBeforeLogin(text, at + value.length);
}

/** "api token for grafana …": of both cases and digits, and so long that it is no name and no hash. */
function isLongRandom(value: string): boolean {
  return value.length >= LONG_CHARACTERS && /^(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9_-]+$/.test(value) &&
    looksTold(value, { isQuoted: false, noun: "token" });
}

const LONG_CHARACTERS = 32;

/** "пароль от сервера …", and nothing behind it. */
function isToldAtEnd(text: string, at: number, value: string): boolean {
  return isToldPassword(value) &&
    /^[.!]?[ \t]*(?:[\r\n\0]|$)/.test(text.slice(at + value.length, at + value.length + 8));
}

/** "пароль от сервера …": with a sign, or of words and a number, it can be nothing else. */
function isTellingSign(value: string): boolean {
  if ((/[0-9]{2}$/.test(value) && isChosenWords(value)) || isMadeOfLetters(value)) return true;
  if (/[0-9]{3}$/.test(value) && isChosenWord(value)) return true;
  return /[!@#$%^&*?+~§€£]/.test(value) && isSure(value, "password") && /[0-9]/.test(value) &&
    value.length <= 40 &&
    looksTold(value, { isQuoted: false, noun: "password" });
}

/** "with password …", "my new pw …" */
function isUsed({ text, nounEnd, isFirst }: Walk): boolean {
  const head = text.slice(Math.max(0, nounEnd - 40), nounEnd);
  return isFirst &&
    /\b(?:(?:with|using|here(?:['’]s| is)|use|usa|utilise|nutze|verwende|gebruik|make|set|choose|pick|try|enter|type|found|see|root|sudo|admin|ssh|ftp|smtp|vpn|and|my|our|your|old|new|temporary|temp|initial|default|current|wrong|correct|generated|hard-?coded|same)(?: \.?[a-z]{1,10}){0,2}|with user(?:name)? \S{1,20} and|user(?:name)? [\w.@-]{2,40},?) [a-z]{2,10}$/i
      .test(head);
}

/** "ssh root@host (pw …)", "root@host, password …" and nothing behind it. */
function isSetApart({ text, nounEnd, at, noun, isFirst }: Walk, chunk: string): boolean {
  if (!isFirst || noun.kind !== "password") return false;
  const opening = SET_APART.exec(text.slice(Math.max(0, nounEnd - 24), nounEnd))?.[1];
  if (opening === "(") return /\)[.,;:]?$/.test(chunk);
  return opening !== undefined &&
    /^[ \t]*(?:\r?\n|$)/.test(text.slice(at + chunk.length, at + chunk.length + 8));
}

const SET_APART = /(\(|, )(?:(?:the |my |root |admin ){0,2})[a-z]{2,8}$/i;

/** "the password for the archive is papaya-unicorn-ribbon", "the secret is papayaRibbon88" */
function isSaidPhrase({ text, nounEnd, link, noun }: Walk, value: string): boolean {
  if (
    link !== "said" || noun.kind === "pin"
  ) return false;
  if (isOfPeople(noun) && isToldPassword(value)) return true;
  if (
    (isCode(value) && !/^[0-9]+$/.test(value) && !isDottedPhrase(value))
  ) return false;
  if (isOfPeople(noun) && (isSaidPassword(value) || isJoinedWithPicture(value))) {
    return true;
  }
  if (noun.kind === "secret" && SIGNING_SECRET.test(text.slice(Math.max(0, nounEnd - 24), nounEnd))) {
    return isWordsAndNumber(value) || isJoinedPictures(value) || isPassphrase(value);
  }
  return (/[0-9]{2}$/.test(value) && isChosenWords(value)) ||
    (noun.kind === "secret" && isPicturePhrase(value));
}

/** People choose them, as passwords. */
const SIGNING_KEY = /\b(?:jwt|session|signing|cookie|hmac|encryption) key$/i;

const SIGNING_SECRET =
  /\b(?:jwt|session|signing|cookie|webhook|hmac|encryption|admin|master|shared) secret$/i;

/** The quick look: a word without a digit or a hyphen is none, or long. */
const MAY_BE_PLACED = /[0-9-]|[A-Za-z]{10}|[a-z][A-Z]|[!?]$/;

function isOfPeople({ kind }: Noun): boolean {
  return kind === "password" || kind === "phrase" || kind === "either";
}

/** "with password xk39dlq0vm": nothing links it with its noun but where it stands. */
function isPlaced({ link, noun }: Walk, value: string, isApart: () => boolean): boolean {
  if (link !== "direct" || !isOfPeople(noun) || !MAY_BE_PLACED.test(value)) return false;
  if (/^[0-9]{6,12}$/.test(value)) return isSaidPassword(value) && isApart();
  if (isToldPassword(value) && isApart()) return true;
  if (isCode(value)) return false;
  return isMadeOfLetters(value) || ((isLikelyPassword(value) || isJoinedPictures(value)) && isApart());
}

/** Takes in what a word says; false if no value can come after it. */
function readWord(walk: Walk, word: string): boolean {
  const { noun, isFirst } = walk;
  if (word === "either" && walk.link === "said") return true;
  if (STOPS.has(word)) return false;
  const isChangeLink = CHANGE_LINKS.has(word) && (walk.isChange || isSaidToChange(walk));
  if (
    LINKS.has(word) || isChangeLink || (word === "be" && isModal(walk)) ||
    (word === "been" &&
      /\b(?:always|only ever) $/.test(walk.text.slice(Math.max(0, walk.at - 12), walk.at))) ||
    ((isForeign(noun) || isForeignKey(noun)) && FOREIGN_LINKS.has(word)) ||
    (word === "from" && (walk.isChange || isSaidToChange(walk)))
  ) {
    walk.link = "said";
    return true;
  }
  if (CHANGES.has(word)) walk.isChange = true;
  else if (isFirst && !isForeign(noun) && !QUALIFIERS.has(word) && !FILLERS.has(word) && !ELIDED.test(word)) {
    return false;
  }
  if (!(walk.link === "said" && FILLERS.has(word))) walk.link = "none";
  return true;
}

/** "Passwort", not "password": in code such nouns hardly stand. */
function isForeign({ kind, isAssignable }: Noun): boolean {
  return (kind === "password" || kind === "either") && isAssignable !== true;
}

/** "klucz", not "key". */
function isForeignKey({ kind, rest }: Noun): boolean {
  return kind === "token" && rest !== undefined;
}

/** Polish, Finnish, Danish, Latvian and Swahili for "is"; German and Dutch verbs stand elsewhere: "das Passwort auf … geändert". */
const FOREIGN_LINKS: ReadonlySet<string> = new Set(["to", "on", "er", "auf", "op", "ir", "ni", "e"]);

/** "dell'utente", "de l'admin" */
const ELIDED = /^(?:d|l|dell|all|dall|nell|sull|qu)['’]\p{L}{2,20}$/u;

/** "should be …" */
function isModal({ text, at, nounEnd, isFirst }: Walk): boolean {
  if (
    isFirst &&
    /\b[Ll]et (?:the|my|our) (?:[\w-]{1,12} ){0,2}\w{1,12}$/.test(
      text.slice(Math.max(0, nounEnd - 40), nounEnd),
    )
  ) return true;
  return /\b(?:should|must|will|to) $/.test(text.slice(Math.max(0, at - 8), at));
}

/** Something is changed in the words before the noun, in the same sentence. */
function isSaidToChange({ text, nounEnd }: Walk): boolean {
  const head = text.slice(Math.max(0, nounEnd - 60), nounEnd);
  return CHANGE_BEFORE.test(head.slice(1 + Math.max(head.lastIndexOf(". "), head.lastIndexOf("\n"))));
}
