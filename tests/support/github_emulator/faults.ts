/** Which fault a request meets, and GitHub's own faults ready-made. */

import type { Fault, FaultInjector, FaultRule } from "./fault_types.ts";

/** A request as fault rules look at it. */
export interface FaultTarget {
  readonly server: "api" | "web";
  readonly method: string;
  readonly path: string;
  readonly graphqlOperation: string | undefined;
}

/** The injector that tests use, and the side that asks it. */
export interface Faults extends FaultInjector {
  /** The fault that this request meets; counts it. */
  next(target: FaultTarget): Fault | undefined;
}

interface ActiveRule {
  readonly rule: FaultRule;
  seen: number;
  hits: number;
}

/** No faults yet. */
export function createFaults(): Faults {
  let active: ActiveRule[] = [];
  return {
    inject(rule) {
      const entry: ActiveRule = { rule, seen: 0, hits: 0 };
      active.push(entry);
      return {
        get hits() {
          return entry.hits;
        },
        remove() {
          active = active.filter((other) => other !== entry);
        },
      };
    },
    clear() {
      active = [];
    },
    next(target) {
      for (const entry of active) {
        if (!fits(entry.rule, target)) continue;
        entry.seen++;
        if (entry.seen <= (entry.rule.after ?? 0) || entry.hits >= (entry.rule.times ?? 1)) continue;
        entry.hits++;
        return entry.rule.fault;
      }
      return undefined;
    },
  };
}

/** 403: the hour's requests are used up until `resetAt` (milliseconds since the epoch). */
export function primaryRateLimit(resetAt: number): Fault {
  return {
    kind: "status",
    status: 403,
    headers: {
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-used": "5000",
      "x-ratelimit-reset": String(Math.ceil(resetAt / 1000)),
      "x-ratelimit-resource": "core",
    },
    body: {
      message: "API rate limit exceeded for user ID 1.",
      documentation_url: "https://docs.github.com/rest",
    },
  };
}

/** 403: too much at once; the client is told for how many seconds to wait. */
export function secondaryRateLimit(retryAfterSeconds: number): Fault {
  return {
    kind: "status",
    status: 403,
    headers: { "retry-after": String(retryAfterSeconds) },
    body: {
      message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
      documentation_url:
        "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits",
    },
  };
}

/** 429, the newer form of the same. */
export function tooManyRequests(retryAfterSeconds: number): Fault {
  return { ...secondaryRateLimit(retryAfterSeconds), kind: "status", status: 429 };
}

/** What GraphQL says at the limit: 200, and errors in the body. */
export function graphqlRateLimit(resetAt: number): Fault {
  const { headers } = primaryRateLimit(resetAt) as Fault & { readonly kind: "status" };
  return {
    kind: "status",
    status: 200,
    headers: { ...headers, "x-ratelimit-resource": "graphql" },
    body: { errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded for user ID 1." }] },
  };
}

/** What GraphQL says when a query took too long: 502, in JSON. */
export function graphqlTimeout(): Fault {
  const message =
    "We couldn't respond to your request in time. Sorry about that. Please try resubmitting your " +
    "request and contact us if the problem persists.";
  return { kind: "status", status: 502, body: { message } };
}

/** A 5xx as GitHub's load balancer answers it: HTML, not JSON. */
export function serverError(status: 500 | 502 | 503 | 504): Fault {
  return {
    kind: "status",
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<html><head><title>Unicorn! · GitHub</title></head><body>${status}</body></html>`,
  };
}

function fits(rule: FaultRule, target: FaultTarget): boolean {
  return (rule.server === undefined || rule.server === target.server) &&
    (rule.method === undefined || rule.method.toUpperCase() === target.method) &&
    (rule.path === undefined || rule.path.test(target.path)) &&
    (rule.graphqlOperation === undefined ||
      (target.graphqlOperation !== undefined && rule.graphqlOperation.test(target.graphqlOperation)));
}
