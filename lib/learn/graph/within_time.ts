/** Work that has to end: at its time limit, or when the run is interrupted. */

/** Why work was given up after its time. */
export class TimeIsUp extends Error {
  override readonly name = "TimeIsUp";
  /**
   * @param milliseconds the time limit.
   * @param hindrance what went wrong meanwhile, if that is known.
   */
  constructor(readonly milliseconds: number, hindrance?: string) {
    const meanwhile = hindrance === undefined ? "; run again" : `, while ${hindrance}; run again later`;
    super(
      `no answer within ${
        milliseconds / 1_000
      } s${meanwhile}, or raise --node-timeout: finished nodes are kept.`,
    );
  }
}

export interface Limits {
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/**
 * Waits for work until its time is up or the signal is aborted, whether or not the work itself listens to the signal
 * that it gets. What it does after that goes unnoticed.
 *
 * @throws what the work throws; {@link TimeIsUp}; the signal's reason.
 */
export async function withinTime<Value>(
  { timeout, signal }: Limits,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new TimeIsUp(timeout)),
    timeout,
  );
  const interrupt = () => controller.abort(signal.reason);
  signal.addEventListener("abort", interrupt, { once: true });
  const aborted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  const working = Promise.resolve().then(() => work(controller.signal));
  // The one that loses the race must not be an unhandled rejection.
  aborted.catch(() => {});
  working.catch(() => {});
  try {
    return await Promise.race([working, aborted]);
  } catch (error) {
    // Libraries throw errors of their own when they are aborted: the reason says more.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", interrupt);
  }
}
