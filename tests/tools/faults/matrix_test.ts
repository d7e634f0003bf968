import assert from "node:assert/strict";
import { SCENARIOS } from "../../../tools/faults/scenarios.ts";
import { loadCommands } from "../../../scripts/mod.ts";
import { testMatrix } from "./matrix_cells.ts";

testMatrix(0);

Deno.test("every command that talks to GitHub is in the matrix", async () => {
  const local = [
    "preprocess-session",
    "validate-plan-content",
    "normalize-tripwire-candidates",
    "validate-claude-credentials",
    "analyse-learn-input",
    "evidence",
    "apply-learn-plan",
  ];
  // Asks what gather-learn-input, trigger's first stages and save-learn-result ask, each of which is in the matrix.
  const composed = ["learn"];
  const named = new Set(SCENARIOS.map(({ command }) => command));
  for (const { name, aliases } of await loadCommands()) {
    assert(
      [...local, ...composed].includes(name) || [name, ...aliases].some((word) => named.has(word)),
      name,
    );
  }
});
