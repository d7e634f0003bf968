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

/** Why there is no answer. */
interface Failure {
  readonly reason: ModelError["reason"];
  readonly sentence: string;
}

/** The error for what the provider's client threw. */
export function explainProviderFailure(
  thrown: unknown,
  request: Request,
  provider: Provider,
  classes: ErrorClasses,
  usage?: ModelUsage,
): ModelError {
  if (thrown instanceof classes.APIConnectionTimeoutError) return timedOut(request, provider, usage, thrown);
  const { reason, sentence } =
    thrown instanceof classes.APIError && !(thrown instanceof classes.APIConnectionError)
      ? explainAnswer(thrown, request, provider)
      : explainNoAnswer(thrown, request, provider, classes);
  return new ModelError(reason, sentence, usage, { cause: thrown });
}

function explainNoAnswer(
  thrown: unknown,
  { node }: Request,
  { host, retries, secret }: Provider,
  { APIConnectionError }: ErrorClasses,
): Failure {
  const sentence = thrown instanceof APIConnectionError
    ? `${host} can't be reached for ${node}, after ${
      retries + 1
    } tries; check the connection and ANTHROPIC_BASE_URL, then run again.`
    : `The answer for ${node} broke off (${
      sayable(messageOf(thrown), [secret])
    }); run again: finished nodes are kept.`;
  return { reason: "unavailable", sentence };
}

/** An answer of the provider, or of whoever answers at its address, that is an error. */
function explainAnswer(
  thrown: InstanceType<ErrorClasses["APIError"]>,
  { node, model }: Request,
  { host, secret }: Provider,
): Failure {
  const status: number | undefined = thrown.status;
  const said = sayable(providerMessage(thrown), [secret]);
  const problem = `${status === undefined ? "" : `${status} `}(${said})`;
  const answered = `${host} answered ${problem}`;
  if (status === 402 || /credit balance|billing/i.test(said)) {
    return {
      reason: "credential",
      sentence:
        `The account of ANTHROPIC_API_KEY can't pay for ${node}: ${answered}; add credit, or choose --engine claude-code or offline.`,
    };
  }
  if (status === 401 || status === 403) {
    return {
      reason: "credential",
      // Behind "refused for" a node's name reads as the key.
      sentence:
        `ANTHROPIC_API_KEY was refused: ${host} answered ${node} with ${problem}; set a key that may use ${model}, or choose --engine claude-code or offline.`,
    };
  }
  if (status !== undefined && status >= 300 && status < 400) {
    return {
      reason: "setup",
      sentence:
        `${host} answered ${status}, which leads to another address: the materials aren't sent there; correct ANTHROPIC_BASE_URL, then run again.`,
    };
  }
  if (status === 413 || /prompt is too long|exceeds? the maximum|context (?:window|length)/i.test(said)) {
    return {
      reason: "request",
      sentence:
        `The input of ${node} is too long for ${model}: ${answered}; choose a model with a larger context, or make parts smaller with max_tokens in .erk/learn.json.`,
    };
  }
  if (status === 404) {
    return {
      reason: isOfProvider(thrown, "not_found_error") ? "setup" : "request",
      sentence:
        `The model ${model} is not to be had for ${node}: ${answered}; correct --model, --model-synthesis or learn.model in .erk/learn.json.`,
    };
  }
  if (status === undefined || status >= 500 || [408, 409, 429].includes(status)) {
    const wait = askedWait(thrown.headers?.get("retry-after"), secret);
    return {
      reason: "unavailable",
      sentence:
        `${host} is not available for ${node}: ${answered}${wait}; run again later: finished nodes are kept.`,
    };
  }
  return {
    reason: "request",
    sentence:
      `The request of ${node} was refused: ${answered}; correct what it names, or choose another model than ${model}.`,
  };
}

/** What the header `retry-after` asks for: seconds, or a time. */
function askedWait(header: string | null | undefined, secret: string): string {
  if (header === null || header === undefined) return "";
  const asked = sayable(header, [secret]);
  return `, asking for a wait ${Number.isNaN(Number(header)) ? `until ${asked}` : `of ${asked} s`}`;
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

/** The error for a page where an answer should be, with a status that says that all is well: as a gateway shows that wants a login. */
export function pageInstead({ node }: Pick<Request, "node">, { host }: Provider): ModelError {
  return new ModelError(
    "setup",
    `${host} answered with a page, no answer of a model's provider; correct ANTHROPIC_BASE_URL, or log in where the network asks for it, then run ${node} again.`,
  );
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
