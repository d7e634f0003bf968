/** Writes the lines of one conversation (a session's or a subagent's) as the client's version shapes them. */

import type { LogText } from "./log_text.ts";
import { serviceId, uuidFrom } from "./random_source.ts";
import { currentTime, passTime, type SessionState } from "./session_state.ts";
import type { LogLine } from "./types.ts";
import { usageOf } from "./usage.ts";

/** Whose lines they are, where they are not the session's own. */
export interface Sidechain {
  /** Missing in 1.0.x, where agents had no ids. */
  readonly agentId?: string;
  readonly agentType: string;
  readonly model?: string;
}

export class LineWriter {
  readonly #state: SessionState;
  readonly #log: LogText;
  readonly #sidechain: Sidechain | undefined;
  readonly #written: LogLine[] = [];
  /** Blocks of the assistant's message that is still open: its last line alone has the final usage. */
  #openBlocks: Record<string, unknown>[] = [];
  #parentUuid: string | null = null;

  constructor(state: SessionState, log: LogText, sidechain?: Sidechain) {
    this.#state = state;
    this.#log = log;
    this.#sidechain = sidechain;
  }

  /** The conversational lines so far, for embedding them elsewhere. */
  get written(): readonly LogLine[] {
    return this.#written;
  }

  get lastUuid(): string | null {
    return this.#parentUuid;
  }

  get isSidechain(): boolean {
    return this.#sidechain !== undefined;
  }

  /** Adds a block to the assistant's open message. */
  addBlock(block: Record<string, unknown>): void {
    this.#openBlocks.push(block);
  }

  /** A user line; `beside` stands next to the message. */
  user(content: unknown, beside: LogLine = {}, before: LogLine = {}): void {
    this.closeMessage();
    const fields = { type: "user", message: { role: "user", content }, ...before };
    this.#write(fields, beside, passTime(this.#state, 20, 90));
    this.#count(content);
  }

  /** An assistant line that the client made up. */
  syntheticAssistant(message: LogLine, beside: LogLine): void {
    this.closeMessage();
    this.#write({ type: "assistant", message }, beside, passTime(this.#state, 40, 300));
  }

  /** A `system`, `attachment` or `progress` line. */
  event(fields: LogLine, beside: LogLine = {}): void {
    this.closeMessage();
    this.#write(fields, beside, passTime(this.#state, 1, 9));
  }

  /** A line without the session's fields, such as `queue-operation`. */
  bare(line: LogLine | string): void {
    this.closeMessage();
    this.#log.add(line);
  }

  /** The next line has no parent, as after a compaction. */
  cutChain(): void {
    this.closeMessage();
    this.#parentUuid = null;
  }

  /** Lines that another session wrote: the next own line goes on from the last of them. */
  copied(lines: readonly LogLine[]): void {
    this.closeMessage();
    for (const line of lines) this.#log.add(line);
    const last = lines.at(-1)?.uuid;
    if (typeof last === "string") this.#parentUuid = last;
  }

  /** Writes the open message: one line a block, all with the message's id. */
  closeMessage(): void {
    const blocks = this.#openBlocks;
    if (blocks.length === 0) return;
    this.#openBlocks = [];
    const { random, traits } = this.#state;
    const id = serviceId(random, "msg");
    const requestId = serviceId(random, "req");
    const characters = JSON.stringify(blocks).length;
    const stopReason = blocks.at(-1)?.type === "tool_use" ? "tool_use" : "end_turn";
    const finalTokens = Math.ceil(characters / 4);
    for (const [index, block] of blocks.entries()) {
      const isFinal = traits.finalUsageOnEveryLine || index === blocks.length - 1;
      const message = {
        id,
        type: "message",
        role: "assistant",
        model: this.#sidechain?.model ?? this.#state.model,
        content: [block],
        stop_reason: isFinal ? stopReason : null,
        stop_sequence: null,
        usage: usageOf(traits, random, this.#state.characters, isFinal ? finalTokens : random.whole(1, 8)),
        ...traits.isNewEnvelope ? { stop_details: null } : {},
      };
      const attribution = traits.isNewEnvelope && this.#sidechain !== undefined
        ? { attributionAgent: this.#sidechain.agentType }
        : {};
      const fields = { message, requestId, ...attribution, type: "assistant" };
      this.#write(fields, {}, passTime(this.#state, 600, 4200));
    }
    this.#state.characters += characters;
  }

  #count(content: unknown): void {
    this.#state.characters += JSON.stringify(content)?.length ?? 0;
  }

  #write(fields: LogLine, beside: LogLine, timestamp: string): void {
    const uuid = uuidFrom(this.#state.random);
    const own = { ...fields, uuid, timestamp, ...beside };
    const line = this.#state.traits.isNewEnvelope ? this.#newEnvelope(own) : this.#oldEnvelope(own);
    this.#log.add(line);
    this.#written.push(line);
    this.#parentUuid = uuid;
  }

  #oldEnvelope(own: LogLine): LogLine {
    const { traits, cwd, id, gitBranch, slug } = this.#state;
    return {
      parentUuid: this.#parentUuid,
      isSidechain: this.isSidechain,
      userType: "external",
      cwd,
      sessionId: id,
      version: traits.version,
      ...traits.hasGitBranch ? { gitBranch } : {},
      ...this.#agentId(),
      ...traits.hasSlug ? { slug } : {},
      ...own,
    };
  }

  #newEnvelope(own: LogLine): LogLine {
    const { traits, cwd, id, gitBranch, promptId } = this.#state;
    return {
      parentUuid: this.#parentUuid,
      isSidechain: this.isSidechain,
      ...own.type === "user" ? { promptId } : {},
      ...this.#agentId(),
      ...own,
      userType: "external",
      entrypoint: "cli",
      cwd,
      sessionId: id,
      version: traits.version,
      gitBranch,
    };
  }

  #agentId(): LogLine {
    return this.#sidechain?.agentId === undefined ? {} : { agentId: this.#sidechain.agentId };
  }
}

/** A `queue-operation` line. */
export function queueLine(
  state: SessionState,
  operation: "enqueue" | "dequeue" | "remove",
  content?: string,
): LogLine {
  return {
    type: "queue-operation",
    operation,
    timestamp: currentTime(state),
    sessionId: state.id,
    ...content === undefined ? {} : { content },
  };
}
