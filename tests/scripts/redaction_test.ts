/** What a project's redaction settings, `--fail-on-secret` and a failing scanner do to whole commands. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { type Context, silentProgress } from "../../lib/cli/mod.ts";
import { fetchLearnPrComments } from "../../scripts/fetch_learn_pr_comments.ts";
import { preprocessSession } from "../../scripts/preprocess_session.ts";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { uploadLearnMaterials } from "../../scripts/upload_learn_materials.ts";
import { uploadSession } from "../../scripts/upload_session.ts";
import { PLAN_ISSUE, PLAN_REPOSITORY, seedPlanIssue, seedPlanPullRequest } from "../support/plan_scenario.ts";
import {
  conversation,
  failureOf,
  IMPLEMENTATION,
  INPUT,
  inWorld,
  PLANNING,
  type World,
  writesTo,
} from "./trigger_world.ts";

const MAIN = new URL("../../main.ts", import.meta.url).href;
const TOKEN = "ghp_" + "1f0B9c8D7e6F5a4B3c2D1e0F9a8B7c6D5e4F";
const ACME = "acme_" + "0a1b2c3d4e5f";
const EXAMPLE = "acme_" + "exampleexample";
const SETTINGS = {
  patterns: [{ kind: "acme-key", pattern: "acme_[a-z0-9]{12,}" }],
  allow: [EXAMPLE],
};
/** Judged harmless, and yet the engine's stack is too small for a match of two million characters. */
const OVERFLOWING = { kind: "acme-block", pattern: "acme:(?:([a-f])|([g-z])|([0-9]))+;" };
const UNREDACTABLE = `acme:${"a".repeat(3_000_000)}`;

async function configure({ project }: World, redaction: unknown): Promise<void> {
  await Deno.mkdir(join(project, ".erk"), { recursive: true });
  await Deno.writeTextFile(join(project, ".erk", "learn.json"), JSON.stringify({ redaction }));
}

/** The context, with the notes for people collected. */
function withNotes(context: Context): { context: Context; notes: string[] } {
  const notes: string[] = [];
  return {
    context: { ...context, progress: { ...silentProgress, note: (line) => void notes.push(line) } },
    notes,
  };
}

function preprocessing(log: string, more: { readonly failOnSecret?: boolean; readonly outputDir?: string }) {
  return { log, stdout: false, includeAgents: true, filtering: true, cache: true, ...more };
}

/** A plan with secrets in its two sessions, and one in a review comment. */
async function seedSecrets(world: World): Promise<void> {
  const logs = [
    await world.writeLog(PLANNING, conversation(PLANNING, `Use ${ACME} and ${TOKEN}.`, `Not ${EXAMPLE}.`)),
    await world.writeLog(
      IMPLEMENTATION,
      conversation(IMPLEMENTATION, "Ask ada@acme.example.", `Used ${ACME}.`),
    ),
  ];
  const old = new Date("2026-01-01T00:00:00Z");
  for (const log of logs) await Deno.utime(log, old, old);
  seedPlanIssue(world.emulator, { planning: PLANNING, implementation: [IMPLEMENTATION] });
  world.emulator.seedPullRequest({
    number: 57,
    title: "Retry uploads",
    head: "P42-retry-uploads",
    state: "merged",
    mergedAt: "2026-11-20T16:40:00Z",
    closesIssues: [PLAN_ISSUE],
    reviewThreads: [{ path: "a.ts", line: 1, comments: [{ author: "grace", body: `Remove ${ACME}!` }] }],
    discussion: [{ author: "linus", body: `Is ${TOKEN} real?` }],
  });
}

const RECEIPT = { "acme-key": 3, email: 1, "github-token": 2, "home-path": 2 };

Deno.test("a project's patterns and allowed values apply to sessions and comments, and the receipt counts each once", () =>
  inWorld(async (world) => {
    await configure(world, SETTINGS);
    await seedSecrets(world);
    for (const round of ["converted", "from the cache"]) {
      const { context, notes } = withNotes(world.newContext());
      const { materials } = await triggerAsyncLearn({ ...INPUT, dryRun: true }, context);
      const folder = materials?.folder ?? "";
      const texts = await Promise.all(
        (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) =>
          Deno.readTextFile(join(folder, name))
        ),
      );
      const all = texts.join("\n");
      assert.ok(!all.includes(ACME) && !all.includes(TOKEN), all);
      assert.ok(all.includes(EXAMPLE), all);
      assert.deepEqual(notes.filter((line) => line.startsWith("Redacted")), [
        "Redacted: 8 places (acme-key: 3, email: 1, github-token: 2, home-path: 2)",
      ], round);
    }
    const { gist_url: gistUrl } = await triggerAsyncLearn(INPUT, world.newContext());
    const gist = world.emulator.gists().at(-1);
    assert.equal(gist?.htmlUrl, gistUrl);
    const text = Object.values(gist?.files ?? {}).join();
    assert.ok(!text.includes(ACME) && text.includes(EXAMPLE));
    const manifest = /"redactions": (\{[^}]*\})/.exec(text)?.[1] ?? "";
    assert.deepEqual(JSON.parse(manifest), RECEIPT);
  }));

