/**
 * Texts inside of a text, around the places at which rules are tried: lines without what a tool has put before them,
 * strings without their escapes, and HTML without its references. Rules that ask for a line's beginning or go on in
 * the next line find there what is hidden from them otherwise.
 */
import { addWithoutReferences } from "./character_references.ts";
import { addEscapedStrings } from "./escaped_strings.ts";
import { indentationAt, type LinePrefix, prefixAt, type TextLine } from "./line_prefixes.ts";
import { addJoined, type Cut, cutsIn } from "./joints.ts";
import { KEY_WORDS } from "../documents/markup_span.ts";
import type { Places } from "../search/places.ts";
import { addPrefixedLines } from "./prefixed_lines.ts";
import { type Reading, ReadingBuilder } from "./reading.ts";
import { tablePlaces } from "../rules/structures.ts";
import { sharedPrefix } from "./shared_prefix.ts";
import { mayEndBeforeAt } from "../rules/at_sign.ts";
import { BORDER_NUMBER, CODE_NUMBERS, SPOKEN_NUMBERS } from "../rules/keyword.ts";

/** Collects places in a text, and decodes the strings, lines and references that contain them. */
export interface InnerReader {
  /** To be called with all places, in order. */
  visit(places: Places): void;
  /** What they are in; undefined if it is the text alone. */
  read(): Reading | undefined;
}

/**
 * Begins with a text.
 *
 * @param isSpread only secrets with a form of their own are searched for, so the surroundings of names are not
 * decoded.
 */
export function createInnerReader(text: string, isSpread = false): InnerReader {
  /** Around those of the first strings are read, around those of the others also lines, by what stands before them. */
  const noted: number[] = [];
  const inLines: number[] = [];
  const inIndentedLines: number[] = [];
  /** Places in tables, of which many lines are read. */
  const further = new Set<number>();
  const cuts: Cut[] = [];
  const note = (list: readonly number[], isInIndented = false) => {
    for (const place of list) {
      noted.push(place);
      inLines.push(place);
      if (isInIndented) inIndentedLines.push(place);
    }
  };
  const noteValues = (list: readonly number[]) => {
    for (const place of list) {
      noted.push(place);
      if (
        endsLine(text, place) || isPort(text, place) || isValue(text, place) || beginsWithDash(text, place)
      ) inLines.push(place);
    }
  };
  return {
    visit: (places) => {
      noteValues(places.equals);
      noteValues(places.colons);
      if (!isSpread) {
        noteValues(places.calls);
        for (const list of [places.closingTags, places.scriptWords, places.options]) note(list);
        note(places.atSigns.filter((at) => mayEndBeforeAt(text, at)));
      }
      for (const [number, list] of places.keywords) {
        if (number === BORDER_NUMBER) continue;
        if (isSpread && (CODE_NUMBERS.has(number) || SPOKEN_NUMBERS.has(number))) continue;
        if (CODE_NUMBERS.has(number)) noteValues(list);
        else note(list, !SPOKEN_NUMBERS.has(number));
      }
      for (const list of places.structures) if (list !== undefined) note(list, true);
      for (const list of tablePlaces(places)) for (const place of list ?? []) further.add(place);
      note(wrappedTokens(text, places));
      for (const cut of cutsIn(text, places)) {
        cuts.push(cut);
        note([cut.place]);
      }
    },
    read: () => {
      const reading = new ReadingBuilder(text);
      addPrefixedLines(text, { places: inOrder(inLines), further }, knownOrShared, reading);
      addPrefixedLines(text, { places: inOrder(inIndentedLines), further }, indentationAt, reading);
      if (text.includes("\\")) addEscapedStrings(text, inOrder(noted), reading);
      addJoined(text, cuts, reading);
      // Around what is spread they end a word as what they mean does; the lines of a key may have them inside.
      if (!isSpread || text.includes(KEY_WORDS)) addWithoutReferences(text, reading);
      return reading.isEmpty ? undefined : reading.build();
    },
  };
}

function knownOrShared(text: string, line: TextLine): LinePrefix | undefined {
  return prefixAt(text, line) ?? sharedPrefix(text, line);
}

/** Places of several lists in the order of the text. */
function inOrder(places: readonly number[]): Uint32Array {
  return new Uint32Array(places).sort();
}

/** What stands behind a separator or an operator may be a quote, a bracket or a sign of YAML, and the value on the next line. */
const MAX_CHARACTERS_BEFORE_VALUE = 4;

/** Whether little follows on the line of a separator: what has its value beside it is found in any case. */
function endsLine(text: string, place: number): boolean {
  for (let at = place + 1; at <= place + MAX_CHARACTERS_BEFORE_VALUE; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d) return true;
  }
  return false;
}

/** `5432:` of a line of .pgpass. */
function isPort(text: string, colon: number): boolean {
  return text.charCodeAt(colon - 1) === 0x32 && text.startsWith("5432", colon - 4);
}

/** `value:`, of which the name stands on a line above. */
function isValue(text: string, colon: number): boolean {
  return text.charCodeAt(colon - 1) === 0x65 && text.charCodeAt(colon) === 0x3a &&
    text.startsWith("value", colon - 5);
}

const MAX_NAME_CHARACTERS = 100;

/** `-DB_PASSWORD=`, `app.py-12-DB_PASSWORD=`: the sign of a diff, or a number that grep shows, looks like a part of the name. */
function beginsWithDash(text: string, separator: number): boolean {
  let hasDash = false;
  for (let at = separator - 1; at > separator - MAX_NAME_CHARACTERS; at--) {
    const code = text.charCodeAt(at);
    const isName = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f ||
      (code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x2d;
    if (!isName) return hasDash && (Number.isNaN(code) || code === 0x0a || code === 0x2f);
    hasDash ||= code === 0x2d;
  }
  return false;
}

/** Where tokens may begin that are cut by the end of their line. */
function wrappedTokens(text: string, { runs, runLiterals }: Places): number[] {
  const tokens: number[] = [];
  let next = 0;
  for (let index = 0; index < runs.length; index += 2) {
    const end = runs[index + 1] ?? 0;
    const code = text.charCodeAt(end);
    if (code !== 0x0a && code !== 0x0d && code !== 0x5c) continue;
    const start = runs[index] ?? 0;
    while ((runLiterals[next] ?? Infinity) < start) next += 2;
    const literal = runLiterals[next] ?? Infinity;
    if (literal < end) tokens.push(literal);
  }
  return tokens;
}
