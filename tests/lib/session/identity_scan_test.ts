import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { CHUNK_BYTES } from "../../../lib/session/mod.ts";
import { scanIdentities, WantedIdentities } from "../../../lib/session/identity_scan.ts";
import { UserError } from "../../../lib/user_error.ts";

/** What a scan for these identities gives for a file with this text. */
async function identitiesIn(text: string, wanted: readonly string[], most = Infinity): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "log.jsonl");
    await Deno.writeTextFile(path, text);
    const identities: string[] = [];
    await scanIdentities(
      path,
      new WantedIdentities(wanted),
      (identity) => identities.push(identity) < most,
    );
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
  const wanted = ["u-1", "not-this", "nor-this", "msg_01", "toolu_01", "toolu_02", "req_01", "nor-that"];
  assert.deepEqual(await identitiesIn(`${JSON.stringify(line)}\n`, wanted), ["u-1", "msg_01", "toolu_01"]);
});

Deno.test("identities are found with blanks around the colon, as programs other than the client write them", async () => {
  for (const colon of [": ", " :", " : ", "\t:\t", ":   "]) {
    const line = `{"uuid"${colon}"u-1","message"${colon}{"id"${colon}"msg_01","parentUuid"${colon}"u-0"}}\n`;
    assert.deepEqual(await identitiesIn(line, ["u-0", "u-1", "msg_01"]), ["u-1", "msg_01"], colon);
  }
  assert.deepEqual(await identitiesIn('{"uuid": null, "id" "u-1", "id":: "u-1", "uuid":', ["u-1"]), []);
});

Deno.test("identities are found in UTF-16", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "log.jsonl");
    const text = '\ufeff{"uuid":"u-1"}\n';
    const units = Uint16Array.from(text, (character) => character.charCodeAt(0));
    await Deno.writeFile(path, new Uint8Array(units.buffer));
    const found: string[] = [];
    await scanIdentities(path, new WantedIdentities(["u-1"]), (identity) => void found.push(identity));
    assert.deepEqual(found, ["u-1"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a log that is quoted in a text gives no identity", async () => {
  const quoted = JSON.stringify({ uuid: "quoted", message: { id: "msg_quoted" } });
  assert.deepEqual(
    await identitiesIn(JSON.stringify({ text: quoted, uuid: "u-1" }), ["u-1", "quoted", "msg_quoted"]),
    ["u-1"],
  );
});

Deno.test("an identity that a chunk's end cuts anywhere is found", async () => {
  const uuid = "01234567-89ab-cdef-0123-456789abcdef";
  const line = `{"uuid":"${uuid}"}\n`;
  for (let cut = 0; cut <= line.length; cut += 5) {
    const text = `${"x".repeat(CHUNK_BYTES - cut)}${line}${"y".repeat(100)}`;
    const found = new Set(await identitiesIn(text, [uuid]));
    assert.deepEqual([...found], [uuid], `cut at ${cut}`);
  }
});

Deno.test("the scan ends when it is told to, and an empty file has none", async () => {
  assert.deepEqual(await identitiesIn('{"uuid":"a"}\n{"uuid":"b"}\n{"uuid":"c"}\n', ["a", "b", "c"], 2), [
    "a",
    "b",
  ]);
  assert.deepEqual(await identitiesIn("", ["a"]), []);
});

Deno.test("whatever stands around it, each wanted uuid is found, in order", async () => {
  const lines = fc.array(fc.record({ text: fc.string({ unit: "binary" }), uuid: fc.uuid() }), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(lines, async (given) => {
      const text = given.map((line) => `${JSON.stringify(line)}\n`).join("");
      const wanted = given.map(({ uuid }) => uuid).filter((_, index) => index % 2 === 0);
      assert.deepEqual(await identitiesIn(text, wanted), wanted);
    }),
    { numRuns: 50 },
  );
});

Deno.test("a log that isn't there is named", async () => {
  await assert.rejects(
    scanIdentities("/nowhere/log.jsonl", new WantedIdentities([]), () => {}),
    (error) => error instanceof UserError && error.message.includes("/nowhere/log.jsonl"),
  );
});
