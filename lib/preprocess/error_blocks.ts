/** What belongs to a line that reports an error: the trace, the difference, the place in the source, hints. */

import { beginningOfLine, type Source } from "./pruned_source.ts";
import type { Routine } from "./routine_lines.ts";

/** Lines that are looked at behind an error, and those that are kept of them at most. */
const MOST_LINES_SEEN = 40;
const MOST_BLOCK_LINES = 12;

/** Of more lines the first ones and the last ones are kept, and between them those that say most. */
const FIRST_LINES = 6;
const LAST_LINES = 3;

/** What differs, the line of the source that is pointed at, and where; of `{`, `}` and the like there is nothing behind the mark. */
const POINTED = /^\s*(?:[-+>^](?:\s|["'\w[({])[^]*\w|\d+ *\| *[\^~]|[~^]+\s*$|(?:at|-->) |E {2}|\S+:\d+:\d+)/;

/** What goes on with what stands before it. */
const CONTINUES =
  /^(?:[ \t]|[|=^│┃╵>~]|[-+] |-->|E {2}|\d+(?: {2}| *[|│])|#|\.{3}|(?:at|from|in|by|because|caused by) |(?:note|help|hint|actual|expected|received|got|want)\b)/i;

const POINTER = /[~^]$/;

/** A frame of a trace, which may be of the same shape as many others. */
const FRAME = /^\s*(?:at |File "|#\d|from |in )|^\s+\S+:\d+/;

/** Where frames stand that are not of the project's own code. */
const LIBRARY =
  /node_modules|site-packages|dist-packages|\/usr\/(?:local\/)?lib|node:internal|jdk\.internal|java\.base|\bjava\.util\.|org\.junit|\/rustc\/|\/go\/pkg\/mod|\/gems\/|\/vendor\/|System\.Private|at Microsoft\./;

/** A line of a box that has its frame on the left alone, as terraform draws around an error; of some there is nothing but the frame. */
const BOXED = /^[│┃|](?!.*[│┃|]\s*$)/;
const EMPTY_BOXED = /^[│┃|╷╵]\s*$/;

/** Lines that don't look like a part of the error and follow it at once: what to do about it, or what it was about. */
const MOST_CONTEXT_LINES = 4;
/** The same where a line announces others, as compilers that speak in sentences do. */
const MOST_ANNOUNCED_LINES = 8;

/** What follows a line that reports an error. */
export interface LinesBehind {
  /** What belongs to it: frames of libraries give way to the project's own. */
  readonly block: readonly number[];
  /** What may belong to it, up to a blank line, the next error, or what is routine. */
  readonly context: readonly number[];
  /** Of the block what differs and what is pointed at. */
  readonly pointed: readonly number[];
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
  const pointed: number[] = [];
  const context: number[] = [];
  let wasBlank = false;
  const end = Math.min(source.lines.count, line + 1 + MOST_LINES_SEEN);
  let before = "";
  let hasColon = false;
  let isPassing = false;
  for (let at = line + 1; at < end; at++) {
    const text = beginningOfLine(source, at).trimEnd();
    if (EMPTY_BOXED.test(text)) continue;
    const isBlank = text === "";
    if (isBlank && (wasBlank || context.length > 0 && !hasColon)) break;
    const isBehindBlank = wasBlank;
    wasBlank = isBlank;
    if (isBlank) continue;
    const isUsual = routine.isUsual(at);
    // Behind a colon stands what it announces, also below a blank line.
    const isAnnounced = !isUsual && (before.endsWith(":") || text.endsWith(":"));
    hasColon ||= isAnnounced;
    const goesOn = CONTINUES.test(text);
    const isPart = goesOn && (!isUsual || FRAME.test(text) || BOXED.test(text));
    // Below the marks that point at something stands what is said of it.
    const isSaid = POINTER.test(before);
    before = text;
    if (isBehindBlank && own.length > 0 && isError(at)) break;
    if (context.length === 0 && (isPassing || !isPart && goesOn)) {
      // Of what is compared there are many lines of one shape: behind them only what differs is a part.
      if (!goesOn) break;
      isPassing = true;
      const isPointed = POINTED.test(text);
      if (isPointed || isSaid || routine.isRare(at)) own.push(at);
      if (isPointed) pointed.push(at);
      continue;
    }
    if (isPart && context.length === 0) {
      (LIBRARY.test(text) ? libraries : own).push(at);
      if (POINTED.test(text)) pointed.push(at);
    } else {
      const isContext = (isAnnounced || !isBehindBlank) && (isPart || !isUsual) && !isError(at);
      if (!isContext || context.length === (hasColon ? MOST_ANNOUNCED_LINES : MOST_CONTEXT_LINES)) break;
      context.push(at);
    }
  }
  const ordered = own.length <= MOST_BLOCK_LINES
    ? own
    : [...new Set([...own.slice(0, FIRST_LINES), ...own.slice(-LAST_LINES), ...pointed, ...own])];
  const block = [...ordered, ...libraries].slice(0, MOST_BLOCK_LINES).sort((one, other) => one - other);
  return { block, context, pointed: pointed.filter((at) => block.includes(at)) };
}
