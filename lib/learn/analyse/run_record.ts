/** `run.json`: what an analysis did, node by node, for people, for CI's summary and for saving what came of it. */

import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "../../write_file.ts";
import type { Redactor } from "../../redact/mod.ts";
import { messageOf, UserError } from "../../user_error.ts";
import { addUsage, type ModelUsage, NO_USAGE } from "../engines/engine.ts";
import type { NodeReport } from "../graph/mod.ts";
import { readRegularText } from "../../regular_file.ts";

/** The record's name in the folder of answers. */
export const RUN_RECORD = "run.json";

const count = z.int().nonnegative();

export const usageSchema = z.object({ input: count, output: count, cache_read: count, cache_write: count });

export const nodeRecordSchema = z.object({
  name: z.string(),
  state: z.enum(["waiting", "running", "done", "failed", "skipped", "interrupted"]),
  milliseconds: count,
  /** Why it isn't done. */
  reason: z.string().nullable(),
  engine: z.string().nullable(),
  model: z.string().nullable(),
  attempts: count,
  cached: z.boolean(),
  usage: usageSchema,
  /** US dollars; null where the price isn't known. */
  cost: z.number().nullable(),
  citations: z.object({ verified: count, removed: count, corrected: count }),
  /** Name → SHA-256. */
  files: z.record(z.string(), z.string()),
});

const runRecordSchema = z.object({
  schema_version: z.literal(1),
  issue_number: z.int().positive(),
  repository: z.string(),
  /**
   * `plan`: there is one to save. `nothing`: there is nothing worth saving. `stopped`: it can't go on, a rerun may.
   * `running`: it is at work, or was killed.
   */
  outcome: z.enum(["running", "plan", "nothing", "stopped", "interrupted"]),
  /** Why, where it isn't `plan`. */
  reason: z.string().nullable(),
  engine: z.string(),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  nodes: z.array(nodeRecordSchema),
  /** Of all nodes. */
  usage: usageSchema,
  cost: z.number().nullable(),
  /** Distinct citations of all answers. */
  citations: z.object({ verified: count, removed: count, corrected: count }),
  tripwires: z.object({ candidates: count, potential: count, dropped: count }),
  /** Document items of the plan. */
  items: count,
  gaps: z.array(z.string()),
  /** `path:line` of review threads by their ids: what reads the record has no comments. */
  review_threads: z.record(z.string(), z.string()).optional(),
});

export type RunRecord = z.infer<typeof runRecordSchema>;
export type NodeRecord = z.infer<typeof nodeRecordSchema>;

/** A node's report as the record has it. */
export function nodeRecord({ name, state, milliseconds, reason, facts, files }: NodeReport): NodeRecord {
  const attempts = facts.attempts ?? 0;
  return {
    name,
    state,
    milliseconds,
    reason: reason ?? null,
    engine: facts.engine ?? null,
    model: facts.model ?? null,
    attempts,
    cached: facts.cached ?? false,
    usage: usageRecord(facts.usage ?? NO_USAGE),
    cost: attempts === 0 ? 0 : facts.cost ?? null,
    citations: { verified: 0, removed: 0, corrected: 0, ...facts.citations },
    files: { ...files },
  };
}

/** What all nodes used and cost together. */
export function totalsOf(reports: readonly NodeReport[]): Pick<RunRecord, "usage" | "cost"> {
  const usage = reports.reduce((sum, { facts }) => addUsage(sum, facts.usage ?? NO_USAGE), NO_USAGE);
  const costs = reports.map((report) => nodeRecord(report).cost);
  const cost = costs.includes(null) ? null : costs.reduce<number>((sum, price) => sum + (price ?? 0), 0);
  return { usage: usageRecord(usage), cost };
}

/** Writes the record, redacted: reasons may quote what a server said. @throws {UserError} if it can't be written. */
export async function writeRunRecord(folder: string, record: RunRecord, redactor: Redactor): Promise<void> {
  const json = await redactor.redactJson(record, { indent: 2 });
  await writeFileAtomically(join(folder, RUN_RECORD), `${json}\n`);
}

/** Reads the record of an analysis. @throws {UserError} if there is none, or it isn't one. */
export async function readRunRecord(folder: string): Promise<RunRecord> {
  const path = join(folder, RUN_RECORD);
  try {
    return runRecordSchema.parse(JSON.parse(await readRegularText(path)));
  } catch (error) {
    throw new UserError(
      `The record of the analysis, ${path}, ${
        problemOf(error)
      }: run analyse-learn-input, or name its output folder.`,
      { cause: error },
    );
  }
}

/** In words that go on after the record's name: the first of many complaints says enough. */
function problemOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "is missing";
  if (!(error instanceof z.ZodError)) return `can't be read (${messageOf(error).replace(/\s+/g, " ")})`;
  const [issue] = error.issues;
  const field = issue?.path.map(String).join(".") || "its root";
  return `is not as erk-learn writes it at ${field} (${issue?.message ?? "invalid"})`;
}

function usageRecord({ input, output, cacheRead, cacheWrite }: ModelUsage): RunRecord["usage"] {
  return { input, output, cache_read: cacheRead, cache_write: cacheWrite };
}
