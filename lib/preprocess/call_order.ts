/**
 * Puts the outcome of each tool use next to it. Logs write parallel tool uses first and their results later; here
 * everything keeps its order, but what stands behind an unanswered tool use waits for its result.
 */

import { itemLength, type SessionItem } from "./session_event.ts";

type Slot<Call> =
  | { readonly kind: "done"; readonly items: readonly SessionItem[] }
  | WaitingCall<Call>;

/** A tool use whose result has not come yet. */
interface WaitingCall<Call> {
  readonly kind: "waiting";
  readonly id: string;
  readonly call: Call;
  /** What happens inside it: the conversation of the subagent that it started. */
  readonly inside: SessionItem[];
}

/** Renders a call with what happened inside it. */
export type RenderCall<Call> = (call: Call, inside: readonly SessionItem[]) => readonly SessionItem[];

/** More than this waiting behind one call (a tool that runs for hours beside others) is let go. */
const MAX_SLOTS = 64;
const MAX_CHARACTERS = 512 * 1024;

const NOTHING: readonly SessionItem[] = [];

/** Items in order, with gaps for results. */
export class CallOrder<Call> {
  #slots: Slot<Call>[] = [];
  #characters = 0;
  readonly #renderUnanswered: RenderCall<Call>;

  /** @param renderUnanswered renders a call whose result does not come in time. */
  constructor(renderUnanswered: RenderCall<Call>) {
    this.#renderUnanswered = renderUnanswered;
  }

  /** Adds items behind everything so far. */
  add(items: readonly SessionItem[]): void {
    this.#characters += lengthOf(items);
    this.#slots.push({ kind: "done", items });
  }

  /** Adds a call that waits for its result. */
  wait(id: string, call: Call): void {
    this.#slots.push({ kind: "waiting", id, call, inside: [] });
  }

  /** The call with this id, while it waits. */
  waiting(id: string): Call | undefined {
    return this.#waitingSlot(id)?.call;
  }

  /** Keeps what happens inside a call until its result comes; false where no such call waits. */
  hold(id: string, items: readonly SessionItem[]): boolean {
    const slot = this.#waitingSlot(id);
    if (slot === undefined) return false;
    for (const item of items) slot.inside.push(item);
    this.#characters += lengthOf(items);
    return true;
  }

  /** Fills the gap of a call; false where no such call waits. */
  settle(id: string, render: RenderCall<Call>): boolean {
    const slot = this.#waitingSlot(id);
    if (slot === undefined) return false;
    const items = render(slot.call, slot.inside);
    this.#characters += lengthOf(items) - lengthOf(slot.inside);
    this.#slots[this.#slots.indexOf(slot)] = { kind: "done", items };
    return true;
  }

  /** Takes out what need not wait any longer. */
  take(): Iterable<SessionItem> {
    const overfull = this.#slots.length > MAX_SLOTS || this.#characters > MAX_CHARACTERS;
    if (overfull) return this.takeAll();
    const [first, second] = this.#slots;
    // Nearly always there is nothing, or one thing.
    if (first === undefined || first.kind === "waiting") return NOTHING;
    if (second === undefined) {
      this.#slots = [];
      this.#characters = 0;
      return first.items;
    }
    const firstWaiting = this.#slots.findIndex((slot) => slot.kind === "waiting");
    const ready = this.#slots.splice(0, firstWaiting < 0 ? this.#slots.length : firstWaiting);
    const items = ready.flatMap((slot) => slot.kind === "waiting" ? [] : slot.items);
    this.#characters -= lengthOf(items);
    return items;
  }

  /** Takes out everything, answered or not: the turn is over. */
  *takeAll(): Generator<SessionItem> {
    this.#characters = 0;
    for (const slot of this.#slots.splice(0)) {
      yield* slot.kind === "done" ? slot.items : this.#renderUnanswered(slot.call, slot.inside);
    }
  }

  #waitingSlot(id: string): WaitingCall<Call> | undefined {
    return this.#slots.find((slot): slot is WaitingCall<Call> => slot.kind === "waiting" && slot.id === id);
  }
}

function lengthOf(items: readonly SessionItem[]): number {
  let sum = 0;
  for (const item of items) sum += itemLength(item);
  return sum;
}
