/**
 * Engines: what runs models for the learn agents, which one, and what it costs. Their clients are loaded with the first
 * request.
 */

import { GROUP_ENDER } from "./run_program.ts";

export { describeEstimate, estimateRun, formatDollars } from "./budget.ts";
export type { Estimate } from "./budget.ts";
export { chooseEngine, chooseModels, type EngineChoice } from "./choose.ts";
export {
  CLAUDE_VARIABLES as ENGINE_VARIABLES,
  claudeVersion,
  findOnPath,
  isLoggedIn,
} from "./claude_program.ts";
export { createEngine, machineChoice, openAnthropic } from "./create_engine.ts";
/** What the engine `claude-code` runs, and what ends it with its children. */
export const ENGINE_PROGRAMS = ["claude", GROUP_ENDER];
export { type Engine, ModelError } from "./engine.ts";
export { DEFAULT_MODELS, retirementNotice } from "./models.ts";
export { DEFAULT_PRICES, PRICES_DATE, PRICES_SOURCE, type PriceTable, readPrices } from "./prices.ts";
