import assert from "node:assert/strict";
import type { PlanEvent } from "../../../../lib/github/plan/plan_comments.ts";
import type { PlanHeader } from "../../../../lib/github/plan/plan_header_fields.ts";
import { isSessionId, trackedSessions } from "../../../../lib/github/plan/tracked_sessions.ts";

function event(kind: PlanEvent["kind"], sessionId?: string): PlanEvent {
  return { kind, commentId: 1, sessionId, timestamp: undefined, fields: {} };
}

function tracked(header: PlanHeader, events: readonly PlanEvent[] = []) {
  return trackedSessions({ header, events });
}

Deno.test("ids come in the documented order, each once", () => {
  const { planning, implementation, learn } = tracked(
    { created_from_session: "plan", last_local_impl_session: "impl-3", last_learn_session: "learn-2" },
    [
      event("impl-started", "impl-1"),
      event("impl-ended", "impl-1"),
      event("learn-invoked", "learn-1"),
      event("impl-started", "impl-2"),
      event("impl-started", "impl-3"),
      event("learn-invoked"),
      event("learn-invoked", "learn-2"),
    ],
  );
  assert.equal(planning, "plan");
  assert.deepEqual(implementation, ["impl-3", "impl-1", "impl-2"]);
  assert.deepEqual(learn, ["learn-2", "learn-1"]);
});

Deno.test("a session that planned and implemented is the planning session", () => {
  const found = tracked({ created_from_session: "one", last_local_impl_session: "one" }, [
    event("impl-ended", "one"),
  ]);
  assert.deepEqual([found.planning, found.implementation], ["one", []]);
});

Deno.test("a plan without a header still has the sessions of its comments", () => {
  const found = trackedSessions({ header: undefined, events: [event("impl-started", "impl-1")] });
  assert.deepEqual([found.planning, found.implementation, found.remote], [undefined, ["impl-1"], undefined]);
});

Deno.test("an id that could leave a folder is left out with a warning", () => {
  const { implementation, warnings } = tracked({ last_local_impl_session: "../../etc/passwd" }, [
    event("impl-started", "ok"),
    event("impl-started", "a/b"),
    event("impl-started", ".."),
    event("impl-started", "C:x"),
  ]);
  assert.deepEqual(implementation, ["ok"]);
  assert.equal(warnings.length, 4);
  assert.match(warnings[0] ?? "", /"\.\.\/\.\.\/etc\/passwd" is no session id/);
});

const GIST = {
  last_session_gist_url: "https://gist.github.com/ada/0123456789abcdef0123",
  last_session_id: "s-1",
};
const LEGACY = { last_remote_impl_run_id: "77", last_remote_impl_session_id: "s-2" };

Deno.test("the gist wins over the legacy artifact, and half of either is none", () => {
  assert.deepEqual(tracked({ ...GIST, ...LEGACY }).remote, {
    kind: "gist",
    sessionId: "s-1",
    gistUrl: GIST.last_session_gist_url,
    runId: undefined,
  });
  assert.deepEqual(tracked(LEGACY).remote, {
    kind: "artifact",
    sessionId: "s-2",
    gistUrl: undefined,
    runId: "77",
  });
  assert.equal(tracked({ last_session_gist_url: GIST.last_session_gist_url }).remote, undefined);
  assert.equal(tracked({ last_session_id: "s-1" }).remote, undefined);
  assert.equal(tracked({ last_remote_impl_run_id: "77" }).remote, undefined);
  assert.equal(tracked({ ...LEGACY, last_remote_impl_session_id: "../x" }).remote, undefined);
  assert.equal(tracked({ ...GIST, last_session_id: "../x" }).remote, undefined);
});

Deno.test("session ids are what names of files may hold", () => {
  assert(["12519324-4fd0-4125-bbeb-ca5cd817a77e", "agent-a05b299", "s_1", "Z", "9"].every(isSessionId));
  assert(isSessionId("x".repeat(128)));
  assert(!["", "-rf", ".", "a.jsonl", "a b", "ä", "x".repeat(129), "a\n"].some(isSessionId));
});
