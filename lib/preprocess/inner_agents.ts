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
import { agentScope, type Scope } from "./session_event.ts";
import { type Call, factsOf, isAgentCall } from "./tool_call.ts";
import { plainText } from "./tool_outcome.ts";

/** A subagent inside a log. */
export interface InnerAgent {
  readonly conversation: Conversation;
  /** The conversation in which it was started, and the tool use that started it, where that is known. */
  readonly startedIn: Conversation;
  readonly toolUseId: string | undefined;
}

/** Ids of agents without one are made of the beginning of their first line's uuid. */
const MADE_ID_CHARACTERS = 8;

/** The subagents inside one log. */
export class InnerAgents {
  readonly #context: SessionContext;
  readonly #main: Conversation;
  /** Where the log's own conversation belongs. */
  readonly #scope: Scope | undefined;
  readonly #agents = new Map<string, InnerAgent>();
  /** The first line of the sidechain that each sidechain line belongs to, by uuid. */
  readonly #chainOf = new Map<string, string>();
  /** Tool uses that started an agent, by the prompt they gave it, first come first. */
  readonly #startedWith = new Map<string, string[]>();

  constructor(context: SessionContext, main: Conversation, scope: Scope | undefined) {
    this.#context = context;
    this.#main = main;
    this.#scope = scope;
  }

  /** All of them, in the order in which they appeared. */
  all(): Iterable<InnerAgent> {
    return this.#agents.values();
  }

  /** Notes the tool uses of a line that start agents. */
  noteCalls(entry: AssistantEntry): void {
    for (const block of entry.content) {
      if (block.type !== "tool_use" || !isAgentCall(block)) continue;
      const prompt = stringField(block.input, "prompt");
      if (prompt === undefined) continue;
      const same = this.#startedWith.get(prompt);
      if (same === undefined) this.#startedWith.set(prompt, [block.id]);
      else if (!same.includes(block.id)) same.push(block.id);
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
    const toolUseId = prompt === undefined ? undefined : this.#startedWith.get(prompt)?.shift();
    return this.#start(root, root.slice(0, MADE_ID_CHARACTERS), toolUseId);
  }

  /** The agent of an embedded message. */
  ofEmbedded(entry: AgentProgressEntry): InnerAgent {
    const id = entry.agentId ?? entry.parentToolUseId ?? "unknown";
    return this.#agents.get(id) ?? this.#start(id, id, entry.parentToolUseId);
  }

  #start(key: string, id: string, toolUseId: string | undefined): InnerAgent {
    const startedIn = this.#conversationOf(toolUseId);
    const call = toolUseId === undefined ? undefined : startedIn.call(toolUseId);
    const scope = call === undefined
      ? agentScope({ id, type: undefined, description: undefined, toolUse: toolUseId }, this.#scope)
      : agentScope(factsOf({ agentId: id }, call.block), containerOf(call));
    const conversation = new Conversation(this.#context, "", scope);
    call?.inner.push(conversation);
    const started: InnerAgent = { conversation, startedIn, toolUseId };
    this.#agents.set(key, started);
    this.#context.facts.agents.add(id);
    return started;
  }

  /** The conversation in which a tool use stands; agents start agents, too. */
  #conversationOf(toolUseId: string | undefined): Conversation {
    if (toolUseId === undefined || this.#main.call(toolUseId) !== undefined) return this.#main;
    for (const { conversation } of this.#agents.values()) {
      if (conversation.call(toolUseId) !== undefined) return conversation;
    }
    return this.#main;
  }
}

/** The container of a call; a continuation of the element, where the call was shown as one. */
function containerOf({ container, isShown, isContainer }: Call): Scope {
  if (!isShown || isContainer) return container;
  const { name, attributes: { ref, name: tool } } = container.element;
  return { ...container, element: { name, attributes: { ref, name: tool, continued: "yes" } } };
}
