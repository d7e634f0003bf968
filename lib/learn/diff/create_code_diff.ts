/** What GitHub returns about a pull request → what the agents get: ranked, cut to a budget, with its symbols. */

import type { PullChanges, PullFile } from "../../github/pull_request/pull_diff.ts";
import { CATEGORIES, categorize } from "./categorize.ts";
import type { ChangedFile, CodeDiff } from "./code_diff.ts";
import { countFileLines, cutPatch } from "./cut_patch.ts";
import { type Hunk, readHunks } from "./hunks.ts";
import { symbolsIn } from "./symbols.ts";

/**
 * Tokens of all patches together: two of the parts that a session is divided into. What a large pull request changes is
 * told by its names and symbols; the patches are for looking at.
 */
export const DIFF_MAX_TOKENS = 40_000;

/** Named files. Beyond that a list says nothing, and 3,000 paths alone are some 50,000 tokens. */
const MAX_FILES = 400;

/** Symbols of all files together, for the same reason. */
const MAX_ALL_SYMBOLS = 600;

/** A first share of the budget that no single file may exceed while others wait. */
const LARGEST_SHARE = 1 / 5;

export interface CodeDiffOptions {
  readonly pullRequest: number;
  /** For all patches together. */
  readonly maxTokens?: number;
  /** The plan's text: files that it names come first among their kind. */
  readonly planText?: string;
  /** What the project's own settings call generated. */
  readonly isMarkedGenerated?: (path: string) => boolean;
}

interface RankedFile {
  readonly file: PullFile;
  readonly category: ChangedFile["category"];
  readonly hunks: readonly Hunk[];
  readonly isNamed: boolean;
}

/** Ranks the changed files, extracts their symbols, and divides the budget among them. Pure. */
export function createCodeDiff(changes: PullChanges, options: CodeDiffOptions): CodeDiff {
  const ranked = rank(changes.files, options).slice(0, MAX_FILES);
  const patches = cutAll(ranked, options.maxTokens ?? DIFF_MAX_TOKENS);
  let symbolsLeft = MAX_ALL_SYMBOLS;
  const files = ranked.map(({ file, category, hunks }, index): ChangedFile => {
    const { patch, omittedLines } = patches[index] ?? { patch: "", omittedLines: 0 };
    const symbols = symbolsIn(file.path, category, hunks).slice(0, symbolsLeft);
    symbolsLeft -= symbols.length;
    return {
      path: file.path,
      ...(file.previousPath === undefined ? {} : { previousPath: file.previousPath }),
      status: file.status,
      additions: file.additions,
      deletions: file.deletions,
      category,
      patch,
      // Where GitHub gives no patch, its counts tell how much is missing.
      omittedLines: hunks.length > 0 ? omittedLines : file.additions + file.deletions,
      symbols,
    };
  });
  const shown = files.filter(({ patch, omittedLines }) => patch !== "" || omittedLines === 0).length;
  return {
    pullRequest: options.pullRequest,
    files,
    omittedFiles: Math.max(0, changes.totalFiles - shown),
    additions: changes.additions,
    deletions: changes.deletions,
  };
}

function rank(
  files: readonly PullFile[],
  { planText = "", isMarkedGenerated }: CodeDiffOptions,
): RankedFile[] {
  return files.map((file): RankedFile => ({
    file,
    category: categorize(
      {
        path: file.path,
        changes: file.additions + file.deletions,
        isMoved: file.previousPath !== undefined,
        patch: file.patch,
        isBinary: file.isBinary,
      },
      isMarkedGenerated,
    ),
    hunks: readHunks(file.patch ?? ""),
    isNamed: planText.includes(file.path),
  })).sort((one, other) =>
    CATEGORIES.indexOf(one.category) - CATEGORIES.indexOf(other.category) ||
    Number(other.isNamed) - Number(one.isNamed) ||
    changesOf(other.file) - changesOf(one.file) ||
    (one.file.path < other.file.path ? -1 : 1)
  );
}

function changesOf({ additions, deletions }: PullFile): number {
  return additions + deletions;
}

/**
 * Each file gets up to a fifth of the budget in order of rank; then what is left goes to those that were cut, in the
 * same order. Generated files get nothing.
 */
function cutAll(ranked: readonly RankedFile[], maxTokens: number) {
  const nothing = ranked.map(({ hunks }) => ({ patch: "", omittedLines: countFileLines(hunks), tokens: 0 }));
  const cuts = [...nothing];
  let left = maxTokens;
  for (const share of [Math.floor(maxTokens * LARGEST_SHARE), maxTokens]) {
    ranked.forEach(({ category, hunks }, index) => {
      const before = cuts[index];
      if (
        before === undefined || before.omittedLines === 0 || category === "generated" || category === "binary"
      ) return;
      const cut = cutPatch(hunks, Math.min(share, left + before.tokens));
      if (cut.omittedLines >= before.omittedLines) return;
      cuts[index] = cut;
      left -= cut.tokens - before.tokens;
    });
  }
  return cuts;
}
