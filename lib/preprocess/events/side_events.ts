/** What else a log tells beside the conversation: compactions, API errors, hooks, files, titles, pull requests. */

import type { RawText } from "../../redact/mod.ts";
import {
  arrayField,
  asObject,
  type AttachmentEntry,
  isVendorText,
  type JsonObject,
  numberField,
  objectField,
  type PullRequestEntry,
  stringField,
  type SystemEntry,
} from "../../session/mod.ts";
import { type Detail, planLimits, type TextLimits } from "../pruning/detail.ts";
import { type Element, element } from "./element.ts";
import { hookAttachment, hookReport, type HookWords } from "./hook_words.ts";
import { errorReason } from "../pruning/error_reason.ts";
import { secondsOf } from "./event_time.ts";
import { diagnosticsText } from "../tools/diagnostics.ts";
import { type Ledger, tally, tallyCut, tallyShorter } from "./ledger.ts";
import { pruneLines } from "../pruning/prune_text.ts";
import { readableTerminalText } from "../pruning/terminal_text.ts";
import { jsonText } from "../tools/tool_parameters.ts";
import { unknownAttachmentElement } from "./unknown_lines.ts";

/** What events are made with. */
export interface SideEventContext {
  readonly detail: Detail;
  readonly ledger: Ledger;
}

/** An event to show, or why there is none; one of a type that is not known is counted, shown or not. */
export type SideEvent =
  | { readonly dropped: string }
  | { readonly element: Element | undefined; readonly unknown?: string };

/** Makes the event of a line. */
type MakeEvent = (
  kind: string,
  attributes: Record<string, string | undefined>,
  text: string,
  limits?: TextLimits,
) => { readonly element: Element };

/** System lines that only repeat or announce. */
const QUIET_SYSTEM: ReadonlySet<string> = new Set([
  "informational",
  "bridge_status",
  "memory_saved",
  "thinking",
  "",
]);

/** Shorter turns are no news. */
const LONG_TURN_MILLISECONDS = 60_000;

/** Attachments that tell the model things it knows, or that stand elsewhere. */
const QUIET_ATTACHMENTS: ReadonlySet<string> = new Set([
  "agent_listing_delta",
  "auto_mode",
  "auto_mode_exit",
  "command_permissions",
  "compact_file_reference",
  "critical_system_reminder",
  "date",
  "date_change",
  "deferred_tools_delta",
  "deferred_tools_record",
  "mcp_instructions_delta",
  "model",
  "output_style",
  "remote_session_change",
  "session_context",
  "skill_listing",
  "task_reminder",
  "todo",
  "todo_reminder",
  "token_usage",
  "ultra_memory",
  "ultrathink_effort",
  "budget_usd",
  "verify_plan_reminder",
  "relevant_memories",
  "dynamic_skill",
]);

/** States of a task in the background that are no news; one that is killed is so by a tool use or a person. */
const QUIET_TASKS: ReadonlySet<string> = new Set(["pending", "running", "completed", "killed"]);

/** A line of type `system`. */
export function systemEvent(
  entry: SystemEntry,
  reference: string,
  at: string | undefined,
  context: SideEventContext,
): SideEvent {
  const { detail } = context;
  const { raw, subtype } = entry;
  const event = eventMaker(reference, at, context);
  switch (subtype) {
    case "compact_boundary":
    case "microcompact_boundary": {
      const metadata = objectField(raw, "compactMetadata") ?? objectField(raw, "microcompactMetadata") ?? {};
      return event(subtype === "compact_boundary" ? "compaction" : "microcompaction", {
        trigger: stringField(metadata, "trigger"),
        tokens_before: numberField(metadata, "preTokens")?.toString(),
      }, "");
    }
    case "api_error":
      return apiErrorEvent(entry, event);
    case "stop_hook_summary":
      return stopHookEvent(entry, event, context);
    case "turn_duration": {
      const milliseconds = numberField(raw, "durationMs") ?? 0;
      if (milliseconds < LONG_TURN_MILLISECONDS && detail.filtering) {
        return { dropped: "system/turn_duration" };
      }
      return event("turn", { took: secondsOf(milliseconds) }, "");
    }
    case "local_command":
      return LOCAL_OUTPUT.test(entry.content)
        ? event(subtype, {}, readable(entry.content.replace(CLIENT_TAGS, "").trim(), context), detail.result)
        : event(subtype, {}, withoutTags(entry.content));
    case "away_summary":
      return event(subtype, {}, withoutTags(entry.content));
    default:
      break;
  }
  const report = subtype === "" && detail.filtering ? hookReport(entry.content) : undefined;
  if (report !== undefined) return hookEvent(report, "system/message", event, context);
  const isProblem = entry.level === "error" || entry.level === "warning";
  if (isProblem || !detail.filtering) {
    const limits = isProblem ? detail.importantResult : detail.injected;
    return event(subtype === "" ? "system" : subtype, { level: entry.level }, entry.content, limits);
  }
  if (QUIET_SYSTEM.has(subtype)) return { dropped: `system/${subtype || "message"}` };
  const shown = entry.content.trim() === "" ? { element: undefined } : event(subtype, {}, entry.content);
  return { ...shown, unknown: `system/${subtype}` };
}

