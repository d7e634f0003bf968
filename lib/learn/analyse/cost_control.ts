/** Keeps a run below what it may cost: every request sets aside what it could cost at most before it is made. */

import { estimateTokens } from "../../preprocess/tokens.ts";
import { UserError } from "../../user_error.ts";
import { createBudget, type Engine, type ModelRequest, priceOf, type PriceTable } from "../engines/mod.ts";
import { type CostControl, GraphStop } from "../graph/mod.ts";

export interface CostOptions {
  readonly engine: Engine;
  /** US dollars; undefined: no bound. */
  readonly maxCost: number | undefined;
  readonly models: readonly string[];
  readonly prices: PriceTable;
}

/** @throws {UserError} if there is a bound, and a model has no price: it could not be kept. */
export function createCostControl({ engine, maxCost, models, prices }: CostOptions): CostControl {
  const budget = createBudget({ maxCost, models, prices });
  let underWay = 0;
  let oneSettled = Promise.withResolvers<void>();
  return {
    async reserve(request) {
      const { node, model, maxOutputTokens } = request;
      const inputTokens = maxCost === undefined
        ? estimatedInput(request)
        : await countedInput(engine, request);
      for (;;) {
        try {
          const reservation = budget.reserve({ node, model, inputTokens, maxOutputTokens });
          underWay++;
          return {
            settle({ usage, cost }) {
              reservation.settle(usage, cost);
              underWay--;
              oneSettled.resolve();
              oneSettled = Promise.withResolvers();
              return cost ?? priceOf(model, usage, prices);
            },
          };
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          // Requests under way have set aside more than they will cost: there may be enough when they are done.
          if (underWay === 0) throw new GraphStop(error.message, { cause: error });
          await oneSettled.promise;
          request.signal.throwIfAborted();
        }
      }
    },
  };
}

/** The provider's count; where that can't be had our estimate, which is as good as exact for prose. */
async function countedInput(engine: Engine, request: ModelRequest): Promise<number> {
  try {
    return await engine.countInput(request);
  } catch {
    request.signal.throwIfAborted();
    return estimatedInput(request);
  }
}

function estimatedInput({ system, shared, prompt }: ModelRequest): number {
  return [system, ...shared, prompt].reduce((sum, text) => sum + estimateTokens(text), 0);
}
