/** Texts of fields, found in bytes. */

import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { foundText, LONGEST_FOUND_BYTES, scanFields } from "../../../lib/session/field_scan.ts";
import { findNames } from "../../../lib/session/mod.ts";

async function withFile<Result>(text: string, test: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "log.jsonl");
    await Deno.writeTextFile(path, text);
    return await test(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function textsIn(text: string, name: string): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  const note = (bytes: Uint8Array, start: number) => void found.push(foundText(bytes, start));
  await withFile(text, (path) => scanFields(path, [{ name, found: note }]));
  return found;
}

Deno.test("whatever stands around them, the texts of a field are those that an expression finds", async () => {
  const pieces = fc.constantFrom(
    '"',
    "id",
    "uuid",
    ":",
    " ",
    "\t",
    "\\",
    "x",
    "{",
    "é",
    '"id":"',
    '"id" : "a"',
  );
  const texts = fc.array(pieces, { maxLength: 60 }).map((all) => all.join(""));
  await fc.assert(
    fc.asyncProperty(texts, fc.constantFrom("id", "uuid"), async (text, name) => {
      // The quote that begins a text begins no name.
      const pattern = new RegExp(`"${name}"[ \\t]*:[ \\t]*"(?=([^"]*)("?))`, "g");
      const expected = [...text.matchAll(pattern)].map(([, value = "", end]) =>
        end === "" ? undefined : String.fromCharCode(...new TextEncoder().encode(value))
      );
      assert.deepEqual(await textsIn(text, name), expected);
    }),
    { numRuns: 200 },
  );
});

Deno.test("a text that is longer than any id is not given", async () => {
  const longest = "x".repeat(LONGEST_FOUND_BYTES);
  assert.deepEqual(await textsIn(`{"id":"${longest}"}`, "id"), [longest]);
  assert.deepEqual(await textsIn(`{"id":"${longest}x"}`, "id"), [undefined]);
});

Deno.test("a log names the agents of its results and tool uses, and the sessions of its lines", async () => {
  const lines = [
    { sessionId: "s1", toolUseResult: { agentId: "a1" } },
    { sessionId: "s2", message: { content: [{ type: "tool_use", input: { resume: "a2" } }] } },
    { sessionId: "s2", message: { content: JSON.stringify({ agentId: "quoted", sessionId: "quoted" }) } },
    { sessionId: "../s3", toolUseResult: { agentId: "../a3" } },
  ];
  const { agentIds, sessionIds } = await withFile(
    lines.map((line) => JSON.stringify(line)).join("\n"),
    (path) => findNames(path),
  );
  assert.deepEqual([...agentIds], ["a1", "a2"]);
  assert.deepEqual([...sessionIds], ["s1", "s2"]);
  assert.deepEqual(await findNames("/nowhere/log.jsonl"), { agentIds: new Set(), sessionIds: new Set() });
});
