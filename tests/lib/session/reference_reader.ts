/**
 * The same as `readEntries`, as simple as can be: line by line, each decoded and parsed on its own, whatever it costs.
 * It knows the lines of `mixed_lines.ts` only: what is dropped, and what is cut out, is told from how they are written.
 */

import { Buffer } from "node:buffer";
import { decodeEntry } from "../../../lib/session/decode_entry.ts";
import {
  type Entry,
  newReadingRecord,
  noteUnparsed,
  type ReadingOptions,
  type ReadingRecord,
} from "../../../lib/session/mod.ts";
import { salvageAll } from "./salvaging.ts";

const NEVER_KEPT = /^\{(?:"parentUuid":null,)?"type":"(mode|last-prompt|file-history-snapshot)"/;
const VENDOR = /^\{"type":"(api-request|prompt_snapshot)"/;
const NOISE = /^\{"parentUuid":null,"type":"(progress)","data":\{"type":"(bash_progress|query_update)"/;

/** All entries of a log, with the record of its reading. */
export function readSimply(
  bytes: Uint8Array,
  options: Omit<ReadingOptions, "record">,
): { entries: Entry[]; record: ReadingRecord } {
  const { file, everything = false, maxLineBytes = Infinity } = options;
  const record = newReadingRecord();
  const entries: Entry[] = [];
  // One character a byte.
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const terminated = line < lines.length;
    const byteLength = raw.length + (terminated ? 1 : 0);
    const isTooLong = raw.length > maxLineBytes;
    const content = raw.replace(/^[ \t\r\0]*(?:\xef\xbb\xbf[ \t\r\0]*)*/, "").replace(/[ \t\r\0]+$/, "");
    const unparsed = (reason: string, lost = byteLength) =>
      noteUnparsed(record, { file, line, reason }, lost);
    const count = (name: string, size: number) => {
      const { lines, bytes } = record.neverKept.get(name) ?? { lines: 0, bytes: 0 };
      record.neverKept.set(name, { lines: lines + 1, bytes: bytes + size });
    };
    record.bytes += byteLength;
    if (content === "" && !isTooLong) {
      if (byteLength > 0) count("blank line", byteLength);
      continue;
    }
    record.lines++;
    if (isTooLong) {
      unparsed(`the line is too long to read (${byteLength} bytes)`);
      continue;
    }
    const dropped = VENDOR.exec(content) ??
      (everything ? null : NEVER_KEPT.exec(content) ?? NOISE.exec(content));
    if (dropped !== null && isOneObject(content)) {
      count(dropped.slice(1).join("/"), byteLength);
      continue;
    }
    const text = new TextDecoder().decode(Buffer.from(content, "latin1"));
    const isUtf8 = Buffer.from(text).toString("latin1") === content;
    if (!isUtf8) record.invalidUtf8Lines++;
    if (!text.includes("{")) {
      unparsed("the line holds no JSON object");
      continue;
    }
    const value = parse(text);
    if (Array.isArray(value) && value.some((item) => decodeEntry(item, { line, position: 1, cut: false }))) {
      const objects = value.filter((item) =>
        typeof item === "object" && item !== null && !Array.isArray(item)
      );
      for (const [at, item] of objects.entries()) {
        const entry = decodeEntry(item, { line, position: at + 1, cut: false });
        if (entry !== undefined) entries.push(entry);
      }
      const others = value.length - objects.length;
      if (others > 0) unparsed(`${others} values of the line's array are no objects`, 0);
      continue;
    }
    if (value !== undefined) {
      const skipped = !everything && isUtf8 && content.length >= 2048 ? cutOutCopy(value) : 0;
      const entry = decodeEntry(value, { line, position: 1, cut: false, bytes: byteLength - skipped });
      if (entry === undefined) unparsed("the line is not a JSON object");
      else entries.push(entry);
      if (skipped > 0) count("toolUseResult copy", skipped);
      continue;
    }
    const salvage = salvageAll(text);
    for (const [at, { value, cut }] of salvage.values.entries()) {
      const entry = decodeEntry(value, { line, position: at + 1, cut });
      if (entry !== undefined) entries.push(entry);
    }
    const lost = salvage.lostCharacters;
    if (salvage.values.some(({ cut }) => cut)) {
      const ending = terminated ? "" : "; the session may still be writing it";
      unparsed(`the line is cut short: what stands before the cut is kept${ending}`, lost);
    } else if (salvage.values.length === 0) {
      unparsed("the line is not JSON");
    } else if (lost > 0) {
      unparsed(`${lost} characters outside the line's objects are lost`, lost);
    } else if (salvage.mendedPlaces > 0) {
      unparsed(`the line is no JSON in ${salvage.mendedPlaces} places, which are mended`, 0);
    }
  }
  return { entries, record };
}

/** Whether a line is one object, and no key stands in it twice. */
function isOneObject(content: string): boolean {
  return JSON.stringify(parse(content)) === content;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Leaves five fields of a user line's copy, or all of it; gives the number of bytes that are gone. */
function cutOutCopy(value: unknown): number {
  const line = value as { type?: unknown; toolUseResult?: unknown };
  if (line.type !== "user" || line.toolUseResult === undefined) return 0;
  if (holdsMore(line)) return 0;
  const sizeOf = (field: unknown) => Buffer.byteLength(JSON.stringify(field));
  let skipped = sizeOf(line.toolUseResult);
  const kept: Record<string, unknown> = {};
  if (typeof line.toolUseResult === "object" && !Array.isArray(line.toolUseResult)) {
    for (const [name, field] of Object.entries(line.toolUseResult ?? {})) {
      if (!["structuredPatch", "questions", "answers", "annotations", "agentId"].includes(name)) continue;
      kept[name] = field;
      skipped -= sizeOf(name) + 1 + sizeOf(field);
    }
  }
  line.toolUseResult = kept;
  return skipped;
}

/** Whether the copy is read as a whole: beside a preview, and where a person changed what was written. */
function holdsMore({ toolUseResult, ...rest }: { toolUseResult?: unknown }): boolean {
  const copy = toolUseResult as { userModified?: unknown } | null;
  return copy?.userModified === true || JSON.stringify(rest).includes("<persisted-output>");
}