Deno.test("changed settings don't take what was converted under others from the cache", () =>
  inWorld(async (world) => {
    await configure(world, {});
    const log = await world.writeLog(PLANNING, conversation(PLANNING, `Use ${ACME}.`, "Done."));
    const convert = async () => {
      const { from_cache: fromCache, redactions } = await preprocessSession(
        preprocessing(log, {}),
        world.newContext(),
      );
      return { fromCache, found: redactions["acme-key"] ?? 0 };
    };
    assert.deepEqual(await convert(), { fromCache: false, found: 0 });
    assert.deepEqual(await convert(), { fromCache: true, found: 0 });
    await configure(world, SETTINGS);
    assert.deepEqual(await convert(), { fromCache: false, found: 1 });
    await configure(world, { ...SETTINGS, allow: [ACME] });
    assert.deepEqual(await convert(), { fromCache: false, found: 0 });
  }));

Deno.test("with --fail-on-secret trigger names kinds and counts, uploads and dispatches nothing, and keeps the materials", () =>
  inWorld(async (world) => {
    await configure(world, SETTINGS);
    await seedSecrets(world);
    // Also where an earlier run left a gist that could be taken, as the run after it does.
    const uploading = { ...INPUT, skipWorkflow: true };
    await triggerAsyncLearn(uploading, world.newContext());
    assert.equal((await triggerAsyncLearn(uploading, world.newContext())).reused_materials, true);
    world.emulator.clearJournal();
    const failure = await failureOf(triggerAsyncLearn({ ...INPUT, failOnSecret: true }, world.newContext()));
    assert.match(
      failure.message,
      /^5 secrets were found \(acme-key: 3, github-token: 2\), so nothing was uploaded or dispatched/,
    );
    assert.equal(failure.exitStatus, 1);
    assert.deepEqual(writesTo(world.emulator), []);
    const folder = join(world.project, ".erk", "scratch", "learn-42");
    assert.ok(failure.message.includes(folder));
    const kept = await Deno.readTextFile(join(folder, `planning-${PLANNING}.xml`));
    assert.match(kept, /\[redacted:acme-key:/);
  }));

Deno.test("addresses and home directories are no secrets for --fail-on-secret", () =>
  inWorld(async (world) => {
    const prompt = "Ask ada@acme.example, it is in /home/ada/notes.";
    const log = await world.writeLog(PLANNING, conversation(PLANNING, prompt, "Done."));
    seedPlanIssue(world.emulator, { planning: PLANNING });
    seedPlanPullRequest(world.emulator);
    const { redactions } = await preprocessSession(
      preprocessing(log, { failOnSecret: true }),
      world.newContext(),
    );
    assert.ok(
      (redactions["email"] ?? 0) > 0 && (redactions["home-path"] ?? 0) > 0,
      JSON.stringify(redactions),
    );
    const answer = await triggerAsyncLearn({ ...INPUT, failOnSecret: true }, world.newContext());
    assert.equal(answer.workflow_triggered, true);
  }));

Deno.test("with --fail-on-secret preprocess-session fails and says where the redacted parts are, also from the cache", () =>
  inWorld(async (world) => {
    await configure(world, {});
    const log = await world.writeLog(PLANNING, conversation(PLANNING, `Use ${TOKEN}.`, "Done."));
    const outputDir = join(world.project, "out");
    for (let round = 0; round < 2; round++) {
      const { context, notes } = withNotes(world.newContext());
      const failures: string[] = [];
      context.progress.step = () => ({
        ...silentProgress.step(""),
        failed: (why) => void failures.push(why ?? ""),
      });
      const run = preprocessSession(preprocessing(log, { failOnSecret: true, outputDir }), context);
      const { message } = await failureOf(run);
      assert.match(message, /^A secret was found \(github-token: 1\), so the parts, redacted, are kept in /);
      assert.ok(message.includes(outputDir));
      assert.equal(notes.at(-1), "Redacted: 2 places (github-token: 1, home-path: 1)");
      assert.deepEqual(failures, [], "the parts were written");
    }
    const [file] = await Array.fromAsync(Deno.readDir(outputDir));
    assert.match(await Deno.readTextFile(join(outputDir, file?.name ?? "")), /\[redacted:github-token:/);
    const printed = preprocessSession(
      { ...preprocessing(log, { failOnSecret: true }), stdout: true },
      world.newContext(),
    );
    assert.match((await failureOf(printed)).message, /no part is given out/);
  }));

Deno.test("with --fail-on-secret the uploads make no gist of what holds a secret, and one of what doesn't", () =>
  inWorld(async (world) => {
    const { emulator, project } = world;
    const session = join(project, "session.jsonl");
    const folder = join(project, "learn-42");
    await Deno.mkdir(folder);
    const uploads = () => [
      () =>
        uploadSession(
          {
            sessionFile: session,
            sessionId: PLANNING,
            source: "local",
            issue: undefined,
            failOnSecret: true,
          },
          world.newContext(),
        ),
      () =>
        uploadLearnMaterials({ directory: folder, issueNumber: 42, failOnSecret: true }, world.newContext()),
    ];
    const write = async (text: string) => {
      await Deno.writeTextFile(session, `${JSON.stringify({ type: "user", message: text })}\n`);
      await Deno.writeTextFile(join(folder, "pr-comments.json"), JSON.stringify({ text }));
    };
    await write(`see ${TOKEN}`);
    for (const upload of uploads()) {
      assert.match((await failureOf(upload())).message, /\(github-token: 1\), so nothing was uploaded/);
    }
    assert.deepEqual(writesTo(emulator), []);
    await write("see ada@acme.example");
    for (const upload of uploads()) await upload();
    assert.deepEqual(writesTo(emulator), ["POST /gists", "POST /gists"]);
  }));

Deno.test("an uploaded session holds no secret that only a later line tells of", () =>
  inWorld(async (world) => {
    const session = join(world.project, "session.jsonl");
    const password = ["Vn9.k_", "A.7lGlY3W"].join("");
    const lines = [`trying ${password}`, `ADMIN_PASSWORD=${password}`, `again ${password}`]
      .map((message) => JSON.stringify({ type: "user", message }));
    // So many lines between them are more than are redacted together.
    lines.splice(
      1,
      0,
      ...new Array<string>(20_000).fill(JSON.stringify({ type: "user", message: "go on ".repeat(10) })),
    );
    await Deno.writeTextFile(session, `${lines.join("\n")}\n`);
    await uploadSession(
      { sessionFile: session, sessionId: PLANNING, source: "local", issue: undefined, failOnSecret: false },
      world.newContext(),
    );
    const [gist] = world.emulator.gists();
    const uploaded = Object.values(gist?.files ?? {}).join("");
    assert.match(uploaded, /trying \[redacted:password:[0-9a-f]{4}\]/);
    assert.doesNotMatch(uploaded, /Vn9|lGlY3W/);
  }));

Deno.test("a session's own id is no secret of it, whatever its log calls it", () =>
  inWorld(async (world) => {
    const log = await world.writeLog(PLANNING, conversation(PLANNING, `SESSION_TOKEN=${PLANNING}`, "Set."));
    const out = join(world.project, "out");
    await preprocessSession(
      { ...preprocessing(log, { outputDir: out }), prefix: "impl" },
      world.newContext(),
    );
    const record = JSON.parse(await Deno.readTextFile(join(out, `impl-${PLANNING}.ledger.json`)));
    assert.equal(record.id, PLANNING);
  }));

Deno.test("a pattern that is refused stops every command before it writes or uploads", () =>
  inWorld(async (world) => {
    await configure(world, { patterns: [{ kind: "acme-key", pattern: "acme([a-z]+)+;" }] });
    await seedSecrets(world);
    const out = join(world.project, "out");
    const log = await world.writeLog(PLANNING, conversation(PLANNING, "Go.", "Done."));
    const runs = [
      () => preprocessSession(preprocessing(log, { outputDir: out }), world.newContext()),
      () => triggerAsyncLearn(INPUT, world.newContext()),
      () =>
        uploadSession(
          { sessionFile: log, sessionId: PLANNING, source: "local", issue: undefined },
          world.newContext(),
        ),
      () => fetchLearnPrComments({ issue: { number: PLAN_ISSUE }, outputDir: out }, world.newContext()),
    ];
    for (const run of runs) {
      const { message } = await failureOf(run());
      assert.match(message, /^The redaction pattern "acme-key" in .*learn\.json repeats a part/);
    }
    assert.deepEqual(writesTo(world.emulator), []);
    await assert.rejects(Deno.stat(out), Deno.errors.NotFound);
  }));

Deno.test("where the scanner fails on one session nothing is uploaded, not even the other sessions", () =>
  inWorld(async (world) => {
    await configure(world, { patterns: [OVERFLOWING] });
    const log = await world.writeLog(PLANNING, conversation(PLANNING, UNREDACTABLE, "Here is the plan."));
    await world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, "Implement the plan.", "Done."));
    seedPlanIssue(world.emulator, { planning: PLANNING, implementation: [IMPLEMENTATION] });
    seedPlanPullRequest(world.emulator);
    const out = join(world.project, "out");
    const runs = [
      () => preprocessSession(preprocessing(log, { outputDir: out }), world.newContext()),
      () => triggerAsyncLearn(INPUT, world.newContext()),
      () =>
        uploadSession(
          { sessionFile: log, sessionId: PLANNING, source: "local", issue: undefined },
          world.newContext(),
        ),
    ];
    for (const run of runs) {
      const failure = await failureOf(run());
      assert.match(failure.message, /^The redaction pattern "acme-block" failed, so nothing was published/);
    }
    assert.deepEqual(writesTo(world.emulator), []);
    assert.deepEqual(await namesIn(out), []);
    const materials = join(world.project, ".erk", "scratch", "learn-42");
    assert.ok((await namesIn(materials)).every((name) => !name.startsWith("planning-")));
  }));

