import assert from "node:assert/strict";
import { longestChain } from "../../../tools/bench/round_trips.ts";
import { triggerAsyncLearn } from "../../../scripts/trigger_async_learn.ts";
import { INPUT, inWorld, seedOrdinaryPlan } from "../../scripts/trigger_world.ts";

function request(name: string, startedAt: number, durationMilliseconds: number) {
  return { name, startedAt, durationMilliseconds };
}

Deno.test("requests side by side count once, those one after another each", () => {
  const requests = [
    request("long", 0, 100),
    request("a", 0, 10),
    request("b", 10, 10),
    request("beside b", 12, 30),
    request("c", 25, 5),
    request("last", 100, 10),
  ];
  assert.deepEqual(longestChain(requests).map(({ name }) => name), ["a", "b", "c", "last"]);
  assert.deepEqual(longestChain([]), []);
});

Deno.test("trigger needs at most six round trips one after another before it dispatches", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    world.emulator.settings.latencyMilliseconds = 40;
    await triggerAsyncLearn(INPUT, world.context);
    const requests = world.emulator.requests();
    const dispatch = requests.findIndex(({ path }) => path.endsWith("/dispatches"));
    const chain = longestChain(requests.slice(0, dispatch));
    assert(
      chain.length >= 3 && chain.length <= 6,
      chain.map(({ method, path }) => `${method} ${path}`).join("\n"),
    );
  }));
