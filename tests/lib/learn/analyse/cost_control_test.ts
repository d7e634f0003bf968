import assert from "node:assert/strict";
import { createCostControl } from "../../../../lib/learn/analyse/cost_control.ts";
import { createClaudeCodeEngine } from "../../../../lib/learn/engines/claude_code.ts";
import { NO_USAGE } from "../../../../lib/learn/engines/engine.ts";
import { DEFAULT_MODELS } from "../../../../lib/learn/engines/models.ts";
import { DEFAULT_PRICES } from "../../../../lib/learn/engines/prices.ts";
import { question } from "../engines/questions.ts";

const MODEL = DEFAULT_MODELS.analysis;

Deno.test("requests that begin at the same moment wait for each other's money, instead of ending the run", async () => {
  // It counts by itself, so that nothing else comes between the requests.
  const engine = createClaudeCodeEngine({ program: "claude", environment: () => undefined });
  const open = (maxCost: number) =>
    createCostControl({ engine, maxCost, models: [MODEL], prices: DEFAULT_PRICES });
  const alone = await open(1).reserve(question({ model: MODEL }));
  const costs = open((alone.amount ?? 0) * 2.5);
  const waiting: string[] = ["a", "b", "c"];
  const reserved = waiting.map(async (node) => {
    const reservation = await costs.reserve(question({ model: MODEL, node }));
    waiting.splice(waiting.indexOf(node), 1);
    return reservation;
  });
  const [first] = await Promise.all(reserved.slice(0, 2));
  assert.deepEqual(waiting, ["c"]);
  first?.settle({ usage: NO_USAGE, model: MODEL });
  await Promise.all(reserved);
  assert.deepEqual(waiting, []);
});
