/** Runs one request with its retries, its timeout and the interruption by the person. */

import { describeFailure, failureError, type RequestFailure, type SentRequest } from "./request_failure.ts";
import { withSayableReason } from "./sayable_reason.ts";
import { delayBeforeRetry, type RetryPolicy, wait } from "./retry.ts";
import type { TimeBudget } from "./time_budget.ts";

export interface AttemptSettings {
  readonly policy: RetryPolicy;
  /** Shared by all requests of a client. */
  readonly budget: TimeBudget;
  /** Aborted by the person: ends tries and waits at once. */
  readonly signal: AbortSignal | undefined;
  /** Gets a line for people before each wait. */
  readonly onRetry: ((message: string) => void) | undefined;
}

/**
 * Runs `attempt` until it succeeds or may not be repeated; `attempt` gets the signal of its own timeout.
 *
 * @throws what the last try threw, with the count of tries (`describeFailure` reads it), or the reason of the
 * person's interruption.
 */
export async function runAttempts<Answer>(
  settings: AttemptSettings,
  sent: SentRequest,
  attempt: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const { budget, policy } = settings;
  return await budget.spend(async () => {
    for (let retries = 0;; retries++) {
      const remaining = budget.remaining();
      if (remaining === 0) throw unsentError(retries, budget);
      try {
        return await attemptOnce(settings, attempt, remaining);
      } catch (error) {
        settings.signal?.throwIfAborted();
        const failure = describeFailure(error, sent);
        const delay = delayBeforeRetry({ failure, writes: sent.writes, retries }, policy);
        const left = budget.remaining();
        if (delay === undefined || delay >= left) {
          const isLate = delay !== undefined || left === 0;
          throw counted(error, retries + 1, isLate ? budget : undefined);
        }
        if (settings.onRetry !== undefined) {
          settings.onRetry(retryMessage(await withSayableReason(failure), retries + 1, delay, budget));
        }
        await wait(delay, settings.signal);
      }
    }
  });
}

async function attemptOnce<Answer>(
  settings: AttemptSettings,
  attempt: (signal: AbortSignal) => Promise<Answer>,
  remaining: number,
): Promise<Answer> {
  settings.signal?.throwIfAborted();
  const milliseconds = Math.min(settings.policy.attemptTimeout, remaining);
  const expiry = new AbortController();
  const expired = failureError("timeout", `no answer within ${seconds(milliseconds)} s`);
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

/** Earlier requests have used up the time: this one wasn't sent, so nothing of it can have been done. */
function unsentError(tries: number, budget: TimeBudget): Error {
  const error = failureError("timeout", "the time for it is used up");
  return Object.assign(error, { tries, timeLimit: budget.total, wholeTime: budget.whole, unsent: true });
}

/** Notes how often it was tried, and the limit if it was that which ended it. */
function counted(error: unknown, tries: number, ended: TimeBudget | undefined): unknown {
  if (typeof error !== "object" || error === null) return error;
  const limits = ended === undefined ? {} : { timeLimit: ended.total, wholeTime: ended.whole };
  return Object.assign(error, { tries }, limits);
}

function retryMessage(failure: RequestFailure, retry: number, delay: number, budget: TimeBudget): string {
  const what = failure.status === undefined ? failure.reason : `HTTP ${failure.status}, ${failure.reason}`;
  const path = URL.parse(failure.url)?.pathname ?? failure.url;
  return `${failure.method} ${path} failed (${what}); retry ${retry} in ${(delay / 1000).toFixed(1)} s, ` +
    `${seconds(budget.remaining())} s ${budget.total === budget.whole ? "of --timeout " : "for this "}left`;
}

function seconds(milliseconds: number): string {
  return milliseconds < 10_000
    ? String(Number((milliseconds / 1000).toFixed(1)))
    : String(Math.round(milliseconds / 1000));
}
