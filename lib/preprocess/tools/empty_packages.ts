/** What `go test ./...` says of packages that have no tests, or none that was asked for: one is shown, the others are counted. */

const EMPTY = {
  "[no test files]": /^\?[ \t]+\S+[ \t]+\[no test files\]$/,
  "[no tests to run]": /^ok[ \t]+\S+[ \t].*\[no tests to run\]$/,
} as const;

/** Fewer take no more than the note on them. */
const LEAST_LINES = 3;

/** Removes lines about packages without tests from a test result, except the first one, which gets their number. */
export function withoutEmptyPackages(text: string): string {
  if (!text.includes("[no test")) return text;
  let shown = text;
  for (const [note, line] of Object.entries(EMPTY)) {
    if (shown.includes(note)) shown = withoutLines(shown, line, note);
  }
  return shown;
}

function withoutLines(text: string, pattern: RegExp, note: string): string {
  const lines = text.split("\n");
  const isEmpty = lines.map((line) => pattern.test(line.trimEnd()));
  const others = isEmpty.filter(Boolean).length - 1;
  if (others < LEAST_LINES) return text;
  const first = isEmpty.indexOf(true);
  return lines.flatMap((line, index) => {
    if (index === first) return [line, `[… ${others} more ${note} …]`];
    return isEmpty[index] ? [] : [line];
  }).join("\n");
}
