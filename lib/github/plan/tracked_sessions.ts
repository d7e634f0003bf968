/** Which sessions belong to a plan, by what its issue says. */

import type { PlanEvent } from "./plan_comments.ts";
import type { PlanHeader } from "./plan_header_fields.ts";

/** Where a session was uploaded to. */
export type UploadedSession =
  | { readonly kind: "gist"; readonly sessionId: string; readonly gistUrl: string; readonly runId: undefined }
  /** Legacy: kept as an artifact of a workflow run. */
  | {
    readonly kind: "artifact";
    readonly sessionId: string;
    readonly gistUrl: undefined;
    readonly runId: string;
  };

/** Ids in the order in which the issue names them, each once. */
export interface SessionsOfPlan {
  readonly planning: string | undefined;
  readonly implementation: readonly string[];
  readonly learn: readonly string[];
  readonly remote: UploadedSession | undefined;
  /** Ids that name no file: they are left out. */
  readonly warnings: readonly string[];
}

/** What of a plan issue is read here. */
export interface PlanRecord {
  readonly header: PlanHeader | undefined;
  readonly events: readonly PlanEvent[];
}

/** Reads the sessions of a plan. Never throws. */
export function trackedSessions(plan: PlanRecord): SessionsOfPlan {
  const header = plan.header ?? {};
  const { events } = plan;
  const warnings: string[] = [];
  const seen = new Set<string>();
  const take = (id: string | undefined): string[] => {
    if (id === undefined || id === "" || seen.has(id)) return [];
    seen.add(id);
    if (isSessionId(id)) return [id];
    warnings.push(`${JSON.stringify(id.slice(0, 80))} is no session id and is left out`);
    return [];
  };
  const [planning] = take(header.created_from_session);
  const implementation = [
    header.last_local_impl_session,
    ...events.filter(({ kind }) => kind !== "learn-invoked").map(({ sessionId }) => sessionId),
  ].flatMap(take);
  const learn = [
    header.last_learn_session,
    ...events.filter(({ kind }) => kind === "learn-invoked").map(({ sessionId }) => sessionId),
  ].flatMap(take);
  return { planning, implementation, learn, remote: remoteSession(header), warnings };
}

/** The ids of all that can be learned from, wherever they are: of plan and implementation, not of learning. */
export function learnableSessions({ planning, implementation, remote }: SessionsOfPlan): Set<string> {
  const ids = [planning, ...implementation, remote?.sessionId];
  return new Set(ids.filter((id) => id !== undefined));
}

/** Whether an id may become part of a file name: session ids are UUIDs, agents' ids short hexadecimal numbers. */
export function isSessionId(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/.test(id);
}

function remoteSession(header: PlanHeader): UploadedSession | undefined {
  const { last_session_gist_url: gistUrl, last_session_id: sessionId } = header;
  if (gistUrl && sessionId && isSessionId(sessionId)) {
    return { kind: "gist", sessionId, gistUrl, runId: undefined };
  }
  const { last_remote_impl_run_id: runId, last_remote_impl_session_id: legacyId } = header;
  if (runId && legacyId && isSessionId(legacyId)) {
    return { kind: "artifact", sessionId: legacyId, gistUrl: undefined, runId };
  }
  return undefined;
}
