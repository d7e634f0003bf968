/** `learn` of `.erk/learn.json`: which models learn from a plan, and what may be spent on it. */

import { z } from "zod";
import { workflowFileSchema } from "./dispatch_names.ts";

const dollarsSchema = z.number("give US dollars as a number").nonnegative("give 0 or more US dollars");

const ratesSchema = z.strictObject({
  input: dollarsSchema.meta({ description: "Of a prompt." }),
  output: dollarsSchema.meta({ description: "Of an answer." }),
  cache_write: dollarsSchema.optional().meta({
    description: "Of a prompt that is written to the provider's cache. Default: as input.",
  }),
  cache_read: dollarsSchema.optional().meta({
    description: "Of a prompt that is read from that cache. Default: as input.",
  }),
});

const priceSchema = ratesSchema.extend({
  long_prompt: ratesSchema.extend({
    above: z.int().positive().meta({ description: "Tokens of a prompt from which on these prices count." }),
  }).optional().meta({ description: "What all tokens of a request cost whose prompt is longer." }),
}).meta({ description: "US dollars per million tokens." });

export type ModelPrice = z.infer<typeof priceSchema>;

export const ENGINE_NAMES = ["anthropic", "claude-code", "offline"] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** A model's name; never one that a program could take for an option. */
export const modelSchema = z.string("give a model's name").regex(
  /^\w[\w.:/@-]{0,199}(?:\[1m\])?$/,
  "give a model's name, such as claude-haiku-4-5",
);

/** The schema of the field `learn`. */
export const learnSchema = z.strictObject({
  engine: z.enum(ENGINE_NAMES).optional().meta({
    description:
      "What runs the agents; --engine wins. Default: anthropic where ANTHROPIC_API_KEY is set, claude-code where its " +
      "program is logged in, else offline.",
  }),
  model: modelSchema.optional().meta({
    description: "The model of all agents but the plan synthesizer; --model wins.",
    default: "claude-haiku-4-5",
  }),
  model_synthesis: modelSchema.optional().meta({
    description: "The plan synthesizer's model; --model-synthesis wins.",
    default: "claude-opus-4-5",
  }),
  max_cost: z.number("give US dollars as a number").positive("give more than 0 US dollars").optional().meta({
    description:
      "US dollars that one run may cost; --max-cost wins. A request that could exceed it is not made. Default: no bound.",
    examples: [2.5],
  }),
  concurrency: z.int("give a whole number").min(1, "give 1 or more").max(64, "give 64 or less").optional()
    .meta({ description: "How many agents may be at work at once; --concurrency wins.", default: 4 }),
  prices: z.record(modelSchema, priceSchema).optional().meta({
    description: "What models cost, by name; over the program's own dated table.",
    examples: [{ "claude-haiku-4-5": { input: 1, output: 5 } }],
  }),
  implement_workflow: workflowFileSchema.optional().meta({
    description: "File name of the workflow that implements a learn plan.",
    default: "plan-implement.yml",
  }),
});

/** How this project learns; `undefined`: the program's default. */
export interface LearnSettings {
  readonly engine: EngineName | undefined;
  /** The model of all agents but the plan synthesizer. */
  readonly model: string | undefined;
  /** The plan synthesizer's. */
  readonly modelSynthesis: string | undefined;
  /** US dollars that one run may cost. */
  readonly maxCost: number | undefined;
  /** How many requests may be under way at once. */
  readonly concurrency: number | undefined;
  /** By model; over the program's own table. */
  readonly prices: Readonly<Record<string, ModelPrice>>;
  /** File name of the workflow that implements a learn plan. */
  readonly implementWorkflow: string;
}

/** The settings of a configuration file. */
export function readLearnSettings(learn: z.infer<typeof learnSchema> = {}): LearnSettings {
  return {
    engine: learn.engine,
    model: learn.model,
    modelSynthesis: learn.model_synthesis,
    maxCost: learn.max_cost,
    concurrency: learn.concurrency,
    prices: learn.prices ?? {},
    implementWorkflow: learn.implement_workflow ?? "plan-implement.yml",
  };
}
