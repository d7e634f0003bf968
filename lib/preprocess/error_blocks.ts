/** What belongs to a line that reports an error: the trace, the difference, the place in the source, hints. */

import { beginningOfLine, type Source } from "./pruned_source.ts";
import type { Routine } from "./routine_lines.ts";

/** Lines that are looked at behind an error, and those that are kept of them at most. */
const MOST_LINES_SEEN = 24;
const MOST_BLOCK_LINES = 12;

/** What goes on with what stands before it. */
const CONTINUES =
  /^(?:[ \t]|[|=^│┃╵>~]|[-+] |-->|E {2}|#|\.{3}|(?:at|from|in|by|because|caused by) |(?:note|help|hint|actual|expected|received|got|want)\b)/i;

/** A frame of a trace, which may be of the same shape as many others. */
const FRAME = /^\s*(?:at |File "|#\d|from |in )|^\s+\S+:\d+/;

/** Where frames stand that are not of the project's own code. */
const LIBRARY =
  /node_modules|site-packages|dist-packages|\/usr\/(?:local\/)?lib|node:internal|jdk\.internal|java\.base|\bjava\.util\.|org\.junit|\/rustc\/|\/go\/pkg\/mod|\/gems\/|\/vendor\/|System\.Private|at Microsoft\./;

/**
 * The lines that follow one and belong to it, in their order: frames of libraries give way to the project's own. Single
 * blank lines among them are none of them.
 */
export function blockBehind(source: Source, routine: Routine, line: number): number[] {
  const own: number[] = [];
  const libraries: number[] = [];
  let wasBlank = false;
  const end = Math.min(source.lines.count, line + 1 + MOST_LINES_SEEN);
  for (let at = line + 1; at < end && own.length < MOST_BLOCK_LINES; at++) {
    const text = beginningOfLine(source, at);
    const isBlank = text.trim() === "";
    if (isBlank && wasBlank) break;
    wasBlank = isBlank;
    if (isBlank) continue;
    if (!CONTINUES.test(text) || routine.isFrequent(at) && !FRAME.test(text)) break;
    (LIBRARY.test(text) ? libraries : own).push(at);
  }
  return [...own, ...libraries].slice(0, MOST_BLOCK_LINES).sort((one, other) => one - other);
}
