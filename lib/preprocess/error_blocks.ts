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

/** What a line looks like: bits. */
const LOOKED_AT = 1;
const BLANK = 2;
const SKIPPED = 4;
const WITH_COLON = 8;
const POINTING = 16;
const GOING_ON = 32;
const POINTED_AT = 64;

/**
 * Finds the lines that follow one, in their order. Single blank lines among those of the block are none of them.
 *
 * @param isError whether a line reports an error of its own that is no matter of course.
 */
export function linesBehindIn(
  source: Source,
  routine: Routine,
  isError: (line: number) => boolean,
): (line: number) => LinesBehind {
  // The same lines stand behind several errors.
  const looks = new Uint8Array(source.lines.count);
  const textOf = (line: number) => beginningOfLine(source, line).trimEnd();
  const lookOf = (line: number) => looks[line] ||= lookOfLine(textOf(line));
  const isLibrary = (line: number) => LIBRARY.test(textOf(line));
  // Goes on although it is of the same shape as many others.
  const isOfTrace = (line: number) => {
    const text = textOf(line);
    return FRAME.test(text) || BOXED.test(text);
  };
  return (line) => {
    const own: number[] = [];
    const libraries: number[] = [];
    const pointed: number[] = [];
    const context: number[] = [];
    let wasBlank = false;
    const end = Math.min(source.lines.count, line + 1 + MOST_LINES_SEEN);
    let before = 0;
    let isAnnouncing = false;
    let isPassing = false;
    for (let at = line + 1; at < end; at++) {
      const look = lookOf(at);
      if ((look & SKIPPED) !== 0) continue;
      const isBlank = (look & BLANK) !== 0;
      if (isBlank && (wasBlank || context.length > 0 && !isAnnouncing)) break;
      const isBehindBlank = wasBlank;
      wasBlank = isBlank;
      if (isBlank) continue;
      // Below the marks that point at something stands what is said of it.
      const isSaid = (before & POINTING) !== 0;
      const hasColon = ((before | look) & WITH_COLON) !== 0;
      before = look;
      if (isBehindBlank && own.length > 0 && isError(at)) break;
      const goesOn = (look & GOING_ON) !== 0;
      const isPointed = (look & POINTED_AT) !== 0;
      // Of what is compared there are many lines of one shape: behind them only what differs is a part.
      isPassing ||= goesOn && context.length === 0 && routine.isUsual(at) && !isOfTrace(at);
      if (isPassing) {
        if (!goesOn) break;
        if (isPointed || isSaid || routine.isRare(at)) own.push(at);
        if (isPointed) pointed.push(at);
        continue;
      }
      const isUsual = routine.isUsual(at);
      // Behind a colon stands what it announces, also below a blank line.
      const isAnnounced = !isUsual && hasColon;
      isAnnouncing ||= isAnnounced;
      if (goesOn && context.length === 0) {
        (isLibrary(at) ? libraries : own).push(at);
        if (isPointed) pointed.push(at);
      } else {
        const isContext = (isAnnounced || !isBehindBlank) && (!isUsual || goesOn && isOfTrace(at)) &&
          !isError(at);
        const most = isAnnouncing ? MOST_ANNOUNCED_LINES : MOST_CONTEXT_LINES;
        if (!isContext || context.length === most) break;
        context.push(at);
      }
    }
    const ordered = own.length <= MOST_BLOCK_LINES
      ? own
      : [...new Set([...own.slice(0, FIRST_LINES), ...own.slice(-LAST_LINES), ...pointed, ...own])];
    const block = [...ordered, ...libraries].slice(0, MOST_BLOCK_LINES).sort((one, other) => one - other);
    return { block, context, pointed: pointed.filter((at) => block.includes(at)) };
  };
}

/** @param text of a line, without white space at its end. */
function lookOfLine(text: string): number {
  if (text === "") return LOOKED_AT | BLANK;
  if (EMPTY_BOXED.test(text)) return LOOKED_AT | SKIPPED;
  const last = text.at(-1);
  const look = LOOKED_AT | (last === ":" ? WITH_COLON : last === "~" || last === "^" ? POINTING : 0);
  if (!CONTINUES.test(text)) return look;
  return look | GOING_ON | (POINTED.test(text) ? POINTED_AT : 0);
}
