/** A repository with three learn plans that say the same in part, and the plans that they were learned from. */

import { renderPlanComments } from "../../lib/github/plan/render_plan_comments.ts";
import { publishableMarkdown } from "../../lib/github/markdown/publishable_markdown.ts";
import { renderMetadataBlock } from "../../lib/github/plan/metadata_block.ts";
import type { DocumentItem, LearnPlan, ScoredTripwire } from "../../lib/learn/plan/learn_plan.ts";
import { renderPlanData } from "../../lib/learn/plan/plan_data.ts";
import { renderLearnPlan } from "../../lib/learn/plan/render_learn_plan.ts";
import { renderTripwireCandidates } from "../../lib/learn/plan/tripwire_candidates.ts";
import type { GitHubEmulator } from "../support/github_emulator/mod.ts";
import { seedPlanIssue } from "../support/plan_scenario.ts";

export const SOURCES = [101, 102, 103] as const;
export const PARENTS = [42, 43, 44] as const;

const SESSIONS = [
  "5f1f0a52-84d1-4b5e-9a01-0d6a4c1e7b01",
  "6a2e1b63-95e2-4c6f-8b12-1e7b5d2f8c12",
  "7b3f2c74-a6f3-4d70-9c23-2f8c6e309d23",
] as const;

function cite(session: number, ref: string, quote: string) {
  return { kind: "session" as const, source: SESSIONS[session] ?? "", ref, quote };
}

function item(values: Partial<DocumentItem> & Pick<DocumentItem, "title" | "location">): DocumentItem {
  return {
    action: "UPDATE",
    priority: "MEDIUM",
    sourceAttribution: "Impl session",
    rationale: "",
    draftContent: `About ${values.title}.`,
    readWhen: [],
    citations: [],
    ...values,
  };
}

const RETRY_TRIPWIRE: ScoredTripwire = {
  title: "Uploads go through the retry helper",
  action: "sending a request for an upload",
  warning: "Never call fetch directly: use the retry helper in src/upload/retry.ts.",
  targetDocPath: "docs/upload/retry.md",
  criteria: {
    nonObvious: true,
    crossCutting: true,
    destructive: false,
    silent: false,
    repeated: false,
    externalQuirk: false,
  },
  citations: [cite(0, "L40", "never call fetch directly; use the retry helper")],
};

/** By the plan that each was learned from. */
export const PLANS: readonly [LearnPlan, LearnPlan, LearnPlan] = [
  {
    title: "Documentation Plan: Retry uploads that fail half-way",
    context:
      "Uploads are retried by a helper now (#42). What to use and when was only said in a session and a review.",
    items: [
      item({
        title: "Use the retry helper for uploads",
        location: "docs/upload/retry.md",
        action: "CREATE",
        priority: "HIGH",
        sourceAttribution: "Impl session, after a person's correction",
        rationale: "The agent called `fetch` directly and was corrected.",
        draftContent:
          "# Retries\n\nUploads are sent with the retry helper of `src/upload/retry.ts`, never with `fetch`.",
        readWhen: ["changing uploads"],
        citations: [cite(0, "L40", "never call fetch directly; use the retry helper")],
      }),
      item({
        title: "Generate the fixtures before the tests",
        location: "docs/testing.md",
        rationale: "Three attempts failed for want of `tests/fixtures/parts.json`.",
        draftContent: "Run `npm run fixtures` before `npm test`.",
        citations: [cite(0, "L12", "Cannot find module '../fixtures/parts.json'")],
      }),
    ],
    contradictions: [{
      summary: "Two documents name two limits for retries",
      documentPath: "docs/limits.md",
      resolution: "Follow the code: five.",
      citations: [{
        kind: "document",
        source: "docs/limits.md",
        ref: "4",
        quote: "Retries are limited to three.",
      }],
    }],
    staleDocuments: [],
    preventionInsights: [{
      problem: "Tests failed without the fixtures",
      rootCause: "They are generated, and not in git.",
      prevention: "Let the test task generate them.",
      citations: [cite(0, "L12", "Cannot find module '../fixtures/parts.json'")],
    }],
    tripwires: [RETRY_TRIPWIRE],
  },
  {
    title: "Documentation Plan: Resume downloads",
    context: "Downloads go on where they stopped.",
    items: [
      item({
        title: "Generating the fixtures before testing",
        location: "./docs/testing.md",
        priority: "HIGH",
        rationale: "A second implementation failed for the same reason.",
        draftContent: "The fixtures are not in git: `npm run fixtures` makes them.",
        citations: [cite(1, "L7", "ENOENT: no such file or directory, open 'tests/fixtures/parts.json'")],
      }),
      item({
        title: "Range requests of the storage service",
        location: "docs/download/ranges.md",
        action: "CREATE",
        sourceAttribution: "",
        draftContent: "# Ranges\n\nThe service answers 200 to a range that it ignores.",
        readWhen: ["resuming downloads"],
        citations: [cite(1, "L30", "the server ignored the Range header and answered 200")],
      }),
    ],
    contradictions: [{
      summary: "Two documents name two limits for the retries",
      documentPath: "docs/limits.md",
      resolution: "Name the constant, not its value.",
      citations: [cite(1, "L51", "docs/limits.md says three, docs/upload.md says five")],
    }],
    staleDocuments: [{
      path: "docs/old-client.md",
      reason: "The client is gone.",
      action: "DELETE_STALE",
      citations: [{
        kind: "diff",
        source: "src/old_client.ts",
        ref: "-1",
        quote: "export class OldClient {",
      }],
    }],
    preventionInsights: [],
    tripwires: [{
      ...RETRY_TRIPWIRE,
      title: "Requests are retried by the helper",
      action: "sending requests for an upload",
      warning: "A 409 means that the part is there: take it as success.",
      criteria: { ...RETRY_TRIPWIRE.criteria, silent: true },
      citations: [{
        kind: "review",
        source: "review-thread",
        ref: "PRRT_9",
        quote: "don't retry it, take it as success",
      }],
    }],
  },
  {
    title: "Documentation Plan: Quotas",
    context: "Each team has a quota.",
    items: [
      item({
        title: "When the retry helper gives up",
        location: "docs/upload/retry.md",
        action: "CREATE",
        priority: "LOW",
        draftContent: "# Giving up\n\nAfter five attempts the error names the last status.",
        readWhen: ["handling upload errors"],
        citations: [cite(2, "L18", "after five attempts the last status is reported")],
      }),
    ],
    contradictions: [],
    staleDocuments: [{
      path: "docs/old-client.md",
      reason: "Nothing links to it.",
      action: "DELETE_STALE",
      citations: [],
    }],
    preventionInsights: [],
    tripwires: [],
  },
];

