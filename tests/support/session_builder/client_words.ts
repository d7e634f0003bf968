/** Texts and blocks that the client writes in its own name. */

import type { ClientTraits } from "./client_traits.ts";
import type { SessionState } from "./session_state.ts";
import type { LogLine } from "./types.ts";
import { noUsage } from "./usage.ts";

export const INTERRUPTION = "Request interrupted by user";

const REFUSED =
  "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, " +
  "the new_string was NOT written to the file).";

export const DENIAL = {
  stop: `${REFUSED} STOP what you are doing and wait for the user to tell you how to proceed.`,
  said: `${REFUSED} To tell you how to proceed, the user said:\n`,
};

export const SUMMARY_OPENING =
  "This session is being continued from a previous conversation that ran out of context. " +
  "The summary below covers the earlier portion of the conversation.";

/** What a compaction's boundary tells of it. */
export function compactionMetadata(state: SessionState): LogLine {
  const preTokens = 15_800 + Math.round(state.characters / 4);
  return { trigger: "manual", preTokens, ...state.traits.isNewEnvelope ? { postTokens: 1236 } : {} };
}

/** The `system` line of a refused request (2.1.329). */
export function apiErrorLine(requestId: string): LogLine {
  return {
    type: "system",
    subtype: "api_error",
    level: "error",
    error: { message: "529 Overloaded", status: 529, requestId, formatted: "529 Overloaded" },
    retryInMs: 559,
    retryAttempt: 1,
    maxRetries: 10,
    source: "request_retry",
  };
}

/** The assistant's line of a request that stayed refused, and what stands beside it. */
export function apiErrorMessage(
  traits: ClientTraits,
  id: string,
  requestId: string,
): { readonly message: LogLine; readonly beside: LogLine } {
  const { hasSyntheticDetails, isNewEnvelope } = traits;
  return {
    message: {
      id,
      ...hasSyntheticDetails ? { container: null } : {},
      model: "<synthetic>",
      role: "assistant",
      stop_reason: "stop_sequence",
      stop_sequence: "",
      type: "message",
      usage: noUsage(),
      content: [{ type: "text", text: "API Error: 529 Overloaded. Please try again in a moment." }],
      ...hasSyntheticDetails ? { context_management: null } : {},
    },
    beside: {
      ...isNewEnvelope ? { requestId } : {},
      ...hasSyntheticDetails ? { error: "unknown" } : {},
      isApiErrorMessage: true,
      ...isNewEnvelope ? { apiErrorStatus: 529 } : {},
    },
  };
}
