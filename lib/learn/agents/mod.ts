/** The learn agents: what they are given, what they answer, and how an answer reads. */

export { AGENT_NAMES, type AgentName, type AgentPrompt } from "./agent.ts";
export type { AnalyzedPart, GapInput, SynthesizerInput } from "./inputs.ts";
export type { SessionAnalysis } from "./answers/session_analysis.ts";
export type { TripwireExtraction } from "./answers/tripwire_extraction.ts";
export { codeDiffAnalyzer } from "./code_diff_analyzer.ts";
export { documentationGapIdentifier } from "./documentation_gap_identifier.ts";
export { existingDocsChecker } from "./existing_docs_checker.ts";
export { planSynthesizer } from "./plan_synthesizer.ts";
export { prCommentAnalyzer } from "./pr_comment_analyzer.ts";
export { sessionAnalyzer } from "./session_analyzer.ts";
export { tripwireExtractor } from "./tripwire_extractor.ts";
