/**
 * Which logs hold history of each other. A resume (1.0.x) or a fork begins with lines copied from another log: either
 * with the same uuids, or with new ones but the same ids of messages and tool uses. So the identities in the first
 * lines of each log are looked for in all the others. Prompts alone, which nothing had answered, are known by their words.
 */

import { refuseIfTooManyAreOpen } from "../file_failure.ts";
import { ofFiles } from "../in_lanes.ts";
import { CopiedOpening } from "./copied_opening.ts";
import { type Entry, textsOf } from "./entry.ts";
import { readFileChunks } from "./chunks.ts";
import { scanIdentities, WantedIdentities } from "./identity_scan.ts";
import { stringField } from "./json.ts";
import { readEntries } from "./read_entries.ts";
import { newReadingRecord } from "./reading_record.ts";
import { openRegularFile, readUpTo } from "./session_files.ts";
import { timestampOf } from "./timestamp.ts";

/** A log among others. */
export interface LogOfSession {
  readonly path: string;
  readonly sessionId: string;
}

/**
 * Lines at a log's beginning that are looked at. Copied history follows a few lines of the client at most (titles,
 * modes, the queue, reminders of hooks); 64 lines with an identity are more than any client put before it.
 */
const HEAD_LINES = 64;

/** Titles of many older sessions may stand before the first line with an identity. */
const MOST_LINES = 1000;

/** The end of a log that is looked at for its last timestamp: lines of 4 KB are usual, longer results are pruned. */
const TAIL_BYTES = 256 * 1024;

/** What a log's first and last lines tell. */
interface Outline {
  readonly identities: ReadonlySet<string>;
  /** Ids of sessions that its lines carry, its own among them. */
  readonly sessionIds: ReadonlySet<string>;
  /** ISO 8601: of its first messages, and of the lines that clients write for the session itself (its queue). */
  readonly firstMessageAt: string;
  readonly openedAt: string;
  /** ISO 8601: the last time in it. */
  readonly endedAt: string;
  /** What its user lines say before the first answer. */
  readonly unanswered: readonly string[];
  /** With how many of them it begins that may be copied. */
  readonly copiedPrompts: number;
}

/** Later than any timestamp. */
const NEVER = "~";

/**
 * Groups logs that share history; a log that shares none is a group of its own.
 *
 * Groups come in the order of their first log in `logs`. In a group, each log stands behind those that its history was
 * copied from: the order depends on what is in the logs, not on the order in which they are given.
 *
 * @returns groups of indexes into `logs`. With fewer than two logs nothing is read.
 * @throws the signal's reason when it is aborted. A log that can't be read is related to none.
 */
export async function groupRelatedLogs(
  logs: readonly LogOfSession[],
  signal?: AbortSignal,
): Promise<number[][]> {
  if (logs.length < 2) return logs.map((_, index) => [index]);
  const outlines = await ofFiles(logs, ({ path }) => readOutline(path, signal));
  const headsWith = new Map<string, number[]>();
  for (const [index, { identities }] of outlines.entries()) {
    for (const identity of identities) {
      const known = headsWith.get(identity);
      if (known === undefined) headsWith.set(identity, [index]);
      else known.push(index);
    }
  }
  /** For each log, the logs whose beginnings stand in it. */
  const holds = logs.map(() => new Set<number>());
  const wanted = new WantedIdentities(headsWith.keys());
  // One after the other: reading is most of it, and each scan fills its thread.
  for (const [index, { path }] of logs.entries()) {
    await ignoringUnreadable(signal, () =>
      scanIdentities(path, wanted, (identity) => {
        for (const other of headsWith.get(identity) ?? []) if (other !== index) holds[index]?.add(other);
      }, signal));
  }
  for (const [index, outline] of outlines.entries()) {
    for (const [other, copy] of outlines.entries()) if (holdsOpening(outline, copy)) holds[index]?.add(other);
  }
  return connected(holds).map((group) => inOrderOfOrigin(group, { logs, outlines, holds }));
}

/** Whether prompts that a log may have copied stand at the beginning of another one, which is older. */
function holdsOpening({ unanswered, firstMessageAt }: Outline, copy: Outline): boolean {
  const copied = copy.unanswered.slice(0, copy.copiedPrompts);
  return copied.length > 0 && firstMessageAt < copy.firstMessageAt &&
    copied.every((text, index) => text === unanswered[index]);
}