function eventMaker(reference: string, at: string | undefined, context: SideEventContext): MakeEvent {
  return (kind, attributes, text, limits) => ({
    element: element(
      "event",
      { ref: reference, kind, at, ...attributes },
      prunedText(text, context, limits),
    ),
  });
}

function apiErrorEvent({ raw, content }: SystemEntry, event: MakeEvent): SideEvent {
  const error = objectField(raw, "error") ?? {};
  const attempt = numberField(raw, "retryAttempt");
  return event("api_error", {
    status: numberField(error, "status")?.toString(),
    retry: attempt === undefined ? undefined : `${attempt} of ${numberField(raw, "maxRetries") ?? "?"}`,
  }, errorReason(raw, content));
}

/** Hooks that ran when the agent stopped: what failed, and why one kept it from going on. */
function stopHookEvent({ raw }: SystemEntry, event: MakeEvent, context: SideEventContext): SideEvent {
  const { detail } = context;
  const errors = arrayField(raw, "hookErrors").map((error) =>
    typeof error === "string" ? error : jsonText(error)
  );
  const isSilent = errors.length === 0 && raw.preventedContinuation !== true;
  if (isSilent && detail.filtering) return { dropped: "system/stop_hook_summary" };
  const reason = raw.preventedContinuation === true ? stringField(raw, "stopReason")?.trim() : undefined;
  const said = reason === undefined || reason === "" ? errors : [...errors, reason];
  const hook = { hook: "Stop" };
  if (isSilent) return event("hook", hook, said.join("\n"));
  return event("hook_failed", hook, readable(said.join("\n"), context), detail.importantResult);
}

/** The instructions that a person gave for a compaction; empty if there were none. */
export function compactionFocus({ subtype, raw }: SystemEntry): string {
  if (subtype !== "compact_boundary") return "";
  return stringField(objectField(raw, "compactMetadata") ?? {}, "userContext")?.trim() ?? "";
}

/** A line of type `attachment`, except queued prompts. */
export function attachmentEvent(
  entry: AttachmentEntry,
  reference: string,
  at: string | undefined,
  context: SideEventContext,
): SideEvent {
  const { detail } = context;
  const { attachment, attachmentType: type } = entry;
  if (isVendorText(type)) return { dropped: `attachment/${type}` };
  const event = eventMaker(reference, at, context);
  if (!detail.filtering) return event(type, {}, jsonText(attachment));
  const shown = fileEvent(entry, event, context);
  if (shown !== undefined) return shown;
  switch (type) {
    case "teammate_mailbox":
      return { element: teammatesElement(attachment, { ref: reference, at }, context) };
    case "plan_mode":
    case "plan_mode_exit":
    case "plan_mode_reentry":
      return event(type, {}, "");
    case "diagnostics":
      return event("diagnostics", {}, diagnosticsText(attachment), detail.result);
    case "max_turns_reached":
      return event(type, { turns: numberField(attachment, "maxTurns")?.toString() }, "");
    case "invoked_skills":
      return event("skills", {}, skillNames(attachment));
    case "task_status":
      return taskEvent(attachment, event, detail);
    case "hook_success":
    case "hook_additional_context":
    case "async_hook_response":
      return hookEvent(hookAttachment(type, attachment), `attachment/${type}`, event, context);
    default:
      break;
  }
  if (type.startsWith("hook_")) {
    return hookEvent(hookAttachment(type, attachment), `attachment/${type}`, event, context);
  }
  return QUIET_ATTACHMENTS.has(type) ? { dropped: `attachment/${type}` } : {
    element: unknownAttachmentElement(entry, reference, at, context),
    unknown: `attachment/${type}`,
  };
}

/** An attachment that is about a file, or a resource like one; undefined for any other. */
function fileEvent(
  { attachment, attachmentType, bytes }: AttachmentEntry,
  event: MakeEvent,
  { detail, ledger }: SideEventContext,
): SideEvent | undefined {
  switch (attachmentType) {
    case "file":
    case "new_file":
    case "directory":
    case "selected_lines_in_ide":
      return event("attached_file", { path: pathOf(attachment) }, attachedText(attachment));
    case "mcp_resource":
      return event("attached_file", { path: stringField(attachment, "uri") }, resourceText(attachment));
    case "opened_file_in_ide":
    case "already_read_file":
    case "pdf_reference":
      tally(ledger.pruned, "attached file's text", bytes);
      return event("attached_file", { path: pathOf(attachment) }, "");
    case "nested_memory":
      // The rules of a folder: what they say stands in the repository.
      tally(ledger.pruned, "loaded memory's text", bytes);
      return event("memory", { path: pathOf(attachment) }, "");
    case "edited_text_file":
    case "edited_image_file":
      // What a person changed is kept as far as a plan.
      return event(
        "file_changed",
        { path: stringField(attachment, "filename") },
        stringField(attachment, "snippet") ?? "",
        planLimits(detail),
      );
    case "plan_file_reference":
      return event(
        "plan",
        { path: stringField(attachment, "planFilePath") },
        stringField(attachment, "planContent") ?? "",
      );
    default:
      return undefined;
  }
}

