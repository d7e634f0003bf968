/** A whole diff as git writes it → its files. */

import type { StructuredPatch } from "diff";

/** A file in a diff. */
export interface DiffFile {
  readonly path: string;
  readonly previousPath: string | undefined;
  readonly status: "added" | "modified" | "removed" | "renamed" | "copied";
  readonly additions: number;
  readonly deletions: number;
  /** Hunks; empty for binary files, pure renames and changes of the mode. */
  readonly patch: string;
  readonly isBinary: boolean;
}

/**
 * The files of a diff, in its order. A section that can't be read (cut off, damaged) is left out: the others are as good
 * without it.
 */
export async function readUnifiedDiff(text: string): Promise<DiffFile[]> {
  const { parsePatch } = await import("diff");
  return sectionsOf(text).flatMap((section): DiffFile[] => {
    try {
      const [file] = parsePatch(section);
      const read = file === undefined ? undefined : describe(file, section);
      return read === undefined ? [] : [read];
    } catch {
      return [];
    }
  });
}

/** No line of content begins with `diff --git`: each has a sign before it. */
function sectionsOf(text: string): string[] {
  return `\n${text}`.split("\ndiff --git ").slice(1).map((section) => `diff --git ${section}`);
}

function describe(file: StructuredPatch, section: string): DiffFile | undefined {
  const oldPath = withoutPrefix(file.oldFileName);
  const newPath = withoutPrefix(file.newFileName);
  const path = newPath ?? oldPath;
  if (path === undefined) return undefined;
  const isMoved = oldPath !== undefined && newPath !== undefined && oldPath !== newPath;
  const lines = file.hunks.flatMap((hunk) => hunk.lines);
  return {
    path,
    previousPath: isMoved ? oldPath : undefined,
    status: isMoved
      ? file.isCopy === true ? "copied" : "renamed"
      : file.isCreate === true || oldPath === undefined
      ? "added"
      : file.isDelete === true || newPath === undefined
      ? "removed"
      : "modified",
    additions: lines.filter((line) => line.startsWith("+")).length,
    deletions: lines.filter((line) => line.startsWith("-")).length,
    patch: hunksIn(section),
    isBinary: file.isBinary === true,
  };
}

function withoutPrefix(name: string | undefined): string | undefined {
  return name === undefined || name === "/dev/null" ? undefined : name.replace(/^[ab]\//, "");
}

/** From the first hunk on, word for word: the parser does not keep what stands behind `@@`. */
function hunksIn(section: string): string {
  const start = section.search(/(?<=\n)@@ -/);
  return start < 0 ? "" : section.slice(start).replace(/\n$/, "");
}
