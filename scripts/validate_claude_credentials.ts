/** `validate-claude-credentials`: whether the learn agents would be answered, and by whom. */

import { z } from "zod";
import { type Context, defineCommand, HOME_VARIABLES, runAlone, TERMINAL_VARIABLES } from "../lib/cli/mod.ts";
import { ENGINE_NAMES, modelSchema } from "../lib/config/mod.ts";
import {
  chooseEngine,
  chooseModels,
  claudeVersion,
  createEngine,
  type Engine,
  ENGINE_PROGRAMS,
  ENGINE_VARIABLES,
  findOnPath,
  isLoggedIn,
  machineChoice,
  ModelError,
  openAnthropic,
  retirementNotice,
} from "../lib/learn/engines/mod.ts";
import { redactedText } from "../lib/redact/redacted.ts";
import { UserError } from "../lib/user_error.ts";

const inputSchema = z.object({
  engine: z.enum(ENGINE_NAMES).optional(),
  model: modelSchema.optional(),
  modelSynthesis: modelSchema.optional(),
  probe: z.boolean().default(false),
});

const resultSchema = z.object({
  success: z.literal(true),
  engine: z.enum(ENGINE_NAMES),
  /** Why this engine. */
  reason: z.string(),
  /** What vouches for us: the name of a variable, or `claude login`; null for `offline`. Never a value. */
  credential: z.string().nullable(),
  /** Who answers: the provider's host, or the program with its version; null for `offline`. */
  answered_by: z.string().nullable(),
  models: z.object({ analysis: z.string(), synthesis: z.string() }),
  /** Whether a model was really asked (`--probe`). */
  probed: z.boolean(),
  warnings: z.array(z.string()),
});

export type ValidateClaudeCredentialsInput = z.output<typeof inputSchema>;
export type ValidateClaudeCredentialsResult = z.output<typeof resultSchema>;

/**
 * Says which engine would run the agents and whether its credential works.
 *
 * @throws {UserError} where there is none, or it doesn't.
 */
export async function validateClaudeCredentials(
  input: ValidateClaudeCredentialsInput,
  context: Context,
): Promise<ValidateClaudeCredentialsResult> {
  const { environment, signal, progress } = context;
  const { learn } = await context.configuration();
  const choice = await chooseEngine({
    flag: input.engine,
    config: learn,
    ...machineChoice(environment, signal),
  });
  const models = chooseModels(input, learn);
  if (choice.engine === "offline") {
    if (input.engine !== "offline" && learn.engine !== "offline") throw noCredential(choice.reason);
    const offline = { credential: null, answered_by: null, models, probed: false, warnings: [] };
    return { success: true, ...choice, ...offline };
  }

  const wanted = [...new Set([models.analysis, models.synthesis])];
  const warnings = wanted.flatMap((model) => retirementNotice(model, context.now()) ?? []);
  for (const warning of warnings) progress.warn(warning);
  const step = progress.step(`Ask as ${choice.engine}, because ${choice.reason}`);
  try {
    const checked = choice.engine === "anthropic"
      ? await checkAnthropic(wanted, context)
      : await checkClaude(context);
    if (input.probe) await probe(await createEngine(choice.engine, { environment }), wanted, signal);
    step.done(`${checked.answered_by} answers to ${checked.credential}`);
    return { success: true, ...choice, ...checked, models, probed: input.probe, warnings };
  } catch (error) {
    signal.throwIfAborted();
    step.failed("it doesn't work");
    if (error instanceof ModelError) {
      throw new UserError(error.message, { detail: `reason: ${error.reason}` });
    }
    throw error;
  }
}

type Checked = Pick<ValidateClaudeCredentialsResult, "credential" | "answered_by">;

async function checkAnthropic(
  models: readonly string[],
  { environment, signal, progress }: Context,
): Promise<Checked> {
  const engine = openAnthropic({ environment, onRetry: (sentence) => progress.warn(sentence) });
  for (const model of models) await engine.checkAccess(model, signal);
  return { credential: "ANTHROPIC_API_KEY", answered_by: engine.host };
}

async function checkClaude({ environment, signal }: Context): Promise<Checked> {
  await createEngine("claude-code", { environment });
  const program = await findOnPath("claude", environment) ?? "claude";
  const version = await claudeVersion(program, environment, signal);
  if (version === undefined) {
    throw new UserError(
      `The program ${program} doesn't say which version it is; install it anew (npm install -g @anthropic-ai/claude-code).`,
    );
  }
  if (!await isLoggedIn(program, environment, signal)) {
    throw new UserError(
      "Nobody is logged in to claude: run `claude` once and log in, or set CLAUDE_CODE_OAUTH_TOKEN to what `claude setup-token` prints.",
    );
  }
  // In the order in which the program itself takes them.
  const variables = ["ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN"];
  const credential = variables.find((name) => environment(name) !== undefined) ?? "claude login";
  return { credential, answered_by: `claude ${version}` };
}

/** Asks each model for a word. */
async function probe(engine: Engine, models: readonly string[], signal: AbortSignal): Promise<void> {
  for (const model of models) {
    await engine.ask({
      node: "the check of credentials",
      model,
      system: redactedText`You answer whether you can be reached.`,
      shared: [],
      prompt: redactedText`Answer {"reached": true}.`,
      schema: z.object({ reached: z.boolean() }),
      maxOutputTokens: 1_000,
      maxCost: 0.1,
      signal,
    });
  }
}

function noCredential(reason: string): UserError {
  return new UserError(
    "There is no credential for a model: set ANTHROPIC_API_KEY (an API account) or CLAUDE_CODE_OAUTH_TOKEN (a " +
      "subscription; `claude setup-token` prints one), or log in to claude; without one, learn works offline by rules.",
    { detail: reason },
  );
}

export const command = defineCommand({
  name: "validate-claude-credentials",
  summary: "Check that the learn agents' models can be asked",
  description:
    "Says which engine would run the learn agents, and why, and whether its credential works: for anthropic by counting\n" +
    "the tokens of a word with each model, for claude-code by asking claude for its version and login. Neither costs\n" +
    "anything. Names of variables are shown, never their values.",
  options: [
    { flags: "--engine <engine>", description: "check this engine", choices: ENGINE_NAMES },
    { flags: "--model <model>", description: "the model of the analysing agents" },
    { flags: "--model-synthesis <model>", description: "the model of the plan synthesizer" },
    { flags: "--probe", description: "really ask each model for a word, which costs a fraction of a cent" },
  ],
  examples: [
    {
      command: "erk-learn validate-claude-credentials",
      explanation: "Exits with 1 where no model would answer",
    },
    {
      command: "erk-learn validate-claude-credentials --engine claude-code --probe",
      explanation: "Asks through your own claude program",
    },
  ],
  permissions: {
    // ANTHROPIC_BASE_URL is known only at run time.
    net: true,
    read: true,
    // An empty folder for claude to work in, with --probe.
    write: ["/tmp", "/var/folders"],
    env: [...new Set([...ENGINE_VARIABLES, ...HOME_VARIABLES, ...TERMINAL_VARIABLES])],
    run: ["git", ...ENGINE_PROGRAMS],
  },
  input: inputSchema,
  result: resultSchema,
  run: validateClaudeCredentials,
});

if (import.meta.main) await runAlone(command);
