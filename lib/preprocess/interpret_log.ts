/** The entries of one log → events, each in the conversation (the session's or a subagent's) it belongs to. */

import {
  type AgentLog,
  arrayField,
  asObject,
  type AttachmentEntry,
  type Entry,
  isWarmupPrompt,
  stringField,
  type UserEntry,
} from "../session/mod.ts";
import { Conversation } from "./conversation.ts";
import { type Element, element } from "./element.ts";
import { millisecondsOf } from "./event_time.ts";
import { tally } from "./ledger.ts";
import { isPersonsQueuedText } from "./origin.ts";
import type { SessionContext } from "./session_context.ts";
import { attachmentEvent, pullRequestEvent, type SideEvent, systemEvent } from "./side_events.ts";
import { plainText } from "./tool_outcome.ts";
import { jsonText } from "./tool_parameters.ts";

/** A subagent's conversation: what its container element says. */
export interface AgentScope {
  readonly id: string;
  readonly type: string | undefined;
  readonly description: string | undefined;
  /** The reference of the tool use that started it, or its raw id. */
  readonly toolUse: string | undefined;
}

/** An element with the conversation it belongs to; undefined: the session's own. */
export interface SessionEvent {
  readonly element: Element;
  readonly scope: AgentScope | undefined;
}

/** Interprets one log, entry by entry. */
export class LogInterpreter {
  readonly #context: SessionContext;
  readonly #agent: AgentScope | undefined;
  readonly #main: Conversation;
  /** Subagents inside this log: 1.0.x sidechains by their first line, embedded messages by agent id. */
  readonly #inner = new Map<string, { readonly scope: AgentScope; readonly conversation: Conversation }>();
  /** 1.0.x: the sidechain that each sidechain line belongs to. */
  readonly #sidechainOf = new Map<string, string>();
  /** Tool uses that may start an agent inside this log, by prompt. */
  readonly #startedByPrompt = new Map<string, string>();
  readonly #titles = new Set<string>();
  #branch: string | undefined;
  #cwd: string | undefined;

