import assert from "node:assert/strict";
import { speedLine } from "../../../tools/bench/real_logs.ts";

Deno.test("the speed on real logs is told as times and as ratios to parsing", () => {
  const line = speedLine({ bytes: 15_900_000, first: 470.4, fastest: 180, parsing: 40 });
  assert.equal(
    line,
    "all of them (15.9 MB) in 180 ms (4.50 ×), the first time 470 ms (11.76 ×); scanning and parsing 40 ms",
  );
});
