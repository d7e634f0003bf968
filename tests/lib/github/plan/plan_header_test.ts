import assert from "node:assert/strict";
import fc from "fast-check";
import { renderMetadataBlock } from "../../../../lib/github/plan/metadata_block.ts";
import { readPlanHeader } from "../../../../lib/github/plan/plan_header.ts";
import { formatHeaderTime } from "../../../../lib/github/plan/plan_header_fields.ts";
import { planBody } from "../../../support/plan_scenario.ts";

Deno.test("every documented field is read with its type", () => {
  const fields = {
    schema_version: "2",
    created_at: "2026-02-01T10:00:00+00:00",
    created_by: "ada",
    plan_comment_id: 3_200_000_007,
    worktree_name: "tidebook-retry",
    branch_name: "P42-retry",
    source_repo: "acme/code",
    objective_issue: 7,
    review_pr: 8,
    last_review_pr: 9,
    last_dispatched_run_id: "123456789",
    last_dispatched_node_id: "WFR_1",
    last_dispatched_at: "2026-02-01T10:00:00+00:00",
    last_local_impl_at: "2026-02-01T11:00:00+00:00",
    last_local_impl_event: "ended",
    last_local_impl_session: "s-1",
    last_local_impl_user: "ada",
    last_remote_impl_at: "2026-02-01T12:00:00+00:00",
    last_remote_impl_run_id: "987",
    last_remote_impl_session_id: "s-2",
    created_from_session: "s-0",
    created_from_workflow_run_url: "https://github.com/acme/tidebook/actions/runs/1",
    last_session_gist_url: "https://gist.github.com/ada/0123456789abcdef0123",
    last_session_gist_id: "0123456789abcdef0123",
    last_session_id: "s-2",
    last_session_at: "2026-02-01T12:30:00+00:00",
    last_session_source: "remote",
    last_learn_session: "s-3",
    last_learn_at: "2026-02-01T13:00:00+00:00",
    learn_status: "pending_review",
    learn_run_id: "555",
    learn_plan_issue: 43,
    learn_plan_pr: 44,
    learned_from_issue: 41,
    learn_materials_gist_url: "https://gist.github.com/ada/fedcba98765432100123",
    lifecycle_stage: "implemented",
  } as const;
  const { header, warnings } = readPlanHeader(renderMetadataBlock("plan-header", fields));
  assert.deepEqual([header, warnings], [fields, []]);
});

Deno.test("null and absent are alike, and unknown fields are kept", () => {
  const { header, warnings } = readPlanHeader(planBody({
    schema_version: "'2'",
    branch_name: null,
    learn_status: "~",
    plan_type: "extraction",
    extraction_session_ids: "[a, b]",
  }));
  assert.deepEqual(header, {
    schema_version: "2",
    plan_type: "extraction",
    extraction_session_ids: ["a", "b"],
  });
  assert.deepEqual(warnings, []);
});

Deno.test("a field of a wrong type is a warning that names it, and counts as absent", () => {
  const { header, warnings } = readPlanHeader(planBody({
    plan_comment_id: "many",
    branch_name: "[a]",
    learn_status: "almost",
    review_pr: -3,
    objective_issue: "'7'",
    created_by: "ada",
  }));
  assert.deepEqual(header, { created_by: "ada" });
  const named = warnings.map((warning) => /field (\w+) is ignored/.exec(warning)?.[1]).sort();
  assert.deepEqual(named, ["branch_name", "learn_status", "objective_issue", "plan_comment_id", "review_pr"]);
});

Deno.test("an unquoted id that looks like a number is taken as it is written", () => {
  const id = "1234567890123456789012345678901e";
  const { header, warnings } = readPlanHeader(planBody({
    last_session_gist_id: `${id}5`,
    last_remote_impl_run_id: "0123456789",
    last_dispatched_run_id: "1_000",
    created_at: "2026-02-01T10:00:00+00:00",
    created_by: "true",
  }));
  assert.deepEqual(header, {
    last_session_gist_id: `${id}5`,
    last_remote_impl_run_id: "0123456789",
    last_dispatched_run_id: "1_000",
    created_at: "2026-02-01T10:00:00+00:00",
    created_by: "true",
  });
  assert.deepEqual(warnings, []);
});

Deno.test("a body without a header, or with an unreadable one, has none and says why", () => {
  assert.deepEqual(readPlanHeader("just text"), { header: undefined, warnings: [] });
  const { header, warnings } = readPlanHeader(planBody({ created_by: "[" }));
  assert.equal(header, undefined);
  assert.match(warnings[0] ?? "", /^metadata block plan-header is skipped: its YAML is not valid/);
});

Deno.test("no text makes the header reader throw", () => {
  const lines = fc.array(fc.oneof(
    fc.constantFrom(
      "created_by: x",
      "learn_status: 1",
      "plan_comment_id: {",
      "__proto__: 1",
      "constructor: x",
      "toString:",
    ),
    fc.string({ unit: "binary" }),
  ));
  fc.assert(fc.property(lines, (all) => {
    readPlanHeader(all.join("\n"));
    readPlanHeader(
      `<!-- erk:metadata-block:plan-header -->\n\`\`\`yaml\n${
        all.join("\n")
      }\n\`\`\`\n<!-- /erk:metadata-block -->`,
    );
  }));
});

Deno.test("times are written in UTC with offset and whole seconds", () => {
  assert.equal(formatHeaderTime(new Date("2026-02-01T10:00:00.987Z")), "2026-02-01T10:00:00+00:00");
});
