/** The lines of a tool use, what happens while it runs, and its result. */

import { bashProgress } from "./bash_answers.ts";
import { type LineWriter, queueLine } from "./line_writer.ts";
import { serviceId } from "./random_source.ts";
import { currentTime, type SessionState } from "./session_state.ts";
import type { LogLine, ToolOptions } from "./types.ts";

/** A result for the model, and the copy that the client keeps beside it. */
export interface Answer {
  readonly content: unknown;
  readonly toolUseResult: unknown;
}

export interface CallDetails extends ToolOptions {
  readonly id?: string;
  /** Output that the client reports while the command runs. */
  readonly progressOf?: string;
  /** Fields beside the result's message. */
  readonly beside?: LogLine;
}

/** A tool use, its progress, a prompt typed meanwhile, and the result. */
export function writeCall(
  state: SessionState,
  lines: LineWriter,
  call: { readonly name: string; readonly input: LogLine },
  answer: Answer,
  details: CallDetails = {},
): void {
  const id = details.id ?? serviceId(state.random, "toolu");
  lines.addBlock({ type: "tool_use", id, name: call.name, input: call.input });
  lines.closeMessage();
  const caller = lines.lastUuid;
  const seconds = details.seconds ?? state.random.whole(0, 2);
  if (details.progressOf === undefined) state.now += seconds * 1000;
  else writeProgress(state, lines, id, details.progressOf, seconds);
  if (details.queued !== undefined) enqueue(state, lines, details.queued);
  // Only commands say that they did not fail.
  const isError = details.isError ?? (call.name === "Bash" ? false : undefined);
  writeResult(state, lines, { id, caller, isError, beside: details.beside ?? {} }, answer);
  if (details.queued !== undefined) dequeue(state, lines, details.queued);
}

/** The result of a tool use whose line is written. */
export function writeResult(
  state: SessionState,
  lines: LineWriter,
  of: {
    readonly id: string;
    readonly caller: string | null;
    readonly isError?: boolean | undefined;
    readonly beside?: LogLine;
  },
  answer: Answer,
): void {
  const { traits } = state;
  const isError = of.isError === undefined ? {} : { is_error: of.isError };
  const keepsCopy = !lines.isSidechain || traits.agentsKeepToolUseResults;
  lines.user([{ tool_use_id: of.id, type: "tool_result", content: answer.content, ...isError }], {
    ...keepsCopy ? { toolUseResult: answer.toolUseResult } : {},
    ...of.beside,
    ...traits.linksResults ? { sourceToolAssistantUUID: of.caller } : {},
  });
}

/** A person's prompt enters the queue; clients of 1.0.x lose it. */
export function enqueue(state: SessionState, lines: LineWriter, text: string): void {
  if (state.traits.hasQueue) lines.bare(queueLine(state, "enqueue", text));
}

/** It leaves the queue: new clients deliver it as an attachment, older ones write nothing more. */
export function dequeue(state: SessionState, lines: LineWriter, text: string): void {
  if (state.traits.hasQueue) lines.bare(queueLine(state, "remove"));
  if (!state.traits.deliversQueuedPrompts) return;
  lines.event({
    attachment: {
      type: "queued_command",
      prompt: state.traits.hasApiErrorLines ? [{ type: "text", text }] : text,
      commandMode: "prompt",
      origin: { kind: "human" },
      timestamp: currentTime(state),
    },
    type: "attachment",
  });
}

function writeProgress(
  state: SessionState,
  lines: LineWriter,
  toolUseId: string,
  output: string,
  seconds: number,
): void {
  const end = state.now + seconds * 1000;
  for (const data of state.traits.hasBashProgress ? bashProgress(output, seconds) : []) {
    state.now = Math.min(end, state.now + 1900);
    const toolUseID = `bash-progress-${state.progressNumber++}`;
    lines.event({ type: "progress", data }, { toolUseID, parentToolUseID: toolUseId });
  }
  state.now = Math.max(state.now, end);
}
