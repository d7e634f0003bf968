/**
 * What a resume of 1.0.x copies has new uuids and the time of copying. Where the session was answered, ids of messages
 * and tool uses tell; here is what tells of prompts, which have none.
 */

import { type Entry, textsOf, type UserEntry } from "./entry.ts";

/**
 * Lines that are copied together are a millisecond apart at most, as real logs show. A prompt that is given with the
 * command to resume stands 4 milliseconds behind them or later.
 */
const SAME_MOMENT_MILLISECONDS = 2;

/** More prompts than anybody gives without an answer. */
const MOST_PROMPTS = 16;

/** Whether a line was written right behind another one, by their ISO 8601 times. */
export function isSameMoment(earlier: string | undefined, later: string | undefined): boolean {
  if (earlier === undefined || later === undefined) return false;
  const milliseconds = Date.parse(later) - Date.parse(earlier);
  return milliseconds >= 0 && milliseconds <= SAME_MOMENT_MILLISECONDS;
}

/**
 * The prompts with which a log begins, where they may be all that its session had when it was resumed: nothing answers
 * them, and another prompt follows later. Who gets no answer to a prompt of today interrupts the agent first.
 */
export class CopiedOpening {
  readonly #prompts: UserEntry[] = [];
  #isCopied: boolean | undefined;

  /** The copied prompts; none as long as nothing follows them, or if they are the session's own. */
  get prompts(): readonly UserEntry[] {
    return this.#isCopied === true ? this.#prompts : [];
  }

  /** Whether nothing more is to be learnt from the log. */
  get isKnown(): boolean {
    return this.#isCopied !== undefined;
  }

  /** The log's next entry. */
  note(entry: Entry): void {
    if (this.isKnown || entry.isSidechain || (entry.kind !== "user" && entry.kind !== "assistant")) return;
    if (entry.kind === "assistant" || entry.content.some(({ type }) => type === "tool_result")) {
      this.#isCopied = false;
      return;
    }
    const last = this.#prompts.at(-1);
    if (last === undefined || isSameMoment(last.timestamp, entry.timestamp)) {
      this.#prompts.push(entry);
      if (this.#prompts.length > MOST_PROMPTS || !copiesWithNewIds(entry)) this.#isCopied = false;
      return;
    }
    this.#isCopied = this.#prompts.some(isPersons) && isPersons(entry);
  }
}

/** Later clients keep uuids when they copy. */
function copiesWithNewIds({ version = "" }: Entry): boolean {
  return /^[01]\./.test(version);
}

/** Whether a line is a prompt in a person's words, and not what the client says of a command or an interruption. */
function isPersons(entry: UserEntry): boolean {
  return !entry.isMeta && !/^\s*(?:<|Caveat:|\[Request interrupted by user|$)/.test(textsOf(entry));
}
