/** Events with their place: in the session itself, or inside the tool use that started a subagent. */

import type { AgentLogPart } from "../agents/agent_index.ts";
import { type Element, textLength } from "./element.ts";

/** An element that holds events: the tool use that started a subagent, and in it the subagent's conversation. */
export interface Scope {
  /** What this one stands in; undefined: the session itself. */
  readonly parent: Scope | undefined;
  readonly element: Pick<Element, "name" | "attributes">;
}

/** An element with the place it belongs to; undefined: the session's own conversation. */
export interface SessionEvent {
  readonly element: Element;
  readonly scope: Scope | undefined;
}

/** Where the events of a subagent's log, or of a part of it, come in. */
export interface AgentLogPlace {
  readonly agentLog: AgentLogPart;
  readonly scope: Scope;
}

/** An event that is created after everything before it, because it may refer to a subagent's log. */
export interface LaterEvent {
  readonly makeElement: () => Element;
  readonly scope: Scope | undefined;
}

/** What the interpretation of a log gives, in order. */
export type SessionItem = SessionEvent | LaterEvent | AgentLogPlace;

/** The number of characters of an item's texts that are kept in memory. */
export function itemLength(item: SessionItem): number {
  return "element" in item ? textLength(item.element) : 0;
}

/** The scope of a subagent's conversation. */
export function agentScope(agent: AgentScopeFacts, parent: Scope | undefined): Scope {
  return {
    parent,
    element: {
      name: "agent",
      attributes: {
        id: agent.id,
        type: agent.type,
        tool_use: parent === undefined ? agent.toolUse : undefined,
        description: agent.description,
      },
    },
  };
}

/** What the container of a subagent's conversation says. */
export interface AgentScopeFacts {
  readonly id: string;
  readonly type: string | undefined;
  readonly description: string | undefined;
  /** Id of the tool use that started it, where that stands in no log. */
  readonly toolUse: string | undefined;
}
