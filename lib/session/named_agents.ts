/**
 * Agents that a session's logs name and whose own logs belong to another session: history that a fork copied tells of
 * the agents of its origin, and a session may wake an agent that another one started.
 */

import type { Entry } from "./entry.ts";
import { foundText, type OnFoundText, scanFields } from "./field_scan.ts";
import { ignoringUnreadable, noteEntries } from "./look_into.ts";
import { isPlainName } from "./session_files.ts";

/** What a log names. */
export interface NamedInLog {
  readonly agentIds: Set<string>;
  /** Ids of sessions whose lines the log holds. */
  readonly sessionIds: Set<string>;
}

/**
 * Finds the agents and sessions that a log names: results name the agents that tool uses started, tool uses name
 * those that they resumed, and lines name the session that they come from. A log that can't be read names none.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function findNames(path: string, signal?: AbortSignal): Promise<NamedInLog> {
  const agentIds = new Set<string>();
  const sessionIds = new Set<string>();
  await ignoringUnreadable(() =>
    scanFields(path, [
      { name: "agentId", found: addingTo(agentIds) },
      { name: "resume", found: addingTo(agentIds) },
      { name: "sessionId", found: addingTo(sessionIds) },
    ], signal)
  );
  return { agentIds, sessionIds };
}

/** Adds the ids that are found: nearly always the same as the one before. */
function addingTo(ids: Set<string>): OnFoundText {
  let last = "\0";
  return (bytes, start) => {
    if (standsAt(bytes, start, last)) return;
    last = foundText(bytes, start) ?? "\0";
    if (isPlainName(last)) ids.add(last);
  };
}

/** Whether a text, and a quote behind it, stands there. */
function standsAt(bytes: Uint8Array, start: number, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text.charCodeAt(at)) return false;
  return bytes[start + text.length] === 0x22;
}

/** The prompts in an agent's log; none where it can't be read. @throws the signal's reason when it is aborted. */
export async function promptsIn(path: string, signal?: AbortSignal): Promise<string[]> {
  const prompts: string[] = [];
  const note = (entry: Entry) => {
    const [first] = entry.kind === "user" ? entry.content : [];
    if (first?.type === "text") prompts.push(first.text);
  };
  await noteEntries(path, note, signal);
  return prompts;
}
