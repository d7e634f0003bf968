/** From what was gathered to a learn plan: evidence, the graph of agents, and the record of how it went. */

import { join } from "node:path";
import { writeFileAtomically } from "../../github/write_file.ts";
import { UserError } from "../../user_error.ts";
import { type Evidence, renderEvidence } from "../evidence/mod.ts";
import { type AgentServices, type GraphOptions, type GraphResult, runGraph } from "../graph/mod.ts";
import { CANDIDATE_SCORE, type LearnPlan, type ScoredTripwire, tripwireScore } from "../plan/learn_plan.ts";
import type { LearnSource } from "../source/learn_source.ts";
import { prepareAgentsFolder } from "./agents_folder.ts";
import type { LearningGraph } from "./learning_graph.ts";
import { type OpenRecord, openRecord } from "./open_record.ts";
import { prepareAnalysis, type PreparedAnalysis } from "./prepare_analysis.ts";
import type { RunRecord } from "./run_record.ts";

/** `folder`: `learn-agents/`. What an earlier run left there is removed. */
export interface AnalysisOptions extends Omit<GraphOptions, "redactor"> {
  readonly services: AgentServices;
  readonly now: () => Date;
  /** Address of the workflow run, for the plan. */
  readonly runUrl?: string | undefined;
  /** Told what was found, before any model is asked. */
  readonly onPrepared?: (prepared: PreparedAnalysis) => void | Promise<void>;
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
 * Analyses a source. Every answer is on the disk as soon as it is made, and `run.json` says how far the run is.
 *
 * @throws {UserError} if a step failed that nothing goes on without: what was finished stays, its detail says where;
 * the signal's reason after an interruption.
 */
export async function analyse(source: LearnSource, options: AnalysisOptions): Promise<Analysis> {
  const { folder, services, signal } = options;
  await prepareAgentsFolder(folder);
  signal.throwIfAborted();
  const prepared = prepareAnalysis(source, services, options.runUrl);
  const { graph, nothing } = prepared;
  await writeEvidence(folder, prepared.evidence, services);
  await options.onPrepared?.(prepared);
  const record = openRecord(source, prepared, options);
  if (nothing !== undefined) {
    return { record: await record.close("nothing", nothing), plan: undefined, tripwires: [] };
  }
  await record.begin();
  const result = await runGraph(graph.nodes, {
    ...options,
    redactor: services.redactor,
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
    const done = result.reports.filter(({ state }) => state === "done").length;
    throw new UserError(`The analysis could not be finished: ${result.stopped}`, {
      detail:
        `${done} of ${result.reports.length} answers are kept in ${folder}; a rerun takes those that came from a ` +
        "model from .erk/cache and goes on from there",
    });
  }
  const plan = await result.value(graph.plan);
  const { tripwires } = await result.value(graph.tripwires) ?? { tripwires: [] };
  record.concluded(plan?.items.length ?? 0, tripwires);
  if (plan !== undefined && hasContent(plan, tripwires)) {
    return { record: await record.close("plan", null), plan, tripwires };
  }
  const reason = "nothing that is worth documenting was found";
  return { record: await record.close("nothing", reason), plan: undefined, tripwires: [] };
}

function hasContent(plan: LearnPlan, tripwires: readonly ScoredTripwire[]): boolean {
  return plan.items.length > 0 || plan.staleDocuments.length > 0 || plan.contradictions.length > 0 ||
    tripwires.some((tripwire) => tripwireScore(tripwire) >= CANDIDATE_SCORE);
}

async function writeEvidence(folder: string, evidence: Evidence, { redactor }: AgentServices): Promise<void> {
  await writeFileAtomically(
    join(folder, "evidence.json"),
    await redactor.redactJson(evidence, { indent: 2 }),
  );
  await writeFileAtomically(join(folder, "evidence.md"), await redactor.redact(renderEvidence(evidence)));
}
