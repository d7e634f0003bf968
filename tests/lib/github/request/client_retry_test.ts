import assert from "node:assert/strict";
import { z } from "zod";
import { failureOf, statusOf } from "../../../../lib/github/mod.ts";
import { UserError } from "../../../../lib/user_error.ts";
import type { Fault } from "../../../support/github_emulator/types.ts";
import {
  givingUp,
  HELD_TIMEOUT,
  LABEL_REQUEST,
  refusal,
  REPOSITORY_REQUEST,
  startSeeded,
} from "../emulator_client.ts";
import { MADE_UP_TOKEN } from "../../../support/made_up_token.ts";
import { until } from "../../../support/until.ts";

const PASSING: readonly (readonly [title: string, fault: Fault])[] = [
  ["500", { kind: "status", status: 500, body: { message: "oops" } }],
  ["502 with HTML", {
    kind: "status",
    status: 502,
    headers: { "content-type": "text/html" },
    body: "<html>",
  }],
  ["a connection lost before the answer", { kind: "reset-before-answer" }],
  ["a connection lost after acting", { kind: "reset-after-acting" }],
  ["a body that is cut", { kind: "cut-body", afterBytes: 20 }],
  ["JSON that is cut", { kind: "malformed-json" }],
];

Deno.test("what an answer repeats of a token is told redacted, before a retry and at the end", async () => {
  const token = MADE_UP_TOKEN;
  const told: string[] = [];
  await using world = await startSeeded({ onRetry: (message) => void told.push(message) });
  for (const status of [500, 422]) {
    world.emulator.faults.inject({
      fault: { kind: "status", status, body: { message: "oops", errors: [`not with ${token}`] } },
      times: 1,
    });
  }
  const error = await refusal(world.client.request(REPOSITORY_REQUEST));
  for (const text of [told.join(), error.message, error.detail ?? "", failureOf(error)?.reason ?? ""]) {
    assert.match(text, /oops; not with \[redacted:github-token:/);
    assert.ok(!text.includes(token));
  }
});

for (const [title, fault] of PASSING) {
  Deno.test(`reading goes on after ${title}, told on the way`, async () => {
    const told: string[] = [];
    await using world = await startSeeded({ onRetry: (message) => void told.push(message) });
    world.emulator.faults.inject({ fault, times: 2 });
    assert.equal((await world.client.request(REPOSITORY_REQUEST)).data.default_branch, "main");
    // A lost connection may be mended by Deno itself once, which nobody is told.
    assert(told.length >= 1 && told.length <= 2);
    assert.match(
      told[0] ?? "",
      /^GET \/repos\/acme\/tidebook failed \(.+\); retry 1 in 0\.0 s, \d+ s of --timeout left$/,
    );
  });

  Deno.test(`a write is not repeated after ${title}, and the sentence says that it may be done`, async () => {
    await using world = await startSeeded();
    // On a connection that was used before, too.
    await world.client.request(REPOSITORY_REQUEST);
    world.emulator.faults.inject({ method: "POST", fault, times: 2 });
    const error = await refusal(world.client.request(LABEL_REQUEST));
    assert.match(error.message, /it may have been done all the same/);
    assert.equal(failureOf(error)?.doubtful, true);
    assert.equal(world.emulator.requests({ method: "POST" }).length, 1);
  });

  Deno.test(`a query goes on after ${title}`, async () => {
    await using world = await startSeeded();
    world.emulator.faults.inject({ fault, times: 1 });
    const answer = z.object({ viewer: z.object({ login: z.string() }) });
    const { viewer } = await world.client.graphql({
      query: "{ viewer { login } }",
      variables: {},
      purpose: "x",
      answer,
    });
    assert.equal(viewer.login, "ada");
  });
}

Deno.test("a slow body is waited for", async () => {
  await using world = await startSeeded();
  world.emulator.faults.inject({ fault: { kind: "slow-body", bytesAtOnce: 400, pauseMilliseconds: 5 } });
  assert.equal((await world.client.request(REPOSITORY_REQUEST)).status, 200);
});

Deno.test("after as many failures as allowed the last one is told", async () => {
  await using world = await startSeeded();
  world.emulator.faults.inject({
    fault: { kind: "status", status: 503, body: { message: "down" } },
    times: 9,
  });
  const error = await refusal(world.client.request(REPOSITORY_REQUEST));
  assert.match(error.message, /HTTP 503\), tried 6 times; try again in a minute/);
  assert.equal(world.emulator.requests().length, 6);
  assert.equal(statusOf(error), 503);
});

