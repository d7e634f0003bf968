import assert from "node:assert/strict";
import { join } from "node:path";
import { findMetadataBlock } from "../../lib/github/plan/metadata_block.ts";
import { editIssue } from "../../lib/github/plan/issue_writes.ts";
import { parseRepositoryName } from "../../lib/github/repository/repository_name.ts";
import { planSave } from "../../scripts/plan_save.ts";
import { PLAN_REPOSITORY } from "../support/plan_scenario.ts";
import { madeIssues, SAVE, startSaving, TRIPWIRES } from "./plan_world.ts";

Deno.test("a plan that is saved again without tripwires keeps none of before", async () => {
  await using world = await startSaving();
  const { issue_number: issue } = await world.run("plan-save", SAVE);
  const stored = () =>
    world.emulator.issue(Number(issue)).comments.flatMap(({ body }) =>
      findMetadataBlock(body, "tripwire-candidates")?.fields.get("candidates") ?? []
    );
  assert.deepEqual(stored(), TRIPWIRES.candidates);
  // What can't be read says nothing of them.
  await world.write("tripwires.json", "nothing");
  assert.equal((await world.run("plan-save", SAVE))["issue_number"], issue);
  assert.deepEqual(stored(), TRIPWIRES.candidates);
  await world.write("tripwires.json", '{"candidates": []}');
  assert.equal((await world.run("plan-save", SAVE))["issue_number"], issue);
  assert.deepEqual(stored(), []);
});

Deno.test("runs that save a plan at once make one issue", async () => {
  await using world = await startSaving();
  const saved = await Promise.all(
    [1, 2, 3].map(() => world.run("plan-save", { planFile: "learn-plan.md", issue: "42" })),
  );
  assert.equal(madeIssues(world.emulator).length, 1);
  assert.deepEqual(saved.map(({ created }) => created).toSorted(), [false, false, true]);
});

Deno.test("two machines that save a plan at the same moment end with one open issue, and write it once", async () => {
  await using world = await startSaving();
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-plan-" });
  try {
    await Deno.copyFile(join(world.folder, "learn-plan.md"), join(folder, "learn-plan.md"));
    const elsewhere = {
      ...world.context,
      workingDirectory: folder,
      projectRoot: () => Promise.resolve(folder),
    };
    const input = { planFile: "learn-plan.md", planType: "learn" as const, parent: { number: 42 } };
    world.emulator.settings.latencyMilliseconds = 20;
    // Each has looked for the other's issue before one of them is made.
    const { promise: bothHaveLooked, resolve } = Promise.withResolvers<void>();
    let waiting = 0;
    const before = () => {
      if (++waiting === 2) resolve();
      return bothHaveLooked;
    };
    world.emulator.faults.inject({
      ...{ method: "POST", path: /\/issues$/, times: 2 },
      fault: { kind: "meanwhile", before },
    });
    const saved = await Promise.all([planSave(input, world.context), planSave(input, elsewhere)]);
    const made = madeIssues(world.emulator);
    assert.deepEqual(made.map(({ state }) => state), ["open", "closed"]);
    assert.deepEqual(saved.map(({ plan_number }) => plan_number), [made[0]?.number, made[0]?.number]);
    assert.deepEqual([made[0]?.comments.length, made[1]?.comments.map(({ body }) => body)], [1, [
      `Saved at the same moment as #${made[0]?.number}, which holds the plan.`,
    ]]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("where no lock can be made a plan is saved all the same, with a warning; a link in its place is refused", async () => {
  await using world = await startSaving();
  await world.write(".erk", "a file");
  const said: string[] = [];
  const context = {
    ...world.context,
    progress: { ...world.context.progress, warn: (line: string) => void said.push(line) },
  };
  const input = { planFile: "learn-plan.md", planType: "learn" as const, parent: { number: 42 } };
  assert.equal((await planSave(input, context)).created, true);
  assert.match(
    said.join("\n"),
    /No lock can be taken here \(.+\): don't save what plan #42 taught twice at once/,
  );
  await Deno.remove(join(world.folder, ".erk"));
  await Deno.symlink(world.folder, join(world.folder, ".erk"));
  await assert.rejects(planSave(input, context), /\.erk is a symbolic link, and was left alone/);
});

Deno.test("a title is plain text: Markdown's escapes are none of it", async () => {
  await using world = await startSaving();
  const text = await Deno.readTextFile(join(world.folder, "learn-plan.md"));
  await world.write(
    "learn-plan.md",
    text.replace(/^# .*/, "# Documentation Plan: a \\`b\\` &lt;c> of \\[d\\](e), R&amp;D"),
  );
  const { title } = await world.run("plan-save", SAVE);
  assert.equal(title, "[erk-learn] Documentation Plan: a `b` <c> of [d](e), R&D");
});

Deno.test("a closed issue that holds the very plan stays closed, and that is said", async () => {
  await using world = await startSaving();
  const first = await world.run("plan-save", SAVE);
  const number = Number(first["issue_number"]);
  const client = await world.context.github();
  await editIssue(client, parseRepositoryName(PLAN_REPOSITORY), number, { state: "closed" });
  const again = await world.run("plan-save", SAVE);
  assert.deepEqual([again["issue_number"], again["is_open"], first["is_open"]], [number, false, true]);
  assert.match(String(again["warnings"]), /holds this very plan and is closed; it stays closed: reopen it/);
  assert.equal(world.emulator.issue(number).state, "closed");
});
