/** The content of messages: blocks of every kind, from strings, lists and whatever else stands there. */

import { Buffer } from "node:buffer";
import type { ContentBlock, MediaBlock, MessageUsage, TextBlock, UnknownBlock } from "./entry.ts";
import { LongText } from "./long_text.ts";
import { asObject, asString, type JsonObject, objectField, stringField } from "./json.ts";

/** Results nest one level (a list of blocks in a result); deeper nesting is no client's. */
const MAX_NESTING = 4;

/** A message's or result's content, a string or a list of blocks, as blocks. Numbers and the like are unknown blocks. */
export function decodeContent(content: unknown, nesting = 0): readonly ContentBlock[] {
  if (typeof content === "string") return content === "" ? [] : [{ type: "text", text: content }];
  if (content === undefined || content === null) return [];
  if (content instanceof LongText) return [new LongTextBlock(content)];
  const list = Array.isArray(content) ? content : [content];
  const blocks: ContentBlock[] = [];
  for (const item of list) {
    if (!Array.isArray(item)) blocks.push(decodeBlock(item, nesting));
    else if (nesting >= MAX_NESTING) blocks.push(unknownBlock("list", {}));
    else for (const block of decodeContent(item, nesting + 1)) blocks.push(block);
  }
  return blocks;
}

/** A block whose text becomes one when somebody asks for it. */
class LongTextBlock implements TextBlock {
  readonly type = "text";
  readonly long: LongText;

  constructor(long: LongText) {
    this.long = long;
  }

  get text(): string {
    return this.long.toString();
  }
}

/** The content of a line's `message`, which may also be the content itself. */
export function decodeMessageContent(message: unknown): readonly ContentBlock[] {
  const fields = asObject(message);
  return decodeContent(fields === undefined ? message : fields.content);
}

/** What is written in a string, a block, or a list of them, one a line; undefined where nothing is. */
export function decodeText(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  const texts = decodeContent(content).flatMap((block) => {
    if (block.type === "text") return [block.text];
    const text = block.type === "unknown" ? stringField(block.raw, "text") : undefined;
    return text === undefined ? [] : [text];
  });
  return texts.length === 0 ? undefined : texts.join("\n");
}

/** The images and documents in a list of blocks, where there are any. */
export function mediaIn(content: unknown): { readonly media?: readonly MediaBlock[] } {
  if (typeof content !== "object") return {};
  const media = decodeContent(content).flatMap((block) =>
    block.type === "image" || block.type === "document" ? [block] : []
  );
  return media.length === 0 ? {} : { media };
}

function unknownBlock(name: string, raw: JsonObject): UnknownBlock {
  return { type: "unknown", name, raw };
}

function decodeBlock(item: unknown, nesting: number): ContentBlock {
  if (typeof item === "string") return { type: "text", text: item };
  const block = asObject(item);
  if (block === undefined) {
    return item === null ? unknownBlock("null", {}) : unknownBlock(typeof item, { value: item });
  }
  switch (block.type) {
    case "text":
      return { type: "text", text: asString(block.text) ?? "" };
    case "thinking":
      return { type: "thinking", text: asString(block.thinking) ?? "" };
    case "tool_use":
    case "server_tool_use":
    case "mcp_tool_use":
      return {
        type: "tool_use",
        id: asString(block.id) ?? "",
        name: asString(block.name) ?? "unknown",
        input: asObject(block.input) ?? (block.input === undefined ? {} : { input: block.input }),
      };
    case "tool_result":
      return decodeResult(block, nesting);
    case "image":
    case "document":
      return decodeMedia(block, block.type);
    default: {
      const name = asString(block.type) ?? "block";
      // What tools of the service answer: `web_search_tool_result`, `code_execution_tool_result`, …
      if (name.endsWith("_tool_result")) return decodeResult(block, nesting);
      return block.type === undefined && typeof block.text === "string"
        ? { type: "text", text: block.text }
        : unknownBlock(name, block);
    }
  }
}

function decodeResult(block: JsonObject, nesting: number): ContentBlock {
  const { content } = block;
  // Tools of the service say in the content's type that they failed.
  const failure = asObject(content)?.type;
  return {
    type: "tool_result",
    toolUseId: asString(block.tool_use_id) ?? "",
    isError: block.is_error === true || block.is_error === "true" ||
      (typeof failure === "string" && failure.endsWith("_error")),
    content: nesting < MAX_NESTING ? decodeContent(content, nesting + 1) : [],
  };
}

function decodeMedia(block: JsonObject, type: MediaBlock["type"]): MediaBlock {
  const source = objectField(block, "source") ?? {};
  const data = stringField(source, "data");
  const mediaType = stringField(source, "media_type");
  const title = stringField(block, "title");
  const url = addressOf(source);
  const named = { ...(title === undefined ? {} : { title }), ...(url === undefined ? {} : { url }) };
  const text = textOfSource(source);
  return text === undefined
    ? { type, mediaType, bytes: data === undefined ? undefined : bytesOfBase64(data), ...named }
    : { type, mediaType, bytes: Buffer.byteLength(text), text, ...named };
}

/** Longer addresses, and such with the data in them, are no names. */
const MOST_ADDRESS_CHARACTERS = 2000;

function addressOf(source: JsonObject): string | undefined {
  const url = stringField(source, "url") ?? "";
  return url === "" || url.startsWith("data:") || url.length > MOST_ADDRESS_CHARACTERS ? undefined : url;
}

/** The text of a document that is given as text, or as blocks of it. */
function textOfSource(source: JsonObject): string | undefined {
  if (source.type === "text") return stringField(source, "data");
  return source.type === "content" ? decodeText(source.content) : undefined;
}

/** Four characters of base64 are three bytes. */
function bytesOfBase64(data: string): number {
  return Math.floor(data.length * 3 / 4) - (data.endsWith("==") ? 2 : data.endsWith("=") ? 1 : 0);
}

/** The token counts of a message, where it has any. */
export function decodeUsage(value: unknown): MessageUsage | undefined {
  const usage = asObject(value);
  if (usage === undefined) return undefined;
  return {
    input: tokensOf(usage.input_tokens),
    output: tokensOf(usage.output_tokens),
    cacheRead: tokensOf(usage.cache_read_input_tokens),
    cacheWrite: tokensOf(usage.cache_creation_input_tokens),
  };
}

/** What is no number of tokens (-5, 0.5, 1e308) counts as none: sums of them would be nonsense. */
function tokensOf(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
