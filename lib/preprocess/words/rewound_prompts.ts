/**
 * Where a person took the conversation back (`/rewind`, Esc twice) and went on with another prompt: the log keeps what stood behind the
 * earlier one, and only the lines' chain tells that the agent knows nothing of it any more.
 */

import type { AssistantEntry, UserEntry } from "../../session/mod.ts";
import { fingerprint } from "../repeats/fingerprints.ts";

/** The latest prompts of a conversation that are known: a person goes back over few. */
const MOST_PROMPTS = 2000;

/** A prompt that was answered, or interrupted. */
interface KnownPrompt {
  readonly uuid: string;
  readonly reference: string;
}

/**
 * Finds prompts that replace an earlier one after the conversation was rewound, by the line that each prompt
 * follows.
 */
export class RewoundPrompts {
  readonly #byParent = new Map<number, KnownPrompt>();
  /** The latest prompt, until something hangs on it. */
  #latest: { readonly prompt: KnownPrompt; readonly parent: number } | undefined;

  /** Notes a line of the conversation: a prompt on which none hangs was not heard. */
  follow({ parentUuid }: UserEntry | AssistantEntry): void {
    if (this.#latest === undefined || parentUuid !== this.#latest.prompt.uuid) return;
    const { prompt, parent } = this.#latest;
    this.#latest = undefined;
    this.#byParent.delete(parent);
    this.#byParent.set(parent, prompt);
    if (this.#byParent.size <= MOST_PROMPTS) return;
    const oldest = this.#byParent.keys().next().value;
    if (oldest !== undefined) this.#byParent.delete(oldest);
  }

  /** Notes a prompt; gives the reference of the one in whose place it stands. */
  replaces({ uuid, parentUuid, sessionId }: UserEntry, reference: string): string | undefined {
    if (uuid === undefined) return undefined;
    // The first one hangs on nothing, and logs that were put together have several.
    const parent = fingerprint(parentUuid ?? `${sessionId}`);
    const earlier = this.#byParent.get(parent);
    this.#latest = { prompt: { uuid, reference }, parent };
    return earlier === undefined || earlier.uuid === uuid ? undefined : earlier.reference;
  }
}
