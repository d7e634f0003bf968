/** When a failed request is tried again, and how long it waits: the one place that knows. */

import { rateLimitOf } from "./rate_limit.ts";
import type { RequestFailure } from "./request_failure.ts";

/** Everything in milliseconds. */
export interface RetryPolicy {
  /** Tries after the first. */
  readonly retries: number;
  /** Before the first retry; doubled for each further one. */
  readonly firstDelay: number;
  /** After which an unanswered try is given up. */
  readonly attemptTimeout: number;
  /** For all requests of a client together, with all their tries and waits. */
  readonly budget: number;
}

/** Seconds that `--timeout` is without being given. */
const DEFAULT_TIMEOUT_SECONDS = 120;

/** The policy for a budget in milliseconds. */
export function retryPolicyFor(budget: number): RetryPolicy {
  return {
    // Waits of 1, 2, 4, 8 and 16 s: GitHub's short failures are over by then.
    retries: 5,
    firstDelay: 1_000,
    // One try that hangs leaves time for another. Materials of 10 MB on a line of 2 Mbit/s take 40 s of 60.
    attemptTimeout: budget / 2,
    budget,
  };
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = retryPolicyFor(DEFAULT_TIMEOUT_SECONDS * 1_000);

/** GitHub asks for a minute's wait where a secondary limit names none. */
const UNNAMED_LIMIT_WAIT = 60_000;

/** What is known when a try has failed. */
export interface FailedTry {
  readonly failure: RequestFailure;
  /** The request changes something. */
  readonly writes: boolean;
  /** Retries already made. */
  readonly retries: number;
}

/**
 * Milliseconds to wait before the next try, `undefined` if there is none. Whether there is time for it is for the
 * caller to see.
 *
 * What GitHub refused for a rate limit, and what was never sent, wasn't carried out: it is repeated
 * whatever it is. After anything else only reading is repeated: a write may have been done, and who made it
 * must look first. Waits are spread by half (`random` in 0–1), so that clients don't come back together.
 */
export function delayBeforeRetry(
  attempt: FailedTry,
  policy: RetryPolicy,
  random: () => number = Math.random,
): number | undefined {
  if (attempt.retries >= policy.retries) return undefined;
  const { failure } = attempt;
  const backoff = policy.firstDelay * 2 ** attempt.retries * (0.5 + random() / 2);
  const limit = rateLimitOf(failure);
  if (limit !== undefined) {
    // Where the limit should be over and isn't, asking at once would use up all tries.
    return limit.resetsAt === undefined
      ? UNNAMED_LIMIT_WAIT
      : Math.max(backoff, limit.resetsAt.getTime() - Date.now());
  }
  return isPassing(failure) && !(attempt.writes && failure.doubtful) ? backoff : undefined;
}

/** Whether the same request may well succeed a moment later. */
function isPassing(failure: RequestFailure): boolean {
  if (failure.kind === "network" || failure.kind === "timeout" || failure.kind === "malformed") return true;
  if (failure.kind === "graphql") {
    return /something went wrong while executing your query/i.test(failure.reason);
  }
  return failure.kind === "status" && failure.status !== undefined && failure.status >= 500 &&
    failure.status !== 501;
}

/** Waits, or throws the signal's reason as soon as it is aborted. */
export function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
