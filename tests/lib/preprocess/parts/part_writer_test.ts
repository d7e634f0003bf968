import assert from "node:assert/strict";
import { join } from "node:path";
import { collectParts, preprocessSession, writePartsTo } from "../../../../lib/preprocess/mod.ts";
import { countTokens, estimateTokens } from "../../../../lib/preprocess/tokens/tokens.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { assistantLine, convertLines, inFolder, toolLines, userLine } from "../converting.ts";

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

const SECRET = ["Vn9.k_", "A.7lGlY3W"].join("");

const LINES_BEFORE = 400;

/**
 * A session in which a password is shown long before it is told to be one, and again later: parts are written by then,
 * as texts are redacted by 50,000 characters.
 */
function sessionWithLateSecret(filler: string): string {
  const says = (index: number, content: string) =>
    JSON.stringify({ ...line(index), message: { role: "user", content } });
  return [
    ...Array.from(
      { length: LINES_BEFORE },
      (_, index) => says(index, `trying ${SECRET} ${index}: ${filler}`),
    ),
    says(LINES_BEFORE, `ADMIN_PASSWORD=${SECRET}`),
    ...Array.from(
      { length: 5 },
      (_, index) => says(LINES_BEFORE + 1 + index, `again ${SECRET} ${index}: ${filler}`),
    ),
  ].join("\n");
}

for (const kind of ["memory", "files"] as const) {
  Deno.test(`a secret that is known late is taken out of the parts before, too: ${kind}`, async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "session.jsonl");
      await Deno.writeTextFile(path, sessionWithLateSecret("keep the words of a person ".repeat(20)));
      const redactor = await createRedactor();
      const sink = collectParts();
      const options = { maxTokens: 1500, includeAgents: true, detail: "normal" as const, redactor };
      const out = join(folder, "out");
      const { parts } = await preprocessSession(
        { path },
        options,
        kind === "memory" ? sink : writePartsTo(out, "impl"),
      );
      assert.ok(parts.length >= 3, `${parts.length}`);
      const texts = kind === "memory"
        ? sink.parts
        : await Promise.all(parts.map(({ name }) => Deno.readTextFile(join(out, name ?? ""))));
      const text = texts.join("\n");
      assert.doesNotMatch(text, /Vn9|lGlY3W/);
      for (let index = 0; index < 30; index++) {
        assert.ok(text.includes(`] ${index}: keep the words`), `${index}`);
      }
      assert.equal(
        text.match(/(?:trying|again) \[redacted:password:[0-9a-f]{4}\]/g)?.length,
        LINES_BEFORE + 5,
      );
      for (const [index, { tokens, bytes }] of parts.entries()) {
        assert.equal(bytes, new TextEncoder().encode(texts[index]).length);
        assert.ok(tokens <= 1500 && tokens >= estimateTokens(texts[index] ?? ""), `${index}: ${tokens}`);
      }
    });
  });
}

Deno.test("where marks make a part too large that was written before, they are short", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "session.jsonl");
    const short = ["Winter", "2025"].join("");
    await Deno.writeTextFile(
      path,
      sessionWithLateSecret(`${SECRET} `.repeat(60)).replaceAll(SECRET, short),
    );
    const redactor = await createRedactor();
    const sink = collectParts();
    const options = { maxTokens: 1500, includeAgents: true, detail: "normal" as const, redactor };
    const { parts } = await preprocessSession({ path }, options, sink);
    assert.doesNotMatch(sink.parts.join("\n"), /Winter|2025/);
    assert.match(sink.parts.join("\n"), />trying \*\*\* [0-9]+: \*\*\* \*\*\* /);
    for (const [index, { tokens }] of parts.entries()) {
      assert.ok(tokens <= 1500 && tokens >= estimateTokens(sink.parts[index] ?? ""), `${index}: ${tokens}`);
    }
  });
});

Deno.test("parts as small as may be are full, and none is too large", async () => {
  const row = (index: number) =>
    `行 ${index} の東京電力と Ålesund Fisk: 1.234,${index % 90} €, ${"x".repeat(index % 40)}`;
  const text = Array.from({ length: 28 }, (_, index) => row(index)).join("\n");
  const inner = { isSidechain: true, agentId: "a1" };
  const progress = (line: unknown) => ({
    ...userLine(""),
    type: "progress",
    parentToolUseID: "call",
    data: { type: "agent_progress", agentId: "a1", message: line },
  });
  const call = {
    type: "tool_use",
    id: "call",
    name: "Agent",
    input: { prompt: "Look", subagent_type: "Explore" },
  };
  const lines = Array.from({ length: 12 }, (_, index) => [
    userLine(`${index}: ${"keep the words of a person ".repeat(index)}`),
    ...toolLines("Bash", { command: `run ${index}` }, text),
    assistantLine(text.slice(0, 90 * index)),
  ]).flat();
  const agent = Array.from({ length: 6 }, (_, index) => progress(assistantLine(`${index} ${text}`, inner)));
  const used = {
    ...userLine(""),
    type: "assistant",
    message: { id: "m", role: "assistant", content: [call] },
  };
  const { parts } = await convertLines([...lines, used, ...agent], { maxTokens: 500 });
  assert.ok(parts.length > 20);
  for (const [index, part] of parts.entries()) {
    const tokens = countTokens(part);
    assert.ok(tokens <= 500 && (tokens >= 375 || index === parts.length - 1), `${index}: ${tokens}`);
  }
  await assert.rejects(convertLines(lines, { maxTokens: 499 }), /use at least 500/);
});
