/** Which line types carry nothing that anyone can learn from, in every version of the client so far. */

/** Dropped before they are parsed. Sources: the line-type table of the log survey (versions 1.0.24 to 2.1.329). */
const NEVER_KEPT_TYPES = [
  "file-history-snapshot",
  "file-history-delta",
  "last-prompt", // repeats a prompt that stands in a user line
  "mode",
  "permission-mode",
  "bridge-session",
  "atis-latch",
  "cost-state",
  "tools-used",
];

/** The client vendor's own prompts and tool schemas (2.1.329: 55 % of the bytes). Not even `--no-filtering` keeps them. */
const VENDOR_TYPES = [
  "api-request",
  "api-request-shape",
  "api-request-blob",
  "prompt_snapshot",
];

/** Kinds of progress that repeat what a command wrote. If the command never ends, the last one is kept (last_outputs.ts). */
const PROGRESS_OUTPUT = ["bash_progress", "powershell_progress"];

/** Kinds of progress that only announce work. `agent_progress` is not among them: it embeds messages. */
const PROGRESS_NOISE = [
  "hook_progress",
  "mcp_progress",
  "query_update",
  "search_results_received",
  "waiting_for_task",
];

/** Numbers of the groups in `assembly/session/log_lines/line_type.ts`. */
const VENDOR_GROUP = 1;
const TYPE_GROUP = 2;
const PROGRESS_GROUP = 3;
const OUTPUT_GROUP = 4;

/** A type of lines, or a kind of `progress`, that is dropped before it is parsed; ASCII. */
interface NeverKept {
  readonly group: number;
  readonly name: string;
  /** The name under which a line is counted: its type, with the kind of progress. */
  readonly countedName: string;
}

/** All of them; a line's kind is the index of its name here, plus one. */
export const NAMES_OF_NEVER_KEPT: readonly NeverKept[] = [
  ...VENDOR_TYPES.map((name) => ({ group: VENDOR_GROUP, name, countedName: name })),
  ...NEVER_KEPT_TYPES.map((name) => ({ group: TYPE_GROUP, name, countedName: name })),
  ...PROGRESS_OUTPUT.map((name) => ({ group: OUTPUT_GROUP, name, countedName: `progress/${name}` })),
  ...PROGRESS_NOISE.map((name) => ({ group: PROGRESS_GROUP, name, countedName: `progress/${name}` })),
];

/** The name under which lines of a kind are counted. */
export function countedName(kind: number): string {
  return NAMES_OF_NEVER_KEPT[kind - 1]?.countedName ?? "";
}

/** Whether lines of a type are never kept, also where one was parsed: it was cut, or something is glued to it. */
export function isNeverKept(type: string): boolean {
  return isVendorText(type) || NEVER_KEPT_TYPES.includes(type);
}

/** Whether a line or attachment type is the vendor's own prompt text. */
export function isVendorText(type: string): boolean {
  return VENDOR_TYPES.includes(type);
}