Deno.test("the program itself ends with status 1, names the kinds on both outputs, and is quiet when told to be", () =>
  inWorld(async (world) => {
    const log = await world.writeLog(PLANNING, conversation(PLANNING, `Use ${TOKEN}.`, "Done."));
    const run = async (...flags: string[]) => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          "--no-check",
          "-q",
          "-A",
          MAIN,
          "preprocess-session",
          log,
          "--output-dir",
          "out",
          ...flags,
        ],
        cwd: world.project,
        env: { NO_COLOR: "1" },
      }).output();
      const decoder = new TextDecoder();
      return { code, answer: JSON.parse(decoder.decode(stdout)), stderr: decoder.decode(stderr) };
    };
    const failed = await run("--fail-on-secret");
    assert.equal(failed.code, 1);
    assert.equal(failed.answer.success, false);
    assert.match(failed.answer.error, /^A secret was found \(github-token: 1\)/);
    assert.match(failed.stderr, /^Redacted: 2 places \(github-token: 1, home-path: 1\)$/m);
    assert.match(failed.stderr, /^error: A secret was found/m);
    assert.ok(!`${JSON.stringify(failed.answer)}${failed.stderr}`.includes(TOKEN));
    const quiet = await run("--quiet");
    assert.deepEqual([quiet.code, quiet.stderr], [0, ""]);
    assert.deepEqual(quiet.answer.redactions, { "github-token": 1, "home-path": 1 });
  }));

