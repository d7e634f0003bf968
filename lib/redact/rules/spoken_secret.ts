/**
 * Secrets told in prose: "the password for staging is …", "set the API key to …", "use … as the password",
 * "das Passwort lautet …", `**Password:** …`. From a noun a walk goes over a few words to one that links it with a
 * value (`is`, `to`, `:`); the next word is a secret if it looks chosen or random (spoken_value.ts).
 */
import { type Finding, WEIGHT } from "../finding.ts";
import { type Places, SCRIPT_STRETCH } from "../places.ts";
import { classifyName } from "./secret_name.ts";
import { findAfterSlash, findCredentials } from "./spoken_login.ts";
import { type Noun, NOUN_PIECES, SCRIPT_NOUNS } from "./spoken_nouns.ts";
import { isSurePassword, looksTold, type NounClass, withoutPunctuation } from "./spoken_value.ts";
import {
  CHANGE_BEFORE,
  CHANGE_LINKS,
  CHANGES,
  FILLERS,
  INVERSE_LINKS,
  LINKS,
  QUALIFIERS,
  STOPS,
} from "./spoken_words.ts";

type Report = (finding: Finding) => void;
type Visit = (text: string, at: number, report: Report) => void;

/** What the search for candidates looks for, and what to do there. */
interface SpokenPiece {
  readonly keyword: string;
  readonly pair: number;
  readonly next?: RegExp;
  readonly visit: Visit;
}

/** All pieces of nouns, and what stands between names and passwords. */
export const SPOKEN_PIECES: readonly SpokenPiece[] = [
  ...NOUN_PIECES.map(({ noun, ...piece }): SpokenPiece => ({
    ...piece,
    visit: (text, at, report) => visitNoun(text, at, at + piece.keyword.length, noun, report),
  })),
  { keyword: "credentials", pair: 0, visit: findCredentials },
  { keyword: "Credentials", pair: 0, visit: findCredentials },
  { keyword: "ugangsdaten", pair: "ugan".length, visit: findCredentials },
  { keyword: " / ", pair: 1, visit: findAfterSlash },
];

/** Finds what is told with nouns of other scripts in stretches of a text that have such characters. */
export function createScriptFinder(text: string, report: Report): (places: Places) => void {
  return ({ scripts }) => {
    for (const start of scripts) {
      // A noun may have begun in the stretch before.
      const first = Math.max(0, start - LONGEST_BEFORE_CHARACTERS);
      const stretch = text.slice(first, start + SCRIPT_STRETCH);
      for (const [word, noun] of SCRIPT_NOUNS) {
        for (let at = stretch.indexOf(word); at !== -1; at = stretch.indexOf(word, at + word.length)) {
          visitNoun(text, first + at, first + at + word.length, noun, report);
        }
      }
    }
  };
}

/** Ends of quotes and of bold type after a noun. */
const CLOSERS = /\\{0,15}["'`*_)\]」』”»’]{0,4}/y;

const UNDERSCORE = 0x5f;

function visitNoun(text: string, at: number, pieceEnd: number, noun: Noun, report: Report): void {
  // Nearly all are turned down here: `tokens`, `keyboard`, `secretName`.
  if (noun.rest === undefined && isWordCharacter(text.charCodeAt(pieceEnd))) return;
  const end = endOfNoun(text, pieceEnd, noun);
  if (end === -1 || isWordCharacter(text.charCodeAt(end)) || !isNoun(text, at, noun)) return;
  findAfter(text, end, noun, report);
  if (text.charCodeAt(end) !== UNDERSCORE) findBefore(text, at, noun, report);
}

function endOfNoun(text: string, pieceEnd: number, { rest }: Noun): number {
  if (rest === undefined) return pieceEnd;
  rest.lastIndex = pieceEnd;
  return rest.test(text) ? rest.lastIndex : -1;
}

function isWordCharacter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

/** Tokens and keys that give no access, or are said not to be there. */
const HARMLESS_BEFORE =
  /(?:public|pub|page|paging|pagination|next|prev|previous|continuation|cursor|sync|cancel|cancellation|abort|stop|eos|bos|pad|unk|mask|special|input|output|prompt|cached?|total|max|min|primary|foreign|sort|partition|idempotency|object|design|no|invalid|missing|expired)[ _-]$/i;

const LONGEST_BEFORE_CHARACTERS = 24;

function isNoun(text: string, at: number, { kind, before }: Noun): boolean {
  if (kind === "password" && before === undefined) return true;
  const head = text.slice(Math.max(0, at - LONGEST_BEFORE_CHARACTERS), at);
  if (before === undefined) return !HARMLESS_BEFORE.test(head);
  const match = before.exec(head);
  if (match === null || kind !== "token") return match !== null;
  const named = match[1];
  return named === undefined || (classifyName(`${named}_key`) !== "none" && !HARMLESS_BEFORE.test(head));
}

/** Words between a noun and its value: "password of the admin user on the new server is now". */
const MAX_WORDS = 12;

/** Longest value that is judged: a longer one is none. */
const MAX_VALUE_CHARACTERS = 512;

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
}

