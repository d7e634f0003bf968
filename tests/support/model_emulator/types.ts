/** What tests say to the model emulator, and what it tells them. */

import type { AgentName } from "../../../lib/learn/agents/agent.ts";

/** Tokens of an answer, in the provider's words. Fields that are left out are estimated from the texts. */
export interface AnswerUsage {
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly cache_read_input_tokens?: number;
  readonly cache_creation_input_tokens?: number;
}

/** A message of the model. */
export interface MessageAnswer {
  readonly kind: "message";
  /** Text of the answer. A request that forces a tool, or asks for structured output by one, gets it as that tool's input. */
  readonly text: string;
  /** Default: `end_turn`. */
  readonly stopReason?: "end_turn" | "max_tokens" | "refusal" | "stop_sequence";
  readonly usage?: AnswerUsage;
  /** The model that the answer names; default: the one that was asked for. */
  readonly model?: string;
  /**
   * Where a streamed answer stops, after so many server-sent events: by a lost connection, as if it were complete, or
   * without an end, until the client goes away.
   */
  readonly cut?: { readonly afterEvents: number; readonly how: "reset" | "end" | "stall" };
  /** An `error` event in the stream after so many events, as the provider sends it when it is overloaded half-way. */
  readonly errorEvent?: { readonly afterEvents: number; readonly type: string; readonly message: string };
}

/** A failure with an HTTP status. */
export interface StatusAnswer {
  readonly kind: "status";
  readonly status: number;
  /** `overloaded_error`, `rate_limit_error`, … */
  readonly type: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent instead of the provider's JSON: what a proxy in between would say. */
  readonly body?: string;
}

/** No answer at all, until the client goes away or the emulator is closed. */
export interface HangAnswer {
  readonly kind: "hang";
}

export type ModelReply = MessageAnswer | StatusAnswer | HangAnswer;

/** Which requests a script answers; all that is given must hold. A string is looked for, an expression is tested. */
export interface RequestMatch {
  /** Recognised by its instructions (`lib/learn/agents/instructions/<agent>.md`) in the system text. */
  readonly agent?: AgentName;
  readonly system?: string | RegExp;
  /** In all that was said, but the system text. */
  readonly prompt?: string | RegExp;
  readonly model?: string | RegExp;
  /** Default: `messages`. */
  readonly endpoint?: "messages" | "count_tokens";
}

/** Replies for matching requests. */
export interface ModelScript {
  readonly when?: RequestMatch;
  /** One a request, in order of arrival; the last one goes on. Or made for each request. */
  readonly replies: readonly ModelReply[] | ((request: RecordedRequest, turn: number) => ModelReply);
}

/** A request that came in. */
export interface RecordedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Lower-case names; what holds a credential is left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which header held the credential, and whether it was the emulator's. */
  readonly credential:
    | { readonly header: "x-api-key" | "authorization"; readonly valid: boolean }
    | undefined;
  /** As parsed from JSON; undefined where there was none. */
  readonly body: unknown;
  /** The texts of the system prompt, joined. */
  readonly system: string;
  /** The texts of all messages, joined. */
  readonly prompt: string;
  readonly model: string | undefined;
  /** The agent whose instructions are in the system text. */
  readonly agent: AgentName | undefined;
  /** Status of the answer; undefined while there is none. */
  readonly status: number | undefined;
}

export interface ModelEmulatorOptions {
  readonly scripts?: readonly ModelScript[];
  /** Longest prompt in tokens (by our estimate) before the provider refuses; default: 200,000. */
  readonly contextTokens?: number;
  /** Models that exist; default: all whose name begins with `claude-`. */
  readonly models?: readonly string[];
}

/** A running emulator: a real HTTP server on 127.0.0.1. */
export interface ModelEmulator extends AsyncDisposable {
  /** For `ANTHROPIC_BASE_URL`. */
  readonly baseUrl: string;
  /** The only credential that it accepts, as `x-api-key` or bearer token; made anew for each emulator. */
  readonly apiKey: string;
  /** All requests so far, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** The requests that asked a model for an answer. */
  readonly questions: readonly RecordedRequest[];
  /** How many questions are being answered now, and how many were at most. */
  readonly atOnce: { readonly now: number; readonly most: number };
  /** Adds scripts before the ones there are: the newest that matches answers. */
  script(...scripts: readonly ModelScript[]): void;
  close(): Promise<void>;
}
