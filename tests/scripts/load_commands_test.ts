import assert from "node:assert/strict";
import { loadCommandsFor } from "../../scripts/mod.ts";

Deno.test("a word loads the command that it names, alone; one that names none loads all", async () => {
  const names = async (word: string) => (await loadCommandsFor(word)).map(({ name }) => name);
  assert.deepEqual(await names("trigger"), ["trigger-async-learn"]);
  assert.deepEqual(await names("trigger-async-learn"), ["trigger-async-learn"]);
  assert.deepEqual(await names("plan-save-to-issue"), ["plan-save"]);
  assert.deepEqual(await names("doctor"), ["doctor"]);
  assert.ok((await names("nope")).length > 20);
});
