/** A small run to learn from: two sessions, a diff, a review and three documents, with the evidence that rules find. */

import { threadPlaces } from "../../../../lib/learn/plan/render_citations.ts";
import type { CodeDiff } from "../../../../lib/learn/diff/code_diff.ts";
import type { DocumentSet } from "../../../../lib/learn/documents/document_set.ts";
import type { Evidence, Finding } from "../../../../lib/learn/evidence/finding.ts";
import type {
  SourceComment,
  SourceEvent,
  SourcePlan,
  SourceSession,
} from "../../../../lib/learn/source/learn_source.ts";
import {
  codeDiffAnalyzer,
  documentationGapIdentifier,
  existingDocsChecker,
  type GapInput,
  planSynthesizer,
  prCommentAnalyzer,
  sessionAnalyzer,
  type SynthesizerInput,
  tripwireExtractor,
} from "../../../../lib/learn/agents/mod.ts";
import type { LearnPlan } from "../../../../lib/learn/plan/learn_plan.ts";
import { asPublished, type Redacted } from "../../../../lib/redact/mod.ts";

const text = (words: string): Redacted => asPublished(words);

export const SESSION_ID = "5f1f0c2e-6a7b-4c1d-9e55-0a1b2c3d4e5f";

export const PLAN: SourcePlan = {
  issueNumber: 42,
  repository: "acme/tidebook",
  title: text("Retry uploads"),
  body: text("# Retry uploads\n\nUploads fail on slow lines. Retry them."),
  url: "https://github.com/acme/tidebook/issues/42",
  pullRequest: { number: 57, title: text("Retry uploads"), url: "https://github.com/acme/tidebook/pull/57" },
  gistUrl: "https://gist.github.com/acme/0123456789abcdef",
};

function event(ref: string, part: number, name = "user"): SourceEvent {
  return {
    ref,
    name,
    origin: "person",
    attributes: {},
    text: text(""),
    parameters: {},
    agent: undefined,
    part,
  };
}

export const SESSION: SourceSession = {
  id: SESSION_ID,
  kind: "impl",
  parts: [
    {
      fileName: `impl-${SESSION_ID}-part1.xml`,
      number: 1,
      xml: text(`<session id="${SESSION_ID}"><user ref="L4">go</user></session>`),
    },
    {
      fileName: `impl-${SESSION_ID}-part2.xml`,
      number: 2,
      xml: text(`<session id="${SESSION_ID}"><user ref="L90">stop</user></session>`),
    },
  ],
  events: [event("L4", 1), event("L12", 1), event("L20", 1), event("L90", 2), event("L95", 2)],
  started: "2026-02-09T18:14:00Z",
  ended: "2026-02-09T19:14:00Z",
  branch: "P42-retry-uploads",
  warnings: [],
};

function finding(
  id: string,
  kind: Finding["kind"],
  weight: number,
  rest: Partial<Finding> & { at: string; quote: string },
): Finding {
  const { at, quote, ...others } = rest;
  return {
    id,
    kind,
    weight,
    summary: `Something happened at ${at}.`,
    citations: [{ kind: "session", source: SESSION_ID, ref: at, quote }],
    subjects: [],
    ...others,
  };
}

export const FINDINGS: readonly Finding[] = [
  finding("E1", "error-resolved", 3, {
    at: "L12",
    quote: "error: Cannot find module './tide_table.ts'",
    summary: "`deno task test` failed twice, then worked.",
    resolution: "deno task generate && deno task test",
    subjects: ["deno task test", "src/tide_table.ts"],
    citations: [
      {
        kind: "session",
        source: SESSION_ID,
        ref: "L12",
        quote: "error: Cannot find module './tide_table.ts'",
      },
      { kind: "session", source: SESSION_ID, ref: "L20", quote: "deno task generate && deno task test" },
    ],
  }),
  finding("E2", "denial", 4, {
    at: "L90",
    quote: "No! Never force-push to main here.",
    summary: "A person refused `git push --force origin main`.",
    resolution: "No! Never force-push to main here.",
    subjects: ["git push --force origin main"],
  }),
  finding("E3", "repeated-read", 1, {
    at: "L95",
    quote: "src/upload.ts has been read",
    summary: "`src/upload.ts` was read 4 times.",
    subjects: ["src/upload.ts"],
  }),
  finding("E4", "external-lookup", 3, {
    at: "L95",
    quote: "https://example.org/retry-after",
    summary: "https://example.org/retry-after was looked up.",
    resolution: "Retry-After may be a date.",
    subjects: ["https://example.org/retry-after"],
  }),
  {
    id: "E5",
    kind: "review-request",
    weight: 4,
    summary: "A reviewer asked for a limit of retries in src/upload.ts.",
    citations: [{
      kind: "review",
      source: "review-thread",
      ref: "RT_1",
      quote: "Please never retry without a limit.",
    }],
    subjects: ["src/upload.ts", "retryUpload"],
  },
];

