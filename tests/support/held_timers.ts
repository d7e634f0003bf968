/** Timers that a test lets ring itself: what it is about comes first then, however slow the machine is. */

export interface HeldTimers extends Disposable {
  /** How many are set and have not rung. */
  waiting(): number;
  /** Lets all of them ring. */
  ring(): void;
}

/** Holds the timers of one length until the test lets them ring; those of other lengths go on as they are. */
export function holdTimers(milliseconds: number): HeldTimers {
  const { setTimeout, clearTimeout } = globalThis;
  const held = new Map<number, () => void>();
  let last = 0;
  const set = (ring: () => void, delay?: number, ...given: unknown[]) => {
    if (delay !== milliseconds) return Reflect.apply(setTimeout, globalThis, [ring, delay, ...given]);
    // Below zero are no timers of Deno's.
    held.set(--last, ring);
    return last;
  };
  const clear = (timer?: number) => {
    if (timer === undefined || !held.delete(timer)) clearTimeout(timer);
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  return {
    waiting: () => held.size,
    ring() {
      const all = [...held.values()];
      held.clear();
      for (const ring of all) ring();
    },
    [Symbol.dispose]: () => void Object.assign(globalThis, { setTimeout, clearTimeout }),
  };
}
