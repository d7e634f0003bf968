/** From what was gathered to a learn plan: evidence, the graph of agents, and the record of how it went. */

import { join } from "node:path";
import { writeFileAtomically } from "../../github/write_file.ts";
import { UserError } from "../../user_error.ts";
import { createCitationIndex } from "../citation_index.ts";
import { type Evidence, evidenceWeight, findEvidence, renderEvidence } from "../evidence/mod.ts";
import {
  type AgentServices,
  type GraphNode,
  type GraphOptions,
  type GraphResult,
  type NodeReport,
  runGraph,
} from "../graph/mod.ts";
import { CANDIDATE_SCORE, type LearnPlan, type ScoredTripwire, tripwireScore } from "../plan/learn_plan.ts";
import { renderLearnPlan } from "../plan/render_learn_plan.ts";
import type { LearnSource } from "../source/learn_source.ts";
import { verifyCitations } from "../verify_citations.ts";
import { prepareAgentsFolder } from "./agents_folder.ts";
import { type CitationLedger, openCitationLedger } from "./citation_ledger.ts";
import { type LearningGraph, learningGraph } from "./learning_graph.ts";
import { type OpenRecord, openRecord } from "./open_record.ts";
import type { RunRecord } from "./run_record.ts";
import { nothingToLearn } from "./worth_learning.ts";

export interface AnalysisOptions extends GraphOptions {
  readonly services: AgentServices;
  readonly now: () => Date;
  /** Told what was found before any model is asked, and which nodes will run (none: there is nothing to learn). */
  readonly onPlanned?: (evidence: Evidence, nodes: readonly GraphNode[]) => void | Promise<void>;
}

/** What came of an analysis that ended as it should. */
export interface Analysis {
  /** As it lies in `run.json`. */
  readonly record: RunRecord;
  /** Undefined: there is nothing worth saving, for the record's reason. */
  readonly plan: LearnPlan | undefined;
  /** In the extractor's order, potential ones too. */
  readonly tripwires: readonly ScoredTripwire[];
}

/**
 * Analyses a source. What an earlier run left in the folder is removed; every answer is there as soon as it is made, and
 * `run.json` says how far the run is.
 *
 * @throws {UserError} if a step failed that nothing goes on without: what was finished stays, its detail says where;
 * the signal's reason after an interruption.
 */
export async function analyse(source: LearnSource, options: AnalysisOptions): Promise<Analysis> {
  const { folder, services, signal } = options;
  await prepareAgentsFolder(folder);
  signal.throwIfAborted();
  const evidence = findEvidence(source);
  await writeEvidence(folder, evidence, services);
  const weight = evidenceWeight(evidence);
  const record = openRecord(source, options);
  const nothing = nothingToLearn(source, weight);
  if (nothing !== undefined) {
    await options.onPlanned?.(evidence, []);
    return { record: await record.close("nothing", nothing), plan: undefined, tripwires: [] };
  }

  const index = createCitationIndex(source);
  const ledger = openCitationLedger((citations) => verifyCitations(citations, index));
  const graph = learningGraph({
    source,
    evidence,
    services,
    verify: ledger.verify,
    onDroppedTripwires: record.droppedTripwires,
    renderPlan: (plan, gaps) => renderPlan(plan, gaps, source, ledger, options),
  });
  record.begin(graph.nodes, ledger);
  await options.onPlanned?.(evidence, graph.nodes);
  await record.save();
  const result = await runGraph(graph.nodes, {
    ...options,
    onChange(node, report) {
      record.changed(report);
      options.onChange?.(node, report);
    },
  });
  return await conclude(result, graph, record, options);
}

async function conclude(
  result: GraphResult,
  graph: LearningGraph,
  record: OpenRecord,
  { folder, signal }: AnalysisOptions,
): Promise<Analysis> {
  if (result.interrupted) {
    await record.close("interrupted", "it was interrupted");
    throw signal.reason;
  }
  if (result.stopped !== undefined) {
    await record.close("stopped", result.stopped);
    throw new UserError(`The analysis could not be finished: ${result.stopped}`, {
      detail: `${finished(result.reports)} are kept in ${folder}; a rerun reuses them and goes on from there`,
    });
  }
  const plan = await result.value(graph.plan);
  const { tripwires = [] } = await result.value(graph.tripwires) ?? {};
  record.concluded(plan?.items.length ?? 0, tripwires);
  if (plan !== undefined && hasContent(plan, tripwires)) {
    return { record: await record.close("plan", null), plan, tripwires };
  }
  const reason = "the agents found nothing worth documenting";
  return { record: await record.close("nothing", reason), plan: undefined, tripwires: [] };
}

function hasContent(plan: LearnPlan, tripwires: readonly ScoredTripwire[]): boolean {
  return plan.items.length > 0 || plan.staleDocuments.length > 0 || plan.contradictions.length > 0 ||
    tripwires.some((tripwire) => tripwireScore(tripwire) >= CANDIDATE_SCORE);
}

function finished(reports: readonly NodeReport[]): string {
  const done = reports.filter(({ state }) => state === "done").length;
  return `${done} of ${reports.length} answers`;
}

async function writeEvidence(folder: string, evidence: Evidence, { redactor }: AgentServices): Promise<void> {
  await writeFileAtomically(
    join(folder, "evidence.json"),
    await redactor.redactJson(evidence, { indent: 2 }),
  );
  await writeFileAtomically(join(folder, "evidence.md"), await redactor.redact(renderEvidence(evidence)));
}

function renderPlan(
  plan: LearnPlan,
  gaps: readonly string[],
  { plan: parent }: LearnSource,
  ledger: CitationLedger,
  { services }: AnalysisOptions,
): string {
  const { verified, removed } = ledger.counts();
  return renderLearnPlan(plan, {
    parent,
    gaps,
    removedCitations: removed,
    allCitations: verified + removed,
    engine: services.model?.engine.name ?? "offline",
  });
}