  /** @param agentLog the log's own subagent; undefined for the session's log. */
  constructor(context: SessionContext, agentLog: AgentLog | undefined) {
    this.#context = context;
    this.#agent = agentLog === undefined ? undefined : {
      id: agentLog.agentId,
      type: agentLog.agentType,
      description: agentLog.description,
      toolUse: agentLog.toolUseId,
    };
    this.#main = new Conversation(context, agentLog === undefined ? "" : `${agentLog.agentId}:`);
    if (agentLog !== undefined) context.facts.agents.add(agentLog.agentId);
  }

  /** The events that an entry makes, and those that waited for it. */
  *interpret(entry: Entry): Generator<SessionEvent> {
    const { keys, ledger } = this.#context;
    if (entry.uuid !== undefined && entry.kind !== "agent-progress" && !keys.addNew(entry.uuid)) {
      tally(ledger.dropped, "repeated line");
      return;
    }
    this.#noteFacts(entry);
    if (!entry.isSidechain) yield* this.#changes(entry);
    switch (entry.kind) {
      case "user":
      case "assistant":
        yield* this.#message(entry);
        break;
      case "agent-progress":
        yield* this.#embedded(entry);
        break;
      case "queue":
        this.#main.queue(entry);
        break;
      case "attachment":
        yield* this.#own(this.#attachment(entry));
        break;
      case "system":
        yield* this.#own(
          this.#side(
            systemEvent(
              entry,
              this.#main.reference(entry),
              this.#main.time(entry.timestamp),
              this.#context.detail,
            ),
          ),
        );
        break;
      case "title":
        if (entry.title.trim() === "" || this.#titles.has(entry.title)) break;
        this.#titles.add(entry.title);
        yield* this.#own(
          this.#main.event(
            element("event", { ref: this.#main.reference(entry), kind: "title" }, entry.title),
          ),
        );
        break;
      case "pr-link":
        yield* this.#own(this.#main.event(pullRequestEvent(entry, this.#main.reference(entry))));
        break;
      case "other":
        if (this.#context.detail.filtering) {
          tally(entry.type.startsWith("progress/") ? ledger.dropped : ledger.unknownTypes, entry.type);
        } else {
          yield* this.#own(
            this.#main.event(
              element("event", { ref: this.#main.reference(entry), kind: entry.type }, jsonText(entry.raw)),
            ),
          );
        }
        break;
    }
  }

  /** What still waits when the log ends. */
  *finish(): Generator<SessionEvent> {
    for (const { scope, conversation } of this.#inner.values()) {
      for (const made of conversation.finish()) yield { element: made, scope };
    }
    yield* this.#own(this.#main.finish());
  }

  *#own(elements: Iterable<Element>): Generator<SessionEvent> {
    for (const made of elements) yield { element: made, scope: this.#agent };
  }

  *#message(entry: Extract<Entry, { kind: "user" | "assistant" }>): Generator<SessionEvent> {
    if (entry.kind === "assistant") {
      for (const block of entry.content) {
        if (block.type !== "tool_use") continue;
        const prompt = stringField(block.input, "prompt");
        if (prompt !== undefined && (block.name === "Task" || block.name === "Agent")) {
          this.#startedByPrompt.set(prompt, this.#main.reference(entry));
        }
      }
    }
    const inner = entry.isSidechain && this.#agent === undefined ? this.#sidechain(entry) : undefined;
    if (inner === "warm-up") return tally(this.#context.ledger.dropped, "warm-up agent");
    const conversation = inner?.conversation ?? this.#main;
    const elements = entry.kind === "user" ? conversation.user(entry) : conversation.assistant(entry);
    for (const made of elements) yield { element: made, scope: inner?.scope ?? this.#agent };
  }

  /** 1.0.x: the subagent's conversation inside the main file, found along the chain of parents. */
  #sidechain(entry: Extract<Entry, { kind: "user" | "assistant" }>) {
    const parent = entry.parentUuid === undefined ? undefined : this.#sidechainOf.get(entry.parentUuid);
    const root = parent ?? entry.uuid ?? this.#main.reference(entry);
    if (entry.uuid !== undefined) this.#sidechainOf.set(entry.uuid, root);
    const known = this.#inner.get(root);
    if (known !== undefined) return known;
    const prompt = entry.kind === "user" ? plainText(entry.content) : undefined;
    if (parent !== undefined || isWarmupPrompt(prompt)) return "warm-up" as const;
    const id = root.slice(0, 8);
    const toolUse = prompt === undefined ? undefined : this.#startedByPrompt.get(prompt);
    return this.#startInner(root, { id, type: undefined, description: undefined, toolUse }, "");
  }

  #startInner(key: string, scope: AgentScope, prefix: string) {
    const started = { scope, conversation: new Conversation(this.#context, prefix) };
    this.#inner.set(key, started);
    this.#context.facts.agents.add(scope.id);
    return started;
  }

  /** A message of a subagent embedded in its parent's log: shown where the agent has no log of its own. */
  *#embedded(entry: Extract<Entry, { kind: "agent-progress" }>): Generator<SessionEvent> {
    const { agentLogs, keys, ledger } = this.#context;
    const { message } = entry;
    const id = entry.agentId ?? entry.parentToolUseId ?? "unknown";
    if (agentLogs.ids.has(id) || (message.uuid !== undefined && !keys.addNew(message.uuid))) {
      return tally(ledger.dropped, "embedded copy of an agent's message");
    }
    const toolUse = this.#main.shownAs(entry.parentToolUseId) ?? entry.parentToolUseId;
    const inner = this.#inner.get(id) ??
      this.#startInner(id, { id, type: undefined, description: undefined, toolUse }, "");
    const { conversation, scope } = inner;
    const elements = message.kind === "user" ? conversation.user(message) : conversation.assistant(message);
    for (const made of elements) yield { element: made, scope };
  }

  *#attachment(entry: AttachmentEntry): Generator<Element> {
    if (entry.attachmentType === "queued_command") {
      const prompt = entry.attachment.prompt;
      const text = typeof prompt === "string" ? prompt : arrayField({ prompt }, "prompt")
        .map((block) => stringField(asObject(block) ?? {}, "text") ?? "").join("\n");
      if (text.trim() === "") return;
      if (isPersonsQueuedText(text)) yield* this.#main.delivered(text, entry);
      else {yield* this.#main.user({
          ...emptyUser,
          ...entry,
          kind: "user",
          content: [{ type: "text", text }],
        });}
      return;
    }
    const at = this.#main.time(entry.timestamp);
    yield* this.#side(attachmentEvent(entry, this.#main.reference(entry), at, this.#context.detail));
  }

  *#side(event: SideEvent): Generator<Element> {
    const { dropped, unknownTypes } = this.#context.ledger;
    if ("element" in event) yield* this.#main.event(event.element);
    else if ("dropped" in event) tally(dropped, event.dropped);
    else tally(unknownTypes, event.unknown);
  }

  /** Changes of branch and working directory in the middle of the session. */
  *#changes(entry: Entry): Generator<SessionEvent> {
    const { gitBranch, cwd } = entry;
    const changed: [string, string][] = [];
    if (gitBranch !== undefined && gitBranch !== "" && gitBranch !== this.#branch) {
      if (this.#branch !== undefined) changed.push(["branch", gitBranch]);
      this.#branch = gitBranch;
    }
    if (cwd !== undefined && cwd !== this.#cwd) {
      if (this.#cwd !== undefined) changed.push(["cwd", cwd]);
      this.#cwd = cwd;
    }
    for (const [kind, value] of changed) {
      yield* this.#own(this.#main.event(element("event", { ref: this.#main.reference(entry), kind }, value)));
    }
  }

  #noteFacts(entry: Entry): void {
    const { facts } = this.#context;
    facts.sessionId ??= entry.sessionId;
    facts.version ??= entry.version;
    facts.lastVersion = entry.version ?? facts.lastVersion;
    facts.branch ??= entry.gitBranch === "" ? undefined : entry.gitBranch;
    facts.cwd ??= entry.cwd;
    const time = millisecondsOf(entry.timestamp);
    if (time === undefined) return;
    if (facts.startedAt === undefined || time < (millisecondsOf(facts.startedAt) ?? time)) {
      facts.startedAt = entry.timestamp;
    }
    if (facts.endedAt === undefined || time > (millisecondsOf(facts.endedAt) ?? time)) {
      facts.endedAt = entry.timestamp;
    }
  }
}

const emptyUser: Pick<
  UserEntry,
  "isMeta" | "isCompactSummary" | "originKind" | "promptSource" | "toolDenialKind" | "toolUseResult"
> = {
  isMeta: false,
  isCompactSummary: false,
  originKind: undefined,
  promptSource: undefined,
  toolDenialKind: undefined,
  toolUseResult: undefined,
};
