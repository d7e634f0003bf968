/** The fluent builder of one conversation: a session's own, or a subagent's. */

import { runAgent } from "./agent_run.ts";
import { bashAnswer, bashFailure } from "./bash_answers.ts";
import {
  apiErrorLine,
  apiErrorMessage,
  compactionMetadata,
  DENIAL,
  INTERRUPTION,
  SUMMARY_OPENING,
} from "./client_words.ts";
import { editAnswer, readAnswer, writeAnswer } from "./file_answers.ts";
import type { LineWriter } from "./line_writer.ts";
import type { LogText } from "./log_text.ts";
import { agentIdFrom, serviceId, signatureFrom, uuidFrom } from "./random_source.ts";
import { currentTime, passTime, projectFolderInLogs, type SessionState } from "./session_state.ts";
import {
  type Answer,
  type CallDetails,
  dequeue,
  enqueue,
  writeCall,
  writeResult,
} from "./tool_call_lines.ts";
import type { AgentOptions, BashOptions, DeniedCall, LogLine, ToolOptions } from "./types.ts";

const SMALL_LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Everything is written in the order of the calls; each call gives the builder back. */
export class Conversation {
  readonly #state: SessionState;
  readonly #log: LogText;
  readonly #lines: LineWriter;
  #lastText = "";

  constructor(state: SessionState, log: LogText, lines: LineWriter) {
    this.#state = state;
    this.#log = log;
    this.#lines = lines;
  }

  /** The assistant's last text: what a subagent hands back. */
  get lastText(): string {
    return this.#lastText;
  }

  /** What a file of the repository holds now. */
  contentOf(path: string): string {
    return this.#state.repository.get(path) ?? "";
  }

