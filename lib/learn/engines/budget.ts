/** What a run is expected to cost, what it has cost, and the bound that no request may break. */

import { UserError } from "../../user_error.ts";
import { addUsage, type ModelUsage, NO_USAGE } from "./engine.ts";
import { outputLimit } from "./models.ts";
import { priceOf, type PriceTable } from "./prices.ts";

/** A request that is still to be made. */
export interface PlannedRequest {
  readonly node: string;
  readonly model: string;
  /** Tokens that it sends. */
  readonly inputTokens: number;
  /** Tokens of the answer that are usual for such a request. */
  readonly usualOutputTokens: number;
  /** Tokens of the answer at most, without thinking. */
  readonly maxOutputTokens: number;
}

/** What planned requests come to. `low`: usual answers; `high`: the longest ones, with a cache written and never read. */
export interface Estimate {
  readonly inputTokens: number;
  readonly outputTokens: { readonly low: number; readonly high: number };
  /** US dollars; undefined where a model's price isn't known. */
  readonly cost: { readonly low: number; readonly high: number } | undefined;
  /** Models without a price, each once. */
  readonly unpriced: readonly string[];
}

/** Adds up what requests will send, get and cost. */
export function estimateRun(requests: readonly PlannedRequest[], prices: PriceTable): Estimate {
  let inputTokens = 0;
  const outputTokens = { low: 0, high: 0 };
  const cost = { low: 0, high: 0 };
  const unpriced = new Set<string>();
  for (const request of requests) {
    const low = Math.min(request.usualOutputTokens, request.maxOutputTokens);
    const high = outputLimit(request.model, request.maxOutputTokens);
    inputTokens += request.inputTokens;
    outputTokens.low += low;
    outputTokens.high += high;
    const cheap = priceOf(request.model, { ...NO_USAGE, input: request.inputTokens, output: low }, prices);
    const dear = mostExpensive(request.model, request.inputTokens, request.maxOutputTokens, prices);
    if (cheap === undefined || dear === undefined) unpriced.add(request.model);
    else {
      cost.low += cheap;
      cost.high += dear;
    }
  }
  return { inputTokens, outputTokens, cost: unpriced.size > 0 ? undefined : cost, unpriced: [...unpriced] };
}

/** What a request costs at most in US dollars; undefined for a model without a price. */
function mostExpensive(
  model: string,
  inputTokens: number,
  maxOutputTokens: number,
  prices: PriceTable,
): number | undefined {
  const output = outputLimit(model, maxOutputTokens);
  const uncached = priceOf(model, { ...NO_USAGE, input: inputTokens, output }, prices);
  const written = priceOf(model, { ...NO_USAGE, cacheWrite: inputTokens, output }, prices);
  return uncached === undefined || written === undefined ? undefined : Math.max(uncached, written);
}

/** The estimate as one sentence: `about 41000 tokens in, 9000 to 32000 out, $0.12 to $0.41`. */
export function describeEstimate(estimate: Estimate): string {
  const { inputTokens, outputTokens: { low, high }, cost, unpriced } = estimate;
  const dollars = cost === undefined
    ? `cost unknown (no price for ${unpriced.join(", ")}; learn.prices in .erk/learn.json takes one)`
    : `${formatDollars(cost.low)} to ${formatDollars(cost.high)}`;
  return `about ${inputTokens} tokens in, ${low} to ${high} out, ${dollars}`;
}

/** Less is what sums of dollars, which are not exact, are wrong by: a millionth of a cent. */
const NO_DOLLARS = 1e-8;

/** `$0.04`; what is less than a cent with its first digit (`$0.0003`), what is next to nothing as `$0.00`. */
export function formatDollars(dollars: number): string {
  // Smaller numbers are written with an exponent.
  return `$${dollars >= 0.01 || dollars < 1e-6 ? Math.max(0, dollars).toFixed(2) : dollars.toPrecision(1)}`;
}

/** Money set aside for one request. */
export interface Reservation {
  /** US dollars that are set aside; undefined for a model without a price. */
  readonly amount: number | undefined;
  /**
   * Sets the same aside once more, for a further attempt.
   * @throws {UserError} as `reserve` does.
   */
  extend(): void;
  /** What the request has cost; `cost` where the engine was told it, else it is computed. May be called once. */
  settle(usage: ModelUsage, cost?: number): void;
}

/** What a run may spend and has spent. */
export interface Budget {
  /**
   * Sets aside what a request costs at most, before it is made.
   * @throws {UserError} when that could exceed what `--max-cost` allows, together with all that is spent or set aside.
   */
  reserve(request: Omit<PlannedRequest, "usualOutputTokens">): Reservation;
  readonly spent: {
    readonly usage: ModelUsage;
    /** US dollars of what has a price. */
    readonly cost: number;
    /** Requests whose price isn't known. */
    readonly unpricedRequests: number;
  };
}

/**
 * A budget for a run; `maxCost` in US dollars, undefined: no bound.
 * @throws {UserError} when there is a bound and a model has no price: it could not be kept.
 */
export function createBudget(
  options: {
    readonly maxCost: number | undefined;
    readonly models: readonly string[];
    readonly prices: PriceTable;
  },
): Budget {
  const { maxCost, models, prices } = options;
  const unpriced = models.filter((model) => priceOf(model, NO_USAGE, prices) === undefined);
  if (maxCost !== undefined && unpriced.length > 0) {
    throw unpricedError(unpriced);
  }
  let usage = NO_USAGE;
  let cost = 0;
  let unpricedRequests = 0;
  let setAside = 0;

  const refuseBeyondBound = (request: { node: string; model: string }, most: number | undefined) => {
    if (maxCost === undefined) return;
    if (most === undefined) throw unpricedError([request.model]);
    if (cost + setAside + most <= maxCost + NO_DOLLARS) return;
    throw beyondBoundError(request.node, { most, cost, setAside, maxCost });
  };

  return {
    reserve(request) {
      const { model, inputTokens, maxOutputTokens } = request;
      const amount = mostExpensive(model, inputTokens, maxOutputTokens, prices);
      let reserved = 0;
      let settled = false;
      const extend = () => {
        refuseBeyondBound(request, amount);
        reserved += amount ?? 0;
        setAside += amount ?? 0;
      };
      extend();
      return {
        amount,
        extend,
        settle(used, told) {
          if (settled) return;
          settled = true;
          setAside -= reserved;
          usage = addUsage(usage, used);
          const actual = told ?? priceOf(model, used, prices);
          if (actual === undefined) unpricedRequests++;
          else cost += actual;
        },
      };
    },
    get spent() {
      return { usage, cost, unpricedRequests };
    },
  };
}

/** US dollars: what a request could cost, what the run has spent and set aside, and what it may spend. */
interface Bound {
  readonly most: number;
  readonly cost: number;
  readonly setAside: number;
  readonly maxCost: number;
}

function beyondBoundError(node: string, { most, cost, setAside, maxCost }: Bound): UserError {
  const others = setAside > NO_DOLLARS
    ? ` and ${formatDollars(setAside)} set aside for requests under way`
    : "";
  return new UserError(
    `${node} could cost ${formatDollars(most)}: with ${formatDollars(cost)} spent${others} that is more ` +
      `than --max-cost ${maxCost} allows; raise it and run again: finished nodes are kept.`,
  );
}

function unpricedError(models: readonly string[]): UserError {
  return new UserError(
    `--max-cost can't be kept: the price of ${[...new Set(models)].join(", ")} is not known; ` +
      `add it to learn.prices in .erk/learn.json, choose another model, or leave --max-cost away.`,
  );
}
