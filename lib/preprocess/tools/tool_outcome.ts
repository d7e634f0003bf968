/** The result of a tool use: pruned, its failures kept. */

import type { RawText } from "../../redact/mod.ts";
import {
  type LongText,
  type MediaBlock,
  stringField,
  type ToolResultBlock,
  type ToolUseBlock,
} from "../../session/mod.ts";
import type { AgentReports } from "../agents/agent_reports.ts";
import { withoutHandBackFrame } from "../agents/hand_back.ts";
import { approvedPlan } from "./approved_plan.ts";
import { appendedReminders, withoutAppendedReminders, withoutErrorTags } from "../words/client_elements.ts";
import { plainText } from "./block_text.ts";
import { type Detail, planLimits, proseLimits, type TextLimits } from "../pruning/detail.ts";
import { withShortRules } from "./drawn_rules.ts";
import { withoutEcho } from "./echoed_message.ts";
import { tellsOfPackages, withoutEmptyPackages } from "./empty_packages.ts";
import { type Element, element, type Node } from "../events/element.ts";
import { type Ledger, tally, tallyCut, tallyShorter } from "../events/ledger.ts";
import { isOutputFile, mayBeOutputFile, withoutLineNumbers } from "../pruning/output_files.ts";
import { pruneLines } from "../pruning/prune_text.ts";
import type { SessionFacts } from "../events/session_facts.ts";
import { isProse } from "../pruning/prose.ts";
import { withoutAgentNotes, withoutSourcesReminder } from "../words/model_notes.ts";
import type { SeenTexts } from "../repeats/seen_texts.ts";
import { withoutFollowingNumbers } from "./read_lines.ts";
import { withoutRepeatedLines } from "./repeated_lines.ts";
import { withoutRepeatedPaths } from "./search_lines.ts";
import type { ShownLines } from "../repeats/shown_lines.ts";
import { readableTerminalText } from "../pruning/terminal_text.ts";

/** What a result is rendered with. */
export interface OutcomeContext {
  readonly detail: Detail;
  readonly ledger: Ledger;
  /** Long texts of the session so far, for the deduplication of documentation blocks and repeated reads. */
  readonly blocks: SeenTexts;
  readonly reports: AgentReports;
  /** Lines that were shown, for what is read or run again. */
  readonly lines: ShownLines;
  readonly facts: Pick<SessionFacts, "cwd">;
}

/** Shorter texts are cheaper to repeat than to refer to. */
export const MINIMUM_BLOCK_CHARACTERS = 500;

/** A file that is read again is known by its path, so already a short text is worth replacing with `same_as`. */
const MINIMUM_READ_CHARACTERS = 64;

/** What reminders of the client behind a result are counted under. */
export const REMINDER_IN_RESULT = "client reminder in a result";

/** What line numbers of file reads are counted under, or the blanks before them. */
const LINE_NUMBERS = "line numbers of a read";

/** Results that only show files: their last lines are no verdict, and `error` in them is mostly code, except those that a run wrote. */
const READING_TOOLS: ReadonlySet<string> = new Set(["Read", "NotebookRead", "Grep", "Glob", "LS"]);

/** Results that are reports, written to be read as a whole. */
const REPORTING_TOOLS: ReadonlySet<string> = new Set(["Task", "Agent", "TaskOutput", "ExitPlanMode"]);

/** Whether a result may hand back what a subagent said: of these tools, or of one that is unknown as its tool use is lost. */
function isReporting(toolName: string): boolean {
  return toolName === "" || REPORTING_TOOLS.has(toolName) || toolName === "AgentOutputTool" ||
    toolName === "SendMessage" || toolName === "Skill";
}

/**
 * The children of a `<tool_result>`: its text, pruned, and placeholders for what is no text.
 *
 * @param use the tool use; undefined where its line is lost.
 * @param given its text, or what is to be shown of it.
 */
