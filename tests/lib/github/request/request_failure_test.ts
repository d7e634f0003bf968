import assert from "node:assert/strict";
import {
  describeFailure,
  failureCause,
  failureError,
  leavesOpen,
} from "../../../../lib/github/request/request_failure.ts";
import { UserError } from "../../../../lib/user_error.ts";

const URL_TOLD = "https://api.github.com/repos/acme/widgets";

function describe(thrown: unknown, writes = true) {
  return describeFailure(thrown, { method: "POST", url: `${URL_TOLD}?code=words#there`, writes });
}

function answered(status: number, data: unknown = { message: "no" }) {
  return Object.assign(new Error("x"), { response: { status, headers: { "X-Told": 7 }, data } });
}

Deno.test("of an address neither what is asked nor a place in it is told", () => {
  assert.equal(describe(answered(500)).url, URL_TOLD);
  assert.deepEqual(describe(answered(500)).headers, { "x-told": "7" });
});

Deno.test("a write is in doubt unless it was never sent, or refused", () => {
  const doubtful = [
    answered(500),
    answered(502),
    failureError("timeout", "x"),
    failureError("malformed", "x"),
    new TypeError("connection closed"),
    // Words of a server aren't those of the network.
    answered(500, { message: "dns error" }),
  ];
  const certain = [
    answered(300),
    answered(404),
    answered(499),
    failureError("redirect", "x"),
    Object.assign(new Error("x"), { name: "GraphqlResponseError", errors: [] }),
    new Deno.errors.NotCapable("x"),
    new Error("x", { cause: new TypeError("client error (Connect): refused") }),
    new TypeError("dns error: no such host"),
    new TypeError("Requests to port 7 are blocked"),
    Object.assign(failureError("timeout", "x"), { unsent: true }),
  ];
  for (const thrown of doubtful) {
    assert.equal(describe(thrown).doubtful, true, String(thrown));
    assert.equal(describe(thrown, false).doubtful, false);
  }
  for (const thrown of certain) assert.equal(describe(thrown).doubtful, false, String(thrown));
});

Deno.test("a reason is one line of at most 500 characters, in the server's words", () => {
  const { reason } = describe(answered(422, {
    message: "no\n\t such   thing ",
    errors: ["is late", { field: "name", code: "missing" }, { message: "is long" }, null, 7],
  }));
  assert.equal(reason, "no such thing ; is late; name missing; is long");
  assert.equal(describe(answered(422, { errors: [] })).reason, "no reason given");
  assert.equal(describe(new Error("x".repeat(500))).reason, "x".repeat(500));
  assert.equal(describe(new Error("x".repeat(501))).reason, `${"x".repeat(500)}…`);
  const errors = [{ message: "one" }, "two"];
  assert.equal(
    describe(Object.assign(new Error("x"), { name: "GraphqlResponseError", errors })).reason,
    "one; two",
  );
});

Deno.test("how often it was tried and which limits ended it are told where they are known", () => {
  const { tries, timeLimit, wholeTime } = describe(
    Object.assign(new Error("x"), { tries: 3, timeLimit: 1_000, wholeTime: 2_000 }),
  );
  assert.deepEqual([tries, timeLimit, wholeTime], [3, 1_000, 2_000]);
  const unknown = describe(Object.assign(new Error("x"), { tries: "3", timeLimit: "1", wholeTime: null }));
  assert.deepEqual([unknown.tries, unknown.timeLimit, unknown.wholeTime], [1, undefined, undefined]);
});

Deno.test("what is gone, elsewhere or too large stays so; any other failure leaves open whether it is there", () => {
  const open = (thrown: unknown) => leavesOpen(new UserError("x", { cause: failureCause(describe(thrown)) }));
  for (const thrown of [answered(500), answered(403), answered(429), failureError("timeout", "x")]) {
    assert.equal(open(thrown), true, String(thrown));
  }
  for (
    const thrown of [
      answered(404),
      answered(410),
      answered(451),
      failureError("redirect", "x"),
      failureError("too-large", "x"),
    ]
  ) {
    assert.equal(open(thrown), false, String(thrown));
  }
  assert.equal(leavesOpen(new UserError("x")), false);
});
