/** Values that follow the noun that announces them: "the password for staging is …", `**Password:** …`. */
import type { Report } from "../finding.ts";
import { isPassphrase, phraseToLineEnd } from "./passphrase.ts";
import { findSecond } from "./spoken_around.ts";
import { findBelowLabel } from "./spoken_below.ts";
import type { Noun } from "./spoken_nouns.ts";
import {
  isSure,
  isWordsAndNumber,
  looksTold,
  MAX_TOLD_CHARACTERS,
  reportTold,
  withoutPunctuation,
} from "./spoken_value.ts";
import { findBelowNames } from "./table.ts";
import { CHANGE_BEFORE, CHANGE_LINKS, CHANGES, FILLERS, LINKS, QUALIFIERS, STOPS } from "./spoken_words.ts";

/** Words between a noun and its value: "password of the admin user on the new server is now". */
const MAX_WORDS = 12;

/** How sure it is that the next word is the value: `direct` after the noun itself (`pw …`), `said` after "is" or `:`. */
type Link = "none" | "direct" | "said";

/** A walk from a noun to its value. */
interface Walk {
  readonly text: string;
  readonly noun: Noun;
  /** Where the noun ends. */
  readonly nounEnd: number;
  at: number;
  link: Link;
  isFirst: boolean;
  /** Something is said to be changed behind the noun: "has been set to". */
  isChange: boolean;
  /** The value stands on another line than the noun, and must be alone there. */
  isOwnLine: boolean;
  /** What is next stands alone in brackets, behind words. */
  isInBrackets: boolean;
}

