/** Which line types carry nothing that anyone can learn from, in every version of the client so far. */

import type { LineType } from "./line_type.ts";

/** Dropped before they are parsed. Sources: the line-type table of the log survey (versions 1.0.24 to 2.1.329). */
const NEVER_KEPT_TYPES: ReadonlySet<string> = new Set([
  "file-history-snapshot",
  "file-history-delta",
  "last-prompt", // repeats a prompt that stands in a user line
  "mode",
  "permission-mode",
  "bridge-session",
  "atis-latch",
  "cost-state",
  "tools-used",
]);

/** The client vendor's own prompts and tool schemas (2.1.329: 55 % of the bytes). Not even `--no-filtering` keeps them. */
const VENDOR_TYPES: ReadonlySet<string> = new Set([
  "api-request",
  "api-request-shape",
  "api-request-blob",
  "prompt_snapshot",
]);

/** Kinds of progress that only repeat output or announce work. `agent_progress` is not among them: it embeds messages. */
const PROGRESS_NOISE: ReadonlySet<string> = new Set([
  "bash_progress",
  "powershell_progress",
  "hook_progress",
  "mcp_progress",
  "query_update",
  "search_results_received",
  "waiting_for_task",
]);

/** Whether a line can be dropped before it is parsed; `everything` keeps all but the vendor's own text. */
export function isNeverKept(line: LineType, everything: boolean): boolean {
  if (isVendorText(line.type)) return true;
  if (everything) return false;
  if (line.type === "progress") return line.detail !== undefined && PROGRESS_NOISE.has(line.detail);
  return NEVER_KEPT_TYPES.has(line.type);
}

/** Whether a line or attachment type is the vendor's own prompt text. */
export function isVendorText(type: string): boolean {
  return VENDOR_TYPES.has(type);
}

/** The name under which a line is counted: its type, with the kind of progress. */
export function countedName(line: LineType): string {
  return line.detail === undefined ? line.type : `${line.type}/${line.detail}`;
}
