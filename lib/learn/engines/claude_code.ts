/**
 * The engine `claude-code`: the user's own `claude` program, for subscriptions. It gets no tools, no settings, no MCP
 * servers, no session file, an environment of a few variables, and an empty folder: the path of a project's folder would
 * be told to the model, and so would its git state.
 */

import { messageOf, UserError } from "../../user_error.ts";
import { answerSchema, schemaInWords } from "./answer_schema.ts";
import { estimateInput } from "./anthropic_request.ts";
import { findResult, readResult } from "./claude_answer.ts";
import { askAbilities, type ClaudeAbilities, claudeEnvironment, claudeSecrets } from "./claude_program.ts";
import { type Engine, type ModelAnswer, ModelError, type ModelRequest } from "./engine.ts";
import { outputLimit } from "./models.ts";
import { type ProgramEnd, runProgram } from "./run_program.ts";
import { sayable } from "./sayable.ts";

export interface ClaudeCodeOptions {
  /** Full path of the program. */
  readonly program: string;
  readonly environment: (name: string) => string | undefined;
  /** One request with all that `claude` does to answer it; default: 15 minutes. */
  readonly timeoutMilliseconds?: number;
}

/** Without these it could run something, or read what lies in the repository. */
const NECESSARY_OPTIONS = [
  "--print",
  "--output-format",
  "--tools",
  "--setting-sources",
  "--strict-mcp-config",
];

/** Tokens that `claude` adds to each request of its own. */
const OWN_TOKENS = 600;

/** An engine that runs `claude` once for each request. */
export function createClaudeCodeEngine(options: ClaudeCodeOptions): Engine {
  const { program, environment, timeoutMilliseconds = 900_000 } = options;
  const secrets = claudeSecrets(environment);
  let abilities: ClaudeAbilities | undefined;

  const readyAbilities = async (signal: AbortSignal): Promise<ClaudeAbilities> => {
    if (abilities !== undefined) return abilities;
    const asked = await askAbilities(program, environment, signal);
    if (typeof asked === "string") {
      throw new ModelError(
        "unavailable",
        `The program claude is of no use: ${
          sayable(asked, secrets)
        }; install it anew, or choose --engine anthropic or offline.`,
      );
    }
    const missing = NECESSARY_OPTIONS.filter((option) => !asked.options.has(option));
    if (missing.length > 0) {
      throw new ModelError(
        "setup",
        `The program claude does not know ${
          missing.join(", ")
        }, without which it could use tools; update it with \`claude update\`, or choose --engine anthropic or offline.`,
      );
    }
    return abilities = asked;
  };

  const ask = async (request: ModelRequest): Promise<ModelAnswer> => {
    const { options: known } = await readyAbilities(request.signal);
    const folder = await makeFolder(environment("TMPDIR") ?? environment("TEMP") ?? "/tmp");
    try {
      const end = await runProgram({
        program,
        arguments: claudeArguments(request, known),
        environment: {
          ...claudeEnvironment(environment),
          CLAUDE_CODE_MAX_OUTPUT_TOKENS: String(outputLimit(request.model, request.maxOutputTokens)),
        },
        folder,
        input: claudeInput(request, known),
        timeoutMilliseconds,
        signal: request.signal,
      });
      const result = end.kind === "ended" ? findResult(end.output) : undefined;
      if (result === undefined) throw explainEnd(end, request, { secrets, timeoutMilliseconds });
      const answer = readResult(result, request, secrets);
      return { ...answer, value: restoreMentions(answer.value) };
    } finally {
      await Deno.remove(folder, { recursive: true }).catch(() => {});
    }
  };

  return {
    name: "claude-code",
    ask,
    countInput: (request) => Promise.resolve(estimateInput(request) + OWN_TOKENS),
  };
}

/**
 * An empty folder that nobody else may enter. (Deno 2.7 lets `makeTempDir` write only where all may be written.)
 * @throws {UserError} where none can be made.
 */
async function makeFolder(parent: string): Promise<string> {
  const folder = `${parent.replace(/[\\/]+$/, "")}/erk-learn-claude-${crypto.randomUUID()}`;
  try {
    await Deno.mkdir(folder, { mode: 0o700 });
  } catch (error) {
    throw new UserError(
      `The folder ${folder} for claude to work in can't be made (${
        messageOf(error)
      }); make room there, or set TMPDIR to a folder that may be written.`,
      { cause: error },
    );
  }
  return folder;
}

function claudeArguments(request: ModelRequest, known: ReadonlySet<string>): string[] {
  const when = (option: string, ...values: string[]) => known.has(option) ? [option, ...values] : [];
  return [
    "--print",
    "--output-format",
    "json",
    "--model",
    request.model,
    "--tools",
    "",
    "--setting-sources",
    "",
    "--strict-mcp-config",
    "--system-prompt",
    request.system,
    ...when("--json-schema", JSON.stringify(answerSchema(request.schema))),
    ...when("--permission-mode", "dontAsk"),
    ...when("--no-session-persistence"),
    ...when("--disable-slash-commands"),
    ...when("--restricted"),
    ...(request.maxCost === undefined ? [] : when("--max-budget-usd", String(request.maxCost))),
  ];
}

/**
 * The prompt. It begins with our own words: a `/` or `!` at its very beginning would be a command to `claude`. A word
 * joiner after each `@` keeps it from reading `@/etc/passwd` as a file to attach; `restoreMentions` takes it out of answers.
 */
function claudeInput(request: ModelRequest, known: ReadonlySet<string>): string {
  const schema = known.has("--json-schema") ? [] : [schemaInWords(answerSchema(request.schema))];
  const input = [...request.shared, request.prompt].join("\n\n").replaceAll("@", `@${WORD_JOINER}`);
  return ["What follows is your input.", input, ...schema].join("\n\n");
}

const WORD_JOINER = "\u2060";

/** A value whose texts have their `@` again as they were in the input. */
function restoreMentions(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null).replaceAll(`@${WORD_JOINER}`, "@"));
}

function explainEnd(
  end: ProgramEnd,
  { node }: ModelRequest,
  { secrets, timeoutMilliseconds }: { secrets: readonly string[]; timeoutMilliseconds: number },
): ModelError {
  switch (end.kind) {
    case "missing":
      return new ModelError(
        "unavailable",
        `The program claude can't be run for ${node} (${
          sayable(end.reason, secrets)
        }); install it anew, or choose --engine anthropic or offline.`,
      );
    case "timeout":
      return new ModelError(
        "timeout",
        `claude did not finish ${node} within ${
          timeoutMilliseconds / 1000
        } s and was ended; run again: finished nodes are kept.`,
      );
    case "too-much-output":
      return new ModelError(
        "malformed",
        `claude printed more than 64 MiB for ${node} and was ended; run again, or try another model with --model.`,
      );
    case "ended": {
      const how = end.signal === null ? `with status ${end.code}` : `by ${end.signal}`;
      const words = sayable(end.errors || end.output, secrets);
      const sentence = words === "" ? "" : `, saying: ${words}`;
      return new ModelError(
        "unavailable",
        `claude ended ${how} without a result for ${node}${sentence}; run \`claude --print hello\` to see whether it works, then run again.`,
      );
    }
  }
}