Deno.test("where the scanner can't be loaded the commands fail, write no part and send nothing", () =>
  inWorld(async (world) => {
    const { project, emulator } = world;
    const log = await world.writeLog(PLANNING, conversation(PLANNING, "Plan the retry.", "Here it is."));
    seedPlanIssue(emulator, { planning: PLANNING });
    const config = JSON.parse(await Deno.readTextFile(new URL("../../deno.json", import.meta.url)));
    config.imports["@secretlint/secretlint-rule-preset-recommend"] = "./missing.js";
    const configFile = join(project, "deno.json");
    await Deno.writeTextFile(configFile, JSON.stringify({ imports: config.imports, nodeModulesDir: "none" }));
    const out = join(project, "out");
    const commands = [
      ["preprocess-session", log, "--output-dir", out],
      ["upload-session", "--session-file", log, "--session-id", PLANNING, "--source", "local"],
      ["trigger", String(PLAN_ISSUE), "--repo", PLAN_REPOSITORY],
    ];
    for (const words of commands) {
      const { code, stdout } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-check", "--no-lock", "-q", "-A", "--config", configFile, MAIN, ...words],
        cwd: project,
        env: { ...emulator.environment, CLAUDE_CONFIG_DIR: join(log, "..", "..", "..") },
      }).output();
      const { success, error } = JSON.parse(new TextDecoder().decode(stdout));
      assert.deepEqual([code, success], [1, false], words[0]);
      assert.match(error, /The secret scanner could not be loaded, so nothing can be published/, words[0]);
    }
    assert.deepEqual(writesTo(emulator), []);
    assert.deepEqual(await namesIn(out), []);
    const materials = await namesIn(join(project, ".erk", "scratch", "learn-42"));
    assert.deepEqual(materials.filter((name) => name !== ".gitignore"), []);
  }));

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  } catch {
    return []; // Not even the folder was made.
  }
}
