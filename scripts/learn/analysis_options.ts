/** What the commands that analyse are asked with. */

import { z } from "zod";
import type { OptionDefinition } from "../../lib/cli/mod.ts";
import { ENGINE_NAMES, modelSchema } from "../../lib/config/mod.ts";

const wholeNumber = (message: string) => z.coerce.number(message).int(message);

/** In the command line's words. */
export const analysisInput = z.object({
  engine: z.enum(ENGINE_NAMES).optional(),
  model: modelSchema.optional(),
  modelSynthesis: modelSchema.optional(),
  /** US dollars. */
  maxCost: z.coerce.number("give US dollars").positive("give more than 0 US dollars").optional(),
  concurrency: wholeNumber("give a whole number").min(1, "give 1 or more").max(64, "give 64 or less")
    .optional(),
  /** Seconds. */
  nodeTimeout: z.coerce.number("give seconds").positive("give more than 0 seconds").max(
    86_400,
    "give a day at most",
  )
    .optional(),
  cache: z.boolean().default(true),
});

export type AnalysisInput = z.output<typeof analysisInput>;

/** Nodes at a time if nobody says: what providers' lowest limits allow. */
export const DEFAULT_CONCURRENCY = 4;

/** Seconds for one node if nobody says: three times what the longest answer of the slowest model takes. */
export const DEFAULT_NODE_TIMEOUT = 600;

export const ANALYSIS_OPTIONS: readonly OptionDefinition[] = [
  {
    flags: "--engine <engine>",
    description: "who answers: the API, your claude program, or rules alone (default: what is set up)",
    choices: ENGINE_NAMES,
  },
  { flags: "--model <model>", description: "model of all agents but the plan synthesizer" },
  { flags: "--model-synthesis <model>", description: "model of the plan synthesizer" },
  { flags: "--max-cost <dollars>", description: "end before the run costs more US dollars" },
  { flags: "--concurrency <number>", description: `agents at a time (default: ${DEFAULT_CONCURRENCY})` },
  {
    flags: "--node-timeout <seconds>",
    description: `time for one agent's answer (default: ${DEFAULT_NODE_TIMEOUT})`,
  },
  { flags: "--no-cache", description: "ask every agent anew, and keep no answers in .erk/cache" },
];
