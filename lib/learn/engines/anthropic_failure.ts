/** Why the provider gave no answer, in one sentence for people. */

import type Anthropic from "@anthropic-ai/sdk";
import { z } from "zod";
import { messageOf } from "../../user_error.ts";
import { ModelError, type ModelRequest, type ModelUsage } from "./engine.ts";
import { sayable } from "./sayable.ts";

/** Where the request went, for sentences. */
export interface Provider {
  /** Host and port, without credentials. */
  readonly host: string;
  /** How often the client asks again, at most. */
  readonly retries: number;
  /** What is kept out of every sentence, should the provider repeat it. */
  readonly secret: string;
  readonly timeoutMilliseconds: number;
}

type Request = Pick<ModelRequest, "node" | "model">;
type ErrorClasses = Pick<typeof Anthropic, "APIError" | "APIConnectionError" | "APIConnectionTimeoutError">;

/** The error for what the provider's client threw. */
export function explainProviderFailure(
  thrown: unknown,
  request: Request,
  provider: Provider,
  classes: ErrorClasses,
  usage?: ModelUsage,
): ModelError {
  const fail = (reason: ModelError["reason"], sentence: string) =>
    new ModelError(reason, sentence, usage, { cause: thrown });
  const { node, model } = request;
  if (thrown instanceof classes.APIConnectionTimeoutError) return timedOut(request, provider, usage, thrown);
  if (thrown instanceof classes.APIConnectionError) {
    return fail(
      "unavailable",
      `${provider.host} can't be reached for ${node}, after ${
        provider.retries + 1
      } tries; check the connection and ANTHROPIC_BASE_URL, then run again.`,
    );
  }
  if (!(thrown instanceof classes.APIError)) {
    return fail(
      "unavailable",
      `The answer for ${node} broke off (${
        sayable(messageOf(thrown), [provider.secret])
      }); run again: finished nodes are kept.`,
    );
  }
  const status = thrown.status;
  const said = sayable(providerMessage(thrown), [provider.secret]);
  const problem = `${status === undefined ? "" : `${status} `}(${said})`;
  const answered = `${provider.host} answered ${problem}`;
  if (status === 402 || /credit balance|billing/i.test(said)) {
    return fail(
      "credential",
      `The account of ANTHROPIC_API_KEY can't pay for ${node}: ${answered}; add credit, or choose --engine claude-code or offline.`,
    );
  }
  if (status === 401 || status === 403) {
    return fail(
      "credential",
      // Behind "refused for" a node's name reads as the key.
      `ANTHROPIC_API_KEY was refused: ${provider.host} answered ${node} with ${problem}; set a key that may use ${model}, or choose --engine claude-code or offline.`,
    );
  }
  if (status !== undefined && status >= 300 && status < 400) {
    return fail(
      "setup",
      `${provider.host} answered ${status}, which leads to another address: the materials aren't sent there; correct ANTHROPIC_BASE_URL, then run again.`,
    );
  }
  if (status === 413 || /prompt is too long|exceeds? the maximum|context (?:window|length)/i.test(said)) {
    return fail(
      "request",
      `The input of ${node} is too long for ${model}: ${answered}; choose a model with a larger context, or make parts smaller with max_tokens in .erk/learn.json.`,
    );
  }
  if (status === 404) {
    return fail(
      isOfProvider(thrown, "not_found_error") ? "setup" : "request",
      `The model ${model} is not to be had for ${node}: ${answered}; correct --model, --model-synthesis or learn.model in .erk/learn.json.`,
    );
  }
  if (status === undefined || status >= 500 || [408, 409, 429].includes(status)) {
    const wait = thrown.headers?.get("retry-after");
    const asked = sayable(wait ?? "", [provider.secret]);
    const asks = wait === null || wait === undefined
      ? ""
      : `, asking for a wait ${Number.isNaN(Number(wait)) ? `until ${asked}` : `of ${asked} s`}`;
    return fail(
      "unavailable",
      `${provider.host} is not available for ${node}: ${answered}${asks}; run again later: finished nodes are kept.`,
    );
  }
  return fail(
    "request",
    `The request of ${node} was refused: ${answered}; correct what it names, or choose another model than ${model}.`,
  );
}

/** The error for a request that took too long. */
export function timedOut(
  { node }: Request,
  { host, timeoutMilliseconds }: Provider,
  usage: ModelUsage | undefined,
  cause: unknown,
): ModelError {
  const sentence = `${host} did not finish the answer for ${node} within ${
    timeoutMilliseconds / 1000
  } s; run again: finished nodes are kept.`;
  return new ModelError("timeout", sentence, usage, { cause });
}

/** Whether the provider itself says so: a proxy, or a wrong address, has pages of its own. */
function isOfProvider(error: { readonly error?: unknown }, type: string): boolean {
  const parsed = z.object({ error: z.object({ type: z.literal(type) }) }).safeParse(error.error);
  return parsed.success;
}

/** The provider's own words, out of its JSON where there is one. */
function providerMessage(error: { readonly error?: unknown; readonly message: string }): string {
  const body = error.error;
  if (typeof body === "object" && body !== null && "error" in body) {
    const { error: inner } = body;
    if (
      typeof inner === "object" && inner !== null && "message" in inner && typeof inner.message === "string"
    ) {
      return inner.message;
    }
  }
  return /<html|<!doctype/i.test(error.message) ? "a page, no answer of a model's provider" : error.message;
}
