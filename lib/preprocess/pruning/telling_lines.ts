/**
 * The lines that tell what happened, wherever they stand: those that report errors, with the lines that belong to them or
 * follow them, and lines that stand out from routine.
 */

import { type LinesBehind, linesBehindIn, MOST_LINES_SEEN } from "./error_blocks.ts";
import type { ErrorLine } from "./error_lines.ts";
import { firstAndLast } from "./first_and_last.ts";
import { type Room, take, takeEach, takeEachWithin, within } from "./line_room.ts";
import { oddLines } from "./odd_lines.ts";
import type { Source } from "./pruned_source.ts";
import type { Routine } from "./routine_lines.ts";

/** What is known about a text's lines, independent of how much room there is. */
export interface LineKnowledge {
  readonly routine: Routine;
  /** Lines that report errors, except those that are shown with another error anyway. */
  readonly errors: readonly ErrorLine[];
  /** Lines that differ from those of their shape. */
  readonly odd: readonly number[];
  /** The lines that follow an error. */
  behind(line: number): LinesBehind;
}

/** Collects everything about a text's lines that the choice depends on. */
export function knowledgeOf(source: Source, routine: Routine): LineKnowledge {
  const strong = new Uint8Array(source.lines.count);
  for (const { line, isStrong } of source.errors) if (isStrong) strong[line] = 1;
  const linesBehind = linesBehindIn(source, routine, (at) => strong[at] === 1);
  const known = new Map<number, LinesBehind>();
  // Those of one error are asked for several times, at each level.
  const behind = (line: number) => {
    const found = known.get(line) ?? linesBehind(line);
    known.set(line, found);
    return found;
  };
  return {
    routine,
    errors: leadingErrors(source, routine, behind),
    odd: oddLines(source, routine),
    behind,
  };
}

/**
 * Chooses the lines that say what happened, the most important first.
 *
 * @param isEdge whether a line is kept because of its position, at either end.
 * @returns whether there was room for all of them.
 */
export function takeTellingLines(
  room: Room,
  knowledge: LineKnowledge,
  { strong, repeated, different, alike, atEdges }: ChosenErrors,
  isEdge: (line: number) => boolean,
): boolean {
  const { routine, odd } = knowledge;
  const { source } = room;
  const strongAtEdges = atEdges.filter(({ isStrong }) => isStrong);
  const taking = takingFrom(room, knowledge);
  const { takeErrors, takeLines, takeBlocks, takeFrames, takePointed, takeNeighbours } = taking;
  takeErrors(strong);
  takeFrames(strong);
  takeFrames(atEdges);
  takeBlocks(strong, FIRST_BLOCK_LINES);
  takeBlocks(strongAtEdges, FIRST_BLOCK_LINES);
  takeNeighbours(strong);
  takeNeighbours(atEdges);
  const inTurns = fromBothEnds(repeated).map(({ line }) => line);
  takeEachWithin(room, inTurns, REPEATED_SHARE * room.left);
  takeFrames(repeated);
  takeErrors(different);
  takeNeighbours(different);
  takePointed(different);
  takePointed(atEdges);
  takeLines(firstAndLast(odd.filter((line) => !isEdge(line)), source.limits.errorLines));
  if (routine.isMost) takeLines(rareLines(source, routine, isEdge));
  takeLines(inTurns);
  takeBlocks(repeated, FIRST_BLOCK_LINES);
  takeNeighbours(repeated);
  takeBlocks(strong, Infinity);
  takeBlocks(strongAtEdges, Infinity);
  takeBlocks(repeated, Infinity);
  takeErrors(alike);
  takeNeighbours(alike);
  return taking.fits();
}

/** Ways to choose lines that belong to errors, each as long as it has room. `fits`: all of them had, so far. */
function takingFrom(room: Room, { routine, behind }: LineKnowledge) {
  let fits = true;
  const takeLines = (lines: readonly number[]) => {
    fits = takeEach(room, lines) && fits;
  };
  return {
    fits: () => fits,
    takeLines,
    takeErrors(errors: readonly ErrorLine[]) {
      for (const { line } of errors) fits = take(room, line) && fits;
    },
    /** At most so many lines of the block of each. */
    takeBlocks(errors: readonly ErrorLine[], most: number) {
      for (const { line } of errors) {
        const { block } = behind(line);
        for (let index = 0; index < block.length && index < most; index++) {
          fits = take(room, block[index] ?? 0) && fits;
        }
      }
    },
    takeFrames(errors: readonly ErrorLine[]) {
      for (const { line } of errors) {
        const { frame } = behind(line);
        if (frame !== undefined) fits = take(room, frame) && fits;
      }
    },
    takePointed(errors: readonly ErrorLine[]) {
      for (const { line } of errors) takeLines(behind(line).pointed);
    },
    takeNeighbours(errors: readonly ErrorLine[]) {
      for (const { line } of errors) fits = takeNeighboursOf(room, line, routine) && fits;
    },
  };
}

/**
 * Chooses the lines that follow errors, from both ends, as far as they fit into this many characters; returns
 * whether all do.
 */
export function takeContext(
  room: Room,
  { routine, behind }: LineKnowledge,
  { strong, repeated, different, atEdges }: ChosenErrors,
  characters: number,
): boolean {
  const unlike = atEdges.filter(({ line, isStrong }) => isStrong || !routine.isFrequent(line));
  const errors = [...strong, ...repeated, ...different, ...unlike].sort((one, other) =>
    one.line - other.line
  );
  return within(room, characters, () => {
    let fits = true;
    for (const { line } of fromBothEnds(errors)) fits = takeEach(room, behind(line).context) && fits;
    return fits;
  });
}

