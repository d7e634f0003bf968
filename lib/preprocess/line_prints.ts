/**
 * What a line is recognised by within its own session: its uuid and what it says. The uuid alone is not enough: logs
 * put together or repaired by other programs have lines with the same one, and a line that was cut has that of the whole.
 */

import type { ContentBlock, Entry } from "../session/mod.ts";
import { fingerprint, joinFingerprints, roughPrint } from "./fingerprints.ts";
import { jsonText } from "./tool_parameters.ts";

/** The fingerprint of a line with a uuid, or undefined. */
export function linePrint(entry: Entry): number | undefined {
  return entry.uuid === undefined
    ? undefined
    : joinFingerprints([fingerprint(entry.uuid), fingerprint(entry.kind), ...wordPrints(entry)]);
}

function wordPrints(entry: Entry): readonly number[] {
  switch (entry.kind) {
    case "user":
    case "assistant":
      return entry.content.map(blockPrint);
    case "system":
      return [fingerprint(entry.subtype), fingerprint(entry.content)];
    case "attachment":
      return [fieldsPrint(entry.attachment)];
    case "queue":
      return [fingerprint(entry.operation), fingerprint(entry.content ?? "")];
    case "title":
      return [fingerprint(entry.title)];
    case "pr-link":
      return [fingerprint(entry.url ?? ""), entry.number ?? 0];
    case "agent-progress":
      return [];
    case "other":
      return [fingerprint(entry.type)];
  }
}

/** The fingerprint of a block: its type and what it says. */
export function blockPrint(block: ContentBlock): number {
  const type = fingerprint(block.type);
  switch (block.type) {
    case "text":
    case "thinking":
      return joinFingerprints([type, fingerprint(block.text)]);
    case "tool_use":
      return joinFingerprints([
        type,
        fingerprint(block.id),
        fingerprint(block.name),
        fieldsPrint(block.input),
      ]);
    case "tool_result":
      return joinFingerprints([type, fingerprint(block.toolUseId), ...block.content.map(resultPrint)]);
    case "image":
    case "document":
      return joinFingerprints([type, fingerprint(block.mediaType ?? ""), block.bytes ?? 0]);
    case "unknown":
      return joinFingerprints([type, fingerprint(block.name)]);
  }
}

/** Of long results, half of a log, not all is looked at. */
function resultPrint(block: ContentBlock): number {
  return block.type === "text" ? roughPrint(block.text) : blockPrint(block);
}

/** Texts as they are: to write a file's content as JSON takes five times as long as its checksum. */
function fieldsPrint(fields: Readonly<Record<string, unknown>>): number {
  const prints: number[] = [];
  for (const name in fields) {
    const value = fields[name];
    prints.push(fingerprint(name), roughPrint(typeof value === "string" ? value : jsonText(value)));
  }
  return joinFingerprints(prints);
}
