import assert from "node:assert/strict";
import { renderTemplate, TEMPLATES } from "../../lib/init/template_file.ts";
import { UserError } from "../../lib/user_error.ts";
import { VERSION } from "../../lib/version.ts";
import { doctor } from "../../scripts/doctor.ts";
import { init } from "../../scripts/init.ts";
import type { RepositorySeed, TokenSeed } from "../support/github_emulator/mod.ts";
import { createGitHubClient } from "../../lib/github/mod.ts";
import { type SetupWorld, setupWorld } from "./setup_world.ts";

const WORKFLOW = ".github/workflows/learn.yml";
const INPUTS = ["issue_number", "gist_url", "distinct_id"];

/** A repository in which nothing is missing. */
const HEALTHY: Partial<RepositorySeed> = {
  workflows: [{ file: "learn.yml", inputs: INPUTS }],
  files: { [WORKFLOW]: renderTemplate(TEMPLATES["learn.yml"], VERSION) },
  secrets: ["ANTHROPIC_API_KEY"],
  labels: ["erk-plan", "erk-learn"],
};

/** Each check's state, message and remedy, whether the command succeeds or not. */
async function examine(world: SetupWorld, token?: TokenSeed): Promise<Record<string, string>> {
  const context = world.context();
  const withToken = token === undefined ? context : {
    ...context,
    github: () =>
      createGitHubClient({
        apiUrl: world.emulator.apiUrl,
        serverUrl: world.emulator.serverUrl,
        token: world.emulator.seedToken(token),
        retry: { firstDelay: 1 },
      }),
  };
  const failed = await doctor({}, withToken).then(() => false, (error) => {
    assert.ok(error instanceof UserError, String(error));
    return true;
  });
  const found: Record<string, string> = {};
  for (const line of world.said) {
    const [, mark, name, message] = /^([✓!✗?]) ([a-z]+): (.*)$/.exec(line) ?? [];
    if (name !== undefined) found[name] = `${mark} ${message}`;
    else if (line.startsWith("    → ")) found[Object.keys(found).at(-1) ?? ""] += ` ${line.trim()}`;
  }
  assert.equal(failed, Object.values(found).some((text) => text.startsWith("✗")));
  return found;
}

Deno.test("a repository in which nothing is missing is healthy", async () => {
  await using world = await setupWorld(HEALTHY);
  await world.write(`claude/projects/${world.folder.replace(/[^A-Za-z0-9]/g, "-")}/a.jsonl`, "{}\n");
  const found = await examine(world);
  assert.deepEqual(Object.keys(found), [
    "version",
    "configuration",
    "remote",
    "token",
    "repository",
    "workflow",
    "secrets",
    "labels",
    "sessions",
    "model",
  ]);
  for (const [name, text] of Object.entries(found)) if (name !== "model") assert.match(text, /^✓/, name);
  assert.match(found.workflow ?? "", /learn\.yml is active on main, of erk-learn \d/);
  assert.deepEqual(world.emulator.requests().filter(({ method }) => method !== "GET"), []);
});

/** What is wrong, and what doctor says of it. */
const WRONGS:
  readonly (readonly [what: string, seed: Partial<RepositorySeed>, name: string, said: RegExp])[] = [
    [
      "no workflow",
      { workflows: [] },
      "workflow",
      /^✗ learn\.yml is not on the default branch \(main\).* → run "erk-learn init", commit/,
    ],
    [
      "a disabled workflow",
      { workflows: [{ file: "learn.yml", inputs: INPUTS, state: "disabled_manually" }] },
      "workflow",
      /^✗ learn\.yml is there but disabled_manually → gh workflow enable learn\.yml --repo acme\/widgets/,
    ],
    [
      "a workflow without an input",
      { files: { [WORKFLOW]: "on:\n  workflow_dispatch:\n    inputs:\n      issue_number:\n" } },
      "workflow",
      /^✗ learn\.yml lacks the input gist_url, distinct_id of workflow_dispatch → run "erk-learn init"/,
    ],
    [
      "a workflow that is no YAML",
      { files: { [WORKFLOW]: "a: [1\n" } },
      "workflow",
      /^✗ learn\.yml is no valid YAML/,
    ],
    [
      "an older workflow",
      { files: { [WORKFLOW]: renderTemplate(TEMPLATES["learn.yml"], "0.0.1") } },
      "workflow",
      /^! learn\.yml was written by erk-learn 0\.0\.1.* → run "erk-learn init" to upgrade it/,
    ],
    [
      "an older workflow with a pinned action",
      {
        files: {
          [WORKFLOW]: renderTemplate(TEMPLATES["learn.yml"], "0.0.1")
            .replaceAll("erk-learn@v0.0.1", `erk-learn@${"0123456789".repeat(4)}`),
        },
      },
      "workflow",
      /^! learn\.yml was written by erk-learn 0\.0\.1.* → run "erk-learn init --force" to upgrade it, and pin/,
    ],
    [
      "no model secret",
      { secrets: ["OTHER"] },
      "secrets",
      /^! neither ANTHROPIC_API_KEY nor .* → gh secret set ANTHROPIC_API_KEY/,
    ],
    ["no labels", { labels: ["erk-plan"] }, "labels", /^! missing: erk-learn → run "erk-learn init"/],
  ];

Deno.test("each thing that is missing is named with its remedy", async () => {
  for (const [what, seed, name, said] of WRONGS) {
    await using world = await setupWorld({ ...HEALTHY, ...seed });
    assert.match((await examine(world))[name] ?? "", said, what);
  }
});

