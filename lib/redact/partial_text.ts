/**
 * A text of which not all is shown. The rules see what stands around each cut: the name of a secret may be what is left
 * out, and its value what is shown; half of a secret is known by the other half alone.
 */

import { Buffer } from "node:buffer";
import type { Finding } from "./finding.ts";
import type { Marker } from "./mark.ts";
import { replacementFor } from "./replace.ts";

/** A stretch of what the rules see, `end` exclusive, that nobody is shown; a note stands there instead. */
export interface Cut {
  readonly start: number;
  readonly end: number;
  /** The program's own words. */
  readonly note: string;
}

/** Stands for what is neither shown nor seen by the rules; none of them crosses it (see batch.ts). */
const UNSEEN = "\n\u0000\n";

/** A shortened text, together with the text around its cuts, which only the redaction rules see. */
export class PartialText {
  /** The view in pieces: what is shown, and what is hidden at each cut, in turns. To join them takes a copy. */
  readonly pieces: readonly string[];
  /** In their order, apart. */
  readonly cuts: readonly Cut[];
  /** Characters that are shown, notes included. */
  readonly length: number;
  /** Characters of the view. */
  readonly viewLength: number;
  #view: string | undefined;

  /** @param pieces one more than twice as many as there are cuts. */
  constructor(pieces: readonly string[], cuts: readonly Cut[]) {
    this.pieces = pieces;
    this.cuts = cuts;
    this.viewLength = pieces.reduce((sum, { length }) => sum + length, 0);
    this.length = cuts.reduce(
      (sum, { start, end, note }) => sum + note.length - (end - start),
      this.viewLength,
    );
  }

  /** What the rules see: all that is shown, and the hidden surroundings of the cuts. */
  get view(): string {
    return this.#view ??= this.pieces.join("");
  }

  /** What is shown, before it is redacted. */
  toString(): string {
    return this.#withNotes().join("");
  }

  /** A part of what is shown, with what stands around the cuts in it; of a note at an end, what is left of it. */
  slice(start: number, end: number): RawText {
    // What is nearly all of the pieces may keep them alive.
    const builder = new PartialTextBuilder({ ownsPieces: 2 * (end - start) >= this.length });
    let shownBefore = 0;
    const within = (text: string) => {
      const [from, to] = [start, end].map((place) => Math.min(Math.max(place - shownBefore, 0), text.length));
      shownBefore += text.length;
      return text.slice(from, to);
    };
    this.#eachPiece((shown) => builder.show(within(shown)), (hidden, written) => {
      const note = within(written);
      if (note !== "") builder.leaveOut(note, hidden);
    });
    return builder.build();
  }

  /** Makes a text in which each stretch between two cuts is changed. */
  map(change: (shown: string) => string): PartialText {
    const builder = new PartialTextBuilder({ ownsPieces: true });
    this.#eachPiece((shown) => builder.show(change(shown)), (hidden, note) => builder.leaveOut(note, hidden));
    return builder.buildPartial();
  }

  /** Bytes (UTF-8) of what is shown. */
  byteLength(): number {
    let bytes = 0;
    this.#eachPiece(
      (shown) => bytes += Buffer.byteLength(shown),
      (_, note) => bytes += Buffer.byteLength(note),
    );
    return bytes;
  }

  /** For `lib/redact` alone: what is shown, redacted. Findings in hidden stretches alone are not reported. */
  redacted(
    findings: readonly Finding[],
    marker: Marker,
    taken: (kind: string, text: string) => void,
  ): string {
    let next = 0;
    const pieces: string[] = [];
    const redact = (start: number, end: number) => {
      let kept = start;
      // One that ends behind a cut is looked at again there.
      while ((findings[next]?.end ?? Infinity) <= start) next++;
      for (let at = next; at < findings.length; at++) {
        const finding = findings[at];
        if (finding === undefined || finding.start >= end) break;
        const [from, to] = [Math.max(finding.start, start), Math.min(finding.end, end)];
        taken(finding.kind, this.view.slice(from, to));
        const whole = this.view.slice(finding.start, finding.end);
        pieces.push(this.view.slice(kept, from), replacementFor(whole, finding, marker));
        kept = to;
      }
      pieces.push(this.view.slice(kept, end));
    };
    let at = 0;
    for (const { start, end, note } of this.cuts) {
      if (start > at) redact(at, start);
      pieces.push(note);
      at = end;
    }
    if (at < this.viewLength) redact(at, this.viewLength);
    return pieces.join("");
  }

  /** The pieces that are shown, and the notes between them. */
  #withNotes(): string[] {
    const pieces = [...this.pieces];
    this.cuts.forEach(({ note }, index) => pieces[2 * index + 1] = note);
    return pieces;
  }

  #eachPiece(show: (shown: string) => void, leaveOut: (hidden: string, note: string) => void): void {
    this.cuts.forEach(({ note }, index) => {
      show(this.pieces[2 * index] ?? "");
      leaveOut(this.pieces[2 * index + 1] ?? "", note);
    });
    show(this.pieces.at(-1) ?? "");
  }
}

/** Text as it comes from a log: whole, or cut. */
export type RawText = string | PartialText;

/** Puts a text together of what is shown and what is not. */
export class PartialTextBuilder {
  readonly #ownsPieces: boolean;
  /** Up to the last cut. */
  readonly #pieces: string[] = [];
  /** Pieces after the last cut. */
  #shown: string[] = [];
  readonly #cuts: Cut[] = [];
  #length = 0;

  /** @param ownsPieces whether what it is given may be kept as it is: a part of a longer text would keep all of that alive. */
  constructor({ ownsPieces = false }: { readonly ownsPieces?: boolean } = {}) {
    this.#ownsPieces = ownsPieces;
  }

  /** Adds what is shown. */
  show(text: RawText): void {
    if (typeof text === "string") return this.#add(text);
    text.cuts.forEach(({ note }, index) => {
      this.#add(text.pieces[2 * index] ?? "");
      this.leaveOut(note, text.pieces[2 * index + 1] ?? "");
    });
    this.#add(text.pieces.at(-1) ?? "");
  }

  /**
   * Adds a cut.
   *
   * @param behind what is left out right behind what was shown last.
   * @param before what is left out right before what is shown next; the same text where all is given.
   */
  leaveOut(note: string, behind: string, before?: string): void {
    const start = this.#length;
    const hidden = before === undefined ? behind : `${behind}${UNSEEN}${before}`;
    this.#pieces.push(joined(this.#shown), hidden);
    this.#shown = [];
    this.#length += hidden.length;
    this.#cuts.push({ start, end: this.#length, note });
  }

  /** The text; unless it owns its pieces nothing of it is a part of another one that would stay in memory with it. */
  build(): RawText {
    return this.#cuts.length === 0 ? joined(this.#shown) : this.buildPartial();
  }

  /** Builds a partial text even if nothing is cut. */
  buildPartial(): PartialText {
    const pieces = [...this.#pieces, joined(this.#shown)];
    return new PartialText(this.#ownsPieces ? pieces : copiesOf(pieces), this.#cuts);
  }

  #add(text: string): void {
    if (text === "") return;
    this.#shown.push(text);
    this.#length += text.length;
  }
}

function joined(pieces: readonly string[]): string {
  return pieces.length <= 1 ? pieces[0] ?? "" : pieces.join("");
}

/** Copies pieces into one new text, and returns them as slices of it. */
function copiesOf(pieces: readonly string[]): string[] {
  const text = pieces.join("");
  let end = 0;
  return pieces.map(({ length }) => text.slice(end, end += length));
}
