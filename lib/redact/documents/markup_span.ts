/**
 * Secrets that are spread over several elements: one line of a wrapped token in each, say. Only what is known by its
 * own form counts, words of different elements side by side mean nothing.
 */
import type { RunFindings } from "./document.ts";
import { type Finding, WEIGHT } from "../finding.ts";
import type { Marker } from "../mark.ts";
import type { MarkupRun } from "./markup_runs.ts";
import { quickIndexOf } from "../search/quick_search.ts";
import { replacementFor } from "../replace.ts";
import type { TextRun } from "./text_run.ts";

/** Parts of neighbouring runs, joined as if there were no tags between them. */
export interface TextAcrossRuns {
  readonly text: string;
  readonly parts: readonly Part[];
}

/** A part of a run. */
interface Part {
  readonly run: number;
  /** Where it begins in the joined text. */
  readonly start: number;
  /** Where it begins in the run's decoded text; counted from its end if negative. */
  readonly from: number;
  readonly length: number;
}

/** Gives the decoded text of a run by its index. */
type TextOf = (index: number) => TextRun;

/**
 * Fewest characters of such a secret: an account of AWS has twelve digits. Ends and beginnings of neighbouring runs
 * that have fewer together, as nearly all do, are not joined.
 */
const MIN_SECRET_CHARACTERS = 12;

/** What is joined before a possible secret, for rules that look at a name there, and after it, for where it ends. */
const CONTEXT_BEFORE_CHARACTERS = 80;
const CONTEXT_AFTER_CHARACTERS = 8;

/**
 * The texts to be scanned for spread secrets; with `joinsAll`, one text of all character data. Private keys are the
 * only ones with white space in them: where there are words of theirs, everything is joined.
 */
export function textsAcrossRuns(
  xml: string,
  runs: readonly MarkupRun[],
  textOf: TextOf,
  joinsAll: boolean,
): TextAcrossRuns[] {
  const { filled, content } = filledRuns(xml, runs);
  if (filled.length < 2) return [];
  const isDelicate = content.some(({ encoding }) => encoding === "delicate");
  if (joinsAll || isDelicate || holdsKeyWords(xml, content)) return [joinAll(filled, textOf)];
  return chainsOf(xml, content).map((chain) => joinChain(xml, content, filled, chain));
}

/** The runs of character data that hold more than white space, and their indexes. */
function filledRuns(
  xml: string,
  runs: readonly MarkupRun[],
): { readonly filled: readonly number[]; readonly content: readonly MarkupRun[] } {
  const filled: number[] = [];
  const content: MarkupRun[] = [];
  runs.forEach((run, index) => {
    if (!run.isContent || isBlank(xml, run)) return;
    filled.push(index);
    content.push(run);
  });
  return { filled, content };
}

/** Whether a text is only white space, as between elements on lines of their own. */
export function isBlank(xml: string, { start, end }: MarkupRun): boolean {
  for (let index = start; index < end; index++) {
    const code = xml.charCodeAt(index);
    if (code > 0x7f) return xml.slice(index, end).trim() === "";
    if (code !== 0x20 && (code < 0x09 || code > 0x0d)) return false;
  }
  return true;
}

/** In the first and last line of a private key. */
export const KEY_WORDS = "PRIVATE KEY";

/** Whether the words stand anywhere, or across the end of a run. */
function holdsKeyWords(xml: string, content: readonly MarkupRun[]): boolean {
  if (quickIndexOf(xml, KEY_WORDS) !== -1) return true;
  for (let index = 1; index < content.length; index++) {
    const before = content[index - 1];
    const after = content[index];
    if (before === undefined || after === undefined) continue;
    if (!isInKeyWords(xml.charCodeAt(before.end - 1)) || !isInKeyWords(xml.charCodeAt(after.start))) continue;
    const around = content.slice(Math.max(0, index - KEY_WORDS.length), index + KEY_WORDS.length);
    const text = around.map((run) => endsOf(xml, run)).join("");
    if (text.includes(KEY_WORDS)) return true;
  }
  return false;
}

