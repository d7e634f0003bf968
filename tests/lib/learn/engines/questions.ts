/** Requests for tests of engines. */

import assert from "node:assert/strict";
import { z } from "zod";
import {
  ModelError,
  type ModelFailureReason,
  type ModelRequest,
} from "../../../../lib/learn/engines/engine.ts";
import { redactedText } from "../../../../lib/redact/redacted.ts";

export const ANSWER = { findings: ["The flag --force is needed."] };

/** A request as an agent's node makes it. */
export function question(change: Partial<ModelRequest> = {}): ModelRequest {
  return {
    node: "session-5f1f-part2",
    model: "claude-haiku-4-5",
    system: redactedText`You find what went wrong.`,
    shared: [],
    prompt: redactedText`The session: it failed.`,
    schema: z.object({ findings: z.array(z.string()) }),
    maxOutputTokens: 4_000,
    signal: new AbortController().signal,
    ...change,
  };
}

/** The error of a failed request: of that kind, with one sentence that matches. */
export async function failure(
  asked: Promise<unknown>,
  reason: ModelFailureReason,
  sentence: RegExp,
): Promise<ModelError> {
  const error = await asked.then(
    (value) => assert.fail(`no error, but ${JSON.stringify(value)}`),
    (it) => it,
  );
  if (!(error instanceof ModelError)) throw error;
  assert.equal(error.reason, reason, error.message);
  assert.match(error.message, sentence);
  assert(!error.message.includes("\n") && error.message.endsWith("."), `one sentence: ${error.message}`);
  return error;
}