export function outcomeNodes(
  block: ToolResultBlock,
  use: ToolUseBlock | undefined,
  reference: string,
  context: OutcomeContext,
  given: string | LongText,
): { readonly nodes: readonly Node[]; readonly sameAs: string | undefined } {
  const { detail, ledger } = context;
  const toolName = use?.name ?? "";
  const media = block.content.flatMap((item) =>
    item.type === "image" || item.type === "document" ? [mediaElement(item, ledger)] : []
  );
  if (!detail.filtering) return { nodes: inOrder(`${given}`, media, block), sameAs: undefined };
  const raw = isReporting(toolName) ? withoutHandBackFrame(given) : given;
  if (raw !== given) tallyShorter(ledger.pruned, "frame of an agent's report", `${given}`, `${raw}`);
  const approved = block.isError ? undefined : approvedPlan(raw, toolName);
  const planAt = approved && context.blocks.note(approved.plan, reference);
  if (approved !== undefined && planAt !== undefined) {
    tallyShorter(ledger.deduplicated, "repeated text", `${raw}`, approved.opening);
    return { nodes: [approved.opening, ...media], sameAs: planAt };
  }
  const handedBack = isReporting(toolName) ? context.reports.findIn(raw) : undefined;
  if (handedBack !== undefined) {
    tally(ledger.deduplicated, "agent's report", handedBack.report);
    const told = withoutNotes(handedBack.rest.trim(), use, ledger);
    const rest = pruneLines(withoutNoise(told, ledger), detail.importantResult);
    tallyCut(ledger, "result", "tool_result", rest);
    return { nodes: [rest.text, ...media], sameAs: handedBack.reference };
  }
  if (raw.length >= (toolName === "Read" ? MINIMUM_READ_CHARACTERS : MINIMUM_BLOCK_CHARACTERS)) {
    const sameAs = context.blocks.note(raw, reference);
    if (sameAs !== undefined) {
      tally(ledger.deduplicated, "repeated text", `${raw}`);
      return { nodes: media, sameAs };
    }
  }
  const told = withoutNotes(parsedWhereNeeded(raw, use, context.facts.cwd), use, ledger);
  const cleaned = typeof told === "string"
    ? withoutNoise(withoutEmptyWords(told, use, ledger), ledger)
    : told;
  const isOutput = use?.name === "Read" && typeof cleaned === "string" && isReadOutput(use, cleaned);
  const readable = isOutput ? withoutLineNumbers(cleaned) : cleaned;
  if (isOutput) tallyShorter(ledger.pruned, LINE_NUMBERS, cleaned, `${readable}`);
  const limits = limitsFor(block, use, { text: readable, isOutput }, context);
  const pruned = pruneLines(readable, approved === undefined ? limits : planLimits(detail));
  tallyCut(ledger, "result", "tool_result", pruned);
  // Line numbers of file reads come padded to six columns: tokens without meaning.
  const text = toolName === "Read" ? withoutPadding(pruned.text) : pruned.text;
  // Blanks are bytes.
  const padding = pruned.text.length - text.length;
  if (padding > 0) tally(ledger.pruned, LINE_NUMBERS, padding);
  const shown = media.length > 0
    ? text
    : withoutRepeatedLines(text, toolName, reference, block.isError, context);
  return { nodes: inOrder(ofTool(shown, toolName, ledger), media, block), sameAs: undefined };
}

/** What a search shows, each file named once; a reader, each row of lines numbered once; a command, its rules drawn in short. */
function ofTool(text: RawText, toolName: string, ledger: Ledger): RawText {
  switch (toolName) {
    case "Grep": {
      const shown = withoutRepeatedPaths(text);
      tallyShorter(ledger.deduplicated, "repeated path of a search", text, shown);
      return shown;
    }
    case "Read": {
      const shown = withoutFollowingNumbers(text);
      tallyShorter(ledger.pruned, LINE_NUMBERS, text, shown);
      return shown;
    }
    case "Bash": {
      const shown = withShortRules(text);
      tallyShorter(ledger.pruned, "drawn rules", text, shown);
      return shown;
    }
    default:
      return text;
  }
}

/** A result's text and placeholders in the order of its blocks: one stands before the next text whose first line is shown. */
function inOrder(text: RawText, media: readonly Element[], { content }: ToolResultBlock): readonly Node[] {
  const last = content.at(-1)?.type;
  if (media.length === 0 || (media.length === 1 && (last === "image" || last === "document"))) {
    return [text, ...media];
  }
  const lines = `\n${text}`;
  const nodes: Node[] = [];
  let waiting: Element[] = [];
  let [written, searched, next] = [0, 0, 0];
  for (const item of content) {
    if (item.type === "image" || item.type === "document") {
      const placeholder = media[next++];
      if (placeholder !== undefined) waiting.push(placeholder);
      continue;
    }
    const [first = ""] = plainText([item]).trim().split("\n", 1);
    const at = first === "" ? -1 : lines.indexOf(`\n${first}`, searched);
    if (at < 0) continue;
    searched = at + 1;
    if (waiting.length === 0) continue;
    nodes.push(text.slice(written, Math.max(written, at - 1)), ...waiting);
    waiting = [];
    written = at;
  }
  return [...nodes, text.slice(written, text.length), ...waiting];
}

function withoutPadding(text: RawText): RawText {
  const change = (shown: string) => shown.replace(/^ +(?=\d+[→\t])/gm, "");
  return typeof text === "string" ? change(text) : text.map(change);
}

/** A result as a text where what it says decides what of it is shown; most long ones are never parsed. */
function parsedWhereNeeded(
  text: string | LongText,
  use: ToolUseBlock | undefined,
  folder: string | undefined,
): string | LongText {
  if (typeof text === "string" || use === undefined) return text;
  switch (use.name) {
    case "Read":
      return mayBeOutputFile(pathOf(use)) || isNotePlace(pathOf(use), folder) ? `${text}` : text;
    case "Bash":
      return tellsOfPackages(text) ? `${text}` : text;
    case "SendMessage":
      return `${text}`;
    default:
      return text;
  }
}

