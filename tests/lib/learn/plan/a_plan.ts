/** A learn plan with something in every list. */

import type { DocumentItem, LearnPlan } from "../../../../lib/learn/plan/learn_plan.ts";
import type { PlanFacts } from "../../../../lib/learn/plan/render_learn_plan.ts";
import { EVIDENCE, PLAN, SESSION_ID } from "../agents/made_up_run.ts";

export function anItem(changes: Partial<DocumentItem> = {}): DocumentItem {
  return {
    title: "Generate the tide table before testing",
    location: "docs/testing.md",
    action: "UPDATE",
    priority: "HIGH",
    sourceAttribution: "Impl session 5f1f0c2e",
    rationale: "Three attempts failed because `src/tide_table.ts` did not exist.",
    draftContent: "## Before testing\n\nRun the generator:\n\n```sh\ndeno task generate\n```",
    readWhen: [],
    citations: [{
      kind: "session",
      source: SESSION_ID,
      ref: "L12",
      quote: "error: Cannot find module './tide_table.ts'",
    }],
    ...changes,
  };
}

export const A_PLAN: LearnPlan = {
  title: "Documentation Plan: Retry uploads",
  context: "Uploads are retried now.\n\nThe tests needed a generated file that nobody knew of.",
  items: [
    anItem({
      title: "Retry limits",
      location: "docs/uploads.md",
      action: "CREATE",
      priority: "MEDIUM",
      sourceAttribution: "Review thread RT_1",
      rationale: "A reviewer asked for a limit.",
      draftContent: "# Retry limits\n\nNever retry without a limit.",
      readWhen: ["changing how uploads are retried"],
      citations: [{
        kind: "review",
        source: "review-thread",
        ref: "RT_1",
        quote: "Please never retry\nwithout a limit.",
      }],
    }),
    anItem(),
    anItem({
      title: "Name the error",
      location: "src/upload.ts",
      action: "CODE_CHANGE",
      priority: "LOW",
      rationale: "The message says nothing of <file>.",
      draftContent: "Say which file is missing.",
      citations: [],
    }),
  ],
  contradictions: [{
    summary: "Two documents name two limits",
    documentPath: "docs/limits.md",
    resolution: "Follow the code: five.",
    citations: [{
      kind: "document",
      source: "docs/limits.md",
      ref: "4",
      quote: "Retries are limited to three.",
    }],
  }],
  staleDocuments: [{
    path: "docs/old-client.md",
    reason: "The client is gone.",
    action: "DELETE_STALE",
    citations: [{ kind: "diff", source: "src/old_client.ts", ref: "-1", quote: "export class OldClient {" }],
  }],
  preventionInsights: [{
    problem: "Tests failed without the table",
    rootCause: "It is generated, and not in git.",
    prevention: "Let the test task generate it.",
    citations: [{ kind: "plan", source: "#42", ref: "body", quote: "Uploads fail on slow lines." }],
  }],
  tripwires: [
    {
      title: "Force-pushing",
      action: "running git push --force on main",
      warning: 'Ask first: it removes "others\'" work.',
      targetDocPath: "docs/conventions.md",
      criteria: {
        nonObvious: true,
        crossCutting: false,
        destructive: true,
        silent: false,
        repeated: true,
        externalQuirk: false,
      },
      citations: [{
        kind: "session",
        source: SESSION_ID,
        ref: "L90",
        quote: "Never force-push to main here.",
      }],
    },
    {
      title: "Retrying",
      action: "calling retryUpload() without a limit",
      warning: "Give a limit.",
      targetDocPath: "docs/uploads.md",
      criteria: {
        nonObvious: true,
        crossCutting: false,
        destructive: false,
        silent: false,
        repeated: false,
        externalQuirk: false,
      },
      citations: [{ kind: "review", source: "discussion", ref: "77", quote: "A limit, please: always." }],
    },
    {
      title: "Not worth a warning",
      action: "reading the file",
      warning: "None.",
      targetDocPath: "docs/uploads.md",
      criteria: {
        nonObvious: false,
        crossCutting: false,
        destructive: false,
        silent: false,
        repeated: true,
        externalQuirk: false,
      },
      citations: [],
    },
  ],
};

export const FACTS: PlanFacts = {
  parent: PLAN,
  gaps: ["Session 1a2b3c4d could not be read: its gist is gone."],
  removedCitations: 3,
  allCitations: 41,
  droppedTripwires: 1,
  engine: "anthropic",
  models: { analysis: "claude-haiku-4-5", synthesis: "claude-opus-4-5" },
  evidence: EVIDENCE,
  runUrl: "https://github.com/acme/tidebook/actions/runs/99",
};
