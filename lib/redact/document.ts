/** Redacts the text runs of a document without touching what is between them. */
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
}

/** What every document is redacted with. */
export interface RedactionTools {
  readonly scan: Scanner;
  readonly marker: Marker;
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
  { scan, marker }: RedactionTools,
  spannable: readonly TextRun[] = [],
): Edit[] {
  const found = new Map<TextRun, Finding[]>();
  const add = (run: TextRun, finding: Finding) => {
    const known = found.get(run);
    if (known === undefined) found.set(run, [finding]);
    else known.push(finding);
  };
  for (const finding of scan(document)) addToRuns(runs, finding, marker, document, add);
  const encoded = runs.filter((run) => run.offsets !== undefined);
  scanEach(encoded.map((run) => run.text), scan).forEach((findings, index) => {
    const run = encoded[index];
    if (run !== undefined) { for (const finding of findings) add(run, finding); }
  });
  addSpanning(spannable, scan, marker, add);
  return runs.flatMap((run) => editsOf(run, found.get(run), marker));
}

function editsOf(run: TextRun, findings: readonly Finding[] | undefined, marker: Marker): Edit[] {
  if (findings === undefined) return [];
  return mergeFindings(findings).map((finding) => ({
    start: documentOffset(run, finding.start),
    end: documentOffset(run, finding.end),
    replacement: replacementFor(run.text.slice(finding.start, finding.end), finding, marker),
    kind: finding.kind,
  }));
}

type AddFinding = (run: TextRun, finding: Finding) => void;

/** A finding of the written document, shared out to the runs that it touches. */
function addToRuns(
  runs: readonly TextRun[],
  finding: Finding,
  marker: Marker,
  document: string,
  add: AddFinding,
): void {
  let isFirst = true;
  for (let index = firstRunEndingAfter(runs, finding.start); index < runs.length; index++) {
    const run = runs[index];
    if (run === undefined || run.start >= finding.end) break;
    // Text with escapes is judged decoded; only what depends on the text around the run is taken from here.
    if (run.offsets !== undefined && finding.weight !== WEIGHT.context) continue;
    const own = withinRun(run, finding);
    if (own === undefined) continue;
    const isWhole = finding.start >= run.start && finding.end <= run.end;
    if (isWhole) add(run, own);
    else {add(run, {
        ...own,
        replacement: isFirst ? markOf(finding, document.slice(finding.start, finding.end), marker) : "",
      });}
    isFirst = false;
  }
}

function markOf(finding: Finding, secret: string, marker: Marker): string {
  return replacementFor(secret, finding, marker);
}

/** Runs are sorted: the first that ends after a place. */
function firstRunEndingAfter(runs: readonly TextRun[], place: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Secrets whose parts stand in neighbouring runs, whatever white space was put between the elements. Only what is
 * known by its own form counts: words of different elements side by side mean nothing.
 */
function addSpanning(runs: readonly TextRun[], scan: Scanner, marker: Marker, add: AddFinding): void {
  const filled = runs.filter((run) => run.text.trim() !== "");
  if (filled.length < 2) return;
  const starts: number[] = [];
  let length = 0;
  for (const run of filled) {
    starts.push(length);
    length += run.text.length;
  }
  const joined = filled.map((run) => run.text).join("");
  let index = 0;
  for (const finding of scan(joined)) {
    if (finding.weight !== WEIGHT.format) continue;
    while (index + 1 < filled.length && (starts[index + 1] ?? length) <= finding.start) index++;
    const boundary = starts[index + 1] ?? length;
    if (finding.end <= boundary) continue; // inside one run: judged there
    const mark = markOf(finding, joined.slice(finding.start, finding.end), marker);
    for (let part = index; part < filled.length && (starts[part] ?? length) < finding.end; part++) {
      const run = filled[part];
      const offset = starts[part] ?? 0;
      if (run === undefined) continue;
      const start = Math.max(0, finding.start - offset);
      const end = Math.min(run.text.length, finding.end - offset);
      add(run, { ...finding, start, end, replacement: part === index ? mark : "" });
    }
  }
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
