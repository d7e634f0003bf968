/**
 * The engine `anthropic`: the provider's Messages API through its own client (`@anthropic-ai/sdk`), streamed, with
 * structured output and prompt caching. Docs: https://platform.claude.com/docs/en/build-with-claude/structured-outputs
 */

import type Anthropic from "@anthropic-ai/sdk";
import type { RawMessageStreamEvent } from "@anthropic-ai/sdk/resources/messages";
import type { Stream } from "@anthropic-ai/sdk/streaming";
import { messageOf } from "../../user_error.ts";
import { answerSchema, isNestedTooDeep, parseAnswer } from "./answer_schema.ts";
import { createStreamedAnswer, type StreamedAnswer } from "./answer_stream.ts";
import { explainProviderFailure, pageInstead, type Provider, timedOut } from "./anthropic_failure.ts";
import { boundedFetch, checkedBaseUrl, delay, isPage } from "./anthropic_fetch.ts";
import { estimateInput, messageParameters, type SchemaForm } from "./anthropic_request.ts";
import { createCacheTurns } from "./cache_turns.ts";
import {
  addUsage,
  type Engine,
  type ModelAnswer,
  ModelError,
  type ModelRequest,
  type ModelUsage,
  NO_USAGE,
  tokenCount,
} from "./engine.ts";

const DEFAULT_BASE_URL = "https://api.anthropic.com";

/** Counting is a courtesy: where it takes longer, our own estimate does. */
const COUNT_TIMEOUT_MILLISECONDS = 30_000;

export interface AnthropicOptions {
  readonly apiKey: string;
  /** Default: the provider's own. */
  readonly baseUrl?: string | undefined;
  /** One attempt, from question to the end of the answer; default: 10 minutes. */
  readonly timeoutMilliseconds?: number;
  /** Further tries, before an answer begins and after one broke off; default: 4. */
  readonly retries?: number;
  /** The longest wait that a provider may ask for before another try; default: 60 s. */
  readonly maxWaitMilliseconds?: number;
  /** Before the first try after a broken answer, doubled each time; default: 1 s. */
  readonly firstDelayMilliseconds?: number;
  /** Called with a sentence when a request is repeated. */
  readonly onRetry?: (sentence: string) => void;
}

/** Why an answer that came is none; `undefined`: it is one. */
type Flaw = { readonly reason: "refusal" | "too-long" | "malformed" | "request"; readonly sentence: string };

/** An engine that can tell beforehand whether it will be answered. */
export interface AnthropicEngine extends Engine {
  /**
   * Counts the tokens of a word, which costs nothing: whether the key may use that model.
   * @throws {ModelError} when it may not, or nobody answers; the signal's reason when it is aborted.
   */
  checkAccess(model: string, signal: AbortSignal): Promise<void>;
  /** Host and port that are asked. */
  readonly host: string;
}

/**
 * An engine that asks the provider directly. Its client is loaded with the first request.
 * @throws {UserError} when the address is none.
 */
export function createAnthropicEngine(options: AnthropicOptions): AnthropicEngine {
  return new MessagesEngine(options);
}

/** The message about a request that is repeated. */
type Asker = Pick<ModelRequest, "node" | "onTrouble">;

/** An attempt: an answer as far as it came, and what ended it. */
interface Attempt {
  readonly answer: StreamedAnswer;
  /** Whether the provider began to answer. */
  readonly opened: boolean;
  readonly thrown?: unknown;
  /** Whether it took longer than an attempt may. */
  readonly late: boolean;
}

class MessagesEngine implements AnthropicEngine {
  readonly name = "anthropic";
  readonly host: string;
  readonly #apiKey: string;
  readonly #baseUrl: string;
  readonly #provider: Provider;
  readonly #maxWaitMilliseconds: number;
  readonly #firstDelayMilliseconds: number;
  readonly #onRetry: AnthropicOptions["onRetry"];
  readonly #turns = createCacheTurns();
  /** Models with schemas that they don't take as such: they get them in words. */
  readonly #schemasInWords = new Set<string>();

