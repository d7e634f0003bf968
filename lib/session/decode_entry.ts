/** One JSON value of a log line → one typed entry: the border check, for all client versions. */

import { decodeMessageContent, decodeText, decodeUsage, mediaIn } from "./decode_content.ts";
import type { AgentProgressEntry, AssistantEntry, Entry, EntryBase, UserEntry } from "./entry.ts";
import { asObject, asString, type JsonObject, numberField, objectField, stringField } from "./json.ts";
import { timestampOf } from "./timestamp.ts";

/** Where the value stood. */
export interface EntryPlace {
  readonly line: number;
  readonly position: number;
  readonly cut: boolean;
  readonly bytes?: number;
}

/** The entry that a parsed line holds, or undefined when it is no object at all. */
export function decodeEntry(value: unknown, place: EntryPlace): Entry | undefined {
  const raw = asObject(value);
  if (raw === undefined) return undefined;
  const base = decodeBase(raw, place);
  const type = asString(raw.type) ?? typeByRole(raw);
  switch (type) {
    case "user":
      return decodeUser(raw, base);
    case "assistant":
      return decodeAssistant(raw, base);
    case "progress":
      return decodeProgress(raw, base);
    case "system":
      return {
        ...base,
        kind: "system",
        subtype: stringField(raw, "subtype") ?? "",
        content: stringField(raw, "content") ?? "",
        level: stringField(raw, "level"),
      };
    case "attachment": {
      const attachment = objectField(raw, "attachment") ?? {};
      return {
        ...base,
        kind: "attachment",
        attachmentType: stringField(attachment, "type") ?? "unknown",
        attachment,
      };
    }
    case "queue-operation":
      return {
        ...base,
        kind: "queue",
        operation: stringField(raw, "operation") ?? "",
        content: decodeText(raw.content),
        ...mediaIn(raw.content),
      };
    case "summary":
      return { ...base, kind: "title", title: stringField(raw, "summary") ?? "" };
    case "ai-title":
      return { ...base, kind: "title", title: stringField(raw, "aiTitle") ?? "" };
    case "custom-title":
      return { ...base, kind: "title", title: stringField(raw, "customTitle") ?? "" };
    case "pr-link":
      return {
        ...base,
        kind: "pr-link",
        number: numberField(raw, "prNumber"),
        url: stringField(raw, "prUrl"),
        repository: stringField(raw, "prRepository"),
      };
    default:
      return { ...base, kind: "other", type: type ?? "(no type)" };
  }
}

function decodeBase(raw: JsonObject, place: EntryPlace): EntryBase {
  return {
    line: place.line,
    position: place.position,
    cut: place.cut,
    bytes: place.bytes ?? 0,
    uuid: uuidOf(raw),
    parentUuid: asString(raw.parentUuid),
    sessionId: asString(raw.sessionId),
    agentId: asString(raw.agentId),
    timestamp: timestampOf(raw.timestamp),
    cwd: asString(raw.cwd),
    version: asString(raw.version),
    gitBranch: asString(raw.gitBranch),
    isSidechain: raw.isSidechain === true,
    raw,
  };
}

/** An empty uuid is none: lines would all be the same one. */
function uuidOf(raw: JsonObject): string | undefined {
  return asString(raw.uuid) || undefined;
}

/** What a line says; a line of another program may be the message itself. */
function messageOf(raw: JsonObject): unknown {
  return raw.message ?? (raw.content === undefined ? undefined : raw);
}

/** Lines without a `type` whose message says who speaks. */
function typeByRole(raw: JsonObject): string | undefined {
  const role = stringField(asObject(messageOf(raw)) ?? {}, "role");
  return role === "user" || role === "assistant" ? role : undefined;
}

function decodeUser(raw: JsonObject, base: EntryBase): UserEntry {
  const origin = asObject(raw.origin);
  return {
    ...base,
    kind: "user",
    content: decodeMessageContent(messageOf(raw)),
    isMeta: raw.isMeta === true,
    isCompactSummary: raw.isCompactSummary === true,
    originKind: origin === undefined ? undefined : asString(origin.kind),
    promptSource: asString(raw.promptSource),
    toolDenialKind: denialKindOf(raw, base),
    toolUseResult: raw.toolUseResult,
  };
}

/** From this version on the client says whether a tool was refused before it ran. */
const TELLS_OF_RUN = [2, 1, 329] as const;

function denialKindOf(raw: JsonObject, { version }: EntryBase): string | undefined {
  const kind = stringField(raw, "toolDenialKind");
  if (kind !== "user-rejected" || raw.toolDenialBeforeRun === true || version === undefined) return kind;
  const numbers = version.split(".").map(Number);
  const differs = TELLS_OF_RUN.findIndex((number, index) => numbers[index] !== number);
  return differs === -1 || (numbers[differs] ?? 0) > (TELLS_OF_RUN[differs] ?? 0) ? "interrupted" : kind;
}

function decodeAssistant(raw: JsonObject, base: EntryBase): AssistantEntry {
  const message = asObject(messageOf(raw)) ?? {};
  return {
    ...base,
    kind: "assistant",
    messageId: asString(message.id),
    model: asString(message.model),
    content: decodeMessageContent(messageOf(raw)),
    usage: decodeUsage(message.usage),
    stopReason: asString(message.stop_reason),
    isApiError: raw.isApiErrorMessage === true,
  };
}

/** A progress line: an embedded message of a subagent, or noise. */
function decodeProgress(raw: JsonObject, base: EntryBase): Entry {
  const data = asObject(raw.data) ?? {};
  const detail = asString(data.type);
  const embedded = asObject(data.message);
  if (embedded === undefined) return { ...base, kind: "other", type: `progress/${detail ?? "unknown"}` };
  const inner: EntryBase = {
    ...base,
    uuid: uuidOf(embedded) ?? base.uuid,
    timestamp: timestampOf(embedded.timestamp) ?? base.timestamp,
    agentId: asString(data.agentId),
    isSidechain: true,
    raw: embedded,
  };
  const role = asString(embedded.type) ?? typeByRole(embedded);
  const message = role === "assistant" ? decodeAssistant(embedded, inner) : decodeUser(embedded, inner);
  const entry: AgentProgressEntry = {
    ...base,
    kind: "agent-progress",
    agentId: inner.agentId,
    parentToolUseId: asString(raw.parentToolUseID),
    message,
  };
  return entry;
}
