/** What holds for every cell of the fault matrix, of some scenarios: two test files share them, as one would take a minute. */

import assert from "node:assert/strict";
import { FAULT_KINDS } from "../../../tools/faults/fault_kinds.ts";
import { describeViolation, runMatrix } from "../../../tools/faults/matrix.ts";
import { type Scenario, SCENARIOS } from "../../../tools/faults/scenarios.ts";

// Deno 2.7 stalls when both ends of a connection that hangs or is cut, and others, live in one process: client and
// emulator do here. Its client alone gives up as it must (tests/lib/cli/run_test.ts runs it against another process).
const stalls = Deno.version.deno.startsWith("2.7.");

/** Every other scenario from the first (0) or the second (1) on. */
export function testMatrix(half: 0 | 1): void {
  Deno.test({
    name:
      "under any fault at any request a command succeeds or says one clear sentence, makes nothing twice and " +
      `loses nothing${stalls ? " (left out: Deno 2.7 stalls with client and server in one process)" : ""}`,
    ignore: stalls,
    fn: () => checkMatrix(SCENARIOS.filter((_, index) => index % 2 === half)),
  });
}

async function checkMatrix(scenarios: readonly Scenario[]): Promise<void> {
  // All of them take two minutes: `deno task faults`.
  const cells = await runMatrix({ scenarios, readingFaultsEvery: 20, writingFaultsEvery: 3 });
  assert.deepEqual(cells.filter(({ violations }) => violations.length > 0).map(describeViolation), []);
  assert(cells.length > 100, `only ${cells.length} cells`);
  assert(cells.filter(({ isHit }) => !isHit).length < cells.length / 50, "the faults met their requests");
  assert.deepEqual(
    new Set(cells.map(({ kind }) => kind.title)),
    new Set(FAULT_KINDS.map(({ title }) => title)),
  );
  assert.deepEqual(new Set(cells.map(({ scenario }) => scenario)), new Set(scenarios));
  // What passes by itself doesn't end a command: only an outage does, or a file that is damaged at its source.
  const ended = cells.filter(({ outcome, kind }) =>
    outcome === "error" && !["reset after acting, then down", "malformed JSON"].includes(kind.title)
  );
  assert.deepEqual(ended.map(({ mark, kind, sentence }) => `${mark.title} × ${kind.title}: ${sentence}`), []);
}
