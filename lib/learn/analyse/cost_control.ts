/** Keeps a run below what it may cost: every request sets aside what it could cost at most before it is made. */

import { UserError } from "../../user_error.ts";
import { estimateInput } from "../engines/anthropic_request.ts";
import { createBudget } from "../engines/budget.ts";
import type { Engine } from "../engines/engine.ts";
import { priceOf, type PriceTable } from "../engines/prices.ts";
import { type CostControl, GraphStop } from "../graph/mod.ts";

export interface CostOptions {
  readonly engine: Engine;
  /** US dollars; undefined: no bound. */
  readonly maxCost: number | undefined;
  readonly models: readonly string[];
  readonly prices: PriceTable;
}

/**
 * Makes the cost control of a run.
 *
 * @throws {UserError} if there is a limit and a model has no price: the limit could not be kept.
 */
export function createCostControl({ engine, maxCost, models, prices }: CostOptions): CostControl {
  const budget = createBudget({ maxCost, models, prices });
  let underWay = 0;
  let oneSettled = Promise.withResolvers<void>();
  /** Requests under way have set aside more than they will cost: there may be enough when they are done. */
  const whenAffordable = async <Value>(reserve: () => Value, signal: AbortSignal): Promise<Value> => {
    for (;;) {
      try {
        return asStop(reserve);
      } catch (error) {
        if (!(error instanceof GraphStop) || underWay === 0) throw error;
        await oneSettled.promise;
        signal.throwIfAborted();
      }
    }
  };
  return {
    async reserve(request) {
      const { node, model, maxOutputTokens } = request;
      // Without a bound nothing depends on the exact number: no request for it.
      const inputTokens = maxCost === undefined ? estimateInput(request) : await engine.countInput(request);
      const reservation = await whenAffordable(() => {
        const reserved = budget.reserve({ node, model, inputTokens, maxOutputTokens });
        // At once: another one that finds the money set aside has to find somebody to wait for.
        underWay++;
        return reserved;
      }, request.signal);
      return {
        amount: maxCost === undefined ? undefined : reservation.amount,
        extend: () => asStop(reservation.extend),
        settle({ usage, cost }) {
          reservation.settle(usage, cost);
          underWay--;
          oneSettled.resolve();
          oneSettled = Promise.withResolvers();
          return cost ?? priceOf(model, usage, prices);
        },
      };
    },
  };
}

/** What a budget refuses ends the graph. */
function asStop<Value>(step: () => Value): Value {
  try {
    return step();
  } catch (error) {
    throw error instanceof UserError ? new GraphStop(error.message, { cause: error }) : error;
  }
}
