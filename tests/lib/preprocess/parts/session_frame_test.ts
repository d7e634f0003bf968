import assert from "node:assert/strict";
import { frameOpening, frameTokens } from "../../../../lib/preprocess/parts/session_frame.ts";
import { countTokens } from "../../../../lib/preprocess/tokens/tokens.ts";

const asItIs = { redact: (text: string) => Promise.resolve(text as never) };

Deno.test("what a further part sets aside for its tags holds them, and leaves small parts their room", async () => {
  for (let index = 0; index < 500; index++) {
    const sessionId = crypto.randomUUID();
    const maxTokens = frameTokens(2, 1000, sessionId);
    assert.ok(maxTokens < 70);
    const frame = { sessionId, facts: undefined, part: 900_000 + index, parts: 999_999, maxTokens };
    const opening = await frameOpening(frame, asItIs);
    assert.ok(countTokens(`${opening}\n`) + countTokens("\n</session>\n") <= maxTokens, opening);
  }
  assert.ok(frameTokens(2, 1000, "a name of a file".repeat(9)) >= 150);
});
