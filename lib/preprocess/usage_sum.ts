/** The tokens that a session cost, as the API counted them. */

import type { MessageUsage } from "../session/mod.ts";

/** The lines of one message stand close together; a message this many messages back is over. */
const OPEN_MESSAGES = 64;

/**
 * Sums the usage of messages. Usage repeats on each line of a message and grows from line to line until 2.1.100, so
 * the last one of each message counts.
 */
export class UsageSum {
  readonly #open = new Map<string, MessageUsage>();
  #messages = 0;
  #sum: MessageUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

  /** Notes the usage on one line of a message. */
  note(messageId: string, usage: MessageUsage): void {
    this.#open.delete(messageId);
    this.#open.set(messageId, usage);
    if (this.#open.size > OPEN_MESSAGES) {
      const oldest = this.#open.keys().next().value;
      if (oldest !== undefined) this.#close(oldest);
    }
  }

  /** The sum over all messages so far. */
  total(): MessageUsage & { readonly messages: number } {
    for (const id of [...this.#open.keys()]) this.#close(id);
    return { ...this.#sum, messages: this.#messages };
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
