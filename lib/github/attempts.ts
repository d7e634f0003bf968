/** Runs one request with its retries, its timeout and the interruption by the person. */

import { describeFailure, failureError, type RequestFailure, type SentRequest } from "./request_failure.ts";
import { delayBeforeRetry, type RetryPolicy, wait } from "./retry.ts";

export interface AttemptSettings {
  readonly policy: RetryPolicy;
  /** Aborted by the person: ends tries and waits at once. */
  readonly signal: AbortSignal | undefined;
  /** Gets a line for people before each wait. */
  readonly onRetry: ((message: string) => void) | undefined;
}

/**
 * Runs `attempt` until it succeeds or may not be repeated; `attempt` gets the signal of its own timeout.
 *
 * @throws what the last try threw, or the reason of the person's interruption.
 */
export async function runAttempts<Answer>(
  settings: AttemptSettings,
  sent: SentRequest,
  attempt: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const startedAt = performance.now();
  for (let retries = 0;; retries++) {
    try {
      return await attemptOnce(settings, attempt, settings.policy.budget - (performance.now() - startedAt));
    } catch (error) {
      settings.signal?.throwIfAborted();
      const failure = describeFailure(error, sent);
      const elapsed = performance.now() - startedAt;
      const delay = delayBeforeRetry({ failure, writes: sent.writes, retries, elapsed }, settings.policy);
      if (delay === undefined) throw error;
      settings.onRetry?.(retryMessage(failure, retries + 1, delay));
      await wait(delay, settings.signal);
    }
  }
}

async function attemptOnce<Answer>(
  settings: AttemptSettings,
  attempt: (signal: AbortSignal) => Promise<Answer>,
  remaining: number,
): Promise<Answer> {
  settings.signal?.throwIfAborted();
  const milliseconds = Math.min(settings.policy.attemptTimeout, remaining);
  const expiry = new AbortController();
  const expired = failureError("timeout", `no answer within ${Math.round(milliseconds / 1000)} s`);
  const timer = setTimeout(() => expiry.abort(expired), milliseconds);
  const interrupt = () => expiry.abort(settings.signal?.reason);
  settings.signal?.addEventListener("abort", interrupt, { once: true });
  try {
    return await attempt(expiry.signal);
  } catch (error) {
    // An abort while the body is read comes out as whatever its reader makes of it.
    throw expiry.signal.aborted ? expiry.signal.reason : error;
  } finally {
    clearTimeout(timer);
    settings.signal?.removeEventListener("abort", interrupt);
  }
}

function retryMessage(failure: RequestFailure, retry: number, delay: number): string {
  const what = failure.status === undefined ? failure.reason : `HTTP ${failure.status}, ${failure.reason}`;
  const path = URL.parse(failure.url)?.pathname ?? failure.url;
  return `${failure.method} ${path} failed (${what}); retry ${retry} in ${(delay / 1000).toFixed(1)} s`;
}
