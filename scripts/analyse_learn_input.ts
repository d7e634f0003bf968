/** `analyse-learn-input`: what was gathered → a learn plan. Needs a model's credential at most, and no token of GitHub. */

import { join, resolve } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, HOME_VARIABLES, runAlone, TERMINAL_VARIABLES } from "../lib/cli/mod.ts";
import { ENGINE_PROGRAMS, ENGINE_VARIABLES } from "../lib/learn/engines/mod.ts";
import { readLearnInput } from "../lib/learn/input/mod.ts";
import { nodeRecord, nodeRecordSchema } from "../lib/learn/analyse/mod.ts";
import { withActionsVariables } from "./actions.ts";
import { ANALYSIS_OPTIONS, analysisInput } from "./learn/analysis_options.ts";
import { analysisAnswer, analysisFields, estimateSchema } from "./learn/analysis_result.ts";
import { openServices } from "./learn/open_services.ts";
import { estimateOnly, readShare, runAnalysis } from "./learn/run_analysis.ts";
import { redactionsIn, tellStep } from "./learn/tell_step.ts";
import { shardSchema } from "./learn/shards.ts";
import { agentsFolderBeside } from "./learn/run_folders.ts";

const inputSchema = analysisInput.extend({
  inputDir: z.string("give the folder that gather-learn-input wrote").min(
    1,
    "give the folder that gather-learn-input wrote",
  ),
  outputDir: z.string().min(1, "give a folder").optional(),
  estimate: z.boolean().default(false),
  shard: shardSchema.optional(),
}).refine(({ shard, cache }) => shard === undefined || cache, {
  path: ["shard"],
  message: "a share's answers are left in the cache, so --no-cache leaves nothing of them",
});

const resultSchema = z.union([
  analysisFields.extend({
    success: z.literal(true),
    issue_number: z.int(),
    estimated_only: z.literal(false),
    warnings: z.array(z.string()),
  }),
  z.object({
    success: z.literal(true),
    issue_number: z.int(),
    estimated_only: z.literal(false),
    /** The share that was read; its answers are in `.erk/cache/agents`. */
    shard: z.string(),
    nodes: z.array(nodeRecordSchema),
    warnings: z.array(z.string()),
  }),
  z.object({
    success: z.literal(true),
    issue_number: z.int(),
    estimated_only: z.literal(true),
    /** Null: nothing would be asked. */
    estimate: estimateSchema.nullable(),
    warnings: z.array(z.string()),
  }),
]);

export type AnalyseLearnInputInput = z.output<typeof inputSchema>;
export type AnalyseLearnInputResult = z.output<typeof resultSchema>;

/**
 * Reads and verifies the input, runs the agents and leaves their answers in a folder.
 *
 * @throws {UserError} if the input isn't whole, or a step failed that nothing goes on without: what was finished stays.
 */
export async function analyseLearnInput(
  input: AnalyseLearnInputInput,
  context: Context,
): Promise<AnalyseLearnInputResult> {
  const inputFolder = resolve(context.workingDirectory, input.inputDir);
  const folder = input.outputDir === undefined
    ? agentsFolderBeside(inputFolder, context)
    : resolve(context.workingDirectory, input.outputDir);
  const redactor = await context.redactor();
  const source = await readLearnInput(inputFolder, redactor);
  redactor.stopLearning();
  for (const gap of source.gaps) context.progress.warn(gap);
  // A share's answers are nowhere but in the cache, which outside of a project is opened only where this folder is.
  if (input.shard !== undefined) {
    await Deno.mkdir(join(await context.projectRoot(), ".erk"), { recursive: true });
  }
  const opened = await openServices(input, context);
  const common = {
    success: true as const,
    issue_number: source.plan.issueNumber,
    warnings: [...opened.warnings],
  };
  if (input.estimate) {
    return { ...common, estimated_only: true, estimate: await estimateOnly(source, opened, context) };
  }
  if (input.shard !== undefined) {
    const { index, count } = input.shard;
    const nodes = (await readShare(source, input.shard, opened, context)).map(nodeRecord);
    return { ...common, estimated_only: false, shard: `${index}/${count}`, nodes };
  }
  const { analysis, estimate } = await runAnalysis(source, folder, opened, context);
  await tellStep(analysis, await redactionsIn(inputFolder), context);
  return { ...common, estimated_only: false, ...analysisAnswer(analysis, opened, estimate, folder) };
}

/** Where the run is, for the plan's link to it: no token among them. */
const RUN_VARIABLES = ["GITHUB_REPOSITORY", "GITHUB_RUN_ID", "GITHUB_SERVER_URL"];

export const command = defineCommand({
  name: "analyse-learn-input",
  summary: "Analyse what gather-learn-input gathered, and write a learn plan",
  description:
    "Finds evidence by rules, asks the learn agents (a model, or rules alone with --engine offline), verifies every quote\n" +
    "in their answers, and leaves the answers, the learn plan and run.json in a folder. Needs no token of GitHub.\n" +
    "A rerun takes unchanged answers from .erk/cache/agents.",
  options: [
    { flags: "--input-dir <dir>", description: "the folder learn-input that gather-learn-input wrote" },
    {
      flags: "--output-dir <dir>",
      description: "where the answers go (default: learn-agents beside the input)",
    },
    ...ANALYSIS_OPTIONS,
    {
      flags: "--shard <share>",
      description:
        "only ask about this share of the sessions, such as 2/3, and leave the answers in the cache",
    },
    { flags: "--estimate", description: "say what it would ask and cost, and ask nothing" },
  ],
  examples: [{
    command:
      "erk-learn analyse-learn-input --input-dir .erk/scratch/sessions/learn-42/learn-input --max-cost 2",
    explanation: "Analyses for two dollars at most",
  }],
  permissions: {
    // ANTHROPIC_BASE_URL is known only at run time.
    net: true,
    read: true,
    write: true,
    env: withActionsVariables([
      ...ENGINE_VARIABLES,
      ...HOME_VARIABLES,
      ...TERMINAL_VARIABLES,
      ...RUN_VARIABLES,
    ]),
    run: ENGINE_PROGRAMS,
  },
  input: inputSchema,
  result: resultSchema,
  run: analyseLearnInput,
});

if (import.meta.main) await runAlone(command);
