/** Redacted events → parts, none larger than the budget in tokens, each as full as events allow. */

import { type RedactedElement, textLength } from "../events/element.ts";
import { LEAST_RATIO, type PartMarkup } from "./part_markup.ts";
import type { Piece, TakenBack, Waiting } from "./part_piece.ts";
import type { RedactedEvent } from "../redact_events.ts";
import type { Scope } from "../events/session_event.ts";
import { closingOf, openingOf, tokensOfTags } from "./scope_tags.ts";
import { takeElement } from "./split_element.ts";
import { estimateTokens } from "../tokens/tokens.ts";

/** What one part holds. */
export interface PartContent {
  /** Its XML, without the root's tags: memory that is written over when the next part begins. */
  readonly xml: Uint8Array;
  /** Counted, or estimated where that is more, with the containers, without the root's tags. */
  readonly tokens: number;
  /** Events, and pieces of them. */
  readonly pieces: number;
  /** Whether the last one goes on in the next part. */
  readonly goesOn: boolean;
  /** The same as two parts, where there are pieces enough. Asked for before the next part begins. */
  halves(): Generator<PartContent>;
}

/** A part at least this full is not filled up with a piece of an event. */
const FULL_SHARE = 0.95;

/** A part with so little of its budget estimated is not counted: none is known that counts eight times as much. */
const SMALL_SHARE = 1 / 8;

/** Another stretch of the text can count a little more than the one before. */
const RATIO_MARGIN = 1.02;

/** Text that is divided counts at most so much less than as a whole. */
const SEAM_TOKENS = 2;

/** So often a part is put together anew by what its tokens turned out to be; more often where it is less than `WELL_FILLED_SHARE` full. */
const TRIES = 3;
const MORE_TRIES = 8;
const WELL_FILLED_SHARE = 0.85;

/** A part that was too large is made smaller by this, then by twice as much, and so on. */
const TOO_LARGE_STEP = 0.03;

/** No token covers more characters than this on average; an event longer than that many per token can't fit. */
const MAX_CHARACTERS_PER_TOKEN = 16;

/** Tokens below which cutting shorter makes no sense: tags are most of a piece. */
const MINIMUM_TARGET = 100;

/**
 * The containers of an event take at most this share of a part, and are so many at most; where there are more, the
 * outer ones are left out.
 */
const CONTAINER_SHARE = 1 / 3;
const MOST_CONTAINERS = 16;

/**
 * Packs events into parts, in order. A part is filled by estimates. Before it ends its tokens are counted, unless samples
 * say that the estimate holds: where there is room left the part is filled on, what is too much is taken back.
 */
export class PartPacker {
  readonly #markup: PartMarkup;
  readonly #budget: (part: number) => number;
  /** Where each part begins. */
  readonly #start: number;
  #pieces: Piece[] = [];
  /** Tokens of what was counted, and where that ends. */
  #counted = 0;
  #countedEnd: number;
  /** Estimated, of what stands behind that. */
  #estimated = 0;
  /** What was counted last by what had been estimated, where the estimate is not to be kept to. */
  #ratio = 1;
  /** The same, whether or not it is to be kept to. */
  #lastRatio = 1;
  /** Whether the part is a single piece that can't be smaller. */
  #isSmallest = false;
  /**
   * How often this part was too large, a piece of it smaller than need be, and the ratios by which such were cut: the
   * right one is between them.
   */
  #tooLarge = 0;
  #tooSmall = 0;
  #tooLargeBy = 0;
  #tooSmallBy = Infinity;
  #part = 1;
  #path: readonly Scope[] = [];
  /** Containers that were opened in an earlier part, or in this one: when they are opened again, they say so. */
  readonly #opened = new WeakSet<Scope>();
  /** Those that this part opened first. */
  #openedFirst: Scope[] = [];

  /**
   * @param markup where parts are put together, for this packer alone.
   * @param budget tokens that a part's content may have, by the part's number from 1.
   */
  constructor(markup: PartMarkup, budget: (part: number) => number) {
    this.#markup = markup;
    this.#budget = budget;
    this.#start = markup.position;
    this.#countedEnd = this.#start;
  }

