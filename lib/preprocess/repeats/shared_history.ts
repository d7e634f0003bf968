/**
 * Sessions that share history: what a resume or a fork copied from an earlier session is recognised, so that it
 * appears once, in the session it comes from.
 *
 * A line is a copy when its uuid is known, or everything in it: blocks of a message by the message's id, results by the
 * tool use and what they say. Prompts have no identity of their own. Where copies have new uuids (1.0.x resumes) they
 * also have new timestamps, so a prompt counts as copied only where it stands in the copied beginning of the log AND
 * its text is known: a person may well type "continue" twice. The beginning ends with the last line that has an identity,
 * and what is known of the lines that were written right behind it: prompts that nothing answered.
 */

import {
  CopiedOpening,
  type Entry,
  isSameMoment,
  newReadingRecord,
  readEntries,
  readFileChunks,
} from "../../session/mod.ts";
import { type EntryKeys, keysOf } from "./entry_keys.ts";
import { SeenKeys } from "./seen_keys.ts";

/** What was said in a session, as identities. */
interface SessionMemory {
  readonly sessionId: string;
  readonly keys: SeenKeys;
}

/** So many lines in a row that are no copies: the copied history is over. */
const LINES_PAST_THE_END = 200;

/** The memory of a group of related sessions, which are converted one after the other. */
export class SharedHistory {
  readonly #sessions: SessionMemory[] = [];

  /** Starts with the next session. Nothing of it is remembered until `keep`. */
  begin(sessionId: string): CopiedLines {
    return new CopiedLines(this.#sessions, sessionId);
  }

  /** Remembers a session that is shown: the sessions that follow needn't repeat it. */
  keep(lines: CopiedLines): void {
    this.#sessions.push(lines.own);
  }
}

/** Tells copied lines of one session from its own. */
export class CopiedLines {
  /** What the session itself says. */
  readonly own: SessionMemory;
  readonly #earlier: readonly SessionMemory[];
  readonly #total = new Map<string, number>();
  #lastCopy = 0;
  readonly #copyTimes = new Set<string>();
  /** What the last line that has an identity is known by. */
  #identity: string | undefined;

  constructor(earlier: readonly SessionMemory[], sessionId: string) {
    this.#earlier = [...earlier];
    this.own = { sessionId, keys: new SeenKeys() };
  }

  /** How many lines were copied, by the session they come from. */
  total(): Record<string, number> {
    return Object.fromEntries(this.#total);
  }

  /**
   * Finds where the copied beginning of a log ends, for copies with uuids of their own. Where the first copied lines
   * kept their uuids, the rest of the log need not be looked at.
   *
   * @throws as `readFileChunks`.
   */
  async lookAhead(path: string, signal: AbortSignal | undefined): Promise<void> {
    if (this.#earlier.length === 0) return;
    const reading = { file: path, record: newReadingRecord() };
    let own = 0;
    let copied: { readonly key: string | undefined; readonly at: string | undefined } | undefined;
    const opening = new CopiedOpening();
    for await (const entries of readEntries(readFileChunks(path, signal), reading)) {
      for (const entry of entries) {
        const keys = keysOf(entry);
        if (keys.line !== undefined && this.#originOf([keys.line]) !== undefined) return;
        if (!opening.isKnown) {
          opening.note(entry);
          const prompts = opening.prompts.map((prompt) => placed(keysOf(prompt).words, undefined));
          if (this.#knows(prompts)) this.#lastCopy = opening.prompts.at(-1)?.line ?? 0;
        }
        const identified = keys.blocks.filter((key) => key !== undefined);
        if (identified.length === 0) {
          if (isSameMoment(copied?.at, entry.timestamp) && this.#knows([placed(keys.words, copied?.key)])) {
            this.#lastCopy = entry.line;
            copied = { key: copied?.key, at: entry.timestamp };
          }
          continue;
        }
        if (this.#originOf(identified) === undefined) {
          if (++own > LINES_PAST_THE_END) return;
          continue;
        }
        own = 0;
        this.#lastCopy = entry.line;
        copied = { key: identified.at(-1), at: entry.timestamp };
        if (entry.timestamp !== undefined) this.#copyTimes.add(entry.timestamp);
      }
    }
  }

  /**
   * What of an entry is the session's own: the entry, the entry without blocks that were copied, or the id of the
   * session that all of it comes from.
   *
   * @param inOwnLog false for the logs of subagents, which have no copied beginning to stand in.
   */
  sort<Any extends Entry>(entry: Any, inOwnLog: boolean): Any | string {
    const keys = keysOf(entry);
    const isInBeginning = inOwnLog && this.#isInBeginning(entry);
    const origin = this.#originOfLine(keys, isInBeginning);
    // Lines of subagents in the log are not copied.
    const isCopiedOn = inOwnLog && !entry.isSidechain;
    this.#remember(keys, isCopiedOn ? placed(keys.words, this.#identity) : undefined, origin);
    if (isCopiedOn) this.#identity = keys.blocks.findLast((key) => key !== undefined) ?? this.#identity;
    if (origin !== undefined) {
      this.#total.set(origin, (this.#total.get(origin) ?? 0) + 1);
      return origin;
    }
    if (entry.kind !== "user" && entry.kind !== "assistant" || this.#earlier.length === 0) return entry;
    const content = entry.content.filter((_, index) => {
      const key = keys.blocks[index];
      return key === undefined || this.#originOf([key]) === undefined;
    });
    return content.length === entry.content.length ? entry : { ...entry, content };
  }

  #isInBeginning({ line, timestamp }: Entry): boolean {
    return line <= this.#lastCopy || (timestamp !== undefined && this.#copyTimes.has(timestamp));
  }

  /** The session that the whole line comes from. */
  #originOfLine(keys: EntryKeys, isInBeginning: boolean): string | undefined {
    if (this.#earlier.length === 0) return undefined;
    if (keys.line !== undefined) {
      const origin = this.#originOf([keys.line]);
      if (origin !== undefined) return origin;
    }
    if (keys.blocks.length === 0) return undefined;
    const needed = keys.blocks.filter((key) => key !== undefined);
    // What has no identity is known by its words, in the right place or at the same time.
    if (needed.length < keys.blocks.length || needed.length === 0) {
      const spoken = [isInBeginning ? keys.words : undefined, keys.timedWords].find((key) =>
        key !== undefined && this.#originOf([key]) !== undefined
      );
      if (spoken === undefined) return undefined;
      needed.push(spoken);
    }
    return this.#originOf(needed);
  }

  /** Whether a session has said all of these. */
  #knows(words: readonly (string | undefined)[]): boolean {
    const said = words.filter((key) => key !== undefined);
    return said.length > 0 && said.length === words.length && this.#originOf(said) !== undefined;
  }

  /** The first session that knows all of these. */
  #originOf(keys: readonly string[]): string | undefined {
    return this.#earlier.find(({ keys: known }) => keys.every((key) => known.has(key)))?.sessionId;
  }

  /** A copy's uuids lead to where it was copied from: it may have been copied on. */
  #remember(keys: EntryKeys, placedWords: string | undefined, origin: string | undefined): void {
    const memory = this.#earlier.find(({ sessionId }) => sessionId === origin) ?? this.own;
    for (const key of [keys.line, keys.words, keys.timedWords, placedWords, ...keys.blocks]) {
      if (key !== undefined) memory.keys.addNew(key);
    }
  }
}

/** Words with their place: behind a line that has an identity, or before the first one. */
function placed(words: string | undefined, identity: string | undefined): string | undefined {
  return words === undefined ? undefined : `${words} behind ${identity ?? "nothing"}`;
}
