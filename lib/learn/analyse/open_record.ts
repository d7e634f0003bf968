/** The record of a run while it goes on. */

import type { AgentServices, GraphNode, NodeReport } from "../graph/mod.ts";
import { CANDIDATE_SCORE, type ScoredTripwire, tripwireScore } from "../plan/learn_plan.ts";
import type { LearnSource } from "../source/learn_source.ts";
import type { CitationLedger } from "./citation_ledger.ts";
import { nodeRecord, type RunRecord, totalsOf, writeRunRecord } from "./run_record.ts";

export interface RecordOptions {
  readonly folder: string;
  readonly services: AgentServices;
  readonly now: () => Date;
}

/** Grows as nodes end; each change is written. */
export interface OpenRecord {
  begin(nodes: readonly GraphNode[], ledger: CitationLedger): void;
  changed(report: NodeReport): void;
  droppedTripwires(count: number): void;
  concluded(items: number, tripwires: readonly ScoredTripwire[]): void;
  /** Writes what is known so far. */
  save(): Promise<void>;
  close(outcome: RunRecord["outcome"], reason: string | null): Promise<RunRecord>;
}

export function openRecord(source: LearnSource, { folder, services, now }: RecordOptions): OpenRecord {
  const startedAt = now().toISOString();
  const reports = new Map<string, NodeReport>();
  let counts: CitationLedger["counts"] = () => ({ verified: 0, removed: 0, corrected: 0 });
  let tripwires = { candidates: 0, potential: 0, dropped: 0 };
  let items = 0;
  let writing: Promise<void> = Promise.resolve();

  const current = (outcome: RunRecord["outcome"], reason: string | null): RunRecord => {
    const all = [...reports.values()];
    return {
      schema_version: 1,
      issue_number: source.plan.issueNumber,
      repository: source.plan.repository,
      outcome,
      reason,
      engine: services.model?.engine.name ?? "offline",
      started_at: startedAt,
      ended_at: outcome === "running" ? null : now().toISOString(),
      nodes: all.map(nodeRecord),
      ...totalsOf(all),
      citations: { ...counts() },
      tripwires,
      items,
      gaps: [...source.gaps, ...all.flatMap(({ state, reason }) => state === "failed" && reason || [])],
    };
  };
  const write = (record: RunRecord) => {
    // One after the other: the last one written is the newest.
    writing = writing.catch(() => {}).then(() => writeRunRecord(folder, record, services.redactor));
    return writing;
  };
  return {
    begin(nodes, ledger) {
      counts = ledger.counts;
      for (const { name } of nodes) {
        reports.set(name, { name, state: "waiting", milliseconds: 0, facts: {}, files: {} });
      }
    },
    changed(report) {
      reports.set(report.name, report);
      // A record that can't be written now fails the run at its end.
      if (report.state !== "running") write(current("running", null)).catch(() => {});
    },
    droppedTripwires(count) {
      tripwires = { ...tripwires, dropped: tripwires.dropped + count };
    },
    concluded(count, found) {
      const candidates = found.filter((tripwire) => tripwireScore(tripwire) >= CANDIDATE_SCORE).length;
      tripwires = { ...tripwires, candidates, potential: found.length - candidates };
      items = count;
    },
    save: () => write(current("running", null)),
    async close(outcome, reason) {
      const record = current(outcome, reason);
      await write(record);
      return record;
    },
  };
}
