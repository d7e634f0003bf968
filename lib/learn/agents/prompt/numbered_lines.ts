/** Diffs and excerpts with the number that a citation names in front of each line. */

import { HUNK } from "../../patch_lines.ts";

/** A line of the new file that a diff adds. */
export interface AddedLine {
  readonly line: number;
  readonly text: string;
}

/** Unified hunks with the new line's number, or `-` and the old one's, in front of each line. */
export function numberHunks(patch: string): string {
  return readHunks(patch).map(({ ref, line }) => ref === "" ? line : `${ref} ${line}`).join("\n");
}

/** The lines that unified hunks add, without their `+`. */
export function addedLines(patch: string): AddedLine[] {
  return readHunks(patch).flatMap(({ ref, line }) =>
    ref !== "" && line.startsWith("+") ? [{ line: Number(ref), text: line.slice(1) }] : []
  );
}

/** Each line with what a citation names it by; nothing for what is no line of a file. */
function readHunks(patch: string): { ref: string; line: string }[] {
  let oldLine = 0;
  let newLine = 0;
  return patch.split("\n").map((line) => {
    const hunk = HUNK.exec(line);
    if (hunk !== null) {
      oldLine = Number(hunk[1]);
      newLine = Number(hunk[2]);
      return { ref: "", line };
    }
    // Before the first hunk, and "\ No newline at end of file".
    if (newLine === 0 && oldLine === 0 || line.startsWith("\\")) return { ref: "", line };
    if (line.startsWith("-")) return { ref: `-${oldLine++}`, line };
    if (!line.startsWith("+")) oldLine++;
    return { ref: String(newLine++), line };
  });
}

/** Text with its lines' numbers in front, from the first one's on. */
export function numberLines(text: string, first: number): string {
  return text.split("\n").map((line, index) => `${first + index} | ${line}`).join("\n");
}
