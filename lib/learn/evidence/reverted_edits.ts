/** Edits that were taken back or replaced soon after: by an inverse edit, by git, or by removing what was made. */

import type { SourceSession } from "../source/learn_source.ts";
import { type Found, found } from "./found.ts";
import { baseName, isSamePath, isScratchPath, shortPath } from "./paths.ts";
import { brief, citations, cite, citeEdit, subjectOfUse } from "./quotes.ts";
import { isEdit, type Step } from "./steps.ts";

/** What an edit did to its file. */
export interface Edit {
  readonly step: Step;
  readonly path: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Share of an edit's lines that another one has to undo. */
const UNDONE_SHARE = 0.6;

/** An edit that is replaced by another text was a mistake only if that came so soon, in steps. */
const SOON_STEPS = 12;

/** Lines of an edit from which on being replaced means something. */
const REPLACED_LINES = 3;

/** Edits of one file that a later one is compared with. */
const MAX_REMEMBERED = 30;

/** Lines of an edit that are compared. */
const MAX_LINES = 400;

/** Written to see something, and meant to go again. */
const PROBE_LINE =
  /console\.(?:log|error|debug)|\bprint(?:ln|f)?\b ?!?\(|debugger|dbg!|fmt\.Print|log(?:ger)?\.debug|\bpdb\b|breakpoint\(\)|binding\.pry|var_dump|System\.out|\.only\b|\bfit\(|\bfdescribe\(|\.skip\b|^\s*(?:\/\/|#)\s*(?:DEBUG|TODO|TEMP|XXX)/i;

/** The last commit, and the edits that went into it. */
interface Commit {
  readonly edits: Map<string, Edit[]>;
  readonly id: string | undefined;
}

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

/** What an edit did, where the materials show it. */
export function editOf(step: Step): Edit | undefined {
  const { path, use: { parameters } } = step;
  if (path === undefined) return undefined;
  const diff = parameters["diff"];
  if (diff === undefined) {
    const content = parameters["content"];
    return content === undefined ? undefined : { step, path, added: linesOf(content), removed: [] };
  }
  const lines = diff.split("\n", MAX_LINES);
  const marked = (mark: string) =>
    linesOf(lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1)).join("\n"));
  return { step, path, added: marked("+"), removed: marked("-") };
}

/** Lines that say something, without their indentation. */
function linesOf(text: string): string[] {
  return text.split("\n", MAX_LINES).map((line) => line.trim()).filter((line) => /[\p{L}\p{N}]/u.test(line));
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

/** Edited files whose changes a command takes back. */
function pathsTakenBack(
  step: Step,
  edited: ReadonlyMap<string, readonly Edit[]>,
  steps: readonly Step[],
): string[] {
  const paths = [...edited.keys()];
  const matching = (names: readonly string[]) =>
    paths.filter((path) =>
      names.some((name) => name === "." || name === ":/" || isSamePath(path, name) || isBelow(path, name))
    );
  return (step.command?.simple ?? []).flatMap(([program, ...words]) => {
    const operands = words.filter((word) => !word.startsWith("-"));
    if (program === "git") {
      const [action, ...names] = operands;
      const flags = words.filter((word) => word.startsWith("-"));
      if (action === "checkout") {
        const at = words.indexOf("--");
        return matching(
          at >= 0 ? words.slice(at + 1) : names.filter((name) => name === "." || /[./]/.test(name)),
        );
      }
      if (action === "restore") {
        return flags.includes("--staged") && !flags.includes("--worktree") ? [] : matching(names);
      }
      if (action === "reset") return flags.includes("--hard") ? paths : [];
      if (action === "clean") {
        return matching(names.length > 0 ? names : ["."]).filter((path) => isNew(edited.get(path)));
      }
      if (action === "rm") return matching(names);
      if (action === "stash") {
        const isPut = names[0] === undefined || names[0] === "push" || names[0] === "save" ||
          names[0] === "-u";
        return isPut && !comesBack(step, steps) ? paths : [];
      }
      if (action === "apply" && flags.some((flag) => /^(?:-R|--reverse)$/.test(flag))) return paths.slice(-1);
      return [];
    }
    if (
      program === "rm" && step.command?.simple.every(([name = ""]) => /^(?:rm|git|ls)$/.test(name)) === true
    ) {
      return matching(operands).filter((path) => !isScratchPath(path));
    }
    if (program === "cp" || program === "mv") {
      const [from = "", to = ""] = operands;
      return operands.length === 2 && isBackupOf(from, to) ? matching([to]) : [];
    }
    if (program === "sed" || program === "perl") return inverted(words, edited, matching(operands.slice(1)));
    if (program === "patch") {
      return words.some((word) => /^(?:-\w*R|--reverse)$/.test(word)) ? paths.slice(-1) : [];
    }
    if (/^(?:hg|svn)$/.test(program ?? "") && operands[0] === "revert") return matching(operands.slice(1));
    if (program === "jj" && operands[0] === "restore") {
      return operands.length > 1 ? matching(operands.slice(1)) : paths;
    }
    return [];
  });
}

/** Whether a command undoes the last commit with all that is in it; what is committed earlier isn't followed. */
function takesBackCommit({ command }: Step, { edits, id }: Commit): boolean {
  return edits.size > 0 && (command?.simple ?? []).some(([program, action = "", ...words]) => {
    if (program !== "git") return false;
    if (action === "reset") {
      return words.some((word) => /^(?:HEAD|@)(?:~1?|\^)$/.test(word)) && words.includes("--hard");
    }
    return action === "revert" &&
      words.some((word) =>
        /^(?:HEAD|@)$/.test(word) ||
        (id !== undefined && word.length >= 7 && (id.startsWith(word) || word.startsWith(id)))
      );
  });
}

/** Whether a file was made in the session: nothing of it was there before. */
function isNew(edits: readonly Edit[] | undefined): boolean {
  return edits?.some(({ step, removed }) => step.tool === "Write" && removed.length === 0) === true;
}

/** Whether a file is put back from what was kept of it: `a.ts.bak`, `a.ts~`, `/tmp/a.ts`, `a.ts.orig`. */
function isBackupOf(from: string, to: string): boolean {
  const [kept, name] = [baseName(from), baseName(to)];
  return from !== to &&
    (kept === name ? /(?:^|\/)(?:tmp|backups?|bak|orig)\//.test(from) : kept.startsWith(name) &&
      /^(?:[.~_-]?(?:bak|backup|orig|original|old|save|saved)?~?\d*)$/.test(kept.slice(name.length)));
}

/** Files in which a substitution puts back what an edit had replaced. */
function inverted(
  words: readonly string[],
  edited: ReadonlyMap<string, readonly Edit[]>,
  paths: readonly string[],
): string[] {
  const [, , from = "", to = ""] =
    words.map((word) => /^s([/|#,@])((?:(?!\1).)+)\1((?:(?!\1).)*)\1\w*$/.exec(word))
      .find((match) => match !== null) ?? [];
  const [put, taken] = [from, to].map((text) => text.replaceAll("\\", ""));
  if (!put || !taken) return [];
  return paths.filter((path) =>
    edited.get(path)?.some(({ added, removed }) =>
      added.some((line) => line.includes(put)) && removed.some((line) => line.includes(taken))
    )
  );
}

function isBelow(path: string, folder: string): boolean {
  const plain = folder.replace(/\/+$/, "");
  return plain !== "" && (path.startsWith(`${plain}/`) || path.includes(`/${plain}/`));
}

/** Whether a stash is taken out again. */
function comesBack({ index }: Step, steps: readonly Step[]): boolean {
  return steps.slice(index, index + SOON_STEPS).some(({ use }) =>
    /git stash (?:pop|apply)/.test(use.parameters["command"] ?? "")
  );
}

function reverted(id: string, { step, path }: Edit, by: Step): Found[] {
  const distance = by.index - step.index;
  const how = by.command === undefined ? "a later edit" : brief(subjectOfUse(by.use), 100);
  return found({
    kind: "reverted-edit",
    summary: `A change of ${shortPath(path)} was taken back ${distance} ${
      distance === 1 ? "step" : "steps"
    } later by ${how}.`,
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
