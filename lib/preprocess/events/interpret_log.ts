/** The entries of one log → events, each in the conversation (the session's or a subagent's) it belongs to. */

import {
  type AgentProgressEntry,
  type AssistantEntry,
  type AttachmentEntry,
  type Entry,
  isVendorText,
  type OtherEntry,
  type PullRequestEntry,
  type SystemEntry,
  type TitleEntry,
  type UserEntry,
} from "../../session/mod.ts";
import { Conversation } from "./conversation.ts";
import { type CopiedRun, CopiedRuns } from "../repeats/copied_runs.ts";
import { element } from "./element.ts";
import { InnerAgents, said } from "../agents/inner_agents.ts";
import { tally, tallyUnknown } from "./ledger.ts";
import { linePrint } from "../repeats/line_prints.ts";
import { queuedLine } from "../words/queued_line.ts";
import { RepeatedHooks } from "./repeated_hooks.ts";
import { RestoredFiles } from "./restored_files.ts";
import type { SessionContext } from "./session_context.ts";
import type { AgentLogPlace, SessionItem } from "./session_event.ts";
import { noteFacts } from "./session_facts.ts";
import { blockedPrompt } from "./hook_words.ts";
import {
  attachmentEvent,
  compactionFocus,
  pullRequestEvent,
  type SideEvent,
  systemEvent,
} from "./side_events.ts";
import { jsonText } from "../tools/tool_parameters.ts";
import { unknownLineElement } from "./unknown_lines.ts";

const NOTHING: readonly SessionItem[] = [];

/** Interprets one log, entry by entry. */
export class LogInterpreter {
  readonly #context: SessionContext;
  /** The agent of a subagent's own log: all its lines are the agent's, marked as such or not. */
  readonly #agentId: string | undefined;
  /** Put before the references of its lines. */
  readonly #prefix: string;
  readonly #main: Conversation;
  readonly #inner: InnerAgents;
  readonly #copied: CopiedRuns;
  readonly #titles = new Set<string>();
  readonly #pullRequests = new Set<string>();
  readonly #hooks = new RepeatedHooks();
  readonly #restored = new RestoredFiles();
  #branch: string | undefined;
  #cwd: string | undefined;

