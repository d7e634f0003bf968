/**
 * The last output that was reported of commands while they ran. Lines that report it are dropped (never_kept.ts), as a result
 * holds all of it. A command that hung, or whose session ended, has no result.
 */

import { asObject, type JsonObject, numberField, objectField, stringField } from "./json.ts";

/** What a command had written when it told so last. */
export interface LastOutput {
  /** The number of the line, from 1. */
  readonly line: number;
  readonly text: string;
  /** The kind of progress that the line is counted as. */
  readonly kind: string;
  /** How long the command had run. */
  readonly seconds: number | undefined;
}

/** Commands whose last lines are remembered; those that run at once are few. */
const MOST_COMMANDS = 16;

interface HeldLine {
  line: number;
  /** With room for a longer one. */
  bytes: Uint8Array;
  length: number;
}

const decoder = new TextDecoder();

/** Remembers the last line of each command. */
export class LastOutputs {
  /** By the hash of the tool use's id. */
  readonly #held = new Map<number, HeldLine>();

  /** Copies a line, which takes the place of the one before. */
  note(hash: number, line: number, bytes: Uint8Array): void {
    const before = this.#held.get(hash);
    const room = before !== undefined && before.bytes.length >= bytes.length ? before.bytes : undefined;
    const held = { line, bytes: room ?? new Uint8Array(2 * bytes.length), length: bytes.length };
    held.bytes.set(bytes);
    this.#held.delete(hash);
    this.#held.set(hash, held);
    if (this.#held.size <= MOST_COMMANDS) return;
    const oldest = this.#held.keys().next().value;
    if (oldest !== undefined) this.#held.delete(oldest);
  }

  /** Takes what the command of a tool use told last; undefined where it told nothing, or that it has written nothing. */
  take(toolUseId: string): LastOutput | undefined {
    const hash = hashOfId(toolUseId);
    const held = this.#held.get(hash);
    if (held === undefined) return undefined;
    const entry = entryOf(decoder.decode(held.bytes.subarray(0, held.length)));
    if (entry === undefined || stringField(entry, "parentToolUseID") !== toolUseId) return undefined;
    this.#held.delete(hash);
    const data = objectField(entry, "data") ?? {};
    const text = stringField(data, "fullOutput") ?? stringField(data, "output") ?? "";
    return text.trim() === "" ? undefined : {
      line: held.line,
      text,
      kind: stringField(data, "type") ?? "",
      seconds: numberField(data, "elapsedTimeSeconds"),
    };
  }
}

function entryOf(text: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The hash that `assembly/session/log_lines/last_output.ts` computes; ids are ASCII. */
function hashOfId(id: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash;
}
