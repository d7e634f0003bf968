/** What a log line is recognised by when another log repeats it. */

import type { AssistantEntry, ContentBlock, Entry, UserEntry } from "../../session/mod.ts";
import { fingerprint } from "./fingerprints.ts";
import { heldText, plainText, unknownText } from "../tools/block_text.ts";

/** The identities of a line; undefined ones it hasn't got. */
export interface EntryKeys {
  /** The line's uuid, or what a line without one says when. */
  readonly line: string | undefined;
  /** One for each block of a message. */
  readonly blocks: readonly (string | undefined)[];
  /** What it says, and what it says when: for blocks that have no identity. */
  readonly words: string | undefined;
  readonly timedWords: string | undefined;
}

const NO_KEYS: EntryKeys = { line: undefined, blocks: [], words: undefined, timedWords: undefined };

/** The identities of a line. Titles and links, which say the same wherever they stand, have none. */
export function keysOf(entry: Entry): EntryKeys {
  switch (entry.kind) {
    case "user":
    case "assistant":
      return messageKeys(entry, entry.uuid);
    case "agent-progress":
      return messageKeys(entry.message, entry.message.uuid ?? entry.uuid);
    case "system":
      return {
        ...spokenKeys(`${entry.subtype} ${entry.content}`, entry.timestamp),
        line: entry.uuid,
        blocks: [undefined],
      };
    case "queue":
      if (entry.timestamp === undefined) return NO_KEYS;
      return {
        ...NO_KEYS,
        line: `${entry.timestamp} ${entry.operation} ${fingerprint(entry.content ?? "")}`,
      };
    default:
      return { ...NO_KEYS, line: entry.uuid };
  }
}

function messageKeys(message: UserEntry | AssistantEntry, line: string | undefined): EntryKeys {
  const messageId = message.kind === "assistant" ? message.messageId : undefined;
  const blocks = message.content.map((block) => blockKey(block, messageId));
  const unidentified = message.content.filter((_, index) => blocks[index] === undefined);
  const spoken = unidentified.map(wordsOf).join("\n");
  return unidentified.length === 0
    ? { ...NO_KEYS, line, blocks }
    : { ...spokenKeys(`${message.kind} ${spoken}`, message.timestamp), line, blocks };
}

function spokenKeys(text: string, timestamp: string | undefined): Pick<EntryKeys, "words" | "timedWords"> {
  const print = fingerprint(text);
  return {
    words: `words ${print}`,
    timedWords: timestamp === undefined ? undefined : `words ${print} ${timestamp}`,
  };
}

/** A result is known by its tool use and what it says: in a fork, the same tool use may end in another way. */
function blockKey(block: ContentBlock, messageId: string | undefined): string | undefined {
  if (block.type === "tool_result") {
    return block.toolUseId === ""
      ? undefined
      : `result ${block.toolUseId} ${fingerprint(heldText(block.content))}`;
  }
  if (messageId === undefined) return undefined;
  const identity = block.type === "tool_use" ? block.id : fingerprint(wordsOf(block));
  return `${messageId} ${block.type} ${identity}`;
}

function wordsOf(block: ContentBlock): string {
  switch (block.type) {
    case "text":
    case "thinking":
      return block.text;
    case "tool_use":
      return block.id;
    case "tool_result":
      return plainText(block.content);
    case "image":
    case "document":
      return `${block.type} ${block.mediaType} ${block.bytes} ${block.text ?? ""}`;
    case "unknown":
      return `${block.name} ${unknownText(block)}`;
  }
}
