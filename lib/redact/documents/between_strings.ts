/** What stands between the strings of JSON and may be secret: `"password": 641443565563`. */
import type { BetweenRuns } from "./document.ts";
import type { Piece } from "../readings/pieces.ts";

/** Numbers, and `true`, `false` and `null`, which a project's own pattern may mean. */
const LITERAL_CHARACTERS = /[A-Za-z0-9.+-]+/g;

/** Literals go whole, and a string stands in their place: half a number is no JSON. Punctuation and white space stay. */
export const BETWEEN_STRINGS: BetweenRuns = {
  piecesOf: (json, { start, end }) => literalsIn(json, start, end),
  write: (replacement) => `"${replacement}"`,
};

function literalsIn(json: string, start: number, end: number): Piece[] {
  let from = start;
  while (from > 0 && isLiteralPart(json, from) && isLiteralPart(json, from - 1)) from--;
  const literals: Piece[] = [];
  LITERAL_CHARACTERS.lastIndex = from;
  for (let match = LITERAL_CHARACTERS.exec(json); match !== null; match = LITERAL_CHARACTERS.exec(json)) {
    if (match.index >= end) break;
    literals.push({ start: match.index, end: match.index + match[0].length });
  }
  return literals;
}

function isLiteralPart(json: string, at: number): boolean {
  return /^[A-Za-z0-9.+-]$/.test(json.charAt(at));
}
