/** Which engine runs the agents, and why. */

import type { EngineName, LearnSettings } from "../../config/mod.ts";
import { DEFAULT_MODELS } from "./models.ts";

/** The choice, and what decided it, in words that follow "because". */
export interface EngineChoice {
  readonly engine: EngineName;
  readonly reason: string;
}

/** What the choice rests on. */
export interface ChoiceSource {
  /** `--engine`. */
  readonly flag: EngineName | undefined;
  readonly config: Pick<LearnSettings, "engine">;
  readonly environment: (name: string) => string | undefined;
  /** The full path of a program on the PATH. */
  readonly findProgram: (name: string) => Promise<string | undefined>;
  /** Whether somebody is logged in to the `claude` at that path; asked only where nothing else decides. */
  readonly isLoggedIn: (program: string) => Promise<boolean>;
}

/**
 * The flag decides, then the configuration, then what there is: a key for the provider, a token or login for `claude`.
 * `offline` where there is none of them.
 */
export async function chooseEngine(source: ChoiceSource): Promise<EngineChoice> {
  const { flag, config, environment } = source;
  if (flag !== undefined) return { engine: flag, reason: "--engine says so" };
  if (config.engine !== undefined) {
    return { engine: config.engine, reason: "learn.engine in .erk/learn.json says so" };
  }
  if (environment("ANTHROPIC_API_KEY") !== undefined) {
    return { engine: "anthropic", reason: "ANTHROPIC_API_KEY is set" };
  }
  const program = await source.findProgram("claude");
  if (environment("CLAUDE_CODE_OAUTH_TOKEN") !== undefined) {
    return program === undefined
      ? {
        engine: "offline",
        reason: "CLAUDE_CODE_OAUTH_TOKEN is set, but there is no program claude on the PATH",
      }
      : { engine: "claude-code", reason: "CLAUDE_CODE_OAUTH_TOKEN is set" };
  }
  if (program !== undefined && await source.isLoggedIn(program)) {
    return { engine: "claude-code", reason: "the program claude is logged in" };
  }
  return {
    engine: "offline",
    reason: "neither ANTHROPIC_API_KEY nor CLAUDE_CODE_OAUTH_TOKEN is set, " +
      (program === undefined
        ? "and there is no program claude on the PATH"
        : "and nobody is logged in to claude"),
  };
}

/** The models of both tiers: the flags decide, then the configuration. */
export function chooseModels(
  flags: { readonly model?: string | undefined; readonly modelSynthesis?: string | undefined },
  config: Pick<LearnSettings, "model" | "modelSynthesis">,
): { readonly analysis: string; readonly synthesis: string } {
  return {
    analysis: flags.model ?? config.model ?? DEFAULT_MODELS.analysis,
    synthesis: flags.modelSynthesis ?? config.modelSynthesis ?? DEFAULT_MODELS.synthesis,
  };
}
