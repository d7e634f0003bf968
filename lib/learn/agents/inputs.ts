/** What each agent is given. The graph makes it from the source and from earlier answers. */

import type { CodeDiff } from "../diff/code_diff.ts";
import type { DocumentSet } from "../documents/document_set.ts";
import type { Evidence, Finding } from "../evidence/finding.ts";
import type { LearnPlan } from "../plan/learn_plan.ts";
import type { ThreadPlaces } from "../plan/render_citations.ts";
import type { SessionPart, SourceComment, SourcePlan, SourceSession } from "../source/learn_source.ts";
import type { CommentsAnalysis } from "./answers/comments_analysis.ts";
import type { DiffAnalysis } from "./answers/diff_analysis.ts";
import type { DocsCheck } from "./answers/docs_check.ts";
import type { GapAnalysis } from "./answers/gap_analysis.ts";
import type { SessionAnalysis } from "./answers/session_analysis.ts";

export interface SessionAnalyzerInput {
  readonly plan: SourcePlan;
  readonly session: SourceSession;
  readonly part: SessionPart;
  /** Evidence of the whole session, the same for all its parts. */
  readonly evidence: readonly Finding[];
}

export interface CodeDiffAnalyzerInput {
  readonly plan: SourcePlan;
  readonly diff: CodeDiff;
  readonly evidence: readonly Finding[];
}

export interface ExistingDocsCheckerInput {
  readonly plan: SourcePlan;
  readonly documents: DocumentSet;
  /** Undefined: the plan has no pull request. */
  readonly diff: CodeDiff | undefined;
  readonly evidence: readonly Finding[];
}

export interface PrCommentAnalyzerInput {
  readonly plan: SourcePlan;
  readonly comments: readonly SourceComment[];
  readonly evidence: readonly Finding[];
}

/** The answer to one part of a session, and which one it is. */
export interface AnalyzedPart {
  readonly sessionId: string;
  readonly kind: SourceSession["kind"];
  /** From 1. */
  readonly part: number;
  readonly parts: number;
  readonly analysis: SessionAnalysis;
}

export interface GapInput {
  readonly plan: SourcePlan;
  readonly sessionAnalyses: readonly AnalyzedPart[];
  /** Undefined: there is no pull request, or its node failed. */
  readonly diffAnalysis?: DiffAnalysis | undefined;
  readonly docsCheck?: DocsCheck | undefined;
  readonly commentsAnalysis?: CommentsAnalysis | undefined;
  readonly evidence: Evidence;
  /** Undefined where the documents could not be read. Paths decide between creating and updating. */
  readonly documents?: Pick<DocumentSet, "roots" | "paths"> | undefined;
  readonly threads: ThreadPlaces;
  /** What is missing or failed, in sentences. */
  readonly gaps: readonly string[];
}

export interface SynthesizerInput extends GapInput {
  readonly gapAnalysis: GapAnalysis;
}

export interface TripwireInput {
  readonly plan: SourcePlan;
  readonly learnPlan: LearnPlan;
  readonly gapAnalysis: GapAnalysis;
  readonly evidence: Evidence;
}
