import assert from "node:assert/strict";
import { NamedResults } from "../../../lib/session/mod.ts";

const encoder = new TextEncoder();

Deno.test("results are found with their session, wherever one chunk ends and the next begins", () => {
  const log = encoder.encode([
    JSON.stringify({ text: "saved to: /h/.claude/projects/-x/s1/tool-results/a.txt\n\nPreview" }),
    JSON.stringify({ text: "saved to: C:\\x\\s-2\\tool-results\\b.json." }),
    "/s3/tool-results/no-text.png /../tool-results/c.txt tool-results/d.txt tool-results",
  ].join("\n"));
  const expected = [{ session: "s1", name: "a.txt" }, { session: "s-2", name: "b.json" }];
  for (const bytes of [1, 7, 30, log.length]) {
    const named = new NamedResults();
    for (let at = 0; at < log.length; at += bytes) named.note(log.subarray(at, at + bytes));
    assert.deepEqual(named.all(), expected, `${bytes} bytes a chunk`);
  }
});
