/** Diffs and excerpts with the number that a citation names in front of each line. */

const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** Unified hunks with the new line's number, or `-` and the old one's, in front of each line. */
export function numberHunks(patch: string): string {
  let oldLine = 0;
  let newLine = 0;
  return patch.split("\n").map((line) => {
    const hunk = HUNK.exec(line);
    if (hunk !== null) {
      oldLine = Number(hunk[1]);
      newLine = Number(hunk[2]);
      return line;
    }
    // Before the first hunk, and "\ No newline at end of file".
    if (newLine === 0 && oldLine === 0 || line.startsWith("\\")) return line;
    if (line.startsWith("-")) return `-${oldLine++} ${line}`;
    if (!line.startsWith("+")) oldLine++;
    return `${newLine++} ${line}`;
  }).join("\n");
}

/** Text with its lines' numbers in front, from the first one's on. */
export function numberLines(text: string, first: number): string {
  return text.split("\n").map((line, index) => `${first + index} | ${line}`).join("\n");
}
