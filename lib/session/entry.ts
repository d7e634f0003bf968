/**
 * What a log line says, in one shape for all client versions (1.0.24 to 2.1.329).
 *
 * Fields that no version-independent meaning is known for stay reachable in `raw`.
 */

import type { JsonObject } from "./json.ts";
import type { LongText } from "./long_text.ts";

/** What every entry has. */
export interface EntryBase {
  /** Line number in its file, from 1. */
  readonly line: number;
  /** 1 for ordinary lines; 2, 3, … for further objects glued onto the same line. */
  readonly position: number;
  /** The line was cut short: what stood before the cut is here. */
  readonly cut: boolean;
  /** Bytes of the line with its line end; 0 for the objects of a broken line, which share one. */
  readonly bytes: number;
  readonly uuid: string | undefined;
  readonly parentUuid: string | undefined;
  readonly sessionId: string | undefined;
  readonly agentId: string | undefined;
  /** `2026-02-09T18:13:53.595Z`, whatever form it was written in; what is no time as it is written. */
  readonly timestamp: string | undefined;
  readonly cwd: string | undefined;
  readonly version: string | undefined;
  readonly gitBranch: string | undefined;
  /** A subagent's line (in its own file, or up to 1.0.x inside the main file). */
  readonly isSidechain: boolean;
  /** The whole object, for fields that are not named here. */
  readonly raw: JsonObject;
}

/** A piece of a message's content. */
export type ContentBlock =
  | TextBlock
  | ThinkingBlock
  | ToolUseBlock
  | ToolResultBlock
  | MediaBlock
  | UnknownBlock;

export interface TextBlock {
  readonly type: "text";
  readonly text: string;
  /** The same text while it is in its reader's memory; reading `text` makes a string of it. */
  readonly long?: LongText;
}

export interface ThinkingBlock {
  readonly type: "thinking";
  readonly text: string;
}

export interface ToolUseBlock {
  readonly type: "tool_use";
  readonly id: string;
  readonly name: string;
  readonly input: JsonObject;
}

export interface ToolResultBlock {
  readonly type: "tool_result";
  readonly toolUseId: string;
  readonly isError: boolean;
  readonly content: readonly ContentBlock[];
  /** How much of the result the agent got, if it got only a preview. */
  readonly agentSaw?: string;
}

/** An image or document: its type and size, without its bytes. If it is text, also the text. */
export interface MediaBlock {
  readonly type: "image" | "document";
  readonly mediaType: string | undefined;
  /** Size of the decoded data in bytes, where it is embedded. */
  readonly bytes: number | undefined;
  /** A document's text, and how it is called; missing where it is no text, or has no name. */
  readonly text?: string;
  readonly title?: string;
  /** Where it lies, where it is not embedded. */
  readonly url?: string;
}

export interface UnknownBlock {
  readonly type: "unknown";
  /** The block's type as written (`tool_reference`, `redacted_thinking`, …); `block` for an object without one, else what it is. */
  readonly name: string;
  /** The block, or `value` alone where it is no object. */
  readonly raw: JsonObject;
}

/** Tokens as the API counted them for one message. */
export interface MessageUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/** A line of type `user`: a person's prompt, tool results, or text that the client put there. */
export interface UserEntry extends EntryBase {
  readonly kind: "user";
  readonly content: readonly ContentBlock[];
  readonly isMeta: boolean;
  readonly isCompactSummary: boolean;
  /** 2.1.200+: `human` for a person. */
  readonly originKind: string | undefined;
  /** 2.1.200+: `typed`, `sdk`. */
  readonly promptSource: string | undefined;
  /** 2.1.200+: `user-rejected`; made of it where the client says that the tool had begun (2.1.329): `interrupted`. */
  readonly toolDenialKind: string | undefined;
  /** What the tool returned in full, beside the message: an object, or an error's text. */
  readonly toolUseResult: unknown;
}

/** A line of type `assistant`. */
export interface AssistantEntry extends EntryBase {
  readonly kind: "assistant";
  readonly messageId: string | undefined;
  readonly model: string | undefined;
  readonly content: readonly ContentBlock[];
  readonly usage: MessageUsage | undefined;
  /** Why the message ends: `end_turn`, `tool_use`, `refusal`, `max_tokens`, …; clients differ in which lines say it. */
  readonly stopReason: string | undefined;
  readonly isApiError: boolean;
}

/** A subagent's message embedded in its parent's log as a `progress` line. */
export interface AgentProgressEntry extends EntryBase {
  readonly kind: "agent-progress";
  /** The tool use that started the agent. */
  readonly parentToolUseId: string | undefined;
  readonly message: UserEntry | AssistantEntry;
}

/** A line of type `system`: `compact_boundary`, `api_error`, `local_command`, … */
export interface SystemEntry extends EntryBase {
  readonly kind: "system";
  readonly subtype: string;
  readonly content: string;
  readonly level: string | undefined;
}

/** A line of type `attachment`; the attachment's own fields are in `attachment`. */
export interface AttachmentEntry extends EntryBase {
  readonly kind: "attachment";
  readonly attachmentType: string;
  readonly attachment: JsonObject;
}

/** A line of type `queue-operation`: what a person typed while the agent worked. */
export interface QueueEntry extends EntryBase {
  readonly kind: "queue";
  /** `enqueue`, `dequeue`, `remove`, `popAll`. */
  readonly operation: string;
  /** Missing on most operations but `enqueue`, and on some of those. */
  readonly content: string | undefined;
  /** Images and documents among it. */
  readonly media?: readonly MediaBlock[];
}

/** A title of the session: `summary`, `ai-title`, `custom-title`. */
export interface TitleEntry extends EntryBase {
  readonly kind: "title";
  readonly title: string;
}

/** The pull request that the session worked on. */
export interface PullRequestEntry extends EntryBase {
  readonly kind: "pr-link";
  readonly number: number | undefined;
  readonly url: string | undefined;
  readonly repository: string | undefined;
}

/** A line of a type that is known to carry nothing, or of an unknown one. */
export interface OtherEntry extends EntryBase {
  readonly kind: "other";
  readonly type: string;
}

export type Entry =
  | UserEntry
  | AssistantEntry
  | AgentProgressEntry
  | SystemEntry
  | AttachmentEntry
  | QueueEntry
  | TitleEntry
  | PullRequestEntry
  | OtherEntry;

/** Where an entry stands: `L12`, or `L12.2` for the second object glued onto line 12. */
export function entryReference(entry: Pick<EntryBase, "line" | "position">): string {
  return entry.position > 1 ? `L${entry.line}.${entry.position}` : `L${entry.line}`;
}

/** What a line says in text, without its results and media. */
export function textsOf(entry: UserEntry): string {
  return entry.content.flatMap((block) => block.type === "text" ? [block.text] : []).join("\n");
}
