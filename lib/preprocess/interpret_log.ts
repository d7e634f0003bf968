/** The entries of one log → events, each in the conversation (the session's or a subagent's) it belongs to. */

import {
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
import { type CopiedRun, CopiedRuns } from "./copied_runs.ts";
import { element } from "./element.ts";
import { InnerAgents, said } from "./inner_agents.ts";
import { tally, tallyUnknown } from "./ledger.ts";
import { isPersonsQueuedText } from "./origin.ts";
import type { SessionContext } from "./session_context.ts";
import type { AgentLogPlace, SessionItem } from "./session_event.ts";
import { noteFacts } from "./session_facts.ts";
import { attachmentEvent, pullRequestEvent, type SideEvent, systemEvent } from "./side_events.ts";
import { jsonText } from "./tool_parameters.ts";

/** Interprets one log, entry by entry. */
export class LogInterpreter {
  readonly #context: SessionContext;
  /** The agent of a subagent's own log: all its lines are the agent's, marked as such or not. */
  readonly #agentId: string | undefined;
  readonly #main: Conversation;
  readonly #inner: InnerAgents;
  readonly #copied: CopiedRuns;
  readonly #titles = new Set<string>();
  #branch: string | undefined;
  #cwd: string | undefined;

  /** @param place where a subagent's log comes in; undefined for the session's own log. */
  constructor(context: SessionContext, place: AgentLogPlace | undefined) {
    this.#context = context;
    this.#agentId = place?.agentLog.agentId;
    this.#main = new Conversation(
      context,
      this.#agentId === undefined ? "" : `${this.#agentId}:`,
      place?.scope,
    );
    this.#inner = new InnerAgents(context, this.#main, place?.scope);
    this.#copied = new CopiedRuns(context, place === undefined);
    if (this.#agentId !== undefined) context.facts.agents.add(this.#agentId);
  }

  /** The events that an entry makes, and those that waited for it. */
  *interpret(given: Entry): Generator<SessionItem> {
    const { keys, ledger } = this.#context;
    const entry = this.#copied.ownPart(given);
    if (entry === undefined) return;
    const copied = this.#copied.before(entry);
    if (copied.length > 0) yield* this.#copiedHistory(copied);
    if (entry.uuid !== undefined && entry.kind !== "agent-progress" && !keys.addNew(entry.uuid)) {
      tally(ledger.deduplicated, "repeated line", entry.bytes);
      return;
    }
    noteFacts(this.#context.facts, entry);
    if (!entry.isSidechain && (entry.gitBranch !== this.#branch || entry.cwd !== this.#cwd)) {
      yield* this.#changes(entry);
    }
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
        yield* this.#attachment(entry);
        break;
      case "system":
        yield* this.#side(
          systemEvent(
            entry,
            this.#main.reference(entry),
            this.#main.time(entry.timestamp),
            this.#context,
          ),
          entry.bytes,
        );
        break;
      case "title":
        if (entry.title.trim() === "" || this.#titles.has(entry.title)) {
          tally(ledger.deduplicated, "repeated title", entry.bytes);
          break;
        }
        this.#titles.add(entry.title);
        yield* this.#main.event(
          element("event", { ref: this.#main.reference(entry), kind: "title" }, entry.title),
        );
        break;
      case "pr-link":
        yield* this.#main.event(pullRequestEvent(entry, this.#main.reference(entry)));
        break;
      case "other":
        if (this.#context.detail.filtering) {
          if (entry.type.startsWith("progress/")) tally(ledger.pruned, entry.type, entry.bytes);
          else tallyUnknown(ledger, entry.type, entry.bytes);
        } else {
          yield* this.#main.event(
            element("event", { ref: this.#main.reference(entry), kind: entry.type }, jsonText(entry.raw)),
          );
        }
        break;
    }
  }

  /** What still waits when the log ends. */
  *finish(): Generator<SessionItem> {
    yield* this.#copiedHistory(this.#copied.before(undefined));
    if (this.#agentId !== undefined && this.#copied.isAllCopied) {
      this.#context.facts.agents.delete(this.#agentId);
    }
    yield* this.#inner.finish();
    yield* this.#main.finish();
  }

  /** What stands for copied lines before an entry, or at the log's end. */
  *#copiedHistory(copied: readonly CopiedRun[]): Generator<SessionItem> {
    for (const { sessionId, first, lines } of copied) {
      const ref = this.#main.reference(first);
      yield* this.#main.event(
        element("event", { ref, kind: "copied_history", of: sessionId, lines: `${lines}` }),
      );
    }
  }

  #message(entry: UserEntry | AssistantEntry): Iterable<SessionItem> {
    if (entry.kind === "assistant") this.#inner.noteCalls(entry);
    const isAgents = this.#agentId !== undefined;
    if (isAgents || !entry.isSidechain) {
      const own = isAgents ? { ...entry, isSidechain: true } : entry;
      return said(this.#main, own);
    }
    const inner = this.#inner.ofSidechain(entry, this.#main.reference(entry));
    if (inner !== undefined) return this.#inner.hear(inner, entry);
    tally(this.#context.ledger.pruned, "warm-up agent", entry.bytes);
    return [];
  }

  /** A message of a subagent embedded in its parent's log: shown where the agent has no log of its own. */
  *#embedded(entry: AgentProgressEntry): Generator<SessionItem> {
    const { agentLogs, keys, ledger } = this.#context;
    const { message } = entry;
    const hasOwnLog = entry.agentId !== undefined && agentLogs.has(entry.agentId);
    if (hasOwnLog || (message.uuid !== undefined && !keys.addNew(message.uuid))) {
      return tally(ledger.deduplicated, "embedded copy of an agent's message", entry.bytes);
    }
    yield* this.#inner.hear(this.#inner.ofEmbedded(entry), message);
  }

  *#attachment(entry: AttachmentEntry): Generator<SessionItem> {
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
    yield* this.#side(attachmentEvent(entry, this.#main.reference(entry), at, this.#context), entry.bytes);
  }

  *#side(event: SideEvent, bytes: number): Generator<SessionItem> {
    const { ledger } = this.#context;
    if ("element" in event) yield* this.#main.event(event.element);
    else if ("dropped" in event) tally(ledger.pruned, event.dropped, bytes);
    else tallyUnknown(ledger, event.unknown, bytes);
  }

  /** Changes of branch and working directory in the middle of the session. */
  *#changes(entry: Entry): Generator<SessionItem> {
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
      yield* this.#main.event(element("event", { ref: this.#main.reference(entry), kind }, value));
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
