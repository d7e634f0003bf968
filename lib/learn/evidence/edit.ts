/** What an edit did to its file, by the lines that the materials show of it. */

import type { Step } from "./steps.ts";

/** What an edit did to its file. */
export interface Edit {
  readonly step: Step;
  readonly path: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Lines of an edit that are compared. */
const MAX_LINES = 400;

/** What an edit did, where the materials show it. */
export function editOf(step: Step): Edit | undefined {
  const { path, use: { parameters } } = step;
  if (path === undefined) return undefined;
  const diff = parameters["diff"];
  if (diff === undefined) {
    const content = parameters["content"];
    return content === undefined ? undefined : { step, path, added: linesOf(content), removed: [] };
  }
  const lines = diff.split("\n", MAX_LINES);
  const marked = (mark: string) =>
    linesOf(lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1)).join("\n"));
  return { step, path, added: marked("+"), removed: marked("-") };
}

/** Lines that say something, without their indentation. */
function linesOf(text: string): string[] {
  return text.split("\n", MAX_LINES).map((line) => line.trim()).filter((line) => /[\p{L}\p{N}]/u.test(line));
}
