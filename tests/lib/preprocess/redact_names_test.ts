import assert from "node:assert/strict";
import { join } from "node:path";
import { convertFile, convertLines, inFolder, userLine } from "./converting.ts";

Deno.test("names that a log made up are redacted, and never cut in half before", async () => {
  const token = `ghp_${"Ab3dE6gH9k".repeat(4).slice(0, 36)}`;
  const { report } = await convertLines([
    userLine([{ type: token }, { type: "bob.smith@corp.example" }, "Go."]),
    { type: token },
    { type: `a type of its own, for once with a few words ${token}` },
    { type: "progress", uuid: "p", data: { type: token } },
    { type: "attachment", uuid: "a", attachment: { type: token } },
  ]);
  const { unknownTypes, dropped, ledger } = report;
  const written = JSON.stringify(report);
  assert.ok(!written.includes("ghp_") && !written.includes("bob.smith"), written);
  assert.equal(Object.values(unknownTypes).reduce((sum, count) => sum + count, 0), 5);
  assert.ok(Object.keys(dropped).some((name) => /^progress\/\[redacted:/.test(name)));
  assert.equal(ledger.pruned.reasons["unknown type"]?.count, 5);
});

Deno.test("names that are one when redacted are counted as one, and files' names are redacted in reasons", async () => {
  const { report } = await convertLines([
    userLine("Go."),
    { type: "/home/kim/notes" },
    { type: "/home/ada/notes" },
    { type: "/home/ada/notes" },
  ]);
  assert.deepEqual(report.unknownTypes, { "~/notes": 3 });
  await inFolder(async (folder) => {
    const path = join(folder, `ghp_${"Ab3dE6gH9k".repeat(4).slice(0, 36)}.jsonl`);
    await Deno.writeTextFile(path, `${JSON.stringify(userLine("Go."))}\nno line\n`);
    const [unparsed] = (await convertFile(path)).report.unparsed;
    assert.match(unparsed?.file ?? "", /^\[redacted:[^\]]+\]\.jsonl$/);
    assert.deepEqual([unparsed?.line, unparsed?.reason], [2, "the line holds no JSON object"]);
  });
});
