import assert from "node:assert/strict";
import { pagerLines } from "../../scripts/learn/person.ts";

Deno.test("who says with PAGER=cat that there is to be no pager gets none; else less follows the wanted one", () => {
  assert.deepEqual(pagerLines(undefined), [["less", "-FX"]]);
  assert.deepEqual(pagerLines(" most -s "), [["most", "-s"], ["less", "-FX"]]);
  for (const none of ["cat", "/bin/cat -u"]) assert.deepEqual(pagerLines(none), []);
});
