/**
 * A model of the reader in older clients, written from its description, independent of lib/materials:
 * lines as Python's `str.splitlines()` makes them; a line that is 60 `=` once white space is stripped
 * turns the header on and off; `FILE: ` in a header names the file; a content is its lines joined by line feeds,
 * stripped at the end, with one line feed; a last file without any line isn't written.
 */
export function readAsOlderClient(text: string): Map<string, string> {
  const files = new Map<string, string>();
  let name: string | undefined;
  let lines: string[] = [];
  let inHeader = false;
  for (const line of splitLines(text)) {
    if (strip(line) === "=".repeat(60)) {
      if (!inHeader && name !== undefined) {
        files.set(name, joinLines(lines));
        name = undefined;
        lines = [];
      }
      inHeader = !inHeader;
    } else if (inHeader && line.startsWith("FILE: ")) {
      name = strip(line.slice("FILE: ".length));
    } else if (!inHeader && name !== undefined) {
      lines.push(line);
    }
  }
  if (name !== undefined && lines.length > 0) files.set(name, joinLines(lines));
  return files;
}

/** What that reader makes of a content that it reads whole. */
export function asOlderClientSees(content: string): string {
  return joinLines(splitLines(content));
}

// Line boundaries and white space of Python's str, from its documentation.
const LINE_BOUNDARY = "\\r\\n|[\\n\\r\\v\\f\\x1c\\x1d\\x1e\\x85\\u2028\\u2029]";
const WHITE_SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

function splitLines(text: string): string[] {
  const lines = text.split(new RegExp(LINE_BOUNDARY));
  // A boundary at the very end ends the last line; it doesn't begin another.
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function stripEnd(text: string): string {
  return text.replace(new RegExp(`${WHITE_SPACE}+$`), "");
}

function strip(text: string): string {
  return stripEnd(text).replace(new RegExp(`^${WHITE_SPACE}+`), "");
}

function joinLines(lines: readonly string[]): string {
  return `${stripEnd(lines.join("\n"))}\n`;
}
