import assert from "node:assert/strict";
import { join } from "node:path";
import { type Progress, silentProgress } from "../../lib/cli/mod.ts";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { seedPlanIssue, seedPlanPullRequest } from "../support/plan_scenario.ts";
import { type BuiltSession, parseLog, session } from "../support/session_builder/mod.ts";
import { IMPLEMENTATION, INPUT, inWorld, PLANNING, REMOTE, type World, writesTo } from "./trigger_world.ts";

const FORK = "3e87d8f8-4444-4f4b-8f4d-8e4a5b6c7d8f";

const PROMPTS = ["Plan the retry of uploads.", "continue", "Implement it.", "continue", "Try another way."];

/** A planning session, its resume (which implements), and a fork of the resume that lies in a gist or here. */
function planSessions(): { planning: BuiltSession; resumed: BuiltSession; fork: BuiltSession } {
  const planning = session({ id: PLANNING, version: "1.0.44" }).prompt("Plan the retry of uploads.")
    .bash("ls src", "upload.ts").assistant("Here is the plan.").prompt("continue").assistant("It is whole.")
    .build();
  const resumed = session({ id: IMPLEMENTATION, version: "1.0.44", start: "2026-11-20T12:00:00.000Z" })
    .copying(planning).prompt("Implement it.").bash("npm test", "3 passed").assistant("All tests pass.")
    .prompt("continue").assistant("There is nothing left.").build();
  const fork = session({ id: FORK, version: "2.1.20", start: "2026-11-20T15:00:00.000Z" })
    .copying(resumed).prompt("Try another way.").assistant("That works, too.").build();
  return { planning, resumed, fork };
}

async function writePlan(world: World, fork: BuiltSession): Promise<void> {
  const { planning, resumed } = planSessions();
  await world.writeLog(PLANNING, parseLog(planning.text));
  await world.writeLog(IMPLEMENTATION, parseLog(resumed.text));
  await world.writeLog(FORK, parseLog(fork.text));
  // The copies are named first: where they come from is read in the logs.
  seedPlanIssue(world.emulator, { planning: PLANNING, implementation: [FORK, IMPLEMENTATION] });
  seedPlanPullRequest(world.emulator);
}

/** The XML parts in the materials folder, by name. */
async function partsIn(folder: string): Promise<Record<string, string>> {
  const parts: Record<string, string> = {};
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".xml")) parts[name] = await Deno.readTextFile(join(folder, name));
  }
  return parts;
}

function promptsIn(parts: Readonly<Record<string, string>>): string[] {
  return Object.values(parts).flatMap((xml) =>
    [...xml.matchAll(/<user ref[^>]*>([^<]*)<\/user>/g)].map(([, text]) => text ?? "")
  );
}

Deno.test("a dry run shows each prompt once over all parts of a session, its resume and its fork", () =>
  inWorld(async (world) => {
    await writePlan(world, planSessions().fork);
    const answer = await triggerAsyncLearn({ ...INPUT, dryRun: true }, world.context);
    const parts = await partsIn(answer.materials?.folder ?? "");
    assert.deepEqual(
      Object.keys(parts).toSorted(),
      [
        `impl-${IMPLEMENTATION}.xml`,
        `impl-${FORK}.xml`,
        `planning-${PLANNING}.xml`,
      ].toSorted(),
    );
    assert.deepEqual(promptsIn(parts).toSorted(), PROMPTS.toSorted());
    const xml = Object.values(parts).join("\n");
    for (const answered of ["Here is the plan.", "All tests pass.", "upload.ts", "3 passed"]) {
      assert.equal(xml.split(answered).length, 2, answered);
    }
    assert.match(
      parts[`impl-${IMPLEMENTATION}.xml`] ?? "",
      new RegExp(`kind="copied_history" of="${PLANNING}"`),
    );
    assert.match(parts[`impl-${FORK}.xml`] ?? "", new RegExp(`kind="copied_history" of="${IMPLEMENTATION}"`));
    assert.deepEqual(answer.warnings, []);
    assert.deepEqual(writesTo(world.emulator), []);

    // The second run takes the same from the cache.
    const again = await triggerAsyncLearn({ ...INPUT, dryRun: true }, world.context);
    assert.deepEqual(await partsIn(again.materials?.folder ?? ""), parts);
  }));

Deno.test("a fork without a word of its own is left out, and the progress says where its words are", () =>
  inWorld(async (world) => {
    const { resumed } = planSessions();
    await writePlan(world, session({ id: FORK, version: "2.1.20" }).copying(resumed).build());
    const said: string[] = [];
    const progress: Progress = {
      ...silentProgress,
      detail: (line) => void said.push(line),
      step: (label) => ({
        ...silentProgress.step(label),
        done: (summary) => void said.push(`${label}: ${summary}`),
      }),
    };
    const context = { ...world.context, progress };
    const answer = await triggerAsyncLearn({ ...INPUT, dryRun: true }, context);
    assert.deepEqual(
      promptsIn(await partsIn(answer.materials?.folder ?? "")).toSorted(),
      PROMPTS.slice(0, 4).toSorted(),
    );
    const lines = said.join("\n");
    assert.match(lines, new RegExp(`${FORK}.*everything in it is in session ${PLANNING}, ${IMPLEMENTATION}`));
    assert.match(lines, /Preprocess the sessions: 2 sessions.*; 1 left out, as others hold all of it/);
    assert.match(
      lines,
      new RegExp(`3 sessions share history, the oldest first: ${PLANNING}, ${IMPLEMENTATION}`),
    );
  }));

Deno.test("a copy that comes from a gist is compared with the sessions on this machine", () =>
  inWorld(async (world) => {
    const { planning } = planSessions();
    await world.writeLog(PLANNING, parseLog(planning.text));
    const copy = session({ id: REMOTE, version: "1.0.44", start: "2026-11-20T12:00:00.000Z" })
      .copying(planning).prompt("Implement it.").assistant("All tests pass.").build();
    const gist = world.emulator.seedGist({ files: { [`session-${REMOTE}.jsonl`]: copy.text } });
    seedPlanIssue(world.emulator, {
      planning: PLANNING,
      implementation: [],
      remote: { id: REMOTE, gistUrl: gist.htmlUrl, gistId: gist.id },
    });
    seedPlanPullRequest(world.emulator);
    const answer = await triggerAsyncLearn({ ...INPUT, dryRun: true }, world.context);
    const parts = await partsIn(answer.materials?.folder ?? "");
    assert.deepEqual(
      promptsIn(parts).toSorted(),
      ["Plan the retry of uploads.", "continue", "Implement it."].toSorted(),
    );
    assert.deepEqual(Object.keys(parts).length, 2);
  }));
