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

/** The queue of one session. */
export class QueuedPrompts {
  #waiting: QueuedPrompt[] = [];
  #delivered: string[] = [];

  /** Notes a line of the queue. */
  note(entry: QueueEntry, reference: string): void {
    const text = entry.content;
    if (entry.operation === "enqueue") {
      if (text === undefined || !isPersonsQueuedText(text)) return;
      this.#waiting.push({ text, reference, timestamp: entry.timestamp, due: false });
    } else if (entry.operation === "popAll") {
      for (const prompt of this.#waiting) prompt.due = true;
    } else {
      // A removal often names no text: the queue is first in, first out.
      const named = text === undefined
        ? undefined
        : this.#waiting.find((prompt) => sameWords(prompt.text, text));
      const left = named ?? this.#waiting.find((prompt) => !prompt.due);
      if (left !== undefined) left.due = true;
      else if (text !== undefined && isPersonsQueuedText(text) && !this.#wasDelivered(text)) {
        this.#waiting.push({ text, reference, timestamp: entry.timestamp, due: true });
      }
    }
  }

  /** A text was delivered and shown: its announcement needs no showing. Returns when it was typed, if it was queued. */
  deliver(text: string): QueuedPrompt | undefined {
    const index = this.#waiting.findIndex((prompt) => sameWords(prompt.text, text));
    this.#delivered = [...this.#delivered.slice(-31), text];
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }

  /** Prompts that left the queue and were not delivered by a line of their own. */
  takeDue(): QueuedPrompt[] {
    if (this.#waiting.length === 0) return [];
    const due = this.#waiting.filter((prompt) => prompt.due);
    this.#waiting = this.#waiting.filter((prompt) => !prompt.due);
    return due;
  }

  /** Everything that still waits when the log ends. */
  takeAll(): QueuedPrompt[] {
    return this.#waiting.splice(0);
  }

  #wasDelivered(text: string): boolean {
    return this.#delivered.some((delivered) => sameWords(delivered, text));
  }
}

function sameWords(one: string, other: string): boolean {
  return one === other || one.replace(/\s+/g, "") === other.replace(/\s+/g, "");
}
