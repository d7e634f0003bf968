/** Who answers the agents, and what that may cost: from flags, configuration and what this machine has. */

import { openCacheFolder } from "../../lib/cache/mod.ts";
import type { Context } from "../../lib/cli/mod.ts";
import { createCostControl } from "../../lib/learn/analyse/mod.ts";
import {
  chooseEngine,
  chooseModels,
  createEngine,
  type EngineChoice,
  machineChoice,
  type PriceTable,
  readPrices,
  retirementNotice,
} from "../../lib/learn/engines/mod.ts";
import { type AgentServices, openAnswerCache } from "../../lib/learn/graph/mod.ts";
import { type AnalysisInput, DEFAULT_CONCURRENCY, DEFAULT_NODE_TIMEOUT } from "./analysis_options.ts";

/** Everything that an analysis needs besides its source. */
export interface OpenedServices {
  readonly services: AgentServices;
  readonly choice: EngineChoice;
  /** Undefined offline. */
  readonly models: { readonly analysis: string; readonly synthesis: string } | undefined;
  readonly prices: PriceTable;
  readonly concurrency: number;
  /** Milliseconds. */
  readonly nodeTimeout: number;
  readonly warnings: readonly string[];
}

/** @throws {UserError} if the engine lacks something, or `--max-cost` can't be kept. */
export async function openServices(input: AnalysisInput, context: Context): Promise<OpenedServices> {
  const { environment, signal, progress } = context;
  const { learn } = await context.configuration();
  const choice = await chooseEngine({
    flag: input.engine,
    config: learn,
    ...machineChoice(environment, signal),
  });
  const nodeTimeout = (input.nodeTimeout ?? DEFAULT_NODE_TIMEOUT) * 1_000;
  const prices = readPrices(learn.prices);
  const common = {
    choice,
    prices,
    concurrency: input.concurrency ?? learn.concurrency ?? DEFAULT_CONCURRENCY,
    nodeTimeout,
  };
  const redactor = await context.redactor();
  if (choice.engine === "offline") {
    const services = { model: undefined, cache: undefined, redactor };
    return { ...common, services, models: undefined, warnings: [] };
  }
  const models = chooseModels(input, learn);
  const engine = await createEngine(choice.engine, {
    environment,
    onRetry: (sentence) => progress.warn(sentence),
    timeoutMilliseconds: nodeTimeout,
  });
  const asked = [...new Set([models.analysis, models.synthesis])];
  const costs = createCostControl({ engine, maxCost: input.maxCost ?? learn.maxCost, models: asked, prices });
  const modelOf = (agent: string) => agent === "plan-synthesizer" ? models.synthesis : models.analysis;
  const folder = input.cache ? await openCacheFolder(await context.projectRoot()) : undefined;
  const detail = (line: string) => progress.detail(line);
  const cache = folder === undefined ? undefined : openAnswerCache(folder, { detail });
  return {
    ...common,
    services: { model: { engine, costs, modelOf }, cache, redactor },
    models,
    warnings: asked.flatMap((model) => retirementNotice(model, context.now()) ?? []),
  };
}
