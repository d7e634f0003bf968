import assert from "node:assert/strict";
import { inAnalysisWorld } from "../lib/learn/analyse/analysing.ts";
import { refusal } from "../support/model_emulator/replies.ts";
import { adviceOnFailed } from "../../scripts/learn/analysis_result.ts";

Deno.test("agents that failed are counted, with how to have them asked", () =>
  inAnalysisWorld([{ when: { agent: "pr-comment-analyzer" }, replies: [refusal()] }], async ({ run }) => {
    const { record, states } = await run();
    assert.equal(states["learn-plan"], "done");
    assert.match(adviceOnFailed(record) ?? "", /^1 agent of 9 failed, .* run again with --force to ask them/);
    const whole = record.nodes.map((node) => ({ ...node, state: "done" as const }));
    assert.equal(adviceOnFailed({ nodes: whole }), undefined);
  }));
