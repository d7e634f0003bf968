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

/** A line of a box that has its frame on the left alone, as terraform draws around an error; of some there is nothing but the frame. */
const BOXED = /^[│┃|](?!.*[│┃|])/;
const EMPTY_BOXED = /^[│┃|╷╵]\s*$/;

/** Lines that don't look like a part of the error and follow it at once: what to do about it, or what it was about. */
const MOST_CONTEXT_LINES = 4;

/** What follows a line that reports an error. */
export interface LinesBehind {
  /** What belongs to it: frames of libraries give way to the project's own. */
  readonly block: readonly number[];
  /** What may belong to it, up to a blank line, the next error, or what is routine. */
  readonly context: readonly number[];
}

/**
 * The lines that follow one, in their order. Single blank lines among those of the block are none of them.
 *
 * @param isError whether a line reports an error of its own that is no matter of course.
 */
export function linesBehind(
  source: Source,
  routine: Routine,
  line: number,
  isError: (line: number) => boolean,
): LinesBehind {
  const own: number[] = [];
  const libraries: number[] = [];
  const context: number[] = [];
  let wasBlank = false;
  const end = Math.min(source.lines.count, line + 1 + MOST_LINES_SEEN);
  for (let at = line + 1; at < end && own.length < MOST_BLOCK_LINES; at++) {
    const text = beginningOfLine(source, at);
    if (EMPTY_BOXED.test(text)) continue;
    const isBlank = text.trim() === "";
    if (isBlank && (wasBlank || context.length > 0)) break;
    const isBehindBlank = wasBlank;
    wasBlank = isBlank;
    if (isBlank) continue;
    const isUsual = routine.isUsual(at);
    const isPart = CONTINUES.test(text) && (!isUsual || FRAME.test(text) || BOXED.test(text));
    if (isPart && context.length === 0) {
      (LIBRARY.test(text) ? libraries : own).push(at);
    } else {
      const isContext = !isBehindBlank && (isPart || !isUsual) && !isError(at);
      if (!isContext || context.length === MOST_CONTEXT_LINES) break;
      context.push(at);
    }
  }
  const block = [...own, ...libraries].slice(0, MOST_BLOCK_LINES).sort((one, other) => one - other);
  return { block, context };
}
