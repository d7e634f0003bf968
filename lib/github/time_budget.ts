/** How long all requests of a command may take together, their waits included: `--timeout`. */

/** Time that is spent while at least one request runs or waits; what a command does in between is free. */
export interface TimeBudget {
  /** Milliseconds, the whole of it. */
  readonly total: number;
  /** Milliseconds that are left, 0 when it is used up. */
  remaining(): number;
  /** Runs a request with its waits. Those that run side by side spend the same time once. */
  spend<Value>(work: () => Promise<Value>): Promise<Value>;
}

/**
 * Makes a budget.
 *
 * @param total milliseconds.
 * @param now milliseconds of a clock that never goes back.
 */
export function createTimeBudget(total: number, now: () => number = () => performance.now()): TimeBudget {
  let spent = 0;
  let running = 0;
  let since = 0;
  return {
    total,
    remaining: () => Math.max(0, total - spent - (running > 0 ? now() - since : 0)),
    async spend(work) {
      if (running++ === 0) since = now();
      try {
        return await work();
      } finally {
        if (--running === 0) spent += now() - since;
      }
    },
  };
}
