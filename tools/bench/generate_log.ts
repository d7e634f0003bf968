/**
 * A session log of any size whose mix follows the survey of 459 real logs: user lines 60.6 % of the bytes (42 % of
 * all bytes in `toolUseResult`, 24 % in its `originalFile`), progress 19.1 %, assistant 18.3 % (two thirds of the
 * thinking is signature), the rest 2 %. Keys and their order are those of client version 2.1.37.
 */

import { base64, hexadecimal, prose, sourceCode, terminalOutput } from "./generate_text.ts";
import { toolCall } from "./generate_tool_calls.ts";
import { between, type Percentiles, type Random, seededRandom, sizeFrom } from "./random.ts";

/** Bytes written so far, by line type. */
export type Shares = Record<string, number>;

const TARGETS: Readonly<Record<string, number>> = {
  progress: 0.191,
  assistant: 0.183,
  attachment: 0.007,
  "file-history-snapshot": 0.006,
  system: 0.004,
};
/** Sizes in characters, as measured in the logs of `../shared/sessions`. */
const SIZES = {
  prompt: [30, 60, 120, 400, 1500, 6000],
  thinking: [57, 82, 151, 478, 1075, 4018],
  text: [44, 65, 101, 272, 973, 1800],
} as const satisfies Record<string, Percentiles>;

/** The id in the lines of a generated log. */
export const SESSION_ID = "5f0c2a9e-3d41-4b7a-9c55-0a1b2c3d4e5f";

const encoder = new TextEncoder();

/** Lines of a log, about `bytes` in all; `shares` is filled as they are made. */
export function* generateLog(bytes: number, shares: Shares = {}, seed = 7): Generator<Uint8Array> {
  const random = seededRandom(seed);
  let written = 0;
  let minutes = 0;
  const line = (type: string, fields: Record<string, unknown>): Uint8Array => {
    minutes += random() < 0.05 ? 3 : 0.05;
    const start = base(random, minutes);
    const end = identity(random, minutes);
    const { toolUseResult, ...own } = fields;
    const value = type === "assistant"
      ? { ...start, message: own.message, requestId: `req_${base64(random, 20)}`, type, ...end }
      : toolUseResult === undefined
      ? { ...start, type, ...own, ...end }
      : { ...start, type, ...own, ...end, toolUseResult, sourceToolAssistantUUID: uuid(random) };
    const encoded = encoder.encode(`${JSON.stringify(value)}\n`);
    written += encoded.length;
    shares[type] = (shares[type] ?? 0) + encoded.length;
    return encoded;
  };
  const below = (type: string) => (shares[type] ?? 0) < (TARGETS[type] ?? 0) * written;

  while (written < bytes) {
    yield line("user", { message: { role: "user", content: prose(random, sizeFrom(random, SIZES.prompt)) } });
    const agent = hexadecimal(random, 7);
    for (let call = between(random, 8, 40); call > 0 && written < bytes; call--) {
      const message = `msg_${base64(random, 22)}`;
      const id = `toolu_${base64(random, 22)}`;
      while (below("assistant")) yield line("assistant", { message: speech(random, message) });
      const { use, result } = toolCall(random);
      yield line("assistant", { message: spoken(random, message, { type: "tool_use", id, ...use }) });
      while (below("progress")) yield line("progress", progress(random, id, agent));
      yield line("user", {
        message: { role: "user", content: [{ tool_use_id: id, type: "tool_result", ...result.block }] },
        toolUseResult: result.toolUseResult,
      });
      while (below("attachment")) yield line("attachment", { attachment: attachment(random) });
      if (below("system")) yield line("system", system(random));
      if (below("file-history-snapshot")) yield line("file-history-snapshot", snapshot(random));
    }
    yield line("queue-operation", { operation: "enqueue", content: prose(random, 160) });
    yield line("queue-operation", { operation: "remove" });
  }
}

function base(random: Random, minutes: number) {
  return {
    parentUuid: uuid(random),
    isSidechain: false,
    userType: "external",
    cwd: "/home/dev/work/tidebook",
    sessionId: SESSION_ID,
    version: "2.1.37",
    gitBranch: minutes < 200 ? "main" : "amounts",
    slug: "splendid-leaping-otter",
  };
}