Deno.test("a write refused for a rate limit is repeated when the limit is over", async () => {
  await using world = await startSeeded();
  const body = { message: "You have exceeded a secondary rate limit" };
  world.emulator.faults.inject({
    method: "POST",
    fault: { kind: "status", status: 403, headers: { "retry-after": "0" }, body },
  });
  await world.client.request(LABEL_REQUEST);
  assert(world.emulator.labels().includes("x"));
});

Deno.test("a server that never answers is given up, in one sentence", async () => {
  const retry = { attemptTimeout: HELD_TIMEOUT, budget: 3 * HELD_TIMEOUT, retries: 1 };
  await using world = await startSeeded({ retry });
  world.emulator.faults.inject({ fault: { kind: "hang" }, times: 5 });
  const { message } = await givingUp(world, () => refusal(world.client.request(REPOSITORY_REQUEST)));
  assert.match(message, /127\.0\.0\.1:\d+ did not answer in time, tried 2 times; try again\.$/);
  assert.equal(world.emulator.requests().length, 2);
});

Deno.test("a server that stops in the middle of its answer is given up as well", async () => {
  await using world = await startSeeded({ retry: { attemptTimeout: 30, retries: 0 } });
  world.emulator.faults.inject({ fault: { kind: "slow-body", bytesAtOnce: 1, pauseMilliseconds: 1_000 } });
  assert.match((await refusal(world.client.request(REPOSITORY_REQUEST))).message, /did not answer in time/);
});

Deno.test("all tries together stay within the budget", async () => {
  await using world = await startSeeded({ retry: { attemptTimeout: 1_000_000, budget: 60, retries: 100 } });
  world.emulator.faults.inject({ fault: { kind: "hang" }, times: 200 });
  assert.match(
    (await refusal(world.client.request(REPOSITORY_REQUEST))).message,
    /did not answer in time, tried once in /,
  );
});

Deno.test("an interruption ends a request at once and comes out as it is", async () => {
  const controller = new AbortController();
  await using world = await startSeeded({ signal: controller.signal });
  world.emulator.faults.inject({ fault: { kind: "hang" } });
  const request = world.client.request(REPOSITORY_REQUEST);
  const interrupted = assert.rejects(request, (error) => error === controller.signal.reason);
  await until(() => world.emulator.journal.length > 0, interrupted);
  controller.abort(new UserError("Interrupted."));
  await interrupted;
});

Deno.test("an interruption ends the wait before a retry", async () => {
  const controller = new AbortController();
  await using world = await startSeeded({
    signal: controller.signal,
    retry: { firstDelay: 10_000_000, budget: 100_000_000 },
    onRetry: () => controller.abort(new UserError("Interrupted.")),
  });
  world.emulator.faults.inject({ fault: { kind: "status", status: 500 } });
  await assert.rejects(world.client.request(REPOSITORY_REQUEST), /Interrupted/);
});

Deno.test("a query that went wrong on GitHub's side is sent again, one that it refuses is not", async () => {
  const query = { query: "{ viewer { login } }", variables: {}, purpose: "look", answer: z.unknown() };
  const failing = (message: string): Fault => ({
    kind: "status",
    status: 200,
    body: { data: null, errors: [{ message }] },
  });
  await using world = await startSeeded();
  const wrong =
    "Something went wrong while executing your query. Please include `A1:B2` when reporting this issue.";
  world.emulator.faults.inject({ path: /graphql$/, fault: failing(wrong), times: 2 });
  await world.client.graphql(query);
  assert.equal(world.emulator.requests().length, 3);
  world.emulator.faults.inject({ path: /graphql$/, fault: failing("You may not look."), times: 2 });
  assert.match((await refusal(world.client.graphql(query))).message, /You may not look/);
  assert.equal(world.emulator.requests().length, 4);
});
