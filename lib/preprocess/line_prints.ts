/**
 * What a line is recognised by within its own session: its uuid and what it says. The uuid alone is not enough: logs
 * put together or repaired by other programs have lines with the same one, and a line that was cut has that of the whole.
 * Of what has an id already, a sketch is enough to tell two from each other: all of it would be half of the log.
 */

import type { ContentBlock, Entry } from "../session/mod.ts";
import { fingerprint, joinFingerprints } from "./fingerprints.ts";
import { jsonText } from "./tool_parameters.ts";

/** The fingerprint of a line with a uuid, or undefined. */
export function linePrint(entry: Entry): number | undefined {
  return entry.uuid === undefined
    ? undefined
    : fingerprint(`${entry.uuid} ${entry.kind} ${sketchOfEntry(entry)}`);
}

function sketchOfEntry(entry: Entry): string {
  switch (entry.kind) {
    case "user":
    case "assistant":
      return sketchOfBlocks(entry.content);
    case "system":
      return `${entry.subtype} ${sketchOf(entry.content)}`;
    case "attachment":
      return sketchOfFields(entry.attachment);
    case "queue":
      return `${entry.operation} ${sketchOf(entry.content ?? "")}`;
    case "title":
      return sketchOf(entry.title);
    case "pr-link":
      return `${entry.url ?? ""} ${entry.number ?? 0}`;
    case "agent-progress":
      return "";
    case "other":
      return entry.type;
  }
}

/** The fingerprint of a block: its type and what it says; of a tool use or a result a sketch, as it has an id. */
export function blockPrint(block: ContentBlock): number {
  return block.type === "text" || block.type === "thinking"
    ? joinFingerprints([fingerprint(block.type), fingerprint(block.text)])
    : fingerprint(sketchOfBlock(block));
}

function sketchOfBlocks(blocks: readonly ContentBlock[]): string {
  const [first] = blocks;
  if (blocks.length === 1 && first !== undefined) return sketchOfBlock(first);
  return blocks.map(sketchOfBlock).join();
}

function sketchOfBlock(block: ContentBlock): string {
  switch (block.type) {
    case "text":
    case "thinking":
      return `${block.type} ${sketchOf(block.text)}`;
    case "tool_use":
      return `${block.id} ${block.name} ${sketchOfFields(block.input)}`;
    case "tool_result":
      return `${block.toolUseId} ${sketchOfBlocks(block.content)}`;
    case "image":
    case "document":
      return `${block.type} ${block.mediaType} ${block.bytes}`;
    case "unknown":
      return block.name;
  }
}

function sketchOfFields(fields: Readonly<Record<string, unknown>>): string {
  let sketch = "";
  for (const name in fields) {
    const value = fields[name];
    sketch += `${name}=${sketchOf(typeof value === "string" ? value : jsonText(value))};`;
  }
  return sketch;
}

/** Characters of each part of a text that are looked at. */
const PART_CHARACTERS = 24;

/** A text's length, its beginning, its middle and its end. */
export function sketchOf(text: string): string {
  const { length } = text;
  if (length <= 3 * PART_CHARACTERS) return text;
  const middle = length >> 1;
  return `${length} ${text.slice(0, PART_CHARACTERS)}${text.slice(middle, middle + PART_CHARACTERS)}${
    text.slice(-PART_CHARACTERS)
  }`;
}
