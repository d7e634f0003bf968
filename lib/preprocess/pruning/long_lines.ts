/** What of long lines is shown where a text has few lines: more than of one among many, and of JSON what it says. */

import type { Stretch } from "./changed_words.ts";
import { LEAST_OMITTED } from "./cut_text.ts";
import type { TextLimits } from "./detail.ts";
import { bothEnds } from "./diff_lines.ts";
import { fairShare } from "./fair_share.ts";
import { saidInJson } from "./said_in_json.ts";
import { type Source, startOf } from "./pruned_source.ts";
import type { TextLines } from "./text_lines.ts";

/** What a line of ordinary length has: as many characters as the first lines may have are shown of fewer. */
const LINE_CHARACTERS = 120;

/** The limits for a text whose lines are so few that the long ones may have more than one among many. */
export function limitsForFew(lines: TextLines, limits: TextLimits): TextLimits {
  const { headLines, tailLines, lineCharacters, characters } = limits;
  if (lines.count > headLines + tailLines || lineCharacters === Infinity) return limits;
  let left = Math.min(characters, headLines * LINE_CHARACTERS);
  const long: number[] = [];
  for (let line = 0; line < lines.count; line++) {
    const length = startOf(lines, line + 1) - startOf(lines, line);
    if (length > lineCharacters) long.push(length);
    else left -= length;
  }
  const share = Math.min(fairShare(long, left), Math.max(0, ...long));
  return share > lineCharacters ? { ...limits, lineCharacters: share } : limits;
}

/**
 * What is shown of long lines that are JSON, in a text of few lines.
 *
 * @param longer what is no longer is shown as it is.
 */
export function jsonStretches(
  { text, lines, errors, limits }: Source,
  longer: number,
): ReadonlyMap<number, readonly Stretch[]> | undefined {
  if (lines.count > limits.headLines + limits.tailLines) return undefined;
  const stretches = new Map<number, readonly Stretch[]>();
  for (let line = 0; line < lines.count; line++) {
    const [start, end] = [startOf(lines, line), startOf(lines, line + 1)];
    if (end - start <= longer + LEAST_OMITTED || end - start > MOST_JSON_CHARACTERS) continue;
    const code = text.charCodeAt(start);
    if (code !== BRACE && code !== BRACKET) continue;
    const json = text.slice(start, end).trimEnd();
    const error = errors.find((error) => error.line === line);
    const said = saidInJson(
      json,
      { most: limits.lineCharacters, least: longer },
      error && error.place - start,
    );
    if (said !== undefined) stretches.set(line, said);
    // Data: more of it says no more.
    else if (error === undefined) stretches.set(line, bothEnds(json, [0, json.length], longer));
  }
  return stretches;
}

const BRACE = 0x7b;
const BRACKET = 0x5b;

/** Longer lines are a program's data. */
const MOST_JSON_CHARACTERS = 256 * 1024;
