/** What of a message was not read before: forks, resumes and embedded copies repeat its blocks. */

import type { AssistantEntry, ContentBlock } from "../../session/mod.ts";
import { fingerprint, joinFingerprints } from "./fingerprints.ts";
import { tally } from "../events/ledger.ts";
import { blockPrint } from "./line_prints.ts";
import type { SessionContext } from "../events/session_context.ts";

/** The blocks of a line that are seen for the first time; the others are counted. */
export function newBlocks(
  { messageId, content }: AssistantEntry,
  { keys, ledger }: Pick<SessionContext, "keys" | "ledger">,
): readonly ContentBlock[] {
  if (messageId === undefined) return content;
  const message = fingerprint(messageId);
  const isNew = (block: ContentBlock, print: number, count: number) => {
    if (keys.addNewPrint(joinFingerprints([message, print, count]))) return true;
    tally(ledger.deduplicated, "repeated message", "text" in block ? block.text : 0);
    return false;
  };
  const [first] = content;
  // Nearly always there is one.
  if (first !== undefined && content.length === 1) return isNew(first, blockPrint(first), 0) ? content : [];
  /** How often each block stood in this line so far: two that are alike are two, and two in a copy. */
  const counts = new Map<number, number>();
  return content.filter((block) => {
    const print = blockPrint(block);
    const count = counts.get(print) ?? 0;
    counts.set(print, count + 1);
    return isNew(block, print, count);
  });
}
