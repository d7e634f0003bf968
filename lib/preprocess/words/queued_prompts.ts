/**
 * Prompts that a person typed while the agent worked, and notices of the client about tasks in the background. The
 * log announces them as `queue-operation` lines; some are delivered later as a user line or an attachment, others
 * (106 of 230 in the survey) appear nowhere else. Each is to be shown once: where it was delivered, or where it left
 * the queue without a delivery line.
 *
 * Clients take a prompt out in three ways. `remove`: the agent gets it in the middle of its turn, by an attachment
 * before its next message or by no line at all. `dequeue`: it becomes a prompt of its own, whose line may stand far
 * behind: results come between, and in resumed logs all of the copied history. `popAll`: it goes back into the input
 * line, to be sent again as it was or edited.
 */

import type { QueueEntry } from "../../session/mod.ts";
import { isPastedInto, rememberedWords, spaced, wordsOf } from "./queued_words.ts";
import { type QueuedPrompt, type Stage, type Waiting, WaitingPrompts } from "./waiting_prompts.ts";

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

/** How many delivered texts are remembered: the line about a removal follows soon, or never. */
const REMEMBERED_DELIVERIES = 32;

/** How many prompts are compared with a text that none of them is: joined ones wait for each other, not for others. */
const MAX_COMPARED = 32;

const NO_MOMENT: QueueMoment = { messageId: undefined, isOpening: false };

/** The queue of one session. */
export class QueuedPrompts {
  readonly #prompts = new WaitingPrompts();
  /** How often texts were delivered before the line that takes them out of the queue. */
  readonly #early = new Map<string, number>();
  #delivered: string[] = [];
  readonly #spaced = new WeakMap<Waiting, string>();
  #order = 0;

  /** Whether there is anything that a text could be the delivery of. */
  get isEmpty(): boolean {
    return this.#prompts.isEmpty;
  }

  /** Whether a text waits here, or was delivered lately. */
  knows(text: string): boolean {
    const words = wordsOf(text);
    return this.#prompts.withWords(words) !== undefined || this.#delivered.includes(rememberedWords(words));
  }

  /** Whether a prompt is still in the queue, or left it to become a prompt of its own and did not yet. */
  isWaiting(prompt: QueuedPrompt): boolean {
    return this.#prompts.isIn(["waiting", "dequeued"], prompt as Waiting);
  }

  /** Notes a line of the queue; gives the prompt that it puts there. */
  note(entry: QueueEntry, reference: string, moment = NO_MOMENT): QueuedPrompt | undefined {
    const { operation, content: text, timestamp, media } = entry;
    if (operation !== "enqueue") {
      this.#noteLeaving(entry, reference, moment);
      return undefined;
    }
    if (text !== undefined) this.#forgetPopped(text);
    return this.#prompts.add({ text: text ?? "", reference, timestamp, media });
  }