  /** @param place where a subagent's log comes in; undefined for the session's own log. */
  constructor(context: SessionContext, place: AgentLogPlace | undefined) {
    this.#context = context;
    this.#agentId = place?.agentLog.agentId;
    this.#prefix = this.#agentId === undefined ? "" : `${this.#agentId}:`;
    this.#main = new Conversation(context, this.#prefix, place?.scope);
    this.#inner = new InnerAgents(context, this.#main, this.#prefix, place?.scope);
    this.#copied = new CopiedRuns(context, place === undefined);
    if (this.#agentId !== undefined) context.facts.agents.add(this.#agentId);
  }

  /** The events that an entry makes, and those that waited for it. */
  interpret(given: Entry): Iterable<SessionItem> {
    const { keys, ledger } = this.#context;
    const entry = this.#copied.ownPart(given);
    if (entry === undefined) return NOTHING;
    const copied = this.#copied.before(entry);
    const print = entry.kind === "agent-progress" ? undefined : linePrint(entry);
    const isRepeated = print !== undefined && !keys.addNewPrint(print);
    if (isRepeated) tally(ledger.deduplicated, "repeated line", entry.bytes);
    else noteFacts(this.#context.facts, entry);
    const isElsewhere = !isRepeated && !entry.isSidechain &&
      (entry.gitBranch !== this.#branch || entry.cwd !== this.#cwd);
    // Nearly always there is nothing before an entry: a generator for each would take as long as the rest of this.
    if (copied.length > 0 || isElsewhere) return this.#withBefore(copied, entry, isElsewhere, isRepeated);
    return isRepeated ? NOTHING : this.#entry(entry);
  }

  *#withBefore(
    copied: readonly CopiedRun[],
    entry: Entry,
    isElsewhere: boolean,
    isRepeated: boolean,
  ): Generator<SessionItem> {
    yield* this.#copiedHistory(copied);
    if (isElsewhere) yield* this.#changes(entry);
    if (!isRepeated) yield* this.#entry(entry);
  }

  #entry(entry: Entry): Iterable<SessionItem> {
    switch (entry.kind) {
      case "user":
      case "assistant":
        return this.#message(entry);
      case "agent-progress":
        return this.#embedded(entry);
      case "queue":
        if (entry.content === undefined && (entry.raw.content ?? null) !== null) {
          tallyUnknown(this.#context.ledger, "queue-operation without text", entry.bytes);
        }
        this.#main.queue(entry);
        return NOTHING;
      case "attachment":
        return this.#attachment(entry);
      case "system": {
        this.#restored.noteCompaction(entry);
        const at = this.#main.time(entry.timestamp);
        const focus = compactionFocus(entry);
        if (focus !== "") return this.#compaction(entry, at, focus);
        const blocked = blockedPrompt(entry.content);
        if (blocked !== undefined) {
          return this.#blocked({ ...entry, content: blocked.said }, at, blocked.prompt);
        }
        return this.#side(systemEvent(entry, this.#main.reference(entry), at, this.#context), entry.bytes);
      }
      case "title":
        return this.#title(entry);
      case "pr-link":
        return this.#pullRequest(entry);
      case "other":
        return this.#other(entry);
    }
  }

  /** What still waits when the log ends. */
  *finish(): Generator<SessionItem> {
    yield* this.#copiedHistory(this.#copied.before(undefined));
    if (this.#agentId !== undefined && this.#copied.isAllCopied) {
      this.#context.facts.agents.delete(this.#agentId);
    }
    yield* this.#inner.finish();
    if (this.#agentId !== undefined) {
      for (const { message, prefix } of this.#context.embedded.take(this.#agentId)) {
        this.#main.goOnIn(prefix);
        yield* said(this.#main, message);
      }
    }
    for (const repeated of this.#hooks.elements()) yield* this.#main.event(repeated);
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
    if (entry.kind === "assistant") {
      this.#inner.noteCalls(entry);
      this.#restored.noteCalls(entry);
    } else if (startsTurn(entry)) {
      this.#restored.notePrompt(entry);
    }
    const isAgents = this.#agentId !== undefined;
    if (isAgents || !entry.isSidechain) {
      const own = isAgents ? { ...entry, isSidechain: true } : entry;
      const before = startsTurn(entry) ? [...this.#inner.endUnlinked()] : NOTHING;
      return before.length === 0 ? said(this.#main, own) : [...before, ...said(this.#main, own)];
    }
    const inner = this.#inner.ofSidechain(entry, this.#main.reference(entry));
    if (inner !== undefined) return this.#inner.hear(inner, entry);
    tally(this.#context.ledger.pruned, "warm-up agent", entry.bytes);
    return NOTHING;
  }

  /** A message of a subagent embedded in its parent's log: shown where the agent's own log has not got it. */
  #embedded(entry: AgentProgressEntry): Iterable<SessionItem> {
    const { agentLogs, embedded, keys, ledger } = this.#context;
    const message = embedded.unseenPart(entry);
    const print = message === undefined ? undefined : linePrint(message);
    if (message === undefined || (print !== undefined && !keys.addNewPrint(print))) {
      tally(ledger.deduplicated, "embedded copy of an agent's message", entry.bytes);
      return NOTHING;
    }
    const isWaiting = entry.agentId !== undefined && agentLogs.isWaiting(entry.agentId);
    if (isWaiting && embedded.keep(entry, { message, prefix: this.#prefix })) return NOTHING;
    return this.#inner.hear(this.#inner.ofEmbedded(entry), message);
  }

  #title(entry: TitleEntry): Iterable<SessionItem> {
    const { title, bytes } = entry;
    if (title.trim() === "" || this.#titles.has(title)) {
      tally(this.#context.ledger.deduplicated, "repeated title", bytes);
      return NOTHING;
    }
    this.#titles.add(title);
    return this.#main.event(element("event", { ref: this.#main.reference(entry), kind: "title" }, title));
  }

  /** A compaction, and what a person told it to keep in mind. */
  *#compaction(entry: SystemEntry, at: string | undefined, focus: string): Generator<SessionItem> {
    const ref = this.#main.reference(entry);
    yield* this.#side(systemEvent(entry, ref, at, this.#context), entry.bytes);
    yield* this.#main.compactionFocus(focus, ref);
  }

  /** What a hook said that kept a prompt from the agent, and the prompt as a person's words. */
  *#blocked(entry: SystemEntry, at: string | undefined, prompt: string): Generator<SessionItem> {
    yield* this.#side(systemEvent(entry, this.#main.reference(entry), at, this.#context), entry.bytes);
    yield* this.#main.user({
      ...entry,
      kind: "user",
      content: [{ type: "text", text: prompt }],
      isMeta: false,
      isCompactSummary: false,
      originKind: "human",
      promptSource: undefined,
      toolDenialKind: undefined,
      toolUseResult: undefined,
    });
  }

  #pullRequest(entry: PullRequestEntry): Iterable<SessionItem> {
    const name = `${entry.repository} ${entry.number} ${entry.url}`;
    if (this.#pullRequests.has(name)) {
      tally(this.#context.ledger.deduplicated, "repeated pull request", entry.bytes);
      return NOTHING;
    }
    this.#pullRequests.add(name);
    return this.#main.event(pullRequestEvent(entry, this.#main.reference(entry)));
  }

  #other(entry: OtherEntry): Iterable<SessionItem> {
    const { detail, ledger } = this.#context;
    // Dropped before it is parsed, but where it was cut or something is glued to it.
    if (isVendorText(entry.type)) {
      tally(ledger.pruned, entry.type, entry.bytes);
      return NOTHING;
    }
    if (!detail.filtering) {
      const ref = this.#main.reference(entry);
      return this.#main.event(element("event", { ref, kind: entry.type }, jsonText(entry.raw)));
    }
    if (entry.type.startsWith("progress/")) {
      tally(ledger.pruned, entry.type, entry.bytes);
      return NOTHING;
    }
    const at = this.#main.time(entry.timestamp);
    const shown = unknownLineElement(entry, this.#main.reference(entry), at, this.#context);
    return this.#side({ unknown: entry.type, element: shown }, entry.bytes);
  }

  #attachment(entry: AttachmentEntry): Iterable<SessionItem> {
    if (entry.attachmentType === "queued_command") return this.#main.delivered(queuedLine(entry));
    const at = this.#main.time(entry.timestamp);
    const restored = this.#context.detail.filtering ? this.#restored.restored(entry) : undefined;
    if (restored !== undefined) {
      tally(this.#context.ledger.deduplicated, "file attached again", entry.bytes);
      const ref = this.#main.reference(entry);
      return this.#main.event(
        element("event", { ref, kind: "attached_file", at, path: restored, restored: "yes" }),
      );
    }
    return this.#side(attachmentEvent(entry, this.#main.reference(entry), at, this.#context), entry.bytes);
  }

  #side(event: SideEvent, bytes: number): Iterable<SessionItem> {
    const { ledger } = this.#context;
    if ("dropped" in event) {
      tally(ledger.pruned, event.dropped, bytes);
      return NOTHING;
    }
    // The bytes of a line that is shown are those of its text.
    if (event.unknown !== undefined) {
      tallyUnknown(ledger, event.unknown, event.element === undefined ? bytes : 0);
    }
    if (event.element === undefined) return NOTHING;
    if (this.#context.detail.filtering && this.#hooks.repeats(event.element)) {
      tally(ledger.deduplicated, "repeated hook", bytes);
      return NOTHING;
    }
    return this.#main.event(event.element);
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

/** Whether a line is a person's, as far as its content tells: not a result. */
function startsTurn(entry: UserEntry | AssistantEntry): boolean {
  return entry.kind === "user" && !entry.isMeta && entry.content.some(({ type }) => type === "text");
}
