import assert from "node:assert/strict";
import { DEFAULT_MAX_TOKENS } from "../../../../lib/preprocess/mod.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { DEAR_TEXTS } from "../../../../tools/bench/generate_languages.ts";
import { fullnessFor } from "../../../../tools/bench/token_budget.ts";

/** The budget asks for three quarters, by the dearer tokenizer. */
const FULL_ENOUGH = 0.77;

/** The tokenizers take the square of a run's length for these, half a minute: `deno task bench -- --only tokens` has the patience. */
const LEFT_TO_THE_BENCH = ["quotation marks as one giant result", "random digits as one giant result"];

const redactor = createRedactor();

for (const [name, make] of Object.entries(DEAR_TEXTS)) {
  for (const shape of ["one giant result", "many results"] as const) {
    if (LEFT_TO_THE_BENCH.includes(`${name} as ${shape}`)) continue;
    Deno.test(`parts of ${name} as ${shape} hold no more tokens than allowed, and more than three quarters of them`, async () => {
      const { most, least } = await fullnessFor(make, shape, await redactor);
      assert.ok(Math.max(most.claude, most.o200k) <= DEFAULT_MAX_TOKENS, JSON.stringify(most));
      if (least !== undefined) assert.ok(least >= FULL_ENOUGH * DEFAULT_MAX_TOKENS, `${least} tokens`);
    });
  }
}
