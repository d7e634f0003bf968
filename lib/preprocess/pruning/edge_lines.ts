/** Chooses lines at the beginning and the end of a text. */

import { beginningOfLine, type Source, startOf } from "./pruned_source.ts";
import type { Routine } from "./routine_lines.ts";

/**
 * The first and the last lines, each list with the outermost line first. In a short text, a line may be in both.
 */
export interface Edges {
  readonly head: readonly number[];
  readonly tail: readonly number[];
}

/**
 * Chooses the first and the last lines. If most of a text is routine, only some examples are chosen among lines
 * that differ only in numbers, or that report success.
 */
export function edgesOf(source: Source, routine: Routine): Edges {
  const { lines: { count }, limits } = source;
  const headEnd = Math.min(limits.headLines, count);
  const tailStart = Math.max(0, count - limits.tailLines);
  const head: number[] = [];
  for (let line = 0; line < headEnd; line++) head.push(line);
  const tail: number[] = [];
  for (let line = count - 1; line >= tailStart; line--) tail.push(line);
  if (!routine.isMost) return { head, tail };
  const strong = new Set<number>();
  for (const { line, isStrong } of source.errors) {
    if (isStrong && (line < headEnd || line >= tailStart)) strong.add(line);
  }
  const isRoutine = (line: number) => routine.isFrequent(line) && !strong.has(line);
  return {
    head: withoutRoutine(source, head, HEAD_EXAMPLES, isRoutine),
    tail: withoutRoutine(source, tail, TAIL_EXAMPLES, isRoutine),
  };
}

/**
 * How many lines of one shape are kept at the beginning and at the end: enough to see what they are, and how they
 * develop.
 */
const HEAD_EXAMPLES = 5;
const TAIL_EXAMPLES = 3;

/** Fewer routine lines in a row are kept, because the note in their place would be as long. */
const LEAST_ROUTINE_LINES = 3;

/** Removes lines of frequent shapes that were shown often enough and say the same as the one before. */
function withoutRoutine(
  source: Source,
  lines: readonly number[],
  examples: number,
  isRoutine: (line: number) => boolean,
): number[] {
  const { shapes } = source.lines;
  const kept: number[] = [];
  const groups = new Map<number, { times: number; last: number }>();
  let skipped: number[] = [];
  for (const line of lines) {
    if (isRoutine(line)) {
      const shape = shapes[line] ?? 0;
      const group = groups.get(shape);
      const isExample = group === undefined || group.times < examples;
      if (!isExample && !saysMore(source, line, group.last)) {
        skipped.push(line);
        continue;
      }
      groups.set(shape, { times: (group?.times ?? 0) + 1, last: line });
    }
    if (skipped.length < LEAST_ROUTINE_LINES) kept.push(...skipped);
    skipped = [];
    kept.push(line);
  }
  return kept;
}

/** Lines that report success or progress: passed tests, progress, routine messages of logs. */
const GOES_WELL =
  /^\s*(?:\[[^\]]*\] *)?(?:[✓✔√]|(?:ok|PASS|--- PASS|=== (?:RUN|PAUSE|CONT|NAME)|Compiling|Download(?:ing|ed)|Fetching|Installing|Collecting|Requirement already|Unpacking|Setting up|Get:\d+)(?!\S))|\b(?:PASSED|INFO|DEBUG|TRACE)\b|\[(?:info|debug)\]|level=(?:info|debug)/;

/**
 * Whether the end of a line reports success: tests of Rust, of Python's `unittest` and of CTest, and rows of dots.
 */
function endsWell(text: string): boolean {
  const line = text.trimEnd();
  if (line.endsWith("... ok")) return true;
  return line.startsWith("..........") ? DOTS.test(line) : line.endsWith(" sec") && PASSED.test(line);
}

const DOTS = /^\.+(?: +\d+ \/ \d+ \( *\d+%\)| *\[ *\d+%\])?$/;
const PASSED = /\.\.\. +Passed +[\d.]+ sec$/;

/**
 * Whether a line tells of something, and that is not what the last one of its shape that is kept tells, nor other
 * numbers alone where those don't count.
 */
function saysMore(source: Source, line: number, last: number): boolean {
  const text = beginningOfLine(source, line);
  if (GOES_WELL.test(text) || endsWell(text)) return false;
  const keepsCounted = source.limits.keepsCounted === true;
  // Nearly all differ in length, too: another line need not be read for that.
  if (keepsCounted && lengthOf(source, line) !== lengthOf(source, last)) return true;
  const before = beginningOfLine(source, last);
  if (text === before && text.endsWith("\n")) return false;
  return keepsCounted || differsInWords(text, before);
}

function lengthOf({ lines }: Source, line: number): number {
  return startOf(lines, line + 1) - startOf(lines, line);
}

function differsInWords(one: string, other: string): boolean {
  let [at, otherAt] = [0, 0];
  for (;;) {
    while (isDigit(one.charCodeAt(at))) at++;
    while (isDigit(other.charCodeAt(otherAt))) otherAt++;
    if (at >= one.length || otherAt >= other.length) return at < one.length || otherAt < other.length;
    if (one.charCodeAt(at++) !== other.charCodeAt(otherAt++)) return true;
  }
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
