import assert from "node:assert/strict";
import { HOSTILE_CASES, runHostileCase } from "../support/hostile/run_case.ts";
import { runInProcess } from "../support/hostile/run_in_process.ts";

for (const hostile of HOSTILE_CASES) {
  Deno.test(`${hostile.kind}: ${hostile.outcome}`, async () => {
    const { problems } = await runHostileCase(hostile, runInProcess);
    assert.deepEqual(problems, []);
  });
}

Deno.test("no two rows of the hostile list have the same name", () => {
  const kinds = HOSTILE_CASES.map(({ kind }) => kind);
  assert.deepEqual(kinds.filter((kind, index) => kinds.indexOf(kind) !== index), []);
});
