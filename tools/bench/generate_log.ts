/**
 * A session log of any size whose mix follows the survey of 459 real logs: user lines 60.6 % of the bytes (42 % of
 * all bytes in `toolUseResult`, 24 % in its `originalFile`), progress 19.1 %, assistant 18.3 %, the rest 2 %.
 */

import { base64, hexadecimal, numberedCode, prose, sourceCode, terminalOutput } from "./generate_text.ts";
import { between, type Percentiles, pick, type Random, seededRandom, sizeFrom } from "./random.ts";

/** Bytes written so far, by line type. */
export type Shares = Record<string, number>;

const TARGETS: Readonly<Record<string, number>> = {
  progress: 0.191,
  assistant: 0.183,
  attachment: 0.007,
  system: 0.004,
};
/** Sizes in characters, as measured in the logs of `../shared/sessions`. */
const SIZES = {
  prompt: [30, 60, 120, 400, 1500, 6000],
  thinking: [57, 82, 151, 478, 1075, 4018],
  text: [44, 65, 101, 272, 973, 1800],
  read: [817, 1239, 2404, 5040, 12495, 50366],
  search: [16, 123, 865, 2806, 6829, 20031],
  command: [42, 135, 779, 3025, 10040, 20512],
  editedBefore: [39, 126, 273, 640, 994, 2470],
  editedAfter: [29, 138, 352, 882, 1417, 5339],
  original: [4188, 8413, 12287, 30748, 38771, 52000],
} as const satisfies Record<string, Percentiles>;

const SESSION_ID = "5f0c2a9e-3d41-4b7a-9c55-0a1b2c3d4e5f";
const encoder = new TextEncoder();

