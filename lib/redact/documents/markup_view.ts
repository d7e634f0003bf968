/**
 * A document as the rules should see it: with its tags, because names of elements and attributes tell what is in them,
 * and with its text decoded. So one scan finds what takes two otherwise, one of the written and one of the decoded text.
 */
import { isNamedForSecret, type MarkupRun, type MarkupRuns, plainReference } from "./markup_runs.ts";
import { isBlank } from "./markup_span.ts";
import { TEXT_END } from "./text_end.ts";

export interface MarkupView {
  readonly text: string;
  /** Where a place in `text` stands in the document. */
  documentOffset(place: number): number;
}

/** Stands around decoded text: a value without an end must not go on in the tag behind it. */
const LINE_END = "\n";

/** Puts the view of a document together; runs whose encoding is delicate stand in it as they are written. */
export function viewMarkup(xml: string, split: MarkupRuns): MarkupView {
  const pieces: string[] = [];
  let copied = 0;
  replaceEach(xml, split, (start, end, character) => {
    if (start > copied) pieces.push(xml.slice(copied, start));
    pieces.push(character);
    copied = end;
  });
  pieces.push(xml.slice(copied));
  // Few documents have findings: what is only needed for them is worked out when the first is there.
  let shifts: Shifts | undefined;
  return {
    text: pieces.join(""),
    documentOffset: (place) => offsetBefore(shifts ??= shiftsOf(xml, split), place),
  };
}

/** Tells of each part of the document that is one character in the view, in order. */
function replaceEach(
  xml: string,
  { runs, references }: MarkupRuns,
  replace: (start: number, end: number, character: string) => void,
): void {
  let next = 0;
  for (const run of runs) {
    if (run.encoding === "plain") {
      replace(run.start, run.start, LINE_END);
      next = replaceReferences(xml, run, references, next, replace);
    }
    const end = textEnd(xml, run);
    if (run.encoding === "plain" && end !== run.end) replace(run.end, run.end, LINE_END);
    if (end !== undefined) { for (const character of TEXT_END) replace(end, end, character); }
  }
}

const PARAMETER_END = "</param>";

/** What may name the value of the next parameter: `DB_PASSWORD`, `#password`. */
const NAME = /^[\w#./-]*\w$/;
const NEXT_PARAMETER = /\s*<param /y;

/**
 * Where the end of a text is shown. Not before the name of a secret: the rule for those sees text and name together. Of a
 * parameter that is one line behind its end tag, as its own name tells what it is; nowhere if it may be the name of the next
 * one.
 */
function textEnd(xml: string, run: MarkupRun): number | undefined {
  if (!run.isContent || isBlank(xml, run)) return undefined;
  if (isNamedForSecret(xml, xml.startsWith("]]>", run.end) ? run.end + "]]>".length : run.end)) {
    return undefined;
  }
  if (!xml.startsWith(PARAMETER_END, run.end)) return run.end;
  const text = xml.slice(run.start, run.end);
  if (text.includes("\n")) return run.end;
  NEXT_PARAMETER.lastIndex = run.end + PARAMETER_END.length;
  return NAME.test(text) && NEXT_PARAMETER.test(xml) ? undefined : run.end + PARAMETER_END.length;
}

/** Replaces the references of one run; returns the index of the first reference after it. */
function replaceReferences(
  xml: string,
  run: MarkupRun,
  references: readonly number[],
  first: number,
  replace: (start: number, end: number, character: string) => void,
): number {
  for (let index = first; index < references.length; index++) {
    const reference = references[index] ?? 0;
    if (reference >= run.end) return index;
    const character = plainReference(xml, reference) ?? "&";
    replace(reference, reference + (character === "&" ? "&amp;" : "&lt;").length, character);
  }
  return references.length;
}

/** Places in the view from which on the distance to the document is another, ascending, and theirs in the document. */
interface Shifts {
  readonly places: readonly number[];
  readonly origins: readonly number[];
}

function shiftsOf(xml: string, split: MarkupRuns): Shifts {
  const places = [0];
  const origins = [0];
  let length = 0;
  let copied = 0;
  replaceEach(xml, split, (start, end) => {
    length += start - copied;
    places.push(length, length + 1);
    origins.push(start, end);
    length++;
    copied = end;
  });
  return { places, origins };
}

function offsetBefore({ places, origins }: Shifts, place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return (origins[low - 1] ?? 0) + place - (places[low - 1] ?? 0);
}
