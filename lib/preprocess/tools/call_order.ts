/**
 * Puts the outcome of each tool use next to it. Logs write parallel tool uses first and their results later; here
 * everything keeps its order, but what stands behind an unanswered tool use waits for its result.
 */

import { itemLength, type SessionItem } from "../events/session_event.ts";

/** A place in the order. */
interface Slot<Call> {
  /** A tool use whose result has not come yet. */
  waiting: WaitingCall<Call> | undefined;
  /** Something may come here that is only known later. */
  isReserved?: boolean;
  items: readonly SessionItem[];
  /** The same items, where more of their kind may come to them. */
  readonly gathered?: SessionItem[];
}

/** A place in the order that is kept free. */
export type ReservedPlace = { isReserved?: boolean; items: readonly SessionItem[] };

interface WaitingCall<Call> {
  readonly call: Call;
  /** What happens inside it: the conversation of the subagent that it started. */
  readonly inside: SessionItem[];
}

/** Calls with the same id, of which those before `next` are settled. */
interface SameId<Call> {
  readonly slots: Slot<Call>[];
  next: number;
}

/** Renders a call whose result has not come, and won't come any more where the turn is over. */
export type RenderUnanswered<Call> = (
  call: Call,
  inside: readonly SessionItem[],
  isOver: boolean,
) => readonly SessionItem[];

/** Renders a call with what happened inside it. */
export type RenderCall<Call> = (call: Call, inside: readonly SessionItem[]) => readonly SessionItem[];

/** More than this waiting behind one call (a tool that runs for hours beside others) is let go; so are places that are kept free. */
export const MAX_SLOTS = 64;
const MAX_CHARACTERS = 512 * 1024;

const NOTHING: readonly SessionItem[] = [];

/** Items in order, with gaps for results. Calls are known by ids, or by what stands for these. */
export class CallOrder<Call, Id = string> {
  #slots: Slot<Call>[] = [];
  /** The slots of waiting calls by id: a line may have any number of slots, which are taken out at its end. */
  readonly #waiting = new Map<Id, SameId<Call>>();
  #characters = 0;
  readonly #renderUnanswered: RenderUnanswered<Call>;

  /** @param renderUnanswered renders a call whose result does not come in time. */
  constructor(renderUnanswered: RenderUnanswered<Call>) {
    this.#renderUnanswered = renderUnanswered;
  }

  /** Adds items behind everything so far. */
  add(items: readonly SessionItem[]): void {
    this.#characters += lengthOf(items);
    this.#slots.push({ waiting: undefined, items });
  }

  /** The same for what others say in between: all of it in a row takes one slot. */
  gather(items: readonly SessionItem[]): void {
    const last = this.#slots.at(-1)?.gathered;
    if (last === undefined) {
      const gathered = [...items];
      this.#slots.push({ waiting: undefined, items: gathered, gathered });
    } else {
      for (const item of items) last.push(item);
    }
    this.#characters += lengthOf(items);
  }

  /** Keeps a place free: what comes behind it waits until it is filled or given back, within the same limits as for a result. */
  reserve(): ReservedPlace {
    const slot: Slot<Call> = { waiting: undefined, isReserved: true, items: NOTHING };
    this.#slots.push(slot);
    return slot;
  }

  /** Fills a place, or gives it back with nothing; false where what stands behind it could not wait any longer. */
  fill(place: ReservedPlace, items: readonly SessionItem[]): boolean {
    if (place.isReserved !== true) return false;
    place.isReserved = false;
    place.items = items;
    this.#characters += lengthOf(items);
    return true;
  }

  /** Whether a place is kept free. */
  get hasReserved(): boolean {
    return this.#slots.some(({ isReserved }) => isReserved);
  }

  /** Adds a call that waits for its result. */
  wait(id: Id, call: Call): void {
    const slot: Slot<Call> = { waiting: { call, inside: [] }, items: NOTHING };
    this.#slots.push(slot);
    const same = this.#waiting.get(id);
    if (same === undefined) this.#waiting.set(id, { slots: [slot], next: 0 });
    else same.slots.push(slot);
  }

  /** The call with this id, while it waits. */
  waiting(id: Id): Call | undefined {
    return this.#waitingSlot(id)?.waiting?.call;
  }

  /** Keeps what happens inside a call until its result comes; false where no such call waits. */
  hold(id: Id, items: readonly SessionItem[]): boolean {
    const waiting = this.#waitingSlot(id)?.waiting;
    if (waiting === undefined) return false;
    for (const item of items) waiting.inside.push(item);
    this.#characters += lengthOf(items);
    return true;
  }

  /** Fills the gap of a call; false where no such call waits. */
  settle(id: Id, render: RenderCall<Call>): boolean {
    const slot = this.#waitingSlot(id);
    if (slot?.waiting === undefined) return false;
    const { call, inside } = slot.waiting;
    slot.items = render(call, inside);
    slot.waiting = undefined;
    this.#characters += lengthOf(slot.items) - lengthOf(inside);
    const same = this.#waiting.get(id);
    if (same !== undefined && ++same.next === same.slots.length) this.#waiting.delete(id);
    return true;
  }

  /** Takes out what need not wait any longer. */
  take(): Iterable<SessionItem> {
    const overfull = this.#slots.length > MAX_SLOTS || this.#characters > MAX_CHARACTERS;
    if (overfull) return this.#takeAll(false);
    const [first, second] = this.#slots;
    // Nearly always there is nothing, or one thing.
    if (first === undefined || isOpen(first)) return NOTHING;
    if (second === undefined) {
      this.#slots = [];
      this.#characters = 0;
      return first.items;
    }
    const firstOpen = this.#slots.findIndex(isOpen);
    const ready = this.#slots.splice(0, firstOpen < 0 ? this.#slots.length : firstOpen);
    const items = ready.flatMap((slot) => slot.items);
    this.#characters -= lengthOf(items);
    return items;
  }

  /** Takes out everything, answered or not: the turn is over. What stands behind a place that is kept free still waits. */
  takeAll(): Iterable<SessionItem> {
    if (!this.hasReserved) return this.#takeAll(true);
    this.#waiting.clear();
    for (const slot of this.#slots) {
      if (slot.waiting === undefined) continue;
      const { call, inside } = slot.waiting;
      slot.items = this.#renderUnanswered(call, inside, true);
      slot.waiting = undefined;
      this.#characters += lengthOf(slot.items) - lengthOf(inside);
    }
    return this.take();
  }

  *#takeAll(isOver: boolean): Generator<SessionItem> {
    this.#characters = 0;
    this.#waiting.clear();
    const slots = this.#slots.splice(0);
    for (const slot of slots) slot.isReserved = false;
    for (const { waiting, items } of slots) {
      yield* waiting === undefined ? items : this.#renderUnanswered(waiting.call, waiting.inside, isOver);
    }
  }

  #waitingSlot(id: Id): Slot<Call> | undefined {
    const same = this.#waiting.get(id);
    return same?.slots[same.next];
  }
}

function isOpen({ waiting, isReserved }: Slot<unknown>): boolean {
  return waiting !== undefined || isReserved === true;
}

function lengthOf(items: readonly SessionItem[]): number {
  let sum = 0;
  for (const item of items) sum += itemLength(item);
  return sum;
}
