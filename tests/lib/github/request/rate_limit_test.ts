import assert from "node:assert/strict";
import { NEVER, rateLimitOf } from "../../../../lib/github/request/rate_limit.ts";
import { describeFailure } from "../../../../lib/github/request/request_failure.ts";

const NOW = new Date("2026-02-01T12:00:00Z");
const SENT = { method: "GET", url: "https://api.github.com/x", writes: false };

function limitOf(status: number, headers: Record<string, string>, message = "x") {
  const thrown = Object.assign(new Error(message), { response: { status, headers, data: { message } } });
  return rateLimitOf(describeFailure(thrown, SENT), NOW);
}

/** Seconds from now. */
function waitOf(headers: Record<string, string>): number | undefined {
  const resetsAt = limitOf(429, headers)?.resetsAt;
  return resetsAt && (resetsAt.getTime() - NOW.getTime()) / 1000;
}

Deno.test("a limit is told by the status, by a refusal's headers, or by its words", () => {
  const used = { "x-ratelimit-remaining": "0" };
  assert.equal(limitOf(429, {})?.secondary, false);
  assert.equal(limitOf(403, used)?.secondary, false);
  assert.equal(limitOf(403, { "retry-after": "7" })?.secondary, true);
  assert.equal(limitOf(403, {}, "You have exceeded a Secondary rate limit")?.secondary, true);
  assert.equal(limitOf(403, {}, "You have triggered an abuse detection mechanism")?.secondary, true);
  assert.equal(limitOf(403, used, "You have exceeded a secondary rate limit")?.secondary, true);
  for (const status of [401, 404, 500]) assert.equal(limitOf(status, used, "rate limit"), undefined);
  assert.equal(limitOf(403, { "x-ratelimit-remaining": "7" }, "Resource not accessible"), undefined);
  const graphql = (message: string) =>
    rateLimitOf(
      describeFailure(
        Object.assign(new Error("x"), { name: "GraphqlResponseError", errors: [{ message }] }),
        SENT,
      ),
      NOW,
    );
  assert.equal(graphql("API Rate Limit already exceeded")?.secondary, false);
  assert.equal(graphql("Could not resolve to a Repository"), undefined);
});

Deno.test("a limit ends after seconds, at a date, or when the hour's requests are there again", () => {
  const reset = String(NOW.getTime() / 1000 + 60);
  assert.equal(waitOf({ "retry-after": "7" }), 7);
  assert.equal(waitOf({ "retry-after": "0" }), 0);
  assert.equal(waitOf({ "retry-after": "Sun, 01 Feb 2026 12:00:20 GMT" }), 20);
  assert.equal(waitOf({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }), 60);
  for (const headers of [{}, { "retry-after": "soon" }, { "x-ratelimit-reset": reset }]) {
    assert.equal(waitOf(headers), undefined);
  }
  assert.equal(waitOf({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "0" }), undefined);
  assert.equal(limitOf(429, { "retry-after": "9e99" })?.resetsAt, NEVER);
  assert.equal(NEVER.toISOString(), "+010000-01-01T00:00:00.000Z");
});

Deno.test("times are by the server's clock, where it differs by more than an answer takes", () => {
  const at = (date: string) => waitOf({ date, "retry-after": "Sun, 01 Feb 2026 12:00:20 GMT" });
  assert.equal(at("Sun, 01 Feb 2026 11:59:59 GMT"), 20);
  assert.equal(at("Sun, 01 Feb 2026 12:00:01 GMT"), 20);
  assert.equal(at("Sun, 01 Feb 2026 11:59:58 GMT"), 22);
  assert.equal(at("Sun, 01 Feb 2026 12:00:10 GMT"), 10);
});
