/** A diff as it is shown: all that changed, as far as the level of detail allows. */

import type { RawText } from "../redact/mod.ts";
import { tallyCut } from "./ledger.ts";
import { pruneLines } from "./prune_text.ts";
import type { SessionContext } from "./session_context.ts";

/**
 * A diff, shortened.
 *
 * @param shownIn the name of the element that it stands in, for the ledger.
 */
export function shownDiff(
  diff: string,
  shownIn: string,
  { detail, ledger }: Pick<SessionContext, "detail" | "ledger">,
): RawText {
  const { diffLines, filtering } = detail;
  if (!filtering) return diff;
  const pruned = pruneLines(diff, {
    headLines: Math.ceil(diffLines * 0.7),
    tailLines: Math.floor(diffLines * 0.3),
    errorLines: 0,
    lineCharacters: 300,
    characters: diffLines * 80,
  });
  tallyCut(ledger, "diff", shownIn, pruned);
  return pruned.text;
}
