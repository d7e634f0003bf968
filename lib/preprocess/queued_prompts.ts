/**
 * Prompts that a person typed while the agent worked. The log announces them as `queue-operation` lines; some are
 * delivered later as a user line or an attachment, others (106 of 230 in the survey) appear nowhere else. Each is
 * to be shown once: where it was delivered, or where it left the queue without a delivery line.
 *
 * Clients take a prompt out in three ways. `remove`: the agent gets it in the middle of its turn, by an attachment
 * before its next message or by no line at all. `dequeue`: it becomes a prompt of its own, whose line may stand far
 * behind: results come between, and in resumed logs all of the copied history. `popAll`: it goes back into the input
 * line, to be sent again as it was or edited.
 */

import type { QueueEntry } from "../session/mod.ts";
import { isPersonsQueuedText } from "./origin.ts";
import { isContained, isPastedInto, wordsOf } from "./queued_words.ts";

/** A prompt that waits for its delivery. */
export interface QueuedPrompt {
  readonly text: string;
  readonly reference: string;
  readonly timestamp: string | undefined;
}

/** What had been said when a line of the queue was written. */
export interface QueueMoment {
  /** The id of the assistant's latest message: further lines of it may come late. */
  readonly messageId: string | undefined;
  /** Nothing had been said: in resumed logs the copied history follows. */
  readonly isOpening: boolean;
}

/** A line that may show that a prompt was not delivered by a line of its own. */
interface LaterLine {
  readonly timestamp: string | undefined;
  readonly messageId?: string | undefined;
}

/** Where a prompt is: in the queue, or how it left it; `opening` is before anything was said. */
type Stage = "waiting" | "removed" | "dequeued" | "popped" | "opening";

/** What is known of a prompt, or of something else that takes a place in the queue. */
interface Waiting extends QueuedPrompt {
  readonly words: string;
  /** False for notices of the client and for announcements without a text: these are never shown. */
  readonly isPersons: boolean;
  stage: Stage;
  /** When it left the queue. */
  left: { readonly order: number; readonly timestamp: string | undefined; readonly messageId?: string };
}

/** How many delivered texts are remembered: the line about a removal follows soon, or never. */
const REMEMBERED_DELIVERIES = 32;

/** How many prompts are compared with a text that none of them is: joined ones wait for each other, not for others. */
const MAX_COMPARED = 32;

const NO_MOMENT: QueueMoment = { messageId: undefined, isOpening: false };

/**
 * The queue of one session. Each step costs the same however many prompts wait: searched one by one, 20,000 of them
 * between as many answers took 12 times as long by the byte as a normal log.
 */
