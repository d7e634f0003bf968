/** What a resume or a fork copies from another log, as the client's versions did it. */

import { type ClientTraits, compareVersions } from "./client_traits.ts";
import type { RandomSource } from "./random_source.ts";
import { uuidFrom } from "./random_source.ts";
import type { LogLine } from "./types.ts";

/** How lines are copied. */
export interface CopyOptions {
  /** The session that they are copied to. */
  readonly sessionId: string;
  readonly traits: ClientTraits;
  readonly random: RandomSource;
  /** ISO 8601: when they are copied. */
  readonly now: string;
  /** Only from the last compaction on. */
  readonly sinceCompaction: boolean;
}

/**
 * The lines of a log as another log repeats them. Up to 1.0.44 they get new uuids, up to 1.0.128 the time of copying, and
 * texts become lists; from 2.0.50 all stays but the session's id, which prompts keep up to 2.1.20. Lines without a uuid
 * and subagents' lines are not copied.
 */
export function copiedLines(lines: readonly LogLine[], options: CopyOptions): LogLine[] {
  const { traits, sessionId, random, now, sinceCompaction } = options;
  const since = (version: string) => compareVersions(traits.version, version) >= 0;
  const start = sinceCompaction ? lines.findLastIndex(({ subtype }) => subtype === "compact_boundary") : 0;
  const newUuids = new Map<unknown, string>();
  const renamed = (uuid: unknown) => {
    if (since("1.0.128") || typeof uuid !== "string") return uuid;
    const known = newUuids.get(uuid) ?? uuidFrom(random);
    newUuids.set(uuid, known);
    return known;
  };
  return lines.slice(Math.max(0, start)).filter(({ uuid, isSidechain }) =>
    uuid !== undefined && isSidechain !== true
  ).map((line) => {
    const keepsId = since("2.0.50") && !since("2.1.100") && line.type === "user" && !holdsResults(line);
    const copy = {
      ...line,
      uuid: renamed(line.uuid),
      parentUuid: renamed(line.parentUuid),
      sessionId: keepsId ? line.sessionId : sessionId,
    };
    return since("2.0.50") ? copy : { ...withListedText(copy), timestamp: now };
  });
}

function messageOf(line: LogLine): Record<string, unknown> | undefined {
  const { message } = line;
  return typeof message === "object" && message !== null ? { ...message } : undefined;
}

function holdsResults(line: LogLine): boolean {
  const content = messageOf(line)?.content;
  return Array.isArray(content) && content.some(({ type }) => type === "tool_result");
}

function withListedText(line: LogLine): LogLine {
  const message = messageOf(line);
  if (typeof message?.content !== "string") return line;
  return { ...line, message: { ...message, content: [{ type: "text", text: message.content }] } };
}
