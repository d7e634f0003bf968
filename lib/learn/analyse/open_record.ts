/** The record of a run while it goes on. */

import type { AgentServices, NodeReport } from "../graph/mod.ts";
import { CANDIDATE_SCORE, type ScoredTripwire, tripwireScore } from "../plan/learn_plan.ts";
import { threadPlaces } from "../plan/render_citations.ts";
import type { LearnSource } from "../source/learn_source.ts";
import type { PreparedAnalysis } from "./prepare_analysis.ts";
import { nodeRecord, type RunRecord, totalsOf, writeRunRecord } from "./run_record.ts";

export interface RecordOptions {
  readonly folder: string;
  readonly services: AgentServices;
  readonly now: () => Date;
}

/** Grows as nodes end; each change is written. */
export interface OpenRecord {
  /** Writes that the nodes are about to run. @throws {UserError} if it can't be written. */
  begin(): Promise<void>;
  changed(report: NodeReport): void;
  /** What is missing of the source, and what failed so far, in sentences. */
  gaps(): readonly string[];
  concluded(items: number, tripwires: readonly ScoredTripwire[]): void;
  /** @throws {UserError} if it can't be written. */
  close(outcome: RunRecord["outcome"], reason: string | null): Promise<RunRecord>;
}

/** The models' own provider, whom anybody may know of. */
const PROVIDER_HOST = "api.anthropic.com";

/** Opens the record of a run; `begin` writes it for the first time. */
export function openRecord(
  { plan, gaps, comments }: LearnSource,
  { graph, ledger }: PreparedAnalysis,
  { folder, services, now }: RecordOptions,
): OpenRecord {
  const startedAt = now().toISOString();
  const reports = new Map<string, NodeReport>();
  const conclusion = { items: 0, candidates: 0, potential: 0 };
  let writing: Promise<void> = Promise.resolve();

  const { host } = services.model?.engine ?? {};
  // Plans may be public, and where a company's gateway stands is its own business.
  const withoutGateway = (gap: string) =>
    host === undefined || host === PROVIDER_HOST ? gap : gap.replaceAll(host, "the model's provider");
  const gapsSoFar = () => [
    ...new Set([...gaps, ...[...reports.values()].flatMap(gapsOf).map(withoutGateway)]),
  ];
  const current = (outcome: RunRecord["outcome"], reason: string | null): RunRecord => {
    const all = [...reports.values()];
    const { items, candidates, potential } = conclusion;
    return {
      schema_version: 1,
      issue_number: plan.issueNumber,
      repository: plan.repository,
      outcome,
      reason,
      engine: services.model?.engine.name ?? "offline",
      started_at: startedAt,
      ended_at: outcome === "running" ? null : now().toISOString(),
      nodes: all.map(nodeRecord),
      ...totalsOf(all),
      citations: ledger.counts(),
      tripwires: { candidates, potential, dropped: ledger.droppedTripwires() },
      items,
      gaps: gapsSoFar(),
      review_threads: Object.fromEntries(threadPlaces(comments)),
    };
  };
  const write = (record: RunRecord) => {
    // One after the other: the last one written is the newest.
    writing = writing.catch(() => {}).then(() => writeRunRecord(folder, record, services.redactor));
    return writing;
  };
  return {
    gaps: gapsSoFar,
    begin() {
      for (const { name } of graph.nodes) {
        reports.set(name, { name, state: "waiting", milliseconds: 0, facts: {}, files: {} });
      }
      return write(current("running", null));
    },
    changed(report) {
      reports.set(report.name, report);
      // Where this can't be written, the last record can't either, and that fails the run.
      if (report.state !== "running") write(current("running", null)).catch(() => {});
    },
    concluded(items, tripwires) {
      const candidates = tripwires.filter((tripwire) => tripwireScore(tripwire) >= CANDIDATE_SCORE).length;
      Object.assign(conclusion, { items, candidates, potential: tripwires.length - candidates });
    },
    async close(outcome, reason) {
      const record = current(outcome, reason);
      await write(record);
      return record;
    },
  };
}

/** What of a node is missing in the result: its answer, entries of it, or findings that it was not shown. */
function gapsOf({ name, state, reason, facts: { leftOut = 0, notShown = 0 } }: NodeReport): string[] {
  if (state === "failed") return reason === undefined ? [] : [reason];
  const found: string[] = [];
  if (leftOut > 0) {
    const [entries, are] = leftOut === 1 ? ["entry", "is"] : ["entries", "are"];
    found.push(`${leftOut} ${entries} of the answer for ${name} could not be read and ${are} left out`);
  }
  if (notShown > 0) {
    const [entries, are] = notShown === 1 ? ["entry", "is"] : ["entries", "are"];
    // The nodes that read the analyses are shown the same of them: it is said once.
    found.push(
      `the analyses found more than one prompt holds: their last ${notShown} ${entries} ${are} in the files of the analyses ` +
        "alone, and not considered in the plan",
    );
  }
  return found;
}
