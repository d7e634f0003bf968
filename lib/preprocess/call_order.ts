/**
 * Puts the outcome of each tool use next to it. Logs write parallel tool uses first and their results later; here
 * everything keeps its order, but what stands behind an unanswered tool use waits for its result.
 */

import { type Element, textLength } from "./element.ts";

/** A tool use whose result has not come yet. */
export interface WaitingCall<Call> {
  readonly id: string;
  readonly call: Call;
}

type Slot<Call> =
  | { readonly kind: "done"; readonly elements: readonly Element[] }
  | { readonly kind: "waiting"; readonly id: string; readonly call: Call };

/** More than this waiting behind one call (a tool that runs for hours beside others) is let go. */
const MAX_SLOTS = 64;
const MAX_CHARACTERS = 512 * 1024;

/** Elements in order, with gaps for results. */
export class CallOrder<Call> {
  #slots: Slot<Call>[] = [];
  #characters = 0;
  readonly #renderUnanswered: (call: Call) => readonly Element[];

  /** @param renderUnanswered renders a call whose result does not come in time. */
  constructor(renderUnanswered: (call: Call) => readonly Element[]) {
    this.#renderUnanswered = renderUnanswered;
  }

  /** Adds elements behind everything so far. */
  add(elements: readonly Element[]): void {
    for (const element of elements) this.#characters += textLength(element);
    this.#slots.push({ kind: "done", elements });
  }

  /** Adds a call that waits for its result. */
  wait(id: string, call: Call): void {
    this.#slots.push({ kind: "waiting", id, call });
  }

  /** Fills the gap of a call; false where no such call waits. */
  settle(id: string, render: (call: Call) => readonly Element[]): boolean {
    const index = this.#slots.findIndex((slot) => slot.kind === "waiting" && slot.id === id);
    const slot = this.#slots[index];
    if (slot === undefined || slot.kind !== "waiting") return false;
    const elements = render(slot.call);
    for (const element of elements) this.#characters += textLength(element);
    this.#slots[index] = { kind: "done", elements };
    return true;
  }

  /** Takes out what need not wait any longer. */
  *take(): Generator<Element> {
    const overfull = this.#slots.length > MAX_SLOTS || this.#characters > MAX_CHARACTERS;
    const firstWaiting = overfull ? -1 : this.#slots.findIndex((slot) => slot.kind === "waiting");
    const ready = firstWaiting < 0 ? this.#slots.splice(0) : this.#slots.splice(0, firstWaiting);
    for (const slot of ready) {
      const elements = slot.kind === "done" ? slot.elements : this.#renderUnanswered(slot.call);
      if (slot.kind === "done") { for (const element of elements) this.#characters -= textLength(element); }
      yield* elements;
    }
  }

  /** Takes out everything, answered or not: the turn is over. */
  *takeAll(): Generator<Element> {
    for (const slot of this.#slots.splice(0)) {
      yield* slot.kind === "done" ? slot.elements : this.#renderUnanswered(slot.call);
    }
    this.#characters = 0;
  }
}