  /** What a person typed, some time after the last answer. */
  prompt(text: string): this {
    const { traits, random } = this.#state;
    this.#lines.closeMessage();
    passTime(this.#state, 4_000, 180_000);
    this.#state.promptId = uuidFrom(random);
    const isPersons = traits.saysWhoPrompted && !this.#lines.isSidechain;
    this.#lines.user(
      text,
      isPersons ? { permissionMode: "default", origin: { kind: "human" }, promptSource: "typed" } : {},
    );
    if (!this.#lines.isSidechain && traits.linksResults) this.#snapshot();
    return this;
  }

  assistant(text: string): this {
    this.#lastText = text;
    this.#lines.addBlock({ type: "text", text });
    return this;
  }

  thinking(text: string): this {
    const signature = signatureFrom(this.#state.random, Math.max(80, text.length));
    this.#lines.addBlock({ type: "thinking", thinking: text, signature });
    return this;
  }

  /** A tool use and its result: a text, or a list of blocks. */
  tool(name: string, input: LogLine, result: string | readonly LogLine[], options: ToolOptions = {}): this {
    const failed = options.isError === true && typeof result === "string";
    const content = failed && name !== "Bash" ? `<tool_use_error>${result}</tool_use_error>` : result;
    const toolUseResult = options.toolUseResult ?? (failed ? `Error: ${result}` : { content: result });
    return this.#call(name, input, { content, toolUseResult }, options);
  }

  /** An edit of a file that was read or written before, or that holds nothing but `old`. */
  edit(path: string, old: string, replacement: string): this {
    const before = this.#state.repository.get(path) ?? old;
    if (!before.includes(old)) {
      throw new Error(`${path} does not hold the text to replace: ${old.slice(0, 80)}`);
    }
    const after = before.replace(old, () => replacement);
    this.#state.repository.set(path, after);
    const answer = editAnswer(this.#state.traits, path, { before, after, old, new: replacement });
    return this.#call("Edit", { file_path: path, old_string: old, new_string: replacement }, answer);
  }

  write(path: string, content: string): this {
    const before = this.#state.repository.get(path);
    this.#state.repository.set(path, content);
    const answer = writeAnswer(this.#state.traits, path, content, before);
    return this.#call("Write", { file_path: path, content }, answer);
  }

  /** A file read as a whole; without `content`, as the session left it. */
  read(path: string, content: string = this.contentOf(path)): this {
    this.#state.repository.set(path, content);
    return this.#call("Read", { file_path: path }, readAnswer(this.#state.traits, path, content));
  }

  /** A command. Outputs beyond 30,000 characters are cut or moved, as the client's version does. */
  bash(command: string, output: string, options: BashOptions = {}): this {
    const { random, traits, id: sessionId, files } = this.#state;
    const { description, exitCode = 1, ...rest } = options;
    const input = { command, ...description === undefined ? {} : { description } };
    const id = serviceId(random, "toolu");
    const details = { ...rest, id, progressOf: output };
    if (options.isError === true) return this.#call("Bash", input, bashFailure(output, exitCode), details);
    const name = `${traits.isNewEnvelope ? random.characters(SMALL_LETTERS_AND_DIGITS, 9) : id}.txt`;
    const path = `${projectFolderInLogs(this.#state)}/${sessionId}/tool-results/${name}`;
    const answer = bashAnswer(traits, output, path);
    if (answer.isMoved) files.push({ path: `${sessionId}/tool-results/${name}`, text: output });
    return this.#call("Bash", input, answer, details);
  }

  /** A subagent, built in the callback, in the layout of the client's version or the given one. */
  agent(
    type: string,
    prompt: string,
    build: (agent: Conversation) => unknown,
    options: AgentOptions = {},
  ): this {
    const { random, traits } = this.#state;
    const toolUseId = serviceId(random, "toolu");
    const description = options.description ?? prompt.split(/\s+/).slice(0, 4).join(" ");
    const input = { description, subagent_type: type, prompt };
    this.#lines.addBlock({ type: "tool_use", id: toolUseId, name: traits.agentTool, input });
    this.#lines.closeMessage();
    const caller = this.#lines.lastUuid;
    const answer = runAgent(
      this.#state,
      { log: this.#log, lines: this.#lines },
      { type, prompt, build, toolUseId, description, agentId: agentIdFrom(random, traits.agentIdLength) },
      options,
    );
    writeResult(this.#state, this.#lines, { id: toolUseId, caller }, answer);
    return this;
  }

  /** A prompt that a person typed between two tools; for one while a tool runs, use that tool's `queued` option. */
  queued(text: string): this {
    enqueue(this.#state, this.#lines, text);
    dequeue(this.#state, this.#lines, text);
    return this;
  }

  /** The person pressed Escape. */
  interrupt(): this {
    this.#lines.user([{ type: "text", text: `[${INTERRUPTION}]` }]);
    return this;
  }

  /** The person refused a tool, with words for the model; without a reason, it has to stop. */
  deny(
    reason?: string,
    call: DeniedCall = { name: "Bash", input: { command: "git push --force", description: "Push" } },
  ): this {
    const text = reason === undefined ? DENIAL.stop : `${DENIAL.said}${reason}`;
    const isTold = this.#state.traits.saysWhoPrompted;
    this.#call(
      call.name,
      call.input,
      { content: text, toolUseResult: isTold ? "User rejected tool use" : `Error: ${text}` },
      { isError: true, seconds: 7, beside: isTold ? { toolDenialKind: "user-rejected" } : {} },
    );
    if (reason === undefined) {
      this.#lines.user([{ type: "text", text: `[${INTERRUPTION} for tool use]` }]);
    }
    return this;
  }

  /** The person had the conversation compacted. Logs of 1.0.44 show no trace of that: it can't be built. */
  compact(summary: string): this {
    const state = this.#state;
    if (!state.traits.hasCompaction) {
      throw new Error(`how ${state.traits.version} logs a compaction is not known`);
    }
    this.#lines.closeMessage();
    const logicalParentUuid = this.#lines.lastUuid;
    this.#lines.cutChain();
    this.#lines.event(
      { logicalParentUuid, type: "system", subtype: "compact_boundary", content: "Conversation compacted" },
      { isMeta: false, level: "info", compactMetadata: compactionMetadata(state) },
    );
    const path = `${projectFolderInLogs(state)}/${state.id}.jsonl`;
    this.#lines.user(`${SUMMARY_OPENING}\n\nSummary:\n${summary}\n\nThe full transcript is at: ${path}`, {
      isVisibleInTranscriptOnly: true,
      isCompactSummary: true,
    });
    this.#lines.user("<command-name>/compact</command-name>\n<command-message>compact</command-message>");
    return this;
  }

  /** The service refused the request. */
  apiError(): this {
    const { traits, random } = this.#state;
    const requestId = serviceId(random, "req");
    if (traits.hasApiErrorLines) this.#lines.event(apiErrorLine(requestId));
    const { message, beside } = apiErrorMessage(traits, uuidFrom(random), requestId);
    this.#lines.syntheticAssistant(message, beside);
    return this;
  }

  /** A user line that the client wrote: reminders, skills, command outputs. */
  meta(text: string): this {
    this.#lines.user(text, {}, { isMeta: true });
    return this;
  }

  /** A line as it is: an object, or any text. */
  raw(line: LogLine | string): this {
    this.#lines.bare(line);
    return this;
  }

  /** The next line follows the last one without a line end. */
  glued(): this {
    this.#lines.closeMessage();
    this.#log.glueNext();
    return this;
  }

  /** Cuts the last line short: nothing can follow. */
  cutLine(): this {
    this.#lines.closeMessage();
    this.#log.cutLast();
    return this;
  }

  #call(name: string, input: LogLine, answer: Answer, details: CallDetails = {}): this {
    writeCall(this.#state, this.#lines, { name, input }, answer, details);
    return this;
  }

  #snapshot(): void {
    const messageId = this.#lines.lastUuid;
    const snapshot = { messageId, trackedFileBackups: {}, timestamp: currentTime(this.#state) };
    this.#lines.bare({ type: "file-history-snapshot", messageId, snapshot, isSnapshotUpdate: false });
  }
}