function identity(random: Random, minutes: number) {
  return { uuid: uuid(random), timestamp: new Date(Date.UTC(2026, 1, 9) + minutes * 60_000).toISOString() };
}

function uuid(random: Random): string {
  const digits = hexadecimal(random, 32);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${
    digits.slice(20)
  }`;
}

/** Thinking (two thirds of it signature), or text. */
function speech(random: Random, message: string) {
  if (random() < 0.4) {
    return spoken(random, message, { type: "text", text: prose(random, sizeFrom(random, SIZES.text)) });
  }
  const thinking = prose(random, sizeFrom(random, SIZES.thinking));
  return spoken(random, message, {
    type: "thinking",
    thinking,
    signature: base64(random, Math.round(thinking.length * 2.35)),
  });
}

function spoken(random: Random, id: string, block: Record<string, unknown>) {
  return {
    model: "claude-opus-4-5-20251101",
    id,
    type: "message",
    role: "assistant",
    content: [block],
    stop_reason: null,
    stop_sequence: null,
    usage: {
      input_tokens: between(random, 1, 20),
      cache_creation_input_tokens: between(random, 100, 3000),
      cache_read_input_tokens: between(random, 10000, 150000),
      output_tokens: between(random, 1, 900),
      service_tier: "standard",
    },
  };
}

/** By bytes: half of it messages of subagents, a third output of commands, the rest announcements of hooks. */
function progress(random: Random, toolUseId: string, agentId: string) {
  const kind = random();
  if (kind < 0.33) {
    const data = {
      message: embedded(random),
      normalizedMessages: [],
      type: "agent_progress",
      prompt: "",
      agentId,
    };
    return { data, toolUseID: `agent_${toolUseId}`, parentToolUseID: toolUseId };
  }
  if (kind < 0.62) {
    const output = terminalOutput(random, between(random, 100, 1500));
    const data = { type: "bash_progress", output, fullOutput: output, elapsedTimeSeconds: 3, totalLines: 40 };
    return { data, toolUseID: "bash-progress-0", parentToolUseID: toolUseId };
  }
  const data = {
    type: "hook_progress",
    hookEvent: "PostToolUse",
    hookName: "PostToolUse:Edit",
    command: "callback",
  };
  return { data, parentToolUseID: toolUseId, toolUseID: toolUseId };
}

/** A message of a subagent inside its parent's log: a tool use, a result or words. */
function embedded(random: Random) {
  const id = `toolu_${base64(random, 22)}`;
  const { use, result } = toolCall(random);
  const kind = random();
  const place = { uuid: uuid(random), timestamp: new Date(Date.UTC(2026, 1, 9)).toISOString() };
  if (kind < 0.4) {
    const message = spoken(random, `msg_${base64(random, 22)}`, { type: "tool_use", id, ...use });
    return { type: "assistant", message, ...place };
  }
  if (kind < 0.7) {
    return { type: "assistant", message: speech(random, `msg_${base64(random, 22)}`), ...place };
  }
  const content = [{ tool_use_id: id, type: "tool_result", ...result.block }];
  return { type: "user", message: { role: "user", content }, ...place };
}

function attachment(random: Random) {
  return random() < 0.5
    ? { type: "edited_text_file", filename: "/home/dev/a.ts", snippet: sourceCode(random, 900) }
    : {
      type: "hook_success",
      hookName: "PostToolUse:Edit",
      hookEvent: "PostToolUse",
      content: terminalOutput(random, 300),
      exitCode: 0,
    };
}

function system(random: Random) {
  return random() < 0.5
    ? { subtype: "turn_duration", durationMs: between(random, 900, 90000), isMeta: false }
    : {
      subtype: "stop_hook_summary",
      hookCount: 1,
      hookInfos: [{ command: "npm run format" }],
      hookErrors: [],
      preventedContinuation: false,
      stopReason: "",
      hasOutput: false,
      level: "suggestion",
    };
}

function snapshot(random: Random) {
  const backups = Array.from({ length: between(random, 0, 12) }, (_, index) => [
    `src/money${index}.js`,
    { backupFileName: `${hexadecimal(random, 16)}@v2`, version: 2, backupTime: "2026-02-09T10:00:00.000Z" },
  ]);
  return {
    messageId: uuid(random),
    snapshot: { messageId: uuid(random), trackedFileBackups: Object.fromEntries(backups) },
    isSnapshotUpdate: false,
  };
}
