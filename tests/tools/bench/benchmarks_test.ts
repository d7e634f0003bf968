import assert from "node:assert/strict";
import { BENCHMARKS, chooseBenchmarks, helpText } from "../../../tools/bench/benchmarks.ts";

Deno.test("each benchmark has a script, and the help names it", () => {
  for (const { name, script } of BENCHMARKS) {
    assert.ok(Deno.statSync(new URL(`../../../tools/bench/${script}`, import.meta.url)).isFile);
    assert.match(helpText(), new RegExp(`^  ${name} `, "m"));
  }
});

Deno.test("--only chooses benchmarks, and names that there are not are told", () => {
  const { chosen, unknown } = chooseBenchmarks("fuzz,real,none");
  assert.deepEqual(chosen.map(({ name }) => name), ["real", "fuzz"]);
  assert.deepEqual(unknown, ["none"]);
  assert.equal(chooseBenchmarks(undefined).chosen, BENCHMARKS);
});
