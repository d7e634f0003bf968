/**
 * Secrets that are spread over several elements: one line of a wrapped token in each, say. Only what is known by its
 * own form counts, words of different elements side by side mean nothing.
 */
import type { RunFindings } from "./document.ts";
import { type Finding, WEIGHT } from "./finding.ts";
import type { Marker } from "./mark.ts";
import type { MarkupRun } from "./markup_runs.ts";
import { replacementFor } from "./replace.ts";
import type { TextRun } from "./text_run.ts";

/** Parts of neighbouring runs, joined as if there were no tags between them. */
export interface TextAcrossRuns {
  readonly text: string;
  readonly parts: readonly Part[];
}

/** A part of a run's decoded text. */
interface Part {
  readonly run: number;
  /** Where it begins in the run's text. */
  readonly from: number;
  /** Where it begins in the joined text. */
  readonly start: number;
  readonly length: number;
}

/** Gives the decoded text of a run by its index. */
type TextOf = (index: number) => TextRun;

/**
 * Fewest characters of such a secret: an account of AWS has twelve digits. Ends and beginnings of neighbouring runs
 * that have fewer together, as nearly all do, are not joined.
 */
const MIN_SECRET_CHARACTERS = 12;

/** What is joined on both sides of a possible secret: rules look at a name before it and at what follows. */
const CONTEXT_CHARACTERS = 160;

/**
 * The texts to be scanned for spread secrets. Private keys are the only ones with white space in them: where there
 * are words of theirs, everything is joined.
 */
export function textsAcrossRuns(xml: string, runs: readonly MarkupRun[], textOf: TextOf): TextAcrossRuns[] {
  const filled: number[] = [];
  runs.forEach((run, index) => {
    if (run.isContent && !isBlank(xml, run)) filled.push(index);
  });
  if (filled.length < 2) return [];
  const isDelicate = filled.some((index) => runs[index]?.encoding === "delicate");
  if (isDelicate || mayHoldPrivateKey(xml, runs, filled)) {
    return [joinParts(filled.map((run) => ({ run, from: 0, to: textOf(run).text.length })), textOf)];
  }
  return chainsOf(xml, runs, filled).map((chain) => joinChain(chain, textOf));
}

/** White space alone, as stands between elements that are written on lines of their own. */
function isBlank(xml: string, { start, end }: MarkupRun): boolean {
  for (let index = start; index < end; index++) {
    const code = xml.charCodeAt(index);
    if (code > 0x7f) return xml.slice(index, end).trim() === "";
    if (code !== 0x20 && (code < 0x09 || code > 0x0d)) return false;
  }
  return true;
}

const KEY_WORDS = "PRIVATE KEY";

/** Whether the words stand anywhere, or across the end of a run. */
function mayHoldPrivateKey(xml: string, runs: readonly MarkupRun[], filled: readonly number[]): boolean {
  if (xml.includes(KEY_WORDS)) return true;
  for (let index = 1; index < filled.length; index++) {
    const before = runs[filled[index - 1] ?? 0];
    const after = runs[filled[index] ?? 0];
    if (before === undefined || after === undefined) continue;
    const pair = xml.charAt(before.end - 1) + xml.charAt(after.start);
    if (!KEY_WORDS.includes(pair)) continue;
    const around = filled.slice(Math.max(0, index - KEY_WORDS.length), index + KEY_WORDS.length);
    const text = around.map((run) => endsOf(xml, runs[run])).join("");
    if (text.includes(KEY_WORDS)) return true;
  }
  return false;
}

/** A run without its middle. */
function endsOf(xml: string, run: MarkupRun | undefined): string {
  if (run === undefined) return "";
  const { start, end } = run;
  if (end - start <= 2 * KEY_WORDS.length) return xml.slice(start, end);
  return `${xml.slice(start, start + KEY_WORDS.length)}\n${xml.slice(end - KEY_WORDS.length, end)}`;
}

/** 1 for the characters of such secrets, and of what rules look for right before them. */
const IS_SECRET = (() => {
  const table = new Uint8Array(0x10000);
  for (let code = 0x21; code < 0x7f; code++) {
    table[code] = /[A-Za-z0-9+/=_.%~:,$@|!*-]/.test(String.fromCharCode(code)) ? 1 : 0;
  }
  return table;
})();

/** Neighbouring runs, and how many characters of a possible secret stand at the end of the first and in the last. */
interface Chain {
  readonly runs: readonly number[];
  readonly tail: number;
  readonly head: number;
}

/** The places where characters of secrets stand on both sides of the end of a run. */
function chainsOf(xml: string, runs: readonly MarkupRun[], filled: readonly number[]): Chain[] {
  const chains: Chain[] = [];
  let open: { runs: number[]; tail: number; inside: number } | undefined;
  for (const index of filled) {
    const run = runs[index];
    if (run === undefined) continue;
    const head = open === undefined ? 0 : lengthOfHead(xml, run);
    if (open !== undefined && head > 0) {
      open.runs.push(index);
      if (head === run.end - run.start) {
        open.inside += head;
        continue;
      }
    }
    if (open !== undefined) addChain(chains, open, head);
    const tail = lengthOfTail(xml, run);
    open = tail === 0 ? undefined : { runs: [index], tail, inside: 0 };
  }
  if (open !== undefined) addChain(chains, open, 0);
  return chains;
}

function addChain(
  chains: Chain[],
  { runs, tail, inside }: { runs: number[]; tail: number; inside: number },
  head: number,
): void {
  if (runs.length > 1 && tail + inside + head >= MIN_SECRET_CHARACTERS) chains.push({ runs, tail, head });
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

function joinChain({ runs, tail, head }: Chain, textOf: TextOf): TextAcrossRuns {
  const parts = runs.map((run, index) => {
    const { length } = textOf(run).text;
    return {
      run,
      from: index === 0 ? Math.max(0, length - tail - CONTEXT_CHARACTERS) : 0,
      to: index === runs.length - 1 && head > 0 ? Math.min(length, head + CONTEXT_CHARACTERS) : length,
    };
  });
  return joinParts(parts, textOf);
}

function joinParts(
  parts: readonly { readonly run: number; readonly from: number; readonly to: number }[],
  textOf: TextOf,
): TextAcrossRuns {
  let start = 0;
  const texts: string[] = [];
  const joined = parts.map(({ run, from, to }) => {
    const text = textOf(run).text.slice(from, to);
    const part: Part = { run, from, start, length: text.length };
    texts.push(text);
    start += text.length;
    return part;
  });
  return { text: texts.join(""), parts: joined };
}

/** Shares a finding of a joined text out to the runs, if it touches several of them. */
export function addSpanning(
  { text, parts }: TextAcrossRuns,
  finding: Finding,
  findings: RunFindings,
  marker: Marker,
): void {
  if (finding.weight !== WEIGHT.format) return;
  const touched = parts.filter(({ start, length }) => start < finding.end && start + length > finding.start);
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
    findings.add(part.run, { ...finding, start: part.from + start, end: part.from + end, replacement });
  }
}

function looksLikeToken(text: string): boolean {
  return text.length >= 12 && /[0-9]/.test(text) && /[A-Za-z]/.test(text);
}
