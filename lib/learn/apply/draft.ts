/** A document item's draft as it goes into a document: whole, or as a section of one. */

import { splitDocument } from "./document_text.ts";

/** A heading on one line. */
export function headingText(title: string): string {
  return title.replace(/\s+/g, " ").replace(/^#+\s*/, "").trim();
}

/** The draft as the body of a new document: begins with a heading of the first level. */
export function asDocument(title: string, draft: string): string {
  const body = splitDocument(draft).body.trim();
  return /^# /.test(body) ? `${body}\n` : `# ${headingText(title)}\n\n${body}\n`;
}

/** The draft as what stands below a heading of the second level: its own headings are of the third and deeper. */
export function asSection(title: string, draft: string): string {
  const lines = splitDocument(draft).body.trim().split("\n");
  const isTitle = /^#{1,6} /.test(lines[0] ?? "") &&
    headingText(lines[0] ?? "").toLowerCase() === headingText(title).toLowerCase();
  const rest = isTitle ? lines.slice(1) : lines;
  const highest = Math.min(...headingLevels(rest), 6);
  const lower = Math.max(0, 3 - highest);
  return mapOutsideFences(
    rest,
    (line) => /^#{1,6} /.test(line) ? `${"#".repeat(Math.min(lower, 6 - levelOf(line)))}${line}` : line,
  )
    .join("\n").trim();
}

function levelOf(line: string): number {
  return /^#*/.exec(line)?.[0].length ?? 0;
}

function headingLevels(lines: readonly string[]): number[] {
  const levels: number[] = [];
  mapOutsideFences(lines, (line) => {
    if (/^#{1,6} /.test(line)) levels.push(levelOf(line));
    return line;
  });
  return levels;
}

/** Lines in fenced code stay as they are: `# comment` is no heading there. */
function mapOutsideFences(lines: readonly string[], change: (line: string) => string): string[] {
  let fence: string | undefined;
  return lines.map((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) {
      fence = mark;
      return mark === undefined ? change(line) : line;
    }
    if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = undefined;
    return line;
  });
}
