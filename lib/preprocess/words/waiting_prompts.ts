/** What waits in the queue of prompts or left it without a line that delivers it, found by its stage or its words. */

import type { MediaBlock } from "../../session/mod.ts";
import { type QueuedOrigin, queuedOrigin } from "./origin.ts";
import { wordsAroundPasted, wordsOf } from "./queued_words.ts";

/** What is announced as waiting for its delivery. */
export interface Announcement {
  readonly text: string;
  readonly reference: string;
  readonly timestamp: string | undefined;
  /** Images and documents that belong to it. */
  readonly media?: readonly MediaBlock[] | undefined;
}

/** A prompt that waits for its delivery, or a notice of the client. */
export interface QueuedPrompt extends Announcement {
  /** Undefined for announcements that say nothing: these are never shown. */
  readonly origin: QueuedOrigin | undefined;
}

/** Where a prompt is: in the queue, or how it left it; `opening` is before anything was said. */
export type Stage = "waiting" | "removed" | "dequeued" | "popped" | "opening";

/** When a prompt left the queue. */
export interface Leaving {
  readonly order: number;
  readonly timestamp: string | undefined;
  readonly messageId: string | undefined;
}

/** What is known of a prompt, or of something else that takes a place in the queue. */
export interface Waiting extends QueuedPrompt {
  readonly words: string;
  /** The words around the marks of pasted text, if it has some. Computed once: each following prompt may be compared with them. */
  readonly around: readonly string[] | undefined;
  /** Of a notice, which task it is about, and in what state. */
  readonly facts: readonly string[];
  readonly stage: Stage;
  readonly left: Leaving;
}

const NOT_YET: Leaving = { order: 0, timestamp: undefined, messageId: undefined };

/**
 * Queued prompts, indexed by stage and by text. Each operation takes constant time: with linear searches, 20,000
 * prompts between as many answers took 12 times as long per byte as a normal log.
 */
export class WaitingPrompts {
  /** Each in the order in which the prompts came there. */
  readonly #stages: Readonly<Record<Stage, Set<Changing>>> = {
    waiting: new Set(),
    removed: new Set(),
    dequeued: new Set(),
    popped: new Set(),
    opening: new Set(),
  };
  /** All of them, by their text without white space. */
  readonly #byWords = new Map<string, Set<Changing>>();

  /** Whether there are none. */
  get isEmpty(): boolean {
    return this.#byWords.size === 0;
  }

  /** Puts a prompt behind those that wait in the queue. */
  add(prompt: Announcement): Waiting {
    const words = wordsOf(prompt.text);
    const origin = queuedOrigin(prompt.text) ?? mediaAlone(prompt);
    const made: Changing = {
      ...prompt,
      words,
      around: wordsAroundPasted(prompt.text),
      facts: origin?.from === "person" ? [] : taskFacts(prompt.text),
      origin,
      stage: "waiting",
      left: NOT_YET,
    };
    this.#stages.waiting.add(made);
    const others = this.#byWords.get(words);
    if (others === undefined) this.#byWords.set(words, new Set([made]));
    else others.add(made);
    return made;
  }

  /** Notes how a prompt left the queue, and when. */
  leave(prompt: Waiting, stage: Exclude<Stage, "waiting">, left: Leaving): void {
    const changing: Changing = prompt;
    this.#stages[changing.stage].delete(changing);
    changing.stage = stage;
    changing.left = left;
    this.#stages[stage].add(changing);
  }

  /** Forgets a prompt. */
  forget(prompt: Waiting): void {
    this.#stages[prompt.stage].delete(prompt);
    const same = this.#byWords.get(prompt.words);
    same?.delete(prompt);
    if (same?.size === 0) this.#byWords.delete(prompt.words);
  }

  /** Whether there are any in one stage. */
  has(stage: Stage): boolean {
    return this.#stages[stage].size > 0;
  }

  /** Those in one stage, in the order in which they came there. */
  in(stage: Stage): Iterable<Waiting> {
    return this.#stages[stage];
  }

  /** Whether a prompt is in one of these stages. */
  isIn(stages: readonly Stage[], prompt: Waiting): boolean {
    return stages.some((stage) => this.#stages[stage].has(prompt));
  }

  /** The first in the queue. */
  first(): Waiting | undefined {
    return this.#stages.waiting.values().next().value;
  }

  /** The first with these words, wherever it is. */
  withWords(words: string): Waiting | undefined {
    return this.#byWords.get(words)?.values().next().value;
  }

  /** Up to `most` prompts: first those that left the queue, in each stage the one that has waited longest. */
  longest(most: number): readonly Waiting[] {
    const { opening, removed, dequeued, popped, waiting } = this.#stages;
    const found: Waiting[] = [];
    for (const stage of [opening, removed, dequeued, popped, waiting]) {
      for (const prompt of stage) {
        if (found.length === most) return found;
        found.push(prompt);
      }
    }
    return found;
  }
}

/** The id of a task, and the state that it is in. */
const TASK_FACT = /<(task-id|status)>[^<]{1,200}<\/\1>/g;

/** Clients name a task and its state once each. */
const MOST_FACTS = 8;

function taskFacts(text: string): string[] {
  return Array.from(text.matchAll(TASK_FACT).take(MOST_FACTS), ([fact]) => fact);
}

/** An image without words is a person's: the client queues none. */
function mediaAlone({ text, media }: Announcement): QueuedOrigin | undefined {
  return media === undefined ? undefined : { from: "person", text };
}

/** Changed in here alone. */
type Changing = { -readonly [Key in keyof Waiting]: Waiting[Key] };
