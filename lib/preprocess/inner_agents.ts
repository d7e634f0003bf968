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
} from "../session/mod.ts";
import { Conversation } from "./conversation.ts";
import type { SessionContext } from "./session_context.ts";
import { isAgentCall } from "./tool_call.ts";
import { plainText } from "./tool_outcome.ts";

/** A subagent's conversation: what its container element says. */
export interface AgentScope {
  readonly id: string;
  readonly type: string | undefined;
  readonly description: string | undefined;
  /** The reference of the tool use that started it, or its raw id. */
  readonly toolUse: string | undefined;
}

/** A subagent inside a log. */
export interface InnerAgent {
  readonly scope: AgentScope;
  readonly conversation: Conversation;
}

/** Ids of agents without one are made of the beginning of their first line's uuid. */
const MADE_ID_CHARACTERS = 8;

/** The subagents inside one log. */
export class InnerAgents {
  readonly #context: SessionContext;
  readonly #agents = new Map<string, InnerAgent>();
  /** The first line of the sidechain that each sidechain line belongs to, by uuid. */
  readonly #chainOf = new Map<string, string>();
  /** References of tool uses that started an agent, by the prompt they gave it. */
  readonly #startedWith = new Map<string, string>();

  constructor(context: SessionContext) {
    this.#context = context;
  }

  /** All of them, in the order in which they appeared. */
  all(): Iterable<InnerAgent> {
    return this.#agents.values();
  }

  /** Notes the tool uses of a line that start agents. */
  noteCalls(entry: AssistantEntry, reference: string): void {
    for (const block of entry.content) {
      if (block.type !== "tool_use" || !isAgentCall(block)) continue;
      const prompt = stringField(block.input, "prompt");
      if (prompt !== undefined) this.#startedWith.set(prompt, reference);
    }
  }

  /** The agent of a sidechain line, or undefined for a warm-up. */
  ofSidechain(entry: UserEntry | AssistantEntry, reference: string): InnerAgent | undefined {
    const parent = entry.parentUuid === undefined ? undefined : this.#chainOf.get(entry.parentUuid);
    const root = parent ?? entry.uuid ?? reference;
    if (entry.uuid !== undefined) this.#chainOf.set(entry.uuid, root);
    const known = this.#agents.get(root);
    if (known !== undefined) return known;
    const prompt = entry.kind === "user" ? plainText(entry.content) : undefined;
    // The further lines of a warm-up have a parent, but no agent.
    if (parent !== undefined || isWarmupPrompt(prompt)) return undefined;
    const toolUse = prompt === undefined ? undefined : this.#startedWith.get(prompt);
    return this.#start(root, root.slice(0, MADE_ID_CHARACTERS), toolUse);
  }

  /** The agent of an embedded message. */
  ofEmbedded(entry: AgentProgressEntry, toolUse: string | undefined): InnerAgent {
    const id = entry.agentId ?? entry.parentToolUseId ?? "unknown";
    return this.#agents.get(id) ?? this.#start(id, id, toolUse);
  }

  #start(key: string, id: string, toolUse: string | undefined): InnerAgent {
    const scope = { id, type: undefined, description: undefined, toolUse };
    const started = { scope, conversation: new Conversation(this.#context, "") };
    this.#agents.set(key, started);
    this.#context.facts.agents.add(id);
    return started;
  }
}
