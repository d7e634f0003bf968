import assert from "node:assert/strict";
import { join } from "node:path";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { PLAN_REPOSITORY } from "../support/plan_scenario.ts";
import { contextWith } from "./emulator_context.ts";
import { failureOf, INPUT, inWorld, seedOrdinaryPlan } from "./trigger_world.ts";

Deno.test("two triggers at once make one gist and one run; the second waits and reports the first one's", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const steps: string[] = [];
    const progress = {
      ...world.context.progress,
      step: (title: string) => {
        steps.push(title);
        return world.context.progress.step(title);
      },
    };
    const answers = await Promise.all(
      [1, 2, 3].map(() => triggerAsyncLearn(INPUT, { ...world.context, progress })),
    );
    assert.equal(world.emulator.gists().length, 1);
    assert.equal(world.emulator.workflowRuns().length, 1);
    assert.deepEqual(answers.map((answer) => answer.already_running).toSorted(), [false, true, true]);
    assert.equal(new Set(answers.map((answer) => answer.run_id)).size, 1);
    assert.match(steps.join("\n"), new RegExp(`Wait for another erk-learn \\(process ${Deno.pid}.*#42`));
  }));

Deno.test("two work trees of a clone that trigger a plan at once make one gist and one run", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const tree = join(world.project, "..", "tree");
    for (
      const args of [["init", "--quiet"], ["commit", "--allow-empty", "--quiet", "-m", "x"], [
        "worktree",
        "add",
        tree,
      ]]
    ) {
      const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@widgets.example"];
      const { success } = await new Deno.Command("git", { args: [...identity, ...args], cwd: world.project })
        .output();
      assert.ok(success, args.join(" "));
    }
    const { claudeFolder } = world.context;
    const answers = await Promise.all([world.project, tree].map((workingDirectory) => {
      const options = { workingDirectory, claudeFolder, repository: PLAN_REPOSITORY };
      return triggerAsyncLearn(INPUT, contextWith(world.emulator, options));
    }));
    assert.equal(world.emulator.gists().length, 1);
    assert.equal(world.emulator.workflowRuns().length, 1);
    assert.deepEqual(answers.map((answer) => answer.already_running).toSorted(), [false, true]);
    assert.equal(answers[0]?.run_id, answers[1]?.run_id);
  }));

Deno.test("with --wait 0 the second of two triggers says who is at work, and does nothing", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const reached = Promise.withResolvers<void>();
    const resume = Promise.withResolvers<void>();
    world.emulator.faults.inject({
      method: "POST",
      path: /^\/gists$/,
      fault: { kind: "meanwhile", before: () => (reached.resolve(), resume.promise) },
    });
    const first = triggerAsyncLearn(INPUT, world.context);
    await reached.promise;
    const error = await failureOf(triggerAsyncLearn({ ...INPUT, wait: 0 }, world.context));
    assert.match(
      error.message,
      new RegExp(`^Plan #42 is being triggered by another erk-learn \\(process ${Deno.pid}`),
    );
    assert.match(error.detail ?? "", /learn-42\.lock/);
    resume.resolve();
    assert.equal((await first).workflow_triggered, true);
  }));

Deno.test("where the git folder can't hold the lock, it lies beside the materials", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    await Deno.mkdir(join(world.project, ".git"));
    await Deno.writeTextFile(join(world.project, ".git", "erk-learn"), "in the way");
    const answer = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(answer.workflow_triggered, true);
    await Deno.stat(join(world.project, ".erk", "scratch", "learn-42.lock"));
  }));

Deno.test("a plan that is refused leaves nothing in the project, not even a lock", () =>
  inWorld(async (world) => {
    await failureOf(triggerAsyncLearn({ ...INPUT, issue: { number: 999 } }, world.context));
    assert.deepEqual(await Array.fromAsync(Deno.readDir(world.project)), []);
  }));