/** Lines of a log, about `bytes` in all; `shares` is filled as they are made. */
export function* generateLog(bytes: number, shares: Shares, seed = 7): Generator<Uint8Array> {
  const random = seededRandom(seed);
  let written = 0;
  let minutes = 0;
  const line = (type: string, fields: Record<string, unknown>): Uint8Array => {
    minutes += random() < 0.05 ? 3 : 0.05;
    const value = type === "assistant"
      ? {
        ...base(random, minutes),
        message: fields.message,
        requestId: `req_${base64(random, 20)}`,
        type,
        ...identity(random, minutes),
      }
      : { ...base(random, minutes), type, ...fields, ...identity(random, minutes) };
    const encoded = encoder.encode(`${JSON.stringify(value)}\n`);
    written += encoded.length;
    shares[type] = (shares[type] ?? 0) + encoded.length;
    return encoded;
  };
  const below = (type: string) => (shares[type] ?? 0) < (TARGETS[type] ?? 0) * written;

  while (written < bytes) {
    yield line("user", { message: { role: "user", content: prose(random, sizeFrom(random, SIZES.prompt)) } });
    for (let call = between(random, 8, 40); call > 0 && written < bytes; call--) {
      const message = `msg_${base64(random, 22)}`;
      const id = `toolu_${base64(random, 22)}`;
      while (below("assistant")) yield line("assistant", { message: speech(random, message) });
      const { use, result } = toolCall(random);
      yield line("assistant", { message: spoken(random, message, { type: "tool_use", id, ...use }) });
      while (below("progress")) yield line("progress", progress(random, id));
      yield line("user", {
        message: { role: "user", content: [{ tool_use_id: id, type: "tool_result", ...result.block }] },
        toolUseResult: result.toolUseResult,
      });
      if (below("attachment")) {
        yield line("attachment", {
          attachment: {
            type: "edited_text_file",
            filename: "/home/dev/a.ts",
            snippet: sourceCode(random, 900),
          },
        });
      }
      if (below("system")) {
        yield line("system", {
          subtype: "turn_duration",
          durationMs: between(random, 900, 90000),
          isMeta: false,
        });
      }
    }
    yield line("file-history-snapshot", {
      messageId: hexadecimal(random, 32),
      snapshot: { trackedFileBackups: {} },
    });
    yield line("queue-operation", { operation: "enqueue", content: prose(random, 80) });
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
    signature: base64(random, thinking.length * 2),
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

function toolCall(random: Random) {
  const kind = random();
  const path = `/home/dev/work/tidebook/src/${pick(random, ["money", "csv", "report", "import"])}.js`;
  if (kind < 0.28) {
    const content = sourceCode(random, sizeFrom(random, SIZES.read));
    return {
      use: { name: "Read", input: { file_path: path } },
      result: {
        block: { content: numberedCode(content) },
        toolUseResult: { type: "text", file: { filePath: path, content, numLines: 120 } },
      },
    };
  }
  if (kind < 0.41) {
    const content = sourceCode(random, sizeFrom(random, SIZES.search)).replaceAll(/^/gm, `${path}:12:`);
    return {
      use: { name: "Grep", input: { pattern: "parseAmount", path, output_mode: "content" } },
      result: { block: { content }, toolUseResult: { mode: "content", numFiles: 3, filenames: [], content } },
    };
  }
  return kind < 0.64 ? edit(random, path) : command(random);
}

function edit(random: Random, path: string) {
  const oldString = sourceCode(random, sizeFrom(random, SIZES.editedBefore));
  const newString = sourceCode(random, sizeFrom(random, SIZES.editedAfter));
  const taken = oldString.split("\n").map((line) => `-${line}`);
  const put = newString.split("\n").map((line) => `+${line}`);
  return {
    use: { name: "Edit", input: { file_path: path, old_string: oldString, new_string: newString } },
    result: {
      block: { content: `The file ${path} has been updated. Here's the result:\n${numberedCode(newString)}` },
      toolUseResult: {
        filePath: path,
        oldString,
        newString,
        originalFile: sourceCode(random, sizeFrom(random, SIZES.original)),
        structuredPatch: [{
          oldStart: 12,
          oldLines: 8,
          newStart: 12,
          newLines: 9,
          lines: [...taken, ...put],
        }],
        userModified: false,
        replaceAll: false,
      },
    },
  };
}

function command(random: Random) {
  const failed = random() < 0.08;
  const stdout = terminalOutput(random, sizeFrom(random, SIZES.command));
  return {
    use: {
      name: "Bash",
      input: { command: `npm test -- ${prose(random, 40)} 2>&1`, description: "Run the tests" },
    },
    result: {
      block: { content: failed ? `Exit code 1\n${stdout}` : stdout, is_error: failed },
      toolUseResult: failed
        ? `Error: Exit code 1\n${stdout}`
        : { stdout, stderr: "", interrupted: false, isImage: false },
    },
  };
}

function progress(random: Random, toolUseId: string) {
  const kind = random();
  if (kind < 0.3) {
    const data = {
      message: {
        type: "assistant",
        timestamp: new Date(Date.UTC(2026, 1, 9)).toISOString(),
        message: speech(random, `msg_${base64(random, 22)}`),
        uuid: uuid(random),
      },
      normalizedMessages: [],
      type: "agent_progress",
      prompt: prose(random, 400),
      agentId: "a325871",
    };
    return { data, toolUseID: `agent_${toolUseId}`, parentToolUseID: toolUseId };
  }
  const output = terminalOutput(random, between(random, 100, 1500));
  const data = kind < 0.85
    ? { type: "bash_progress", output, fullOutput: output, elapsedTimeSeconds: 3, totalLines: 40 }
    : { type: "hook_progress", hookEvent: "PostToolUse", hookName: "PostToolUse:Edit", command: "callback" };
  return { data, toolUseID: "bash-progress-0", parentToolUseID: toolUseId };
}

/** Writes a log: `generate_log.ts <path> <bytes>`; prints the bytes of each line type as JSON. */
if (import.meta.main) {
  const [path = "", bytes = "0"] = Deno.args;
  const shares: Shares = {};
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  for (const line of generateLog(Number(bytes), shares)) file.writeSync(line);
  console.log(JSON.stringify(shares));
}
