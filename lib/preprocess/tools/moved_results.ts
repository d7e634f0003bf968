/**
 * Puts results that the client moved to `tool-results/*` back into their entries, to be pruned like any other. Where
 * the file is gone, the line may still hold what it held, beside its message.
 */

import { Buffer } from "node:buffer";
import {
  arrayField,
  asObject,
  type ContentBlock,
  type Entry,
  isMovedResult,
  type JsonObject,
  numberField,
  objectField,
  readMovedResult,
  stringField,
  type UserEntry,
} from "../../session/mod.ts";
import { heldText, plainText } from "./block_text.ts";
import { tally, tallyMoved, tallyRestored, tallyShortened } from "../events/ledger.ts";
import { longResult } from "../pruning/long_result.ts";
import type { SessionContext } from "../events/session_context.ts";

/** Whether an entry shows previews of moved results. */
export function hasMovedResults(entry: Entry): boolean {
  const message = entry.kind === "agent-progress" ? entry.message : entry;
  return message.kind === "user" && message.content.some(isMoved);
}

/** The entry with its moved results read back. */
export async function withMovedResults(
  entry: Entry,
  folders: readonly string[],
  context: Pick<SessionContext, "detail" | "ledger">,
): Promise<Entry> {
  if (entry.kind === "user") return await restore(entry, folders, context);
  if (entry.kind === "agent-progress" && entry.message.kind === "user") {
    return { ...entry, message: await restore(entry.message, folders, context) };
  }
  return entry;
}

async function restore(
  entry: UserEntry,
  folders: readonly string[],
  { detail, ledger }: Pick<SessionContext, "detail" | "ledger">,
): Promise<UserEntry> {
  const content: ContentBlock[] = [];
  let { toolUseResult } = entry;
  for (const block of entry.content) {
    if (!isMoved(block)) {
      content.push(block);
      continue;
    }
    const preview = plainText(block.content);
    let text = await readMovedResult(preview, block.toolUseId, folders, async (long) => {
      const { text, readBytes } = await longResult(long, !detail.filtering);
      tallyShortened(ledger, readBytes, long.unreadBytes, text);
      return text;
    });
    if (text !== undefined) {
      text = textOfBlocks(text);
      tallyMoved(ledger, preview, text);
    } else {
      // Which of several results the copy is of can't be told.
      const isOnly = entry.content.filter(({ type }) => type === "tool_result").length === 1;
      const copy = isOnly ? wholeCopy(toolUseResult) : undefined;
      text = copy?.text;
      if (copy === undefined) {
        tally(ledger.pruned, "moved result that is gone");
      } else {
        toolUseResult = copy.rest;
        tallyRestored(ledger, preview);
      }
    }
    const others = block.content.filter(({ type }) => type !== "text");
    content.push(
      text === undefined
        ? block
        : { ...block, content: [{ type: "text", text }, ...others], agentSaw: sizeOfPreview(preview) },
    );
  }
  return { ...entry, content, toolUseResult };
}

/** A preview without the client's words around it. */
const PREVIEWED = /\nPreview \([^)\n]{1,40}\):\n([^]*?)(?:\n\.\.\.)?\n?<\/persisted-output>\s*$/;

/** How much the agent saw of a moved result: mostly 2 KB, and nothing where the client put a sentence in its place. */
function sizeOfPreview(preview: string): string {
  const shown = PREVIEWED.exec(preview)?.[1] ?? "";
  return shown === "" ? "nothing" : `${Math.max(1, Math.round(Buffer.byteLength(shown) / 1024))} KB`;
}

/** How the blocks of a result begin that was moved as JSON, as those of other servers' tools are. */
const BLOCKS = /^\s*\[\s*\{\s*"type"\s*:\s*"/;

/** The text of a result that was moved as a list of blocks; any other as it is. */
function textOfBlocks(moved: string): string {
  if (!BLOCKS.test(moved)) return moved;
  try {
    const list: unknown = JSON.parse(moved);
    return textsOf({ list }, "list") || moved;
  } catch {
    return moved;
  }
}

function isMoved(block: ContentBlock): block is Extract<ContentBlock, { type: "tool_result" }> {
  if (block.type !== "tool_result") return false;
  const text = heldText(block.content);
  return typeof text === "string" && isMovedResult(text);
}

/** A result as the client keeps it beside the message, and what else stands there. */
interface ResultCopy {
  readonly text: string;
  readonly rest: unknown;
}

/** Fields in which tools keep what they say. */
const TEXT_FIELDS = ["stdout", "stderr", "content", "result"] as const;

function wholeCopy(toolUseResult: unknown): ResultCopy | undefined {
  const found = findCopy(toolUseResult);
  return found === undefined || found.text === "" || isMovedResult(found.text) ? undefined : found;
}

function findCopy(toolUseResult: unknown): ResultCopy | undefined {
  if (typeof toolUseResult === "string") return { text: toolUseResult, rest: undefined };
  if (Array.isArray(toolUseResult)) {
    return { text: textsOf({ list: toolUseResult }, "list"), rest: undefined };
  }
  const result = asObject(toolUseResult);
  if (result === undefined) return undefined;
  const file = objectField(result, "file");
  const inFile = file === undefined ? undefined : stringField(file, "content");
  if (file !== undefined && inFile !== undefined) {
    return { text: inFile, rest: { ...result, file: { ...file, content: undefined } } };
  }
  const texts = TEXT_FIELDS.map((name) => stringField(result, name) ?? textsOf(result, name));
  const rest = { ...result, ...Object.fromEntries(TEXT_FIELDS.map((name) => [name, undefined])) };
  return { text: texts.filter((text) => text !== "").join("\n") + noteOfCut(result), rest };
}

/** Newer clients keep the beginning alone. */
function noteOfCut(result: JsonObject): string {
  const whole = numberField(result, "persistedOutputSize") ?? 0;
  const missing = whole - new TextEncoder().encode(stringField(result, "stdout") ?? "").length;
  return whole > 0 && missing > 0 ? `\n[… ${missing} bytes that are gone …]` : "";
}

function textsOf(holder: JsonObject, name: string): string {
  return arrayField(holder, name).map((block) => stringField(asObject(block) ?? {}, "text") ?? "").join("\n");
}
