import assert from "node:assert/strict";
import { planTextOf } from "../../../../lib/learn/input/mod.ts";
import { planBody } from "../../../support/plan_scenario.ts";

function holding(id: number, text: string) {
  const body =
    `<!-- erk:metadata-block:plan-body -->\n<details open>\n<summary><strong>📋 Implementation Plan</strong></summary>\n\n${text}\n\n` +
    "</details>\n<!-- /erk:metadata-block:plan-body -->";
  return { id, body, author: "ada", htmlUrl: "x", createdAt: "2026-01-01T00:00:00Z" };
}

const SAID = { ...holding(1, ""), body: "Nice plan." };
const body = planBody({ schema_version: "'2'" });

for (
  const [title, plan, text] of [
    ["the comment that the header names", {
      comments: [holding(2, "# Old"), holding(3, "# New")],
      header: { plan_comment_id: 3 },
    }, "# New"],
    ["the first that holds a plan", { comments: [SAID, holding(2, "# Plan")], header: {} }, "# Plan"],
    ["the first, where the one that is named is gone", {
      comments: [holding(2, "# Plan")],
      header: { plan_comment_id: 9 },
    }, "# Plan"],
    ["what stands beside the metadata in the body", {
      comments: [SAID],
      body: `${body}\n# In the body\n\nText.\n`,
    }, "# In the body\n\nText."],
    ["nothing", { comments: [SAID, holding(2, " ")] }, ""],
  ] as const
) {
  Deno.test(`the plan's text is ${title}`, () => {
    const header = {
      schema_version: "2",
      created_at: "x",
      created_by: "ada",
      ..."header" in plan ? plan.header : {},
    };
    assert.equal(planTextOf({ body, ...plan, header }), text);
  });
}
