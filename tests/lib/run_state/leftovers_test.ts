import assert from "node:assert/strict";
import { join } from "node:path";
import { removeLeftovers } from "../../../lib/run_state/mod.ts";

Deno.test("old temporary files of ours go; young ones, and everything of a person's, stay", async () => {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-leftovers-" });
  try {
    const gone = [`.writing-${crypto.randomUUID()}`, `.writing-${crypto.randomUUID()}`];
    const kept = [
      ".notes.tmp",
      ".impl-0a1b2c3d-1.tmp",
      "impl-a.xml",
      ".gitignore",
      ".writing-it-down",
      "x.tmp",
    ];
    const old = new Date(Date.now() - 61_000);
    for (const name of [...gone, ...kept]) {
      await Deno.writeTextFile(join(folder, name), "");
      await Deno.utime(join(folder, name), old, old);
    }
    const young = `.writing-${crypto.randomUUID()}`;
    await Deno.writeTextFile(join(folder, young), "");
    assert.equal(await removeLeftovers(folder, new Date()), gone.length);
    const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
    assert.deepEqual(names.sort(), [...kept, young].sort());
    assert.equal(await removeLeftovers(join(folder, "missing"), new Date()), 0);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
