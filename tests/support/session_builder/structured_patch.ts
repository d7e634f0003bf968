/** The `structuredPatch` that the client keeps beside an edit. */

export interface PatchHunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
}

const CONTEXT_LINES = 3;

/** One hunk from the first to the last line that differs, with three lines around; none where the texts are the same. */
export function structuredPatch(before: string, after: string): PatchHunk[] {
  if (before === after) return [];
  const [oldLines, newLines] = [before.split("\n"), after.split("\n")];
  const most = Math.min(oldLines.length, newLines.length);
  let start = 0;
  while (start < most && oldLines[start] === newLines[start]) start++;
  let end = 0;
  while (end < most - start && oldLines.at(-1 - end) === newLines.at(-1 - end)) end++;
  const from = Math.max(0, start - CONTEXT_LINES);
  const behind = Math.min(end, CONTEXT_LINES);
  const removed = oldLines.slice(start, oldLines.length - end);
  const added = newLines.slice(start, newLines.length - end);
  const context = (line: string) => ` ${line}`;
  const lead = oldLines.slice(from, start).map(context);
  const trail = oldLines.slice(oldLines.length - end, oldLines.length - end + behind).map(context);
  return [{
    oldStart: from + 1,
    oldLines: lead.length + removed.length + trail.length,
    newStart: from + 1,
    newLines: lead.length + added.length + trail.length,
    lines: [...lead, ...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`), ...trail],
  }];
}
