/** Replies ready-made: answers, and each way in which a model or its provider fails. */

import type { AnswerUsage, MessageAnswer, ModelReply, StatusAnswer } from "./types.ts";

/** Clients that honour `retry-after-ms` try again at once: tests need not wait. */
const AT_ONCE = { "retry-after-ms": "1" };

/** The answer that was asked for. */
export function json(value: unknown, usage: AnswerUsage = {}): MessageAnswer {
  return { kind: "message", text: JSON.stringify(value), usage };
}

/** Any text, valid or not. */
export function text(text: string, usage: AnswerUsage = {}): MessageAnswer {
  return { kind: "message", text, usage };
}

/** An answer without a word. */
export function empty(): MessageAnswer {
  return { kind: "message", text: "" };
}

/** The model declines. */
export function refusal(text = ""): MessageAnswer {
  return { kind: "message", text, stopReason: "refusal" };
}

/** The answer ran into `max_tokens`. */
export function tooLong(text: string): MessageAnswer {
  return { kind: "message", text, stopReason: "max_tokens" };
}

/** After so many events the connection is lost, the stream ends as if it were complete, or nothing comes any more. */
export function cutStream(
  text: string,
  afterEvents: number,
  how: "reset" | "end" | "stall" = "reset",
): MessageAnswer {
  return { kind: "message", text, cut: { afterEvents, how } };
}

/** The stream begins, then says that the provider is overloaded. */
export function overloadedInStream(text: string, afterEvents: number): MessageAnswer {
  return {
    kind: "message",
    text,
    errorEvent: { afterEvents, type: "overloaded_error", message: "Overloaded" },
  };
}

/** 429, with the wait that the provider asks for in milliseconds; `retry-after` holds it in whole seconds. */
export function rateLimited(waitMilliseconds = 1): StatusAnswer {
  const headers = {
    "retry-after": String(Math.ceil(waitMilliseconds / 1000)),
    "retry-after-ms": String(waitMilliseconds),
  };
  const message = "This request would exceed your organization's rate limit of tokens per minute.";
  return { kind: "status", status: 429, type: "rate_limit_error", message, headers };
}

export function overloaded(): StatusAnswer {
  return { kind: "status", status: 529, type: "overloaded_error", message: "Overloaded", headers: AT_ONCE };
}

export function serverError(): StatusAnswer {
  const message = "Internal server error";
  return { kind: "status", status: 500, type: "api_error", message, headers: AT_ONCE };
}

/** What a proxy says that can't reach the provider: HTML, not JSON. */
export function badGateway(): StatusAnswer {
  const body = "<html><body><h1>502 Bad Gateway</h1></body></html>";
  return { kind: "status", status: 502, type: "api_error", message: "Bad Gateway", headers: AT_ONCE, body };
}

export function unauthorized(): StatusAnswer {
  return { kind: "status", status: 401, type: "authentication_error", message: "invalid x-api-key" };
}

/** The account has no money left. */
export function noCredit(): StatusAnswer {
  const message = "Your credit balance is too low to access the Anthropic API.";
  return { kind: "status", status: 400, type: "invalid_request_error", message };
}

export function badRequest(message: string): StatusAnswer {
  return { kind: "status", status: 400, type: "invalid_request_error", message };
}

/** No answer, ever. */
export function hang(): ModelReply {
  return { kind: "hang" };
}
