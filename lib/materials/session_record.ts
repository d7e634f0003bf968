/**
 * What became of each session, beside its parts: `<planning|impl>-<session-id>.ledger.json` in the materials folder.
 * Whoever converts a session writes it, packing takes it into the manifest. Programs that don't know these files leave
 * them alone, as they do any file that is no material.
 */

import { join } from "node:path";
import { z } from "zod";
import { messageOf } from "../user_error.ts";
import { isLedgerName } from "./material_names.ts";
import { readRegularText } from "../regular_file.ts";

const amount = z.number().int().nonnegative();

const accountSchema = z.object({
  count: amount,
  bytes: amount,
  /** By reason, the most bytes first. */
  reasons: z.record(z.string(), z.object({ count: amount, bytes: amount })),
});

/** Where a session's bytes went: `read + moved_results + grown` is the sum of all others but `redacted`. */
export const ledgerSchema = z.object({
  read: amount,
  moved_results: amount,
  grown: amount,
  kept: accountSchema,
  pruned: accountSchema,
  deduplicated: accountSchema,
  truncated: accountSchema,
  unparsed: z.object({
    count: amount,
    bytes: amount,
    lines: z.array(
      z.object({ file: z.string(), line: amount, reason: z.string(), last_line: amount.optional() }),
    ),
    /** How many the list does not name; older versions did not say. */
    unnamed: amount.optional(),
  }),
  structure: amount,
  redacted: accountSchema,
});

export const sessionRecordSchema = z.object({
  id: z.string(),
  /** `empty`, `warmup` and `repeated` sessions have no files. */
  status: z.enum(["converted", "empty", "warmup", "repeated"]),
  /** Names of the session's parts, in order. */
  files: z.array(z.string()),
  /** Bytes of the logs, subagents' logs included. */
  bytes_in: amount,
  /** Bytes of the parts. */
  bytes_out: amount,
  ledger: ledgerSchema,
});

/** What became of one session. */
export type SessionRecord = z.output<typeof sessionRecordSchema>;

/** Lines that can't be read are named up to this many in a record; all are counted. */
export const MAX_RECORDED_LINES = 100;

/** Records in a folder, and what could not be read. */
export interface SessionRecords {
  /** In the order of the files' names. */
  readonly records: readonly SessionRecord[];
  /** A sentence for each file that is no record. */
  readonly warnings: readonly string[];
}

/** A record is some 10 kB; what is larger than this isn't one of ours. */
const MAX_RECORD_BYTES = 1024 * 1024;

/**
 * Reads the records of the sessions whose parts are all among the given materials; what was converted into the folder
 * and then taken out of it is not told.
 */
export async function readSessionRecords(
  folder: string,
  materials: readonly { readonly name: string }[],
): Promise<SessionRecords> {
  const present = new Set(materials.map(({ name }) => name));
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name, isFile }) => isFile ? name : "");
  const records: SessionRecord[] = [];
  const warnings: string[] = [];
  for (const name of names.filter(isLedgerName).sort()) {
    const path = join(folder, name);
    try {
      if ((await Deno.stat(path)).size > MAX_RECORD_BYTES) throw new Error("it is too large");
      const record = sessionRecordSchema.parse(JSON.parse(await readRegularText(path)));
      if (record.files.every((file) => present.has(file))) records.push(record);
    } catch (error) {
      const reason = error instanceof z.ZodError ? "it isn't what this program writes" : messageOf(error);
      warnings.push(
        `The account of a session in ${path} is left out (${reason}); convert the session again.`,
      );
    }
  }
  return { records, warnings };
}
