import assert from "node:assert/strict";
import { describeFailure, failureError } from "../../../../lib/github/request/request_failure.ts";
import { DEFAULT_RETRY_POLICY, delayBeforeRetry, wait } from "../../../../lib/github/request/retry.ts";

const POLICY = { ...DEFAULT_RETRY_POLICY, firstDelay: 1_000 };

function answered(status: number, headers: Record<string, string> = {}, message = "x") {
  return Object.assign(new Error(message), { response: { status, headers, data: { message } } });
}

/** The delay before the next try, with waits not spread. */
function delay(thrown: unknown, writes: boolean, retries = 0): number | undefined {
  const failure = describeFailure(thrown, {
    method: writes ? "POST" : "GET",
    url: "https://x.test/y",
    writes,
  });
  return delayBeforeRetry({ failure, writes, retries }, POLICY, () => 1);
}

Deno.test("reading is repeated after server failures, lost connections, timeouts and garbage, with doubled waits", () => {
  for (
    const thrown of [
      answered(500),
      answered(502),
      answered(503),
      new TypeError("connection closed"),
      failureError("timeout", "x"),
      failureError("malformed", "x"),
    ]
  ) {
    assert.equal(delay(thrown, false), 1_000);
    assert.equal(delay(thrown, false, 2), 4_000);
    assert.equal(delay(thrown, false, 5), undefined, "five retries are enough");
  }
});

Deno.test("a write that may have been done is not repeated", () => {
  for (
    const thrown of [
      answered(500),
      answered(502),
      new TypeError("connection closed"),
      failureError("malformed", "x"),
    ]
  ) {
    assert.equal(delay(thrown, true), undefined);
  }
});

Deno.test("a write that was never sent, or was refused for a rate limit, is repeated", () => {
  assert.equal(delay(new TypeError("client error (Connect): tcp connect error"), true), 1_000);
  // The limit's end is a time of the clock, which goes on between answering and asking.
  for (
    const limited of [
      answered(429, { "retry-after": "7" }),
      answered(403, { "retry-after": "7" }, "You have exceeded a secondary rate limit"),
    ]
  ) {
    const milliseconds = delay(limited, true) ?? 0;
    assert(milliseconds > 5_000 && milliseconds <= 7_000, String(milliseconds));
  }
});

Deno.test("what is refused for good is not repeated", () => {
  for (const status of [400, 401, 403, 404, 409, 410, 422, 501]) {
    assert.equal(delay(answered(status), false), undefined);
  }
  assert.equal(delay(failureError("too-large", "x"), false), undefined);
  assert.equal(delay(failureError("redirect", "x"), false), undefined);
});

Deno.test("a primary limit that ends soon is waited for", () => {
  const reset = String(Math.floor(Date.now() / 1000) + 20);
  const milliseconds =
    delay(answered(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }), false) ?? 0;
  assert(milliseconds > 10_000 && milliseconds <= 20_000, String(milliseconds));
});

Deno.test("the end of a limit is by GitHub's clock, however wrong the one here is", () => {
  for (const ahead of [-3_600, 3_600]) {
    const served = Math.floor(Date.now() / 1000) - ahead;
    const date = new Date(served * 1000).toUTCString();
    const reset = String(served + 20);
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset, date };
    const milliseconds = delay(answered(403, headers), false) ?? 0;
    assert(milliseconds > 10_000 && milliseconds <= 21_000, `${ahead}: ${milliseconds}`);
  }
});

Deno.test("a limit that should be over and isn't is given time like any other failure", () => {
  const headers = {
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) - 5),
  };
  assert((delay(answered(403, headers), false) ?? 0) >= POLICY.firstDelay / 2);
});

Deno.test("a limit that names no time is waited for a minute", () => {
  assert.equal(delay(answered(403, {}, "You have exceeded a secondary rate limit."), false), 60_000);
});

Deno.test("waits are spread over half their length", () => {
  const failure = describeFailure(answered(500), { method: "GET", url: "https://x.test", writes: false });
  const waits = [0, 0.5, 1].map((random) =>
    delayBeforeRetry({ failure, writes: false, retries: 0 }, POLICY, () => random)
  );
  assert.deepEqual(waits, [500, 750, 1_000]);
});

Deno.test("a wait ends at once when it is interrupted", async () => {
  const controller = new AbortController();
  const waiting = wait(1_000_000, controller.signal);
  controller.abort(new Error("enough"));
  await assert.rejects(waiting, /enough/);
  await assert.rejects(wait(1_000_000, controller.signal), /enough/);
});
