/** The graph of learning: four kinds of analysis in parallel, then gaps, plan and tripwires. */

import {
  codeDiffAnalyzer,
  documentationGapIdentifier,
  existingDocsChecker,
  type GapInput,
  planSynthesizer,
  prCommentAnalyzer,
  type TripwireExtraction,
  tripwireExtractor,
} from "../agents/mod.ts";
import type { Evidence } from "../evidence/finding.ts";
import {
  type AgentNode,
  agentNode,
  type AgentNodeServices,
  type GraphNode,
  type NodeInputs,
} from "../graph/mod.ts";
import { withConsistentItems } from "../plan/consistent_plan.ts";
import { fitPlan, fitTripwires } from "../plan/fit_to_repository.ts";
import { filledTripwires, fitToSave } from "../plan/fit_to_save.ts";
import type { LearnPlan } from "../plan/learn_plan.ts";
import { mergeTripwires } from "../plan/merge_tripwires.ts";
import { threadPlaces } from "../plan/render_citations.ts";
import type { LearnSource } from "../source/learn_source.ts";
import { TRIPWIRE_FILES } from "./read_analysis.ts";
import { sessionNodes } from "./session_nodes.ts";

export interface LearningGraphOptions {
  readonly source: LearnSource;
  readonly evidence: Evidence;
  readonly services: AgentNodeServices;
  /** The plan's Markdown. @param gaps what was missing when it was made, in sentences. */
  renderPlan(plan: LearnPlan, gaps: readonly string[]): string;
}

export interface LearningGraph {
  /** In the order in which they may start. */
  readonly nodes: readonly AgentNode[];
  /** The nodes that read sessions. */
  readonly sessions: readonly AgentNode[];
  readonly plan: GraphNode<LearnPlan>;
  readonly tripwires: GraphNode<TripwireExtraction>;
}

/** Builds the graph that a source needs: what there is no material for has no node. */
export function learningGraph(options: LearningGraphOptions): LearningGraph {
  const { source, evidence, services } = options;
  const sessions = sessionNodes(source, evidence, services);
  const { diff, docs, comments } = analysisNodes(options);
  const uses: readonly AgentNode[] = [...sessions.nodes, diff, docs, comments].filter((node) =>
    node !== undefined
  );
  const gapsIn = (inputs: NodeInputs) => [...source.gaps, ...inputs.gaps];
  const gapInput = (inputs: NodeInputs): GapInput => ({
    plan: source.plan,
    sessionAnalyses: sessions.analyses(inputs),
    diffAnalysis: diff && inputs.get(diff),
    docsCheck: docs && inputs.get(docs),
    commentsAnalysis: comments && inputs.get(comments),
    evidence,
    documents: source.documents,
    threads: threadPlaces(source.comments),
    gaps: gapsIn(inputs),
  });
  const { gaps, plan, tripwires } = conclusionNodes(options, { uses, gapInput, gapsIn });
  return { nodes: [...uses, gaps, plan, tripwires], sessions: sessions.nodes, plan, tripwires };
}

/** The nodes that analyse all but the sessions, in parallel with those. One that fails leaves a gap in the plan. */
function analysisNodes({ source, evidence: { findings }, services }: LearningGraphOptions) {
  const { plan: parent, documents, diff, comments } = source;
  const beside = { requires: [], uses: [], onFailure: "degrade" } as const;
  const diffNode = diff === undefined || diff.files.length === 0 ? undefined : agentNode({
    ...beside,
    ...named(
      "diff-analysis",
      "Analyse the pull request's changes",
      "the analysis of the pull request's changes",
    ),
    agent: codeDiffAnalyzer,
    input: () => ({ plan: parent, diff, evidence: findings }),
  }, services);
  const docsNode = documents.documents.length === 0 ? undefined : agentNode({
    ...beside,
    ...named("existing-docs-check", "Check the existing documents", "the check of the existing documents"),
    agent: existingDocsChecker,
    input: () => ({ plan: parent, documents, diff, evidence: findings }),
  }, services);
  const commentsNode = comments.length === 0 ? undefined : agentNode({
    ...beside,
    ...named("pr-comments-analysis", "Analyse the review comments", "the analysis of the review comments"),
    agent: prCommentAnalyzer,
    input: () => ({ plan: parent, comments, evidence: findings }),
  }, services);
  return { diff: diffNode, docs: docsNode, comments: commentsNode };
}

/** What the nodes of the conclusions get of all analyses. */
interface AnalysisResults {
  readonly uses: readonly AgentNode[];
  gapInput(inputs: NodeInputs): GapInput;
  gapsIn(inputs: NodeInputs): readonly string[];
}

/** The nodes that run one after the other, behind all analyses. One that fails ends the run. */
function conclusionNodes(
  { source, evidence, services, renderPlan }: LearningGraphOptions,
  { uses, gapInput, gapsIn }: AnalysisResults,
) {
  const { plan: parent, documents, diff } = source;
  const gaps = agentNode({
    ...named("gap-analysis", "Find what is not documented", "the gap analysis"),
    requires: [],
    uses,
    onFailure: "end",
    agent: documentationGapIdentifier,
    input: gapInput,
  }, services);
  const plan = agentNode({
    ...named("learn-plan", "Write the learn plan", "the learn plan"),
    requires: [gaps],
    uses,
    onFailure: "end",
    agent: planSynthesizer,
    input: (inputs) => ({ ...gapInput(inputs), gapAnalysis: inputs.take(gaps) }),
    amend: (answer) => withConsistentItems(fitToSave(fitPlan(answer, { documents, diff }), parent.title)),
    render: (answer, inputs) => renderPlan(answer, gapsIn(inputs)),
  }, services);
  const tripwires = agentNode({
    name: "tripwire-candidates",
    title: "Extract tripwires",
    subject: "the list of tripwires",
    requires: [plan, gaps],
    uses: [],
    onFailure: "end",
    files: TRIPWIRE_FILES,
    agent: tripwireExtractor,
    amend: (answer, inputs) => {
      const filled = { ...answer, tripwires: filledTripwires(answer.tripwires) };
      const fitted = fitTripwires(filled, { documents, diff }, inputs.take(plan).items);
      return { ...fitted, tripwires: [...mergeTripwires(fitted.tripwires).entries] };
    },
    input: (inputs) => ({
      plan: parent,
      learnPlan: inputs.take(plan),
      gapAnalysis: inputs.take(gaps),
      evidence,
    }),
  }, services);
  return { gaps, plan, tripwires };
}

function named(name: string, title: string, subject: string) {
  return { name, title, subject, files: { typed: `${name}.json`, readable: `${name}.md` } };
}