Deno.test("an organization's secret counts, and a token that may not list secrets is no failure", async () => {
  await using world = await setupWorld({
    ...HEALTHY,
    secrets: [{ name: "CLAUDE_CODE_OAUTH_TOKEN", shared: true }],
  });
  assert.match((await examine(world)).secrets ?? "", /^✓ CLAUDE_CODE_OAUTH_TOKEN is set/);
  world.said.length = 0;
  const found = await examine(world, { login: "guest", scopes: ["repo", "gist", "workflow"] });
  assert.match(found.secrets ?? "", /^\? your token may not list/);
  assert.match(found.repository ?? "", /^✗ you may read acme\/widgets, but not write to it/);
});

Deno.test("a clone that can't be written to is told of, and nothing is left in one that can", async () => {
  await using world = await setupWorld(HEALTHY);
  assert.equal((await examine(world))["folder"], undefined);
  assert.deepEqual([...Deno.readDirSync(world.folder)].map(({ name }) => name), [".git"]);
  await world.write(".erk", "A file, as a folder that nobody may write to is no hindrance for root.\n");
  world.said.length = 0;
  assert.match(
    (await examine(world))["folder"] ?? "",
    /^✗ nothing can be written into .*\.erk \(.*\), where trigger puts the materials → change its permissions/,
  );
});

Deno.test("a token's scopes are judged by what trigger needs them for", async () => {
  await using world = await setupWorld(HEALTHY);
  assert.match(
    (await examine(world, { scopes: ["repo"] })).token ?? "",
    /^✗ the token lacks gist \(the materials\) → gh auth refresh --scopes gist/,
  );
  world.said.length = 0;
  assert.match((await examine(world, { scopes: ["repo", "gist"] })).token ?? "", /^! .* scope workflow/);
  world.said.length = 0;
  assert.match(
    (await examine(world, { kind: "fine-grained" })).token ?? "",
    /^\? .*doesn't tell what it may do.* → a fine-grained one needs to write gists, issues and actions/,
  );
});

Deno.test("a broken configuration, an unknown repository and an unreachable server are failures that are explained", async () => {
  await using world = await setupWorld(HEALTHY);
  await world.write(".erk/learn.json", '{"max_tokens": 1}');
  assert.match(
    (await examine(world)).configuration ?? "",
    /^✗ The configuration .*learn\.json is wrong at max_tokens/,
  );

  world.said.length = 0;
  const context = {
    ...world.context(),
    repository: () => Promise.resolve({ owner: "acme", name: "nothing" }),
  };
  await assert.rejects(doctor({}, context), /checks failed: .*repository/);
  world.said.length = 0;
  await world.emulator.close();
  const unreached = await examine(world);
  assert.match(unreached.repository ?? "", /^✗ /);
  assert.match(unreached.token ?? "", /^\? a token is there; whether it is a good one can't be seen/);
});

Deno.test("what is wrong with the remote is said once, and what to do once", async () => {
  await using world = await setupWorld(HEALTHY);
  const failing = async (message: string) => {
    world.said.length = 0;
    const context = { ...world.context(), repository: () => Promise.reject(new UserError(message)) };
    await assert.rejects(doctor({}, context), /checks failed: remote/);
    return world.said.filter((line, index) =>
      /remote:/.test(line) || /remote:/.test(world.said[index - 1] ?? "")
    );
  };
  assert.deepEqual(await failing("Not a git repository: /a. b. Run it in a clone, or give --repo."), [
    "✗ remote: Not a git repository: /a. b",
    "    → Run it in a clone, or give --repo",
  ]);
  assert.deepEqual(await failing('The git remote "x" names none; say which one with --repo.'), [
    '✗ remote: The git remote "x" names none',
    "    → say which one with --repo",
  ]);
});

Deno.test("a token that GitHub rejects is told as such, with what to do, and no check calls it fine", async () => {
  await using world = await setupWorld(HEALTHY);
  const { apiUrl, serverUrl } = world.emulator;
  const github = () => createGitHubClient({ apiUrl, serverUrl, token: "rejected", retry: { firstDelay: 1 } });
  const error = await doctor({}, { ...world.context(), github }).catch((thrown) => thrown);
  const said = world.said.join("\n");
  assert.match(said, /^✗ token: GitHub rejects the token: it is wrong or has expired\n {4}→ make a new one/m);
  assert.doesNotMatch(said, /✓ token|HTTP 401|→ GET/);
  assert.match(error.message, /^1 of \d+ checks failed: token$/);

  world.said.length = 0;
  await init({}, { ...world.context(), github });
  assert.match(world.said.join("\n"), /^✗ token: GitHub rejects the token.*\n {4}→ make a new one/m);
});

Deno.test("what answers the agents on this machine is said, or what to do where nothing does", async () => {
  await using world = await setupWorld(HEALTHY);
  const run = async (environment: Readonly<Record<string, string>>) => {
    world.said.length = 0;
    await doctor({}, { ...world.context(), environment: (name) => environment[name] });
    return world.said.join("\n");
  };
  assert.match(
    await run({ ANTHROPIC_API_KEY: "not-a-key" }),
    /^✓ model: anthropic: ANTHROPIC_API_KEY is set$/m,
  );
  const nothing = await run({ PATH: world.folder, HOME: world.folder });
  assert.match(
    nothing,
    /^! model: learn works by rules alone .*\n {4}→ set ANTHROPIC_API_KEY, or log in to claude/m,
  );
  assert.doesNotMatch(nothing, /not-a-key/);
});
