/** Text inside a document in some notation (XML, JSON): decoded for the rules, changed in the notation. */
import { scanEach } from "./batch.ts";
import { type Finding, mergeFindings } from "./finding.ts";
import type { Marker } from "./mark.ts";
import { replacementFor } from "./replace.ts";
import type { Scanner } from "./scanner.ts";

/** A stretch of a document that holds text. */
export interface TextRun {
  /** Where the stretch begins in the document. */
  readonly start: number;
  readonly end: number;
  /** The decoded text. */
  readonly text: string;
  /**
   * For each decoded character (and one past the last) its offset from `start`; missing where nothing was encoded.
   */
  readonly offsets?: Uint32Array;
}

/** A replacement in the document. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly kind: string;
}

/** The changes that take every finding out of the runs of a document, in order. */
export function planEdits(
  runs: readonly TextRun[],
  scan: Scanner,
  marker: Marker,
  extra: readonly Finding[][] = [],
): Edit[] {
  const found = scanEach(runs.map((run) => run.text), scan);
  const edits: Edit[] = [];
  runs.forEach((run, index) => {
    const own = found[index] ?? [];
    const added = extra[index] ?? [];
    for (const finding of added.length === 0 ? own : mergeFindings([...own, ...added])) {
      edits.push(
        editFor(run, finding, replacementFor(run.text.slice(finding.start, finding.end), finding, marker)),
      );
    }
  });
  return edits;
}

/** One finding of a run as a change of the document. */
export function editFor(run: TextRun, finding: Finding, replacement: string): Edit {
  const offsetOf = (index: number) =>
    run.start + (run.offsets === undefined ? index : run.offsets[index] ?? 0);
  return { start: offsetOf(finding.start), end: offsetOf(finding.end), replacement, kind: finding.kind };
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
