import assert from "node:assert/strict";
import { loadCommandsFor } from "../../scripts/mod.ts";

Deno.test("words load the command that they name, alone, whether it is to run or to be explained", async () => {
  const names = async (...words: string[]) => (await loadCommandsFor(words)).map(({ name }) => name);
  assert.deepEqual(await names("trigger", "42"), ["trigger-async-learn"]);
  assert.deepEqual(await names("trigger-async-learn", "--help"), ["trigger-async-learn"]);
  assert.deepEqual(await names("preprocess-session", "a.jsonl"), ["preprocess-session"]);
  assert.deepEqual(await names("plan-save-to-issue"), ["plan-save"]);
  assert.ok((await names("nope", "-h")).length > 20);
});