async function readOutline(path: string, signal: AbortSignal | undefined): Promise<Outline> {
  const identities = new Set<string>();
  const sessionIds = new Set<string>();
  let firstMessageAt = NEVER;
  let openedAt = NEVER;
  let lines = 0;
  let identified = 0;
  const opening = new CopiedOpening();
  const unanswered: string[] = [];
  let isAnswered = false;
  const note = (entry: Entry): void => {
    const { uuid, timestamp, raw } = entry;
    // 2.1.329 names the session that a copied answer was asked for in.
    for (const id of [entry.sessionId, stringField(raw, "requestSessionId")]) {
      if (id !== undefined) sessionIds.add(id);
    }
    if (uuid === undefined) {
      if (timestamp !== undefined && timestamp < openedAt) openedAt = timestamp;
      return;
    }
    identified++;
    identities.add(uuid);
    if (timestamp !== undefined && timestamp < firstMessageAt) firstMessageAt = timestamp;
    opening.note(entry);
    isAnswered ||= entry.kind === "assistant" && !entry.isSidechain;
    if (!isAnswered && entry.kind === "user" && !entry.isSidechain) unanswered.push(textsOf(entry));
    if (entry.kind !== "assistant") return;
    if (entry.messageId !== undefined) identities.add(entry.messageId);
    for (const block of entry.content) if (block.type === "tool_use") identities.add(block.id);
  };
  await ignoringUnreadable(signal, async () => {
    const reading = { file: path, record: newReadingRecord() };
    for await (const entries of readEntries(readFileChunks(path, signal), reading)) {
      for (const entry of entries) {
        note(entry);
        if (++lines >= MOST_LINES || identified >= HEAD_LINES) return;
      }
    }
  });
  const { length: copiedPrompts } = opening.prompts;
  const endedAt = await readEnd(path);
  return { identities, sessionIds, firstMessageAt, openedAt, endedAt, unanswered, copiedPrompts };
}

/** The latest timestamp near a log's end. */
async function readEnd(path: string): Promise<string> {
  try {
    using file = openRegularFile(path);
    const { size } = await file.stat();
    await file.seek(Math.max(0, size - TAIL_BYTES), Deno.SeekMode.Start);
    const text = new TextDecoder().decode(await readUpTo(file, TAIL_BYTES));
    const times = [...text.matchAll(/"timestamp"\s*:\s*(?:"(\d[^"]*)"|(\d+(?:\.\d+)?))/g)]
      .map(([, time, number]) => timestampOf(time ?? Number(number)) ?? "");
    return times.toSorted().at(-1) ?? NEVER;
  } catch (error) {
    refuseIfTooManyAreOpen(error);
    return NEVER;
  }
}

/** What can't be read is left to the conversion, which says so. */
async function ignoringUnreadable(
  signal: AbortSignal | undefined,
  reading: () => Promise<void>,
): Promise<void> {
  try {
    await reading();
  } catch (error) {
    signal?.throwIfAborted();
    refuseIfTooManyAreOpen(error);
  }
}

/** Indexes that are connected, directly or through others, in the order of the first of each group. */
function connected(neighbours: readonly ReadonlySet<number>[]): number[][] {
  const groupOf = neighbours.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (groupOf[root] !== undefined && groupOf[root] !== root) root = groupOf[root] ?? root;
    return root;
  };
  for (const [one, others] of neighbours.entries()) {
    for (const other of others) {
      const [first, second] = [rootOf(one), rootOf(other)].toSorted((a, b) => a - b);
      if (first !== undefined && second !== undefined) groupOf[second] = first;
    }
  }
  const groups = new Map<number, number[]>();
  for (const index of neighbours.keys()) {
    const root = rootOf(index);
    groups.set(root, [...groups.get(root) ?? [], index]);
  }
  return [...groups.values()];
}

/** What is known of all logs. */
interface Known {
  readonly logs: readonly LogOfSession[];
  readonly outlines: readonly Outline[];
  readonly holds: readonly ReadonlySet<number>[];
}

/** Each log behind those it was copied from; where nothing tells, the one that began first comes first. */
function inOrderOfOrigin(group: readonly number[], known: Known): number[] {
  const isBefore = (one: number, other: number) => compareBeginnings(one, other, known);
  const waiting = group.toSorted(isBefore);
  const ordered: number[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex((one) => !waiting.some((other) => isCopyOf(one, other, known)));
    // Logs that name each other as their origin: the older one first.
    ordered.push(...waiting.splice(Math.max(0, free), 1));
  }
  return ordered;
}

/** Whether a log is certain to hold history of another one, and not the other way round. */
function isCopyOf(one: number, other: number, { logs, outlines, holds }: Known): boolean {
  const names = (first: number, second: number) =>
    outlines[first]?.sessionIds.has(logs[second]?.sessionId ?? "") === true;
  const named = names(one, other);
  if (named !== names(other, one)) return named;
  // Its beginning stands in the other one, whose own beginning does not stand in it: it was forked from the middle.
  return holds[other]?.has(one) === true && holds[one]?.has(other) === false;
}

/**
 * Resumes of 1.0.x write the time of copying into the copies. Forks of 2.x keep the times, but have a queue of their own;
 * where they haven't, they usually go on when the other one is over.
 */
function compareBeginnings(one: number, other: number, { logs, outlines }: Known): number {
  const keys = [one, other].map((index) => [
    outlines[index]?.firstMessageAt ?? NEVER,
    outlines[index]?.openedAt ?? NEVER,
    outlines[index]?.endedAt ?? NEVER,
    logs[index]?.sessionId ?? "",
    logs[index]?.path ?? "",
  ]);
  const [first = [], second = []] = keys;
  const at = first.findIndex((key, index) => key !== second[index]);
  if (at < 0) return 0;
  return (first[at] ?? "") < (second[at] ?? "") ? -1 : 1;
}
