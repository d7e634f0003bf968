/** GitHub's rate limits, as its answers tell them (docs: "Rate limits for the REST API"). */

import type { RequestFailure } from "./request_failure.ts";

export interface RateLimit {
  /** The limit on bursts, not the hourly one. */
  readonly secondary: boolean;
  /** When to try again; `undefined` where GitHub doesn't say. */
  readonly resetsAt: Date | undefined;
}

/** The rate limit that a failure is about, `undefined` if it is about something else. */
export function rateLimitOf(failure: RequestFailure, now: Date = new Date()): RateLimit | undefined {
  const { headers, reason, status } = failure;
  const exhausted = headers["x-ratelimit-remaining"] === "0";
  const secondary = /\bsecondary rate|\babuse detection/i.test(reason);
  const limited = failure.kind === "graphql"
    ? /rate limit/i.test(reason)
    : status === 429 || (status === 403 && (exhausted || secondary || headers["retry-after"] !== undefined));
  if (!limited) return undefined;
  return {
    secondary: secondary || (!exhausted && status === 403),
    resetsAt: resetTime(headers, exhausted, now),
  };
}

function resetTime(headers: RequestFailure["headers"], exhausted: boolean, now: Date): Date | undefined {
  // Seconds, or a date, as HTTP allows both.
  const after = headers["retry-after"];
  const seconds = Number(after);
  if (after !== undefined && Number.isFinite(seconds)) return dateOf(now.getTime() + seconds * 1000);
  const ahead = clockAhead(headers["date"], now);
  const date = Date.parse(after ?? "");
  if (!Number.isNaN(date)) return dateOf(date + ahead);
  const epochSeconds = Number(headers["x-ratelimit-reset"]);
  return exhausted && epochSeconds > 0 ? dateOf(epochSeconds * 1000 + ahead) : undefined;
}

/** Less tells nothing: the answer's time is in whole seconds, and the answer was on its way. */
const MIN_CLOCK_DIFFERENCE = 2_000;

/** Milliseconds by which this machine's clock is ahead of GitHub's, whose times are by its own. */
function clockAhead(served: string | undefined, now: Date): number {
  const difference = now.getTime() - Date.parse(served ?? "");
  return Math.abs(difference) >= MIN_CLOCK_DIFFERENCE ? difference : 0;
}

/** Stands for any time that no calendar shows: beyond it, none can be told to people, and soon no date can be made. */
export const NEVER = new Date(Date.UTC(10_000, 0));

function dateOf(milliseconds: number): Date {
  return milliseconds < NEVER.getTime() ? new Date(Math.max(0, milliseconds)) : NEVER;
}
