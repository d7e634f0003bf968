import assert from "node:assert/strict";
import { withFurtherCounts } from "../../../lib/redact/further_counts.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";

Deno.test("a receipt holds what the redactor found and what others report, by kind in order", async () => {
  const redactor = withFurtherCounts(await createRedactor());
  redactor.count({ email: 2, "github-token": 1 });
  await redactor.redact("write to ada@widgets.dev");
  redactor.count({ "github-token": 3 });
  assert.deepEqual(Object.entries(redactor.receipt()), [["email", 3], ["github-token", 4]]);
});
