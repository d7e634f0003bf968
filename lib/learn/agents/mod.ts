/** The learn agents: what they are given, what they answer, and how an answer reads. */

export { type Agent, AGENT_NAMES, type AgentName, type AgentPrompt, type PromptRedactor } from "./agent.ts";
export type {
  AnalyzedPart,
  CodeDiffAnalyzerInput,
  ExistingDocsCheckerInput,
  GapInput,
  PrCommentAnalyzerInput,
  SessionAnalyzerInput,
  SynthesizerInput,
  TripwireInput,
} from "./inputs.ts";
export { type CommentsAnalysis, commentsAnalysisSchema } from "./answers/comments_analysis.ts";
export { type DiffAnalysis, diffAnalysisSchema } from "./answers/diff_analysis.ts";
export { type DocsCheck, docsCheckSchema } from "./answers/docs_check.ts";
export { type GapAnalysis, gapAnalysisSchema } from "./answers/gap_analysis.ts";
export { type SessionAnalysis, sessionAnalysisSchema } from "./answers/session_analysis.ts";
export { type TripwireExtraction, tripwireExtractionSchema } from "./answers/tripwire_extraction.ts";
export { codeDiffAnalyzer } from "./code_diff_analyzer.ts";
export { documentationGapIdentifier } from "./documentation_gap_identifier.ts";
export { existingDocsChecker } from "./existing_docs_checker.ts";
export { planSynthesizer } from "./plan_synthesizer.ts";
export { prCommentAnalyzer } from "./pr_comment_analyzer.ts";
export { sessionAnalyzer } from "./session_analyzer.ts";
export { tripwireExtractor } from "./tripwire_extractor.ts";
