/** What an assistant says and thinks → elements; what it repeats is left out. */

import type { AssistantEntry, UnknownBlock } from "../../session/mod.ts";
import { shownOfUnknown } from "../tools/block_text.ts";
import { type Element, element } from "./element.ts";
import type { EventClock } from "./event_time.ts";
import { tally, tallyCut } from "./ledger.ts";
import { pruneLines } from "../pruning/prune_text.ts";
import type { SessionContext } from "./session_context.ts";
import { pruneThinking } from "./thinking_text.ts";

/**
 * Fillers that the client writes in the assistant's name. No set: to ask one for a text V8 makes a copy of it that is unique, in
 * the old generation (1.2 of the 15 MB that become old in a log of 64).
 */
const FILLERS = ["No response requested.", "(no content)"];

/** What agents answer to a warm-up: one or two sentences in which nothing is found or done. */
const READY =
  /^(?:ok(?:ay)?|hello|hi|ready|warm(?:ed)?[ -]?up(?: complete)?|i(?: a|['’])m (?:ready|here|warmed up)(?: to (?:help|assist|start)[^.!?\n]*)?)[.!]*(?: (?:how can i|what (?:would|can|do)) [^.!?\n]*\?)?$/i;
const MOST_READY_CHARACTERS = 200;

/** Shorter texts are shown again where somebody answered in between: they may mean something else there. */
const MINIMUM_REPEATED_CHARACTERS = 200;

/** The model name of lines that the client itself wrote. */
const SYNTHETIC = "<synthetic>";

/** Whether the client wrote the line, not a model. */
export function isSynthetic(entry: Pick<AssistantEntry, "model">): boolean {
  return entry.model === SYNTHETIC;
}

/** The texts of one conversation's assistant. */
export class AssistantTexts {
  readonly #context: SessionContext;
  readonly #clock: EventClock;
  readonly #isAgents: boolean;
  #last = "";
  #isAnswered = false;
  #model: string | undefined;

  /** @param isAgents whether they are a subagent's, which others hand back. */
  constructor(context: SessionContext, clock: EventClock, isAgents: boolean) {
    this.#context = context;
    this.#clock = clock;
    this.#isAgents = isAgents;
  }

  /** Notes that somebody answered, a person or a tool: what is said again from now on is said anew. */
  hearAnswer(): void {
    this.#isAnswered = true;
  }

  /** A text block; undefined where it only repeats the one before. */
  say(text: string, entry: AssistantEntry, reference: string): Element | undefined {
    const { detail, facts, ledger } = this.#context;
    const said = text.trim();
    if (said === "") return undefined;
    if (entry.isApiError) {
      return element("event", {
        ref: reference,
        kind: "api_error",
        at: this.#clock.show(entry.timestamp, true),
      }, said);
    }
    if (detail.filtering && FILLERS.includes(said)) {
      tally(ledger.pruned, "filler", text);
      return undefined;
    }
    if (isSynthetic(entry)) return element("event", { ref: reference, kind: "client_message" }, said);
    facts.assistantTexts++;
    if (said.length <= MOST_READY_CHARACTERS && READY.test(said)) facts.readyTexts++;
    const repeats = this.#last === said && !this.#isAnswered;
    this.#last = said;
    this.#isAnswered = false;
    const earlier = said.length < MINIMUM_REPEATED_CHARACTERS
      ? undefined
      : this.#context.assistantTexts.note(said, reference);
    if (detail.filtering && (repeats || earlier !== undefined)) {
      tally(ledger.deduplicated, "repeated assistant text", said);
      return earlier === undefined ? undefined : element("assistant", { ref: reference, same_as: earlier });
    }
    if (this.#isAgents) this.#context.reports.note(said, reference);
    const model = entry.model === this.#model ? undefined : entry.model;
    this.#model = entry.model ?? this.#model;
    return element("assistant", { ref: reference, at: this.#clock.show(entry.timestamp), model }, said);
  }

  /** What a block of a type that this program does not know says, shortened. */
  sayUnknown(block: UnknownBlock, reference: string): Element | undefined {
    const { detail, facts, ledger } = this.#context;
    const words = shownOfUnknown(block, detail);
    if (words === "") return undefined;
    facts.assistantTexts++;
    const pruned = pruneLines(words, detail.importantResult);
    tallyCut(ledger, "block of an unknown type", "assistant", pruned);
    return element("assistant", { ref: reference, type: block.name }, pruned.text);
  }

  /** A thinking block, shortened; its signature was never read. */
  think(text: string, reference: string): Element | undefined {
    const thought = text.trim();
    if (thought === "") return undefined;
    const pruned = pruneThinking(thought, this.#context.detail.thinking);
    tallyCut(this.#context.ledger, "thinking", "thinking", pruned);
    return element("thinking", { ref: reference }, pruned.text);
  }
}
