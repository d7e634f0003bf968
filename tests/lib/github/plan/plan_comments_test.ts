import assert from "node:assert/strict";
import fc from "fast-check";
import { renderMetadataBlock } from "../../../../lib/github/plan/metadata_block.ts";
import {
  extractPlanBody,
  readPlanEvents,
  renderLearnInvoked,
} from "../../../../lib/github/plan/plan_comments.ts";

function event(key: string, fields: Readonly<Record<string, string>>): string {
  return `🚀 Title\n\n${renderMetadataBlock(key, fields)}\n\n---\n\nfree text`;
}

Deno.test("events are read in the order of the comments, whatever stands between", () => {
  const { events } = readPlanEvents([
    { id: 1, body: event("impl-started", { session_id: "s-1", timestamp: "2026-02-01T10:00:00+00:00" }) },
    { id: 2, body: "a person's words" },
    { id: 3, body: event("impl-ended", { session_id: "s-1", timestamp: "t" }).replaceAll("\n", "\r\n") },
    { id: 4, body: event("tripwire-candidates", { session_id: "no event" }) },
    { id: 5, body: event("learn-invoked", { timestamp: "t" }) },
  ]);
  assert.deepEqual(events.map(({ kind, commentId, sessionId }) => [kind, commentId, sessionId]), [
    ["impl-started", 1, "s-1"],
    ["impl-ended", 3, "s-1"],
    ["learn-invoked", 5, undefined],
  ]);
  assert.equal(events[0]?.timestamp, "2026-02-01T10:00:00+00:00");
});

Deno.test("an event that can't be read is named with its comment, once for each kind", () => {
  const damaged = event("impl-started", { session_id: "s-1" }).replace("s-1", '"s-1');
  const { events, warnings } = readPlanEvents([
    { id: 1, body: damaged },
    { id: 2, body: event("impl-ended", {}).replace("```yaml", "```text") },
    { id: 3, body: event("impl-started", { session_id: "s-3" }).replaceAll("<!-- /erk", "<!-- erk") },
    { id: 4, body: event("impl-started", {}).replace("\n\n```\n", "\nsession_id: [s-4]\n\n```\n") },
    { id: 5, body: "<!-- erk:metadata-block:impl-ended -->\n".repeat(500) },
    { id: 6, body: event("impl-ended", { session_id: "s-6" }) },
    { id: 7, body: damaged.replaceAll("impl-started", "notes") },
  ]);
  assert.deepEqual(events.map(({ commentId, sessionId }) => [commentId, sessionId]), [[4, undefined], [
    6,
    "s-6",
  ]]);
  assert.deepEqual(warnings.map((warning) => warning.replace(/ \(.*\)$/, "")), [
    "comment 1 of the plan: metadata block impl-started is skipped: its YAML is not valid",
    "comment 2 of the plan: metadata block impl-ended is skipped: it has no yaml section",
    "comment 3 of the plan: metadata block impl-started is skipped: its closing comment is missing",
    "comment 4 of the plan: field session_id of metadata block impl-started is ignored: it is no text",
    "comment 5 of the plan: metadata block impl-ended is skipped: its closing comment is missing",
  ]);
});

Deno.test("a learn-invoked comment has the documented form and is read back", () => {
  const body = renderLearnInvoked({
    timestamp: "2026-02-01T10:00:00+00:00",
    readableSessions: 3,
    totalSessions: 4,
    sessionId: "s-9",
  });
  assert.match(
    body,
    /^📚 Learn invoked\n\n<!-- WARNING: [^]*<!-- \/erk:metadata-block:learn-invoked -->\n\n---\n\n\S/,
  );
  const [event] = readPlanEvents([{ id: 1, body }]).events;
  assert.deepEqual([event?.kind, event?.sessionId, event?.fields], ["learn-invoked", "s-9", {
    timestamp: "2026-02-01T10:00:00+00:00",
    readable_sessions: 3,
    total_sessions: 4,
    session_id: "s-9",
  }]);
});

const MARKDOWN =
  "# Retry uploads\n\n1. Do it\n\n<details>\n<summary>more</summary>\n\n```ts\ncode();\n```\n\n</details>";

function planBody(opening: string): string {
  return `<!-- erk:metadata-block:plan-body -->\n${opening}\n\n${MARKDOWN}\n\n</details>\n<!-- /erk:metadata-block:plan-body -->\n`;
}

Deno.test("the plan is taken out of its folded section, with folded sections of its own", () => {
  const opening = "<details open>\n<summary><strong>📋 Implementation Plan</strong></summary>";
  assert.equal(extractPlanBody(planBody(opening)), MARKDOWN);
  assert.equal(extractPlanBody(planBody("<details>\n<summary>Plan</summary>")), MARKDOWN);
});

Deno.test("CRLF in a plan stays", () => {
  const comment = planBody("<details open><summary>Plan</summary>").replaceAll("\n", "\r\n");
  assert.equal(extractPlanBody(comment), MARKDOWN.replaceAll("\n", "\r\n"));
});

Deno.test("a plan without a folded section around it is taken whole, and a comment without a plan has none", () => {
  const bare = "<!-- erk:metadata-block:plan-body -->\n# Plan\n<!-- /erk:metadata-block -->";
  assert.equal(extractPlanBody(bare), "# Plan");
  assert.equal(extractPlanBody("nothing"), undefined);
});

Deno.test("no comment makes the readers throw", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "<!-- erk:metadata-block:plan-body -->",
      "<details open>",
      "</details>",
      "<summary>",
      "<!-- /erk:metadata-block -->",
    ),
    fc.string({ unit: "binary" }),
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => {
    extractPlanBody(pieces.join(""));
    readPlanEvents([{ id: 1, body: pieces.join("\n") }]);
  }));
});
