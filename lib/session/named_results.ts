/** The moved results that a log names, with the session in whose folder they lie: a fork's copied lines name their original's. */

import { Buffer } from "node:buffer";
import { RESULTS_FOLDER } from "./tool_results.ts";

/** A file's name takes 255 bytes at most, and the strokes between two of them stand escaped. */
const NAME_BYTES = 260;

/** What stands around the folder's name in such a path, on any system. */
const SESSION_BEFORE = /([A-Za-z0-9][A-Za-z0-9._-]*)[\\/]{1,4}$/;
const NAME_BEHIND = /^[\\/]{1,4}([A-Za-z0-9][A-Za-z0-9._-]*\.(?:txt|json))/i;

/** No log of a session names more; what a hostile one names behind them is not looked for. */
const MOST_NAMED = 10_000;

/** A result by the names of its session's folder and of its file. */
interface NamedResult {
  readonly session: string;
  readonly name: string;
}

/** Notes the names while a log is read for something else. */
export class NamedResults {
  readonly #found = new Map<string, NamedResult>();
  #before = Buffer.alloc(0);

  /** The next bytes of the log. */
  note(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#look(Buffer.concat([this.#before, bytes.subarray(0, 2 * NAME_BYTES)]));
    this.#look(bytes);
    const end = Buffer.concat([this.#before, bytes.subarray(-2 * NAME_BYTES)]);
    this.#before = end.subarray(-2 * NAME_BYTES);
  }

  /** All that were named, each once. */
  all(): NamedResult[] {
    return [...this.#found.values()];
  }

  #look(bytes: Buffer): void {
    for (let at = bytes.indexOf(RESULTS_FOLDER); at >= 0; at = bytes.indexOf(RESULTS_FOLDER, at + 1)) {
      if (this.#found.size >= MOST_NAMED) return;
      const behind = at + RESULTS_FOLDER.length;
      const [, session] = SESSION_BEFORE.exec(bytes.toString("latin1", Math.max(0, at - NAME_BYTES), at)) ??
        [];
      const [, name] = NAME_BEHIND.exec(bytes.toString("latin1", behind, behind + NAME_BYTES)) ?? [];
      if (session !== undefined && name !== undefined) {
        this.#found.set(`${session}/${name}`, { session, name });
      }
    }
  }
}
