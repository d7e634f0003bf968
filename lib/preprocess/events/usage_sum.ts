/** The tokens that a session cost, as the API counted them. */

import type { MessageUsage } from "../../session/mod.ts";
import { fingerprint } from "../repeats/fingerprints.ts";

/** The lines of one message stand close together; a message this many messages back is over. */
const OPEN_MESSAGES = 64;

/** Messages that are over are closed some at a time: taking one out of a map costs more than adding up its usage. */
const CLOSED_AT_ONCE = 64;

/**
 * Sums the usage of messages. Usage repeats on each line of a message and grows from line to line until 2.1.100, so
 * the last one of each message counts.
 */
export class UsageSum {
  /** Messages before the newest one, by the fingerprints of their ids: of a text that it looks up V8 makes a unique copy. */
  readonly #open = new Map<number, MessageUsage>();
  /** Apart: most lines belong to the message of the line before, and changing the map for each takes longer. */
  #newest: { readonly id: string; readonly print: number; usage: MessageUsage } | undefined;
  #messages = 0;
  #sum: MessageUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

  /** Notes the usage on one line of a message. */
  note(messageId: string, usage: MessageUsage): void {
    if (this.#newest?.id === messageId) {
      this.#newest.usage = usage;
      return;
    }
    this.#setNewestAside();
    const print = fingerprint(messageId);
    this.#open.delete(print);
    this.#newest = { id: messageId, print, usage };
    if (this.#open.size >= OPEN_MESSAGES + CLOSED_AT_ONCE) this.#close(CLOSED_AT_ONCE);
  }

  /** The sum over all messages so far. */
  total(): MessageUsage & { readonly messages: number } {
    this.#setNewestAside();
    this.#close(this.#open.size);
    return { ...this.#sum, messages: this.#messages };
  }

  #setNewestAside(): void {
    if (this.#newest !== undefined) this.#open.set(this.#newest.print, this.#newest.usage);
    this.#newest = undefined;
  }

  /** Closes as many messages, the oldest first. */
  #close(count: number): void {
    let left = count;
    let { input, output, cacheRead, cacheWrite } = this.#sum;
    for (const [print, usage] of this.#open) {
      if (left-- === 0) break;
      this.#open.delete(print);
      input += usage.input;
      output += usage.output;
      cacheRead += usage.cacheRead;
      cacheWrite += usage.cacheWrite;
      this.#messages++;
    }
    this.#sum = { input, output, cacheRead, cacheWrite };
  }
}
