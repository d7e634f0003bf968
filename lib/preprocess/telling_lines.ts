/**
 * The lines that tell what happened, wherever they stand: those that report errors, with what belongs to them and what
 * follows them, and among routine those that are like no other.
 */

import { type LinesBehind, linesBehindIn } from "./error_blocks.ts";
import type { ErrorLine } from "./error_lines.ts";
import { firstAndLast } from "./first_and_last.ts";
import { type Room, takeEach, takeEachWithin } from "./line_room.ts";
import { oddLines } from "./odd_lines.ts";
import type { Source } from "./pruned_source.ts";
import type { Routine } from "./routine_lines.ts";

/** What is known of a text's lines, whatever there is room for. */
export interface LineKnowledge {
  readonly routine: Routine;
  /** What reports errors, but for what another error shows anyway. */
  readonly errors: readonly ErrorLine[];
  /** Lines that differ from those of their shape. */
  readonly odd: readonly number[];
  /** What follows an error. */
  behind(line: number): LinesBehind;
}

/** Finds out what the choice of lines is made by. */
export function knowledgeOf(source: Source, routine: Routine): LineKnowledge {
  const strong = new Set<number>();
  for (const { line, isStrong } of source.errors) if (isStrong) strong.add(line);
  const behind = linesBehindIn(source, routine, (at) => strong.has(at));
  const known = new Map<number, LinesBehind>();
  return {
    routine,
    errors: leadingErrors(source, routine, behind),
    odd: oddLines(source, routine),
    // Those of one error are asked for several times, at each level.
    behind(line) {
      const found = known.get(line) ?? behind(line);
      known.set(line, found);
      return found;
    },
  };
}

/**
 * Takes them, what says most first; tells whether there is room for all of them.
 *
 * @param isEdge whether a line is kept for where it stands.
 */
export function takeTellingLines(
  room: Room,
  { routine, odd, behind }: LineKnowledge,
  { strong, repeated, different, alike, atEdges }: ChosenErrors,
  isEdge: (line: number) => boolean,
): boolean {
  const { source } = room;
  const blockOf = ({ line }: ErrorLine) => behind(line).block;
  const blocks = [...strong, ...atEdges.filter(({ isStrong }) => isStrong)].map(blockOf);
  const further = repeated.map(blockOf);
  const framesOf = (errors: readonly ErrorLine[]) => errors.flatMap(({ line }) => behind(line).frame ?? []);
  const fits = [
    takeEach(room, strong.map(({ line }) => line)),
    takeEach(room, framesOf([...strong, ...atEdges])),
    takeEach(room, blocks.flatMap((block) => block.slice(0, FIRST_BLOCK_LINES))),
    takeEach(room, neighboursOf([...strong, ...atEdges], routine, source)),
  ];
  const inTurns = fromBothEnds(repeated).map(({ line }) => line);
  takeEachWithin(room, inTurns, REPEATED_SHARE * room.left);
  fits.push(
    takeEach(room, framesOf(repeated)),
    takeEach(room, different.map(({ line }) => line)),
    takeEach(room, neighboursOf(different, routine, source)),
    takeEach(room, [...different, ...atEdges].flatMap(({ line }) => behind(line).pointed)),
    takeEach(room, firstAndLast(odd.filter((line) => !isEdge(line)), source.limits.errorLines)),
    !routine.isMost || takeEach(room, rareLines(source, routine, isEdge)),
    takeEach(room, inTurns),
    takeEach(room, further.flatMap((block) => block.slice(0, FIRST_BLOCK_LINES))),
    takeEach(room, neighboursOf(repeated, routine, source)),
    takeEach(room, [...blocks, ...further].flat()),
    takeEach(room, alike.map(({ line }) => line)),
    takeEach(room, neighboursOf(alike, routine, source)),
  );
  return !fits.includes(false);
}

/** Takes what follows errors, those of both ends first, as far as it has room in so many characters; tells whether all of it has. */
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
  return takeEachWithin(room, fromBothEnds(errors).flatMap(({ line }) => behind(line).context), characters);
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
export interface ChosenErrors {
  readonly strong: readonly ErrorLine[];
  /** The same of frequent shapes. */
  readonly repeated: readonly ErrorLine[];
  readonly different: readonly ErrorLine[];
  readonly alike: readonly ErrorLine[];
  /** Those of the beginning and the end: they are kept anyway, what stands beside them may not be. */
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
  const [edges, others] = partition(errors, ({ line }) => isEdge(line));
  const [strong, weak] = partition(others, ({ isStrong }) => isStrong);
  const isFrequent = ({ line }: ErrorLine) => routine.isFrequent(line);
  const [manyStrong, fewStrong] = partition(strong, isFrequent);
  const [manyWeak, fewWeak] = partition(weak, isFrequent);
  const chosen = firstAndLast(fewStrong, STRONG_TIMES * limit);
  const repeated = firstAndLast(manyStrong, STRONG_TIMES * limit - chosen.length);
  const left = limit - chosen.length - repeated.length;
  const different = firstAndLast(fewWeak, Math.max(left, Math.floor(DIFFERENT_SHARE * limit)));
  const alike = firstAndLast(manyWeak, left - different.length);
  return { strong: chosen, repeated, different, alike, atEdges: edges };
}

/** What reports errors and is not shown with another one anyway. */
function leadingErrors(source: Source, routine: Routine, behind: LineKnowledge["behind"]): ErrorLine[] {
  const leading: ErrorLine[] = [];
  let shownAnyway: readonly number[] = [];
  let last: ErrorLine | undefined;
  for (const error of source.errors) {
    if (last !== undefined && shownAnyway.includes(error.line) && !saysMore(error, last, routine)) continue;
    leading.push(error);
    last = error;
    shownAnyway = error.isStrong ? behind(error.line).block : neighboursOf([error], routine, source);
  }
  return leading;
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
  { lines }: Source,
): number[] {
  return errors.flatMap(({ line }) => {
    const around = line > 0 ? [line - 1] : [];
    // The name of a test may stand above a blank line.
    if (line > 1 && lines.shapes[line - 1] === 0) around.push(line - 2);
    if (line + 1 < lines.count && !(routine.isMost && routine.isFrequent(line + 1))) around.push(line + 1);
    return around;
  });
}

/** Lines that are like hardly any other: first those that stand alone among routine. */
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

function partition<Item>(items: readonly Item[], is: (item: Item) => boolean): [yes: Item[], no: Item[]] {
  const [yes, no]: [Item[], Item[]] = [[], []];
  for (const item of items) (is(item) ? yes : no).push(item);
  return [yes, no];
}
