/** What hooks said, as clients tell it: in attachments, and in lines of type `system` where they are older. */

import { arrayField, type JsonObject, numberField, objectField, stringField } from "../../session/mod.ts";
import { jsonText } from "../tools/tool_parameters.ts";

/** What a hook said when it ran. */
export interface HookWords {
  readonly hook: string | undefined;
  /** Whether it failed, or stopped the agent. */
  readonly hasFailed: boolean;
  readonly exit: string | undefined;
  /** Empty: nothing. */
  readonly said: string;
}

/** Clients of 1.0, its name in bold: `PostToolUse:Edit [npm test] completed successfully: …`. */
const REPORT = new RegExp(
  String.raw`^\s*(?:\x1b\[1m)?([A-Z][A-Za-z]{2,40}(?::[\w|*.-]{1,80})?)(?:\x1b\[22m)? \[([^\n]{1,1000}?)\] ` +
    String
      .raw`(?:completed successfully|failed with (?:(?:non-)?blocking )?status code (\d{1,10}))(?::\s*|\s*$)`,
);

/**
 * The report of a hook in a `system` line without a subtype: its command, then its output; undefined if the line
 * reports no hook.
 */
export function hookReport(content: string): HookWords | undefined {
  const [all, hook, command, exit] = REPORT.exec(content) ?? [];
  if (all === undefined) return undefined;
  const said = content.slice(all.length).trim();
  const hasFailed = exit !== undefined;
  return { hook, hasFailed, exit, said: said === "" && !hasFailed ? "" : `[${command}] ${said}`.trim() };
}

/** How a line begins that tells that a hook kept a prompt from the agent, and what stands before the prompt: it is written nowhere else. */
const BLOCKED = /^\s*[A-Z]\w{2,40} operation (?:blocked|stopped) by hook\b/;
const ORIGINAL_PROMPT = "\n\nOriginal prompt: ";

/**
 * The message of a hook that kept a prompt from the agent, and the prompt; undefined if the line is not about one.
 */
export function blockedPrompt(
  content: string,
): { readonly said: string; readonly prompt: string } | undefined {
  if (!BLOCKED.test(content)) return undefined;
  const at = content.indexOf(ORIGINAL_PROMPT);
  if (at < 0) return undefined;
  return { said: content.slice(0, at).trimEnd(), prompt: content.slice(at + ORIGINAL_PROMPT.length) };
}

/** A hook's report in an attachment. */
export function hookAttachment(type: string, attachment: JsonObject): HookWords {
  const exitCode = numberField(attachment, "exitCode");
  const decision = stringField(attachment, "decision") ?? stringField(attachment, "permissionDecision");
  const said = [
    stringField(attachment, "content") ??
      arrayField(attachment, "content").map((line) => typeof line === "string" ? line : jsonText(line))
        .join("\n"),
    stringField(attachment, "stderr") ?? "",
    stringField(attachment, "message") ?? "",
    stringField(objectField(attachment, "blockingError") ?? {}, "blockingError") ??
      stringField(attachment, "blockingError") ?? "",
    ...(type === "async_hook_response" ? [answerOf(attachment)] : []),
    ...(type === "hook_permission_decision" && decision !== "allow" ? [reasonOf(attachment)] : []),
  ].filter((text) => text.trim() !== "").join("\n");
  return {
    hook: stringField(attachment, "hookName") ?? stringField(attachment, "hookEvent"),
    hasFailed: type.includes("error") || type.includes("block") || type.includes("stopped") ||
      decision === "deny" || (exitCode !== undefined && exitCode !== 0),
    exit: exitCode?.toString(),
    said,
  };
}

/** What a hook that ran beside the agent says: in its answer, or else in what it printed. */
function answerOf(attachment: JsonObject): string {
  const answer = objectField(attachment, "response") ?? {};
  const specific = objectField(answer, "hookSpecificOutput") ?? {};
  const said = [
    stringField(answer, "systemMessage"),
    stringField(answer, "reason"),
    stringField(answer, "stopReason"),
    stringField(specific, "additionalContext"),
  ].filter((text) => text !== undefined && text !== "");
  const printed = stringField(attachment, "stdout") ?? "";
  return said.length > 0 || /^\s*\{/.test(printed) ? said.join("\n") : printed;
}

function reasonOf(attachment: JsonObject): string {
  return stringField(attachment, "reason") ?? stringField(attachment, "permissionDecisionReason") ?? "";
}
