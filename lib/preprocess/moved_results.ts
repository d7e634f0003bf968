/** Puts results that the client moved to `tool-results/*.txt` back into their entries, to be pruned like any other. */

import {
  type ContentBlock,
  type Entry,
  isMovedResult,
  readMovedResult,
  type UserEntry,
} from "../session/mod.ts";
import { type Ledger, tally, tallyMoved } from "./ledger.ts";
import { plainText } from "./tool_outcome.ts";

/** Whether an entry shows previews of moved results. */
export function hasMovedResults(entry: Entry): boolean {
  const message = entry.kind === "agent-progress" ? entry.message : entry;
  return message.kind === "user" && message.content.some(isMoved);
}

/** The entry with its moved results read back. */
export async function withMovedResults(
  entry: Entry,
  folders: readonly string[],
  ledger: Ledger,
): Promise<Entry> {
  if (entry.kind === "user") return await restore(entry, folders, ledger);
  if (entry.kind === "agent-progress" && entry.message.kind === "user") {
    return { ...entry, message: await restore(entry.message, folders, ledger) };
  }
  return entry;
}

async function restore(entry: UserEntry, folders: readonly string[], ledger: Ledger): Promise<UserEntry> {
  const content: ContentBlock[] = [];
  for (const block of entry.content) {
    if (!isMoved(block)) {
      content.push(block);
      continue;
    }
    const preview = plainText(block.content);
    const text = await readMovedResult(preview, block.toolUseId, folders);
    if (text === undefined) tally(ledger.pruned, "moved result that is gone");
    else tallyMoved(ledger, preview, text);
    content.push(text === undefined ? block : { ...block, content: [{ type: "text", text }] });
  }
  return { ...entry, content };
}

function isMoved(block: ContentBlock): block is Extract<ContentBlock, { type: "tool_result" }> {
  return block.type === "tool_result" && isMovedResult(plainText(block.content));
}
