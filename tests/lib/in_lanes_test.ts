import assert from "node:assert/strict";
import fc from "fast-check";
import { inLanes, ofFiles } from "../../lib/in_lanes.ts";

Deno.test("each item is worked on once, in order, and never more at a time than there are lanes", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3)), fc.integer({ min: 1, max: 5 }), async (turns, lanes) => {
      const begun: number[] = [];
      let running = 0;
      let most = 0;
      await inLanes(turns, lanes, async (turnsToWait, index) => {
        begun.push(index);
        most = Math.max(most, ++running);
        for (let turn = 0; turn < turnsToWait; turn++) await Promise.resolve();
        running--;
      });
      assert.deepEqual(begun, turns.map((_, index) => index));
      assert.ok(most <= lanes);
      assert.equal(running, 0);
    }),
  ));

Deno.test("a failure is thrown when all lanes have stopped, and nothing is begun after it", async () => {
  const begun: number[] = [];
  const finished: number[] = [];
  const work = async (item: number) => {
    begun.push(item);
    if (item === 1) throw new Error("item 1");
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    finished.push(item);
  };
  await assert.rejects(inLanes([0, 1, 2, 3, 4, 5], 2, work), /item 1/);
  assert.deepEqual(begun, [0, 1]);
  assert.deepEqual(finished, [0]);
});

Deno.test("what is asked of files comes in their order, and few of them are open at a time", async () => {
  let open = 0;
  let most = 0;
  const answers = await ofFiles(Array.from({ length: 500 }, (_, index) => index), async (index) => {
    most = Math.max(most, ++open);
    for (let turn = index % 3; turn >= 0; turn--) await Promise.resolve();
    open--;
    return index * 2;
  });
  assert.deepEqual(answers, Array.from({ length: 500 }, (_, index) => index * 2));
  assert.ok(most <= 16, `${most} were open`);
  await assert.rejects(ofFiles([1], () => Promise.reject(new Error("unreadable"))), /unreadable/);
});
