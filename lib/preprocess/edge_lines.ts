/** The lines of a text's beginning and of its end that are kept where there is room. */

import type { Source } from "./pruned_source.ts";
import type { Routine } from "./routine_lines.ts";

/** Either with the outermost line first. Of a short text lines may stand in both. */
export interface Edges {
  readonly head: readonly number[];
  readonly tail: readonly number[];
}

/** The first and the last lines; where most of a text is routine, only some examples of that. */
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

/** Lines of one shape that are kept at the beginning and at the end: enough to see what they are, and how they go on. */
const HEAD_EXAMPLES = 5;
const TAIL_EXAMPLES = 3;

/** Fewer stay where others follow: the note that would stand there takes as much as one of them. */
const LEAST_ROUTINE_LINES = 3;

/** Without lines of frequent shapes that were there often enough. */
function withoutRoutine(
  { lines: { shapes } }: Source,
  lines: readonly number[],
  examples: number,
  isRoutine: (line: number) => boolean,
): number[] {
  const kept: number[] = [];
  const times = new Map<number, number>();
  let skipped: number[] = [];
  for (const line of lines) {
    if (isRoutine(line)) {
      const shape = shapes[line] ?? 0;
      const before = times.get(shape) ?? 0;
      times.set(shape, before + 1);
      if (before >= examples) {
        skipped.push(line);
        continue;
      }
    }
    if (skipped.length < LEAST_ROUTINE_LINES) kept.push(...skipped);
    skipped = [];
    kept.push(line);
  }
  return kept;
}
