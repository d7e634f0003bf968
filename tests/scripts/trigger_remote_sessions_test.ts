import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { seedPlanIssue } from "../support/plan_scenario.ts";
import { buildZip } from "../support/zip_builder.ts";
import { startAsyncLearn } from "../../scripts/start_async_learn.ts";
import {
  conversation,
  failureOf,
  IMPLEMENTATION,
  INPUT,
  inWorld,
  REMOTE,
  type World,
} from "./trigger_world.ts";

const LOG = conversation(REMOTE, "Run it in CI.", "It ran in CI.").map((line) => `${JSON.stringify(line)}\n`)
  .join("");

/** Puts the session somewhere and gives the header's fields about it. */
type Place = (world: World) => Record<string, string> | Promise<Record<string, string>>;

function inGist(
  address: (gist: { id: string; htmlUrl: string; rawUrl: string; revisions: readonly string[] }) => string,
): Place {
  return ({ emulator }) => {
    const gist = emulator.seedGist({ files: { [`session-${REMOTE}.jsonl`]: LOG } });
    return gistHeader(address(gist));
  };
}

function gistHeader(url: string): Record<string, string> {
  return { last_session_gist_url: `'${url}'`, last_session_id: REMOTE, last_session_source: "remote" };
}

function inArtifact(seed: { expired?: boolean; zip?: Uint8Array; name?: string }): Place {
  return ({ emulator }) => {
    const runId = emulator.seedWorkflowRun({ workflow: "learn.yml" });
    const files = { [`${REMOTE}.jsonl`]: LOG };
    emulator.seedArtifact({
      runId,
      name: `session-${REMOTE}`,
      ...(seed.zip === undefined ? { files } : {}),
      ...seed,
    });
    return runHeader(String(runId));
  };
}

function runHeader(runId: string): Record<string, string> {
  return { last_remote_impl_session_id: REMOTE, last_remote_impl_run_id: `'${runId}'` };
}

async function trigger(
  place: Place,
): Promise<{ warnings: readonly string[]; packed: string; triggered: boolean }> {
  let outcome: { warnings: readonly string[]; packed: string; triggered: boolean } | undefined;
  await inWorld(async (world) => {
    await world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, "Implement it.", "Done."));
    const header = await place(world);
    seedPlanIssue(world.emulator, { implementation: [IMPLEMENTATION] }, { header });
    const answer = await triggerAsyncLearn(INPUT, world.context);
    const packed = world.emulator.gists().at(-1)?.files["learn-materials-plan-42.txt"] ?? "";
    outcome = { warnings: answer.warnings, packed, triggered: answer.workflow_triggered };
  });
  assert.ok(outcome !== undefined);
  return outcome;
}

const fetched: [string, Place][] = [
  ["a gist's page", inGist(({ htmlUrl }) => htmlUrl)],
  ["a gist's page with a slash", inGist(({ htmlUrl }) => `${htmlUrl}/`)],
  ["a gist's raw address", inGist(({ rawUrl }) => rawUrl)],
  ["a raw address of a file", inGist(({ rawUrl }) => `${rawUrl}/session-${REMOTE}.jsonl`)],
  ["a page of a revision", inGist(({ htmlUrl, revisions }) => `${htmlUrl}/${revisions[0]}`)],
  ["a raw address of a revision", inGist(({ rawUrl, revisions }) => `${rawUrl}/${revisions[0]}`)],
  ["a gist's id", inGist(({ id }) => id)],
  ["a workflow artifact, as older plans have it", inArtifact({})],
];

for (const [title, place] of fetched) {
  Deno.test(`trigger learns from a remote session at ${title}`, async () => {
    const { warnings, packed, triggered } = await trigger(place);
    assert.deepEqual([warnings, triggered], [[], true]);
    assert.match(packed, new RegExp(`FILE: impl-${REMOTE}\\.xml\n[^]*Run it in CI\\.`));
  });
}

