/** What sessions are built from, and what comes out. */

/** One line of a log before it is written. */
export type LogLine = Readonly<Record<string, unknown>>;

/** Where a subagent's messages stand: among the session's lines (1.0.x), in `agent-<id>.jsonl` beside the session's log
 * (2.0.x), or below `<session-id>/subagents` (2.1.20+). */
export type AgentLayout = "inside" | "beside" | "below";

export interface SessionOptions {
  /** UUID; made from the seed where it is missing. */
  readonly id?: string;
  readonly cwd?: string;
  /** Version of Claude Code: decides the shape of every line. */
  readonly version?: string;
  readonly gitBranch?: string;
  /** ISO 8601 time of the first line. */
  readonly start?: string;
  /** All ids, durations and token counts come from it. */
  readonly seed?: string;
  readonly model?: string;
}

/** A file that belongs to a session. */
export interface BuiltFile {
  /** Relative to the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface BuiltSession {
  readonly id: string;
  readonly cwd: string;
  /** The session's own log. */
  readonly text: string;
  /** The log first, then subagents' logs, their `.meta.json` and moved results. */
  readonly files: readonly BuiltFile[];
}

export interface ToolOptions {
  readonly isError?: boolean;
  /** What the client keeps beside the message; the result's text where it is missing. */
  readonly toolUseResult?: unknown;
  /** How long the tool ran. */
  readonly seconds?: number;
  /** A prompt that the person typed while the tool ran. */
  readonly queued?: string;
}

export interface BashOptions extends Omit<ToolOptions, "toolUseResult"> {
  readonly description?: string;
  /** 1 where it is missing and the command failed. */
  readonly exitCode?: number;
}

export interface AgentOptions {
  readonly layout?: AgentLayout;
  /** Three to five words, as in the tool's input. */
  readonly description?: string;
  /** What the agent hands back; its last text where it is missing. */
  readonly report?: string;
  /** Repeats the agent's messages in the session's log as `progress` lines (clients from 2.1.9 to 2.1.99 do). */
  readonly embedded?: boolean;
  readonly model?: string;
}

export interface DeniedCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}
