/**
 * Subagents whose messages stand in their parent's log: up to 1.0.x as `isSidechain` lines chained by `parentUuid`,
 * later as messages embedded in `progress` lines.
 */

import {
  type AgentProgressEntry,
  type AssistantEntry,
  isWarmupPrompt,
  stringField,
  type UserEntry,
} from "../../session/mod.ts";
import { Conversation } from "../events/conversation.ts";
import { fingerprint } from "../repeats/fingerprints.ts";
import type { SessionContext } from "../events/session_context.ts";
import { agentScope, type Scope, type SessionItem } from "../events/session_event.ts";
import { type Call, factsOf, type InnerTalk, isAgentCall } from "../tools/tool_call.ts";
import { plainText } from "../tools/block_text.ts";

/** A subagent inside a log. */
export interface InnerAgent {
  /** Undefined while the agent rests: it was silent for long, and nothing of it waits any more. */
  conversation: Conversation | undefined;
  readonly scope: Scope;
  /** The agent that started it; undefined: the log's own conversation did. */
  readonly startedBy: InnerAgent | undefined;
  readonly toolUseId: string | undefined;
  /**
   * Where its conversation is told to the tool use with that id, if its line was read. Not the tool use itself: what an edit
   * replaced or a command wrote would stay in memory as long as the agent.
   */
  readonly talks: InnerTalk[] | undefined;
}

/** A tool use that started an agent, and whose it is; undefined: it was not read, the log's own conversation's. */
interface Starter {
  readonly call: Call | undefined;
  readonly startedBy: InnerAgent | undefined;
}

/** Ids of agents without one are made of the beginning of their first line's uuid. */
const MADE_ID_CHARACTERS = 8;

/**
 * Conversations that are kept open. Each holds what waits for its tool results: with all agents of a log of 1 GB (2,000)
 * that was 160 MB.
 */
const MOST_OPEN = 32;

/** The subagents inside one log. */
export class InnerAgents {
  readonly #context: SessionContext;
  readonly #main: Conversation;
  /** Put before the references of the log's lines. */
  readonly #prefix: string;
  /** Where the log's own conversation belongs. */
  readonly #scope: Scope | undefined;
  readonly #agents = new Map<string, InnerAgent>();
  /** Those that don't rest; the one that spoke last comes last. */
  readonly #open = new Set<InnerAgent>();
  /** The first line of the sidechain that each sidechain line belongs to, by uuid. */
  readonly #chainOf = new Map<string, string>();
  /** Tool uses that started an agent, by the prompt they gave it, first come first. */
  readonly #startedWith = new Map<string, Set<string>>();
  /** The fingerprints of the ids of all of them, agents' own, too. */
  readonly #starters = new Set<number>();

  constructor(context: SessionContext, main: Conversation, prefix: string, scope: Scope | undefined) {
    this.#context = context;
    this.#main = main;
    this.#prefix = prefix;
    this.#scope = scope;
  }

