/** The entries of one log → events, each in the conversation (the session's or a subagent's) it belongs to. */

import {
  type AgentLog,
  type AgentProgressEntry,
  arrayField,
  asObject,
  type AssistantEntry,
  type AttachmentEntry,
  type Entry,
  stringField,
  type UserEntry,
} from "../session/mod.ts";
import { Conversation } from "./conversation.ts";
import { type Element, element } from "./element.ts";
import { type AgentScope, type InnerAgent, InnerAgents } from "./inner_agents.ts";
import { tally } from "./ledger.ts";
import { isPersonsQueuedText } from "./origin.ts";
import type { SessionContext } from "./session_context.ts";
import { noteFacts } from "./session_facts.ts";
import { attachmentEvent, pullRequestEvent, type SideEvent, systemEvent } from "./side_events.ts";
import { jsonText } from "./tool_parameters.ts";

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
  readonly #inner: InnerAgents;
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
      toolUse: context.agentLogs.startedBy.get(agentLog.agentId) ?? agentLog.toolUseId,
    };
    this.#main = new Conversation(context, agentLog === undefined ? "" : `${agentLog.agentId}:`);
    this.#inner = new InnerAgents(context);
    if (agentLog !== undefined) context.facts.agents.add(agentLog.agentId);
  }

  /** The events that an entry makes, and those that waited for it. */
  *interpret(entry: Entry): Generator<SessionEvent> {
    const { keys, ledger } = this.#context;
    if (entry.uuid !== undefined && entry.kind !== "agent-progress" && !keys.addNew(entry.uuid)) {
      tally(ledger.dropped, "repeated line");
      return;
    }
    noteFacts(this.#context.facts, entry);
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
    for (const { scope, conversation } of this.#inner.all()) {
      for (const made of conversation.finish()) yield { element: made, scope };
    }
    yield* this.#own(this.#main.finish());
  }

  *#own(elements: Iterable<Element>): Generator<SessionEvent> {
    for (const made of elements) yield { element: made, scope: this.#agent };
  }

  *#message(entry: UserEntry | AssistantEntry): Generator<SessionEvent> {
    const reference = this.#main.reference(entry);
    if (entry.kind === "assistant") this.#inner.noteCalls(entry, reference);
    if (this.#agent !== undefined || !entry.isSidechain) {
      // All lines of an agent's own log are the agent's, marked as such or not.
      const own = this.#agent === undefined ? entry : { ...entry, isSidechain: true };
      return yield* this.#own(own.kind === "user" ? this.#main.user(own) : this.#main.assistant(own));
    }
    const inner = this.#inner.ofSidechain(entry, reference);
    if (inner === undefined) tally(this.#context.ledger.dropped, "warm-up agent");
    else yield* said(inner, entry);
  }

  /** A message of a subagent embedded in its parent's log: shown where the agent has no log of its own. */
  *#embedded(entry: AgentProgressEntry): Generator<SessionEvent> {
    const { agentLogs, keys, ledger } = this.#context;
    const { message } = entry;
    const hasOwnLog = entry.agentId !== undefined && agentLogs.ids.has(entry.agentId);
    if (hasOwnLog || (message.uuid !== undefined && !keys.addNew(message.uuid))) {
      return tally(ledger.dropped, "embedded copy of an agent's message");
    }
    const toolUse = this.#main.shownAs(entry.parentToolUseId) ?? entry.parentToolUseId;
    yield* said(this.#inner.ofEmbedded(entry, toolUse), message);
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
}

/** What an agent inside the log says or is told. */
function* said(
  { scope, conversation }: InnerAgent,
  entry: UserEntry | AssistantEntry,
): Generator<SessionEvent> {
  const elements = entry.kind === "user" ? conversation.user(entry) : conversation.assistant(entry);
  for (const made of elements) yield { element: made, scope };
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
