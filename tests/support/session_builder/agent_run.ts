/** Runs a subagent: its own lines, in the layout of the client's version, and what it hands back. */

import { Conversation } from "./conversation.ts";
import type { ToolAnswer } from "./file_answers.ts";
import { LineWriter } from "./line_writer.ts";
import { LogText } from "./log_text.ts";
import { serviceId } from "./random_source.ts";
import { passTime, type SessionState } from "./session_state.ts";
import type { AgentLayout, AgentOptions, LogLine } from "./types.ts";
import { usageOf } from "./usage.ts";

export interface AgentTask {
  readonly type: string;
  readonly prompt: string;
  readonly description: string;
  readonly agentId: string;
  readonly toolUseId: string;
  readonly build: (agent: Conversation) => unknown;
}

/** The conversation that starts the agent. */
export interface Caller {
  readonly log: LogText;
  readonly lines: LineWriter;
}

type AgentAnswer = Pick<ToolAnswer, "toolUseResult"> & { readonly content: readonly LogLine[] };

/** Builds the agent's conversation, keeps its files, and gives the result of the tool that started it. */
export function runAgent(
  state: SessionState,
  caller: Caller,
  task: AgentTask,
  options: AgentOptions,
): AgentAnswer {
  const layout = options.layout ?? state.traits.agentLayout;
  const started = state.now;
  const log = layout === "inside" ? caller.log : new LogText();
  const lines = new LineWriter(state, log, {
    agentType: task.type,
    ...layout === "inside" ? {} : { agentId: task.agentId },
    ...options.model === undefined ? {} : { model: options.model },
  });
  const conversation = new Conversation(state, log, lines);
  passTime(state, 20, 60);
  lines.user(task.prompt);
  task.build(conversation);
  lines.closeMessage();
  if (layout !== "inside") keepFiles(state, layout, task, log);
  if (options.embedded) embed(state, caller.lines, lines, task);
  const report = options.report ?? (conversation.lastText || "Done.");
  return answerOf(state, task, report, layout, lines.written.length, state.now - started);
}

function keepFiles(
  state: SessionState,
  layout: Exclude<AgentLayout, "inside">,
  task: AgentTask,
  log: LogText,
): void {
  const stem = `${layout === "below" ? `${state.id}/subagents/` : ""}agent-${task.agentId}`;
  state.files.push({ path: `${stem}.jsonl`, text: log.toString() });
  if (layout !== "below" || !state.traits.hasAgentMeta) return;
  const { type: agentType, description, toolUseId } = task;
  state.files.push({
    path: `${stem}.meta.json`,
    text: JSON.stringify({ agentType, description, toolUseId, spawnDepth: 1 }),
  });
}

/** The agent's messages once more, as progress of the tool that started it. */
function embed(state: SessionState, caller: LineWriter, agent: LineWriter, task: AgentTask): void {
  for (const line of agent.written) {
    const { type, message, uuid, timestamp, requestId } = line;
    const embedded = { type, message, uuid, timestamp, ...requestId === undefined ? {} : { requestId } };
    caller.event({
      type: "progress",
      data: {
        message: embedded,
        normalizedMessages: [],
        type: "agent_progress",
        prompt: task.prompt,
        agentId: task.agentId,
      },
    }, {
      toolUseID: `agent_${serviceId(state.random, "msg")}`,
      parentToolUseID: task.toolUseId,
    });
  }
}

function answerOf(
  state: SessionState,
  task: AgentTask,
  report: string,
  layout: AgentLayout,
  lines: number,
  totalDurationMs: number,
): AgentAnswer {
  const { traits, random } = state;
  const text: LogLine = { type: "text", text: report };
  const usage = usageOf(traits, random, report.length, Math.ceil(report.length / 4));
  const account = {
    totalDurationMs,
    totalTokens: random.whole(6_000, 24_000),
    totalToolUseCount: lines >> 1,
    usage,
  };
  if (layout === "inside") {
    return {
      content: [text],
      toolUseResult: { content: [text], ...account, ...traits.hasGitBranch ? {} : { wasInterrupted: false } },
    };
  }
  const resume: LogLine = {
    type: "text",
    text: `agentId: ${task.agentId} (for resuming to continue this agent's work if needed)`,
  };
  return {
    content: traits.isNewEnvelope ? [text] : [text, resume],
    toolUseResult: {
      status: "completed",
      prompt: task.prompt,
      agentId: task.agentId,
      ...traits.isNewEnvelope ? { agentType: task.type, resolvedModel: state.model } : {},
      content: [text],
      ...account,
    },
  };
}
