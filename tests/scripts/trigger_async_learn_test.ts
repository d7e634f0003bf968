import assert from "node:assert/strict";
import { join } from "node:path";
import { type Progress, silentProgress } from "../../lib/cli/mod.ts";
import { downloadLearnMaterials } from "../../scripts/download_learn_materials.ts";
import { packMaterialsFolder } from "../../scripts/upload_learn_materials.ts";
import { type SessionRecord, unpackMaterials } from "../../lib/materials/mod.ts";
import { command, triggerAsyncLearn, type TriggerInput } from "../../scripts/trigger_async_learn.ts";
import { PLAN_ISSUE, PLAN_REPOSITORY, seedPlanIssue } from "../support/plan_scenario.ts";
import { contextWith } from "./emulator_context.ts";
import {
  conversation,
  IMPLEMENTATION,
  INPUT,
  inWorld,
  PLANNING,
  REMOTE,
  seedOrdinaryPlan,
  writesTo,
} from "./trigger_world.ts";

Deno.test("a plan's sessions and comments reach the gist, the workflow gets them, the header says so last", () =>
  inWorld(async (world) => {
    const { emulator, context } = world;
    const log = conversation(REMOTE, "Run it in CI.", "It ran in CI.").map((line) => JSON.stringify(line))
      .join("\n");
    const session = emulator.seedGist({ files: { [`session-${REMOTE}.jsonl`]: log } });
    await seedOrdinaryPlan(world, { remote: { id: REMOTE, gistUrl: session.htmlUrl, gistId: session.id } });

    const answer = await triggerAsyncLearn(INPUT, context);

    const run = emulator.workflowRuns().at(-1);
    const gist = emulator.gists().at(-1);
    assert.equal(answer.success, true);
    assert.equal(answer.issue_number, PLAN_ISSUE);
    assert.equal(answer.plan_id, "42");
    assert.equal(answer.workflow_triggered, true);
    assert.equal(answer.run_id, String(run?.id));
    assert.equal(answer.workflow_url, run?.htmlUrl);
    assert.equal(answer.gist_url, gist?.htmlUrl);
    assert.deepEqual(answer.warnings, []);
    assert.equal(gist?.public, false);
    assert.equal(gist?.description, "Learn materials for plan #42");
    assert.deepEqual(Object.keys(gist?.files ?? {}), ["learn-materials-plan-42.txt"]);
    assert.equal(run?.inputs["issue_number"], "42");
    assert.equal(run?.inputs["gist_url"], gist?.htmlUrl);
    assert.match(run?.inputs["distinct_id"] ?? "", /^[0-9a-z]{6}$/);
    assert.equal(run?.displayTitle, `42:${run?.inputs["distinct_id"]}`);
    assert.equal(run?.ref, "main");
    assert.deepEqual(writesTo(emulator), [
      "POST /gists",
      "POST /repos/acme/widgets/actions/workflows/learn.yml/dispatches",
      "PATCH /repos/acme/widgets/issues/42",
    ]);
    assert.equal(world.header()["learn_status"], "pending");
    assert.equal(answer.learn_status, "pending");
    assert.equal(world.header()["learn_run_id"], String(run?.id));
    assert.equal(world.header()["learn_materials_gist_url"], gist?.htmlUrl);
    assert.equal(world.header()["created_by"], "ada");

    const downloaded = await downloadLearnMaterials(
      { gistUrl: answer.gist_url ?? "", outputDir: "ci" },
      context,
    );
    assert.equal(downloaded.verified, true);
    assert.equal(downloaded.issue_number, PLAN_ISSUE);
    assert.deepEqual(downloaded.files.toSorted(), [
      `impl-${IMPLEMENTATION}.xml`,
      `impl-${REMOTE}.xml`,
      "manifest.json",
      `planning-${PLANNING}.xml`,
      "pr-comments.json",
      "pr-discussion-comments.json",
      "pr-review-comments.json",
    ]);
    const remote = await Deno.readTextFile(join(downloaded.output_dir, `impl-${REMOTE}.xml`));
    assert.match(remote, /Run it in CI\./);
    const review = JSON.parse(
      await Deno.readTextFile(join(downloaded.output_dir, "pr-review-comments.json")),
    );
    assert.deepEqual(
      review.threads.map((
        thread: { path: string; is_resolved: boolean },
      ) => [thread.path, thread.is_resolved]),
      [["src/upload/retry.ts", true], ["src/upload/client.ts", false]],
    );
    assert.equal(answer.materials?.files, downloaded.file_count);
    assert.equal(answer.materials?.bytes_out, downloaded.bytes);
  }));

