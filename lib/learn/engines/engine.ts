/** What the graph needs of a model, whoever runs it. */

import type { z } from "zod";
import type { Redacted } from "../../redact/redacted.ts";

/** One question with a typed answer. No tools, no conversation. */
export interface ModelRequest {
  /** The node that asks, for messages and recordings: `session-5f1f…-part2`. */
  readonly node: string;
  readonly model: string;
  /** The agent's instructions. */
  readonly system: Redacted;
  /** Input that several requests of a run share, in the same order and to the letter: cached by providers. */
  readonly shared: readonly Redacted[];
  /** Input of this request alone. */
  readonly prompt: Redacted;
  /** What the answer must be. */
  readonly schema: z.ZodType;
  /** Tokens of the answer at most. */
  readonly maxOutputTokens: number;
  readonly signal: AbortSignal;
  /** Called while the answer arrives, with the estimated tokens of output so far. */
  readonly onOutput?: (tokens: number) => void;
  /** US dollars that the request may cost with all its attempts, where the engine can see to it itself. */
  readonly maxCost?: number;
  /**
   * Told before the engine asks again after an attempt that has to be paid for (a cut stream). What it throws ends the
   * request: a budget that allows no further attempt.
   */
  readonly onPaidRetry?: (failed: ModelUsage) => void;
  /** Called with the reason when a failed attempt is repeated: `api.anthropic.com answered 529`. */
  readonly onTrouble?: (failure: string) => void;
  /** Called when `signal` ends the request, with the tokens that have to be paid for, as far as they are known. */
  readonly onAbandoned?: (usage: ModelUsage) => void;
}

/** Tokens of one or several requests. */
export interface ModelUsage {
  /** Without those read from or written to a cache. */
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/** What came back: JSON that still has to be validated. */
export interface ModelAnswer {
  readonly value: unknown;
  readonly usage: ModelUsage;
  /** The model's name, as the provider gives it; it may differ from the requested one. */
  readonly model: string;
  /** US dollars, where the engine is told them; else computed from the price table. */
  readonly cost?: number;
}

/** Why no answer came. */
export type ModelFailureReason =
  /** 429, 529, 5xx, cut streams, lost connections, time-outs: after the engine's own retries. */
  | "unavailable"
  /** 401, 403: the credential. */
  | "credential"
  /** The provider has no such model (404), or not for this account; a program that lacks what it needs. */
  | "setup"
  /** 400: too long a prompt, and what else is refused. */
  | "request"
  /** The model declined. */
  | "refusal"
  /** Cut at `maxOutputTokens`. */
  | "too-long"
  /** Empty, or no JSON. `validate` failures are the graph's. */
  | "malformed"
  | "timeout";

/** A failed request. `usage` counts what was paid for all the same. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  constructor(
    readonly reason: ModelFailureReason,
    /** One sentence for people: what happened, what to do next. */
    message: string,
    readonly usage: ModelUsage | undefined = undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Runs models. `offline` is no such engine: each agent has rules of its own for it. */
export interface Engine {
  readonly name: "anthropic" | "claude-code";
  /** Host and port that are asked, where they are known. */
  readonly host?: string;
  /** @throws {ModelError} when no answer came; the signal's reason when it is aborted. */
  ask(request: ModelRequest): Promise<ModelAnswer>;
  /** Tokens that the request would send, by the provider's count, else by our estimate. */
  countInput(request: ModelRequest): Promise<number>;
}

/** No context holds a thousandth of it: more is no count. */
const MOST_TOKENS = 1_000_000_000;

/**
 * A number of tokens as somebody else counted them: whole, a started one counts. Undefined where it is no count, such as a
 * negative or an absurd number: what is missing is estimated or nothing then.
 */
export function tokenCount(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value <= MOST_TOKENS ? Math.ceil(value) : undefined;
}

export const NO_USAGE: ModelUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/** The tokens of two requests together. */
export function addUsage(a: ModelUsage, b: ModelUsage): ModelUsage {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
  };
}
