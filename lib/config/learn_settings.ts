/** `learn` of `.erk/learn.json`: which models learn from a plan, and what may be spent on it. */

import { z } from "zod";

const dollarsSchema = z.number("give US dollars as a number").nonnegative("give 0 or more US dollars");

const ratesSchema = z.object({
  input: dollarsSchema,
  output: dollarsSchema,
  /** Writing to and reading from a prompt cache; default: as `input`. */
  cache_write: dollarsSchema.optional(),
  cache_read: dollarsSchema.optional(),
});

/** US dollars per million tokens. */
const priceSchema = ratesSchema.extend({
  /** What all tokens of a request cost whose prompt has more than `above` tokens. */
  long_prompt: ratesSchema.extend({ above: z.int().positive() }).optional(),
});

export type ModelPrice = z.infer<typeof priceSchema>;

export const ENGINE_NAMES = ["anthropic", "claude-code", "offline"] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** A model's name; never one that a program could take for an option. */
export const modelSchema = z.string("give a model's name").regex(
  /^\w[\w.:/@-]{0,199}(?:\[1m\])?$/,
  "give a model's name, such as claude-haiku-4-5",
);

/** Of the field `learn`; fields that are not known pass. */
export const learnSchema = z.looseObject({
  engine: z.enum(ENGINE_NAMES).optional(),
  model: modelSchema.optional(),
  model_synthesis: modelSchema.optional(),
  max_cost: z.number("give US dollars as a number").positive("give more than 0 US dollars").optional(),
  concurrency: z.int("give a whole number").min(1, "give 1 or more").max(64, "give 64 or less").optional(),
  prices: z.record(modelSchema, priceSchema).optional(),
  implement_workflow: z.string().min(1, "give the name of a workflow file").optional(),
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
