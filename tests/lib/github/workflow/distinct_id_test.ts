import assert from "node:assert/strict";
import { createDistinctId } from "../../../../lib/github/workflow/distinct_id.ts";

Deno.test("a distinct id has six base-36 digits and is another one each time", () => {
  const ids = new Set(Array.from({ length: 500 }, () => createDistinctId()));
  for (const id of ids) assert.match(id, /^[0-9a-z]{6}$/);
  assert(ids.size >= 499);
});

Deno.test("bytes that would favour some digits are passed over", () => {
  let next = 0;
  const bytes = [255, 252, 0, 35, 36, 251, 254, 1, 2, 3];
  const id = createDistinctId((count) =>
    Uint8Array.from({ length: count }, () => bytes[next++ % bytes.length] ?? 0)
  );
  assert.equal(id, "0z0z12");
});