Deno.test("tracked sessions that are gone are replaced by the newest of this project", () =>
  inWorld(async (world) => {
    await world.writeLog(
      IMPLEMENTATION,
      conversation(IMPLEMENTATION, `Work. ${"detail ".repeat(300)}`, "Done."),
    );
    seedPlanIssue(world.emulator, { planning: PLANNING });
    const answer = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(answer.workflow_triggered, true);
    assert.match(answer.warnings.join(), new RegExp(PLANNING));
    assert.match(answer.warnings.join(), /the newest ones of this project and branch take their place/);
    assert.match(
      world.emulator.gists()[0]?.files["learn-materials-plan-42.txt"] ?? "",
      new RegExp(IMPLEMENTATION),
    );
  }));

Deno.test("a dry run prepares and packs, and writes nothing to GitHub", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const said: string[] = [];
    const progress = { ...world.context.progress, note: (line: string) => void said.push(line) };
    const answer = await triggerAsyncLearn({ ...INPUT, dryRun: true }, { ...world.context, progress });
    assert.match(
      said.at(-1) ?? "",
      /^Nothing was uploaded: what would be is in \/.*learn-42$/,
    );
    assert.equal(answer.workflow_triggered, false);
    assert.equal(answer.gist_url, null);
    assert.ok((answer.materials?.tokens ?? 0) > 0);
    assert.deepEqual(writesTo(world.emulator), []);
    const folder = join(world.project, ".erk", "scratch", "learn-42");
    assert.equal(answer.materials?.folder, folder);
    await Deno.stat(join(folder, `planning-${PLANNING}.xml`));
    assert.equal(await Deno.readTextFile(join(folder, "..", ".gitignore")), "*\n");
  }));

Deno.test("--skip-workflow uploads the gist and leaves the workflow and the header alone", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const answer = await triggerAsyncLearn({ ...INPUT, skipWorkflow: true }, world.context);
    assert.equal(answer.workflow_triggered, false);
    assert.equal(answer.gist_url, world.emulator.gists()[0]?.htmlUrl);
    assert.deepEqual(writesTo(world.emulator), ["POST /gists"]);
    assert.equal(world.header()["learn_status"], "not_started");
  }));

Deno.test("what an earlier run left in the folder, and empty files, never reach the gist", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const folder = join(world.project, ".erk", "scratch", "learn-42");
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(join(folder, "impl-stale-part7.xml"), "<session>stale words</session>");
    await Deno.writeTextFile(join(folder, "impl-empty.xml"), "");
    await Deno.writeTextFile(join(folder, "notes.txt"), "mine");
    await triggerAsyncLearn(INPUT, world.context);
    const packed = world.emulator.gists()[0]?.files["learn-materials-plan-42.txt"] ?? "";
    assert.doesNotMatch(packed, /stale|impl-empty|notes\.txt/);
    assert.equal(await Deno.readTextFile(join(folder, "notes.txt")), "mine");
  }));

Deno.test("the manifest and a table tell what became of each session, one that is left out as empty among them", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    await world.writeLog(PLANNING, [{ type: "summary", summary: "Nothing", leafUuid: "x" }]);
    const notes: string[] = [];
    const progress: Progress = { ...silentProgress, note: (line) => void notes.push(line) };
    const answer = await triggerAsyncLearn({ ...INPUT, dryRun: true, detail: "low" }, {
      ...world.context,
      progress,
    });
    const folder = answer.materials?.folder ?? "";
    const context = { ...world.context, progress: silentProgress };
    const packed = await packMaterialsFolder({ directory: folder, issueNumber: PLAN_ISSUE }, context);
    const text = packed.gistFiles[0]?.content ?? "";
    const { files } = await unpackMaterials(text);
    const manifest = files.find(({ name }) => name === "manifest.json")?.bytes;
    const { sessions } = JSON.parse(new TextDecoder().decode(manifest));
    assert.deepEqual(
      sessions.map((record: SessionRecord) => [record.id, record.status, record.files]),
      [[IMPLEMENTATION, "converted", [`impl-${IMPLEMENTATION}.xml`]], [PLANNING, "empty", []]],
    );
    const table = notes.find((note) => note.startsWith("  session")) ?? "";
    assert.match(table, new RegExp(`\n  planning ${PLANNING.slice(0, 7)}.* empty(?:\n|$)`));
    assert.match(table, new RegExp(`\n  impl ${IMPLEMENTATION.slice(0, 8)}.* \\d+ B(?:\n|$)`));
  }));

Deno.test("a server that doesn't tell the run's id is asked for the run by its name", () =>
  inWorld(async (world) => {
    world.emulator.settings.dispatchReturnsRunDetails = false;
    await seedOrdinaryPlan(world);
    const answer = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(answer.run_id, String(world.emulator.workflowRuns()[0]?.id));
  }));

