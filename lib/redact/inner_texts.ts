/**
 * Texts inside of a text, around the places at which rules are tried: lines without what a tool has put before them, and
 * strings without their escapes. Rules that ask for a line's beginning or go on in the next line find there what is hidden
 * from them otherwise.
 */
import { addEscapedStrings } from "./escaped_strings.ts";
import type { Places } from "./places.ts";
import { addPrefixedLines } from "./prefixed_lines.ts";
import { type Reading, ReadingBuilder } from "./reading.ts";

/** Gathers the places of a text, and reads what they are in. */
export interface InnerReader {
  /** To be called with all places, in order. */
  visit(places: Places): void;
  /** What they are in; undefined if it is the text alone. */
  read(): Reading | undefined;
}

/** Begins with a text. */
export function createInnerReader(text: string): InnerReader {
  const inLines: number[] = [];
  const inStrings: number[] = [];
  return {
    visit: (places) => {
      for (const list of anchoredPlaces(places)) {
        if (list === undefined) continue;
        for (const place of list) {
          inLines.push(place);
          inStrings.push(place);
        }
      }
      for (const list of [places.equals, places.colons, places.calls]) {
        for (const place of list) {
          inStrings.push(place);
          if (endsLine(text, place) || isPort(text, place)) inLines.push(place);
        }
      }
      addWrapped(text, places, inLines);
    },
    read: () => {
      const reading = new ReadingBuilder(text);
      if (inLines.length > 0) addPrefixedLines(text, inOrder(inLines), reading);
      if (inStrings.length > 0 && text.includes("\\")) addEscapedStrings(text, inOrder(inStrings), reading);
      return reading.isEmpty ? undefined : reading.build();
    },
  };
}

/** Those of rules of which some ask for the beginning of a line. */
function anchoredPlaces(places: Places): (readonly number[] | undefined)[] {
  return [
    places.closingTags,
    places.scriptWords,
    places.options,
    places.atSigns,
    ...places.keywords.values(),
    ...places.structures,
  ];
}

function inOrder(places: readonly number[]): Int32Array {
  return Int32Array.from(places).sort();
}

/** What stands behind a separator may be a quote, a bracket or a sign of YAML, and the value on the next line. */
const MAX_CHARACTERS_BEFORE_VALUE = 4;

/** Whether little follows on the line of a separator or a bracket: what else has a name beside it is found in any case. */
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

/** Adds where a token may begin that is cut by the end of its line. */
function addWrapped(text: string, { runs, runLiterals }: Places, inLines: number[]): void {
  let next = 0;
  for (let index = 0; index < runs.length; index += 2) {
    const end = runs[index + 1] ?? 0;
    const code = text.charCodeAt(end);
    if (code !== 0x0a && code !== 0x0d && code !== 0x5c) continue;
    const start = runs[index] ?? 0;
    while ((runLiterals[next] ?? Infinity) < start) next += 2;
    const literal = runLiterals[next] ?? Infinity;
    if (literal < end) inLines.push(literal);
  }
}
