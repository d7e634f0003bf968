/** What the commands that analyse answer, field by field. */

import { counted } from "../../lib/wording.ts";
import { z } from "zod";
import { ENGINE_NAMES } from "../../lib/config/mod.ts";
import { type Analysis, nodeRecordSchema, usageSchema } from "../../lib/learn/analyse/mod.ts";
import { describeEstimate, type Estimate, formatDollars } from "../../lib/learn/engines/mod.ts";
import type { OpenedServices } from "./open_services.ts";

const count = z.int().nonnegative();

export const estimateSchema = z.object({
  /** Requests that will be made; answers in the cache need none. */
  requests: count,
  cached: count,
  input_tokens: count,
  output_tokens: z.object({ low: count, high: count }),
  /** US dollars; null where a price isn't known. */
  cost: z.object({ low: z.number(), high: z.number() }).nullable(),
});

export const analysisFields = z.object({
  /** Title of the learn plan; null: there is none. */
  title: z.string().nullable(),
  /** Why there is no plan. */
  reason: z.string().nullable(),
  items: count,
  tripwires: z.object({
    candidates: count,
    potential: count,
    /** Those that nothing but tools and the client spoke for. */
    dropped: count,
  }),
  citations: z.object({ verified: count, removed: count, corrected: count }),
  engine: z.enum(ENGINE_NAMES),
  /** Why this engine. */
  engine_reason: z.string(),
  models: z.object({ analysis: z.string(), synthesis: z.string() }).nullable(),
  /** Null offline. */
  estimate: estimateSchema.nullable(),
  usage: usageSchema.extend({
    /** US dollars; null where a price isn't known. */
    cost: z.number().nullable(),
  }),
  nodes: z.array(nodeRecordSchema),
  /** What is missing or failed, in sentences. */
  gaps: z.array(z.string()),
  /** Absolute: the answers. */
  folder: z.string(),
});

export type AnalysisFields = z.input<typeof analysisFields>;
export type EstimateFields = z.input<typeof estimateSchema>;

/** The fields of a finished analysis. */
export function analysisAnswer(
  { record, plan }: Analysis,
  { choice, models }: OpenedServices,
  estimate: EstimateFields | null,
  folder: string,
): AnalysisFields {
  return {
    title: plan?.title ?? null,
    reason: record.reason,
    items: record.items,
    tripwires: record.tripwires,
    citations: record.citations,
    engine: choice.engine,
    engine_reason: choice.reason,
    models: models ?? null,
    estimate,
    usage: { ...record.usage, cost: record.cost },
    nodes: record.nodes,
    gaps: record.gaps,
    folder,
  };
}

/** What an answer says of an estimate: fields of the JSON value. */
export function estimateFields(estimate: Estimate, requests: number, cached: number): EstimateFields {
  const { inputTokens, outputTokens, cost } = estimate;
  return { requests, cached, input_tokens: inputTokens, output_tokens: outputTokens, cost: cost ?? null };
}

/** `up to 9 requests, about 41000 tokens in, 9000 to 32000 out, $0.12 to $0.41; 3 answers are in the cache`. */
export function estimateInWords(estimate: Estimate, requests: number, cached: number): string {
  const inCache = cached === 0 ? "" : `; ${counted(cached, "answer is", "answers are")} in the cache`;
  // What later agents are asked isn't known yet: their answers may be in the cache, too.
  return `up to ${counted(requests, "request")}, ${describeEstimate(estimate)}${inCache}`;
}

/** `2 items, 1 tripwire candidate; 3 of 41 citations could not be verified and were removed; 18000 tokens in, …`. */
export function analysisInWords({ record, plan }: Analysis): string {
  const { citations, usage, cost, tripwires, items } = record;
  if (plan === undefined) return record.reason ?? "nothing to save";
  const { verified, removed } = citations;
  const input = usage.input + usage.cache_read + usage.cache_write;
  return [
    `${counted(items, "item")}, ${counted(tripwires.candidates, "tripwire candidate")}`,
    removed === 0
      ? `all ${counted(verified, "citation")} verified`
      : `${removed} of ${counted(verified + removed, "citation")} could not be verified and were removed`,
    ...input === 0 ? [] : [
      `${input} tokens in, ${usage.output} out${cost === null ? "" : `, ${formatDollars(cost)}`}`,
    ],
  ].join("; ");
}

/** How to have agents asked that failed, once the plan counts as learned from; undefined if none did. */
export function adviceOnFailed({ nodes }: Pick<Analysis["record"], "nodes">): string | undefined {
  const failed = nodes.filter(({ state }) => state === "failed").length;
  if (failed === 0) return undefined;
  return `${
    counted(failed, "agent")
  } of ${nodes.length} failed, and the learn plan lacks what would have come of them: run again ` +
    "with --force to ask them (the answers of the others are kept).";
}
