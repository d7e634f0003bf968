/**
 * Every request of every command × every fault, against an emulated GitHub: prints how each ends, and each that ends
 * as it must not.
 *
 *     deno task faults
 *     deno task faults -- --command trigger --verbose     one command; --verbose prints each error's sentence
 */

import { parseArgs } from "node:util";
import { FAULT_KINDS } from "./fault_kinds.ts";
import { type Cell, describeViolation, runMatrix } from "./matrix.ts";
import { SCENARIOS } from "./scenarios.ts";

const MARKS = { success: "ok", warning: "warning", error: "error" } as const;

const { values } = parseArgs({
  args: Deno.args.filter((word) => word !== "--"),
  options: { command: { type: "string" }, verbose: { type: "boolean", default: false } },
});
const startedAt = performance.now();
const cells = await runMatrix({
  scenarios: SCENARIOS.filter(({ command }) => values.command === undefined || command === values.command),
});
printMatrix(cells);
if (values.verbose) {
  for (const sentence of new Set(cells.map((cell) => cell.sentence))) {
    if (sentence !== undefined) console.log(`- ${sentence}`);
  }
}
const violations = cells.filter((cell) => cell.violations.length > 0);
for (const cell of violations) console.log(`✗ ${describeViolation(cell)}`);
console.log(`${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
if (violations.length > 0) Deno.exit(1);

function printMatrix(cells: readonly Cell[]): void {
  console.log(
    "o: success, w: success with a warning, e: one clear error, ✗: broke a rule, -: no such request\n",
  );
  FAULT_KINDS.forEach(({ title }, index) => console.log(`${String(index + 1).padStart(3)} ${title}`));
  console.log(`\n${FAULT_KINDS.map((_, index) => String(index + 1).padStart(3)).join("")}`);
  for (const [title, ofScenario] of Map.groupBy(cells, ({ scenario }) => scenario.title)) {
    console.log(title);
    for (const [mark, row] of Map.groupBy(ofScenario, ({ mark }) => mark)) {
      console.log(`${row.map((cell) => letterOf(cell).padStart(3)).join("")}  ${mark.title}`);
    }
  }
  const rows = new Set(cells.map(({ mark }) => mark)).size;
  const count = (outcome: keyof typeof MARKS) =>
    `${
      cells.filter((cell) => cell.violations.length === 0 && cell.isHit && cell.outcome === outcome).length
    } ${MARKS[outcome]}`;
  const broken = cells.filter(({ violations }) => violations.length > 0).length;
  const missed = cells.filter(({ isHit }) => !isHit).length;
  console.log(
    `\n${rows} requests × ${FAULT_KINDS.length} faults = ${cells.length} runs: ${count("success")}, ${
      count("warning")
    }, ` +
      `${count("error")}, ${missed} without such a request, ${broken} broke a rule`,
  );
}

function letterOf({ violations, isHit, outcome }: Cell): string {
  return violations.length > 0 ? "✗" : !isHit ? "-" : MARKS[outcome].slice(0, 1);
}
