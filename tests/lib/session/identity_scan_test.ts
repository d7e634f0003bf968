import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { CHUNK_BYTES } from "../../../lib/session/mod.ts";
import { scanIdentities } from "../../../lib/session/identity_scan.ts";
import { UserError } from "../../../lib/user_error.ts";

/** The identities that a scan gives for a file with this text. */
async function identitiesIn(text: string, most = Infinity): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "log.jsonl");
    await Deno.writeTextFile(path, text);
    const identities: string[] = [];
    await scanIdentities(path, (identity) => identities.push(identity) < most);
    return identities;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("uuids of lines, ids of messages and of tool uses are found, and nothing else with an id", async () => {
  const line = {
    parentUuid: "not-this",
    sessionId: "nor-this",
    message: {
      id: "msg_01",
      content: [{ type: "tool_use", id: "toolu_01", input: { id: "7" } }, { tool_use_id: "toolu_02" }],
    },
    uuid: "u-1",
    requestId: "req_01",
    leafUuid: "nor-that",
  };
  assert.deepEqual(await identitiesIn(`${JSON.stringify(line)}\n`), ["msg_01", "toolu_01", "u-1"]);
});

Deno.test("a log that is quoted in a text gives no identity", async () => {
  const quoted = JSON.stringify({ uuid: "quoted", message: { id: "msg_quoted" } });
  assert.deepEqual(await identitiesIn(JSON.stringify({ text: quoted, uuid: "u-1" })), ["u-1"]);
});

Deno.test("an identity that a chunk's end cuts anywhere is found", async () => {
  const line = `{"uuid":"01234567-89ab-cdef-0123-456789abcdef"}\n`;
  for (let cut = 0; cut <= line.length; cut += 5) {
    const text = `${"x".repeat(CHUNK_BYTES - cut)}${line}${"y".repeat(100)}`;
    const found = new Set(await identitiesIn(text));
    assert.deepEqual([...found], ["01234567-89ab-cdef-0123-456789abcdef"], `cut at ${cut}`);
  }
});

Deno.test("the scan ends when it is told to, and an empty file has none", async () => {
  assert.deepEqual(await identitiesIn('{"uuid":"a"}\n{"uuid":"b"}\n{"uuid":"c"}\n', 2), ["a", "b"]);
  assert.deepEqual(await identitiesIn(""), []);
});

Deno.test("whatever stands around it, each line's uuid is found, in order", async () => {
  const lines = fc.array(fc.record({ text: fc.string({ unit: "binary" }), uuid: fc.uuid() }), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(lines, async (given) => {
      const text = given.map((line) => `${JSON.stringify(line)}\n`).join("");
      assert.deepEqual(await identitiesIn(text), given.map(({ uuid }) => uuid));
    }),
    { numRuns: 50 },
  );
});

Deno.test("a log that isn't there is named", async () => {
  await assert.rejects(
    scanIdentities("/nowhere/log.jsonl", () => {}),
    (error) => error instanceof UserError && error.message.includes("/nowhere/log.jsonl"),
  );
});