export interface LearnPlanSeed {
  readonly number: number;
  readonly parent: number | undefined;
  readonly plan: LearnPlan;
  /** Without: as older programs left it. */
  readonly data?: boolean;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly labels?: readonly string[];
  readonly state?: "open" | "closed";
  /** The Markdown as somebody left it. */
  readonly edit?: (markdown: string) => string;
  /** Comments after those of the plan. */
  readonly comments?: readonly { readonly author: string; readonly body: string }[];
}

/** Seeds a learn plan's issue as `learn` leaves it: plan, tripwires, data. */
export async function seedLearnPlan(emulator: GitHubEmulator, seed: LearnPlanSeed): Promise<void> {
  const { number, parent, plan, data = true, edit = (markdown) => markdown } = seed;
  const place = {
    serverUrl: emulator.serverUrl,
    repository: { owner: "acme", name: "widgets" },
    linkedIssues: parent === undefined ? [] : [parent],
  };
  const markdown = publishableMarkdown(
    `${
      renderLearnPlan(plan)
    }\n## Gaps\n\nWhat could not be read, or failed:\n\n- Session of #${number} is gone.\n`,
    place,
  );
  const [comment = ""] = await renderPlanComments(markdown);
  const candidates = plan.tripwires.map(({ action, warning, targetDocPath }) => ({
    action,
    warning,
    target_doc_path: targetDocPath,
  }));
  const header = renderMetadataBlock("plan-header", {
    schema_version: "2",
    created_at: "2026-11-20T08:00:00+00:00",
    created_by: "ada",
    ...(parent === undefined ? {} : { learned_from_issue: parent }),
    learn_materials_gist_url: `https://gist.github.com/ada/${String(number).repeat(8)}`,
  });
  emulator.seedIssue({
    number,
    title: `[erk-learn] ${plan.title}`,
    body: `${header}\n\nLearned from #${parent}.\n`,
    labels: [...seed.labels ?? ["erk-plan", "erk-learn"]],
    state: seed.state ?? "open",
    author: "ada",
    comments: [
      { author: "ada", body: comment.replace(markdown, () => edit(markdown)) },
      ...(candidates.length === 0
        ? []
        : [{ author: "ada", body: renderTripwireCandidates(candidates).body }]),
      ...(data ? renderPlanData(plan, markdown).map((body) => ({ author: "ada", body })) : []),
      ...seed.comments ?? [],
    ],
  });
}

/** The three learn plans, open, and their parents, which name them. */
export async function seedLearnPlans(
  emulator: GitHubEmulator,
  how: Partial<LearnPlanSeed> = {},
): Promise<void> {
  for (const [index, plan] of PLANS.entries()) {
    const [number, parent] = [SOURCES[index] ?? 0, PARENTS[index] ?? 0];
    seedPlanIssue(emulator, {}, {
      number: parent,
      header: { learn_status: "completed_with_plan", learn_plan_issue: number },
    });
    await seedLearnPlan(emulator, { number, parent, plan, ...how });
  }
}
