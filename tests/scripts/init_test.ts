import assert from "node:assert/strict";
import { join } from "node:path";
import { renderTemplate, TEMPLATES } from "../../lib/init/template_file.ts";
import { UserError } from "../../lib/user_error.ts";
import { VERSION } from "../../lib/version.ts";
import { init, type InitInput } from "../../scripts/init.ts";
import { contextWith } from "./emulator_context.ts";
import { type SetupWorld, setupWorld } from "./setup_world.ts";

const WORKFLOW = ".github/workflows/learn.yml";

const run = (world: SetupWorld, input: InitInput = {}) => init(input, world.context());
const states = (files: readonly { path: string; state: string }[]) =>
  Object.fromEntries(files.map(({ path, state }) => [path, state]));

Deno.test("init writes the workflow and the configuration, makes the labels, and says what is next", async () => {
  await using world = await setupWorld();
  const result = await run(world);
  assert.deepEqual(states(result.files), { [WORKFLOW]: "created", ".erk/learn.json": "created" });
  assert.equal(await world.read(WORKFLOW), renderTemplate(TEMPLATES["learn.yml"], VERSION));
  assert.deepEqual(JSON.parse(await world.read(".erk/learn.json")), {
    $schema: `https://raw.githubusercontent.com/erk-learn/erk-learn/v${VERSION}/docs/learn.schema.json`,
    workflow: "learn.yml",
    documents: { roots: ["docs"] },
  });
  assert.deepEqual(result.labels_created, ["erk-plan", "erk-learn"]);
  assert.match(
    result.next_steps.join("\n"),
    /git add \.github\/workflows\/learn\.yml .*\n(.*\n)*gh secret set ANTHROPIC_API_KEY --repo acme\/widgets/,
  );

  const again = await run(world);
  assert.deepEqual(states(again.files), { [WORKFLOW]: "unchanged", ".erk/learn.json": "unchanged" });
  assert.deepEqual(again.labels_created, []);
});

Deno.test("init --dry-run changes neither a file nor GitHub", async () => {
  await using world = await setupWorld();
  const result = await run(world, { dryRun: true, async: true });
  assert.deepEqual(Object.values(states(result.files)), ["created", "created", "created"]);
  await assert.rejects(world.read(WORKFLOW), Deno.errors.NotFound);
  assert.deepEqual(world.emulator.requests().filter(({ method }) => method !== "GET"), []);
  assert.ok(world.said.includes(`Would be created: ${WORKFLOW}`));
});

Deno.test("init upgrades what an older version wrote", async () => {
  await using world = await setupWorld();
  const older = { ...TEMPLATES["learn.yml"], text: "name: learn\non: workflow_dispatch\n" };
  await world.write(WORKFLOW, renderTemplate(older, "0.0.1"));
  const result = await run(world, { local: true });
  assert.equal(states(result.files)[WORKFLOW], "upgraded");
  assert.equal(await world.read(WORKFLOW), renderTemplate(TEMPLATES["learn.yml"], VERSION));
  assert.deepEqual(world.emulator.requests(), []);
});

Deno.test("a workflow that names another release of our action, or its commit, counts as written by init", async () => {
  await using world = await setupWorld();
  const name = (version: string, ref: string) =>
    renderTemplate({ ...TEMPLATES["learn.yml"] }, version).replaceAll(
      `erk-learn@v${version}`,
      `erk-learn@${ref}`,
    );
  const pin = `${"0123456789".repeat(4)} # v${VERSION}`;
  const cases: [before: string, state: string][] = [
    [name(VERSION, pin), "unchanged"],
    [name(VERSION, pin).replaceAll("\n", "\r\n"), "unchanged"],
    // Something raised the action's version since.
    [name("0.0.1", `v${VERSION}`), "upgraded"],
    // The new release's commit isn't known: the pin isn't given up without a word.
    [name("0.0.1", pin), "kept"],
    [name(VERSION, pin).replace("timeout-minutes: 15", "timeout-minutes: 99"), "kept"],
  ];
  for (const [before, state] of cases) {
    await world.write(WORKFLOW, before);
    assert.equal(states((await run(world, { local: true })).files)[WORKFLOW], state);
    if (state !== "upgraded") assert.equal(await world.read(WORKFLOW), before);
  }
});

Deno.test("init shows a diff of what somebody edited and leaves it, unless --force", async () => {
  await using world = await setupWorld();
  const edited = renderTemplate(TEMPLATES["learn.yml"], VERSION).replace(
    "timeout-minutes: 15",
    "timeout-minutes: 99",
  );
  await world.write(WORKFLOW, edited);
  await world.write(".erk/learn.json", '{"workflow":"learn.yml","detail":"low"}');
  assert.equal(states((await run(world)).files)[WORKFLOW], "kept");
  assert.equal(await world.read(WORKFLOW), edited);
  const said = world.said.join("\n");
  assert.match(said, /^- {4}timeout-minutes: 99$/m);
  assert.match(said, /^\+ {4}timeout-minutes: 15$/m);
  assert.match(said, /learn\.yml has been edited, so it stays as it is; --force replaces it/);

  const forced = await run(world, { force: true });
  assert.deepEqual(states(forced.files), { [WORKFLOW]: "replaced", ".erk/learn.json": "unchanged" });
  assert.equal(await world.read(WORKFLOW), renderTemplate(TEMPLATES["learn.yml"], VERSION));
  assert.match(await world.read(".erk/learn.json"), /"detail":"low"/);
});

