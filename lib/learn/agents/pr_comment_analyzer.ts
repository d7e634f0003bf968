/** PrCommentAnalyzer: what was said about the pull request → what a document should have said beforehand. */

import { counted } from "../../wording.ts";
import type { Finding } from "../evidence/finding.ts";
import type { SourceComment } from "../source/learn_source.ts";
import { redactedText } from "../../redact/redacted.ts";
import type { Agent } from "./agent.ts";
import {
  type CommentsAnalysis,
  commentsAnalysisSchema,
  type Remark,
  renderCommentsAnalysis,
} from "./answers/comments_analysis.ts";
import type { PrCommentAnalyzerInput } from "./inputs.ts";
import { PR_COMMENT_ANALYZER } from "./instructions/mod.ts";
import { composePrompt } from "./prompt/compose_prompt.ts";
import { evidenceMaterial, planMaterial, reviewMaterial } from "./prompt/materials.ts";
import { BY_RULES, titleOf } from "./rules/finding_words.ts";

export const prCommentAnalyzer: Agent<PrCommentAnalyzerInput, CommentsAnalysis> = {
  name: "pr-comment-analyzer",
  instructions: PR_COMMENT_ANALYZER,
  schema: commentsAnalysisSchema,
  maxOutputTokens: 8_000,
  prompt: ({ plan, comments, evidence }, redactor) =>
    composePrompt(
      { shared: [planMaterial(plan), evidenceMaterial(evidence)], own: [reviewMaterial(comments)] },
      redactedText`Analyse the review.`,
      redactor,
    ),
  offline: analyzeByRules,
  render: renderCommentsAnalysis,
};

function analyzeByRules({ comments, evidence }: PrCommentAnalyzerInput): CommentsAnalysis {
  const requests = evidence.filter(({ kind }) => kind === "review-request");
  const remarks = requests.map((finding) => remarkOf(finding, comments));
  const threads = comments.filter(({ source }) => source === "review-thread");
  const open = threads.filter(({ resolved }) => resolved === false).length;
  return {
    summary: `${BY_RULES} ${counted(threads.length, "review thread")} (${open} open) and ` +
      `${counted(comments.length - threads.length, "comment")}; a change was asked for in ${remarks.length}.`,
    remarks,
  };
}

function remarkOf(finding: Finding, comments: readonly SourceComment[]): Remark {
  const [first] = finding.citations;
  const thread = comments.find(({ source, ref }) => source === first?.source && ref === first.ref);
  const [opening, ...answers] = thread?.comments ?? [];
  const answer = answers.findLast(({ author }) => author !== opening?.author);
  const outcomes = [
    ...(thread?.resolved === true ? ["The thread was resolved."] : []),
    ...(thread?.resolved === false ? ["The thread is still open."] : []),
    ...(answer === undefined ? [] : [`Answered: ${answer.body}`]),
  ];
  return {
    title: titleOf(finding.summary),
    kind: "request",
    request: first?.quote ?? finding.summary,
    consequence: finding.resolution ?? outcomes.join(" "),
    lesson: `${finding.summary} (${finding.id})`,
    citations: finding.citations,
  };
}
