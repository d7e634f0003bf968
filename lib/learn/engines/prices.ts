/** What tokens cost: a dated table, which a project's configuration replaces or extends. */

import type { ModelPrice } from "../../config/mod.ts";
import type { ModelUsage } from "./engine.ts";
import { modelFamily } from "./models.ts";

/** The day for which `DEFAULT_PRICES` was read from `PRICES_SOURCE`. */
export const PRICES_DATE = "2026-10-24";
export const PRICES_SOURCE = "https://platform.claude.com/docs/en/about-claude/pricing";

/** US dollars per million tokens by model, without the date of a snapshot. */
export type PriceTable = Readonly<Record<string, ModelPrice>>;

const OPUS_4_5 = { input: 5, output: 25, cache_write: 6.25, cache_read: 0.5 };

/** List prices, with the cache that lives for five minutes. */
export const DEFAULT_PRICES: PriceTable = {
  "claude-haiku-4-5": { input: 1, output: 5, cache_write: 1.25, cache_read: 0.1 },
  "claude-haiku-5-5": {
    input: 0.1,
    output: 0.5,
    cache_write: 0.125,
    cache_read: 0.01,
    long_prompt: { above: 100_000, input: 0.5, output: 2.5, cache_write: 0.625, cache_read: 0.05 },
  },
  "claude-sonnet-4-5": { input: 3, output: 15, cache_write: 3.75, cache_read: 0.3 },
  "claude-sonnet-4-6": { input: 3, output: 15, cache_write: 3.75, cache_read: 0.3 },
  "claude-sonnet-5": { input: 2, output: 10, cache_write: 2.5, cache_read: 0.2 },
  "claude-sonnet-5-5": { input: 2, output: 10, cache_write: 2.5, cache_read: 0.1 },
  "claude-opus-4-5": OPUS_4_5,
  "claude-opus-4-6": OPUS_4_5,
  "claude-opus-4-7": OPUS_4_5,
  "claude-opus-4-8": OPUS_4_5,
  "claude-opus-5": OPUS_4_5,
  "claude-opus-5-5": { input: 4, output: 20, cache_write: 5, cache_read: 0.2 },
  "claude-fable-5": { input: 10, output: 50, cache_write: 12.5, cache_read: 1 },
  "claude-fable-5-1": { input: 10, output: 50, cache_write: 12.5, cache_read: 0.25 },
};

/** The default prices, with those of the configuration (`learn.prices`) over them. */
export function readPrices(configured: PriceTable = {}): PriceTable {
  return { ...DEFAULT_PRICES, ...configured };
}

/**
 * What ONE request cost in US dollars; undefined for a model without a price. (Several requests together may cost
 * less than their sum says where a price depends on the length of the prompt.)
 */
export function priceOf(model: string, usage: ModelUsage, prices: PriceTable): number | undefined {
  const price = Object.hasOwn(prices, model)
    ? prices[model]
    : Object.hasOwn(prices, modelFamily(model))
    ? prices[modelFamily(model)]
    : undefined;
  if (price === undefined) return undefined;
  const promptTokens = usage.input + usage.cacheRead + usage.cacheWrite;
  const rates = price.long_prompt !== undefined && promptTokens > price.long_prompt.above
    ? price.long_prompt
    : price;
  const { input, output, cache_read = input, cache_write = input } = rates;
  return (usage.input * input + usage.output * output + usage.cacheRead * cache_read +
    usage.cacheWrite * cache_write) / 1_000_000;
}
