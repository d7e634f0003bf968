import assert from "node:assert/strict";
import fc from "fast-check";
import {
  createBudget,
  describeEstimate,
  estimateRun,
  formatDollars,
} from "../../../../lib/learn/engines/budget.ts";
import { NO_USAGE } from "../../../../lib/learn/engines/engine.ts";
import { retirementNotice } from "../../../../lib/learn/engines/models.ts";
import {
  DEFAULT_PRICES,
  priceOf,
  PRICES_DATE,
  PRICES_SOURCE,
  readPrices,
} from "../../../../lib/learn/engines/prices.ts";
import { UserError } from "../../../../lib/user_error.ts";

const HAIKU = "claude-haiku-4-5";
const PRICES = readPrices();
const MILLION = 1_000_000;

Deno.test("a price is that of the model or its snapshot, with its own rates for the cache", () => {
  const each = { input: MILLION, output: MILLION, cacheRead: MILLION, cacheWrite: MILLION };
  assert.equal(priceOf(HAIKU, each, PRICES), 1 + 5 + 0.1 + 1.25);
  assert.equal(priceOf("claude-opus-4-5-20251101", { ...NO_USAGE, output: MILLION }, PRICES), 25);
  assert.equal(priceOf("in-house", each, PRICES), undefined);
  assert.equal(priceOf("constructor", each, PRICES), undefined);
  const own = readPrices({ "in-house": { input: 2, output: 3 }, [HAIKU]: { input: 7, output: 0 } });
  assert.equal(priceOf("in-house", each, own), 2 + 3 + 2 + 2, "a cache without a price costs as input");
  assert.equal(priceOf(HAIKU, { ...NO_USAGE, input: MILLION }, own), 7, "the project's price wins");
  assert.equal(priceOf("claude-haiku-5-5", { ...NO_USAGE, input: 100_000 }, PRICES), 0.01);
  assert.equal(
    priceOf("claude-haiku-5-5", { ...NO_USAGE, cacheRead: 1, input: 100_000 }, PRICES),
    0.05 + 5e-8,
  );
});

Deno.test("the price table has a date, a source, and no price that makes a cache dearer than it is", () => {
  assert.match(PRICES_DATE, /^20\d\d-\d\d-\d\d$/);
  assert(URL.canParse(PRICES_SOURCE));
  for (const [model, { input, output, cache_read = 0, cache_write = 0 }] of Object.entries(DEFAULT_PRICES)) {
    assert(cache_read < input && input < cache_write && cache_write < output, model);
  }
});

