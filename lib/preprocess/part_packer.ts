/** Redacted events → parts, none larger than the budget in tokens, each as full as events allow. */

import { joinMarkup, type WrittenMarkup } from "../redact/mod.ts";
import { type RedactedElement, textLength } from "./element.ts";
import type { RedactedEvent } from "./redact_events.ts";
import type { Scope } from "./session_event.ts";
import { takeElement } from "./split_element.ts";
import { estimateTokens } from "./tokens.ts";
import { renderAndCount, renderOpening } from "./xml.ts";

/** An event, or a piece of one, as XML. */
interface Piece {
  readonly markup: WrittenMarkup;
  /** The containers that it stands in, from the outermost. */
  readonly path: readonly Scope[];
}

/** What one part holds. */
export interface PartContent {
  readonly pieces: readonly Piece[];
  /** Estimated, with the containers, without the root's tags. */
  readonly tokens: number;
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
  readonly #budget: (part: number) => number;
  #pieces: Piece[] = [];
  #tokens = 0;
  #part = 1;
  #path: readonly Scope[] = [];
  readonly #scopeTokens = new WeakMap<Scope, number>();

  /** @param budget tokens that a part's content may have, by the part's number from 1. */
  constructor(budget: (part: number) => number) {
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
    const content = { pieces: this.#pieces, tokens: this.#tokens };
    this.#pieces = [];
    this.#tokens = 0;
    this.#path = [];
    this.#part++;
    yield content;
  }

  /** Writes the event, or as much of it as fits and is worth it; gives what is left. */
  #put(made: RedactedElement, scope: Scope | undefined): RedactedElement | undefined {
    const isEmpty = this.#pieces.length === 0;
    const budget = this.#budget(this.#part);
    const path = this.#pathTo(scope, budget * CONTAINER_SHARE);
    const containers = this.#containerTokens(path);
    const room = budget - this.#tokens - containers;
    // Each child's tags are a few tokens: an element of thousands of small children would be rendered for each part.
    if (made.children.length <= room && textLength(made) <= room * MAX_CHARACTERS_PER_TOKEN) {
      const { markup, tokens: own } = renderAndCount(made);
      const tokens = own + 1;
      if (tokens <= room) {
        this.#write(markup, tokens + containers, path);
        return undefined;
      }
    }
    if (this.#tokens >= budget * FULL_SHARE) return made;
    // The estimate of a whole can be a little above the sum of its slices' that the cut was made by.
    for (let target = room;;) {
      const { piece, rest } = takeElement(made, target, isEmpty);
      if (piece === undefined) return made;
      const { markup, tokens: own } = renderAndCount(piece);
      const tokens = own + 1;
      // In a part of its own something must be written, so that it ends.
      if (tokens <= room || (isEmpty && target < MINIMUM_TARGET)) {
        this.#write(markup, tokens + containers, path);
        return rest;
      }
      if (target < MINIMUM_TARGET) return made;
      target -= tokens - room + 1;
    }
  }

  #write(markup: WrittenMarkup, tokens: number, path: readonly Scope[]): void {
    this.#tokens += tokens;
    this.#pieces.push({ markup, path });
    this.#path = path;
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

/** Puts the pieces of parts together, opening and closing their containers. */
export class PartAssembler {
  readonly #opened = new WeakSet<Scope>();

  /** The XML of a part, without the root's tags. Parts are to be assembled in order. */
  assemble(pieces: readonly Piece[]): WrittenMarkup {
    const lines: (WrittenMarkup | string)[] = [];
    let current: readonly Scope[] = [];
    for (const { markup, path } of pieces) {
      if (path !== current) {
        const shared = path.findIndex((scope, depth) => scope !== current[depth]);
        const kept = shared < 0 ? path.length : shared;
        for (const scope of current.slice(kept).reverse()) lines.push(closingOf(scope));
        for (const scope of path.slice(kept)) {
          lines.push(openingOf(scope, this.#opened.has(scope)));
          this.#opened.add(scope);
        }
        current = path;
      }
      lines.push(markup);
    }
    for (const scope of current.toReversed()) lines.push(closingOf(scope));
    return joinMarkup(lines);
  }
}

function openingOf({ element: { name, attributes } }: Scope, continued: boolean): string {
  return renderOpening({ name, attributes: continued ? { ...attributes, continued: "yes" } : attributes });
}

function closingOf({ element: { name } }: Scope): string {
  return `</${name}>`;
}
