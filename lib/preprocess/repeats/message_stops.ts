/** Messages that were cut off or refused → an event behind the last line of each. */

import type { AssistantEntry } from "../../session/mod.ts";
import { type Element, element } from "../events/element.ts";
import { fingerprint, joinFingerprints } from "./fingerprints.ts";
import type { SeenKeys } from "./seen_keys.ts";

/** Ends of messages that are worth an event: the model was stopped, or said no. */
const NOTED_STOPS: ReadonlySet<string> = new Set(["refusal", "max_tokens", "model_context_window_exceeded"]);

/** Tracks how the last message of a conversation ended: a refusal, a token limit, or normally. */
export class MessageStops {
  readonly #keys: SeenKeys;
  #last: { readonly messageId: string | undefined; readonly event: Element } | undefined;

  constructor(keys: SeenKeys) {
    this.#keys = keys;
  }

  /** Notes how a message ended, once: copies of it don't end again. */
  note({ messageId, stopReason }: AssistantEntry, ref: string): void {
    if (stopReason === undefined || !NOTED_STOPS.has(stopReason)) return;
    const print = joinFingerprints(
      fingerprint(messageId ?? ref),
      fingerprint("stop"),
      fingerprint(stopReason),
    );
    if (!this.#keys.addNewPrint(print)) return;
    this.#last = { messageId, event: element("event", { ref, kind: stopReason }) };
  }

  /** The event that is due before what is said next, unless that is a further line of the same message. */
  take(next?: AssistantEntry): Element | undefined {
    const last = this.#last;
    if (last === undefined || (next !== undefined && next.messageId === last.messageId)) return undefined;
    this.#last = undefined;
    return last.event;
  }
}
