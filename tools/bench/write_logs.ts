/** Generated logs in files, written by a process of its own so that its memory doesn't count for the measured one. */

import { fileURLToPath } from "node:url";
import { generateLog, type Shares } from "./generate_log.ts";

/** Sizes are told in millions of bytes, as speeds are. */
export const MEGABYTE = 1_000_000;

/**
 * Writes a log to each path, each from another seed.
 *
 * @param bytes of each log; the last line may go beyond it.
 * @returns the bytes of each line type, of all logs together.
 */
export async function writeLogs(paths: readonly string[], bytes: number): Promise<Shares> {
  // Nothing less lets a program write below /dev, where the bench's folders may be.
  const args = ["run", "--allow-all", fileURLToPath(import.meta.url), String(bytes), ...paths];
  const { success, stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "inherit" }).output();
  if (!success) throw new Error(`The logs ${paths.join(", ")} could not be written.`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** A session's file name, by number. */
export function sessionFile(number: number): string {
  return `7d1f0c2e-4444-4a5b-8c6d-${String(number).padStart(12, "0")}.jsonl`;
}

/** `write_logs.ts <bytes> <path>…` prints the bytes of each line type as JSON. */
if (import.meta.main) {
  const [bytes = "0", ...paths] = Deno.args;
  const shares: Shares = {};
  for (const [index, path] of paths.entries()) {
    const own: Shares = {};
    using file = await Deno.open(path, { write: true, create: true, truncate: true });
    for (const line of generateLog(Number(bytes), own, 7 + index)) file.writeSync(line);
    for (const [type, count] of Object.entries(own)) shares[type] = (shares[type] ?? 0) + count;
  }
  console.log(JSON.stringify(shares));
}