  /** Places a message of an agent. Also yields the last words of agents that are closed to make room for it. */
  *hear(agent: InnerAgent, entry: UserEntry | AssistantEntry): Generator<SessionItem> {
    const conversation = agent.conversation ?? this.#wake(agent);
    for (const block of entry.content) {
      if (block.type === "tool_use" && isAgentCall(block)) this.#starters.add(fingerprint(block.id));
    }
    this.#open.delete(agent);
    this.#open.add(agent);
    yield* this.#inside(agent, said(conversation, entry));
    for (const oldest of this.#open) {
      if (this.#open.size <= MOST_OPEN) break;
      yield* this.#rest(oldest);
    }
  }

  /** What still waits when the log ends. */
  *finish(): Generator<SessionItem> {
    for (const agent of this.#open) yield* this.#rest(agent);
  }

  /**
   * What still waits in agents of which no tool use is known, when a person starts a new turn: they have ended, as
   * nobody waits for them.
   */
  *endUnlinked(): Generator<SessionItem> {
    for (const agent of this.#open) if (agent.toolUseId === undefined) yield* this.#rest(agent);
  }

  *#rest(agent: InnerAgent): Generator<SessionItem> {
    const { talks, conversation } = agent;
    this.#open.delete(agent);
    if (conversation === undefined) return;
    agent.conversation = undefined;
    if (talks?.includes(conversation)) talks.splice(talks.indexOf(conversation), 1);
    yield* this.#inside(agent, conversation.finish());
  }

  #wake(agent: InnerAgent): Conversation {
    const conversation = new Conversation(this.#context, this.#prefix, agent.scope);
    agent.conversation = conversation;
    agent.talks?.push(conversation);
    return conversation;
  }

  #inside({ startedBy, toolUseId }: InnerAgent, items: Iterable<SessionItem>): Iterable<SessionItem> {
    const starter = startedBy === undefined ? this.#main : startedBy.conversation;
    return starter === undefined ? items : starter.inside(toolUseId, items);
  }

  /** Notes the tool uses of a line that start agents. */
  noteCalls(entry: AssistantEntry): void {
    for (const block of entry.content) {
      if (block.type !== "tool_use" || !isAgentCall(block)) continue;
      this.#starters.add(fingerprint(block.id));
      const prompt = stringField(block.input, "prompt");
      if (prompt === undefined) continue;
      const same = this.#startedWith.get(prompt);
      if (same === undefined) this.#startedWith.set(prompt, new Set([block.id]));
      else same.add(block.id);
    }
  }

  /** The agent of a sidechain line, or undefined for a warm-up. */
  ofSidechain(entry: UserEntry | AssistantEntry, reference: string): InnerAgent | undefined {
    const parent = entry.parentUuid === undefined ? undefined : this.#chainOf.get(entry.parentUuid);
    const root = parent ?? entry.uuid ?? reference;
    if (entry.uuid !== undefined) this.#chainOf.set(entry.uuid, root);
    const known = this.#agents.get(root);
    if (known !== undefined) return known;
    const prompt = promptOf(entry);
    // The further lines of a warm-up have a parent, but no agent.
    if (parent !== undefined || isWarmupPrompt(prompt)) return undefined;
    const starters = prompt === undefined ? undefined : this.#startedWith.get(prompt);
    const toolUseId = starters?.values().next().value;
    if (toolUseId !== undefined) starters?.delete(toolUseId);
    return this.#start(root, root.slice(0, MADE_ID_CHARACTERS), toolUseId, prompt);
  }

  /** The agent of an embedded message: another one inside the log where another tool use has woken it. */
  ofEmbedded(entry: AgentProgressEntry): InnerAgent {
    const { parentToolUseId: toolUseId, message } = entry;
    const id = entry.agentId ?? toolUseId ?? "unknown";
    const known = this.#agents.get(id);
    if (known === undefined) return this.#start(id, id, toolUseId, promptOf(message));
    if (toolUseId === undefined || toolUseId === known.toolUseId) return known;
    // Nearly always it is none that started an agent: to search all conversations for it takes 3 µs.
    if (!this.#starters.has(fingerprint(toolUseId))) return known;
    const key = `${id} ${toolUseId}`;
    const woken = this.#agents.get(key);
    if (woken !== undefined) return woken;
    const { call } = this.#starterOf(toolUseId);
    return call !== undefined && isAgentCall(call.block)
      ? this.#start(key, id, toolUseId, promptOf(message))
      : known;
  }

  /** @param prompt what its first line says, where that may be a prompt. */
  #start(key: string, id: string, toolUseId: string | undefined, prompt: string | undefined): InnerAgent {
    const { call, startedBy } = this.#starterOf(toolUseId);
    if (call !== undefined && prompt !== undefined) {
      call.isPromptTold ||= stringField(call.block.input, "prompt") === prompt;
    }
    const scope = call === undefined
      ? agentScope({ id, type: undefined, description: undefined, toolUse: toolUseId }, this.#scope)
      : agentScope(factsOf({ agentId: id }, call.block), containerOf(call));
    const started: InnerAgent = { conversation: undefined, scope, startedBy, toolUseId, talks: call?.inner };
    this.#agents.set(key, started);
    this.#context.facts.agents.add(id);
    return started;
  }

  /** The tool use with an id, and whose it is: agents start agents, too. */
  #starterOf(toolUseId: string | undefined): Starter {
    if (toolUseId === undefined) return { call: undefined, startedBy: undefined };
    const toolUse = fingerprint(toolUseId);
    const call = this.#main.call(toolUse);
    if (call !== undefined) return { call, startedBy: undefined };
    for (const startedBy of this.#open) {
      const call = startedBy.conversation?.call(toolUse);
      if (call !== undefined) return { call, startedBy };
    }
    return { call: undefined, startedBy: undefined };
  }
}

function promptOf(entry: UserEntry | AssistantEntry): string | undefined {
  return entry.kind === "user" ? plainText(entry.content) : undefined;
}

/** The text of a message, as it appears in its conversation. */
export function said(
  conversation: Conversation,
  entry: UserEntry | AssistantEntry,
): Iterable<SessionItem> {
  return entry.kind === "user" ? conversation.user(entry) : conversation.assistant(entry);
}

/** The container of a call; a continuation of the element, where the call was shown as one. */
function containerOf({ container, isShown, isContainer }: Call): Scope {
  if (!isShown || isContainer) return container;
  const { name, attributes: { ref, name: tool } } = container.element;
  return { ...container, element: { name, attributes: { ref, name: tool, continued: "yes" } } };
}
