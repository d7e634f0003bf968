/** What a plan issue's comments say: when work began and ended, and that learning ran. */

import { z } from "zod";
import { type MetadataBlock, readMetadataBlocks, renderMetadataBlock } from "./metadata_block.ts";

export { extractPlanBody } from "./plan_body.ts";

/** The part of a comment that is read here. */
export interface CommentText {
  readonly id: number;
  readonly body: string;
}

/** An implementation started or ended, or learning ran. */
export interface PlanEvent {
  readonly kind: "impl-started" | "impl-ended" | "learn-invoked";
  readonly commentId: number;
  readonly sessionId: string | undefined;
  /** ISO 8601, as written. */
  readonly timestamp: string | undefined;
  /** All fields of the block. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a learn evaluation leaves in a comment. */
export interface LearnInvocation {
  /** ISO 8601 with offset. */
  readonly timestamp: string;
  readonly readableSessions: number;
  readonly totalSessions: number;
  readonly sessionId?: string;
}

const eventKind = z.enum(["impl-started", "impl-ended", "learn-invoked"]);

export interface PlanEvents {
  /** In the order of the comments. */
  readonly events: readonly PlanEvent[];
  /** What of the events can't be read: a session may be named there. */
  readonly warnings: readonly string[];
}

/** Reads the events that comments record. Never throws; a block that can't be read is no event, and a warning. */
export function readPlanEvents(comments: readonly CommentText[]): PlanEvents {
  const events: PlanEvent[] = [];
  const warnings: string[] = [];
  for (const { id, body } of comments) {
    const { blocks, skipped } = readMetadataBlocks(body);
    const warningByKind = new Map<string, string>();
    for (const { key, warning } of skipped) {
      if (eventKind.safeParse(key).success) warningByKind.set(key, warning);
    }
    for (const block of blocks) {
      const kind = eventKind.safeParse(block.key);
      if (!kind.success) continue;
      events.push({ ...eventOf(block), kind: kind.data, commentId: id });
      if (isUnreadable(block.fields.get("session_id"))) {
        warningByKind.set(
          block.key,
          `field session_id of metadata block ${block.key} is ignored: it is no text`,
        );
      }
    }
    // Anybody may comment: however many blocks are damaged, a comment is worth a line for each kind.
    for (const warning of warningByKind.values()) warnings.push(`comment ${id} of the plan: ${warning}`);
  }
  return { events, warnings };
}

function eventOf(block: MetadataBlock): Pick<PlanEvent, "sessionId" | "timestamp" | "fields"> {
  const text = (name: string) => {
    const value = block.fields.get(name);
    if (typeof value === "string" && value !== "") return value;
    return typeof value === "number" ? block.writtenAs.get(name) : undefined;
  };
  return {
    sessionId: text("session_id"),
    timestamp: text("timestamp"),
    fields: Object.fromEntries(block.fields),
  };
}

function isUnreadable(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== "string" && typeof value !== "number";
}

/** The comment that records a learn evaluation. It holds counts, a time and an id: redact it like any other text. */
export function renderLearnInvoked(invocation: LearnInvocation): string {
  const { readableSessions, totalSessions } = invocation;
  const block = renderMetadataBlock("learn-invoked", {
    timestamp: invocation.timestamp,
    readable_sessions: readableSessions,
    total_sessions: totalSessions,
    ...(invocation.sessionId === undefined ? {} : { session_id: invocation.sessionId }),
  });
  const summary = `Learn evaluation: ${readableSessions} of ${totalSessions} sessions were readable.`;
  return ["📚 Learn invoked", "", block, "", "---", "", summary].join("\n");
}
