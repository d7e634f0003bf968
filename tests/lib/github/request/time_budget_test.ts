import assert from "node:assert/strict";
import { createTimeBudget, shareOfBudget } from "../../../../lib/github/request/time_budget.ts";
import type { Fault } from "../../../support/github_emulator/types.ts";
import { LABEL_REQUEST, refusal, REPOSITORY_REQUEST, startSeeded } from "../emulator_client.ts";

const HANG: Fault = { kind: "hang" };

Deno.test("time between requests is free, and requests side by side spend the same time once", async () => {
  let now = 0;
  const budget = createTimeBudget(100, () => now);
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  now = 50;
  assert.equal(budget.remaining(), 100);
  const both = [budget.spend(() => first.promise), budget.spend(() => second.promise)];
  now = 60;
  assert.equal(budget.remaining(), 90);
  first.resolve();
  await both[0];
  now = 70;
  second.resolve();
  await both[1];
  now = 1_000;
  assert.equal(budget.remaining(), 80);
  await assert.rejects(budget.spend(() => Promise.reject(new Error("x"))), /x/);
  await budget.spend(() => Promise.resolve(void (now = 2_000)));
  assert.equal(budget.remaining(), 0);
});

Deno.test("what a timer that ends early leaves is nothing", async () => {
  let now = 0;
  const budget = createTimeBudget(100, () => now);
  await budget.spend(() => Promise.resolve(void (now += 99.2)));
  assert.equal(budget.remaining(), 0);
});

Deno.test("a share ends with its part, spends the whole's time, and leaves the last third alone", async () => {
  let now = 0;
  const clock = () => now;
  const budget = createTimeBudget(90, clock);
  const share = shareOfBudget(budget, 1 / 2, clock);
  assert.deepEqual([share.total, share.whole, share.remaining()], [45, 90, 45]);
  await share.spend(() => Promise.resolve(void (now += 30)));
  assert.deepEqual([share.remaining(), budget.remaining()], [15, 60]);
  await budget.spend(() => Promise.resolve(void (now += 20)));
  assert.deepEqual([share.remaining(), budget.remaining()], [10, 40]);
  await budget.spend(() => Promise.resolve(void (now += 20)));
  assert.deepEqual([share.remaining(), budget.remaining()], [0, 20]);
});

Deno.test("requests of a client's share that get no answer leave time for others, and say how much they had", async () => {
  await using world = await startSeeded({ retry: { budget: 3_000, attemptTimeout: 3_000 } });
  world.emulator.faults.inject({ path: /labels$/, fault: HANG, times: 9 });
  const share = await world.client.withShare(0.1);
  const failure = await refusal(share.request(LABEL_REQUEST));
  assert.match(
    failure.message,
    /did not answer in time, tried once in its 1 of the 3 s of --timeout; run the/,
  );
  const unsent = await refusal(share.request(LABEL_REQUEST));
  assert.match(unsent.message, /: its 1 of the 3 s of --timeout were used up before it; run the command/);
  await world.client.request(REPOSITORY_REQUEST);
});

Deno.test("an attempt of a share takes its part of an attempt's time, so that there is time for others", async () => {
  await using world = await startSeeded({ retry: { budget: 5_000, attemptTimeout: 500, retries: 5 } });
  world.emulator.faults.inject({ fault: HANG, times: 3 });
  const share = await world.client.withShare(0.2);
  assert.equal((await share.request(REPOSITORY_REQUEST)).status, 200);
});

Deno.test("all requests of a client share one budget: what is left is for the next, and then nothing is sent", async () => {
  await using world = await startSeeded({ retry: { budget: 200, attemptTimeout: 1_000 } });
  world.emulator.faults.inject({ fault: HANG, times: 9 });
  const first = await refusal(world.client.request(REPOSITORY_REQUEST));
  assert.match(
    first.message,
    /^Could not read the repository: 127\.0\.0\.1:\d+ did not answer in time, tried once in the 1 s of --timeout; run the command again \(what was finished stays\), or give it more time with --timeout\.$/,
  );
  const sent = world.emulator.requests().length;
  const second = await refusal(world.client.request(LABEL_REQUEST));
  assert.match(
    second.message,
    /^Could not make a label: the 1 s of --timeout were used up before it; run the command again /,
  );
  assert.doesNotMatch(second.message, /may have been done/);
  assert.equal(world.emulator.requests().length, sent);
});

Deno.test("a wait that would outlast the budget is not begun, and the sentence says what would help", async () => {
  await using world = await startSeeded({ retry: { budget: 60_000 } });
  const body = { message: "API rate limit exceeded" };
  const headers = {
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 600),
  };
  world.emulator.faults.inject({ fault: { kind: "status", status: 403, headers, body } });
  const { message } = await refusal(world.client.request(REPOSITORY_REQUEST));
  assert.match(message, /rate limit is used up, tried once in the 60 s of --timeout; try again after .* UTC/);
  assert.match(message, /or let the command wait for it with --timeout 6[56]\d\.$/);
});

Deno.test("a pause spends the budget, and isn't made where it is too long", async () => {
  await using world = await startSeeded({ retry: { budget: 500 } });
  assert.equal(await world.client.pause(1), true);
  assert.equal(await world.client.pause(600), false);
});