/** Ends of quotes and of bold type after a noun. */
const CLOSERS = /\\{0,15}["'`*_)\]」』”»’]{0,4}/y;

/** Walks from a noun to the value that is told behind it. */
export function findAfter(text: string, nounEnd: number, noun: Noun, report: Report): void {
  CLOSERS.lastIndex = nounEnd;
  const closers = CLOSERS.exec(text)?.[0] ?? "";
  const after = nounEnd + closers.length;
  const hasBracket = text.charCodeAt(after + 1) === 0x28; // (
  if (hasBracket) findOldAndNew(text, after, noun, report);
  const aside = hasBracket ? matchOf(ASIDE, text, after).length : 0;
  const at = after + aside;
  if (findBelowLabel(text, at, noun, report)) return;
  if (isForeign(noun) && /[,;\t]/.test(text.charAt(at))) findBelowNames(text, at, report);
  if (noun.isAssignable === true && aside === 0 && !/[*_)]/.test(closers) && isAssignment(text, at)) return;
  const isPossessive = text.charCodeAt(nounEnd + 1) === 0x73 && matchOf(POSSESSIVE, text, nounEnd) !== ""; // s
  const walk: Walk = {
    text,
    noun,
    nounEnd,
    at: isPossessive ? nounEnd + "'s".length : at,
    link: isPossessive ? "said" : "direct",
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

/** "password (change it!): …" */
const ASIDE = / \([^()\n]{1,40}\)(?= ?[:=→])/yu;

/** "the password's …" */
const POSSESSIVE = /['’]s(?= \S)/yu;

function matchOf(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** `password=…`, `token: …` on one line: assignment.ts knows them, and what in code is no secret. */
const ASSIGNMENT = /[ \t]{0,8}[:=]{1,2}[ \t]{0,8}[^\s*`<]/y;

function isAssignment(text: string, at: number): boolean {
  ASSIGNMENT.lastIndex = at;
  return ASSIGNMENT.test(text);
}

const SPACES = /[ \t*\u00a0\u3000]{0,40}/y;

/** Bold type and the like of HTML around a label or a value. */
const TAGS = /(?:<\/?[a-z]{1,8}>[ \t]{0,4}){1,4}/y;

/** "the password (…)" */
const BRACKET = / \(/y;

/** "the password you gave me (`…`)", "… for the mail server (…)": nothing else is in the brackets. */
const LATER_BRACKET = / \((?=(["'`*]{0,3})[^\s()"'`*]{6,64}\1\))/y;

/** "Password for the admin (change it with …):" */
const LATER_ASIDE = / \([^()\n]{1,80}\)(?=:)/y;

/** `:`, arrows, dashes, the border of a cell, and what Chinese, Japanese and Korean say for "is" and "is changed to". */
const MARK =
  /(?:=>|-{1,2}>|👉|➡\ufe0f?|[:=：＝|→⇒➜]|[-–—](?=[ \t])|[はがをは은는이가을를]|คือ|เป็น|(?:已|现在|現在)?(?:改|更改|修改|更新|重置|设置|設置|设定|設定|设|設)?(?:为|為|成|是))[ \t*\u3000]{0,40}/y;

/** On to the value's own line, into a block of code if one begins there. */
const LINE_ENDS = /[ \t*]{0,8}(?:\r?\n[ \t>]{0,8}){1,3}(?:```[a-z]{0,12}\r?\n[ \t]{0,8})?/y;

/** A sentence broken into lines goes on with a word. */
const BROKEN_SENTENCE = /\r?\n(?=[a-z"'`])/y;

/** Steps to the next word; undefined where none belongs to the sentence. */
function takeGap(walk: Walk): string | undefined {
  const { text } = walk;
  const gap = takeBracket(walk) ?? takeAt(SPACES, walk) ?? "";
  const mark = takeAt(MARK, walk);
  if (mark !== undefined) {
    walk.link = "said";
    takeAt(TAGS, walk);
    walk.isOwnLine = takeAt(LINE_ENDS, walk) !== undefined;
    return gap + mark;
  }
  if (/[\r\n]/.test(text.charAt(walk.at))) {
    return walk.isFirst ? undefined : takeAt(BROKEN_SENTENCE, walk);
  }
  return gap === "" && walk.isFirst ? undefined : gap;
}

/** Steps into brackets. */
function takeBracket(walk: Walk): string | undefined {
  if (walk.isFirst) return takeAt(BRACKET, walk);
  if (walk.text.charCodeAt(walk.at + 1) !== 0x28) return undefined; // (
  takeAt(LATER_ASIDE, walk);
  const bracket = takeAt(LATER_BRACKET, walk);
  if (bracket !== undefined) walk.isInBrackets = true;
  return bracket;
}

function takeAt(pattern: RegExp, walk: Walk): string | undefined {
  pattern.lastIndex = walk.at;
  const taken = pattern.exec(walk.text)?.[0];
  walk.at += taken?.length ?? 0;
  return taken;
}

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
    looksTold(inner, { isQuoted: true, noun: noun.kind });
  if (isTold && (noun.kind !== "pin" || walk.link === "said")) {
    reportTold(start + value.indexOf(inner), inner, noun.kind, report);
    findChangedTo(text, end + quote.length, noun, report);
  }
  if (walk.link !== "none" || walk.isInBrackets) return "end";
  walk.at = end + quote.length;
  return "taken";
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
  if (link !== "said" || noun.kind !== "phrase") return false;
  const phrase = phraseToLineEnd(text, at);
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
  if (
    walk.link !== "none" && (looksTold(value, { isQuoted, noun: noun.kind }) || isSaidPhrase(walk, value))
  ) {
    const isAlone = !walk.isOwnLine || /^[\s`]?$/.test(text.charAt(at + chunk.length));
    if (
      isAlone &&
      (walk.link === "said" || isSure(value, noun.kind) ||
        (isForeign(noun) || isInBrackets || isUsed(walk)) && isWordsAndNumber(value))
    ) {
      reportTold(at, value, noun.kind, report);
      findChangedTo(text, at + chunk.length, noun, report);
    }
    return "end";
  }
  if (walk.isInBrackets) {
    const isOne = noun.kind === "password" && chunk.endsWith(")") &&
      looksTold(value, { isQuoted: false, noun: noun.kind }) &&
      (isSure(value, noun.kind) || isWordsAndNumber(value));
    if (isOne) reportTold(at, value, noun.kind, report);
    return "end";
  }
  if (walk.link === "none" && isForeign(noun) && isTellingSign(value)) {
    reportTold(at, value, noun.kind, report);
    return "end";
  }
  if (walk.isOwnLine || !readWord(walk, word.toLowerCase())) return "end";
  walk.at += word.length;
  const ending = chunk.slice(word.length);
  if (ending.startsWith(",")) walk.at++;
  // The sentence is over.
  return /[.;?)\]}]/.test(ending) ? "end" : "taken";
}

/** "пароль от сервера …": with a sign it can be nothing else. */
function isTellingSign(value: string): boolean {
  return /[!@#$%^&*?+~§€£]/.test(value) && isSure(value, "password") && /[0-9]/.test(value) &&
    value.length <= 40 &&
    looksTold(value, { isQuoted: false, noun: "password" });
}

/** "with password …", "my new pw …" */
function isUsed({ text, nounEnd, isFirst }: Walk): boolean {
  const head = text.slice(Math.max(0, nounEnd - 40), nounEnd);
  return isFirst &&
    /\b(?:(?:with|using|use|my|our|your)(?: [a-z]{1,10}){0,2}|with user(?:name)? \S{1,20} and) [a-z]{2,8}$/i
      .test(head);
}

/** "the password for the archive is papaya-unicorn-ribbon" */
function isSaidPhrase({ link, noun }: Walk, value: string): boolean {
  return link === "said" && (noun.kind === "password" || noun.kind === "phrase") && isPassphrase(value);
}

const CHANGED_TO =
  /["'`*]{0,3} {0,2}(?:to|into|auf|à|a|->|→|=>|,? ?new:) {1,2}["'`*]{0,3}([^\s"'`*<>|]{6,128})/y;

/** The second value of "changed from … to …". */
function findChangedTo(text: string, end: number, noun: Noun, report: Report): void {
  CHANGED_TO.lastIndex = end;
  const match = CHANGED_TO.exec(text);
  if (match === null) return findSecond(text, end, noun, report);
  const value = withoutPunctuation(match?.[1] ?? "");
  const isTold = looksTold(value, { isQuoted: true, noun: noun.kind }) ||
    (noun.kind === "password" && isWordsAndNumber(value.toLowerCase()));
  if (!isTold) return;
  reportTold(end + match[0].length - (match[1] ?? "").length, value, noun.kind, report);
}

const OLD_AND_NEW =
  / \((?:old|was|from):? ["'`]?([^\s"'`]{6,128}?)["'`]?(?:,|;|\/| →| ->)? (?:new|now|to):? ["'`]?([^\s"'`)]{6,128})/y;

/** "rotate the password (old: …, new: …)" */
function findOldAndNew(text: string, at: number, noun: Noun, report: Report): void {
  OLD_AND_NEW.lastIndex = at;
  const [whole, ...values] = OLD_AND_NEW.exec(text) ?? [];
  for (const value of values) {
    if (whole === undefined || value === undefined) continue;
    if (!looksTold(value, { isQuoted: true, noun: noun.kind }) || !isSure(value, noun.kind)) continue;
    reportTold(at + whole.lastIndexOf(value), value, noun.kind, report);
  }
}

/** Takes in what a word says; false if no value can come after it. */
function readWord(walk: Walk, word: string): boolean {
  const { noun, isFirst } = walk;
  if (STOPS.has(word)) return false;
  const isChangeLink = CHANGE_LINKS.has(word) && (walk.isChange || isSaidToChange(walk));
  if (
    LINKS.has(word) || isChangeLink ||
    ((isForeign(noun) || isForeignKey(noun)) && FOREIGN_LINKS.has(word)) ||
    (word === "from" && (walk.isChange || isSaidToChange(walk)))
  ) {
    walk.link = "said";
    return true;
  }
  if (CHANGES.has(word)) walk.isChange = true;
  else if (isFirst && !isForeign(noun) && !QUALIFIERS.has(word) && !FILLERS.has(word)) return false;
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

/** Polish, Finnish, Danish, Latvian and Swahili for "is"; a German verb stands at the end: "das Passwort auf … geändert". */
const FOREIGN_LINKS: ReadonlySet<string> = new Set(["to", "on", "er", "auf", "ir", "ni", "e"]);

/** Something is changed in the words before the noun, in the same sentence. */
function isSaidToChange({ text, nounEnd }: Walk): boolean {
  const head = text.slice(Math.max(0, nounEnd - 60), nounEnd);
  return CHANGE_BEFORE.test(head.slice(1 + Math.max(head.lastIndexOf(". "), head.lastIndexOf("\n"))));
}
