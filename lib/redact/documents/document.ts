/** Redacts the text runs of a document without touching what is between them. */
import type { AllowList } from "../allow_list.ts";
import { Buffer } from "node:buffer";
import { scanEach } from "../batch.ts";
import { BETWEEN_STRINGS } from "./between_strings.ts";
import { type Finding, mergeFindings, WEIGHT } from "../finding.ts";
import type { Marker } from "../mark.ts";
import { findNumberMembers } from "./number_members.ts";
import type { Piece } from "../readings/pieces.ts";
import { replacementFor } from "../replace.ts";
import type { Scanner } from "../scanner.ts";
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
  /** The project's own patterns may match anything, white space between elements included. */
  readonly hasCustomPatterns: boolean;
}

/**
 * Plans the replacements that take every finding out of the strings of JSON, and out of what stands between them (sorted,
 * apart). Findings come from
 * - the document as it is written: names beside their values (`"password": "…"`), and all text that is written
 *   without escapes;
 * - its numbers, each beside its name;
 * - the decoded text of each run that has escapes.
 */
export function planEdits(
  document: string,
  runs: readonly TextRun[],
  tools: RedactionTools,
): Edit[] {
  const findings = new RunFindings(document, {
    count: runs.length,
    startOf: (index) => runs[index]?.start ?? 0,
    textOf: (index) => runs[index] ?? NO_RUN,
    isScannedAlone: (index) => runs[index]?.offsets !== undefined,
    mayGoOn: () => true,
    between: BETWEEN_STRINGS,
  }, tools);
  const encoded = runs.flatMap((run, index) => run.offsets === undefined ? [] : [{ index, text: run.text }]);
  const [written = [], ...decoded] = scanEach(encoded.map(({ text }) => text), tools.scan, document);
  for (const finding of written) findings.addWritten(finding);
  for (const finding of findNumberMembers(document, tools.scan)) findings.addWritten(finding);
  encoded.forEach(({ index }, place) => {
    for (const finding of decoded[place] ?? []) findings.add(index, finding);
  });
  return findings.edits();
}

const NO_RUN: TextRun = { start: 0, end: 0, text: "" };

/** The text runs of a document, in order; decoded when asked for. */
export interface DocumentRuns {
  readonly count: number;
  startOf(index: number): number;
  textOf(index: number): TextRun;
  /** Whether a run is scanned decoded and alone, besides as part of the document. */
  isScannedAlone(index: number): boolean;
  /** Whether a finding that begins before a run may go on in it. */
  mayGoOn(index: number, finding: Finding): boolean;
  readonly between: BetweenRuns;
}

/** What may be replaced between the runs of a notation. */
export interface BetweenRuns {
  /**
   * The pieces that a finding touches there: each goes whole.
   *
   * @param isElsewhere whether the finding touches a run, too.
   */
  piecesOf(document: string, finding: Finding, isElsewhere: boolean): readonly Piece[];
  /** A mark, or nothing, as the notation can hold it in the place of a piece. */
  write(replacement: string): string;
}

/** Groups findings by the text run that contains them. */
export class RunFindings {
  readonly #document: string;
  readonly #runs: DocumentRuns;
  readonly #marker: Marker;
  readonly #withoutAllowed: AllowList;
  readonly #found = new Map<number, Finding[]>();
  /** Between the runs, by where they begin. */
  readonly #between = new Map<number, Edit>();

  constructor(document: string, runs: DocumentRuns, { marker, withoutAllowed }: RedactionTools) {
    this.#document = document;
    this.#runs = runs;
    this.#marker = marker;
    this.#withoutAllowed = withoutAllowed;
  }

  /** Adds a finding in the text of a run. */
  add(index: number, finding: Finding): void {
    const known = this.#found.get(index);
    if (known === undefined) this.#found.set(index, [finding]);
    else known.push(finding);
  }

  /** Adds a finding of the whole document, shared out to the runs that it touches and what stands between them. */
  addWritten(finding: Finding): void {
    const runs = this.#runs;
    let isFirst = true;
    for (let index = Math.max(0, this.#lastAtOrBefore(finding.start)); index < runs.count; index++) {
      if (runs.startOf(index) >= finding.end) break;
      const run = runs.textOf(index);
      const isWhole = finding.start >= run.start && finding.end <= run.end;
      // Paths and addresses in text with escapes are judged decoded: here a letter of `\n` would be part of them.
      const isJudgedDecoded = finding.weight < WEIGHT.context && runs.isScannedAlone(index);
      const isOther = finding.start < run.start && !runs.mayGoOn(index, finding);
      const own = isJudgedDecoded || isOther ? undefined : withinRun(run, finding);
      if (own !== undefined) {
        this.add(index, isWhole ? own : { ...own, replacement: isFirst ? this.#markOf(finding) : "" });
        isFirst = false;
      }
      if (isWhole) return;
    }
    this.#addBetween(finding, isFirst);
  }

  #addBetween(finding: Finding, isFirst: boolean): void {
    const { between } = this.#runs;
    for (const { start, end } of between.piecesOf(this.#document, finding, !isFirst)) {
      if (this.#between.has(start) || this.#isInRun(start)) continue;
      const piece = { ...finding, start, end };
      const replacement = between.write(isFirst ? this.#markOf(piece) : "");
      const bytes = Buffer.byteLength(this.#document.slice(start, end));
      this.#between.set(start, { start, end, replacement, kind: finding.kind, bytes });
      isFirst = false;
    }
  }

  #isInRun(place: number): boolean {
    const index = this.#lastAtOrBefore(place);
    return index >= 0 && this.#runs.textOf(index).end > place;
  }

  #markOf(finding: Finding): string {
    return replacementFor(this.#document.slice(finding.start, finding.end), finding, this.#marker);
  }

  /** Whether something was found at the very end of a run. */
  reachesEnd(index: number): boolean {
    const { text } = this.#runs.textOf(index);
    return this.#found.get(index)?.some(({ end }) => end === text.length) ?? false;
  }

  /** The replacements of all findings, sorted and apart. */
  edits(): Edit[] {
    const edits = [...this.#found].sort(([one], [other]) => one - other)
      .flatMap(([index, findings]) => this.#editsIn(index, findings));
    if (this.#between.size === 0) return edits;
    return [...edits, ...this.#between.values()].sort((one, other) => one.start - other.start);
  }

  #editsIn(index: number, findings: readonly Finding[]): Edit[] {
    const run = this.#runs.textOf(index);
    // Here once more: in the document as it is written, an allowed value may have escapes.
    return this.#withoutAllowed(run.text, mergeFindings(findings)).map((finding) => {
      const secret = run.text.slice(finding.start, finding.end);
      return {
        start: documentOffset(run, finding.start),
        end: documentOffset(run, finding.end),
        replacement: replacementFor(secret, finding, this.#marker),
        kind: finding.kind,
        bytes: Buffer.byteLength(secret),
      };
    });
  }

  /** The index of the last run that begins at or before a place; -1 if there is none. */
  #lastAtOrBefore(place: number): number {
    let low = 0;
    let high = this.#runs.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#runs.startOf(middle) <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** Replacements make neighbours recognisable at most so many times. */
const MAX_ROUNDS = 3;

/**
 * Applies the edits that `plan` finds, and then, on the result, what it finds again: text beside a removed secret
 * may itself be a secret. Usually the first round finds nothing, or only paths, and there is no second.
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

/** Applies edits that are sorted and don't overlap. */
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
