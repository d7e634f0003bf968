/** What a plan issue's comments say: when work began and ended, and that learning ran. */

import { z } from "zod";
import { readMetadataBlocks, renderMetadataBlock } from "./metadata_block.ts";

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

/** The events in the order of the comments. Never throws; a block that can't be read is no event. */
export function readPlanEvents(comments: readonly CommentText[]): PlanEvent[] {
  return comments.flatMap(({ id, body }) =>
    readMetadataBlocks(body).blocks.flatMap((block): PlanEvent[] => {
      const kind = eventKind.safeParse(block.key);
      if (!kind.success) return [];
      const text = (name: string) => {
        const value = block.fields.get(name);
        if (typeof value === "string" && value !== "") return value;
        return typeof value === "number" ? block.writtenAs.get(name) : undefined;
      };
      return [{
        kind: kind.data,
        commentId: id,
        sessionId: text("session_id"),
        timestamp: text("timestamp"),
        fields: Object.fromEntries(block.fields),
      }];
    })
  );
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
