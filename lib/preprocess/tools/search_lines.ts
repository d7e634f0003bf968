/** What a search found, each file named once: the lines behind one of the same file show their number and what they say. */

import type { RawText } from "../../redact/mod.ts";

/** A line that was found: `src/money.ts:12:text`. Those around it are `src/money.ts-13-text`. */
const FOUND = /^([^\n:]+):(?=\d+:)/;
const NUMBER_AROUND = /^\d+-/;

/** Between what was found in one place and in another. */
const SEPARATOR = "--";

/** A search's result without the paths that are repeated line by line. */
export function withoutRepeatedPaths(text: RawText): RawText {
  return typeof text === "string" ? nameFilesOnce(text) : text.map(nameFilesOnce);
}

function nameFilesOnce(text: string): string {
  let file: string | undefined;
  let shown = "";
  let written = 0;
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    const line = text.slice(start, end);
    const path = FOUND.exec(line)?.[1];
    const around = path === undefined && file !== undefined ? behindPath(line, file) : 0;
    const isAgain = path !== undefined && file !== undefined && isSameFile(path, file);
    const omitted = isAgain ? path.length + 1 : around;
    if (omitted > 0) {
      shown += text.slice(written, start);
      written = start + omitted;
    }
    if (path !== undefined && !isAgain) file = path;
    else if (omitted === 0 && line.trimEnd() !== SEPARATOR) file = undefined;
    start = end;
  }
  return written === 0 ? text : shown + text.slice(written);
}

/** Where the number of a line around what was found begins, where it is one of the file; else 0. */
function behindPath(line: string, file: string): number {
  const at = line.indexOf(`${file}-`);
  const isPath = at === 0 || (at > 0 && line.charAt(at - 1) === "/" && !line.slice(0, at).includes(" "));
  const start = at + file.length + 1;
  return isPath && NUMBER_AROUND.test(line.slice(start, start + 12)) ? start : 0;
}

/** Clients name some lines of a file from the folder of the session on, and others from the root. */
function isSameFile(one: string, other: string): boolean {
  return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}
