import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { wasOnBranch } from "../../../../lib/session/discovery/branch_of_log.ts";

async function withLog(content: string, test: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "log.jsonl");
    await Deno.writeTextFile(path, content);
    await test(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the branch is found wherever its line lies, across the borders of reads", async () => {
  // 64 KiB is the first read: the line begins up to 80 bytes before its end.
  const branch = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((name) =>
    name.isWellFormed()
  );
  await fc.assert(
    fc.asyncProperty(branch, fc.nat({ max: 80 }), async (name, before) => {
      const padding = "é".repeat(30_000) + "x".repeat(65_536 - 60_000 - before);
      await withLog(`${padding}${JSON.stringify({ gitBranch: name })}\n`, async (path) => {
        assert.equal(await wasOnBranch(path, name), true);
        assert.equal(await wasOnBranch(path, `${name}-2`), false);
      });
    }),
    { numRuns: 60 },
  );
});

Deno.test("white space around the colon doesn't matter", () =>
  withLog('{"gitBranch" :\t"main"}', async (path) => assert.equal(await wasOnBranch(path, "main"), true)));

Deno.test("a branch that a text merely quotes doesn't count", () =>
  withLog(
    JSON.stringify({ gitBranch: "main", message: { content: JSON.stringify({ gitBranch: "P42" }) } }),
    async (path) => assert.equal(await wasOnBranch(path, "P42"), false),
  ));

Deno.test("characters of regular expressions in a branch mean themselves", () =>
  withLog('{"gitBranch":"v1x2"}', async (path) => assert.equal(await wasOnBranch(path, "v1.2"), false)));

Deno.test("an aborted search stops", () =>
  withLog('{"gitBranch":"main"}', async (path) => {
    await assert.rejects(wasOnBranch(path, "main", AbortSignal.abort(new Error("stopped"))), /stopped/);
  }));