  /** Adds an event; gives the parts that it completes, each to be used before the next one is asked for. */
  add({ element, scope }: RedactedEvent): Iterable<PartContent> {
    const rest = this.#put(element, scope);
    // Nearly all events fit: a generator for each would take as long as to write a short one.
    return rest === undefined ? [] : this.#goOn([{ element: rest, scope }]);
  }

  /** The part that is being filled, if there is anything in it. */
  *finish(): Generator<PartContent> {
    while (this.#pieces.length > 0) {
      const tooMuch = this.#verify();
      if (tooMuch.length === 0) yield this.#endPart();
      else yield* this.#fill(tooMuch);
    }
  }

  /** Goes on where the last that waits did not fit. */
  *#goOn(waiting: Waiting[]): Generator<PartContent> {
    if (this.#isFull(waiting)) yield this.#endPart();
    yield* this.#fill(waiting);
  }

  /** Writes what waits, the last first. */
  *#fill(waiting: Waiting[]): Generator<PartContent> {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const rest = this.#put(next.element, next.scope);
      if (rest === undefined) continue;
      waiting.push({ element: rest, scope: next.scope });
      if (this.#isFull(waiting)) yield this.#endPart();
    }
  }

  /** Whether the part ends where the last that waits did not fit; what is taken back waits, too. */
  #isFull(waiting: Waiting[]): boolean {
    const scope = waiting.at(-1)?.scope;
    const isNew = this.#estimated > 0;
    const tooMuch = this.#verify();
    const [last] = tooMuch;
    // The element that was cut is whole again.
    if (last?.cutFrom !== undefined) waiting[waiting.length - 1] = { element: last.cutFrom, scope };
    waiting.push(...(last?.cutFrom === undefined ? tooMuch : tooMuch.slice(1)));
    if (this.#pieces.length === 0) return false;
    const isCounted = isNew && this.#estimated === 0;
    if (!isCounted || this.#tokens >= this.#budget(this.#part) * FULL_SHARE) return true;
    return tooMuch.length > 0 ? this.#tooLarge > this.#mostTries() : !this.#cutAgain(waiting, scope);
  }

  /** How often this part may be put together anew. */
  #mostTries(): number {
    return this.#tokens < this.#budget(this.#part) * WELL_FILLED_SHARE ? MORE_TRIES : TRIES;
  }

  /** Takes the last piece back where the rest of it waits, so that it is cut larger; false where that was tried. */
  #cutAgain(waiting: Waiting[], scope: Scope | undefined): boolean {
    const piece = this.#pieces.at(-1);
    if (piece?.cutFrom === undefined) return true;
    if (++this.#tooSmall > this.#mostTries()) return false;
    this.#tooSmallBy = Math.min(this.#tooSmallBy, piece.cutBy);
    waiting[waiting.length - 1] = { element: piece.cutFrom, scope };
    this.#takeLast(piece);
    const before = this.#counted;
    this.#countAll();
    // By what it filled of the room: line ends, too, make a piece smaller than it may be.
    const filled = (before - this.#counted) / (this.#budget(this.#part) - this.#counted);
    const least = this.#tooLargeBy === 0 ? 0 : (this.#tooLargeBy + piece.cutBy) / 2;
    this.#ratio = Math.max(piece.cutBy * filled * RATIO_MARGIN, least);
    return true;
  }

  #endPart(): PartContent {
    this.#part++;
    return this.#takeContent();
  }

  /** As far as they are known. */
  get #tokens(): number {
    return Math.ceil(this.#counted + this.#estimated * this.#ratio);
  }

  /** Makes sure that the part is not larger than its budget; gives what had to be taken back, the last first. */
  #verify(): TakenBack[] {
    const budget = this.#budget(this.#part);
    if (this.#estimated === 0) return [];
    const estimate = this.#counted + this.#estimated;
    if (estimate <= budget) {
      if (estimate <= budget * SMALL_SHARE) return [];
      if (this.#markup.isWellEstimated(this.#countedEnd)) {
        this.#ratio = 1;
        return [];
      }
    }
    this.#count();
    return this.#counted > budget ? this.#takeBack(budget) : [];
  }

  /** Counts what was estimated. */
  #count(): void {
    const tokens = this.#countFrom(this.#countedEnd);
    const ratio = tokens / this.#estimated;
    this.#lastRatio = ratio * RATIO_MARGIN;
    this.#ratio = ratio >= LEAST_RATIO && ratio <= 1 ? 1 : this.#lastRatio;
    this.#counted += tokens;
    this.#countedEnd = this.#markup.position;
    this.#estimated = 0;
  }

  /** Takes pieces back until the others fit. A single piece that can't be made smaller stays. */
  #takeBack(budget: number): TakenBack[] {
    const taken: TakenBack[] = [];
    while (this.#counted > budget && !(this.#pieces.length === 1 && this.#isSmallest)) {
      // What stands beside others can count a little less than by itself: so the rest is counted again.
      for (let tooMany = this.#counted - budget; tooMany > 0;) {
        const piece = this.#pieces.at(-1);
        if (piece === undefined || (this.#pieces.length === 1 && this.#isSmallest)) break;
        tooMany -= this.#markup.countTokens(piece.before.position);
        taken.push(this.#takeLast(piece));
      }
      this.#countAll();
    }
    if (taken.length === 0) return taken;
    this.#tooLargeBy = Math.max(this.#tooLargeBy, taken[0]?.cutBy ?? 0);
    const least = Math.max(this.#lastRatio, taken[0]?.cutBy ?? 0);
    const larger = least * (1 + TOO_LARGE_STEP * 2 ** this.#tooLarge++);
    const between = (least + this.#tooSmallBy) / 2;
    this.#ratio = least < this.#tooSmallBy ? Math.min(larger, between) : larger;
    return taken;
  }

  /** Takes back the last piece. */
  #takeLast({ element, path, before, cutFrom, cutBy }: Piece): TakenBack {
    this.#pieces.pop();
    this.#markup.takeBack(before.position);
    this.#path = before.path;
    for (const scope of this.#openedFirst.splice(before.opened)) this.#opened.delete(scope);
    return { element, scope: path.at(-1), cutFrom, cutBy };
  }

  /** Counts the whole part. */
  #countAll(): void {
    this.#counted = this.#pieces.length === 0 ? 0 : this.#countFrom(this.#start);
    this.#countedEnd = this.#markup.position;
    this.#estimated = 0;
  }

  /** Tokens of what is written behind a place, with the tags that will close its containers. */
  #countFrom(position: number): number {
    let closings = SEAM_TOKENS;
    for (const scope of this.#path) closings += estimateTokens(closingOf(scope)) + SEAM_TOKENS;
    return this.#markup.countTokens(position) + closings;
  }

  #takeContent(): PartContent {
    for (const scope of this.#path.toReversed()) this.#writeLine(closingOf(scope));
    const pieces = this.#pieces;
    const openedFirst = this.#openedFirst;
    const content: PartContent = {
      xml: this.#markup.encode(),
      tokens: this.#tokens,
      pieces: pieces.length,
      goesOn: pieces.at(-1)?.element.attributes["continues"] !== undefined,
      halves: () => this.#halve(pieces, openedFirst),
    };
    this.#markup.clear();
    this.#pieces = [];
    this.#counted = 0;
    this.#countedEnd = this.#start;
    this.#estimated = 0;
    this.#isSmallest = false;
    this.#tooLarge = 0;
    this.#tooSmall = 0;
    this.#tooLargeBy = 0;
    this.#tooSmallBy = Infinity;
    this.#path = [];
    this.#openedFirst = [];
    return content;
  }

  *#halve(pieces: readonly Piece[], openedFirst: readonly Scope[]): Generator<PartContent> {
    for (const scope of openedFirst) this.#opened.delete(scope);
    const middle = Math.ceil(pieces.length / 2);
    for (const half of [pieces.slice(0, middle), pieces.slice(middle)]) {
      for (const { element, path } of half) this.#write(element, path, Infinity);
      this.#count();
      yield this.#takeContent();
    }
  }

  /** Writes the event, or as much of it as fits and is worth it; gives what is left. */
  #put(made: RedactedElement, scope: Scope | undefined): RedactedElement | undefined {
    const isEmpty = this.#pieces.length === 0;
    const budget = this.#budget(this.#part);
    const path = this.#pathTo(scope, budget * CONTAINER_SHARE);
    // In tokens as they are estimated.
    const room = (budget - this.#tokens) / this.#ratio - this.#containerTokens(path);
    // Each child's tags are a few tokens: an element of thousands of small children would be rendered for each part.
    if (made.children.length <= room && textLength(made) <= room * MAX_CHARACTERS_PER_TOKEN) {
      if (this.#write(made, path, room) <= room) return undefined;
    }
    if (this.#tokens >= budget * FULL_SHARE) return made;
    // The estimate of a whole can be a little above the sum of its slices' that the cut was made by.
    for (let target = room;;) {
      const { piece, rest } = takeElement(made, target, isEmpty, budget);
      if (piece === undefined) return made;
      // In a part of its own something must be written, so that it ends.
      const mostTokens = isEmpty && target < MINIMUM_TARGET ? Infinity : room;
      const tokens = this.#write(piece, path, mostTokens);
      if (tokens <= mostTokens) {
        this.#isSmallest = mostTokens === Infinity;
        const last = this.#pieces.at(-1);
        if (last !== undefined && rest !== undefined) last.cutFrom = made;
        return rest;
      }
      if (target < MINIMUM_TARGET) return made;
      target -= tokens - room + 1;
    }
  }

  /** Writes an element behind the others if it has at most so many tokens; gives how many it has. */
  #write(made: RedactedElement, path: readonly Scope[], mostTokens: number): number {
    const markup = this.#markup;
    const before = markup.position;
    const opened = this.#writeContainers(path);
    if (!markup.isEmpty) markup.tags("\n");
    const tokens = markup.element(made) + 1;
    if (tokens > mostTokens) {
      markup.takeBack(before);
      return tokens;
    }
    const openedBefore = this.#openedFirst.length;
    for (const scope of opened) {
      if (this.#opened.has(scope)) continue;
      this.#opened.add(scope);
      this.#openedFirst.push(scope);
    }
    this.#estimated += tokens + this.#containerTokens(path);
    this.#pieces.push({
      element: made,
      path,
      cutBy: this.#ratio,
      before: { position: before, path: this.#path, opened: openedBefore },
    });
    this.#path = path;
    return tokens;
  }

  /** Closes the containers that the next piece does not stand in, and opens others; gives those. */
  #writeContainers(path: readonly Scope[]): readonly Scope[] {
    if (path === this.#path) return [];
    const current = this.#path;
    const shared = path.findIndex((scope, depth) => scope !== current[depth]);
    const kept = shared < 0 ? path.length : shared;
    for (const scope of current.slice(kept).reverse()) this.#writeLine(closingOf(scope));
    const opened = path.slice(kept);
    for (const scope of opened) this.#writeLine(openingOf(scope, this.#opened.has(scope)));
    return opened;
  }

  #writeLine(tag: string): void {
    this.#markup.tags(this.#markup.isEmpty ? tag : `\n${tag}`);
  }

  /** The containers from the outermost to this one, within a number of tokens: all are written anew where each agent starts the next. */
  #pathTo(scope: Scope | undefined, limit: number): readonly Scope[] {
    if (scope === this.#path.at(-1)) return this.#path;
    const path: Scope[] = [];
    let tokens = 0;
    for (let at = scope; at !== undefined; at = at.parent) {
      tokens += tokensOfTags(at);
      if (tokens > limit || path.length === MOST_CONTAINERS) break;
      path.push(at);
    }
    return path.reverse();
  }

  /** What the tags cost of those containers that the piece before does not stand in. */
  #containerTokens(path: readonly Scope[]): number {
    let tokens = 0;
    for (const [depth, scope] of path.entries()) {
      if (scope !== this.#path[depth]) tokens += tokensOfTags(scope);
    }
    return tokens;
  }
}
