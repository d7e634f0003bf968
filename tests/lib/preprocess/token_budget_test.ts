import assert from "node:assert/strict";
import { DEFAULT_MAX_TOKENS } from "../../../lib/preprocess/mod.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { DEAR_TEXTS } from "../../../tools/bench/generate_languages.ts";
import { fullnessFor } from "../../../tools/bench/token_budget.ts";

/** Emoji, and scripts with few tokens of their own, are estimated further above: their parts are less full. */
const LEAST_FULL: Readonly<Record<string, number>> = { emoji: 0.65, Arabic: 0.65 };
const FULL_ENOUGH = 0.75;

/** Events end parts before they are full to the brim. */
const LOST_TO_EVENTS = 0.05;

const redactor = createRedactor();

for (const [name, make] of Object.entries(DEAR_TEXTS)) {
  for (const shape of ["one giant result", "many results"] as const) {
    Deno.test(`parts of ${name} as ${shape} hold no more tokens than allowed, and hardly fewer than could be`, async () => {
      const { most, least } = await fullnessFor(make, shape, await redactor);
      assert.ok(Math.max(most.claude, most.o200k) <= DEFAULT_MAX_TOKENS, JSON.stringify(most));
      const expected = (LEAST_FULL[name] ?? FULL_ENOUGH) - (shape === "many results" ? LOST_TO_EVENTS : 0);
      if (least !== undefined) assert.ok(least >= expected * DEFAULT_MAX_TOKENS, `${least} tokens`);
    });
  }
}
