/** Parameters that are objects or lists, as JSON: each text in them is cut by itself, so that none takes another's place. */

import { cutBetween, type Pruned, wordEnd, wordStart } from "../pruning/cut_text.ts";
import type { Detail } from "../pruning/detail.ts";
import { type TextRange as Range, textsIn } from "../pruning/json_texts.ts";

/** How much is shown of a text in such a parameter. */
export interface MemberLimit {
  readonly characters: number;
  /** Whether it is shown where there is no room for others any more. */
  readonly isPath: boolean;
}

/**
 * JSON with its texts cut, as much of all as of a text that is written into a file, and the paths behind that as far as a
 * command.
 *
 * @param limitOf gives the limit of a text by the name of the member that it stands in, or its list.
 */
export function cutMembers(
  json: string,
  limitOf: (name: string, text: string) => MemberLimit,
  { parameterCharacters, writtenCharacters, commandCharacters }: Detail,
): Pruned {
  const shown: Range[] = [];
  let [name, nameStart, at, used] = ["", 0, 0, 0];
  const show = ([start, end]: Range) => {
    used += end - start;
    const last = shown.at(-1);
    if (last !== undefined && last[1] === start) shown[shown.length - 1] = [last[0], end];
    else if (end > start) shown.push([start, end]);
  };
  for (const [start, end] of textsIn(json)) {
    if (json.charAt(end) === ":") {
      [name, nameStart] = [json.slice(start + 1, end - 1), start];
      continue;
    }
    const { characters, isPath } = limitOf(name, json.slice(start + 1, end - 1));
    const before = beforeText(json, [at, start], nameStart, parameterCharacters);
    const room = writtenCharacters - used - lengthOf(before);
    const texts = piecesOf(json, [start, end], isPath ? characters : Math.min(characters, room));
    if (room >= Math.min(end - start, isPath ? Infinity : LEAST_CHARACTERS)) {
      for (const piece of [...before, ...texts]) show(piece);
    } else if (isPath && used + lengthOf(texts) <= commandCharacters) {
      for (const piece of [[Math.max(at, nameStart), start] as const, ...texts]) show(piece);
    }
    at = end;
  }
  const rest = Math.min(json.length, at + parameterCharacters);
  const isEnd = json.length - at <= NOTE_CHARACTERS;
  if (isEnd || used + rest - at <= writtenCharacters) show([at, Math.max(at, wordStart(json, rest))]);
  return cutBetween(json, shown);
}

function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [start, end]) => sum + end - start, 0);
}

/** What is shown of what stands between two texts: numbers, say, and the name of the second one. */
function beforeText(json: string, [at, start]: Range, nameStart: number, characters: number): Range[] {
  if (start - at <= characters) return [[at, start]];
  const first = Math.max(at, wordStart(json, at + characters));
  return [[at, first], [Math.min(start, Math.max(first, nameStart)), start]];
}

/** What is shown of a text in quotes: its beginning and its end, or all of it. */
function piecesOf(json: string, [start, end]: Range, characters: number): Range[] {
  if (end - start - 2 <= characters) return [[start, end]];
  const first = wordStart(json, start + 1 + Math.floor(characters * HEAD_SHARE));
  const last = wordEnd(json, end - 1 - Math.floor(characters * (1 - HEAD_SHARE)));
  // A text that is a single word is left out.
  return [[start, Math.max(start + 1, first)], [Math.min(end - 1, Math.max(first, last)), end]];
}

/** Of a text that is cut no less is shown. */
const LEAST_CHARACTERS = 40;

/** Closing brackets take no more than the note that would stand for them. */
const NOTE_CHARACTERS = 16;

const HEAD_SHARE = 0.75;
