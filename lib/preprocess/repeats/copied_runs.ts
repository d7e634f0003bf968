/** What one log leaves out as copied from another session, and the markers that stand in its place. */

import type { Entry } from "../../session/mod.ts";
import { tally } from "../events/ledger.ts";
import type { SessionContext } from "../events/session_context.ts";

/** Copied lines that follow each other. */
export interface CopiedRun {
  /** The session that they come from. */
  readonly sessionId: string;
  /** The first of them. */
  readonly first: Entry;
  lines: number;
}

/** Collects the copied lines of one log into runs of consecutive lines. */
export class CopiedRuns {
  readonly #context: SessionContext;
  readonly #isOwnLog: boolean;
  #runs: CopiedRun[] = [];
  #ownLines = 0;
  #copiedLines = 0;

  /** @param isOwnLog false for the log of a subagent, where nothing is put in place of copied lines. */
  constructor(context: SessionContext, isOwnLog: boolean) {
    this.#context = context;
    this.#isOwnLog = isOwnLog;
  }

  /** Whether the log holds nothing but copies. */
  get isAllCopied(): boolean {
    return this.#copiedLines > 0 && this.#ownLines === 0;
  }

  /** What of an entry is the session's own, or undefined where all of it was copied. */
  ownPart(entry: Entry): Entry | undefined {
    const { copies, ledger } = this.#context;
    if (copies === undefined) return entry;
    const own = copies.sort(entry, this.#isOwnLog);
    if (typeof own !== "string") {
      if (isSaid(own)) this.#ownLines++;
      return own;
    }
    tally(ledger.deduplicated, "history of another session", entry.bytes);
    this.#copiedLines++;
    const last = this.#runs.at(-1);
    if (last?.sessionId === own) last.lines++;
    else if (this.#isOwnLog) this.#runs.push({ sessionId: own, first: entry, lines: 1 });
    return undefined;
  }

  /** The copied lines before an entry of the session's own that have no marker yet; undefined at the log's end. */
  before(entry: Entry | undefined): CopiedRun[] {
    return this.#runs.length === 0 || (entry !== undefined && !isSaid(entry)) ? [] : this.#runs.splice(0);
  }
}

/** Clients put titles, modes and the queue between copied lines: those don't end a run. */
function isSaid({ uuid }: Entry): boolean {
  return uuid !== undefined;
}
