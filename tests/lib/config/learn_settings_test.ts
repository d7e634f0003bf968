import assert from "node:assert/strict";
import type { LearnSettings } from "../../../lib/config/mod.ts";
import { UserError } from "../../../lib/user_error.ts";
import { readIn } from "./read_in.ts";

/** What `learn` of `.erk/learn.json` gives. */
async function read(learn: unknown): Promise<LearnSettings> {
  return (await readIn(JSON.stringify({ learn }))).learn;
}

Deno.test("the section learn gives engine, models, bounds and prices", async () => {
  const price = {
    input: 3,
    output: 15,
    cache_read: 0.3,
    long_prompt: { above: 200_000, input: 6, output: 22 },
  };
  assert.deepEqual(
    await read({
      engine: "claude-code",
      model: "claude-haiku-4-5",
      model_synthesis: "vendor/claude-opus-5-5[1m]",
      max_cost: 2.5,
      concurrency: 3,
      prices: { "in-house": price },
      implement_workflow: "implement.yaml",
    }),
    {
      engine: "claude-code",
      model: "claude-haiku-4-5",
      modelSynthesis: "vendor/claude-opus-5-5[1m]",
      maxCost: 2.5,
      concurrency: 3,
      prices: { "in-house": price },
      implementWorkflow: "implement.yaml",
    },
  );
});

Deno.test("a wrong value in the section learn is named with the file, the field and what to write", async () => {
  const cases: [unknown, RegExp][] = [
    [{ engine: "gpt" }, /learn\.engine/],
    [{ model: "" }, /learn\.model: give a model's name, such as/],
    [{ model: "--dangerously" }, /learn\.model: give a model's name/],
    [{ model: "a\nb" }, /learn\.model: give a model's name/],
    [{ max_cost: 0 }, /learn\.max_cost: give more than 0 US dollars/],
    [{ max_cost: "2" }, /learn\.max_cost: give US dollars as a number/],
    [{ concurrency: 1.5 }, /learn\.concurrency: give a whole number/],
    [{ concurrency: 0 }, /learn\.concurrency: give 1 or more/],
    [{ prices: { m: { input: -1, output: 1 } } }, /learn\.prices\.m\.input: give 0 or more US dollars/],
    [{ prices: { m: { input: 1 } } }, /learn\.prices\.m\.output/],
  ];
  for (const [learn, message] of cases) {
    await assert.rejects(read(learn), (error) => {
      assert(error instanceof UserError);
      assert.match(error.message, /\.erk\/learn\.json is wrong at /);
      assert.match(error.message.replace(" is wrong at ", " "), message);
      return true;
    });
  }
});
