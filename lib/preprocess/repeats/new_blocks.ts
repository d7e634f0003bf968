/** What of a message was not read before: forks, resumes and embedded copies repeat its blocks. */

import type { AssistantEntry, ContentBlock } from "../../session/mod.ts";
import { fingerprint, joinFingerprints } from "./fingerprints.ts";
import { tally } from "../events/ledger.ts";
import { blockPrint } from "./line_prints.ts";
import type { SessionContext } from "../events/session_context.ts";

type Account = Pick<SessionContext, "keys" | "ledger">;

/** The blocks of a line that are seen for the first time; the others are counted. */
export function newBlocks({ messageId, content }: AssistantEntry, account: Account): readonly ContentBlock[] {
  if (messageId === undefined) return content;
  const message = fingerprint(messageId);
  const [first] = content;
  // Nearly always there is one.
  if (first !== undefined && content.length === 1) {
    return isNew(first, joinFingerprints(message, blockPrint(first)), account) ? content : [];
  }
  /** How often each block stood in this line so far: two that are alike are two, and two in a copy. */
  const counts = new Map<number, number>();
  return content.filter((block) => {
    const print = blockPrint(block);
    const count = counts.get(print) ?? 0;
    counts.set(print, count + 1);
    return isNew(block, joinFingerprints(message, print, count), account);
  });
}

function isNew(block: ContentBlock, print: number, { keys, ledger }: Account): boolean {
  if (keys.addNewPrint(print)) return true;
  tally(ledger.deduplicated, "repeated message", "text" in block ? block.text : 0);
  return false;
}
