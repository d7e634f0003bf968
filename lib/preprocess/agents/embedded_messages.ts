/**
 * Messages of subagents embedded in their parent's log. An agent with a log of its own has them there as a rule; where
 * that log was cut or is still being written, some stand in the parent's alone.
 */

import { basename } from "node:path";
import {
  type AgentLog,
  type AgentProgressEntry,
  type AssistantEntry,
  type ContentBlock,
  type Entry,
  newReadingRecord,
  readEntries,
  readFileChunks,
  type UserEntry,
} from "../../session/mod.ts";
import { UserError } from "../../user_error.ts";
import { plainText } from "../tools/block_text.ts";
import { fingerprint } from "../repeats/fingerprints.ts";
import { blockPrint } from "../repeats/line_prints.ts";
import { SeenKeys } from "../repeats/seen_keys.ts";

type Message = UserEntry | AssistantEntry;

/** A message that stands in its parent's log alone. */
export interface EmbeddedOnly {
  readonly message: Message;
  /** Put before the reference of its line: which log that is. */
  readonly prefix: string;
}

/** Bytes of lines that wait for the agent's own log to be shown; further ones stand behind it, as a conversation apart. */
const MOST_WAITING_BYTES = 1024 * 1024;

/** What agents' own logs hold, and what waits to be shown with them. */
export class EmbeddedMessages {
  readonly #logs = new Map<string, AgentLog[]>();
  /** Agents whose own logs can be read, and were. */
  readonly #read = new Set<string>();
  /** Of the messages in own logs. */
  readonly #keys = new SeenKeys();
  readonly #waiting = new Map<string, EmbeddedOnly[]>();
  #waitingBytes = 0;

  constructor(agentLogs: readonly AgentLog[]) {
    for (const log of agentLogs) {
      this.#logs.set(log.agentId, [...this.#logs.get(log.agentId) ?? [], log]);
    }
  }

  /** Reads the agent's own log before the first message that is embedded of it: to be awaited before `unseenPart`. */
  async prepare({ agentId }: AgentProgressEntry, signal: AbortSignal | undefined): Promise<void> {
    const logs = agentId === undefined ? undefined : this.#logs.get(agentId);
    if (agentId === undefined || logs === undefined) return;
    this.#logs.delete(agentId);
    for (const { path } of logs) {
      try {
        const reading = { file: basename(path), record: newReadingRecord(), longTexts: true };
        for await (const entries of readEntries(readFileChunks(path, signal), reading)) {
          for (const entry of entries) this.#note(entry, agentId);
        }
        this.#read.add(agentId);
      } catch (error) {
        // Whoever reads it to show it says so.
        if (!(error instanceof UserError)) throw error;
      }
    }
  }

  /** What of an embedded message stands in no agent's own log: all, some of its blocks, or undefined for nothing. */
  unseenPart({ agentId, message }: AgentProgressEntry): Message | undefined {
    if (agentId === undefined || !this.#read.has(agentId)) return message;
    if (this.#keys.has(lineKey(message, agentId))) return undefined;
    const unseen = message.content.filter((block) => {
      const key = blockKey(block, message, agentId);
      return key === undefined || !this.#keys.has(key);
    });
    if (unseen.length === message.content.length) return message;
    return unseen.length === 0 ? undefined : { ...message, content: unseen };
  }

  /** Keeps a message for `take`; false where it is to be shown at once. */
  keep({ agentId, bytes }: AgentProgressEntry, embedded: EmbeddedOnly): boolean {
    if (agentId === undefined || !this.#read.has(agentId)) return false;
    if (this.#waitingBytes + bytes > MOST_WAITING_BYTES) return false;
    this.#waitingBytes += bytes;
    const waiting = this.#waiting.get(agentId);
    if (waiting === undefined) this.#waiting.set(agentId, [embedded]);
    else waiting.push(embedded);
    return true;
  }

  /** Takes out what goes on where the agent's own log ends. */
  take(agentId: string): readonly EmbeddedOnly[] {
    const waiting = this.#waiting.get(agentId) ?? [];
    this.#waiting.delete(agentId);
    for (const { message } of waiting) this.#waitingBytes -= message.bytes;
    return waiting;
  }

  #note(entry: Entry, agentId: string): void {
    // Of a line that was cut the embedded copy has more.
    if ((entry.kind !== "user" && entry.kind !== "assistant") || entry.cut) return;
    this.#keys.addNew(lineKey(entry, agentId));
    for (const block of entry.content) {
      const key = blockKey(block, entry, agentId);
      if (key !== undefined) this.#keys.addNew(key);
    }
  }
}

/** What a line is known by: its uuid; without one, who says what. */
function lineKey(entry: Message, agentId: string): string {
  return entry.uuid === undefined
    ? `words ${agentId} ${entry.kind} ${fingerprint(plainText(entry.content))}`
    : `line ${entry.uuid}`;
}

/** What a block is known by in a copy whose line has another uuid. */
function blockKey(block: ContentBlock, entry: Message, agentId: string): string | undefined {
  if (block.type === "tool_use") return block.id === "" ? undefined : `use ${block.id}`;
  if (block.type === "tool_result") return block.toolUseId === "" ? undefined : `result ${block.toolUseId}`;
  const message = entry.kind === "user" ? agentId : entry.messageId;
  return message === undefined ? undefined : `block ${message} ${blockPrint(block)}`;
}
