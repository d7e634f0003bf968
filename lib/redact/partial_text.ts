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

/** What is shown, with what stands around the cuts. */
export class PartialText {
  /** What the rules see: all that is shown, and the hidden surroundings of the cuts. */
  readonly view: string;
  /** In their order, apart. */
  readonly cuts: readonly Cut[];
  /** Of what is shown, notes included; in characters. */
  readonly length: number;

  constructor(view: string, cuts: readonly Cut[]) {
    this.view = view;
    this.cuts = cuts;
    this.length = cuts.reduce((sum, { start, end, note }) => sum + note.length - (end - start), view.length);
  }

  /** What is shown, before it is redacted. */
  toString(): string {
    return this.#joined((pieces, start, end) => void pieces.push(this.view.slice(start, end)));
  }

  /** A part of what is shown, with what stands around the cuts in it; of a note at an end, what is left of it. */
  slice(start: number, end: number): RawText {
    const builder = new PartialTextBuilder();
    let at = 0;
    let shownBefore = 0;
    const within = (place: number, length: number) => Math.min(Math.max(place - shownBefore, 0), length);
    const show = (until: number) => {
      const length = until - at;
      builder.show(this.view.slice(at + within(start, length), at + within(end, length)));
      shownBefore += length;
    };
    for (const cut of this.cuts) {
      show(cut.start);
      const note = cut.note.slice(within(start, cut.note.length), within(end, cut.note.length));
      if (note !== "") builder.leaveOut(note, this.view.slice(cut.start, cut.end));
      shownBefore += cut.note.length;
      at = cut.end;
    }
    show(this.view.length);
    return builder.build();
  }

  /** The same text with another one in the place of each stretch that is shown between two cuts. */
  map(change: (shown: string) => string): PartialText {
    const builder = new PartialTextBuilder();
    let at = 0;
    for (const { start, end, note } of this.cuts) {
      builder.show(change(this.view.slice(at, start)));
      builder.leaveOut(note, this.view.slice(start, end));
      at = end;
    }
    builder.show(change(this.view.slice(at)));
    return builder.buildPartial();
  }

  /** Bytes (UTF-8) of what is shown. */
  byteLength(): number {
    return this.cuts.reduce(
      (sum, { start, end, note }) =>
        sum + Buffer.byteLength(note) - Buffer.byteLength(this.view.slice(start, end)),
      Buffer.byteLength(this.view),
    );
  }

  /** For `lib/redact` alone: what is shown, redacted. What was found in hidden stretches alone is not told of. */
  redacted(
    findings: readonly Finding[],
    marker: Marker,
    taken: (kind: string, text: string) => void,
  ): string {
    let next = 0;
    return this.#joined((pieces, start, end) => {
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
    });
  }

  /** The stretches that are shown, as `show` adds them to the pieces, and the notes between them. */
  #joined(show: (pieces: string[], start: number, end: number) => void): string {
    const pieces: string[] = [];
    let at = 0;
    for (const { start, end, note } of this.cuts) {
      if (start > at) show(pieces, at, start);
      pieces.push(note);
      at = end;
    }
    if (at < this.view.length) show(pieces, at, this.view.length);
    return pieces.join("");
  }
}

/** Text as it comes from a log: whole, or cut. */
export type RawText = string | PartialText;

/** Puts a text together of what is shown and what is not. */
export class PartialTextBuilder {
  readonly #pieces: string[] = [];
  readonly #cuts: Cut[] = [];
  #length = 0;

  /** Adds what is shown. */
  show(text: RawText): void {
    if (typeof text !== "string") {
      for (const { start, end, note } of text.cuts) {
        this.#cuts.push({ start: this.#length + start, end: this.#length + end, note });
      }
    }
    this.#add(typeof text === "string" ? text : text.view);
  }

  /**
   * Adds a cut.
   *
   * @param behind what is left out right behind what was shown last.
   * @param before what is left out right before what is shown next; the same text where all is given.
   */
  leaveOut(note: string, behind: string, before?: string): void {
    const start = this.#length;
    this.#add(before === undefined ? behind : `${behind}${UNSEEN}${before}`);
    this.#cuts.push({ start, end: this.#length, note });
  }

  /** The text; nothing of it is a part of another one that would stay in memory with it. */
  build(): RawText {
    return this.#cuts.length === 0 ? this.#joined() : this.buildPartial();
  }

  /** The same, also where nothing is cut. */
  buildPartial(): PartialText {
    return new PartialText(this.#joined(), this.#cuts);
  }

  #joined(): string {
    return this.#pieces.length === 1 ? this.#pieces[0] ?? "" : this.#pieces.join("");
  }

  #add(text: string): void {
    if (text === "") return;
    this.#pieces.push(text);
    this.#length += text.length;
  }
}
