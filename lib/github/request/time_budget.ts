/** How long all requests of a command may take together, their waits included: `--timeout`. */

/**
 * A limit on the time that requests of a command take together, waits included. Time counts only while at least one
 * request runs or waits.
 */
export interface TimeBudget {
  /** Milliseconds, all that there is of it. */
  readonly total: number;
  /** Milliseconds of `--timeout`: more than that where this is a share of it. */
  readonly whole: number;
  /** Milliseconds that are left, 0 when it is used up. */
  remaining(): number;
  /** Runs a request with its waits. Those that run side by side spend the same time once. */
  spend<Value>(work: () => Promise<Value>): Promise<Value>;
}

/** A timer may end this much early, by which nothing can be asked any more. Milliseconds. */
const NOTHING_LEFT = 2;

/** What no share takes of the time: the requests without which all was in vain need it. */
const RESERVED = 1 / 3;

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
    whole: total,
    remaining() {
      const left = total - spent - (running > 0 ? now() - since : 0);
      return left < NOTHING_LEFT ? 0 : left;
    },
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

/**
 * A share of a budget, for requests that are useful but not essential. They never use the last third of the whole
 * budget, even if their share has time left.
 *
 * @param fraction of the whole, 0–1.
 */
export function shareOfBudget(
  budget: TimeBudget,
  fraction: number,
  now?: () => number,
): TimeBudget {
  const own = createTimeBudget(budget.total * fraction, now);
  const reserved = budget.total * RESERVED;
  return {
    total: own.total,
    whole: budget.whole,
    remaining: () => Math.max(0, Math.min(own.remaining(), budget.remaining() - reserved)),
    spend: (work) => budget.spend(() => own.spend(work)),
  };
}
