/** What belongs to a line that reports an error: the trace, the difference, the place in the source, hints. */

import type { Characters } from "../../session/mod.ts";
import { BEGINNING_CHARACTERS, beginningOfLine, type Source, startOf } from "./pruned_source.ts";
import type { Routine } from "./routine_lines.ts";
import { isWhiteSpace } from "./white_space.ts";

/** How many lines after an error are examined, and how many of them are kept at most. */
export const MOST_LINES_SEEN = 40;
const MOST_BLOCK_LINES = 12;

/** If there are more, this many first and last lines are kept, and between them the most informative ones. */
const FIRST_LINES = 6;
const LAST_LINES = 3;

/** The most library frames that are kept beside a frame of the project's own code. */
const MOST_LIBRARY_LINES = 6;

/**
 * A line of a difference, a source line that is pointed at, or the mark below it. After the mark there must be more
 * than `{`, `}` and the like.
 */
const POINTED = /^\s*(?:[-+>^](?:\s|["'\w[({])[^]*\w|\d+ *\| *[\^~]|[~^]+\s*$|(?:at|-->) |E {2}|\S+:\d+:\d+)/;

/** A line that continues the one before it. */
const CONTINUES =
  /^(?:[ \t]|[|=^│┃╵>~]|[-+] |-->|E {2}|\d+(?: {2}| *[|│])|#|\.{3}|(?:at|from|in|by|because|caused by) |(?:note|help|hint|actual|expected|received|got|want)\b)/i;

/** The first characters of lines that may continue another one. Other lines are not examined further. */
const GOING_ON_CHARACTERS = codesOf(" \t|=^│┃╵>~");
const FIRST_CHARACTERS = codesOf("-+0123456789#.abcefghinrwABCEFGHINRW");

/**
 * The first characters, after white space, of lines that match `POINTED`, except for digits and places
 * (`a.ts:1:2`).
 */
const POINTED_CHARACTERS = codesOf("-+>^~aE");

/** A frame of a stack trace, which may have the same shape as many others. */
const FRAME = /^\s*(?:at |File "|#\d|from |in )|^\s+\S+:\d+/;

/** The first characters, after white space, of a frame, except for places. */
const FRAME_CHARACTERS = codesOf("aF#fi");

/** A frame of a Python trace: its source line is below it, and the last frame is where the program failed. */
const FRAME_ABOVE_SOURCE = /^\s*File "/;

/** Paths of frames that do not belong to the project's own code. */
const LIBRARY =
  /node_modules|site-packages|dist-packages|\/usr\/(?:local\/)?lib|node:internal|\(internal\/|<frozen |jdk\.internal|java\.base|\bjava\.util\.|org\.junit|org\.springframework|\/rustc\/|\.cargo\/registry|\/go\/pkg\/mod|\/usr\/local\/go\/src|\/gems\/|\/vendor\/|\/deps\/|System\.Private|at Microsoft\.|at System\./;

/** A line of a box that is open on the right, as terraform draws around an error. Some lines are nothing but the frame. */
const BOXED = /^[│┃|](?!.*[│┃|]\s*$)/;
const FRAMES = codesOf("│┃|╷╵");

/**
 * How many lines right after an error are kept although they do not look like a part of it: they say what to do, or
 * what it was about.
 */
const MOST_CONTEXT_LINES = 4;
/** How many are kept after a line that announces others, as compilers that write sentences do. */
const MOST_ANNOUNCED_LINES = 8;

/** What follows a line that reports an error. */
export interface LinesBehind {
  /** Lines that belong to the error. Frames of libraries are dropped first. */
  readonly block: readonly number[];
  /** The frame of the project's own code that is nearest to the error, if it is among frames of libraries. */
  readonly frame: number | undefined;
  /** Lines that may belong to the error, up to a blank line, the next error, or a routine line. */
  readonly context: readonly number[];
  /** Lines of the block that show a difference, or that are pointed at. */
  readonly pointed: readonly number[];
}

/** Bits that describe what a line looks like. */
const LOOKED_AT = 1;
const BLANK = 2;
const SKIPPED = 4;
const WITH_COLON = 8;
const POINTING = 16;
const GOING_ON = 32;
const POINTED_AT = 64;
/** A property of continuing lines that is needed less often: whether it holds, and whether it is known. */
const OF_LIBRARY = { is: 128, isKnown: 256 };
const OF_TRACE = { is: 512, isKnown: 1024 };
const OF_FRAME = { is: 2048, isKnown: 4096 };

/** Questions about the lines of a text. */
interface Lines {
  readonly count: number;
  readonly routine: Routine;
  lookOf(line: number): number;
  /** Whether a line reports an error of its own that is not routine. */
  isError(line: number): boolean;
  isFrame(line: number): boolean;
  /** Whether a frame's source line is below it. */
  isAboveSource(line: number): boolean;
  isOfLibrary(line: number): boolean;
  /** Whether a line continues an error although many others have the same shape. */
  isOfTrace(line: number): boolean;
}

/**
 * Finds the lines that follow one. Single blank lines among those of the block are none of them.
 *
 * @param isError whether a line reports an error of its own that is not routine.
 */
export function linesBehindIn(
  source: Source,
  routine: Routine,
  isError: (line: number) => boolean,
): (line: number) => LinesBehind {
  // The same lines stand behind several errors.
  const looks = new Uint16Array(source.lines.count);
  const lookOf = (line: number) => looks[line] ||= lookOfLine(source, line);
  const textOf = (line: number) => beginningOfLine(source, line).trimEnd();
  const asks = (line: number, { is, isKnown }: typeof OF_TRACE, test: (line: number) => boolean) => {
    const look = looks[line] ?? 0;
    if ((look & isKnown) !== 0) return (look & is) !== 0;
    const found = test(line);
    looks[line] = look | isKnown | (found ? is : 0);
    return found;
  };
  const isFrame = (line: number) => mayBeFrame(source, line) && FRAME.test(textOf(line));
  const isOfLibrary = (line: number) => LIBRARY.test(textOf(line));
  const isOfTrace = (line: number) => {
    const text = textOf(line);
    return FRAME.test(text) || BOXED.test(text);
  };
  const lines: Lines = {
    count: source.lines.count,
    routine,
    lookOf,
    isError,
    isFrame: (line) => asks(line, OF_FRAME, isFrame),
    isAboveSource: (line) => FRAME_ABOVE_SOURCE.test(textOf(line)),
    isOfLibrary: (line) => asks(line, OF_LIBRARY, isOfLibrary),
    isOfTrace: (line) => asks(line, OF_TRACE, isOfTrace),
  };
  return (line) => new BehindError(lines, line).arranged();
}

/** Collects the lines after an error, one by one. */
class BehindError {
  readonly #lines: Lines;
  readonly #own: number[] = [];
  readonly #libraries: number[] = [];
  readonly #pointed: number[] = [];
  readonly #context: number[] = [];
  #isAnnouncing = false;
  /** A comparison has many lines of one shape: after them, only lines that differ are a part of the block. */
  #isPassing = false;
  /** Whose frame is above the present line, if that is the frame's source line. */
  #above: "library" | "project" | undefined;

  constructor(lines: Lines, error: number) {
    this.#lines = lines;
    const end = Math.min(lines.count, error + 1 + MOST_LINES_SEEN);
    let isBehindBlank = false;
    let before = 0;
    for (let at = error + 1; at < end; at++) {
      const look = lines.lookOf(at);
      if ((look & SKIPPED) !== 0) continue;
      if ((look & BLANK) !== 0) {
        if (isBehindBlank || this.#context.length > 0 && !this.#isAnnouncing) break;
        isBehindBlank = true;
        continue;
      }
      if (!this.#take(at, look, before, isBehindBlank)) break;
      isBehindBlank = false;
      before = look;
    }
  }

  /** The lines that are kept. */
  arranged(): LinesBehind {
    const own = this.#own;
    if (this.#libraries.length === 0 && own.length <= MOST_BLOCK_LINES) {
      return { block: own, frame: undefined, context: this.#context, pointed: this.#pointed };
    }
    const frame = this.#ownFrame();
    const block: number[] = [];
    if (own.length > MOST_BLOCK_LINES) {
      if (frame !== undefined) block.push(frame);
      addLines(block, own, 0, FIRST_LINES);
      addLines(block, own, own.length - LAST_LINES, own.length);
      addLines(block, this.#pointed, 0, this.#pointed.length);
    }
    addLines(block, own, 0, own.length);
    addLines(block, this.#libraries, 0, frame === undefined ? this.#libraries.length : MOST_LIBRARY_LINES);
    block.sort((one, other) => one - other);
    return {
      block,
      frame,
      context: this.#context,
      pointed: this.#pointed.filter((at) => block.includes(at)),
    };
  }

  /** Takes a line; false where it is no part, and ends what is. @param before what the line before it looks like. */
  #take(at: number, look: number, before: number, isBehindBlank: boolean): boolean {
    const { routine, isError } = this.#lines;
    if (isBehindBlank && this.#own.length > 0 && isError(at)) return false;
    const goesOn = (look & GOING_ON) !== 0;
    const isOfBlock = goesOn && this.#context.length === 0;
    if (this.#isPassing) return this.#pass(at, look, before);
    const isUsual = routine.isUsual(at);
    this.#isPassing = isOfBlock && isUsual && this.#above === undefined && !this.#lines.isOfTrace(at);
    if (this.#isPassing) return this.#pass(at, look, before);
    // Behind a colon stands what it announces, also below a blank line.
    const isAnnounced = !isUsual && ((before | look) & WITH_COLON) !== 0;
    this.#isAnnouncing ||= isAnnounced;
    if (isOfBlock) {
      (this.#isLibrary(at) ? this.#libraries : this.#own).push(at);
      if ((look & POINTED_AT) !== 0) this.#pointed.push(at);
      return true;
    }
    const isContext = (isAnnounced || !isBehindBlank) && (!isUsual || goesOn && this.#lines.isOfTrace(at)) &&
      !isError(at);
    const most = this.#isAnnouncing ? MOST_ANNOUNCED_LINES : MOST_CONTEXT_LINES;
    if (!isContext || this.#context.length === most) return false;
    this.#context.push(at);
    return true;
  }

  /** Takes a line of a comparison. */
  #pass(at: number, look: number, before: number): boolean {
    if ((look & GOING_ON) === 0) return false;
    // Below the marks that point at something stands what is said of it.
    const isSaid = (before & POINTING) !== 0;
    const isPointed = (look & POINTED_AT) !== 0;
    if (isPointed || isSaid || this.#lines.routine.isRare(at)) this.#own.push(at);
    if (isPointed) this.#pointed.push(at);
    return true;
  }

  /** Whether a line is a frame of a library, or the source line below one. */
  #isLibrary(at: number): boolean {
    // Most lines are no frames, and whose they are takes long to tell.
    if (!this.#lines.isFrame(at)) {
      const isBelowLibrary = this.#above === "library";
      this.#above = undefined;
      return isBelowLibrary;
    }
    const isLibrary = this.#lines.isOfLibrary(at);
    if (this.#lines.isAboveSource(at)) this.#above = isLibrary ? "library" : "project";
    else this.#above = undefined;
    return isLibrary;
  }

  #ownFrame(): number | undefined {
    if (this.#libraries.length === 0) return undefined;
    const frames = this.#own.filter((at) => this.#lines.isFrame(at));
    const isLast = frames.some((at) => this.#lines.isAboveSource(at));
    return frames.at(isLast ? -1 : 0);
  }
}

/** Adds the lines of a range that are missing in the block, as long as it has room. */
function addLines(block: number[], lines: readonly number[], first: number, end: number): void {
  for (let index = first; index < end && index < lines.length && block.length < MOST_BLOCK_LINES; index++) {
    const line = lines[index] ?? 0;
    if (!block.includes(line)) block.push(line);
  }
}

/** Determines what a line looks like by its first and last characters and, if these are not enough, by its text. */
function lookOfLine(source: Source, line: number): number {
  const { text, lines } = source;
  const start = startOf(lines, line);
  let end = Math.min(startOf(lines, line + 1), start + BEGINNING_CHARACTERS);
  while (end > start && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  if (end === start) return LOOKED_AT | BLANK;
  const first = text.charCodeAt(start);
  if (end === start + 1 && FRAMES.has(first)) return LOOKED_AT | SKIPPED;
  const last = text.charCodeAt(end - 1);
  const look = LOOKED_AT | (last === COLON ? WITH_COLON : last === TILDE || last === CARET ? POINTING : 0);
  if (!GOING_ON_CHARACTERS.has(first)) {
    if (!FIRST_CHARACTERS.has(first) || !CONTINUES.test(text.slice(start, end))) return look;
  }
  const isPointed = mayBePointedAt(text, start, end) && POINTED.test(text.slice(start, end));
  return look | GOING_ON | (isPointed ? POINTED_AT : 0);
}

/** Whether `POINTED` has to be tried. For most source lines it does not. */
function mayBePointedAt(text: Characters, start: number, end: number): boolean {
  let at = start;
  while (isWhiteSpace(text.charCodeAt(at))) at++;
  if (POINTED_CHARACTERS.has(text.charCodeAt(at))) return true;
  let number = at;
  while (isDigit(text.charCodeAt(number))) number++;
  if (number > at) {
    while (number < end && text.charCodeAt(number) === SPACE) number++;
    if (text.charCodeAt(number) === BAR) return true;
  }
  return tellsPlace(text, at, end);
}

/** Whether `FRAME` has to be tried. */
function mayBeFrame({ text, lines }: Source, line: number): boolean {
  const start = startOf(lines, line);
  const end = Math.min(startOf(lines, line + 1), start + BEGINNING_CHARACTERS);
  let at = start;
  while (at < end && isWhiteSpace(text.charCodeAt(at))) at++;
  return FRAME_CHARACTERS.has(text.charCodeAt(at)) || at > start && tellsPlace(text, at, end);
}

/** Whether a word has a colon before a digit. */
function tellsPlace(text: Characters, start: number, end: number): boolean {
  let at = start;
  for (let code = text.charCodeAt(at); at < end && !isWhiteSpace(code); code = text.charCodeAt(at)) {
    at++;
    if (code === COLON && isDigit(text.charCodeAt(at))) return true;
  }
  return false;
}

const COLON = 0x3a;
const TILDE = 0x7e;
const CARET = 0x5e;
const SPACE = 0x20;
const BAR = 0x7c;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function codesOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}
