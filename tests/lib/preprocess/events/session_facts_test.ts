import assert from "node:assert/strict";
import type { EntryBase } from "../../../../lib/session/mod.ts";
import { newSessionFacts, noteFacts, noteModel } from "../../../../lib/preprocess/events/session_facts.ts";

function factsOf(...entries: readonly Partial<EntryBase>[]) {
  const facts = newSessionFacts();
  for (const entry of entries) noteFacts(facts, entry as EntryBase);
  return facts;
}

Deno.test("a session begins and ends with its earliest and its latest time, in whatever order they stand", () => {
  const [first, middle, last] = ["08", "09", "10"].map((hour) => `2026-02-09T${hour}:00:00.000Z`);
  for (
    const times of [[first, middle, last], [middle, first, last], [last, middle, first], [
      middle,
      last,
      first,
    ]]
  ) {
    const { startedAt, endedAt } = factsOf(
      ...["soon", undefined, ...times, "2026-02-09"].map((timestamp) => ({ timestamp })),
    );
    assert.deepEqual([startedAt, endedAt], [first, last], times.join());
  }
  assert.equal(factsOf({ timestamp: "0" }, {}).startedAt, undefined);
  assert.equal(factsOf({ timestamp: "zzz" }, {}).endedAt, undefined);
});

Deno.test("of id, version, branch and folder the first counts, of versions the last one too", () => {
  const facts = factsOf(
    { gitBranch: "" },
    { sessionId: "a", version: "2.1.0", gitBranch: "main", cwd: "/a" },
    { sessionId: "b", version: "2.1.1", gitBranch: "x", cwd: "/b" },
    {},
  );
  const { sessionId, version, lastVersion, branch, cwd } = facts;
  assert.deepEqual([sessionId, version, lastVersion, branch, cwd], ["a", "2.1.0", "2.1.1", "main", "/a"]);
});

Deno.test("each model is told once, the last one by itself", () => {
  const facts = newSessionFacts();
  for (const model of ["a", "a", undefined, "b", "a", undefined]) noteModel(facts, model);
  assert.deepEqual([[...facts.models], facts.lastModel], [["a", "b"], "a"]);
});
