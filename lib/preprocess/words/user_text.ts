/** Text in `user` lines that no person wrote as a prompt → elements that say what it is. */

import type { MediaBlock } from "../../session/mod.ts";
import { planLimits, type TextLimits } from "../pruning/detail.ts";
import { type Element, element } from "../events/element.ts";
import { type Ledger, tally, tallyCut, tallyShorter } from "../events/ledger.ts";
import { noticedIds, withoutNoticeNotes, withoutSummaryNotes } from "./model_notes.ts";
import type { TextOrigin } from "./origin.ts";
import { pruneLines } from "../pruning/prune_text.ts";
import type { SessionContext } from "../events/session_context.ts";
import { readableTerminalText } from "../pruning/terminal_text.ts";
import { MINIMUM_BLOCK_CHARACTERS, MODEL_NOTES } from "../tools/tool_outcome.ts";
import { fingerprint } from "../repeats/fingerprints.ts";
import type { ToolUses } from "../tools/tool_uses.ts";

/** Any origin but a person's prompt. */
export type OtherOrigin = Exclude<TextOrigin, { from: "person" }>;

/** How each origin's element is called. */
const ELEMENT_NAMES: Readonly<Record<OtherOrigin["from"], string>> = {
  interruption: "event",
  command: "command",
  "command-output": "command_output",
  shell: "shell",
  "shell-output": "shell_output",
  summary: "summary",
  "agent-prompt": "prompt",
  client: "injected",
  nobody: "injected",
};

/**
 * The element of a text, or undefined where nothing of it is worth keeping.
 *
 * @param uses the tool uses of its conversation: a notice may be of one.
 */
export function otherTextElement(
  origin: OtherOrigin,
  reference: string,
  at: string | undefined,
  context: SessionContext,
  uses?: Pick<ToolUses, "find">,
): Element | undefined {
  const { detail, ledger, blocks } = context;
  const name = ELEMENT_NAMES[origin.from];
  const noticed = isNotice(origin) && uses !== undefined ? noticedIds(origin.text) : [];
  const of = noticed.map((id) => uses?.find(fingerprint(id))?.reference).find((use) => use !== undefined);
  const attributes = { ref: reference, ...describe(origin), for: of, at };
  if (origin.from === "interruption" || origin.from === "command" || origin.from === "shell") {
    return element(name, attributes, origin.text);
  }
  if (origin.from === "nobody" && detail.filtering) {
    tally(ledger.pruned, "caveat", origin.text);
    return undefined;
  }
  const isOutput = origin.from === "command-output" || origin.from === "shell-output";
  const told = detail.filtering ? withoutNotes(origin, of !== undefined) : origin.text;
  tallyShorter(ledger.pruned, MODEL_NOTES, origin.text, told);
  const text = isOutput && detail.filtering ? readableTerminalText(told).trim() : told.trim();
  tallyShorter(ledger.pruned, "terminal control", told, text);
  if (text === "" || text === "(no content)") return undefined;
  const handedBack = detail.filtering && origin.from === "client" ? context.reports.findIn(text) : undefined;
  if (handedBack !== undefined) {
    tally(ledger.deduplicated, "agent's report", handedBack.report);
    const rest = pruneLines(handedBack.rest, detail.importantResult);
    tallyCut(ledger, name, name, rest);
    return element(name, { ...attributes, same_as: handedBack.reference }, rest.text);
  }
  if (detail.filtering && text.length >= MINIMUM_BLOCK_CHARACTERS) {
    const sameAs = blocks.note(text, reference);
    if (sameAs !== undefined) {
      tally(ledger.deduplicated, "repeated text", text);
      return element(name, { ...attributes, same_as: sameAs });
    }
  }
  const pruned = pruneLines(text, limitsFor(origin, context));
  tallyCut(ledger, name, name, pruned);
  return element(name, attributes, pruned.text);
}

function isNotice(origin: OtherOrigin): boolean {
  return origin.from === "client" && origin.origin === "notification";
}

/** A text without the client's notes to the model. @param isOfUse whether it is a notice of a tool use that is told otherwise. */
function withoutNotes(origin: OtherOrigin, isOfUse: boolean): string {
  if (origin.from === "summary") return withoutSummaryNotes(origin.text);
  return isNotice(origin) ? withoutNoticeNotes(origin.text, isOfUse) : origin.text;
}

/** The element of words in a place that this program does not know: they may be a person's, or anybody's. */
export function unknownOriginElement(
  words: string,
  { type, reference, at }: {
    readonly type: string;
    readonly reference: string;
    readonly at: string | undefined;
  },
  limits: TextLimits,
  ledger: Ledger,
): Element {
  const pruned = pruneLines(words, limits);
  tallyCut(ledger, "text of unknown origin", "injected", pruned);
  return element("injected", { ref: reference, origin: "unknown", type, at }, pruned.text);
}

/** The element of a document's text, which stands beside the placeholder; undefined where it has none. */
export function documentTextElement(
  { text, title, mediaType: type }: MediaBlock,
  reference: string,
  { detail, ledger }: Pick<SessionContext, "detail" | "ledger">,
): Element | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const pruned = pruneLines(text, detail.importantResult);
  tallyCut(ledger, "document", "injected", pruned);
  return element("injected", { ref: reference, origin: "document", type, title }, pruned.text);
}

/** The element of an image or document that no person put into a prompt. */
export function otherMediaElement(
  origin: OtherOrigin,
  reference: string,
  at: string | undefined,
  media: Element,
): Element {
  return element(ELEMENT_NAMES[origin.from], { ref: reference, ...describe(origin), at }, media);
}

function describe(origin: OtherOrigin): Record<string, string> {
  switch (origin.from) {
    case "interruption":
      return { kind: "interrupted" };
    case "command":
      return { name: origin.name };
    case "client":
      return { origin: origin.origin };
    case "nobody":
      return { origin: "caveat" };
    default:
      return {};
  }
}

/** How the client tells the agent what a hook said that failed or stopped it. */
const HOOK_REPORT =
  /^\s*[A-Z][\w:-]{1,80} (?:hook (?:feedback\b|(?:non-)?(?:blocking )?error\b)|(?:operation )?(?:blocked|stopped) by hook\b)/;

function limitsFor(origin: OtherOrigin, { detail, facts }: SessionContext) {
  // As far as in the parameter of the tool use, which is not shown beside it.
  if (origin.from === "agent-prompt") return planLimits(detail);
  if (origin.from === "summary") {
    // Where nothing was said or done before it in the session's logs, what it sums up stands nowhere else.
    const isOnlyPlace = facts.assistantTexts + facts.toolUses === 0;
    return isOnlyPlace ? planLimits(detail) : detail.summary;
  }
  if (origin.from !== "client") return detail.result;
  if (origin.origin === "plan") return planLimits(detail);
  if (HOOK_REPORT.test(origin.text)) return detail.importantResult;
  // Agents in the background hand their reports back in notifications.
  return origin.origin === "notification" || origin.origin === "teammate" || origin.origin === "told"
    ? detail.importantResult
    : detail.injected;
}
