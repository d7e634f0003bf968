/**
 * What lines carry beside their message and nobody needs: copies of results, files as they were before an edit,
 * signatures. None of it is ever looked at, here it is counted: its strings, not the JSON around them.
 *
 * A character counts as one byte, so that half of the log need not be read once more: measuring the bytes of all copies took
 * 3 % of a conversion. That is exact for ASCII; what other characters take beyond it stays in the structure.
 */

import { arrayField, asObject, type JsonObject, objectField, stringField } from "../../session/mod.ts";
import { modifiedContent } from "../tools/edit_diff.ts";
import { type Ledger, tally } from "../events/ledger.ts";

/** What the texts of such copies are counted under. */
export const RESULT_COPY = "toolUseResult copy";

/** Counts the texts in a line's `toolUseResult`. Its lists (patches, answers) are not counted: some are shown. */
export function tallyResultCopy(ledger: Ledger, toolUseResult: unknown): void {
  if (typeof toolUseResult === "string") {
    return tally(ledger.pruned, RESULT_COPY, toolUseResult.length);
  }
  const result = asObject(toolUseResult);
  if (result === undefined) return;
  const file = objectField(result, "file");
  const shown = modifiedContent(toolUseResult);
  for (const texts of [result, file ?? {}]) {
    for (const name in texts) {
      const text = texts[name];
      if (typeof text !== "string" || text === "" || (text === shown && name === "content")) continue;
      tally(ledger.pruned, name === "originalFile" ? name : RESULT_COPY, text.length);
    }
  }
  for (const block of arrayField(result, "content")) {
    const text = stringField(asObject(block) ?? {}, "text");
    if (text !== undefined) tally(ledger.pruned, RESULT_COPY, text.length);
  }
}

/** Counts the signatures of a message's thinking, and thinking that is encrypted. */
export function tallySignatures(ledger: Ledger, raw: JsonObject): void {
  for (const item of arrayField(objectField(raw, "message") ?? {}, "content")) {
    const block = asObject(item) ?? {};
    const signature = stringField(block, "signature") ??
      (block.type === "redacted_thinking" ? stringField(block, "data") : undefined);
    if (signature !== undefined) tally(ledger.pruned, "thinking signature", signature.length);
  }
}
