/** Analyses of the small source, against an emulated provider of models. */

import { join } from "node:path";
import { analyse, type Analysis, readRunRecord, type RunRecord } from "../../../../lib/learn/analyse/mod.ts";
import { createCostControl } from "../../../../lib/learn/analyse/cost_control.ts";
import { createAnthropicEngine } from "../../../../lib/learn/engines/anthropic.ts";
import { DEFAULT_MODELS } from "../../../../lib/learn/engines/models.ts";
import { DEFAULT_PRICES } from "../../../../lib/learn/engines/prices.ts";
import type { GraphOptions } from "../../../../lib/learn/graph/mod.ts";
import { openAnswerCache } from "../../../../lib/learn/graph/mod.ts";
import type { LearnSource } from "../../../../lib/learn/source/mod.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { UserError } from "../../../../lib/user_error.ts";
import { goodScripts, learnSource } from "../../../support/learn_scenario.ts";
import {
  type ModelEmulator,
  type ModelScript,
  startModelEmulator,
} from "../../../support/model_emulator/mod.ts";

export interface AnalysisOutcome {
  readonly analysis?: Analysis;
  readonly error?: UserError;
  /** As `run.json` has it. */
  readonly record: RunRecord;
  /** State of each node. */
  readonly states: Readonly<Record<string, string>>;
}

export interface AnalysisWorld {
  readonly models: ModelEmulator;
  readonly folder: string;
  /** Analyses once more, with the same folder and cache. */
  run(options?: RunOptions): Promise<AnalysisOutcome>;
  read(name: string): Promise<string>;
}

export interface RunOptions extends Partial<GraphOptions> {
  /** Told that a model is asked again. */
  readonly onRetry?: () => void;
  readonly source?: LearnSource;
  readonly maxCost?: number;
  readonly offline?: boolean;
  readonly cache?: boolean;
}

/** Runs a test with models that answer as the scripts say, and else well. */
export async function inAnalysisWorld(
  scripts: readonly ModelScript[],
  test: (world: AnalysisWorld) => Promise<void>,
): Promise<void> {
  await using models = await startModelEmulator({ scripts: [...scripts, ...goodScripts()] });
  const root = await Deno.makeTempDir({ prefix: "erk-learn-analysis-" });
  const folder = join(root, "learn-agents");
  try {
    const run = (options: RunOptions = {}) => analyseOnce(models, root, folder, options);
    await test({ models, folder, run, read: (name) => Deno.readTextFile(join(folder, name)) });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function analyseOnce(
  models: ModelEmulator,
  root: string,
  folder: string,
  { source, maxCost, offline = false, cache = true, onRetry = () => {}, ...options }: RunOptions,
): Promise<AnalysisOutcome> {
  const engine = createAnthropicEngine({
    apiKey: models.apiKey,
    baseUrl: models.baseUrl,
    retries: 1,
    firstDelayMilliseconds: 1,
    onRetry,
  });
  const costs = createCostControl({
    engine,
    maxCost,
    models: Object.values(DEFAULT_MODELS),
    prices: DEFAULT_PRICES,
  });
  const modelOf = (agent: string) =>
    agent === "plan-synthesizer" ? DEFAULT_MODELS.synthesis : DEFAULT_MODELS.analysis;
  const outcome = await analyse(source ?? await learnSource(), {
    folder,
    concurrency: 4,
    nodeTimeout: 60_000,
    signal: new AbortController().signal,
    now: () => new Date(),
    services: {
      model: offline ? undefined : { engine, costs, modelOf },
      cache: cache ? openAnswerCache(join(root, "cache")) : undefined,
      redactor: await createRedactor({ key: "tests" }),
    },
    ...options,
  }).then(
    (analysis) => ({ analysis }),
    (error) => {
      if (!(error instanceof UserError)) throw error;
      return { error };
    },
  );
  const record = await readRunRecord(folder);
  const states = Object.fromEntries(record.nodes.map(({ name, state }) => [name, state]));
  return { ...outcome, record, states };
}