export const EVIDENCE: Evidence = {
  findings: [...FINDINGS],
  counts: { "error-resolved": 1, "denial": 1, "repeated-read": 1, "external-lookup": 1, "review-request": 1 },
  sessions: 1,
  events: 5,
};

export const DIFF: CodeDiff = {
  pullRequest: 57,
  files: [
    {
      path: "src/upload.ts",
      status: "modified",
      additions: 3,
      deletions: 1,
      category: "source",
      patch: [
        "@@ -10,3 +10,5 @@ function upload() {",
        " const client = connect();",
        "-send(client);",
        '+const limit = Deno.env.get("TIDEBOOK_RETRY_LIMIT");',
        "+export function retryUpload(limit: number) {",
        '+  options.add("--max-retries");',
        " }",
      ].join("\n"),
      omittedLines: 0,
      symbols: ["function retryUpload", "--max-retries", "TIDEBOOK_RETRY_LIMIT"],
    },
    {
      path: "src/old_client.ts",
      status: "removed",
      additions: 0,
      deletions: 80,
      category: "source",
      patch: "",
      omittedLines: 80,
      symbols: [],
    },
  ],
  omittedFiles: 0,
  additions: 3,
  deletions: 81,
};

export const DOCUMENTS: DocumentSet = {
  roots: ["docs"],
  total: 3,
  documents: [
    {
      path: "docs/uploads.md",
      title: "Uploads",
      headings: ["Uploads", "Limits"],
      readWhen: ["changing uploads"],
      tripwires: [],
      excerpts: [{ line: 10, text: "## Limits\n`--max-retries` says how often `retryUpload` tries." }],
      score: 9,
      deadReferences: [],
    },
    {
      path: "docs/old-client.md",
      title: "The old client",
      headings: [],
      readWhen: [],
      tripwires: [],
      excerpts: [{ line: 1, text: "# The old client\nIt lives in src/old_client.ts." }],
      score: 2,
      deadReferences: [{ path: "src/old_client.ts", line: 2 }],
    },
  ],
  paths: ["docs/uploads.md", "docs/old-client.md", "docs/Troubleshooting.md"],
  terms: ["retry", "uploads"],
};

export const COMMENTS: readonly SourceComment[] = [{
  source: "review-thread",
  ref: "RT_1",
  path: "src/upload.ts",
  line: 12,
  resolved: true,
  comments: [
    {
      author: text("maria"),
      body: text("Please never retry without a limit."),
      createdAt: "2026-02-10T08:00:00Z",
    },
    { author: text("agent"), body: text("Limited to five."), createdAt: "2026-02-10T09:00:00Z" },
  ],
}];

/** All agents by their rules, one after the other. */
export function learnByRules(
  {
    findings = FINDINGS,
    diff = DIFF,
    documents = DOCUMENTS,
    comments = COMMENTS,
    plan = PLAN,
    session = SESSION,
  }: {
    readonly findings?: readonly Finding[];
    readonly diff?: CodeDiff;
    readonly documents?: DocumentSet;
    readonly comments?: readonly SourceComment[];
    readonly plan?: SourcePlan;
    readonly session?: SourceSession;
  } = {},
) {
  const evidence: Evidence = { ...EVIDENCE, findings: [...findings] };
  const sessionAnalyses = session.parts.map((part) => ({
    sessionId: session.id,
    kind: session.kind,
    part: part.number,
    parts: session.parts.length,
    analysis: sessionAnalyzer.offline({ plan, session, part, evidence: findings }),
  }));
  const gapInput: GapInput = {
    plan,
    sessionAnalyses,
    diffAnalysis: codeDiffAnalyzer.offline({ plan, diff, evidence: findings }),
    docsCheck: existingDocsChecker.offline({ plan, documents, diff, evidence: findings }),
    commentsAnalysis: prCommentAnalyzer.offline({ plan, comments, evidence: findings }),
    evidence,
    documents,
    threads: threadPlaces(comments),
    gaps: [],
  };
  const gapAnalysis = documentationGapIdentifier.offline(gapInput);
  const synthesizerInput: SynthesizerInput = { ...gapInput, gapAnalysis };
  const learnPlan: LearnPlan = planSynthesizer.offline(synthesizerInput);
  const tripwireInput = { plan, learnPlan, gapAnalysis, evidence };
  return {
    gapInput,
    gapAnalysis,
    synthesizerInput,
    learnPlan,
    tripwireInput,
    tripwires: tripwireExtractor.offline(tripwireInput),
  };
}
