/** Subagents that a tool use woke again: its input names the agent that goes on. */

import { Buffer } from "node:buffer";
import { basename } from "node:path";
import { readFileChunks } from "./chunks.ts";
import { stringField } from "./json.ts";
import { readEntries } from "./read_entries.ts";
import { newReadingRecord } from "./reading_record.ts";
import { UserError } from "../user_error.ts";

/** The field of such an input. In JSON's strings quotes are escaped, so what somebody wrote is never taken for it. */
const FIELD = '"resume"';

/**
 * The prompts with which agents were woken again, by agent. A log that can't be read wakes none.
 *
 * Logs without any such field, which are nearly all, are only searched for it.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function findResumedAgents(
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const path of paths) {
    try {
      if (await mentionsField(path, signal)) await collect(path, found, signal);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return found;
}

async function mentionsField(path: string, signal: AbortSignal | undefined): Promise<boolean> {
  let end = "";
  for await (const chunk of readFileChunks(path, signal)) {
    // Nearly four times as fast as `Buffer.includes`: see identity_scan.ts.
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString("latin1");
    if (text.includes(FIELD) || (end + text.slice(0, FIELD.length)).includes(FIELD)) return true;
    end = text.slice(-FIELD.length);
  }
  return false;
}

async function collect(
  path: string,
  found: Map<string, Set<string>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const reading = { file: basename(path), record: newReadingRecord(), longTexts: true };
  for await (const entries of readEntries(readFileChunks(path, signal), reading)) {
    for (const entry of entries) {
      const message = entry.kind === "agent-progress" ? entry.message : entry;
      if (message.kind !== "assistant") continue;
      for (const block of message.content) {
        if (block.type !== "tool_use") continue;
        const agentId = stringField(block.input, "resume");
        const prompt = stringField(block.input, "prompt");
        if (agentId === undefined || prompt === undefined || prompt.trim() === "") continue;
        const prompts = found.get(agentId);
        if (prompts === undefined) found.set(agentId, new Set([prompt]));
        else prompts.add(prompt);
      }
    }
  }
}
