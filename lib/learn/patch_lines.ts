/** The lines of a unified patch with their numbers: what citations of a diff refer to. */

/** One line of a patch. */
export interface PatchLine {
  /** Line in the new file, `31`; of a line that was taken away, in the old one, `-31`. */
  readonly ref: string;
  readonly kind: "added" | "removed" | "context";
  /** Without its mark. */
  readonly text: string;
}

/** The header of a hunk: the numbers of its first line in the old and in the new file. */
export const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** The lines of all hunks. What is no line of a hunk (file names, notes of what was left out) is skipped. */
export function patchLines(patch: string): PatchLine[] {
  const lines: PatchLine[] = [];
  let oldLine = 0;
  let newLine = 0;
  let isInHunk = false;
  for (const line of patch.split("\n")) {
    const [, oldStart, newStart] = HUNK.exec(line) ?? [];
    if (oldStart !== undefined && newStart !== undefined) {
      oldLine = Number(oldStart);
      newLine = Number(newStart);
      isInHunk = true;
      continue;
    }
    if (!isInHunk) continue;
    const mark = line.charAt(0);
    const text = line.slice(1);
    if (mark === "+") lines.push({ ref: `${newLine++}`, kind: "added", text });
    else if (mark === "-") lines.push({ ref: `-${oldLine++}`, kind: "removed", text });
    else if (mark === " ") {
      lines.push({ ref: `${newLine++}`, kind: "context", text });
      oldLine++;
    }
  }
  return lines;
}