/** How many lines of an error's block are kept before less important errors. */
const FIRST_BLOCK_LINES = 4;

/** The share of the errors that may be routine which is reserved for those that differ from the others. */
const DIFFERENT_SHARE = 0.25;

/** The share of the remaining characters that errors of frequent shapes get before differing ones. */
const REPEATED_SHARE = 0.5;

/** How many times more errors are kept that are not routine: sixty failed tests have sixty names. */
const STRONG_TIMES = 4;

/**
 * The errors that are shown: those that are not routine, and of the others those that differ from their neighbours,
 * and the rest.
 */
export interface ChosenErrors {
  readonly strong: readonly ErrorLine[];
  /** Errors that are not routine, but have frequent shapes. */
  readonly repeated: readonly ErrorLine[];
  readonly different: readonly ErrorLine[];
  readonly alike: readonly ErrorLine[];
  /**
   * Errors at the beginning and the end of the text. They are kept anyway, but the lines beside them may not be.
   */
  readonly atEdges: readonly ErrorLine[];
}

/**
 * As many as the limit allows; of many of a kind the first and the last, and of few of a kind rather all.
 *
 * @param isEdge whether a line is kept for where it stands.
 */
export function chosenErrors(
  limit: number,
  { routine, errors }: LineKnowledge,
  isEdge: (line: number) => boolean,
): ChosenErrors {
  const atEdges: ErrorLine[] = [];
  const [fewStrong, manyStrong]: [ErrorLine[], ErrorLine[]] = [[], []];
  const [fewWeak, manyWeak]: [ErrorLine[], ErrorLine[]] = [[], []];
  for (const error of errors) {
    if (isEdge(error.line)) atEdges.push(error);
    else if (routine.isFrequent(error.line)) (error.isStrong ? manyStrong : manyWeak).push(error);
    else (error.isStrong ? fewStrong : fewWeak).push(error);
  }
  const chosen = firstAndLast(fewStrong, STRONG_TIMES * limit);
  const repeated = firstAndLast(manyStrong, STRONG_TIMES * limit - chosen.length);
  const left = limit - chosen.length - repeated.length;
  const different = firstAndLast(fewWeak, Math.max(left, Math.floor(DIFFERENT_SHARE * limit)));
  const alike = firstAndLast(manyWeak, left - different.length);
  return { strong: chosen, repeated, different, alike, atEdges };
}

/** The lines that report errors and are not shown with another error anyway. */
function leadingErrors(source: Source, routine: Routine, behind: LineKnowledge["behind"]): ErrorLine[] {
  const leading: ErrorLine[] = [];
  let last: ErrorLine | undefined;
  for (const error of source.errors) {
    if (last !== undefined && isShownWith(last, error.line) && !saysMore(error, last, routine)) continue;
    leading.push(error);
    last = error;
  }
  return leading;

  /** Whether a line behind an error is shown with it. */
  function isShownWith({ line, isStrong }: ErrorLine, other: number): boolean {
    if (isStrong) return other - line <= MOST_LINES_SEEN && behind(line).block.includes(other);
    return other === line + 1 && isTold(other, routine);
  }
}

/** Whether an error counts although it follows one with which it is shown. */
function saysMore(error: ErrorLine, last: ErrorLine, routine: Routine): boolean {
  return error.isStrong && !last.isStrong || routine.isFrequent(last.line) && !routine.isFrequent(error.line);
}

/** Orders items from both ends: the first, the last, the second, and so on. When room ends, both ends are there. */
function fromBothEnds<Item>(items: readonly Item[]): Item[] {
  const ordered: Item[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index % 2 === 0 ? index / 2 : items.length - (index + 1) / 2];
    if (item !== undefined) ordered.push(item);
  }
  return ordered;
}

/** Chooses the lines before and after an error, unless they are routine; returns whether there is room. */
function takeNeighboursOf(room: Room, line: number, routine: Routine): boolean {
  const { lines } = room.source;
  let fits = line === 0 || take(room, line - 1);
  // The name of a test may stand above a blank line.
  if (line > 1 && lines.shapes[line - 1] === 0) fits = take(room, line - 2) && fits;
  if (line + 1 < lines.count && isTold(line + 1, routine)) fits = take(room, line + 1) && fits;
  return fits;
}

/** Whether a line behind an error is kept with it. */
function isTold(line: number, routine: Routine): boolean {
  return !(routine.isMost && routine.isFrequent(line));
}

/** Lines that hardly any other resembles; first those that are alone among routine. */
function rareLines(
  { lines: { count }, limits }: Source,
  routine: Routine,
  isEdge: (line: number) => boolean,
): number[] {
  const alone: number[] = [];
  const others: number[] = [];
  for (let line = 0; line < count; line++) {
    if (!routine.isRare(line) || isEdge(line)) continue;
    const isAlone = (line === 0 || routine.isFrequent(line - 1)) &&
      (line + 1 === count || routine.isFrequent(line + 1));
    (isAlone ? alone : others).push(line);
  }
  const chosen = firstAndLast(alone, limits.errorLines);
  return [...chosen, ...firstAndLast(others, limits.errorLines - chosen.length)];
}