/** What notes of the client to the model are counted under. */
export const MODEL_NOTES = "note to the model";

/** A result without the client's notes to the model behind it. */
function withoutNotes<Text extends string | LongText>(
  text: Text,
  use: ToolUseBlock | undefined,
  ledger: Ledger,
): Text | string {
  const isSearch = use?.name === "WebSearch";
  if (!isSearch && !isReporting(use?.name ?? "")) return text;
  const whole = `${text}`;
  const shown = isSearch ? withoutSourcesReminder(whole) : withoutAgentNotes(whole);
  if (shown.length === whole.length) return text;
  tallyShorter(ledger.pruned, MODEL_NOTES, whole, shown);
  return shown;
}

/** A result without what says nothing more: of a message that was sent that message, of a test run the packages without tests. */
function withoutEmptyWords(text: string, use: ToolUseBlock | undefined, ledger: Ledger): string {
  if (use?.name === "Bash") {
    const shown = withoutEmptyPackages(text);
    tallyShorter(ledger.pruned, "packages without tests", text, shown);
    return shown;
  }
  if (use?.name !== "SendMessage") return text;
  const rest = withoutEcho(text, use.input);
  tallyShorter(ledger.deduplicated, "message in its result", text, rest);
  return rest;
}

/** A text without what the client wrote around it, and as a terminal shows it. */
function withoutNoise(text: string, ledger: Ledger): string {
  const cleaned = withoutClientWords(text) || warningsIn(text);
  tallyShorter(ledger.pruned, REMINDER_IN_RESULT, text, cleaned);
  const readable = readableTerminalText(cleaned);
  tallyShorter(ledger.pruned, "terminal control", cleaned, readable);
  return readable;
}

/** Whether a read shows what a run wrote. */
function isReadOutput(use: ToolUseBlock, text: string): boolean {
  return isOutputFile(pathOf(use), text);
}

function pathOf(use: ToolUseBlock | undefined): string {
  return use === undefined ? "" : stringField(use.input, "file_path") ?? stringField(use.input, "path") ?? "";
}

/** Where notes of a session lie, and what it fetched: no documents of the project, and none of a plugin. */
const NOTE_PLACE =
  /^(?:\/private)?\/(?:tmp|var\/tmp|var\/folders)\/|[\\/](?:Temp|scratchpad|tool-results)[\\/]|[\\/]\.claude[\\/](?!skills|plugins|commands|agents|rules)/;

/** Whether notes lie at a place that a session reads from. */
function isNotePlace(path: string, folder: string | undefined): boolean {
  return NOTE_PLACE.test(path) && (folder === undefined || !path.startsWith(folder));
}

/** Whether a read shows notes, comments or a report: these stand nowhere else, and are read as a whole. */
function isNote(use: ToolUseBlock | undefined, text: string | LongText, folder: string | undefined): boolean {
  return use?.name === "Read" && typeof text === "string" && isNotePlace(pathOf(use), folder) &&
    isProse(text);
}

function limitsFor(
  block: ToolResultBlock,
  use: ToolUseBlock | undefined,
  { text, isOutput }: { readonly text: string | LongText; readonly isOutput: boolean },
  { detail, facts }: OutcomeContext,
): TextLimits {
  const name = use?.name ?? "";
  if (block.isError || REPORTING_TOOLS.has(name)) return detail.importantResult;
  if (isNote(use, text, facts.cwd)) return proseLimits(detail);
  if (isOutput) return detail.result;
  return READING_TOOLS.has(name) ? { ...detail.result, tailLines: 2, errorLines: 0 } : detail.result;
}

/** A placeholder for an image or document; the text of one is shown on its own. */
export function mediaElement(block: MediaBlock, ledger: Ledger): Element {
  // Four characters of base64 are three bytes.
  if (block.bytes !== undefined && block.text === undefined) {
    tally(ledger.pruned, `${block.type} data`, Math.ceil(block.bytes / 3) * 4);
  }
  return element(block.type, {
    type: block.mediaType,
    bytes: block.bytes?.toString(),
    title: block.title,
    url: block.url,
  });
}

/** What the client says in the place of a result, such as of an empty file. */
const WARNING = /^\s*(?:Warning|Error|Note)\b/;

/** What a result says that consists of reminders alone. */
function warningsIn(text: string): string {
  return appendedReminders(text).filter((reminder) => WARNING.test(reminder))
    .map((reminder) => reminder.trim()).join("\n");
}

/** A result without the reminders that the client appends to file reads, and without its own wrappers. */
function withoutClientWords(text: string): string {
  return withoutErrorTags(withoutAppendedReminders(text));
}
