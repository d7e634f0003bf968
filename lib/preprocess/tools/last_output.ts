/** What a command had written that never returned: it hung and was killed, or its session ended. */

import { type Element, element } from "../events/element.ts";
import { tallyCut, tallyShorter, tallyShownApart } from "../events/ledger.ts";
import { pruneLines } from "../pruning/prune_text.ts";
import type { SessionContext } from "../events/session_context.ts";
import { readableTerminalText } from "../pruning/terminal_text.ts";
import type { Call } from "./tool_call.ts";

/** The event for a tool use without a result; undefined if its command reported no output. */
export function lastOutputElement(
  { block, reference }: Call,
  { detail, ledger, outputs }: SessionContext,
): Element | undefined {
  const output = outputs.take(block.id);
  if (output === undefined) return undefined;
  // It was counted with its line, which is dropped.
  tallyShownApart(ledger, `progress/${output.kind}`, output.text);
  const readable = readableTerminalText(output.text);
  tallyShorter(ledger.pruned, "terminal control", output.text, readable);
  const pruned = pruneLines(readable, detail.importantResult);
  tallyCut(ledger, "result", "event", pruned);
  const ofLog = reference.slice(0, reference.lastIndexOf("L"));
  return element("event", {
    ref: `${ofLog}L${output.line}`,
    kind: "last_output",
    for: reference,
    after: output.seconds === undefined ? undefined : `${Math.round(output.seconds)}s`,
  }, pruned.text);
}
