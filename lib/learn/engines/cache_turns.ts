/**
 * Requests that share their beginning take turns at it: a provider's cache can be read only once the first of them is
 * being answered. Sent together, each would pay for writing the same.
 */

/** Lets one request with each key go ahead of the others. */
export interface CacheTurns {
  /**
   * Waits until the first request with that key has begun to be answered, or has failed; the first doesn't wait. Gives
   * what the request calls when it has begun or ended.
   * @throws the signal's reason when it is aborted.
   */
  take(key: string, signal: AbortSignal): Promise<() => void>;
}

/**
 * Answers begin within seconds; who waits longer waits for a request that hangs, and would hang with it. Milliseconds.
 */
const MAX_WAIT = 15_000;

/** Nobody has gone ahead yet. @param maxWait milliseconds after which a request goes without the cache. */
export function createCacheTurns(maxWait = MAX_WAIT): CacheTurns {
  const first = new Map<string, Promise<void>>();
  return {
    async take(key, signal) {
      signal.throwIfAborted();
      const ahead = first.get(key);
      if (ahead === undefined) {
        const { promise, resolve } = Promise.withResolvers<void>();
        first.set(key, promise);
        return resolve;
      }
      const { promise: over, resolve, reject } = Promise.withResolvers<void>();
      const abort = () => reject(signal.reason);
      signal.addEventListener("abort", abort, { once: true });
      const timer = setTimeout(resolve, maxWait);
      try {
        await Promise.race([ahead, over]);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", abort);
      }
      return () => {};
    },
  };
}
