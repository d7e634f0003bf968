/** The engine that was chosen, ready to be asked. */

import { UserError } from "../../user_error.ts";
import { type AnthropicEngine, createAnthropicEngine } from "./anthropic.ts";
import type { ChoiceSource } from "./choose.ts";
import { createClaudeCodeEngine } from "./claude_code.ts";
import { findOnPath, isLoggedIn } from "./claude_program.ts";
import type { Engine } from "./engine.ts";

export interface EngineOptions {
  /** `context.environment`. */
  readonly environment: (name: string) => string | undefined;
  /** Called with a sentence when a request is repeated. */
  readonly onRetry?: (sentence: string) => void;
  /** One request; default: the engine's own. */
  readonly timeoutMilliseconds?: number;
}

/** How this machine is asked for a choice: the PATH is searched, `claude auth status` is run. */
export function machineChoice(
  environment: EngineOptions["environment"],
  signal: AbortSignal,
): Pick<ChoiceSource, "environment" | "findProgram" | "isLoggedIn"> {
  return {
    environment,
    findProgram: (name) => findOnPath(name, environment),
    isLoggedIn: (program) => isLoggedIn(program, environment, signal),
  };
}

/** The engine `anthropic`. @throws {UserError} where there is no key, or the address or a header is none. */
export function openAnthropic(options: EngineOptions): AnthropicEngine {
  const { environment, onRetry, timeoutMilliseconds } = options;
  const apiKey = environment("ANTHROPIC_API_KEY");
  if (apiKey === undefined) {
    throw new UserError(
      "The engine anthropic needs a key: set ANTHROPIC_API_KEY, or choose --engine claude-code or offline.",
    );
  }
  // What can't stand in a header would fail with a message that shows it.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new UserError(
      "ANTHROPIC_API_KEY holds white space or other characters that no key has; set it anew.",
    );
  }
  checkHeaders(environment("ANTHROPIC_CUSTOM_HEADERS") ?? "");
  return createAnthropicEngine({
    apiKey,
    baseUrl: environment("ANTHROPIC_BASE_URL"),
    ...(onRetry === undefined ? {} : { onRetry }),
    ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }),
  });
}

/** The client sends these along, drops lines without a colon, and fails at others with a message that shows them. */
function checkHeaders(text: string): void {
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "" || /^\s*[\w!#$%&'*+.^`|~-]+\s*:[\t\x20-\x7e\x80-\xff]*\r?$/.test(line)) continue;
    throw new UserError(
      `Line ${
        index + 1
      } of ANTHROPIC_CUSTOM_HEADERS is no header: write each as "Name: value" on a line of its own, ` +
        "or unset the variable.",
    );
  }
}

/**
 * The engine of that name (`offline` is none: each agent has rules of its own for it).
 * @throws {UserError} that says what it needs and this machine lacks.
 */
export async function createEngine(name: Engine["name"], options: EngineOptions): Promise<Engine> {
  if (name === "anthropic") return openAnthropic(options);
  const { environment, timeoutMilliseconds } = options;
  const program = await findOnPath("claude", environment);
  if (program === undefined) {
    throw new UserError(
      "The engine claude-code needs the program claude, and there is none on the PATH: install it " +
        "(npm install -g @anthropic-ai/claude-code), or choose --engine anthropic or offline.",
    );
  }
  return createClaudeCodeEngine({
    program,
    environment,
    ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }),
  });
}
