/** The prompts that tool uses gave to subagents: those that they started, and those that they woke again. */

import type { Entry } from "./entry.ts";
import { scanFields } from "./field_scan.ts";
import { stringField } from "./json.ts";
import { ignoringUnreadable, noteEntries } from "./look_into.ts";

/** What tool uses name the agent by that goes on. */
const RESUMED = "resume";

/** Prompts that stand in logs. */
export interface GivenPrompts {
  /** With which agents were started; their ids are not told by that. */
  readonly starting: ReadonlySet<string>;
  /** With which agents were woken again, by agent. */
  readonly waking: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Finds the prompts that resumed agents, by agent. Nearly all logs have no such field, and are only searched for
 * it. A log that can't be read gives none.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function findResumedAgents(
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const waking: string[] = [];
  for (const path of paths) {
    await ignoringUnreadable(() =>
      scanFields(path, [{
        name: RESUMED,
        found: () => {
          waking.push(path);
          return false;
        },
      }], signal)
    );
  }
  return (await findGivenPrompts(waking, signal)).waking;
}

/**
 * The prompts of all tool uses in logs. A log that can't be read gives none.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function findGivenPrompts(
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<GivenPrompts> {
  const given = { starting: new Set<string>(), waking: new Map<string, Set<string>>() };
  for (const path of paths) await noteEntries(path, (entry) => collect(entry, given), signal);
  return given;
}

function collect(entry: Entry, given: { starting: Set<string>; waking: Map<string, Set<string>> }): void {
  const message = entry.kind === "agent-progress" ? entry.message : entry;
  if (message.kind !== "assistant") return;
  for (const block of message.content) {
    if (block.type !== "tool_use") continue;
    const prompt = stringField(block.input, "prompt");
    if (prompt === undefined || prompt.trim() === "") continue;
    const agentId = stringField(block.input, RESUMED);
    const woken = agentId === undefined ? undefined : given.waking.get(agentId);
    if (agentId === undefined) given.starting.add(prompt);
    else if (woken === undefined) given.waking.set(agentId, new Set([prompt]));
    else woken.add(prompt);
  }
}
