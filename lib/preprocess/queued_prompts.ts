/**
 * Prompts that a person typed while the agent worked. The log announces them as `queue-operation` lines; some are
 * delivered later as a user line or an attachment, others (106 of 230 in the survey) appear nowhere else. Each is
 * to be shown once: where it was delivered, or where it left the queue without a delivery line.
 */

import type { QueueEntry } from "../session/mod.ts";
import { isPersonsQueuedText } from "./origin.ts";

/** A prompt that waits for its delivery. */
export interface QueuedPrompt {
  readonly text: string;
  readonly reference: string;
  readonly timestamp: string | undefined;
  /** It left the queue: unless its delivery line follows, it has to be shown now. */
  due: boolean;
}

/** How many delivered texts are remembered: the line about a removal follows soon, or never. */
const REMEMBERED_DELIVERIES = 32;

/**
 * The queue of one session. Each step costs the same however many prompts wait: searched one by one, 20,000 of them
 * between as many answers took 12 times as long by the byte as a normal log.
 */
export class QueuedPrompts {
  /** In the order in which they were typed. */
  readonly #announced = new Set<QueuedPrompt>();
  /** In the order in which they left the queue. */
  readonly #due = new Set<QueuedPrompt>();
  /** All that wait, by their text without white space. */
  readonly #byWords = new Map<string, Set<QueuedPrompt>>();
  #delivered: string[] = [];

  /** Notes a line of the queue. */
  note(entry: QueueEntry, reference: string): void {
    const text = entry.content;
    const place = { reference, timestamp: entry.timestamp };
    if (entry.operation === "enqueue") {
      if (text !== undefined && isPersonsQueuedText(text)) this.#wait({ text, ...place, due: false });
    } else if (entry.operation === "popAll") {
      for (const prompt of this.#announced) this.#makeDue(prompt);
    } else {
      // A removal often names no text: the queue is first in, first out.
      const named = text === undefined ? undefined : this.#withWords(wordsOf(text));
      const left = named ?? this.#announced.values().next().value;
      if (left !== undefined) this.#makeDue(left);
      else if (
        text !== undefined && isPersonsQueuedText(text) && !this.#delivered.includes(wordsOf(text))
      ) {
        this.#wait({ text, ...place, due: true });
      }
    }
  }

  /** A text was delivered and shown: its announcement needs no showing. Returns when it was typed, if it was queued. */
  deliver(text: string): QueuedPrompt | undefined {
    const words = wordsOf(text);
    this.#delivered = [...this.#delivered.slice(1 - REMEMBERED_DELIVERIES), words];
    const prompt = this.#withWords(words);
    if (prompt !== undefined) this.#forget(prompt);
    return prompt;
  }

  /** Prompts that left the queue and were not delivered by a line of their own. */
  takeDue(): QueuedPrompt[] {
    return this.#take(this.#due);
  }

  /** Everything that still waits when the log ends. */
  takeAll(): QueuedPrompt[] {
    return [...this.#take(this.#due), ...this.#take(this.#announced)];
  }

  #wait(prompt: QueuedPrompt): void {
    (prompt.due ? this.#due : this.#announced).add(prompt);
    const words = wordsOf(prompt.text);
    const others = this.#byWords.get(words);
    if (others === undefined) this.#byWords.set(words, new Set([prompt]));
    else others.add(prompt);
  }

  /** The first that waits with these words. */
  #withWords(words: string): QueuedPrompt | undefined {
    return this.#byWords.get(words)?.values().next().value;
  }

  #makeDue(prompt: QueuedPrompt): void {
    prompt.due = true;
    this.#announced.delete(prompt);
    this.#due.add(prompt);
  }

  #take(prompts: ReadonlySet<QueuedPrompt>): QueuedPrompt[] {
    if (prompts.size === 0) return [];
    const taken = [...prompts];
    for (const prompt of taken) this.#forget(prompt);
    return taken;
  }

  #forget(prompt: QueuedPrompt): void {
    this.#announced.delete(prompt);
    this.#due.delete(prompt);
    const words = wordsOf(prompt.text);
    const same = this.#byWords.get(words);
    same?.delete(prompt);
    if (same?.size === 0) this.#byWords.delete(words);
  }
}

/** Announcement and delivery of a text differ in white space only. */
function wordsOf(text: string): string {
  return text.replace(/\s+/g, "");
}