function findAfter(text: string, nounEnd: number, noun: Noun, report: Report): void {
  CLOSERS.lastIndex = nounEnd;
  const closers = CLOSERS.exec(text)?.[0] ?? "";
  const at = nounEnd + closers.length;
  if (noun.isAssignable === true && !/[*_)]/.test(closers) && isAssignment(text, at)) return;
  const walk: Walk = {
    text,
    noun,
    nounEnd,
    at,
    link: "direct",
    isFirst: true,
    isChange: false,
    isOwnLine: false,
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

/** `password=…`, `token: …` on one line: assignment.ts knows them, and what in code is no secret. */
const ASSIGNMENT = /[ \t]{0,8}[:=]{1,2}[ \t]{0,8}[^\s*`]/y;

function isAssignment(text: string, at: number): boolean {
  ASSIGNMENT.lastIndex = at;
  return ASSIGNMENT.test(text);
}

const SPACES = /[ \t*\u3000]{0,40}/y;

/** "the password (…)" */
const BRACKET = / \(/y;

/** `:`, arrows, dashes, the border of a cell, and what Chinese, Japanese and Korean say for "is" and "is changed to". */
const MARK =
  /(?:=>|-{1,2}>|[:=：＝|→⇒➜]|[-–—](?=[ \t])|[はがをは은는이가을를]|(?:已|现在|現在)?(?:改|更改|修改|更新|重置|设置|設置|设定|設定|设|設)?(?:为|為|成|是))[ \t*\u3000]{0,40}/y;

/** On to the value's own line, into a block of code if one begins there. */
const LINE_ENDS = /[ \t*]{0,8}(?:\r?\n[ \t>]{0,8}){1,3}(?:```[a-z]{0,12}\r?\n[ \t]{0,8})?/y;

/** A sentence broken into lines goes on with a word. */
const BROKEN_SENTENCE = /\r?\n(?=[a-z"'`])/y;

/** Steps to the next word; undefined where none belongs to the sentence. */
function takeGap(walk: Walk): string | undefined {
  const { text } = walk;
  const gap = (walk.isFirst ? takeAt(BRACKET, walk) : undefined) ?? takeAt(SPACES, walk) ?? "";
  const mark = takeAt(MARK, walk);
  if (mark !== undefined) {
    walk.link = "said";
    walk.isOwnLine = takeAt(LINE_ENDS, walk) !== undefined;
    return gap + mark;
  }
  if (/[\r\n]/.test(text.charAt(walk.at))) {
    return walk.isFirst ? undefined : takeAt(BROKEN_SENTENCE, walk);
  }
  return gap === "" && walk.isFirst ? undefined : gap;
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
  const isTold = walk.link !== "none" && looksTold(inner, { isQuoted: true, noun: noun.kind });
  if (isTold && (noun.kind !== "pin" || walk.link === "said")) {
    reportValue(start + value.indexOf(inner), inner, noun, report);
  }
  if (walk.link !== "none") return "end";
  walk.at = end + quote.length;
  return "taken";
}

/** Where what a quote opens is closed, on the same line; -1 if nowhere near. */
function closingAt(text: string, start: number, closing: string): number {
  const window = text.slice(start, start + MAX_VALUE_CHARACTERS + 1);
  const end = window.indexOf(closing);
  const lineEnd = window.search(/[\r\n\0]/);
  return end === -1 || (lineEnd !== -1 && lineEnd < end) ? -1 : start + end;
}

/** Up to a space, a quote, or a character that is not typed into such a field. */
const WORD = /[!#-&(-;=?-[\]-_a-{}~\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u024f\u0400-\u04ff'’]{1,513}/y;

/** Judges the next word, or what it says of the one after it. */
function takeWord(walk: Walk, gap: string, report: Report): "taken" | "end" {
  const { text, noun, at } = walk;
  WORD.lastIndex = at;
  const chunk = WORD.exec(text)?.[0];
  if (chunk === undefined || chunk.length > MAX_VALUE_CHARACTERS) return "end";
  const word = withoutPunctuation(chunk);
  const isBold = gap.endsWith("**") && /\*\*$/.test(word);
  const value = isBold ? word.slice(0, -2) : word;
  if (walk.link !== "none" && looksTold(value, { isQuoted: isBold, noun: noun.kind })) {
    const isAlone = !walk.isOwnLine || /^[\s`]?$/.test(text.charAt(at + chunk.length));
    if (isAlone && (walk.link === "said" || isSure(value, noun.kind))) reportValue(at, value, noun, report);
    return "end";
  }
  if (walk.isOwnLine || !readWord(walk, word.toLowerCase())) return "end";
  walk.at += word.length;
  const ending = chunk.slice(word.length);
  if (ending.startsWith(",")) walk.at++;
  // The sentence is over.
  return /[.;?)\]}]/.test(ending) ? "end" : "taken";
}

/** Takes in what a word says; false if no value can come after it. */
function readWord(walk: Walk, word: string): boolean {
  const { noun, isFirst } = walk;
  if (STOPS.has(word)) return false;
  // Polish says "to" for "is", and a German verb stands at the end: "das Passwort auf … geändert".
  const isForeign = (noun.kind === "password" || noun.kind === "either") && noun.isAssignable !== true;
  const isChangeLink = CHANGE_LINKS.has(word) && (walk.isChange || isSaidToChange(walk));
  if (
    LINKS.has(word) || isChangeLink ||
    (isForeign && (word === "to" || word === "auf"))
  ) {
    walk.link = "said";
    return true;
  }
  if (CHANGES.has(word)) walk.isChange = true;
  else if (isFirst && !QUALIFIERS.has(word) && !FILLERS.has(word)) return false;
  if (!(walk.link === "said" && FILLERS.has(word))) walk.link = "none";
  return true;
}

/** Something is changed in the words before the noun, in the same sentence. */
function isSaidToChange({ text, nounEnd }: Walk): boolean {
  const head = text.slice(Math.max(0, nounEnd - 60), nounEnd);
  return CHANGE_BEFORE.test(head.slice(1 + Math.max(head.lastIndexOf(". "), head.lastIndexOf("\n"))));
}

/** With no word between noun and value: names with a digit stand there as well. */
function isSure(value: string, kind: NounClass): boolean {
  return kind === "token" || (kind !== "pin" && isSurePassword(value));
}

function reportValue(start: number, value: string, { kind }: Noun, report: Report): void {
  report({
    start,
    end: start + value.length,
    kind: kind === "token" || kind === "secret" ? "assigned-secret" : "password",
    weight: WEIGHT.context,
  });
}

/** Words between the linking one and the noun: "as the new admin password". */
const MAX_WORDS_BEFORE = 5;
const WORDS_BEFORE_CHARACTERS = 60;

/** "use … as the password", "… is the new API key" */
function findBefore(text: string, at: number, noun: Noun, report: Report): void {
  // An identifier (`DB_PASSWORD`) or a compound begins before the piece.
  const head = text.slice(Math.max(0, at - WORDS_BEFORE_CHARACTERS), at).replace(/[\p{L}_-]{1,40}$/u, "");
  const words = head.split(" ");
  const own = words.length - 1;
  for (let index = own - 1; index > 0 && index >= own - MAX_WORDS_BEFORE; index--) {
    if (/[.:,;]$/.test(words[index] ?? "")) return;
    if (!INVERSE_LINKS.has((words[index] ?? "").toLowerCase())) continue;
    const after = words.slice(index).join(" ").length;
    const headEnd = at - Math.min(at, WORDS_BEFORE_CHARACTERS) + head.length;
    return findBeforeLink(text, headEnd - after - 1, noun, report);
  }
}

const OPENS = /^[\\"'`“‘„«「*([]{1,20}/;
const CLOSES = "\\\"'`”’“»」*)].,:;?";

function findBeforeLink(text: string, end: number, noun: Noun, report: Report): void {
  let stop = end;
  while (stop > 0 && CLOSES.includes(text.charAt(stop - 1))) stop--;
  let start = stop;
  while (start > 0 && stop - start <= MAX_VALUE_CHARACTERS && !/[\s"`|<>\0]/.test(text.charAt(start - 1))) {
    start--;
  }
  const told = text.slice(start, stop);
  const value = told.replace(OPENS, "");
  if (!looksTold(value, { isQuoted: false, noun: noun.kind }) || !isSure(value, noun.kind)) return;
  reportValue(stop - value.length, value, noun, report);
}