const lost: [string, Place, RegExp][] = [
  ["a gist that was deleted", (world) => {
    const { id, htmlUrl } = world.emulator.seedGist({ files: { [`session-${REMOTE}.jsonl`]: LOG } });
    world.emulator.deleteGist(id);
    return gistHeader(htmlUrl);
  }, /The gist \w+ isn't there/],
  ["a revision that isn't there", inGist(({ htmlUrl }) => `${htmlUrl}/${"0".repeat(40)}`), /isn't there/],
  [
    "a gist without a log",
    ({ emulator }) => gistHeader(emulator.seedGist({ files: { "a.md": "x" } }).htmlUrl),
    /holds no session log/,
  ],
  [
    "an address that is no gist's",
    () => gistHeader("https://example.test/nothing"),
    /not the address of a gist/,
  ],
  [
    "an artifact that has expired",
    inArtifact({ expired: true }),
    /has expired: GitHub has deleted its content/,
  ],
  ["a run that was deleted", () => runHeader("4711"), /workflow run 4711 .* isn't there/],
  ["an artifact that is no zip", inArtifact({ zip: new Uint8Array(100) }), /is refused: it has no directory/],
  [
    "an encrypted artifact",
    inArtifact({ zip: buildZip([{ name: `${REMOTE}.jsonl`, content: new Uint8Array(9), flags: 1 }]) }),
    /is encrypted/,
  ],
];

for (const [title, place, expected] of lost) {
  Deno.test(`${title} is one warning that names the session, and trigger learns from the rest`, async () => {
    const { warnings, packed, triggered } = await trigger(place);
    assert.equal(triggered, true);
    assert.equal(warnings.length, 1, warnings.join("\n"));
    assert.match(warnings[0] ?? "", new RegExp(`^Session ${REMOTE} is left out: `));
    assert.match(warnings[0] ?? "", expected);
    assert.match(packed, /Implement it\./);
    assert.ok(!packed.includes(REMOTE));
  });
}

Deno.test("a remote session that was deleted after a run fetched it is taken from there, with a warning", () =>
  inWorld(async (world) => {
    await world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, "Implement it.", "Done."));
    const { id, htmlUrl } = world.emulator.seedGist({ files: { [`session-${REMOTE}.jsonl`]: LOG } });
    seedPlanIssue(world.emulator, { implementation: [IMPLEMENTATION] }, { header: gistHeader(htmlUrl) });
    const upload = world.emulator.faults.inject({
      method: "POST",
      path: /^\/gists$/,
      fault: { kind: "status", status: 422 },
    });
    await assert.rejects(triggerAsyncLearn(INPUT, world.context), /Uploading the materials failed/);
    assert.equal(upload.hits, 1);
    world.emulator.faults.clear();
    world.emulator.deleteGist(id);
    const { warnings, workflow_triggered } = await triggerAsyncLearn(INPUT, world.newContext());
    assert.equal(workflow_triggered, true);
    assert.equal(warnings.length, 1, warnings.join("\n"));
    assert.match(warnings[0] ?? "", new RegExp(`^Session ${REMOTE} is taken from .*remote-downloads`));
    assert.match(warnings[0] ?? "", /can't be fetched again \(The gist \w+ isn't there/);
    const packed = world.emulator.gists().at(-1)?.files["learn-materials-plan-42.txt"] ?? "";
    assert.match(packed, /Run it in CI\./);
  }));

for (const place of ["remote-downloads", join("remote-downloads", `${REMOTE}.jsonl`)]) {
  Deno.test(`a remote session that can't be written (${place}) ends the run: it isn't left out`, () =>
    inWorld(async (world) => {
      await world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, "Implement it.", "Done."));
      const header = await inGist(({ htmlUrl }) => htmlUrl)(world);
      seedPlanIssue(world.emulator, { implementation: [IMPLEMENTATION] }, { header });
      const path = join(world.project, ".erk", "scratch", "learn-42", place);
      // A file in the folder's place, a folder in the file's.
      if (place === "remote-downloads") {
        await Deno.mkdir(dirname(path), { recursive: true });
        await Deno.writeTextFile(path, "");
      } else await Deno.mkdir(path, { recursive: true });
      await assert.rejects(triggerAsyncLearn(INPUT, world.context), /remote-downloads/);
      assert.equal(world.emulator.gists().length, 1);
    }));
}

Deno.test("a remote session's gist that isn't of whom its address names is a warning", async () => {
  const { warnings, packed } = await trigger(
    inGist(({ htmlUrl }) => htmlUrl.replace("/gist/ada/", "/gist/mallory/")),
  );
  assert.equal(warnings.length, 1, warnings.join("\n"));
  assert.match(warnings[0] ?? "", new RegExp(`session ${REMOTE}: the address names mallory, but .* ada$`));
  assert.match(packed, /Run it in CI\./);
});

Deno.test("a session that GitHub doesn't answer for isn't taken for none, one that is gone is", () =>
  inWorld(async (world) => {
    const { emulator, project } = world;
    const { id, htmlUrl } = emulator.seedGist({ files: { [`session-${REMOTE}.jsonl`]: LOG } });
    seedPlanIssue(emulator, {}, { header: gistHeader(htmlUrl) });
    const input = { issue: { number: 42 }, outputDir: join(project, "input") };
    for (const status of [422, 409, 200]) {
      const rule = emulator.faults.inject({
        path: new RegExp(`/gists/${id}$`),
        times: 9,
        fault: { kind: "status", status, body: { message: "not now" } },
      });
      const fetching = /^Fetching the sessions failed: Could not read the gist/;
      assert.match((await failureOf(triggerAsyncLearn(INPUT, world.newContext()))).message, fetching);
      assert.match((await failureOf(startAsyncLearn(input, world.newContext()))).message, fetching);
      rule.remove();
    }
    assert.ok(!emulator.issue(42).comments.some(({ body }) => body.includes("No session data")));
    emulator.deleteGist(id);
    assert.equal(
      (await failureOf(triggerAsyncLearn(INPUT, world.newContext()))).message,
      "No session data available for learning",
    );
    assert.equal((await startAsyncLearn(input, world.newContext())).state, "no_sessions");
  }));
