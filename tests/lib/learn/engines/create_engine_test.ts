import assert from "node:assert/strict";
import { openAnthropic } from "../../../../lib/learn/engines/mod.ts";

const open = (headers: string) =>
  openAnthropic({
    environment: (name) => ({ ANTHROPIC_API_KEY: "key", ANTHROPIC_CUSTOM_HEADERS: headers })[name],
  });

Deno.test("headers of one's own are taken as lines of name and value", () => {
  for (const headers of ["", "X-Team: docs", "X-Team:docs\r\n\n  x-b :  a: b, ü \n"]) {
    assert.equal(open(headers).name, "anthropic", headers);
  }
});

Deno.test("a line that is no header is refused by its number, and not shown", () => {
  for (
    const line of [
      "hidden",
      "hid den: x",
      "hidd\u00e9n: x",
      ": hidden",
      "X: hidden \u{1f600}",
      "X: hid\x01den",
    ]
  ) {
    assert.throws(
      () => open(`X-Team: docs\n${line}\n`),
      (error) =>
        error instanceof Error && /^Line 2 of ANTHROPIC_CUSTOM_HEADERS is no header: /.test(error.message) &&
        !/hid/.test(error.message),
      line,
    );
  }
});
