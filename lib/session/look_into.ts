/** Looking into logs beside their conversion: what can't be read is told by whoever converts them. */

import { basename } from "node:path";
import { readFileChunks } from "./chunks.ts";
import type { Entry } from "./entry.ts";
import { readEntries } from "./read_entries.ts";
import { newReadingRecord } from "./reading_record.ts";
import { UserError } from "../user_error.ts";

/**
 * Calls `note` with each of a log's entries, as far as they can be read.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function noteEntries(
  path: string,
  note: (entry: Entry) => void,
  signal?: AbortSignal,
): Promise<void> {
  const reading = { file: basename(path), record: newReadingRecord(), longTexts: true };
  await ignoringUnreadable(async () => {
    for await (const entries of readEntries(readFileChunks(path, signal), reading)) {
      for (const entry of entries) note(entry);
    }
  });
}

/**
 * Runs a function that reads a log, and ignores a log that can't be read.
 *
 * @throws any other failure.
 */
export async function ignoringUnreadable(look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