Deno.test("init writes nothing, neither here nor there, where a link would lead it elsewhere", async () => {
  const links: readonly (readonly [string, "folder" | "dangling"])[] = [
    [".erk", "folder"],
    [".github", "folder"],
    [".github/workflows", "folder"],
    [".erk", "dangling"],
    [".github", "dangling"],
    [".erk/learn.json", "dangling"],
    [WORKFLOW, "dangling"],
  ];
  for (const [path, kind] of links) {
    await using world = await setupWorld();
    const outside = await Deno.makeTempDir();
    try {
      const link = join(world.folder, path);
      await Deno.mkdir(join(link, ".."), { recursive: true });
      await Deno.symlink(kind === "folder" ? outside : join(outside, "nowhere"), link);
      await assert.rejects(
        run(world, { local: true }),
        (error: UserError) =>
          error.message.includes(`${link} is a symbolic link, and was left alone: remove it`),
      );
      assert.deepEqual([...Deno.readDirSync(outside)], [], path);
      await assert.rejects(world.read(WORKFLOW), Deno.errors.NotFound, path);
      await assert.rejects(world.read(".erk/learn.json"), Deno.errors.NotFound, path);
    } finally {
      await Deno.remove(outside, { recursive: true });
    }
  }
});

Deno.test("a workflow that is a link to an edited one stays, with --force too; a file of its own keeps its mode", async () => {
  await using world = await setupWorld();
  await world.write("shared.yml", "on: push\n");
  await world.write(".github/workflows/.keep", "");
  const workflow = join(world.folder, WORKFLOW);
  await Deno.symlink(join(world.folder, "shared.yml"), workflow);
  await assert.rejects(run(world, { local: true, force: true }), /is a symbolic link, and was left alone/);
  assert.equal(await world.read("shared.yml"), "on: push\n");
  await Deno.remove(workflow);
  await world.write(WORKFLOW, "on: push\n");
  await Deno.chmod(workflow, 0o755);
  assert.equal(states((await run(world, { local: true, force: true })).files)[WORKFLOW], "replaced");
  if (Deno.build.os !== "windows") assert.equal(((await Deno.stat(workflow)).mode ?? 0) & 0o777, 0o755);
});

Deno.test("a configuration that is a link is left alone like any other", async () => {
  await using world = await setupWorld();
  await world.write("shared.json", '{"detail":"low"}');
  await world.write(".erk/.keep", "");
  await Deno.symlink(join(world.folder, "shared.json"), join(world.folder, ".erk/learn.json"));
  assert.equal(states((await run(world, { local: true })).files)[".erk/learn.json"], "unchanged");
});

Deno.test("init says what is wrong with a configuration that isn't valid, and does the rest", async () => {
  for (
    const [text, problem] of [
      ["{broken", /isn't valid JSON/],
      ['{"detail":"much"}', /is wrong at detail/],
    ] as const
  ) {
    for (const local of [true, false]) {
      await using world = await setupWorld();
      await world.write(".erk/learn.json", text);
      const { files, checks, next_steps } = await run(world, { local });
      assert.deepEqual(states(files), { [WORKFLOW]: "created", ".erk/learn.json": "kept" });
      const [configuration, ...others] = checks;
      assert.deepEqual([configuration?.name, configuration?.state], ["configuration", "failed"]);
      assert.match(configuration?.message ?? "", problem);
      assert.equal(others.some(({ name }) => name === "workflow"), !local);
      assert.match(next_steps.join("\n"), /correct \.erk\/learn\.json/);
      assert.ok(!world.said.join("\n").includes("learn.json is as it should be"));
      assert.equal(await world.read(".erk/learn.json"), text);
    }
  }
});

Deno.test("init writes the files also where GitHub can't be asked, and says so", async () => {
  await using world = await setupWorld();
  await world.emulator.close();
  const { files, checks } = await run(world);
  assert.equal(states(files)[WORKFLOW], "created");
  assert.deepEqual(checks.map(({ name, state }) => [name, state]), [["github", "unknown"]]);
});

Deno.test("init outside of a work tree says where to run it", async () => {
  await using world = await setupWorld();
  const outside = await Deno.makeTempDir();
  try {
    const context = contextWith(world.emulator, { workingDirectory: outside });
    await assert.rejects(
      init({}, context),
      (error: UserError) => /no git work tree.*change to a clone/.test(error.message),
    );
  } finally {
    await Deno.remove(outside, { recursive: true });
  }
});