  constructor(options: AnthropicOptions) {
    const { apiKey, baseUrl = DEFAULT_BASE_URL, timeoutMilliseconds = 600_000, retries = 4 } = options;
    this.#apiKey = apiKey;
    this.#baseUrl = checkedBaseUrl(baseUrl);
    this.host = new URL(this.#baseUrl).host;
    this.#provider = { host: this.host, retries, secret: apiKey, timeoutMilliseconds };
    this.#maxWaitMilliseconds = options.maxWaitMilliseconds ?? 60_000;
    this.#firstDelayMilliseconds = options.firstDelayMilliseconds ?? 1_000;
    this.#onRetry = options.onRetry;
  }

  async ask(request: ModelRequest): Promise<ModelAnswer> {
    const begun = request.shared.length === 0 ? () => {} : await this.#turns.take(
      JSON.stringify([request.model, request.system, request.shared]),
      request.signal,
    );
    try {
      return await this.#askUntilAnswered(request, begun);
    } finally {
      begun();
    }
  }

  async checkAccess(model: string, signal: AbortSignal): Promise<void> {
    const node = "the check of credentials";
    const { client, Client } = await this.#openClient({ node });
    try {
      const { response } = await client.messages.countTokens(
        { model, messages: [{ role: "user", content: "Hello" }] },
        { signal },
      ).withResponse();
      if (isPage(response.headers)) throw pageInstead({ node }, this.#provider);
    } catch (thrown) {
      signal.throwIfAborted();
      if (thrown instanceof ModelError) throw thrown;
      throw explainProviderFailure(thrown, { node, model }, this.#provider, Client);
    }
  }

  async countInput(request: ModelRequest): Promise<number> {
    const { timeoutMilliseconds, retries } = this.#provider;
    try {
      const { client } = await this.#openClient({ node: request.node });
      const { max_tokens: _, stream: __, ...counted } = await messageParameters(request, "structured");
      const { input_tokens } = await client.messages.countTokens(counted, {
        signal: request.signal,
        timeout: Math.min(timeoutMilliseconds, COUNT_TIMEOUT_MILLISECONDS),
        maxRetries: Math.min(retries, 1),
      });
      return tokenCount(input_tokens) ?? estimateInput(request);
    } catch {
      request.signal.throwIfAborted();
      return estimateInput(request);
    }
  }

  /** @param begun called when an answer begins, so that others may ask who share its input. */
  async #askUntilAnswered(request: ModelRequest, begun: () => void): Promise<ModelAnswer> {
    const { client, Client } = await this.#openClient(request);
    const schemaKey = JSON.stringify([request.model, answerSchema(request.schema)]);
    let paid: ModelUsage | undefined;
    for (let tries = 0;; tries++) {
      const form = this.#schemasInWords.has(schemaKey) ? "in-words" : "structured";
      const { answer, opened, thrown, late } = await this.#attempt(client, request, form, begun);
      if (answer.usage !== undefined) paid = addUsage(paid ?? NO_USAGE, answer.usage);
      if (request.signal.aborted && paid !== undefined) request.onAbandoned?.(paid);
      request.signal.throwIfAborted();
      if (late) throw timedOut(request, this.#provider, paid, thrown);
      if (thrown === undefined && answer.complete) return readAnswer(answer, request, paid ?? NO_USAGE);
      if (form === "structured" && isAboutSchema(thrown)) {
        this.#schemasInWords.add(schemaKey);
        continue;
      }
      if (thrown instanceof ModelError) throw thrown;
      const broken = thrown ?? new Error("the stream ended before the answer did");
      // Before an answer begins, the client itself has asked again.
      if (!opened || tries >= this.#provider.retries) {
        throw explainProviderFailure(broken, request, this.#provider, Client, paid);
      }
      if (answer.usage !== undefined) request.onPaidRetry?.(answer.usage);
      this.#tellRetry(request, "the answer broke off");
      await delay(this.#firstDelayMilliseconds * 2 ** tries, request.signal);
    }
  }

  async #attempt(
    client: Anthropic,
    request: ModelRequest,
    form: SchemaForm,
    begun: () => void,
  ): Promise<Attempt> {
    const answer = createStreamedAnswer(() => estimateInput(request), request.onOutput);
    let opened = false;
    const timeout = AbortSignal.timeout(this.#provider.timeoutMilliseconds);
    const signal = AbortSignal.any([request.signal, timeout]);
    try {
      // `messages.create` would warn on standard error of each request to a model that is to be retired.
      const body = await messageParameters(request, form);
      const { data: stream, response } = await client.post<Stream<RawMessageStreamEvent>>("/v1/messages", {
        body,
        stream: true,
        signal,
      }).withResponse();
      if (isPage(response.headers)) {
        await response.body?.cancel();
        throw pageInstead(request, this.#provider);
      }
      opened = true;
      for await (const event of stream) {
        answer.add(event);
        begun();
      }
      // The client ends an aborted stream as if it were complete.
      signal.throwIfAborted();
      return { answer, opened, late: false };
    } catch (thrown) {
      return { answer, opened, thrown, late: timeout.aborted };
    }
  }

  async #openClient(asker: Asker) {
    const { host, retries, timeoutMilliseconds } = this.#provider;
    const { default: Client } = await import("@anthropic-ai/sdk");
    const client = new Client({
      apiKey: this.#apiKey,
      baseURL: this.#baseUrl,
      webhookKey: null,
      maxRetries: retries,
      timeout: timeoutMilliseconds,
      logLevel: "off",
      fetch: boundedFetch(this.#maxWaitMilliseconds, retries, (failure) => {
        this.#tellRetry(asker, `${host} ${failure}`);
      }),
    });
    return { client, Client };
  }

  /** An attempt failed, and another one follows. */
  #tellRetry({ node, onTrouble }: Asker, failure: string): void {
    this.#onRetry?.(`${node}: ${failure}, asking again`);
    onTrouble?.(failure);
  }
}

/** @throws {ModelError} when the message is no answer. */
function readAnswer(answer: StreamedAnswer, request: ModelRequest, usage: ModelUsage): ModelAnswer {
  const parsed = parseAnswer(answer.text);
  const isDeep = parsed !== undefined && isNestedTooDeep(parsed.value);
  const flaw = flawOf(
    answer,
    request,
    parsed === undefined ? "no JSON" : isDeep ? "endless nesting" : undefined,
  );
  if (flaw !== undefined) throw new ModelError(flaw.reason, flaw.sentence, usage);
  return { value: parsed?.value, usage, model: answer.model ?? request.model };
}

function flawOf(
  { stopReason, text }: StreamedAnswer,
  request: ModelRequest,
  wrong: string | undefined,
): Flaw | undefined {
  const { node, model, maxOutputTokens } = request;
  if (stopReason === "refusal") {
    return {
      reason: "refusal",
      sentence: `${model} declined to answer ${node}; try another model with --model.`,
    };
  }
  if (stopReason === "max_tokens") {
    return {
      reason: "too-long",
      sentence: `${model} was cut off at ${maxOutputTokens} tokens of its answer for ${node}; ` +
        "try another model with --model, or smaller parts with max_tokens in .erk/learn.json.",
    };
  }
  if (stopReason === "model_context_window_exceeded") {
    return {
      reason: "request",
      sentence: `The context of ${model} was full before its answer for ${node} was complete; ` +
        "choose a model with a larger context, or make parts smaller with max_tokens in .erk/learn.json.",
    };
  }
  if (wrong === undefined) return undefined;
  const what = text.trim() === "" ? "nothing" : wrong;
  return {
    reason: "malformed",
    sentence: `${model} answered ${node} with ${what}; run again, or try another model with --model.`,
  };
}

/** Whether the provider refused the way in which we asked for structured output, not the question. */
function isAboutSchema(thrown: unknown): boolean {
  return thrown instanceof Error && "status" in thrown && thrown.status === 400 &&
    /output_config|output_format|structured output|json.?schema|schema is too/i.test(messageOf(thrown));
}
