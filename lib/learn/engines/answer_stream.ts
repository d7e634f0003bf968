/** A streamed message, put together: its text, why it ended, and what has to be paid for it so far. */

import type { MessageStartEvent, RawMessageStreamEvent, Usage } from "@anthropic-ai/sdk/resources/messages";
import { estimateTokens } from "../../preprocess/tokens/tokens.ts";
import { type ModelUsage, tokenCount } from "./engine.ts";

/** A message as far as it has come in. */
export interface StreamedAnswer {
  /** Adds an event. */
  add(event: RawMessageStreamEvent): void;
  readonly text: string;
  /** The model that answers; undefined before the message has begun. */
  readonly model: string | undefined;
  readonly stopReason: string | undefined;
  /** Whether the stream came to its end. */
  readonly complete: boolean;
  /**
   * Tokens so far; by the provider's counts where they have come and are some, else estimated. Undefined before the message
   * has begun.
   */
  readonly usage: ModelUsage | undefined;
}

/** Tokens as the provider counted them, by its names. */
type Counts = Partial<Record<keyof Usage, unknown>>;

/**
 * A message of which nothing has come.
 *
 * @param estimateInput tokens of the request, for a provider that gives no count of them.
 * @param onOutput is told the estimated tokens of output as they come.
 */
export function createStreamedAnswer(
  estimateInput: () => number,
  onOutput?: (tokens: number) => void,
): StreamedAnswer {
  let text = "";
  let started: MessageStartEvent["message"] | undefined;
  let stopReason: string | undefined;
  let complete = false;
  let estimatedOutput = 0;
  let counted: Counts = {};

  const count = (piece: string) => {
    estimatedOutput += estimateTokens(piece);
    onOutput?.(Math.round(estimatedOutput));
  };

  return {
    add(event) {
      switch (event.type) {
        case "message_start":
          started = event.message;
          counted = { ...event.message.usage, output_tokens: undefined };
          break;
        case "content_block_delta":
          if (event.delta.type === "text_delta") {
            text += event.delta.text;
            count(event.delta.text);
          } else if (event.delta.type === "thinking_delta") count(event.delta.thinking);
          break;
        case "message_delta":
          stopReason = event.delta.stop_reason ?? undefined;
          counted = { ...counted, ...countsIn(event.usage) };
          break;
        case "message_stop":
          complete = true;
      }
    },
    get text() {
      return text;
    },
    get model() {
      return started?.model;
    },
    get stopReason() {
      return stopReason;
    },
    get complete() {
      return complete;
    },
    get usage() {
      if (started === undefined) return undefined;
      return {
        input: tokenCount(counted.input_tokens) ?? estimateInput(),
        output: tokenCount(counted.output_tokens) ?? Math.ceil(estimatedOutput),
        cacheRead: tokenCount(counted.cache_read_input_tokens) ?? 0,
        cacheWrite: tokenCount(counted.cache_creation_input_tokens) ?? 0,
      };
    },
  };
}

/** The counts of a `message_delta`, which are those of the whole message; a field that it leaves out has not changed. */
function countsIn(usage: Counts | null | undefined): Counts {
  return Object.fromEntries(
    Object.entries(usage ?? {}).filter(([, value]) => tokenCount(value) !== undefined),
  );
}
