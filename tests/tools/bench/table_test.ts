import assert from "node:assert/strict";
import { highWaterMark } from "../../../tools/bench/memory.ts";
import { formatTable, percent } from "../../../tools/bench/table.ts";

Deno.test("a table is aligned, and Markdown takes it", () => {
  assert.equal(
    formatTable(["log", "MB"], [["large", 12.5], ["s", 3]]),
    ["| log   |   MB |", "|-------|-----:|", "| large | 12.5 |", "| s     |    3 |"].join("\n"),
  );
});

Deno.test("a share of nothing is a dash", () => {
  assert.deepEqual([percent(1, 8), percent(0, 0)], ["12.5 %", "–"]);
});

Deno.test("the kernel's peak is read in KiB", () => {
  assert.equal(highWaterMark("VmPeak:\t  99 kB\nVmHWM:\t    2048 kB\n"), 2048 * 1024);
  assert.equal(highWaterMark("Name: x"), undefined);
});
