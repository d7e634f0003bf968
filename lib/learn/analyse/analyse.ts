/** From what was gathered to a learn plan: evidence, the graph of agents, and the record of how it went. */

import { join } from "node:path";
import { writeFileAtomically } from "../../write_file.ts";
import { UserError } from "../../user_error.ts";
import { type Evidence, renderEvidence } from "../evidence/mod.ts";
import { countKinds } from "../agents/rules/finding_words.ts";
import { type AgentServices, type GraphOptions, type GraphResult, runGraph } from "../graph/mod.ts";
import { writeNodeFiles } from "../graph/node_files.ts";
import { CANDIDATE_SCORE, type LearnPlan, type ScoredTripwire, tripwireScore } from "../plan/learn_plan.ts";
import { withConsistentTripwires } from "../plan/consistent_plan.ts";
import type { LearnSource } from "../source/learn_source.ts";
import { prepareAgentsFolder } from "./agents_folder.ts";
import { type OpenRecord, openRecord } from "./open_record.ts";
import { prepareAnalysis, type PreparedAnalysis } from "./prepare_analysis.ts";
import type { RunRecord } from "./run_record.ts";
import { requireAllRead } from "./worth_learning.ts";

/** `folder`: `learn-agents/`. What an earlier run left there is removed. */
export interface AnalysisOptions extends Omit<GraphOptions, "redactor"> {
  readonly services: AgentServices;
  readonly now: () => Date;
  /** Address of the workflow run, for the plan. */
  readonly runUrl?: string | undefined;
  /** Called with what was found, before any model is asked. */
  readonly onPrepared?: (prepared: PreparedAnalysis) => void | Promise<void>;
}

/** What came of an analysis that ended as it should. */
export interface Analysis {
  /** The record in `run.json`. */
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
  if (nothing !== undefined) return await concludeWithout(nothing, source, source.unread, record);
  await record.begin();
  const result = await runGraph(graph.nodes, {
    ...options,
    redactor: services.redactor,
    onChange(node, report) {
      record.changed(report);
      options.onChange?.(node, report);
    },
  });
  return await conclude(result, source, prepared, record, options);
}

async function conclude(
  result: GraphResult,
  source: LearnSource,
  prepared: PreparedAnalysis,
  record: OpenRecord,
  options: AnalysisOptions,
): Promise<Analysis> {
  const { graph } = prepared;
  const { folder, signal } = options;
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
  const answered = await result.value(graph.plan);
  const { tripwires } = await result.value(graph.tripwires) ?? { tripwires: [] };
  const plan = answered && await withTripwires(answered, tripwires, { result, prepared, record, options });
  record.concluded(plan?.items.length ?? 0, tripwires);
  if (plan !== undefined && hasContent(plan, tripwires)) {
    return { record: await record.close("plan", null), plan, tripwires };
  }
  const unanswered = result.reports.flatMap(({ state, reason }) => state === "failed" ? reason ?? [] : []);
  const { evidence: { findings } } = prepared;
  const found = findings.length === 0 || options.services.model === undefined
    ? ""
    : `: models saw nothing to write down in what rules had found (${
      countKinds(findings)
    }), which the materials still hold and "erk-learn evidence" shows`;
  const reason = `nothing that is worth documenting was found${found}`;
  return await concludeWithout(reason, source, [...source.unread, ...unanswered], record);
}

/**
 * Ends a run that found nothing.
 *
 * @param unread what nobody looked at, in sentences.
 * @throws {UserError} if there is any: a rerun may find something.
 */
async function concludeWithout(
  reason: string,
  { plan }: LearnSource,
  unread: readonly string[],
  record: OpenRecord,
): Promise<Analysis> {
  if (unread.length > 0) await record.close("stopped", unread.join("; "));
  requireAllRead(plan.issueNumber, unread);
  return { record: await record.close("nothing", reason), plan: undefined, tripwires: [] };
}

/**
 * The plan with the extractor's tripwires, which are those that are stored, in the place of the synthesizer's: in its files,
 * too, and in the record.
 */
async function withTripwires(
  answered: LearnPlan,
  tripwires: readonly ScoredTripwire[],
  { result, prepared, record, options }: {
    readonly result: GraphResult;
    readonly prepared: PreparedAnalysis;
    readonly record: OpenRecord;
    readonly options: AnalysisOptions;
  },
): Promise<LearnPlan> {
  const { graph, renderPlan } = prepared;
  const { folder, services: { redactor } } = options;
  const plan = withConsistentTripwires(answered, tripwires);
  const files = await writeNodeFiles(folder, graph.plan, {
    typed: await redactor.redactJson(plan, { indent: 2 }),
    readable: await redactor.redact(renderPlan(plan, record.gaps())),
  });
  const report = result.reports.find(({ name }) => name === graph.plan.name);
  if (report !== undefined) record.changed({ ...report, files });
  return plan;
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
