import assert from "node:assert/strict";
import { join } from "node:path";
import { collectParts, preprocessSession } from "../../../lib/preprocess/mod.ts";
import { estimateTokens } from "../../../lib/preprocess/tokens.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { inFolder } from "./converting.ts";

const line = (index: number) => ({
  type: "user",
  uuid: `u${index}`,
  timestamp: `2026-03-01T10:00:${String(index % 60).padStart(2, "0")}.000Z`,
  message: { role: "user", content: `prompt ${index}: ${"keep the words of a person ".repeat(20)}` },
});

/** The start tags of a session's parts. */
async function openingsOf(sessionId: string): Promise<string[]> {
  return await inFolder(async (folder) => {
    const path = join(folder, "session.jsonl");
    const lines = Array.from({ length: 60 }, (_, index) => JSON.stringify(line(index)));
    await Deno.writeTextFile(path, lines.join("\n"));
    const redactor = await createRedactor();
    const sink = collectParts();
    const options = { maxTokens: 1500, includeAgents: true, detail: "normal" as const, redactor };
    await preprocessSession({ path, sessionId }, options, sink);
    return sink.parts.map((part) => part.slice(0, part.indexOf("\n")));
  });
}

Deno.test("each part says which one it is, of how many, and its session's id is redacted", async () => {
  for (
    const [id, shown] of [["2b0f-plain", "2b0f-plain"], [
      "kim@tidebook-mail.com",
      "\\[redacted:email:[0-9a-f]{4}\\]",
    ]]
  ) {
    const openings = await openingsOf(id ?? "");
    assert.ok(openings.length >= 4);
    openings.forEach((opening, index) => {
      const start = `^<session id="${shown}" part="${index + 1}" parts="${openings.length}"`;
      assert.match(opening, new RegExp(start));
    });
  }
});

Deno.test("a part that the redaction of the whole makes too large becomes several, and nothing of it is lost", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "session.jsonl");
    const lines = Array.from({ length: 60 }, (_, index) => JSON.stringify(line(index)));
    await Deno.writeTextFile(path, lines.join("\n"));
    // References are the program's own: they are seen in the finished part alone, and a mark is longer than each.
    const redactor = await createRedactor({
      customPatterns: [{ kind: "own", source: "L[0-9]+", flags: "" }],
    });
    const sink = collectParts();
    const options = { maxTokens: 1500, includeAgents: true, detail: "normal" as const, redactor };
    const { parts } = await preprocessSession({ path }, options, sink);
    const text = sink.parts.join("\n");
    assert.match(text, /<user ref="\[redacted:own:[0-9a-f]{4}\]"/);
    for (let index = 0; index < 60; index++) {
      assert.equal(text.split(`prompt ${index}:`).length, 2, `${index}`);
    }
    assert.ok(parts.every(({ tokens }) => tokens <= 1500));
    assert.ok(sink.parts.every((part) => estimateTokens(part) <= 1500));
  });
});