Deno.test("a run's estimate adds up requests, from usual answers to the longest", () => {
  const request = {
    node: "a",
    model: HAIKU,
    inputTokens: 10_000,
    usualOutputTokens: 1_000,
    maxOutputTokens: 4_000,
  };
  const estimate = estimateRun([request, { ...request, usualOutputTokens: 9_000 }], PRICES);
  assert.deepEqual(estimate.outputTokens, { low: 5_000, high: 8_000 });
  assert.equal(estimate.inputTokens, 20_000);
  assert.deepEqual(
    [estimate.cost?.low, estimate.cost?.high].map((cost) => cost?.toFixed(4)),
    ["0.0450", "0.0650"],
  );
  assert.equal(describeEstimate(estimate), "about 20000 tokens in, 5000 to 8000 out, $0.04 to $0.07");
  const unknown = estimateRun([request, { ...request, model: "in-house" }], PRICES);
  assert.equal(unknown.cost, undefined);
  assert.match(describeEstimate(unknown), /cost unknown \(no price for in-house; learn\.prices/);
  assert.deepEqual(
    [0, 1e-17, -1e-17, 3e-6, 0.0042, 0.05, 12].map(formatDollars),
    ["$0.00", "$0.00", "$0.00", "$0.000003", "$0.004", "$0.05", "$12.00"],
  );
});

Deno.test("requests at once can't exceed the bound together, and what is settled makes room", () => {
  // 12,500 tokens written to the cache and 4,000 of output cost 0.0356 at most.
  const request = { node: "session-1", model: HAIKU, inputTokens: 12_500, maxOutputTokens: 4_000 };
  const budget = createBudget({ maxCost: 0.08, models: [HAIKU], prices: PRICES });
  const first = budget.reserve(request);
  const second = budget.reserve({ ...request, node: "session-2" });
  assert.equal(first.amount?.toFixed(4), "0.0356");
  assert.throws(() => budget.reserve({ ...request, node: "session-3" }), (error) => {
    assert(error instanceof UserError);
    assert.match(
      error.message,
      /^session-3 could cost \$0\.04: with \$0\.00 spent and \$0\.07 set aside .* --max-cost 0\.08 allows; raise it/,
    );
    return true;
  });
  assert.throws(() => first.extend(), UserError, "another attempt costs as much again");
  first.settle({ ...NO_USAGE, input: 1_000, output: 200 });
  first.settle({ ...NO_USAGE, input: MILLION });
  budget.reserve({ ...request, node: "session-3" }).settle(NO_USAGE, 0.01);
  second.settle({ ...NO_USAGE, cacheRead: 1_000 });
  assert.deepEqual(budget.spent.usage, { input: 1_000, output: 200, cacheRead: 1_000, cacheWrite: 0 });
  assert.equal(budget.spent.cost.toFixed(6), (0.002 + 0.01 + 0.0001).toFixed(6));
});

Deno.test("what rounding leaves of settled requests is not told as set aside", () => {
  const budget = createBudget({ maxCost: 0.08, models: [HAIKU], prices: PRICES });
  const request = { node: "n", model: HAIKU, inputTokens: 1_000, maxOutputTokens: 1_000 };
  const open = [0, 1, 2].map((more) => budget.reserve({ ...request, inputTokens: 1_000 + 333 * more }));
  for (const reservation of open) reservation.settle(NO_USAGE, 0.001);
  assert.throws(() => budget.reserve({ ...request, inputTokens: MILLION }), (error) => {
    assert(error instanceof UserError);
    assert.match(error.message, /: with \$0\.003 spent that is more than --max-cost 0\.08 allows/);
    return true;
  });
});

Deno.test("whatever is reserved, extended and settled, spending stays within the bound", () => {
  const step = fc.record({
    kind: fc.constantFrom("reserve", "extend", "settle"),
    tokens: fc.integer({ min: 0, max: 30_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const budget = createBudget({ maxCost: 0.1, models: [HAIKU], prices: PRICES });
      const open: { tokens: number; attempts: number; reservation: ReturnType<typeof budget.reserve> }[] = [];
      for (const { kind, tokens, share } of steps) {
        try {
          const [oldest] = open;
          if (kind === "reserve") {
            const request = { node: "n", model: HAIKU, inputTokens: tokens, maxOutputTokens: tokens };
            open.push({ tokens, attempts: 1, reservation: budget.reserve(request) });
          } else if (kind === "extend" && oldest !== undefined) {
            oldest.reservation.extend();
            oldest.attempts++;
          } else if (oldest !== undefined) {
            const spent = Math.floor(oldest.tokens * oldest.attempts * share);
            open.shift()?.reservation.settle({ ...NO_USAGE, cacheWrite: spent, output: spent });
          }
        } catch (error) {
          assert(error instanceof UserError);
        }
        assert(budget.spent.cost <= 0.1 + 1e-7, String(budget.spent.cost));
      }
    }),
    { numRuns: 100 },
  );
});

Deno.test("a bound is refused where a price isn't known; without one the requests are counted", () => {
  assert.throws(
    () => createBudget({ maxCost: 1, models: [HAIKU, "in-house", "in-house"], prices: PRICES }),
    /--max-cost can't be kept: the price of in-house is not known; add it to learn\.prices/,
  );
  const budget = createBudget({ maxCost: undefined, models: ["in-house"], prices: PRICES });
  const reservation = budget.reserve({ node: "n", model: "in-house", inputTokens: 9, maxOutputTokens: 9 });
  assert.equal(reservation.amount, undefined);
  reservation.settle({ ...NO_USAGE, input: 9 });
  assert.deepEqual(budget.spent, { usage: { ...NO_USAGE, input: 9 }, cost: 0, unpricedRequests: 1 });
});

Deno.test("a model's end is announced half a year before, and after", () => {
  const on = (date: string, model = "claude-opus-4-5-20251101") => retirementNotice(model, new Date(date));
  assert.equal(on("2026-07-01"), undefined);
  assert.match(
    on("2026-11-28") ?? "",
    /claude-opus-4-5-20251101 is switched off .* on 2027-01-22; choose another/,
  );
  assert.match(on("2027-02-01") ?? "", /was switched off/);
  assert.equal(on("2027-02-01", "claude-haiku-4-5"), undefined);
});
