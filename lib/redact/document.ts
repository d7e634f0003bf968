/** Redacts the text runs of a document without touching what is between them. */
import type { AllowList } from "./allow_list.ts";
import { Buffer } from "node:buffer";
import { scanEach } from "./batch.ts";
import { type Finding, mergeFindings, WEIGHT } from "./finding.ts";
import type { Marker } from "./mark.ts";
import { replacementFor } from "./replace.ts";
import type { Scanner } from "./scanner.ts";
import { documentOffset, type TextRun, withinRun } from "./text_run.ts";

/** A replacement in the document. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly kind: string;
  /** What is taken out, decoded, in bytes of UTF-8. */
  readonly bytes: number;
}

/** What every document is redacted with. */
export interface RedactionTools {
  readonly scan: Scanner;
  readonly marker: Marker;
  readonly withoutAllowed: AllowList;
}

/**
 * Plans the replacements that take every finding out of the runs (sorted, apart). Findings come from
 * - the document as it is written: names beside their values (`"password": "…"`, `<token>…</token>`), and all text
 *   that is written without escapes;
 * - the decoded text of each run that has escapes;
 * - the decoded text of all `spannable` runs together, for secrets that are spread over several of them.
 */
export function planEdits(
  document: string,
  runs: readonly TextRun[],
  { scan, marker, withoutAllowed }: RedactionTools,
  spannable: readonly TextRun[] = [],
): Edit[] {
  const found = new Map<TextRun, Finding[]>();
  const add = (run: TextRun, finding: Finding) => {
    const known = found.get(run);
    if (known === undefined) found.set(run, [finding]);
    else known.push(finding);
  };
  const encoded = runs.filter((run) => run.offsets !== undefined);
  const filled = spannable.filter((run) => run.text.trim() !== "");
  const [written = [], spanning = [], ...decoded] = scanEach(
    [document, filled.map((run) => run.text).join(""), ...encoded.map((run) => run.text)],
    scan,
  );
  const runStarts = runs.map((run) => run.start);
  for (const finding of written) addToRuns(runs, runStarts, finding, marker, document, add);
  encoded.forEach((run, index) => {
    for (const finding of decoded[index] ?? []) add(run, finding);
  });
  const span: Span = {
    runs: filled,
    starts: startsOf(filled),
    add,
    reachesEnd: (run) => found.get(run)?.some(({ end }) => end === run.text.length) ?? false,
  };
  for (const finding of spanning) addToSpan(span, finding, marker);
  return runs.flatMap((run) => editsOf(run, found.get(run), marker, withoutAllowed));
}

function editsOf(
  run: TextRun,
  findings: readonly Finding[] | undefined,
  marker: Marker,
  withoutAllowed: AllowList,
): Edit[] {
  if (findings === undefined) return [];
  // Here once more: in the document as it is written, an allowed value may have escapes.
  return withoutAllowed(run.text, mergeFindings(findings)).map((finding) => {
    const secret = run.text.slice(finding.start, finding.end);
    return {
      start: documentOffset(run, finding.start),
      end: documentOffset(run, finding.end),
      replacement: replacementFor(secret, finding, marker),
      kind: finding.kind,
      bytes: Buffer.byteLength(secret),
    };
  });
}

type AddFinding = (run: TextRun, finding: Finding) => void;

/** A finding of the written document, shared out to the runs that it touches. */
function addToRuns(
  runs: readonly TextRun[],
  starts: readonly number[],
  finding: Finding,
  marker: Marker,
  document: string,
  add: AddFinding,
): void {
  let isFirst = true;
  for (let index = Math.max(0, lastAtOrBefore(starts, finding.start)); index < runs.length; index++) {
    const run = runs[index];
    if (run === undefined || run.start >= finding.end) break;
    // Paths and addresses in text with escapes are judged decoded: here a letter of `\n` would be part of them.
    if (run.offsets !== undefined && finding.weight < WEIGHT.context) continue;
    const own = withinRun(run, finding);
    if (own === undefined) continue;
    const isWhole = finding.start >= run.start && finding.end <= run.end;
    if (isWhole) add(run, own);
    else {add(run, {
        ...own,
        replacement: isFirst
          ? replacementFor(document.slice(finding.start, finding.end), finding, marker)
          : "",
      });}
    isFirst = false;
  }
}

/**
 * A finding of all runs together, whatever white space was put between the elements. Only what is known by its own
 * form counts, words of different elements side by side mean nothing; and only what touches several runs.
 */
function addToSpan(span: Span, finding: Finding, marker: Marker): void {
  if (finding.weight !== WEIGHT.format) return;
  const first = lastAtOrBefore(span.starts, finding.start);
  const last = lastAtOrBefore(span.starts, finding.end - 1);
  if (first === last) return;
  const touched = span.runs.slice(first, last + 1);
  const shift = span.starts[first] ?? 0;
  const secret = touched.map((run) => run.text).join("").slice(finding.start - shift, finding.end - shift);
  const mark = replacementFor(secret, finding, marker);
  const [firstRun] = touched;
  const isComplete = firstRun !== undefined && span.reachesEnd(firstRun);
  touched.forEach((run, index) => {
    const offset = span.starts[first + index] ?? 0;
    const start = Math.max(0, finding.start - offset);
    const end = Math.min(run.text.length, finding.end - offset);
    // A whole token at the end of one element takes no words from the beginning of the next.
    if (isComplete && index > 0 && !looksLikeToken(run.text.slice(start, end))) return;
    span.add(run, { ...finding, start, end, replacement: index === 0 ? mark : "" });
  });
}

/** Runs that are looked at as one text. */
interface Span {
  readonly runs: readonly TextRun[];
  /** Where each of them begins in that text. */
  readonly starts: readonly number[];
  readonly add: AddFinding;
  /** Whether something was found at the very end of a run when it was looked at alone. */
  readonly reachesEnd: (run: TextRun) => boolean;
}

function looksLikeToken(text: string): boolean {
  return text.length >= 12 && /[0-9]/.test(text) && /[A-Za-z]/.test(text);
}

/** Where each text would begin if all were joined. */
function startsOf(runs: readonly TextRun[]): number[] {
  let length = 0;
  return runs.map((run) => {
    const start = length;
    length += run.text.length;
    return start;
  });
}

/** In ascending numbers, the index of the last one that is not greater. */
function lastAtOrBefore(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Replacements make neighbours recognisable at most so many times. */
const MAX_ROUNDS = 3;

/**
 * Applies what `plan` finds, and again what it finds then: what was beside a secret may be one by itself. Usually
 * the first round finds nothing or paths alone, and there is no second.
 */
export function redactDocument(
  document: string,
  plan: (document: string) => Edit[],
): { text: string; edits: Edit[] } {
  let text = document;
  const rounds: Edit[][] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const edits = plan(text);
    text = applyEdits(text, edits);
    rounds.push(edits);
    if (!edits.some((edit) => edit.replacement !== "~")) break;
  }
  return { text, edits: rounds.flat() };
}

/** Applies edits that are sorted and apart. */
export function applyEdits(document: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return document;
  const pieces: string[] = [];
  let kept = 0;
  for (const edit of edits) {
    pieces.push(document.slice(kept, edit.start), edit.replacement);
    kept = edit.end;
  }
  pieces.push(document.slice(kept));
  return pieces.join("");
}
