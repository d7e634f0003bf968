/** Commands that take edits back: of git and its like, of backups, substitutions and removals. */

import type { Edit } from "./edit.ts";
import { baseName, isSamePath, isScratchPath } from "./paths.ts";
import type { Step } from "./steps.ts";

/** The last commit, and the edits that went into it. */
export interface Commit {
  readonly edits: Map<string, Edit[]>;
  readonly id: string | undefined;
}

/** A stash may be taken out again so soon, in steps. */
const SOON_STEPS = 12;

/** Edited files whose changes a command takes back. */
export function pathsTakenBack(
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

/** Whether a command undoes the last commit as a whole. Earlier commits are not tracked. */
export function takesBackCommit({ command }: Step, { edits, id }: Commit): boolean {
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
  const plain = folder.replace(/(?<!\/)\/+$/, "");
  return plain !== "" && (path.startsWith(`${plain}/`) || path.includes(`/${plain}/`));
}

/** Whether a stash is taken out again. */
function comesBack({ index }: Step, steps: readonly Step[]): boolean {
  return steps.slice(index, index + SOON_STEPS).some(({ use }) =>
    /git stash (?:pop|apply)/.test(use.parameters["command"] ?? "")
  );
}
