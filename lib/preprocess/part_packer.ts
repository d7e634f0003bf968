/** Redacted events → parts, none larger than the budget in tokens, each as full as events allow. */

import { type RedactedElement, textLength } from "./element.ts";
import type { PartMarkup } from "./part_markup.ts";
import type { RedactedEvent } from "./redact_events.ts";
import type { Scope } from "./session_event.ts";
import { takeElement } from "./split_element.ts";
import { estimateTokens } from "./tokens.ts";
import { renderOpening } from "./xml.ts";

/** What one part holds. */
export interface PartContent {
  /** Its XML, without the root's tags: memory that is written over when the next part begins. */
  readonly xml: Uint8Array;
  /** Estimated, with the containers, without the root's tags. */
  readonly tokens: number;
  /** Events, and pieces of them. */
  readonly pieces: number;
  /** The same as two parts, where there are pieces enough. Asked for before the next part begins. */
  halves(): Generator<PartContent>;
}

/** An event, or a piece of one, where it stands. */
interface Piece {
  readonly element: RedactedElement;
  /** The containers that it stands in, from the outermost. */
  readonly path: readonly Scope[];
}

/**
 * A part at least this full is not filled up with a piece of an event. Real tokenizers count up to 18 % less than the
 * estimate: so parts are 77 % full by their count.
 */
const FULL_SHARE = 0.95;

/** No token covers more characters than this on average; an event longer than that many per token can't fit. */
const MAX_CHARACTERS_PER_TOKEN = 16;

/** Tokens below which cutting shorter makes no sense: tags are most of a piece. */
const MINIMUM_TARGET = 100;

/** The containers of an event take at most this share of a part; where they'd take more, the outer ones are left out. */
const CONTAINER_SHARE = 1 / 3;

/** Packs events into parts, in order. */
export class PartPacker {
  readonly #markup: PartMarkup;
  readonly #budget: (part: number) => number;
  #pieces: Piece[] = [];
  #tokens = 0;
  #part = 1;
  #path: readonly Scope[] = [];
  /** Containers that were opened in an earlier part, or in this one: when they are opened again, they say so. */
  readonly #opened = new WeakSet<Scope>();
  /** Those that this part opened first. */
  #openedFirst: Scope[] = [];
  readonly #scopeTokens = new WeakMap<Scope, number>();

  /**
   * @param markup where parts are put together, for this packer alone.
   * @param budget tokens that a part's content may have, by the part's number from 1.
   */
  constructor(markup: PartMarkup, budget: (part: number) => number) {
    this.#markup = markup;
    this.#budget = budget;
  }

  /** Adds an event; yields the parts that it completes. */
  *add(event: RedactedEvent): Generator<PartContent> {
    let rest: RedactedElement | undefined = event.element;
    while (rest !== undefined) {
      rest = this.#put(rest, event.scope);
      if (rest !== undefined) yield* this.finish();
    }
  }

  /** The part that is being filled, if there is anything in it. */
  *finish(): Generator<PartContent> {
    if (this.#pieces.length === 0) return;
    this.#part++;
    yield this.#takeContent();
  }

  #takeContent(): PartContent {
    for (const scope of this.#path.toReversed()) this.#writeLine(closingOf(scope));
    const pieces = this.#pieces;
    const openedFirst = this.#openedFirst;
    const content: PartContent = {
      xml: this.#markup.encode(),
      tokens: this.#tokens,
      pieces: pieces.length,
      halves: () => this.#halve(pieces, openedFirst),
    };
    this.#markup.clear();
    this.#pieces = [];
    this.#tokens = 0;
    this.#path = [];
    this.#openedFirst = [];
    return content;
  }

  *#halve(pieces: readonly Piece[], openedFirst: readonly Scope[]): Generator<PartContent> {
    for (const scope of openedFirst) this.#opened.delete(scope);
    const middle = Math.ceil(pieces.length / 2);
    for (const half of [pieces.slice(0, middle), pieces.slice(middle)]) {
      for (const { element, path } of half) this.#write(element, path, Infinity);
      yield this.#takeContent();
    }
  }

  /** Writes the event, or as much of it as fits and is worth it; gives what is left. */
  #put(made: RedactedElement, scope: Scope | undefined): RedactedElement | undefined {
    const isEmpty = this.#pieces.length === 0;
    const budget = this.#budget(this.#part);
    const path = this.#pathTo(scope, budget * CONTAINER_SHARE);
    const room = budget - this.#tokens - this.#containerTokens(path);
    // Each child's tags are a few tokens: an element of thousands of small children would be rendered for each part.
    if (made.children.length <= room && textLength(made) <= room * MAX_CHARACTERS_PER_TOKEN) {
      if (this.#write(made, path, room) <= room) return undefined;
    }
    if (this.#tokens >= budget * FULL_SHARE) return made;
    // The estimate of a whole can be a little above the sum of its slices' that the cut was made by.
    for (let target = room;;) {
      const { piece, rest } = takeElement(made, target, isEmpty);
      if (piece === undefined) return made;
      // In a part of its own something must be written, so that it ends.
      const mostTokens = isEmpty && target < MINIMUM_TARGET ? Infinity : room;
      const tokens = this.#write(piece, path, mostTokens);
      if (tokens <= mostTokens) return rest;
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
    for (const scope of opened) {
      if (this.#opened.has(scope)) continue;
      this.#opened.add(scope);
      this.#openedFirst.push(scope);
    }
    this.#tokens += tokens + this.#containerTokens(path);
    this.#pieces.push({ element: made, path });
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

  /** The containers from the outermost to this one, within a number of tokens. */
  #pathTo(scope: Scope | undefined, limit: number): readonly Scope[] {
    if (scope === this.#path.at(-1)) return this.#path;
    const path: Scope[] = [];
    let tokens = 0;
    for (let at = scope; at !== undefined; at = at.parent) {
      tokens += this.#tokensOf(at);
      if (tokens > limit) break;
      path.push(at);
    }
    return path.reverse();
  }

  /** What the tags cost of those containers that the piece before does not stand in. */
  #containerTokens(path: readonly Scope[]): number {
    let tokens = 0;
    for (const [depth, scope] of path.entries()) {
      if (scope !== this.#path[depth]) tokens += this.#tokensOf(scope);
    }
    return tokens;
  }

  #tokensOf(scope: Scope): number {
    const known = this.#scopeTokens.get(scope);
    if (known !== undefined) return known;
    const tokens = estimateTokens(openingOf(scope, true)) + estimateTokens(closingOf(scope)) + 2;
    this.#scopeTokens.set(scope, tokens);
    return tokens;
  }
}

function openingOf({ element: { name, attributes } }: Scope, continued: boolean): string {
  return renderOpening({ name, attributes: continued ? { ...attributes, continued: "yes" } : attributes });
}

function closingOf({ element: { name } }: Scope): string {
  return `</${name}>`;
}
