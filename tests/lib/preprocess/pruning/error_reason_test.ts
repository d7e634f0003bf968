/** Errors of the API: the reason is shown, however deep it stands. */

import assert from "node:assert/strict";
import { errorReason } from "../../../../lib/preprocess/pruning/error_reason.ts";
import { conversational, convertLines, userLine } from "../converting.ts";

const refused = { code: "ConnectionRefused", path: "https://api.example.com/v1/messages", errno: 0 };
const answered = { type: "error", error: { type: "overloaded_error", message: "Overloaded" } };

for (
  const [reason, fields] of [
    ["529 Overloaded", { error: { status: 529, formatted: "529 Overloaded", error: answered } }],
    ["ConnectionRefused", { error: { cause: refused } }],
    ["ConnectionRefused", { cause: refused }],
    ["ConnectionRefused", { error: { headers: {} }, cause: refused }],
    ["overloaded_error: Overloaded", { error: { status: 529, cause: null, error: answered } }],
    ["Connection error.\nECONNRESET: read ECONNRESET", {
      error: {
        message: "Connection error.",
        cause: { message: "fetch failed", cause: { code: "ECONNRESET", message: "read ECONNRESET" } },
      },
    }],
    ["the proxy said no", { error: { cause: "the proxy said no" } }],
    ["Overloaded", { error: { type: "error", message: "Overloaded" } }],
    ["failed\nDEEP", {
      error: { message: "failed", cause: { cause: { cause: { cause: { code: "DEEP" } } } } },
    }],
    ["the proxy said no", { error: "the proxy said no" }],
    ["the line's own words", { error: { headers: {} }, content: "the line's own words" }],
    ["the line's own words\nConnectionRefused", { cause: refused, content: "the line's own words" }],
    ["", { error: { cause: { cause: {} } } }],
  ] as const
) {
  Deno.test(`the reason of an error is ${JSON.stringify(reason)} in ${JSON.stringify(fields)}`, () => {
    assert.equal(errorReason(fields, "content" in fields ? fields.content : ""), reason);
  });
}

for (const detail of ["normal", "everything"] as const) {
  Deno.test(`at the detail ${detail} an API error has its reason`, async () => {
    const { elements } = await convertLines([
      userLine("Go"),
      conversational({ type: "system", subtype: "api_error", level: "error", error: { cause: refused } }),
    ], { detail });
    const event = elements.find(({ attributes }) => attributes.kind === "api_error");
    assert.equal(event?.text, "ConnectionRefused");
  });
}

Deno.test("causes of causes are followed to an end", () => {
  let error: Record<string, unknown> = { code: "DEEP" };
  for (let depth = 0; depth < 10_000; depth++) error = { cause: error };
  assert.equal(errorReason({ error }, ""), "");
});
