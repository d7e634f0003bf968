/** The parts of a session → its events: pieces of what was cut joined, every event with a reference and an origin. */

import type { Origin } from "../citation.ts";
import type { PartEvent, ReadPart } from "./read_part.ts";

/** An event before it is redacted. */
export interface JoinedEvent {
  readonly ref: string;
  readonly name: string;
  readonly origin: Origin;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly parameters: Map<string, string>;
  readonly agent: string | undefined;
  /** From 1. */
  readonly part: number;
}

/** Who speaks in each element that we write; in others the client does. */
const ORIGIN_OF: Readonly<Record<string, Origin>> = {
  user: "person",
  shell: "person",
  command: "person",
  assistant: "agent",
  thinking: "agent",
  tool_use: "agent",
  prompt: "agent",
  tool_result: "tool",
  command_output: "tool",
  shell_output: "tool",
  event: "client",
  injected: "client",
  summary: "client",
};

/** Elements that say nothing of what happened. */
export const SILENT: ReadonlySet<string> = new Set(["usage"]);

/** Elements that sessions are made of. */
export const EVENT_NAMES: ReadonlySet<string> = new Set([...Object.keys(ORIGIN_OF), ...SILENT]);

/** What the client writes where a person refused a tool. */
const OLDER_DENIAL = /^\s{0,100}The user doesn't want to (?:proceed with this tool use|take this action)/;

/** Marks of pieces: not the event's own. */
const PIECE_MARKS: ReadonlySet<string> = new Set(["continues", "continued"]);

/** Joins parts that are in order. `number` is the part's own, where some are missing. */
export function joinParts(
  parts: readonly { readonly number: number; readonly part: ReadPart }[],
): JoinedEvent[] {
  const joined: JoinedEvent[] = [];
  /** The last event of each identity. */
  const known = new Map<string, JoinedEvent>();
  /** The older program names the tool use of a result by the service's id. */
  const refOfId = new Map<string, string>();
  for (const { number, part } of parts) {
    const source = agentOfOlderPart(part);
    for (const [index, event] of part.events.entries()) {
      if (SILENT.has(event.name)) continue;
      const ref = event.attributes["ref"] ?? `P${number}.${index + 1}`;
      const agent = event.agent ?? agentOfReference(ref) ?? source;
      const identity = `${agent ?? ""} ${event.name} ${ref}`;
      const before = event.attributes["continued"] === "yes" ? known.get(identity) : undefined;
      if (before !== undefined) {
        append(before, event);
        continue;
      }
      const made = startEvent(event, { ref, agent, number }, refOfId);
      joined.push(made);
      known.set(identity, made);
    }
  }
  for (const event of joined) {
    // Between parameters stand line ends.
    if (event.name === "tool_use" && event.text.trim() === "") event.text = "";
  }
  return joined;
}

function startEvent(
  event: PartEvent,
  { ref, agent, number }: {
    readonly ref: string;
    readonly agent: string | undefined;
    readonly number: number;
  },
  refOfId: Map<string, string>,
): JoinedEvent {
  const attributes = Object.fromEntries(
    Object.entries(event.attributes).filter(([name]) => !PIECE_MARKS.has(name)),
  );
  const id = attributes["id"];
  if (event.name === "tool_use" && id !== undefined) refOfId.set(id, ref);
  const answered = attributes["tool"];
  if (event.name === "tool_result" && attributes["for"] === undefined && answered !== undefined) {
    attributes["for"] = refOfId.get(answered) ?? answered;
  }
  // It kept no flags, but the client's words.
  if (
    event.name === "tool_result" && event.attributes["ref"] === undefined && OLDER_DENIAL.test(event.text)
  ) {
    attributes["denied"] = "yes";
  }
  const kept = event.attributes["ref"] === undefined && event.name === "user"
    ? olderUser(event.text, attributes)
    : { name: event.name, origin: ORIGIN_OF[event.name] ?? "client", attributes };
  const made: JoinedEvent = { ...kept, ref, agent, part: number, text: "", parameters: new Map() };
  append(made, event);
  return made;
}

function append(event: JoinedEvent, piece: PartEvent): void {
  // The layout's line ends between the children of a piece are no text of the event.
  if (event.name !== "tool_use" || piece.text.trim() !== "") event.text += piece.text;
  for (const { name, text, isContinued } of piece.parameters) {
    const before = event.parameters.get(name);
    event.parameters.set(
      name,
      before === undefined ? text : isContinued ? before + text : `${before}\n${text}`,
    );
  }
}

/** The older program took everything in a `user` line for a person's. */
function olderUser(
  text: string,
  attributes: Record<string, string>,
): Pick<JoinedEvent, "name" | "origin" | "attributes"> {
  const start = text.trimStart().slice(0, 60);
  if (start.startsWith("[Request interrupted by user")) {
    return { name: "event", origin: "client", attributes: { ...attributes, kind: "interrupted" } };
  }
  if (
    /^(?:<[a-z][a-z-]+>|Caveat:|This session is being continued|\[Duplicate command documentation)/.test(
      start,
    )
  ) {
    return { name: "injected", origin: "client", attributes };
  }
  return { name: "user", origin: "person", attributes };
}

/** References inside a subagent's conversation begin with its id. */
function agentOfReference(ref: string): string | undefined {
  return /^(.+):L\d+(?:\.\d+)?(?:-\d+)?$/.exec(ref)?.[1];
}

/** The older program wrote subagents' logs as sessions of their own, with their file's name. */
function agentOfOlderPart({ root }: ReadPart): string | undefined {
  return /(?:^|\/)agent-([A-Za-z0-9_-]+)(?:\.jsonl)?$/.exec(root["source"] ?? "")?.[1];
}
