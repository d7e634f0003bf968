/** The tokens that a session cost, as the API counted them. */

import type { MessageUsage } from "../../session/mod.ts";

/** The lines of one message stand close together; a message this many messages back is over. */
const OPEN_MESSAGES = 64;

/** Messages that are over are closed some at a time: taking one out of a map costs more than adding up its usage. */
const CLOSED_AT_ONCE = 64;

/**
 * Sums the usage of messages. Usage repeats on each line of a message and grows from line to line until 2.1.100, so
 * the last one of each message counts.
 */
export class UsageSum {
  /** Messages before the newest one. */
  readonly #open = new Map<string, MessageUsage>();
  /** Apart: most lines belong to the message of the line before, and changing the map for each takes longer. */
  #newest: { readonly id: string; usage: MessageUsage } | undefined;
  #messages = 0;
  #sum: MessageUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

  /** Notes the usage on one line of a message. */
  note(messageId: string, usage: MessageUsage): void {
    if (this.#newest?.id === messageId) {
      this.#newest.usage = usage;
      return;
    }
    this.#setNewestAside();
    this.#open.delete(messageId);
    this.#newest = { id: messageId, usage };
    if (this.#open.size < OPEN_MESSAGES + CLOSED_AT_ONCE) return;
    let left = CLOSED_AT_ONCE;
    for (const id of this.#open.keys()) {
      if (left-- === 0) break;
      this.#close(id);
    }
  }

  /** The sum over all messages so far. */
  total(): MessageUsage & { readonly messages: number } {
    this.#setNewestAside();
    for (const id of [...this.#open.keys()]) this.#close(id);
    return { ...this.#sum, messages: this.#messages };
  }

  #setNewestAside(): void {
    if (this.#newest !== undefined) this.#open.set(this.#newest.id, this.#newest.usage);
    this.#newest = undefined;
  }

  #close(messageId: string): void {
    const usage = this.#open.get(messageId);
    if (usage === undefined) return;
    this.#open.delete(messageId);
    this.#messages++;
    this.#sum = {
      input: this.#sum.input + usage.input,
      output: this.#sum.output + usage.output,
      cacheRead: this.#sum.cacheRead + usage.cacheRead,
      cacheWrite: this.#sum.cacheWrite + usage.cacheWrite,
    };
  }
}
