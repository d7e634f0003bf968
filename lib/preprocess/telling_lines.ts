/**
 * The lines that tell what happened, wherever they stand: those that report errors, with what belongs to them, and among
 * routine those that are like no other.
 */

import { blockBehind } from "./error_blocks.ts";
import { firstAndLast } from "./first_and_last.ts";
import type { ErrorLine } from "./error_lines.ts";
import { type Room, takeEach, takeEachWithin } from "./line_room.ts";
import type { Source } from "./pruned_source.ts";
import type { Routine } from "./routine_lines.ts";

/** Takes them, what says most first; tells whether there is room for all of them. */
export function takeTellingLines(room: Room, routine: Routine): boolean {
  const { source, kept } = room;
  const { strong, repeated, different, alike } = chosenErrors(source, routine, kept);
  const blocks = strong.map(({ line }) => blockBehind(source, routine, line));
  const further = repeated.map(({ line }) => blockBehind(source, routine, line));
  const fits = [
    takeEach(room, strong.map(({ line }) => line)),
    takeEach(room, blocks.flatMap((block) => block.slice(0, FIRST_BLOCK_LINES))),
    takeEach(room, neighboursOf(strong, routine, source)),
  ];
  const inTurns = fromBothEnds(repeated).map(({ line }) => line);
  takeEachWithin(room, inTurns, REPEATED_SHARE * room.left);
  fits.push(
    takeEach(room, different.map(({ line }) => line)),
    takeEach(room, neighboursOf(different, routine, source)),
    !routine.isMost || takeEach(room, rareLines(source, routine, kept)),
    takeEach(room, inTurns),
    takeEach(room, further.flatMap((block) => block.slice(0, FIRST_BLOCK_LINES))),
    takeEach(room, neighboursOf(repeated, routine, source)),
    takeEach(room, [...blocks, ...further].flat()),
    takeEach(room, alike.map(({ line }) => line)),
    takeEach(room, neighboursOf(alike, routine, source)),
  );
  return !fits.includes(false);
}

/** Lines of a block that are kept before what says less than the error that it belongs to. */
const FIRST_BLOCK_LINES = 4;

/** Of the lines that may report a matter of course, the share that those which differ from the others get in any case. */
const DIFFERENT_SHARE = 0.25;

/** Of the characters that are left, what errors of frequent shapes get before what differs. */
const REPEATED_SHARE = 0.5;

/** How many times as many lines are kept that are no matter of course: sixty failed tests have sixty names. */
const STRONG_TIMES = 4;

/** Errors that are shown: those that say more, and of the others those unlike their neighbours, and the rest. */
interface ChosenErrors {
  readonly strong: readonly ErrorLine[];
  /** The same of frequent shapes. */
  readonly repeated: readonly ErrorLine[];
  readonly different: readonly ErrorLine[];
  readonly alike: readonly ErrorLine[];
}

/** As many as the limit allows; of many of a kind the first and the last, and of few of a kind rather all. */
function chosenErrors(source: Source, routine: Routine, kept: Uint8Array): ChosenErrors {
  const { strong, weak } = errorsOutside(source, routine, kept);
  const limit = source.limits.errorLines;
  const isFrequent = ({ line }: ErrorLine) => routine.isFrequent(line);
  const [manyStrong, fewStrong] = partition(strong, isFrequent);
  const [manyWeak, fewWeak] = partition(weak, isFrequent);
  const chosen = firstAndLast(fewStrong, STRONG_TIMES * limit);
  const repeated = firstAndLast(manyStrong, STRONG_TIMES * limit - chosen.length);
  const left = limit - chosen.length - repeated.length;
  const different = firstAndLast(fewWeak, Math.max(left, Math.floor(DIFFERENT_SHARE * limit)));
  const alike = firstAndLast(manyWeak, left - different.length);
  return { strong: chosen, repeated, different, alike };
}

/** What reports errors and is not kept already. */
function errorsOutside(
  source: Source,
  routine: Routine,
  kept: Uint8Array,
): { readonly strong: ErrorLine[]; readonly weak: ErrorLine[] } {
  const strong: ErrorLine[] = [];
  const weak: ErrorLine[] = [];
  let shownAnyway: ReadonlySet<number> = new Set();
  let last: ErrorLine | undefined;
  for (const error of source.errors) {
    if (kept[error.line] === 1) continue;
    if (shownAnyway.has(error.line) && last !== undefined && !saysMore(error, last, routine)) continue;
    (error.isStrong ? strong : weak).push(error);
    last = error;
    shownAnyway = new Set(
      error.isStrong ? blockBehind(source, routine, error.line) : neighboursOf([error], routine, source),
    );
  }
  return { strong, weak };
}

/** Whether an error counts that stands behind one which is shown anyway. */
function saysMore(error: ErrorLine, last: ErrorLine, routine: Routine): boolean {
  return error.isStrong && !last.isStrong || routine.isFrequent(last.line) && !routine.isFrequent(error.line);
}

/** The first, the last, the second, and so on: where room ends, both ends are there. */
function fromBothEnds<Item>(items: readonly Item[]): Item[] {
  const half = Math.ceil(items.length / 2);
  const behind = items.slice(half).reverse();
  return items.slice(0, half).flatMap((item, index) => {
    const other = behind[index];
    return other === undefined ? [item] : [item, other];
  });
}

/** The line before each and the one after, unless that is routine. */
function neighboursOf(
  errors: readonly ErrorLine[],
  routine: Routine,
  { lines: { count } }: Source,
): number[] {
  return errors.flatMap(({ line }) => {
    const around = line > 0 ? [line - 1] : [];
    if (line + 1 < count && !(routine.isMost && routine.isFrequent(line + 1))) around.push(line + 1);
    return around;
  });
}

/** Lines that are like hardly any other: first those that stand alone among routine. */
function rareLines(
  { lines: { count }, limits }: Source,
  routine: Routine,
  kept: Uint8Array,
): number[] {
  const alone: number[] = [];
  const others: number[] = [];
  for (let line = 0; line < count; line++) {
    if (!routine.isRare(line) || kept[line] === 1) continue;
    const isAlone = (line === 0 || routine.isFrequent(line - 1)) &&
      (line + 1 === count || routine.isFrequent(line + 1));
    (isAlone ? alone : others).push(line);
  }
  const chosen = firstAndLast(alone, limits.errorLines);
  return [...chosen, ...firstAndLast(others, limits.errorLines - chosen.length)];
}

function partition<Item>(items: readonly Item[], is: (item: Item) => boolean): [yes: Item[], no: Item[]] {
  const [yes, no]: [Item[], Item[]] = [[], []];
  for (const item of items) (is(item) ? yes : no).push(item);
  return [yes, no];
}