export class QueuedPrompts {
  /** Each in the order in which the prompts came there. */
  readonly #stages: Readonly<Record<Stage, Set<Waiting>>> = {
    removed: new Set(),
    dequeued: new Set(),
    popped: new Set(),
    opening: new Set(),
    waiting: new Set(),
  };
  /** All of them, by their text without white space. */
  readonly #byWords = new Map<string, Set<Waiting>>();
  /** How often texts were delivered before the line that takes them out of the queue. */
  readonly #early = new Map<string, number>();
  #delivered: string[] = [];
  #order = 0;

  /** Whether there is anything that a text could be the delivery of. */
  get isEmpty(): boolean {
    return this.#byWords.size === 0;
  }

  /** Notes a line of the queue. */
  note(entry: QueueEntry, reference: string, moment = NO_MOMENT): void {
    const { operation, content: text, timestamp } = entry;
    if (operation === "enqueue") {
      if (text !== undefined) this.#forgetPopped(text);
      this.#wait({ text: text ?? "", reference, timestamp });
      return;
    }
    if (operation === "popAll") {
      for (const prompt of this.#stages.waiting) this.#leave(prompt, "popped", entry, moment);
      return;
    }
    const way = moment.isOpening ? "opening" : operation === "dequeue" ? "dequeued" : "removed";
    const words = text === undefined ? undefined : wordsOf(text);
    if (this.#wasEarly(words)) return;
    const left = words === undefined ? this.#first() : this.#withWords(words) ?? this.#pasted(words);
    if (left !== undefined) return this.#leave(left, way, entry, moment);
    if (text === undefined || words === undefined || this.#delivered.includes(words)) return;
    // Announced without its text, which stands only here.
    const unnamed = this.#withWords("");
    if (unnamed !== undefined) this.#forget(unnamed);
    this.#leave(this.#wait({ text, reference, timestamp }), way, entry, moment);
  }

  /** A text was delivered and shown: its announcement needs no showing. Returns when it was typed, if it was queued. */
  deliver(text: string): QueuedPrompt | undefined {
    const words = wordsOf(text);
    this.#delivered = [...this.#delivered.slice(1 - REMEMBERED_DELIVERIES), words];
    if (this.isEmpty) return undefined;
    const same = this.#withWords(words);
    const prompts = same === undefined ? this.#joined(words) ?? this.#pastedAlone(words) : [same];
    for (const prompt of prompts) {
      if (prompt.stage === "waiting") this.#early.set(prompt.words, (this.#early.get(prompt.words) ?? 0) + 1);
      this.#forget(prompt);
    }
    this.#forgetPopped(text);
    return prompts.find(({ isPersons }) => isPersons);
  }

  /**
   * Prompts that the agent got without a line about it, before it said something.
   *
   * @param answer what it said; lines of the time before, or of a message begun before, come late and say nothing.
   */
  takeDue(answer: LaterLine = { timestamp: undefined }): QueuedPrompt[] {
    return this.#takeFrom(["removed"], answer);
  }

  /** Prompts that left the queue before a person said something else. */
  takeBefore(prompt: LaterLine): QueuedPrompt[] {
    return this.#takeFrom(["removed", "dequeued", "popped"], prompt);
  }

  /** Everything that still waits when the log ends. */
  takeAll(): QueuedPrompt[] {
    const waiting = [...this.#stages.waiting].filter(({ isPersons }) => isPersons);
    return [
      ...this.#takeFrom(["removed", "dequeued", "popped", "opening"], undefined),
      ...this.#take(waiting),
    ];
  }

  #wait(prompt: QueuedPrompt): Waiting {
    const { text } = prompt;
    const words = wordsOf(text);
    const left = { order: 0, timestamp: undefined };
    const made: Waiting = { ...prompt, words, isPersons: isPersonsQueuedText(text), stage: "waiting", left };
    this.#stages.waiting.add(made);
    const others = this.#byWords.get(words);
    if (others === undefined) this.#byWords.set(words, new Set([made]));
    else others.add(made);
    return made;
  }

  #leave(prompt: Waiting, stage: Stage, { timestamp }: QueueEntry, { messageId }: QueueMoment): void {
    if (!prompt.isPersons) return this.#forget(prompt);
    this.#stages[prompt.stage].delete(prompt);
    prompt.stage = stage;
    prompt.left = { order: this.#order++, timestamp, ...messageId === undefined ? {} : { messageId } };
    this.#stages[stage].add(prompt);
  }

  /** Whether a line takes out of the queue what was delivered before it. */
  #wasEarly(words: string | undefined): boolean {
    // A removal often names no text: the queue is first in, first out.
    const early = words ?? this.#early.keys().next().value;
    const count = early === undefined ? undefined : this.#early.get(early);
    if (early === undefined || count === undefined) return false;
    if (count > 1) this.#early.set(early, count - 1);
    else this.#early.delete(early);
    return true;
  }

  #first(): Waiting | undefined {
    return this.#stages.waiting.values().next().value;
  }

  /** The first that waits with these words. */
  #withWords(words: string): Waiting | undefined {
    return this.#byWords.get(words)?.values().next().value;
  }

  /** Prompts that were delivered as one, in their order; empty where a text is no such thing. */
  #joined(words: string): readonly Waiting[] | undefined {
    const candidates = this.#candidates();
    for (let start = 0; start < candidates.length; start++) {
      const found: Waiting[] = [];
      let at = 0;
      for (const candidate of candidates.slice(start)) {
        if (candidate.words !== "" && words.startsWith(candidate.words, at)) {
          found.push(candidate);
          at += candidate.words.length;
          if (at === words.length) return found;
        } else if (found.length === 0) break;
      }
    }
    return undefined;
  }

  /** A prompt that was announced with marks for what was pasted into it. */
  #pasted(words: string): Waiting | undefined {
    return this.#candidates().find(({ text }) => isPastedInto(text, words));
  }

  #pastedAlone(words: string): readonly Waiting[] {
    const pasted = this.#pasted(words);
    return pasted === undefined ? [] : [pasted];
  }

  /** Those that have waited longest, first those that left the queue. */
  #candidates(): readonly Waiting[] {
    const { removed, dequeued, popped, opening, waiting } = this.#stages;
    const found: Waiting[] = [];
    for (const stage of [opening, removed, dequeued, popped, waiting]) {
      for (const prompt of stage) {
        if (found.length === MAX_COMPARED) return found;
        found.push(prompt);
      }
    }
    return found;
  }

  /** What went back into the input line and is part of what the person then sent. */
  #forgetPopped(text: string): void {
    let compared = 0;
    for (const prompt of this.#stages.popped) {
      if (compared++ === MAX_COMPARED) return;
      if (isContained(prompt.text, text)) this.#forget(prompt);
    }
  }

  #takeFrom(stages: readonly Stage[], line: LaterLine | undefined): QueuedPrompt[] {
    const taken: Waiting[] = [];
    for (const stage of stages) {
      for (const prompt of this.#stages[stage]) {
        // Those behind it left later still.
        if (line !== undefined && isBefore(line, prompt)) break;
        taken.push(prompt);
      }
    }
    return this.#take(
      stages.length === 1 ? taken : taken.sort((one, other) => one.left.order - other.left.order),
    );
  }

  #take(prompts: readonly Waiting[]): QueuedPrompt[] {
    for (const prompt of prompts) this.#forget(prompt);
    return [...prompts];
  }

  #forget(prompt: Waiting): void {
    this.#stages[prompt.stage].delete(prompt);
    const same = this.#byWords.get(prompt.words);
    same?.delete(prompt);
    if (same?.size === 0) this.#byWords.delete(prompt.words);
  }
}

/** Whether a line tells of the time before a prompt left the queue. */
function isBefore({ timestamp, messageId }: LaterLine, { left }: Waiting): boolean {
  if (messageId !== undefined && messageId === left.messageId) return true;
  return timestamp !== undefined && left.timestamp !== undefined && timestamp < left.timestamp;
}
