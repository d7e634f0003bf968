import assert from "node:assert/strict";
import { type AttemptSettings, runAttempts } from "../../../../lib/github/request/attempts.ts";
import { failureError } from "../../../../lib/github/request/request_failure.ts";
import { createTimeBudget } from "../../../../lib/github/request/time_budget.ts";

const SENT = { method: "GET", url: "https://api.github.com/repos/acme/widgets?page=2", writes: false };

function settings(given: Partial<AttemptSettings> = {}, firstDelay = 1): AttemptSettings {
  return {
    policy: { retries: 2, firstDelay, attemptTimeout: 1_000, budget: 10_000 },
    budget: createTimeBudget(10_000, () => 0),
    signal: undefined,
    onRetry: undefined,
    ...given,
  };
}

function failing(status: number) {
  return Object.assign(new Error("x"), { response: { status, headers: {}, data: { message: "down" } } });
}

Deno.test("each further try is told before a wait: what failed, where, and the time that is left", async () => {
  const told: string[] = [];
  const errors = [failing(502), failureError("timeout", "no answer within 1 s")];
  const answer = await runAttempts(settings({ onRetry: (line) => told.push(line) }), SENT, () => {
    const error = errors.shift();
    return error === undefined ? Promise.resolve("answer") : Promise.reject(error);
  });
  assert.equal(answer, "answer");
  assert.deepEqual(told, [
    "GET /repos/acme/widgets failed (HTTP 502, down); retry 1 in 0.0 s, 10 s of --timeout left",
    "GET /repos/acme/widgets failed (no answer within 1 s); retry 2 in 0.0 s, 10 s of --timeout left",
  ]);
});

Deno.test("a try without an answer ends with its time, which is told in seconds", async () => {
  for (const [attemptTimeout, shown] of [[20, "0"], [60, "0.1"]] as const) {
    const policy = { retries: 0, firstDelay: 1, attemptTimeout, budget: 10_000 };
    await assert.rejects(
      runAttempts(
        settings({ policy }),
        SENT,
        (signal) =>
          new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("read")))),
      ),
      { message: `no answer within ${shown} s` },
    );
  }
});

Deno.test("once a person has interrupted, nothing is sent, waited for or tried again", async () => {
  const reason = new Error("interrupted");
  let tries = 0;
  const count = (after: () => void = () => {}) => () => {
    tries++;
    after();
    return Promise.reject(failing(502));
  };
  await assert.rejects(runAttempts(settings({ signal: AbortSignal.abort(reason) }), SENT, count()), reason);
  assert.equal(tries, 0);
  const during = new AbortController();
  const told: string[] = [];
  const interrupted = settings({ signal: during.signal, onRetry: (line) => told.push(line) }, 9_000);
  await assert.rejects(runAttempts(interrupted, SENT, count(() => during.abort(reason))), reason);
  const waiting = new AbortController();
  const asked = settings(
    { signal: waiting.signal, onRetry: () => setTimeout(() => waiting.abort(reason)) },
    9_000,
  );
  await assert.rejects(runAttempts(asked, SENT, count()), reason);
  assert.deepEqual([tries, told], [2, []]);
});

Deno.test("a wait that would take all the time that is left is not begun", async () => {
  let [now, tries] = [0, 0];
  const budget = createTimeBudget(1_000, () => now);
  const attempt = () => {
    [now, tries] = [now + 600, tries + 1];
    return Promise.reject(failing(502));
  };
  await assert.rejects(runAttempts(settings({ budget }, 900), SENT, attempt), { tries: 1, timeLimit: 1_000 });
  assert.equal(tries, 1);
});