Deno.test("secrets, user names and addresses of the logs never reach the gist", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const token = "ghp_" + "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx";
    await world.writeLog(
      IMPLEMENTATION,
      conversation(
        IMPLEMENTATION,
        `Use ${token}, it is in /home/ada/secrets.txt`,
        "Ask ada.byron@widgets.example.",
      ),
    );
    await triggerAsyncLearn(INPUT, world.context);
    const packed = world.emulator.gists()[0]?.files["learn-materials-plan-42.txt"] ?? "";
    assert.match(packed, /\[redacted:/);
    for (const secret of [token, "/home/ada", "ada.byron"]) assert.ok(!packed.includes(secret), secret);
  }));

Deno.test("the answer fits the result schema that documentation is made from", () => {
  const schema = command.resultSchema() as { required: string[] };
  assert.ok(
    ["success", "run_id", "workflow_url", "gist_url", "materials"].every((name) =>
      schema.required.includes(name)
    ),
  );
});

Deno.test("a second dry run on unchanged logs converts nothing; a changed log alone is converted, --no-cache all", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const steps: string[] = [];
    const progress: Progress = {
      ...silentProgress,
      step: (title) => ({
        ...silentProgress.step(title),
        done: (summary) => void steps.push(`${title}: ${summary}`),
      }),
    };
    const secret = ["gh", "p_", "Cd2".repeat(12)].join("");
    await world.writeLog(PLANNING, conversation(PLANNING, `Plan it with ${secret}.`, "Planned."));
    const run = async (input: Partial<TriggerInput> = {}) => {
      const before = steps.length;
      const context = contextWith(world.emulator, {
        workingDirectory: world.project,
        repository: PLAN_REPOSITORY,
        claudeFolder: world.context.claudeFolder,
      });
      const answer = await triggerAsyncLearn({ ...INPUT, dryRun: true, ...input }, { ...context, progress });
      const summary = steps.slice(before).find((line) => line.startsWith("Preprocess the sessions")) ?? "";
      const folder = answer.materials?.folder ?? "";
      const part = await Deno.readTextFile(join(folder, `planning-${PLANNING}.xml`));
      const redactions = (await context.redactor()).receipt()["github-token"];
      return { ...answer.materials, summary, part, redactions };
    };

    const first = await run();
    assert.doesNotMatch(first.summary, /cache/);
    assert.equal(first.redactions, 1);
    const second = await run();
    assert.match(second.summary, /; 2 from the cache$/);
    assert.equal(second.summary.replace("; 2 from the cache", ""), first.summary);
    assert.equal(second.part, first.part);
    assert.deepEqual([second.bytes_in, second.bytes_out, second.tokens, second.redactions], [
      first.bytes_in,
      first.bytes_out,
      first.tokens,
      first.redactions,
    ]);

    await world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, "Implement more.", "Done."));
    assert.match((await run()).summary, /; 1 from the cache$/);

    const sessions = join(world.project, ".erk", "cache", "sessions");
    for await (const { name } of Deno.readDir(sessions)) {
      await Deno.writeTextFile(join(sessions, name), "damaged", { append: true });
    }
    assert.doesNotMatch((await run()).summary, /cache/);
    assert.match((await run()).summary, /; 2 from the cache$/);
    const anew = await run({ cache: false });
    assert.doesNotMatch(anew.summary, /cache/);
    assert.equal(anew.part, first.part, "the same secret has the same mark in every run");
  }));

for (const [one, other, length] of [["x", "x-part1", 900], ["abc", "ABC", 9]] as const) {
  Deno.test(`the sessions ${one} and ${other} are files apart, from the gist to the folder they are read from`, () =>
    inWorld(async (world) => {
      const words = Array.from({ length }, (_, index) => `word${index}`).join(" ");
      await world.writeLog(one, conversation(one, `First words. ${words}`, words));
      await world.writeLog(other, conversation(other, "Other words.", "Done."));
      seedPlanIssue(world.emulator, { implementation: [one, other] });
      const answer = await triggerAsyncLearn({ ...INPUT, maxTokens: 1000 }, world.context);
      assert.deepEqual(answer.warnings, []);
      const outputDir = join(world.project, "downloaded");
      await downloadLearnMaterials({ gistUrl: answer.gist_url ?? "", outputDir }, world.context);
      const manifest = JSON.parse(await Deno.readTextFile(join(outputDir, "manifest.json")));
      const told = new Map<string, string>();
      for (const { id, files } of manifest.sessions as SessionRecord[]) {
        const texts = await Promise.all(files.map((file) => Deno.readTextFile(join(outputDir, file))));
        told.set(id, texts.join("\n"));
      }
      assert.match(told.get(one) ?? "", new RegExp(`First words[^]*word${length - 1}`));
      assert.doesNotMatch(told.get(one) ?? "", /Other words/);
      assert.match(told.get(other) ?? "", /Other words/);
    }));
}