function isInKeyWords(code: number): boolean {
  return code === 0x20 || (code >= 0x41 && code <= 0x5a);
}

/** A run without its middle. */
function endsOf(xml: string, { start, end }: MarkupRun): string {
  if (end - start <= 2 * KEY_WORDS.length) return xml.slice(start, end);
  return `${xml.slice(start, start + KEY_WORDS.length)}\n${xml.slice(end - KEY_WORDS.length, end)}`;
}

/** 1 for the characters of such secrets, of what rules look for right before them, and of home directories. */
const IS_SECRET = (() => {
  const table = new Uint8Array(0x10000);
  for (let code = 0x21; code < 0x7f; code++) {
    table[code] = /[A-Za-z0-9+/=_.%~:,$@|!*\\-]/.test(String.fromCharCode(code)) ? 1 : 0;
  }
  return table;
})();

/** Neighbouring runs, and how many characters of a possible secret stand at the end of the first and in the last. */
interface Chain {
  /** The places of the first and last run among those that are filled. */
  readonly first: number;
  readonly last: number;
  readonly tail: number;
  readonly head: number;
}

/** The places where characters of secrets stand on both sides of the end of a run. */
function chainsOf(xml: string, content: readonly MarkupRun[]): Chain[] {
  const chains: Chain[] = [];
  let first = 0;
  // Characters of secrets at the end of the run `first`, and in the runs after it that hold nothing else.
  let tail = 0;
  let inside = 0;
  const close = (last: number, head: number) => {
    if (last > first && tail + inside + head >= MIN_SECRET_CHARACTERS) {
      chains.push({ first, last, tail, head });
    }
  };
  content.forEach((run, index) => {
    const head = tail === 0 ? 0 : lengthOfHead(xml, run);
    if (head > 0 && head === run.end - run.start) {
      inside += head;
      return;
    }
    if (tail > 0) close(head > 0 ? index : index - 1, head);
    first = index;
    tail = lengthOfTail(xml, run);
    inside = 0;
  });
  if (tail > 0) close(content.length - 1, 0);
  return chains;
}

/** Whether secrets may contain a character, given its code. */
export function isOfSecret(code: number): boolean {
  return IS_SECRET[code] === 1;
}

function lengthOfHead(xml: string, { start, end }: MarkupRun): number {
  let index = start;
  while (index < end && IS_SECRET[xml.charCodeAt(index)] === 1) index++;
  return index - start;
}

function lengthOfTail(xml: string, { start, end }: MarkupRun): number {
  let index = end;
  while (index > start && IS_SECRET[xml.charCodeAt(index - 1)] === 1) index--;
  return end - index;
}

/**
 * Only characters of secrets count as parts, which are no references and stand at the run's ends: the run need not be
 * decoded unless there is a finding.
 */
function joinChain(
  xml: string,
  content: readonly MarkupRun[],
  indexes: readonly number[],
  { first, last, tail, head }: Chain,
): TextAcrossRuns {
  const texts = [contextBefore(xml, content, first, tail)];
  const parts: Part[] = [];
  let length = texts[0]?.length ?? 0;
  for (let place = first; place <= last; place++) {
    const run = content[place];
    if (run === undefined) break;
    const start = place === first ? run.end - tail : run.start;
    const end = place === last && head > 0 ? run.start + head : run.end;
    parts.push({
      run: indexes[place] ?? 0,
      start: length,
      from: place === first ? -tail : 0,
      length: end - start,
    });
    texts.push(xml.slice(start, end));
    length += end - start;
    if (end < run.end) texts.push(xml.slice(end, Math.min(run.end, end + CONTEXT_AFTER_CHARACTERS)));
  }
  return { text: texts.join(""), parts };
}