  #noteLeaving(entry: QueueEntry, reference: string, moment: QueueMoment): void {
    const { operation, content: text, timestamp, media } = entry;
    if (operation === "popAll") return this.#popAll(entry, reference, moment);
    const way = moment.isOpening ? "opening" : operation === "dequeue" ? "dequeued" : "removed";
    const words = text === undefined ? undefined : wordsOf(text);
    if (this.#wasEarly(words)) return;
    const left = words === undefined
      ? this.#prompts.first()
      : this.#prompts.withWords(words) ?? this.#pasted(words);
    if (left !== undefined) return this.#leave(left, way, entry, moment);
    if (text === undefined || words === undefined || this.#delivered.includes(rememberedWords(words))) return;
    // Announced without its text, which stands only here.
    const unnamed = this.#prompts.withWords("");
    if (unnamed !== undefined) this.#prompts.forget(unnamed);
    this.#leave(this.#prompts.add({ text, reference, timestamp, media }), way, entry, moment);
  }

  /** A text was delivered and shown: its announcement needs no showing. Returns what it was, if it was queued. */
  deliver(text: string): QueuedPrompt | undefined {
    const words = wordsOf(text);
    this.#remember(words);
    if (this.isEmpty) return undefined;
    const same = this.#prompts.withWords(words);
    const prompts = same === undefined
      ? this.#joined(words) ?? this.#pastedAlone(words) ?? this.#told(text)
      : [same];
    for (const prompt of prompts) {
      if (prompt.stage === "waiting") this.#early.set(prompt.words, (this.#early.get(prompt.words) ?? 0) + 1);
      this.#prompts.forget(prompt);
    }
    this.#forgetPopped(text);
    return prompts.find(isPersons) ?? prompts.find(({ origin }) => origin !== undefined);
  }

  /** The same of a command for the shell, which stands in the queue as it was typed. */
  deliverShell(command: string): QueuedPrompt | undefined {
    const typed = `!${command}`;
    return this.deliver(this.knows(typed) ? typed : command);
  }

  /**
   * Prompts that the agent got without a line about it, before it said something.
   *
   * @param answer what it said; lines of the time before, or of a message begun before, come late and say nothing.
   */
  takeDue(answer: LaterLine = { timestamp: undefined }): QueuedPrompt[] {
    // Asked before each message.
    if (!this.#prompts.has("removed")) return [];
    const taken = this.#takeFrom(["removed"], answer);
    // The client may tell the agent only behind the next result.
    for (const { text } of taken) this.#remember(wordsOf(text));
    return taken;
  }

  /** Prompts that left the queue before a person said something else. */
  takeBefore(prompt: LaterLine): QueuedPrompt[] {
    return this.#takeFrom(["removed", "dequeued", "popped"], prompt);
  }

  /** Everything that still waits when the log ends. */
  takeAll(): QueuedPrompt[] {
    const waiting = [...this.#prompts.in("waiting")].filter(({ origin }) => origin !== undefined);
    return [
      ...this.#takeFrom(["removed", "dequeued", "popped", "opening"], undefined),
      ...this.#take(waiting),
    ];
  }

  #remember(words: string): void {
    this.#delivered = [...this.#delivered.slice(1 - REMEMBERED_DELIVERIES), rememberedWords(words)];
  }

  /** All that waits goes back into the input line, where a text may stand that was never announced. */
  #popAll(entry: QueueEntry, reference: string, moment: QueueMoment): void {
    const { content: text, timestamp } = entry;
    const back = [...this.#prompts.in("waiting")];
    for (const prompt of back) this.#leave(prompt, "popped", entry, moment);
    const words = wordsOf(text ?? "");
    if (text === undefined || words === "" || this.#delivered.includes(rememberedWords(words))) return;
    if (words === back.map((prompt) => prompt.words).join("")) return;
    if (this.#isPartOfAny(text, words, back)) return;
    this.#forgetPopped(text);
    this.#leave(this.#prompts.add({ text, reference, timestamp }), "popped", entry, moment);
  }

  #leave(
    prompt: Waiting,
    stage: Exclude<Stage, "waiting">,
    { timestamp }: QueueEntry,
    { messageId }: QueueMoment,
  ): void {
    if (prompt.origin !== undefined) {
      this.#prompts.leave(prompt, stage, { order: this.#order++, timestamp, messageId });
    } else this.#prompts.forget(prompt);
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

  /** Prompts that were delivered as one, in their order; empty where a text is no such thing. */
  #joined(words: string): readonly Waiting[] | undefined {
    const candidates = this.#prompts.longest(MAX_COMPARED);
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
    return this.#prompts.longest(MAX_COMPARED)
      .find(({ around }) => around !== undefined && isPastedInto(around, words));
  }

  #pastedAlone(words: string): readonly Waiting[] | undefined {
    const pasted = this.#pasted(words);
    return pasted === undefined ? undefined : [pasted];
  }

  /** Notices about tasks of whose state a text tells in other words, or with more. */
  #told(text: string): readonly Waiting[] {
    if (!text.includes("<task-id>")) return [];
    return this.#prompts.longest(MAX_COMPARED).filter((notice) =>
      notice.facts.length > 0 && notice.facts.every((fact) => text.includes(fact))
    );
  }

  /** What went back into the input line and is part of what the person then sent. */
  #forgetPopped(text: string): void {
    if (!this.#prompts.has("popped")) return;
    const whole = spaced(text);
    let compared = 0;
    for (const prompt of this.#prompts.in("popped")) {
      if (compared++ === MAX_COMPARED) return;
      if (whole.includes(this.#spacedOf(prompt))) this.#prompts.forget(prompt);
    }
  }

  /** Whether a text is part of one of the prompts, word by word. */
  #isPartOfAny(text: string, words: string, prompts: readonly Waiting[]): boolean {
    const part = spaced(text);
    return prompts.some((prompt) =>
      prompt.words.length >= words.length && this.#spacedOf(prompt).includes(part)
    );
  }

  /** A prompt as it is compared: with all that is said while it waits. */
  #spacedOf(prompt: Waiting): string {
    const known = this.#spaced.get(prompt) ?? spaced(prompt.text);
    this.#spaced.set(prompt, known);
    return known;
  }

  #takeFrom(stages: readonly Stage[], line: LaterLine | undefined): QueuedPrompt[] {
    const taken: Waiting[] = [];
    for (const stage of stages) {
      for (const prompt of this.#prompts.in(stage)) {
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
    for (const prompt of prompts) this.#prompts.forget(prompt);
    return [...prompts];
  }
}

/** Whether a prompt is a person's. */
export function isPersons({ origin }: QueuedPrompt): boolean {
  return origin?.from === "person";
}

/** Whether a line is about the time before a prompt left the queue. */
function isBefore({ timestamp, messageId }: LaterLine, { left }: Waiting): boolean {
  if (messageId !== undefined && messageId === left.messageId) return true;
  return timestamp !== undefined && left.timestamp !== undefined && timestamp < left.timestamp;
}
