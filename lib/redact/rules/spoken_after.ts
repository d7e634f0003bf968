/** Values that follow the noun that announces them: "the password for staging is …", `**Password:** …`. */
import type { Report } from "../finding.ts";
import type { Noun } from "./spoken_nouns.ts";
import { isSure, looksTold, MAX_TOLD_CHARACTERS, reportTold, withoutPunctuation } from "./spoken_value.ts";
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
}

/** Ends of quotes and of bold type after a noun. */
const CLOSERS = /\\{0,15}["'`*_)\]」』”»’]{0,4}/y;

/** Walks from a noun to the value that is told behind it. */
export function findAfter(text: string, nounEnd: number, noun: Noun, report: Report): void {
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
    reportTold(start + value.indexOf(inner), inner, noun.kind, report);
  }
  if (walk.link !== "none") return "end";
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
const WORD = /[!#-&(-;=?-[\]-_a-{}~\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u024f\u0400-\u04ff'’]{1,513}/y;

/** Judges the next word, or what it says of the one after it. */
function takeWord(walk: Walk, gap: string, report: Report): "taken" | "end" {
  const { text, noun, at } = walk;
  WORD.lastIndex = at;
  const chunk = WORD.exec(text)?.[0];
  if (chunk === undefined || chunk.length > MAX_TOLD_CHARACTERS) return "end";
  const word = withoutPunctuation(chunk);
  const isBold = gap.endsWith("**") && /\*\*$/.test(word);
  const value = isBold ? word.slice(0, -2) : word;
  if (walk.link !== "none" && looksTold(value, { isQuoted: isBold, noun: noun.kind })) {
    const isAlone = !walk.isOwnLine || /^[\s`]?$/.test(text.charAt(at + chunk.length));
    if (isAlone && (walk.link === "said" || isSure(value, noun.kind))) {
      reportTold(at, value, noun.kind, report);
    }
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
