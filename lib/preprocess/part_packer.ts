/** Redacted events → parts, none larger than the budget in tokens, each as full as events allow. */

import { type Element, element, textLength } from "./element.ts";
import type { AgentScope } from "./inner_agents.ts";
import type { SessionEvent } from "./interpret_log.ts";
import { takeElement } from "./split_element.ts";
import { estimateTokens } from "./tokens.ts";
import { renderElement, renderOpening } from "./xml.ts";

/** An event, or a piece of one, as XML. */
interface Piece {
  readonly xml: string;
  readonly scope: AgentScope | undefined;
}

/** What one part holds. */
export interface PartContent {
  readonly pieces: readonly Piece[];
  /** Estimated, with the containers of subagents, without the root's tags. */
  readonly tokens: number;
}

/**
 * A part at least this full is not filled up with a piece of an event. Real tokenizers count up to a fifth less than
 * the estimate: so parts are three quarters full by their count.
 */
const FULL_SHARE = 0.93;

/** No token covers more characters than this on average; an event longer than that many per token can't fit. */
const MAX_CHARACTERS_PER_TOKEN = 16;

/** Tokens below which cutting shorter makes no sense: tags are most of a piece. */
const MINIMUM_TARGET = 100;

const AGENT_CLOSING = "</agent>";

/** Packs events into parts, in order. */
export class PartPacker {
  readonly #budget: (part: number) => number;
  #pieces: Piece[] = [];
  #tokens = 0;
  #part = 1;

  /** @param budget tokens that a part's content may have, by the part's number from 1. */
  constructor(budget: (part: number) => number) {
    this.#budget = budget;
  }

  /** Adds an event; yields the parts that it completes. */
  *add(event: SessionEvent): Generator<PartContent> {
    let rest: Element | undefined = event.element;
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
    this.#part++;
    yield content;
  }

  /** Writes the event, or as much of it as fits and is worth it; gives what is left. */
  #put(made: Element, scope: AgentScope | undefined): Element | undefined {
    const isEmpty = this.#pieces.length === 0;
    const budget = this.#budget(this.#part);
    const room = budget - this.#tokens - this.#containerTokens(scope);
    if (textLength(made) <= room * MAX_CHARACTERS_PER_TOKEN) {
      const xml = renderElement(made);
      const tokens = estimateTokens(xml) + 1;
      if (tokens <= room) {
        this.#write(xml, tokens, scope);
        return undefined;
      }
    }
    if (this.#tokens >= budget * FULL_SHARE) return made;
    // The estimate of a whole can be a little above the sum of its slices' that the cut was made by.
    for (let target = room;;) {
      const { piece, rest } = takeElement(made, target, isEmpty);
      if (piece === undefined) return made;
      const xml = renderElement(piece);
      const tokens = estimateTokens(xml) + 1;
      // In a part of its own something must be written, so that it ends.
      if (tokens <= room || (isEmpty && target < MINIMUM_TARGET)) {
        this.#write(xml, tokens, scope);
        return rest;
      }
      if (target < MINIMUM_TARGET) return made;
      target -= tokens - room + 1;
    }
  }

  #write(xml: string, tokens: number, scope: AgentScope | undefined): void {
    this.#tokens += tokens + this.#containerTokens(scope);
    this.#pieces.push({ xml, scope });
  }

  /** What the tags of a subagent's container cost, where the piece before belongs to another conversation. */
  #containerTokens(scope: AgentScope | undefined): number {
    if (scope === undefined || scope === this.#pieces.at(-1)?.scope) return 0;
    return estimateTokens(openingOf(scope, true)) + estimateTokens(AGENT_CLOSING) + 2;
  }
}

/** Puts the pieces of parts together, opening and closing the containers of subagents. */
export class PartAssembler {
  readonly #opened = new Set<string>();

  /** The XML of a part, without the root's tags. Parts are to be assembled in order. */
  assemble(pieces: readonly Piece[]): string {
    const lines: string[] = [];
    let current: AgentScope | undefined;
    for (const { xml, scope } of pieces) {
      if (scope !== current) {
        if (current !== undefined) lines.push(AGENT_CLOSING);
        if (scope !== undefined) lines.push(openingOf(scope, this.#opened.has(scope.id)));
        if (scope !== undefined) this.#opened.add(scope.id);
        current = scope;
      }
      lines.push(xml);
    }
    if (current !== undefined) lines.push(AGENT_CLOSING);
    return lines.join("\n");
  }
}

function openingOf(scope: AgentScope, continued: boolean): string {
  return renderOpening(element("agent", {
    id: scope.id,
    type: scope.type,
    tool_use: scope.toolUse,
    description: scope.description,
    continued: continued ? "yes" : undefined,
  }));
}