/** What teammates wrote; undefined where they said nothing. */
function teammatesElement(
  attachment: JsonObject,
  { ref, at }: { readonly ref: string; readonly at: string | undefined },
  { detail, ledger }: SideEventContext,
): Element | undefined {
  const said = pruneLines(messagesText(attachment), detail.importantResult);
  tallyCut(ledger, "injected", "injected", said);
  return said.text.length === 0 ? undefined : element("injected", { ref, origin: "teammate", at }, said.text);
}

function skillNames(attachment: JsonObject): string {
  return arrayField(attachment, "skills").map((skill) => stringField(asObject(skill) ?? {}, "name") ?? "")
    .join(", ");
}

/** Tasks in the background speak where they don't just go on or end well. */
function taskEvent(attachment: JsonObject, event: MakeEvent, { importantResult }: Detail): SideEvent {
  const status = stringField(attachment, "status");
  if (status === undefined || QUIET_TASKS.has(status)) return { dropped: "attachment/task_status" };
  const said = ["description", "deltaSummary"].flatMap((name) => stringField(attachment, name) ?? []);
  return event(
    "task_status",
    { task: stringField(attachment, "taskId"), status },
    said.join("\n"),
    importantResult,
  );
}

/** Hooks speak where they fail or add something; silent ones are noise. */
function hookEvent(
  { hook, hasFailed, exit, said }: HookWords,
  type: string,
  event: MakeEvent,
  context: SideEventContext,
): SideEvent {
  const { detail } = context;
  if (!hasFailed && said === "") return { dropped: type };
  if (hasFailed) return event("hook_failed", { hook, exit }, readable(said, context), detail.importantResult);
  if (type !== "system/message") return event("hook", { hook }, said);
  // What tests say stands at their end.
  const { tailLines, errorLines } = detail.result;
  return event("hook", { hook }, readable(said, context), { ...detail.injected, tailLines, errorLines });
}

function pathOf(attachment: JsonObject): string | undefined {
  return stringField(attachment, "filename") ?? stringField(attachment, "path");
}

/** What a person attached to a prompt: the text of a file, or of what they selected. */
function attachedText(attachment: JsonObject): string {
  const content = objectField(attachment, "content");
  const file = content && objectField(content, "file");
  return stringField(file ?? {}, "content") ?? stringField(attachment, "content") ?? "";
}

/** What a resource of an MCP server holds that a person attached. */
function resourceText(attachment: JsonObject): string {
  const contents = arrayField(objectField(attachment, "content") ?? {}, "contents");
  return contents.flatMap((content) => stringField(asObject(content) ?? {}, "text") ?? []).join("\n");
}

/** What teammates wrote, each message behind its sender; except what their programs tell each other. */
function messagesText(attachment: JsonObject): string {
  return arrayField(attachment, "messages").flatMap((message) => {
    const text = stringField(asObject(message) ?? {}, "text")?.trim() ?? "";
    if (text === "" || SAYS_IDLE.test(text)) return [];
    return `${stringField(asObject(message) ?? {}, "from") ?? "teammate"}: ${text}`;
  }).join("\n");
}

const SAYS_IDLE = /^\{\s*"type"\s*:\s*"idle_notification"/;

/** A pull request that the session is tied to. */
export function pullRequestEvent(entry: PullRequestEntry, reference: string): Element {
  return element("event", {
    ref: reference,
    kind: "pull_request",
    number: entry.number?.toString(),
    url: entry.url,
    repository: entry.repository,
  });
}

function prunedText(text: string, { detail, ledger }: SideEventContext, limits = detail.injected): RawText {
  const pruned = pruneLines(text, limits);
  tallyCut(ledger, "event", "event", pruned);
  return pruned.text;
}

/** What a program printed, as a terminal shows it. */
function readable(text: string, { detail, ledger }: SideEventContext): string {
  if (!detail.filtering) return text;
  const shown = readableTerminalText(text);
  tallyShorter(ledger.pruned, "terminal control", text, shown);
  return shown;
}

const LOCAL_OUTPUT = /^\s*<local-command-std/;
const CLIENT_TAGS = /<\/?(?:command|local-command)-[a-z]+>/g;

function withoutTags(text: string): string {
  return text.replace(CLIENT_TAGS, " ").replace(/\s+/g, " ").trim();
}
