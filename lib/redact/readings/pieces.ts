/** Pieces in which a secret goes on: behind a line end, or in the next of strings that are put together. */
import { goesOnWith } from "./adjacent_strings.ts";

export interface Piece {
  readonly start: number;
  readonly end: number;
}

export interface Pieces {
  /** Joined strings say that they belong together; lines need more evidence. */
  readonly areJoined: boolean;
  readonly pieces: readonly Piece[];
}

/** Lines of 76 characters of the longest tokens. */
const MAX_PIECES = 64;

/** A line end, escaped in shells, with what a file's reader and a diff put before the next line. */
const LINE_END = /\\?\r?\n\+?[ \t]{0,40}(?:[0-9]{1,6}(?:→|\t)[ \t]{0,40})?/y;

/** `" + "`, `" . "`, `' || '` and strings below each other. */
const JOINT =
  /(\\{0,3}["'`])[ \t]{0,4}(?:(?:[+.&~]|\.\.|\|\||<>)[ \t]{0,4}|(?:(?:& _|[+.\\&])[ \t]{0,4})?\r?\n\+?[ \t]{0,60}(?:[0-9]{1,6}(?:→|\t)[ \t]{0,60})?(?:[+.&][ \t]{0,4})?)[fru]?\1/y;

/** Equals signs end base64; what follows them would be the value of a name. */
const RUN = /[A-Za-z0-9_.+/~-]{1,1000}={0,3}/y;

/** In a string that is put to another one anything may stand but spaces. */
const REST_OF_STRING = /[^\s"'`\\]{1,1000}/y;

const NAME_END = /\\{0,3}["'`]\]?\s{0,4}(?::|=)/y;

/** A quick check whether a piece of a value may be followed by another one. */
export function mayGoOn(text: string, end: number): boolean {
  const code = text.charCodeAt(end);
  return code === 0x0a || code === 0x0d || code === 0x5c || code === 0x22 || code === 0x27 || code === 0x60;
}

/** The pieces after one that ends here; none if it is the last one. */
export function piecesAfter(text: string, end: number): Pieces {
  const isJoined = matchOf(JOINT, text, end) !== undefined;
  const between = isJoined ? JOINT : LINE_END;
  const pieces: Piece[] = [];
  let at = end;
  while (pieces.length < MAX_PIECES) {
    const joint = matchOf(between, text, at);
    if (joint === undefined) break;
    const start = at + joint.length;
    if (isJoined && !goesOnWith(text, at, start, end)) break;
    const run = matchOf(isJoined ? REST_OF_STRING : RUN, text, start);
    if (run === undefined) break;
    at = start + run.length;
    // Nothing else stands on the line, or in the string.
    if (at < text.length && !mayGoOn(text, at)) break;
    // A string that a value follows is the name of the next one.
    if (isJoined && matchOf(NAME_END, text, at) !== undefined) break;
    pieces.push({ start, end: at });
  }
  return { areJoined: isJoined, pieces };
}

function matchOf(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Lines are wrapped at no fewer columns. */
export const MIN_WRAPPED_COLUMNS = 60;

/** More than any piece has characters: how many there are in a line that is longer says nothing more. */
const MAX_COLUMNS = 1024;

/** How many columns of a line come before a place. In a very long line, not all of them are counted. */
export function columnsBefore(text: string, end: number): number {
  const stop = Math.max(0, end - MAX_COLUMNS);
  let start = end;
  while (start > stop && text.charCodeAt(start - 1) !== 0x0a) start--;
  return end - start;
}

/**
 * Those of the pieces that what was found already goes on with: all strings; of lines those that are no words, below
 * one that is as long as wrapped ones are.
 */
export function furtherPieces(text: string, end: number): readonly Piece[] {
  const { areJoined, pieces } = piecesAfter(text, end);
  if (areJoined || pieces.length === 0) return pieces;
  const isEscaped = text.charCodeAt(end) === 0x5c || text.charCodeAt(end - 1) === 0x5c;
  const columns = columnsBefore(text, end);
  if (!isEscaped && columns < MIN_WRAPPED_COLUMNS) return [];
  const longest = isEscaped ? Infinity : columns;
  const others = pieces.findIndex(({ start, end }) =>
    end - start > longest || !looksRandom(text.slice(start, end))
  );
  return others === -1 ? pieces : pieces.slice(0, others);
}

/** The pieces from a number on that look like an earlier one: random, and not longer. */
export function randomPieces(text: string, pieces: readonly Piece[], from: number): readonly Piece[] {
  const longest = Math.max(...pieces.slice(0, from).map(({ start, end }) => end - start));
  const rest = pieces.slice(from);
  const others = rest.findIndex(({ start, end }) =>
    end - start > longest || !mayBeRest(text.slice(start, end))
  );
  return others === -1 ? rest : rest.slice(0, others);
}

/** Whether a piece of a value looks random, whatever is around it. */
export function looksRandom(piece: string): boolean {
  return piece.length >= 6 && /[A-Z]/.test(piece) && /[a-z]/.test(piece) && /[0-9]/.test(piece);
}

/** Whether a piece may be the last one of a value: it is short. */
export function mayBeRest(piece: string): boolean {
  return piece.length >= 4 && (/[a-z][A-Z]/.test(piece) || (/[A-Za-z]/.test(piece) && /[0-9]/.test(piece)));
}
