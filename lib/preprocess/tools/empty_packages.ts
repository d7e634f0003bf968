/** What `go test ./...` says of packages that have no tests, or none that was asked for: one is shown, the others are counted. */

import type { LongText } from "../../session/mod.ts";

const EMPTY = {
  "[no test files]": /^\?[ \t]+\S+[ \t]+\[no test files\]$/,
  "[no tests to run]": /^ok[ \t]+\S+[ \t].*\[no tests to run\]$/,
} as const;

/** With `-v`, before the line on a package without tests that were asked for. */
const SAID_BEFORE: ReadonlySet<string> = new Set(["testing: warning: no tests to run", "PASS"]);

/** Fewer take no more than the note on them. */
const LEAST_LINES = 3;

/** How many characters of a text's beginning and of its end are looked at, and what a line on a package begins with. */
const LOOKED_AT_CHARACTERS = 400;
const PACKAGE = /^(?:ok {2}|\? {3})\t/m;

/** Whether a text begins or ends with what `go test` says about packages; it need not be parsed for that. */
export function tellsOfPackages(text: string | LongText): boolean {
  const { length } = text;
  return PACKAGE.test(text.slice(0, Math.min(length, LOOKED_AT_CHARACTERS))) ||
    PACKAGE.test(text.slice(Math.max(0, length - LOOKED_AT_CHARACTERS), length));
}

/** Removes lines about packages without tests from a test result, except the first one, which gets their number. */
export function withoutEmptyPackages(text: string): string {
  if (!text.includes("[no test") || !tellsOfPackages(text)) return text;
  let shown = text;
  for (const [note, line] of Object.entries(EMPTY)) {
    if (shown.includes(note)) shown = withoutLines(shown, line, note);
  }
  return shown;
}

function withoutLines(text: string, pattern: RegExp, note: string): string {
  const lines = text.split("\n");
  const isEmpty = lines.map((line) => pattern.test(line.trimEnd()));
  const first = isEmpty.indexOf(true);
  // The last line is the verdict.
  const last = lines.findLastIndex((line) => line.trim() !== "");
  const others = isEmpty.filter((_, index) => isEmpty[index] && index !== first && index !== last).length;
  if (others < LEAST_LINES) return text;
  const leftOut = new Set<number>();
  isEmpty.forEach((isOne, index) => {
    if (!isOne || index === first || index === last) return;
    leftOut.add(index);
    for (let at = index - 1; at > first && SAID_BEFORE.has(lines[at]?.trimEnd() ?? ""); at--) leftOut.add(at);
  });
  return lines.flatMap((line, index) => {
    if (index === first) return [line, `[… ${others} more ${note} …]`];
    return leftOut.has(index) ? [] : [line];
  }).join("\n");
}
