/**
 * What a line is recognised by within its own session: its uuid and what it says. The uuid alone is not enough: logs
 * put together or repaired by other programs have lines with the same one, and a line that was cut has that of the whole.
 * Of what has an id already, a sketch is enough to tell two from each other: all of it would be half of the log. What a
 * person or the assistant says counts whole.
 */

import type { ContentBlock, Entry, LongText } from "../../session/mod.ts";
import { unknownText } from "../tools/block_text.ts";
import { fingerprint, joinFingerprints } from "./fingerprints.ts";
import { jsonText } from "../tools/tool_parameters.ts";

/** The fingerprint of a line with a uuid, or undefined. */
export function linePrint(entry: Entry): number | undefined {
  return entry.uuid === undefined
    ? undefined
    : joinFingerprints(fingerprint(entry.uuid), sketchOf(entry.kind), sketchOfEntry(entry));
}

function sketchOfEntry(entry: Entry): number {
  switch (entry.kind) {
    case "user":
    case "assistant":
      return sketchOfBlocks(entry.content, fingerprint);
    case "system":
      return mixIn(sketchOf(entry.subtype), fingerprint(entry.content));
    case "attachment":
      return sketchOfFields(entry.attachment);
    case "queue":
      return mixIn(sketchOf(entry.operation), fingerprint(entry.content ?? ""));
    case "title":
      return fingerprint(entry.title);
    case "pr-link":
      return mixIn(sketchOf(entry.url ?? ""), entry.number ?? 0);
    case "agent-progress":
      return 0;
    case "other":
      return sketchOf(entry.type);
  }
}

/** The fingerprint of a block: its type and what it says; of a tool use or a result a sketch, as it has an id. */
export function blockPrint(block: ContentBlock): number {
  return block.type === "text" || block.type === "thinking"
    ? joinFingerprints(sketchOf(block.type), fingerprint(block.text))
    : joinFingerprints(sketchOf(block.type), sketchOfBlock(block, sketchOf));
}

/** What becomes of a text: a sketch, or a fingerprint of all of it. */
type TextPrint = (text: string | LongText) => number;

function sketchOfBlocks(blocks: readonly ContentBlock[], printOf: TextPrint): number {
  let sketch = blocks.length;
  for (const block of blocks) sketch = mixIn(sketch, sketchOfBlock(block, printOf));
  return sketch;
}

function sketchOfBlock(block: ContentBlock, printOf: TextPrint): number {
  switch (block.type) {
    case "text":
      return mixIn(sketchOf(block.type), printOf(block.long ?? block.text));
    case "thinking":
      return mixIn(sketchOf(block.type), printOf(block.text));
    case "tool_use":
      return mixIn(mixIn(sketchOf(block.id), sketchOf(block.name)), sketchOfFields(block.input));
    case "tool_result":
      return mixIn(sketchOf(block.toolUseId), sketchOfBlocks(block.content, sketchOf));
    case "image":
    case "document":
      return mixIn(mixIn(sketchOf(block.mediaType ?? ""), block.bytes ?? 0), sketchOf(block.text ?? ""));
    case "unknown":
      return mixIn(sketchOf(block.name), printOf(unknownText(block)));
  }
}

function sketchOfFields(fields: Readonly<Record<string, unknown>>): number {
  let sketch = 0;
  for (const name in fields) {
    const value = fields[name];
    const text = typeof value === "string" ? value : jsonText(value);
    sketch = mixIn(mixIn(sketch, sketchOf(name)), sketchOf(text));
  }
  return sketch;
}

/** Characters of a text that are looked at. */
const SAMPLES = 24;

/**
 * A 32-bit sketch of a text: its length and some of its characters, spread over the text; for a short text, all of
 * them.
 */
export function sketchOf(text: string | LongText): number {
  return typeof text === "string" ? sketchOfString(text) : sketchOfCharacters(text);
}

/** Apart, as V8 reads characters in half the time where all that it meets in a place are strings. */
function sketchOfString(text: string): number {
  const { length } = text;
  let sketch = length;
  const step = Math.max(1, Math.floor(length / SAMPLES));
  let at = length - 1;
  for (; at >= step; at -= 2 * step) {
    sketch = mixIn(sketch, text.charCodeAt(at) | text.charCodeAt(at - step) << 16);
  }
  return at < 0 ? sketch : mixIn(sketch, text.charCodeAt(at));
}

/** The same of what is no string. */
function sketchOfCharacters(text: LongText): number {
  const { length } = text;
  let sketch = length;
  const step = Math.max(1, Math.floor(length / SAMPLES));
  let at = length - 1;
  for (; at >= step; at -= 2 * step) {
    sketch = mixIn(sketch, text.charCodeAt(at) | text.charCodeAt(at - step) << 16);
  }
  return at < 0 ? sketch : mixIn(sketch, text.charCodeAt(at));
}

function mixIn(one: number, other: number): number {
  const sum = Math.imul(one ^ other, 0x9e3779b1);
  return sum ^ (sum >>> 15);
}
