/** The text of blocks: of a result or a message, and of blocks that this program does not know. */

import {
  asObject,
  type ContentBlock,
  decodeContent,
  type JsonObject,
  type LongText,
  stringField,
  type UnknownBlock,
} from "../../session/mod.ts";
import type { Detail } from "../pruning/detail.ts";
import { jsonText } from "./tool_parameters.ts";

/** What blocks without a text say: tools that a tool search found, and what tools of the service found or did. */
const FOUND_FIELDS = ["tool_name", "title", "url", "stdout", "stderr", "error_code"] as const;

/** Where blocks have their text that clients of today don't write. */
const TEXT_FIELDS = ["text", "thinking", "markdown", "message", "output", "summary"] as const;

/** Where they have further blocks, or an object that has the text. */
const NESTED_FIELDS = ["content", "resource"] as const;

/** Blocks in blocks are followed so far. */
const MOST_NESTED = 4;

/** Longer texts without white space are data: images, sounds, signatures. */
const MOST_DATA_CHARACTERS = 300;

/** The text of a result or message, without images and documents. A block without text is shown as its fields. */
export function plainText(content: readonly ContentBlock[]): string {
  return `${heldText(content)}`;
}

/** The same, but a long text stays in its reader's memory. */
export function heldText(content: readonly ContentBlock[]): string | LongText {
  const only = content[0];
  if (content.length === 1 && only?.type === "text") return only.long ?? only.text;
  return textsOf(content, 0).join("\n");
}

/** The text of several blocks; empty if there is none. */
export function wordsOfBlocks(content: readonly ContentBlock[]): string {
  return textsOf(content, 1).join("\n").trim();
}

/** The text of a block of an unknown type; empty if there is none. */
export function unknownText({ raw }: UnknownBlock): string {
  return wordsOf(raw, 0).join("\n");
}

/** What is shown of a block of an unknown type in a message: its words, and where nothing is filtered, its fields. */
export function shownOfUnknown(block: UnknownBlock, { filtering }: Pick<Detail, "filtering">): string {
  const words = unknownText(block).trim();
  return words !== "" || filtering ? words : fieldsText(block);
}

function textsOf(content: readonly ContentBlock[], depth: number): string[] {
  if (depth > MOST_NESTED) return [];
  return content.flatMap((block) => {
    if (block.type === "text") return [block.text];
    if (block.type === "document") return block.text ?? [];
    if (block.type === "tool_result") return textsOf(block.content, depth + 1);
    return block.type === "unknown" ? textsOfUnknown(block, depth) : [];
  });
}

function textsOfUnknown(block: UnknownBlock, depth: number): string[] {
  const { name, raw } = block;
  const found = FOUND_FIELDS.flatMap((field) => stringField(raw, field) ?? []);
  // What has no type is an answer in fields: one of them alone would say less.
  const words = raw.type === undefined ? [] : wordsOf(raw, depth);
  if (words.length > 0) return [found.length > 0 ? found.join("\n") : `[${name}]`, ...words];
  if (found.length > 0 && raw.type !== undefined) return [found.join("\n")];
  const fields = depth === 0 ? fieldsText(block) : "";
  return fields === "" ? [] : [fields];
}

function wordsOf(raw: JsonObject, depth: number): string[] {
  const texts = TEXT_FIELDS.flatMap((field) => stringField(raw, field) ?? []);
  const nestedTexts = NESTED_FIELDS.flatMap((field) => {
    const nested = asObject(raw[field]);
    return nested === undefined || nested.type !== undefined || depth >= MOST_NESTED
      ? textsOf(decodeContent(raw[field]), depth + 1)
      : wordsOf(nested, depth + 1);
  });
  // What an MCP server's resource is called by stands beside its text.
  const uri = texts.length > 0 ? stringField(raw, "uri") : undefined;
  return [...(uri === undefined ? [] : [uri]), ...texts, ...nestedTexts].filter((text) => text.trim() !== "");
}

/** The fields of a block as compact JSON, without its data; a value that is no object as it is. */
function fieldsText({ raw }: UnknownBlock): string {
  const { type, value } = raw;
  if (type === undefined && (typeof value === "number" || typeof value === "boolean")) return `${value}`;
  return Object.keys(raw).length === 0 ? "" : jsonText(raw, withoutData);
}

function withoutData(_: string, value: unknown): unknown {
  return typeof value === "string" && value.length > MOST_DATA_CHARACTERS && !/\s/.test(value)
    ? `[… ${value.length} chars …]`
    : value;
}
