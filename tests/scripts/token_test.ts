import assert from "node:assert/strict";
import { join } from "node:path";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { createGitHubClient } from "../../lib/github/mod.ts";
import { startGitHubEmulator } from "../support/github_emulator/mod.ts";
import {
  PLAN_REPOSITORY,
  seedDemoSessions,
  seedPlanIssue,
  seedPlanPullRequest,
  seedPlanRepository,
} from "../support/plan_scenario.ts";
import { failureOf, INPUT, inWorld, seedOrdinaryPlan, type World, writesTo } from "./trigger_world.ts";

const MAIN = new URL("../../main.ts", import.meta.url).href;

/** The world's context with another token, and its warnings. */
function contextWithScopes({ context, emulator }: World, scopes: readonly string[], warnings: string[] = []) {
  const token = emulator.seedToken({ scopes });
  const client = createGitHubClient({ apiUrl: emulator.apiUrl, serverUrl: emulator.serverUrl, token });
  const progress = { ...context.progress, warn: (line: string) => void warnings.push(line) };
  return { ...context, github: () => client, progress };
}

Deno.test("trigger names a scope that the token lacks before it prepares or uploads anything", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    for (
      const [scopes, missing] of [[["repo", "workflow"], "gist"], [["gist", "workflow"], "repo"]] as const
    ) {
      const { message } = await failureOf(triggerAsyncLearn(INPUT, contextWithScopes(world, scopes)));
      assert.match(message, new RegExp(`the token lacks the scope ${missing} `));
    }
    assert.deepEqual(writesTo(world.emulator), []);
    await assert.rejects(Deno.stat(join(world.project, ".erk")), Deno.errors.NotFound);
  }));

Deno.test("a token that may only read is told what has been learned already", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    seedPlanIssue(world.emulator, {}, { number: 43, header: { learn_status: "completed_no_plan" } });
    const context = contextWithScopes(world, ["public_repo"]);
    const answer = await triggerAsyncLearn({ ...INPUT, issue: { number: 43 } }, context);
    assert.equal(answer.already_learned, true);
  }));

Deno.test("a token without the scope workflow is told so before, and works where GitHub takes it", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const warnings: string[] = [];
    const answer = await triggerAsyncLearn(INPUT, contextWithScopes(world, ["repo", "gist"], warnings));
    assert.equal(answer.workflow_triggered, true);
    assert.match(warnings.join("\n"), /lacks the scope workflow/);
  }));

Deno.test({
  name: "the token is in no argument, output or file of a run, with --verbose and a failure, too",
  ignore: Deno.build.os === "windows", // The stand-ins for git and gh are shell scripts.
  async fn() {
    await using emulator = await startGitHubEmulator();
    const folder = await Deno.makeTempDir({ prefix: "erk-learn-token-" });
    try {
      const claudeFolder = join(folder, "claude");
      const project = join(folder, "widgets");
      const bin = join(folder, "bin");
      await Promise.all([Deno.mkdir(project), Deno.mkdir(bin)]);
      seedPlanRepository(emulator);
      seedPlanIssue(emulator, await seedDemoSessions(emulator, claudeFolder));
      seedPlanPullRequest(emulator);
      // Both record what they are called with; gh gives the token, as it does to a person who is logged in.
      const record = `echo "$0 $@" >> '${folder}/calls'`;
      await Deno.writeTextFile(join(bin, "git"), `#!/bin/sh\n${record}\nexit 1\n`, { mode: 0o755 });
      await Deno.writeTextFile(join(folder, "hosts"), emulator.token);
      await Deno.writeTextFile(join(bin, "gh"), `#!/bin/sh\n${record}\ncat '${folder}/hosts'\n`, {
        mode: 0o755,
      });
      const { GITHUB_API_URL = "", GITHUB_SERVER_URL = "" } = emulator.environment;
      emulator.faults.inject({ method: "PATCH", fault: { kind: "status", status: 403 }, times: 9 });
      for (const workflow of ["learn.yml", "missing.yml"]) {
        const args = [
          "trigger",
          "42",
          "--repo",
          PLAN_REPOSITORY,
          "--verbose",
          "--force",
          "--workflow",
          workflow,
        ];
        const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
          args: ["run", "--no-check", "--quiet", "--allow-all", MAIN, ...args],
          cwd: project,
          env: {
            GITHUB_API_URL,
            GITHUB_SERVER_URL,
            GH_TOKEN: "",
            GITHUB_TOKEN: "",
            CLAUDE_CONFIG_DIR: claudeFolder,
            PATH: `${bin}:${Deno.env.get("PATH")}`,
          },
          stdin: "null",
        }).output();
        const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
        assert.equal(code, workflow === "learn.yml" ? 0 : 1, said);
        assert.ok(!said.includes(emulator.token));
      }
      await Deno.remove(join(folder, "hosts"));
      assert.match(
        await Deno.readTextFile(join(folder, "calls")),
        /gh auth token[^]*git |git [^]*gh auth token/,
      );
      assert.deepEqual(await filesWith(emulator.token, folder), []);
      assert.ok(!JSON.stringify(emulator.journal).includes(emulator.token));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

async function filesWith(text: string, folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await filesWith(text, path));
    else if ((await Deno.readTextFile(path)).includes(text)) found.push(path);
  }
  return found;
}
