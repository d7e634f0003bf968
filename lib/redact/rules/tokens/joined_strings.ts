/**
 * Tokens that code puts together from strings each of which is too short for a run of token characters: `"glpat-…" + "…"`,
 * `["ghp_…", "…"].join("")`. Longer pieces are for the search for tokens (token_finder.ts) and the reading without joints.
 */
import type { Report } from "../../finding.ts";
import { piecesBehind } from "../../readings/joints.ts";
import type { Piece } from "../../readings/pieces.ts";
import { RULES_BY_LITERAL } from "../../search/token_literals.ts";
import { isFilledUp } from "../judgement/placeholder.ts";
import type { Keyword } from "../keyword.ts";

const MIN_PREFIX_CHARACTERS = 3;
const MAX_PREFIX_CHARACTERS = 12;
const MAX_FIRST_CHARACTERS = 200;

const LAST_STRING = /["'`]([A-Za-z][A-Za-z0-9_.-]{3,199})$/;

/** Looks at the quote that ends a first string. */
function findJoined(text: string, quote: number, report: Report): void {
  if (!isTokenCharacter(text.charCodeAt(quote - 1))) return;
  const first = LAST_STRING.exec(text.slice(Math.max(0, quote - MAX_FIRST_CHARACTERS - 1), quote))?.[1];
  if (first === undefined || !mayBeginToken(first)) return;
  const start = quote - first.length;
  reportToken(text, [{ start, end: quote }, ...piecesBehind(text, start, quote)], report);
}

function isTokenCharacter(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) ||
    code === 0x5f || code === 0x2d;
}

function mayBeginToken(text: string): boolean {
  for (let length = MIN_PREFIX_CHARACTERS; length <= MAX_PREFIX_CHARACTERS; length++) {
    if (RULES_BY_LITERAL.has(text.slice(0, length))) return true;
  }
  return false;
}

/** Reports the pieces if they are a token together, and none without the second one. */
function reportToken(text: string, pieces: readonly Piece[], report: Report): void {
  const [first] = pieces;
  if (first === undefined || pieces.length < 2) return;
  const whole = pieces.map(({ start, end }) => text.slice(start, end)).join("");
  for (let length = MAX_PREFIX_CHARACTERS; length >= MIN_PREFIX_CHARACTERS; length--) {
    for (
      const { pattern, lead, accept, kind, weight } of RULES_BY_LITERAL.get(whole.slice(0, length)) ?? []
    ) {
      if (lead > 0) continue;
      pattern.lastIndex = 0;
      const match = pattern.exec(whole);
      if (match === null || match[1] !== undefined || match[0].length <= first.end - first.start) continue;
      if (isFilledUp(match[0]) || accept?.(match[0]) === false) continue;
      return report({ start: first.start, end: endIn(pieces, match[0].length), kind, weight });
    }
  }
}

/** Where so many characters of the pieces end. */
function endIn(pieces: readonly Piece[], characters: number): number {
  let left = characters;
  for (const { start, end } of pieces) {
    if (left <= end - start) return start + left;
    left -= end - start;
  }
  return pieces.at(-1)?.end ?? 0;
}

const MAX_LIST_CHARACTERS = 600;
const ITEMS =
  /\[((?:\s{0,40}(?:"[^\s"'`\\]{1,200}"|'[^\s"'`\\]{1,200}'|`[^\s"'`\\]{1,200}`),?){2,12})\s{0,40}$/;

/** Looks back from the bracket that ends a list whose items are joined. */
function findInListBefore(text: string, close: number, report: Report): void {
  const head = text.slice(Math.max(0, close - MAX_LIST_CHARACTERS), close);
  const items = ITEMS.exec(head.slice(Math.max(0, head.lastIndexOf("["))))?.[1];
  if (items !== undefined) reportItems(text, close - head.length + head.lastIndexOf(items), items, report);
}

const LIST = /\[((?:\s{0,40}(?:"[^\s"'`\\]{1,200}"|'[^\s"'`\\]{1,200}'),?){2,12})\s{0,40}\]/y;

/** `"".join(["…", "…"])`, looked at from the bracket. */
function findInListBehind(text: string, open: number, report: Report): void {
  LIST.lastIndex = open;
  const items = LIST.exec(text)?.[1];
  if (items !== undefined) reportItems(text, open + 1, items, report);
}

function reportItems(text: string, from: number, items: string, report: Report): void {
  const pieces = [...items.matchAll(/["'`]([^"'`]+)["'`]/g)].map(({ index, 1: item = "" }) => (
    { start: from + index + 1, end: from + index + 1 + item.length }
  ));
  reportToken(text, pieces, report);
}

/** `["…", "…"].join("")` and `"".join(["…", "…"])`, looked at from the bracket of the call. */
export function findInJoinedList(text: string, open: number, report: Report): void {
  if (text.charCodeAt(open + 1) === 0x5b) findInListBehind(text, open + 1, report); // [
  else if (text.startsWith("].join(", open - "].join".length)) {
    findInListBefore(text, open - "].join".length, report);
  }
}

/** What stands between the strings. */
export const JOINED_KEYWORDS: readonly Keyword[] = ['" + "', "' + '", '" +\n', "' +\n"].map((keyword) => (
  { keyword, visit: findJoined }
));