/** What stands before a possible secret, in its run and in those before it. */
function contextBefore(xml: string, content: readonly MarkupRun[], first: number, tail: number): string {
  let context = "";
  for (let place = first; place >= 0 && context.length < CONTEXT_BEFORE_CHARACTERS; place--) {
    const run = content[place];
    if (run === undefined) break;
    const end = place === first ? run.end - tail : run.end;
    const start = Math.max(run.start, end - (CONTEXT_BEFORE_CHARACTERS - context.length));
    context = xml.slice(start, end) + context;
  }
  return context;
}

function joinAll(indexes: readonly number[], textOf: TextOf): TextAcrossRuns {
  let start = 0;
  const parts = indexes.map((run) => {
    const { length } = textOf(run).text;
    const part: Part = { run, start, from: 0, length };
    start += length;
    return part;
  });
  return { text: indexes.map((run) => textOf(run).text).join(""), parts };
}

/** Divides a finding in a joined text among the runs that it touches, if they are several. */
export function addSpanning(
  { text, parts }: TextAcrossRuns,
  finding: Finding,
  findings: RunFindings,
  { textOf, marker }: { readonly textOf: TextOf; readonly marker: Marker },
): void {
  if (finding.weight !== WEIGHT.format) return;
  const all = parts.filter(({ start, length }) => start < finding.end && start + length > finding.start);
  const touched = finding.kind === KEY_KIND ? partsOfKey(text, finding, all) : all;
  const [first] = touched;
  if (first === undefined || touched.length < 2) return;
  const mark = replacementFor(text.slice(finding.start, finding.end), finding, marker);
  const isComplete = findings.reachesEnd(first.run);
  for (const part of touched) {
    const start = Math.max(0, finding.start - part.start);
    const end = Math.min(part.length, finding.end - part.start);
    // A whole token at the end of one element takes no words from the beginning of the next.
    const own = text.slice(part.start + start, part.start + end);
    if (isComplete && part !== first && !looksLikeToken(own)) continue;
    const replacement = part === first ? mark : "";
    const from = part.from < 0 ? textOf(part.run).text.length + part.from : part.from;
    findings.add(part.run, { ...finding, start: from + start, end: from + end, replacement });
  }
}

/**
 * The parts of a private key: words of the elements behind its first line may be base64, too, once they are joined. Of a
 * key there are lines in each of them, and only its last one is short.
 */
function partsOfKey(text: string, finding: Finding, parts: readonly Part[]): readonly Part[] {
  const headEnd = Math.max(finding.start, text.indexOf(KEY_WORDS, finding.start)) + KEY_WORDS.length;
  const owns = parts.map(({ start, length }) => text.slice(start, Math.min(start + length, finding.end)));
  const other = owns.findIndex((own, index) => {
    const isHead = (parts[index]?.start ?? 0) < headEnd;
    const mayBeShort = /^-{4,5} ?END/.test(owns[index + 1]?.trimStart() ?? "");
    return !isHead && !(KEY_LINES.test(own) && (mayBeShort || KEY_LINE.test(own)));
  });
  const own = other === -1 ? parts : parts.slice(0, other);
  // The first line alone is no secret.
  return (own.at(-1)?.start ?? 0) + (own.at(-1)?.length ?? 0) > headEnd + MIN_KEY_CHARACTERS ? own : [];
}

const KEY_KIND = "private-key";

/** A step takes one character of base64, the letter of `\n` too, and what follows it: no text can be read in two ways. */
const KEY_LINES = /^\s*(?:(?:[A-Za-z0-9+/]={0,2}|-{4,5} ?END[A-Z0-9 ]*-{4,5}(?!-))[\\"',]*\s*)*$/;
const KEY_LINE = /(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])[A-Za-z0-9+/]{30}|-{4,5} ?END/;

/** With the dashes at the end of the first line. */
const MIN_KEY_CHARACTERS = 24;

function looksLikeToken(text: string): boolean {
  return text.length >= 12 && /[0-9]/.test(text) && /[A-Za-z]/.test(text);
}
