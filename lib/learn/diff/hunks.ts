/** The hunks of one file's patch: read without trusting their counts, written so that the counts are right. */

/** A stretch of changed lines with those around it. */
export interface Hunk {
  /** The first line in the old file, from 1. */
  readonly oldStart: number;
  /** The first line in the new file, from 1. */
  readonly newStart: number;
  /** What stands behind `@@`: the function around it, with the space before; may be empty. */
  readonly section: string;
  /** With their sign: ` `, `+`, `-`, or `\` for "No newline at end of file". Never empty. */
  readonly lines: readonly string[];
}

const HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@(.*)$/s;

/**
 * Reads hunks. What stands before the first one (file headers) is left out, and so are lines without a sign. Counts in
 * headers are ignored: redaction may have made one line of several.
 */
export function readHunks(patch: string): Hunk[] {
  const hunks: { oldStart: number; newStart: number; section: string; lines: string[] }[] = [];
  const lines = patch.split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (const line of lines) {
    const header = HEADER.exec(line);
    if (header !== null) {
      const [, oldStart, oldCount, newStart, newCount, section = ""] = header;
      hunks.push({
        // A range of no lines names the line before it.
        oldStart: Number(oldStart) + (oldCount === "0" ? 1 : 0),
        newStart: Number(newStart) + (newCount === "0" ? 1 : 0),
        section: section.trimEnd(),
        lines: [],
      });
    } else if (/^[ +\-\\]/.test(line)) {
      hunks.at(-1)?.lines.push(line);
    } else if (line === "" || line === "\r") {
      // Some tools strip the sign of an empty line that did not change.
      hunks.at(-1)?.lines.push(` ${line}`);
    }
  }
  return hunks.filter((hunk) => hunk.lines.length > 0);
}

/** The hunk as text, with a header that tells its own lines; no line feed at the end. */
export function writeHunk(hunk: Hunk): string {
  const { oldLines, newLines } = countLines(hunk.lines);
  return [
    `@@ -${rangeOf(hunk.oldStart, oldLines)} +${rangeOf(hunk.newStart, newLines)} @@${hunk.section}`,
    ...hunk.lines,
  ].join("\n");
}

/** The lines `from` up to `to` of a hunk, as a hunk. */
export function sliceHunk(hunk: Hunk, from: number, to: number): Hunk {
  const before = countLines(hunk.lines.slice(0, from));
  return {
    ...hunk,
    oldStart: hunk.oldStart + before.oldLines,
    newStart: hunk.newStart + before.newLines,
    lines: hunk.lines.slice(from, to),
  };
}

function countLines(lines: readonly string[]): { readonly oldLines: number; readonly newLines: number } {
  let [oldLines, newLines] = [0, 0];
  for (const line of lines) {
    if (line.startsWith(" ") || line.startsWith("-")) oldLines++;
    if (line.startsWith(" ") || line.startsWith("+")) newLines++;
  }
  return { oldLines, newLines };
}

function rangeOf(start: number, lines: number): string {
  return lines === 1 ? String(start) : `${lines === 0 ? start - 1 : start},${lines}`;
}

/** Whether a line of a hunk is one of a file, and not a remark about its end. */
export function isFileLine(line: string): boolean {
  return !line.startsWith("\\");
}
