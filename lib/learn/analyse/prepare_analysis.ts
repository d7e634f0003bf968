/** What can be said of an analysis before any model is asked. */

import { createCitationIndex } from "../citation_index.ts";
import { type Evidence, evidenceWeight, findEvidence } from "../evidence/mod.ts";
import type { AgentServices } from "../graph/mod.ts";
import type { LearnPlan } from "../plan/learn_plan.ts";
import { threadPlaces } from "../plan/render_citations.ts";
import { renderLearnPlan } from "../plan/render_learn_plan.ts";
import type { LearnSource } from "../source/learn_source.ts";
import { verifyCitations } from "../verify_citations.ts";
import { type CitationLedger, openCitationLedger } from "./citation_ledger.ts";
import { type LearningGraph, learningGraph } from "./learning_graph.ts";
import { nothingToLearn, requireSomethingRead } from "./worth_learning.ts";

/** An analysis that is ready to run. */
export interface PreparedAnalysis {
  readonly evidence: Evidence;
  /** Why no model needs to be asked, in words; undefined: there is something to learn. */
  readonly nothing: string | undefined;
  readonly graph: LearningGraph;
  readonly ledger: CitationLedger;
  /** The plan's Markdown, with what is known so far. @param gaps what is missing, in sentences. */
  renderPlan(plan: LearnPlan, gaps: readonly string[]): string;
}

/**
 * Finds the evidence and builds the graph. Nothing is written or asked.
 *
 * @param runUrl address of the workflow run, for the plan.
 * @throws {UserError} if nothing of the source could be read.
 */
export function prepareAnalysis(
  source: LearnSource,
  services: AgentServices,
  runUrl: string | undefined,
): PreparedAnalysis {
  requireSomethingRead(source);
  const evidence = findEvidence(source);
  const index = createCitationIndex(source);
  const ledger = openCitationLedger((citations) => verifyCitations(citations, index));
  const threads = threadPlaces(source.comments);
  const renderPlan = (plan: LearnPlan, gaps: readonly string[]) => {
    const { verified, removed } = ledger.counts();
    return renderLearnPlan(plan, {
      parent: source.plan,
      gaps,
      removedCitations: removed,
      allCitations: verified + removed,
      droppedTripwires: ledger.droppedTripwires(),
      engine: services.model?.engine.name ?? "offline",
      models: modelsOf(services),
      evidence,
      threads,
      runUrl,
    });
  };
  const graph = learningGraph({
    source,
    evidence,
    services: { ...services, check: ledger.check },
    renderPlan,
  });
  return { evidence, nothing: nothingToLearn(source, evidenceWeight(evidence)), graph, ledger, renderPlan };
}

/** Which model answers for what, in words. */
function modelsOf({ model }: AgentServices): Record<string, string> {
  if (model === undefined) return {};
  return { analysis: model.modelOf("session-analyzer"), synthesis: model.modelOf("plan-synthesizer") };
}
