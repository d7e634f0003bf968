/** Edits that were taken back or replaced soon after: by an inverse edit, by git, or by removing what was made. */

import { counted } from "../../wording.ts";
import type { SourceSession } from "../source/learn_source.ts";
import { type Edit, editOf } from "./edit.ts";
import { type Found, found } from "./found.ts";
import { shortPath } from "./paths.ts";
import { brief, citations, cite, citeEdit, subjectOfUse } from "./quotes.ts";
import { isEdit, type Step } from "./steps.ts";
import { type Commit, pathsTakenBack, takesBackCommit } from "./taken_back.ts";

/** Share of an edit's lines that another one has to undo. */
const UNDONE_SHARE = 0.6;

/** An edit that is replaced by another text was a mistake only if that came so soon, in steps. */
const SOON_STEPS = 12;

/** Lines of an edit from which on being replaced means something. */
const REPLACED_LINES = 3;

/** Edits of one file that a later one is compared with. */
const MAX_REMEMBERED = 30;

/** Written to see something, and meant to go again. */
const PROBE_LINE =
  /console\.(?:log|error|debug)|\bprint(?:ln|f)?\b ?!?\(|debugger|dbg!|fmt\.Print|log(?:ger)?\.debug|\bpdb\b|breakpoint\(\)|binding\.pry|var_dump|System\.out|\.only\b|\bfit\(|\bfdescribe\(|\.skip\b|^\s*(?:\/\/|#)\s*(?:DEBUG|TODO|TEMP|XXX)/i;

/** What `git commit` prints. */
const COMMIT_ID = /^\[[^\]\n]*\b([0-9a-f]{7,40})\]/m;

/** The edits of a session that did not last. */
export function findRevertedEdits(session: SourceSession, steps: readonly Step[]): Found[] {
  const byPath = new Map<string, Edit[]>();
  const findings: Found[] = [];
  let commit: Commit = { edits: new Map(), id: undefined };
  let lastFailure = -1;
  for (const step of steps) {
    if (step.outcome === "failed" && !isEdit(step)) lastFailure = step.index;
    if (step.outcome !== "ok" && step.outcome !== "open") continue;
    if (isEdit(step)) {
      const edit = editOf(step);
      if (edit === undefined) continue;
      const earlier = byPath.get(edit.path) ?? [];
      const undone = earlier.findLast((candidate) => isUndone(candidate, edit, lastFailure));
      if (undone !== undefined) {
        findings.push(...reverted(session.id, undone, step));
        byPath.set(edit.path, earlier.filter((candidate) => candidate !== undone));
      } else {
        byPath.set(edit.path, [...earlier.slice(-MAX_REMEMBERED + 1), edit]);
      }
    } else if (step.command !== undefined && byPath.size + commit.edits.size > 0) {
      const taken = takesBackCommit(step, commit) ? commit.edits : byPath;
      for (const path of taken === byPath ? pathsTakenBack(step, byPath, steps) : [...taken.keys()]) {
        const last = taken.get(path)?.at(-1);
        taken.delete(path);
        if (last !== undefined) findings.push(...reverted(session.id, last, step));
      }
      if (step.command.bases.some((base) => base === "git commit")) {
        commit = { edits: new Map(byPath), id: COMMIT_ID.exec(step.output.slice(0, 2_000))?.[1] };
        byPath.clear();
      }
    }
  }
  return findings;
}

/** Whether a later edit of the same file takes an earlier one back, or puts another thing in its place. */
function isUndone(earlier: Edit, later: Edit, lastFailure: number): boolean {
  // What stays in the later edit's context, or comes again in it, was not taken away.
  const takenAway = subtract(later.removed, later.added);
  const broughtBack = subtract(later.added, later.removed);
  const put = subtract(earlier.added, earlier.removed);
  const taken = subtract(earlier.removed, earlier.added);
  const undoesAdded = put.length === 0 || share(put, takenAway) >= UNDONE_SHARE;
  const isProbe = [...put, ...taken].every((line) => PROBE_LINE.test(line));
  if (isProbe || !undoesAdded) return false;
  const isTakenBack = taken.length > 0
    ? share(taken, broughtBack) >= UNDONE_SHARE
    : broughtBack.length <= put.length / 2;
  if (isTakenBack) return true;
  const isSoon = later.step.index - earlier.step.index <= SOON_STEPS;
  // After a failure another text is the remedy, and the failure a finding of its own.
  return isSoon && lastFailure < earlier.step.index && put.length >= REPLACED_LINES &&
    !isLike(put, broughtBack);
}

function subtract(lines: readonly string[], others: readonly string[]): string[] {
  const gone = new Set(others);
  return lines.filter((line) => !gone.has(line));
}

function share(lines: readonly string[], others: readonly string[]): number {
  const known = new Set(others);
  return lines.length === 0 ? 0 : lines.filter((line) => known.has(line)).length / lines.length;
}

/** Whether the new lines are the old ones, worked on. */
function isLike(old: readonly string[], now: readonly string[]): boolean {
  const words = (lines: readonly string[]) =>
    new Set(lines.join(" ").toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? []);
  const [before, after] = [words(old), words(now)];
  if (before.size === 0) return true;
  return [...before].filter((word) => after.has(word)).length / before.size >= 0.5;
}

function reverted(id: string, { step, path }: Edit, by: Step): Found[] {
  const distance = by.index - step.index;
  const how = by.command === undefined ? "a later edit" : brief(subjectOfUse(by.use), 100);
  return found({
    kind: "reverted-edit",
    summary: `A change of ${shortPath(path)} was taken back ${counted(distance, "step")} later by ${how}.`,
    citations: citations(
      citeEdit(id, step.use),
      by.command === undefined ? citeEdit(id, by.use) : cite(id, by.use),
    ),
    weight: 3,
    resolution: by.command === undefined ? undefined : how,
    subjects: [path],
    position: step.position,
  });
}
