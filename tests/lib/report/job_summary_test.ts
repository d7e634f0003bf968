import assert from "node:assert/strict";
import type { NodeRecord, RunRecord } from "../../../lib/learn/analyse/run_record.ts";
import type { LearnPlan } from "../../../lib/learn/plan/learn_plan.ts";
import { renderJobSummary } from "../../../lib/report/job_summary.ts";

const NOTHING = { input: 0, output: 0, cache_read: 0, cache_write: 0 };

const node = (changes: Partial<NodeRecord>): NodeRecord => ({
  name: "gap-analysis",
  state: "done",
  milliseconds: 1000,
  reason: null,
  engine: "anthropic",
  model: "claude-haiku-4-5",
  attempts: 1,
  cached: false,
  usage: NOTHING,
  cost: 0,
  citations: { verified: 0, removed: 0, corrected: 0 },
  files: {},
  ...changes,
});

const record = (changes: Partial<RunRecord>): RunRecord => ({
  schema_version: 1,
  issue_number: 42,
  repository: "acme/widgets",
  outcome: "plan",
  reason: null,
  engine: "anthropic",
  started_at: "2026-11-21T08:00:00.000Z",
  ended_at: "2026-11-21T08:01:15.000Z",
  nodes: [],
  usage: NOTHING,
  cost: 0,
  citations: { verified: 0, removed: 0, corrected: 0 },
  tripwires: { candidates: 0, potential: 0, dropped: 0 },
  items: 0,
  gaps: [],
  ...changes,
});

const PLAN: LearnPlan = {
  title: "Retries | of @grace",
  context: "",
  items: [{
    title: "Jitter\n# not a heading",
    location: "docs/retries.md",
    action: "CREATE",
    priority: "HIGH",
    sourceAttribution: "",
    rationale: "",
    draftContent: "",
    readWhen: [],
    citations: [],
  }],
  contradictions: [],
  staleDocuments: [],
  preventionInsights: [],
  tripwires: [],
};

Deno.test("a summary says what was learned, how each agent ran, what it cost and what was left out", () => {
  const summary = renderJobSummary({
    record: record({
      items: 1,
      nodes: [
        node({
          name: "session-a",
          milliseconds: 40_000,
          usage: { input: 10_000, output: 900, cache_read: 2_000, cache_write: 0 },
          cost: 0.02,
          citations: { verified: 7, removed: 1, corrected: 0 },
        }),
        node({ name: "diff-analysis", state: "failed", reason: "the model | declined", cost: null }),
        node({ name: "existing-docs-check", cached: true }),
      ],
      usage: { input: 10_000, output: 900, cache_read: 2_000, cache_write: 0 },
      cost: 0.02,
      citations: { verified: 38, removed: 3, corrected: 2 },
      gaps: ["the analysis of the diff is missing: the model declined"],
    }),
    plan: PLAN,
    tripwires: [{
      title: "x",
      action: "calling retry()",
      warning: "Use jitter.",
      targetDocPath: "docs/retries.md",
      criteria: {
        nonObvious: true,
        crossCutting: false,
        destructive: false,
        silent: true,
        repeated: true,
        externalQuirk: false,
      },
      citations: [],
    }],
    redactions: { "home-path": 12, email: 1, none: 0 },
    links: {
      "learn plan": "https://github.com/acme/widgets/issues/43",
      evil: "javascript:alert(1)",
      gist: undefined,
    },
  });
  assert.equal(
    summary,
    `## Retries | of \`@grace\` (from plan #42)

1 document item, 0 tripwires; 12.0 k tokens in, 900 out, $0.02, 1 min 15 s.

[learn plan](https://github.com/acme/widgets/issues/43)

### What was learned

| priority | action | document | item |
| --- | --- | --- | --- |
| HIGH | CREATE | \`docs/retries.md\` | Jitter # not a heading |

### Tripwires

| score | before | warning |
| --- | --- | --- |
| 5 | calling retry() | Use jitter. |

### The agents

| agent | state | time | answered by | tokens in / out | cost | citations removed |
| --- | --- | --- | --- | --- | --- | --- |
| \`session-a\` | done | ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇ 40.0 s | claude-haiku-4-5 | 12.0 k / 900 | $0.02 | 1 of 8 |
| \`diff-analysis\` | failed: the model \\| declined | ▇ 1.0 s | claude-haiku-4-5 |  |  |  |
| \`existing-docs-check\` | done | ▇ 1.0 s | cache |  |  |  |

**Checked**: 3 of 41 citations could not be verified and were removed; 2 had their place put right.

**Redacted** in the materials: home-path 12, email 1.

### Not looked at

- the analysis of the diff is missing: the model declined
`,
  );
});

Deno.test("a run with nothing to learn, and one that stopped, say so and why", () => {
  const nothing = renderJobSummary({
    record: record({
      outcome: "nothing",
      reason: "nothing that is worth documenting was found",
      engine: "offline",
    }),
    plan: undefined,
    tripwires: [],
  });
  assert.equal(
    nothing,
    "## Nothing to document from plan #42\n\nnothing that is worth documenting was found; without a model, by rules alone, 1 min 15 s.\n",
  );
  const stopped = renderJobSummary({
    record: record({ outcome: "stopped", reason: "the budget is used up", ended_at: null, cost: null }),
    plan: undefined,
    tripwires: [],
  });
  assert.match(
    stopped,
    /^## Learning from plan #42\n\nthe budget is used up; 0 tokens in, 0 out, price unknown, not finished\.\n$/,
  );
});

Deno.test("a summary of a run with thousands of nodes stays readable", () => {
  const nodes = Array.from({ length: 3000 }, (_, index) => node({ name: `session-${index}` }));
  const summary = renderJobSummary({
    record: record({ nodes, gaps: nodes.map(({ name }) => `${name} is missing`) }),
    plan: undefined,
    tripwires: [],
  });
  assert.ok(summary.length < 30_000);
  assert.match(summary, /\| and 2900 more \|/);
  assert.match(summary, /^- and 2900 more$/m);
});
