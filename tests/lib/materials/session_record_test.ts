import assert from "node:assert/strict";
import { join } from "node:path";
import { packMaterials } from "../../../lib/materials/pack.ts";
import { isOurName } from "../../../lib/materials/material_names.ts";
import { listMaterials, makeMaterialsFolder, prepareMaterialsFolder } from "../../../lib/materials/folder.ts";
import { readSessionRecords, type SessionRecord } from "../../../lib/materials/session_record.ts";
import { parseManifest } from "../../../lib/materials/manifest.ts";
import { unpackMaterials } from "../../../lib/materials/unpack.ts";
import { asPublished, createRedactor } from "../../../lib/redact/mod.ts";
import { readAsOlderClient } from "./older_reader.ts";
import { inFolder } from "../../support/temporary_folder.ts";

const account = (reasons: Record<string, { count: number; bytes: number }> = {}) => ({
  count: 0,
  bytes: 0,
  reasons,
});

function recordOf(changed: Partial<SessionRecord> = {}, reason = "file-history-snapshot"): SessionRecord {
  return {
    id: "s1",
    status: "converted",
    files: ["impl-s1.xml"],
    bytes_in: 100,
    bytes_out: 20,
    ledger: {
      read: 100,
      moved_results: 0,
      grown: 0,
      kept: account(),
      pruned: account({ [reason]: { count: 1, bytes: 100 } }),
      deduplicated: account(),
      truncated: account(),
      unparsed: {
        count: 1,
        bytes: 0,
        lines: [{ file: "s1.jsonl", line: 7, reason: "the line is not JSON" }],
      },
      structure: 0,
      redacted: account(),
    },
    ...changed,
  };
}

async function withFiles(files: Readonly<Record<string, unknown>>, test: (folder: string) => Promise<void>) {
  await inFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) {
      await Deno.writeTextFile(
        join(folder, name),
        typeof content === "string" ? content : JSON.stringify(content),
      );
    }
    await test(folder);
  });
}

Deno.test("records are read for sessions whose parts are there; what is in no shape is a warning", async () => {
  const files = {
    "impl-s1.xml": "<session/>",
    "impl-s1.ledger.json": { ...recordOf(), later: "unknown fields go" },
    "impl-s2.ledger.json": recordOf({ id: "s2", files: ["impl-s2.xml"] }),
    "planning-s3.ledger.json": recordOf({ id: "s3", status: "empty", files: [] }),
    "impl-s4.ledger.json": "{",
    "impl-s5.ledger.json": { id: "s5" },
    "notes.ledger.json": recordOf({ id: "foreign", files: [] }),
  };
  await withFiles(files, async (folder) => {
    const { materials } = await listMaterials(folder);
    assert.deepEqual(materials.map(({ name }) => name), ["impl-s1.xml"]);
    const { records, warnings } = await readSessionRecords(folder, materials);
    assert.deepEqual(records, [recordOf(), recordOf({ id: "s3", status: "empty", files: [] })]);
    assert.deepEqual(warnings.map((warning) => /impl-s[45]/.exec(warning)?.[0]), ["impl-s4", "impl-s5"]);
  });
});

Deno.test("a record goes with the other files of an earlier run", async () => {
  assert.ok(isOurName("impl-s1.ledger.json") && !isOurName("session-s1.ledger.json"));
  await withFiles({}, async (project) => {
    const folder = makeMaterialsFolder(project, 42);
    await Deno.writeTextFile(join(folder, "impl-s1.ledger.json"), JSON.stringify(recordOf()));
    await Deno.writeTextFile(join(folder, "notes.ledger.json"), "mine");
    assert.deepEqual(await prepareMaterialsFolder(project, 42), ["impl-s1.ledger.json"]);
  });
});

Deno.test("the manifest tells what became of the sessions, whatever their logs call things", async () => {
  const token = "gh" + "p_" + "1f0B9c8D7e6F5a4B3c2D1e0F9a8B7c6D5e4F";
  const line = "=".repeat(60);
  const names = [`type "${token}"`, `a ${line} b`, `\n${line}\n`, "\u0000</x>\\", "__proto__", "]]>"];
  const redactor = await createRedactor();
  const packed = await packMaterials([{ name: asPublished("impl-s1.xml"), grown: asPublished("<a/>\n") }], {
    issueNumber: 42,
    createdAt: new Date("2026-02-01T12:00:00Z"),
    redactor,
    sessions: names.map((name) => recordOf({ id: name }, name)),
  });
  const text = packed.gistFiles[0]?.content ?? "";
  assert.ok(!text.includes(token));
  const { files, verified } = await unpackMaterials(text);
  assert.equal(verified, true);
  const written = new TextDecoder().decode(files.find(({ name }) => name === "manifest.json")?.bytes);
  const manifest = parseManifest(written);
  assert.equal(manifest?.sessions?.length, names.length);
  assert.deepEqual(manifest?.sessions?.[0]?.ledger.unparsed, recordOf().ledger.unparsed);
  assert.match(
    Object.keys(manifest?.sessions?.[0]?.ledger.pruned.reasons ?? {})[0] ?? "",
    /^type "\[redacted:/,
  );
  assert.equal(JSON.parse(written).redactions["github-token"], 2);
  assert.equal(readAsOlderClient(text).get("manifest.json"), written);
});

Deno.test("sessions that another version told in another way do not spoil a manifest", async () => {
  const packed = await packMaterials([{ name: asPublished("impl-s1.xml"), grown: asPublished("<a/>\n") }], {
    issueNumber: 42,
    createdAt: new Date("2026-02-01T12:00:00Z"),
    redactor: await createRedactor(),
    sessions: [recordOf()],
  });
  const changed = packed.gistFiles[0]?.content.replace('"ledger":{', '"account":{') ?? "";
  const { files } = await unpackMaterials(changed);
  assert.deepEqual(files.map(({ name }) => name), ["impl-s1.xml", "manifest.json"]);
  const manifest = parseManifest(new TextDecoder().decode(files[1]?.bytes));
  assert.deepEqual([manifest?.issue_number, manifest?.sessions], [42, undefined]);
});
