/**
 * A document as the rules should see it: with its tags, because names of elements and attributes tell what is in them,
 * and with its text decoded. So one scan finds what takes two otherwise, one of the written and one of the decoded text.
 */
import { type MarkupRun, type MarkupRuns, plainReference } from "./markup_runs.ts";

export interface MarkupView {
  readonly text: string;
  /** Where a place in `text` stands in the document. */
  documentOffset(place: number): number;
}

/**
 * Decoded text is a text of its own: a value without an end must not go on in the tags after it. The rules that go on
 * after a line's end (PEM) go on over tags as well.
 */
const BARRIER = "\n";

/** Puts the view of a document together; runs whose encoding is delicate stand in it as they are written. */
export function viewMarkup(xml: string, { runs, references }: MarkupRuns): MarkupView {
  if (references.length === 0) return { text: xml, documentOffset: (place) => place };
  const view = new ViewBuilder(xml);
  let next = 0;
  for (const run of runs) {
    if (run.encoding === "plain") next = addDecoded(view, xml, run, references, next);
  }
  return view.finish();
}

/** Adds a run; gives the index of the first reference after it. */
function addDecoded(
  view: ViewBuilder,
  xml: string,
  run: MarkupRun,
  references: readonly number[],
  first: number,
): number {
  view.replace(run.start, run.start, BARRIER);
  let index = first;
  for (; index < references.length; index++) {
    const reference = references[index] ?? 0;
    if (reference >= run.end) break;
    const decoded = plainReference(xml, reference) ?? "&";
    view.replace(reference, reference + (decoded === "&" ? "&amp;" : "&lt;").length, decoded);
  }
  view.replace(run.end, run.end, BARRIER);
  return index;
}

/** Copies a document while single characters replace parts of it, and remembers where. */
class ViewBuilder {
  readonly #xml: string;
  readonly #pieces: string[] = [];
  /** Places in the view from which on the distance to the document is another, ascending, and theirs in the document. */
  readonly #places: number[] = [0];
  readonly #origins: number[] = [0];
  #copied = 0;
  #length = 0;

  constructor(xml: string) {
    this.#xml = xml;
  }

  /** Puts one character in the place of a part that is not before any replaced one. */
  replace(start: number, end: number, character: string): void {
    if (start > this.#copied) {
      this.#pieces.push(this.#xml.slice(this.#copied, start));
      this.#length += start - this.#copied;
    }
    this.#pieces.push(character);
    this.#places.push(this.#length, this.#length + 1);
    this.#origins.push(start, end);
    this.#length++;
    this.#copied = end;
  }

  finish(): MarkupView {
    this.#pieces.push(this.#xml.slice(this.#copied));
    const places = this.#places;
    const origins = this.#origins;
    return {
      text: this.#pieces.join(""),
      documentOffset(place) {
        let low = 0;
        let high = places.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if ((places[middle] ?? 0) <= place) low = middle + 1;
          else high = middle;
        }
        return (origins[low - 1] ?? 0) + place - (places[low - 1] ?? 0);
      },
    };
  }
}
