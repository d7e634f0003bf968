import assert from "node:assert/strict";
import { join } from "node:path";
import { DIFF_MAX_TOKENS } from "../../lib/learn/diff/mod.ts";
import { readLearnInput } from "../../lib/learn/input/mod.ts";
import { estimateTokens } from "../../lib/preprocess/tokens/tokens.ts";
import { createRedactor } from "../../lib/redact/mod.ts";
import { evidence } from "../../scripts/evidence.ts";
import { command } from "../../scripts/gather_learn_input.ts";
import { PLAN_REPOSITORY } from "../support/plan_scenario.ts";
import { inWorld, PART, planComment, PULL, refusal, SESSION, TOKEN } from "./gather_world.ts";

Deno.test("plan, changes, materials and documents are gathered, and read again as one source", async () => {
  await inWorld({ pull: PULL }, async ({ root, run }) => {
    const result = await run();
    const folder = join(root, ".erk", "scratch", "sessions", "learn-42", "learn-input");
    assert.deepEqual({ ...result, bytes: 0, materials: 0, gist_url: "" }, {
      success: true,
      issue_number: 42,
      repository: PLAN_REPOSITORY,
      folder,
      pr_number: 57,
      gist_url: "",
      materials: 0,
      shards: [],
      diff: { files: 3, omitted_files: 1, additions: 3, deletions: 1 },
      documents: { total: 3, shown: 2, dead_references: 1 },
      bytes: 0,
      gaps: [],
      warnings: [],
    });
    assert.deepEqual({ ...result.materials, bytes: 0 }, {
      files: 1,
      bytes: 0,
      parts: 1,
      sessions: 1,
      comments: 0,
    });
    assert.deepEqual([...Deno.readDirSync(join(folder, ".."))].map(({ name }) => name), ["learn-input"]);

    const source = await readLearnInput(folder, await createRedactor());
    assert.equal(source.plan.title, "Retry uploads that fail half-way");
    assert.match(source.plan.body, /^# Retry uploads that fail half-way\n\n1\. Wrap each part/);
    assert.deepEqual([source.plan.pullRequest?.number, source.plan.gistUrl], [57, result.gist_url]);
    assert.deepEqual(source.sessions.map(({ id, events }) => [id, events.length]), [[SESSION, 3]]);
    assert.deepEqual(source.diff?.files.map(({ path, category }) => `${path} ${category}`), [
      "src/upload/retry.ts source",
      "src/upload/backoff.ts source",
      "gen/api.ts generated",
    ]);
    assert.match(source.diff?.files[0]?.patch ?? "", /\+const token = "\[redacted:github-token:\w+\]";/);
    const [first, ...others] = source.documents.documents;
    assert.deepEqual([first?.path, first?.deadReferences], [
      "docs/uploads.md",
      [{ path: "src/upload/backoff.ts", line: 3 }],
    ]);
    // Found by what the session struggled with alone.
    assert.deepEqual(others.map(({ path }) => path), ["docs/quotas.md"]);
  });
});

Deno.test("a secret that one text tells of stands bare in no file, and what the program goes by stays", async () => {
  const [inPlan, inDocument] = [["Vn9.k_", "A.7lGlY3W"].join(""), ["qX4-tR", "9mZ.2wLp"].join("")];
  const body = `# Retry uploads\n\nADMIN_PASSWORD=${inPlan}\nSESSION_TOKEN=${SESSION}`;
  const pull = {
    ...PULL,
    title: `Retry uploads with ${inPlan}`,
    files: [{
      path: "src/upload/retry.ts",
      additions: 1,
      patch: `@@ -0,0 +1 @@\n+login("x", 1, "${inDocument}")`,
    }],
  };
  await inWorld({ pull, comments: [{ body: planComment(body) }] }, async ({ root, run }) => {
    await Deno.writeTextFile(
      join(root, "docs", "uploads.md"),
      `# Retry uploads\n\nDB_PASSWORD=${inDocument}\n\nnot ${inPlan}\n`,
    );
    const materials = join(root, "m");
    await Deno.mkdir(materials);
    const said = `Retry with ${inPlan} or ${inDocument}`;
    await Deno.writeTextFile(
      join(materials, `impl-${SESSION}.xml`),
      PART.replace("Retry the uploads.", said),
    );
    const texts: string[] = [];
    for (const outputDir of ["first", "second"]) {
      const { folder } = await run({ learnDir: "m", outputDir });
      const source = await readLearnInput(folder, await createRedactor());
      const all = JSON.stringify(source);
      assert.ok(!all.includes(inPlan) && !all.includes(inDocument), all);
      assert.deepEqual(
        source.sessions.map(({ id, parts }) => [id, parts[0]?.xml.includes(`id="${SESSION}"`)]),
        [
          [SESSION, true],
        ],
      );
      assert.match(source.plan.body, /^SESSION_TOKEN=\[redacted:/m);
      texts.push(all);
    }
    assert.equal(texts[0], texts[1], "the same input gives the same questions to models");
  });
});

Deno.test("what a gist and the plan say is redacted in each line and in the answer, and so are names of changed files", async () => {
  const password = ["Zk93nf", "Q0bD1x"].join("");
  const file = { path: `src/a_${TOKEN}/${TOKEN}.ts`, additions: 1, patch: "@@ -0,0 +1 @@\n+x" };
  await inWorld(
    { pull: { ...PULL, files: [file] }, title: `Retry ${TOKEN}` },
    async ({ root, run, lines, warnings }) => {
      const materials = join(root, "m");
      await Deno.mkdir(materials);
      await Deno.writeTextFile(join(materials, `impl-${SESSION}.xml`), PART);
      await Deno.writeTextFile(
        join(materials, "pr-comments.json"),
        JSON.stringify({ success: false, error: `DB_PASSWORD=${password} of kim@acme.example`, threads: [] }),
      );
      await Deno.writeTextFile(join(materials, `foreign-${TOKEN}.json`), "{}");
      const result = await run({ learnDir: "m" });
      const said = [JSON.stringify(result), ...lines, ...warnings].join("\n");
      for (const secret of [TOKEN.slice(4), password, "kim@acme"]) assert.ok(!said.includes(secret), said);
      assert.match(
        result.gaps.join(),
        /are not complete \(DB_PASSWORD=\[redacted:password:.{4}\] of \[redacted:email/,
      );
      assert.match(
        result.warnings.join(),
        /Not taken for materials: foreign-\[redacted:github-token:.{4}\]\.json/,
      );
      assert.match(lines.join("\n"), /^"Retry \[redacted:github-token:.{4}\]"$/m);
      const documents = await Deno.readTextFile(join(result.folder, "documents.json"));
      for (const piece of TOKEN.slice(4).toLowerCase().match(/.{4}/g) ?? []) {
        assert.ok(
          !documents.includes(piece),
          piece,
        );
      }
    },
  );
});

Deno.test("no pull request, no plan text and no documentation are gaps that are told", async () => {
  await inWorld({ comments: [] }, async ({ run, warnings }) => {
    const result = await run({ documentsRoot: "src", runId: "9001" });
    assert.deepEqual(result.gaps, [
      "The issue holds no text of the plan.",
      "The plan has no pull request: what was changed is not known.",
      "The work tree has no documentation.",
    ]);
    assert.deepEqual([result.diff, result.pr_number, result.folder.includes("/sessions/9001/")], [
      null,
      null,
      true,
    ]);
    assert.deepEqual(warnings, result.gaps);
    const source = await readLearnInput(result.folder, await createRedactor());
    assert.deepEqual(source.gaps, result.gaps);
  });
});

Deno.test("a folder whose materials aren't those of its manifest is refused, and evidence says so", async () => {
  await inWorld({ pull: PULL }, async ({ root, run, context }) => {
    const folder = join(root, "m");
    const bytes = new TextEncoder().encode(PART);
    const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
    await Deno.mkdir(folder);
    const manifest = {
      format: "erk-learn-materials",
      schema_version: 1,
      issue_number: 42,
      created_at: "2026-02-01T00:00:00Z",
      program_version: "1",
      files: [{ name: `impl-${SESSION}.xml`, bytes: bytes.length, sha256 }],
    };
    const write = (name: string, text: string) => Deno.writeTextFile(join(folder, name), text);
    await write("manifest.json", JSON.stringify(manifest));
    await write(`impl-${SESSION}.xml`, PART);
    assert.equal((await run({ learnDir: "m" })).materials.sessions, 1);
    await write(`impl-${SESSION}.xml`, PART.replace("Retry", "Repay"));
    await write("planning-other.xml", PART);
    const { message } = await refusal(run({ learnDir: "m" }));
    assert.match(
      message,
      /aren't those .*manifest\.json names: 1 changed \(impl-.*\), 1 added \(planning-other\.xml\)/,
    );
    const { gaps } = await evidence({ directory: "m", markdown: false }, context);
    assert.match(gaps.join("\n"), /aren't those that manifest\.json names: 1 changed/);
  });
});

Deno.test("materials without a session, or with parts that can't be read, are gaps", async () => {
  await inWorld({ pull: PULL }, async ({ root, run }) => {
    await Deno.mkdir(join(root, "m"));
    await Deno.writeTextFile(join(root, "m", "pr-comments.json"), '{"threads": [], "comments": []}');
    assert.deepEqual(
      (await run({ learnDir: "m" })).gaps[0],
      "The materials hold no session that can be read.",
    );
    await Deno.writeTextFile(join(root, "m", "session-x.xml"), "<session");
    const { gaps, materials, folder } = await run({ learnDir: "m" });
    assert.deepEqual([gaps.length, materials.files, materials.sessions], [2, 2, 0]);
    assert.equal(gaps[0], "The materials hold no session that can be read.");
    assert.match(
      gaps[1] ?? "",
      /^session-x\.xml holds nothing of a session and is left out: it is no well-formed/,
    );
    assert.deepEqual((await readLearnInput(folder, await createRedactor())).gaps, gaps);
  });
});

for (
  const [title, pull, gap] of [
    ["that is open", { ...PULL, state: "open" }, /#57 of acme\/widgets is still open/],
    ["that was closed", { ...PULL, state: "closed" }, /was closed without being merged/],
  ] as const
) {
  Deno.test(`a pull request ${title} is looked at, and its state is a gap`, async () => {
    await inWorld({ pull }, async ({ run }) => {
      const result = await run();
      assert.match(result.gaps.join("\n"), gap);
      assert.equal(result.diff?.files, 3);
    });
  });
}

Deno.test("changes that GitHub does not give are a gap, and the rest goes on", async () => {
  await inWorld({ pull: PULL }, async ({ emulator, run }) => {
    const fault = { kind: "status", status: 403, body: { message: "Forbidden." } } as const;
    emulator.faults.inject({ path: /pulls\/57/, times: 9, fault });
    const result = await run();
    assert.deepEqual([result.diff, result.pr_number], [null, 57]);
    assert.match(result.gaps.join("\n"), /What #57 changes is not known: Could not list the files/);
  });
  await inWorld({ pull: PULL }, async ({ emulator, lines, run }) => {
    emulator.faults.inject({ path: /widgets\/pulls$/, times: 9, fault: { kind: "status", status: 403 } });
    await run();
    assert.ok(lines.includes("the plan's pull request could not be looked for"), lines.join("\n"));
    assert.ok(!lines.includes("no pull request"));
  });
});

Deno.test("marks in place of what was redacted count for the budget", async () => {
  const lines = Array.from({ length: 5_000 }, (_, at) => `+// k${at}@b.co`);
  const file = { path: "src/a.ts", additions: 5_000, patch: `@@ -0,0 +1,5000 @@\n${lines.join("\n")}` };
  await inWorld({ pull: { ...PULL, files: [file] } }, async ({ run }) => {
    const { folder, gaps } = await run();
    const { diff, gaps: read } = await readLearnInput(folder, await createRedactor());
    assert.deepEqual(gaps, ["#57 changes more lines than are read: of 1 file some or all are left out."]);
    assert.deepEqual(read, gaps);
    const patch = diff?.files[0]?.patch ?? "";
    const tokens = estimateTokens(patch);
    assert.match(patch, /^@@ -0,0 \+1,\d+ @@\n\+\/\/ \[redacted:email/);
    assert.ok(tokens <= DIFF_MAX_TOKENS && tokens > DIFF_MAX_TOKENS * 0.95, String(tokens));
  });
});

Deno.test("materials come from a folder too, without a request for the gist", async () => {
  await inWorld({ pull: PULL }, async ({ emulator, root, run, warnings }) => {
    await Deno.mkdir(join(root, "learn-42", "remote-downloads"), { recursive: true });
    await Deno.writeTextFile(join(root, "learn-42", ".gitignore"), "*\n");
    await Deno.writeTextFile(join(root, "learn-42", `impl-${SESSION}.xml`), PART);
    const result = await run({ learnDir: "learn-42", outputDir: "out/input" });
    assert.deepEqual([result.folder, result.materials.files], [join(root, "out", "input"), 1]);
    assert.deepEqual(result.warnings, []);
    assert.deepEqual(warnings, result.warnings);
    assert.deepEqual(emulator.requests().filter(({ path }) => path.startsWith("/gists")), []);
    assert.equal(await Deno.readTextFile(join(root, "learn-42", `impl-${SESSION}.xml`)), PART);
  });
});

Deno.test("a link in the place of a run's folder is refused, and nothing lands at its other end", async () => {
  for (const link of [".erk/scratch/sessions", ".erk/scratch/sessions/learn-42"]) {
    await inWorld({ pull: PULL }, async ({ root, run }) => {
      await Deno.mkdir(join(root, "elsewhere"));
      await Deno.mkdir(join(root, link, ".."), { recursive: true });
      await Deno.symlink(join(root, "elsewhere"), join(root, link));
      assert.match((await refusal(run())).message, /is a symbolic link, and was left alone/);
      assert.deepEqual([...Deno.readDirSync(join(root, "elsewhere"))], []);
    });
  }
});

Deno.test("materials of another plan are refused, or taken with a warning", async () => {
  await inWorld({ packedFor: 7 }, async ({ root, run }) => {
    assert.match((await refusal(run())).message, /holds materials of plan #7, not of plan #42/);
    await Deno.mkdir(join(root, "learn-8"));
    await Deno.writeTextFile(join(root, "learn-8", `impl-${SESSION}.xml`), PART);
    const other = await refusal(run({ learnDir: "learn-8" }));
    assert.match(
      other.message,
      /learn-8 holds materials of plan #8, not of plan #42\. Give the right folder, or --allow/,
    );
    assert.match((await run({ allowIssueMismatch: true })).warnings.join(), /plan #7, not of plan #42/);
    assert.match((await run({ learnDir: "learn-8", allowIssueMismatch: true })).warnings.join(), /plan #8/);
  });
});

Deno.test("without materials nothing is written, and the error says how to make or name them", async () => {
  await inWorld({ header: { learn_materials_gist_url: null } }, async ({ root, run }) => {
    assert.match(
      (await refusal(run())).message,
      /^Plan #42 names no learn materials; make them with "erk-learn trigger 42"/,
    );
    assert.match(
      (await refusal(run({ learnDir: "none" }))).message,
      /There is no (?:folder of materials|materials folder) .*none/,
    );
    await Deno.mkdir(join(root, "empty"));
    assert.match((await refusal(run({ learnDir: "empty" }))).message, /holds no learn materials/);
    const both = await refusal(run({ learnDir: "a", gistUrl: "b" }));
    assert.deepEqual([both.exitStatus, both.message], [2, "--learn-dir: give either a gist or a folder."]);
    await assert.rejects(Deno.stat(join(root, ".erk", "scratch", "sessions")), Deno.errors.NotFound);
  });
});

Deno.test("a plan that names no materials is learned from by its pull request, and what is missing is a gap", async () => {
  await inWorld({ header: { learn_materials_gist_url: null }, pull: PULL }, async ({ run }) => {
    const { gaps, diff, materials, pr_number, gist_url } = await run();
    assert.match(gaps.join("\n"), /The plan names no learn materials: its sessions aren't known\./);
    assert.doesNotMatch(gaps.join("\n"), /hold no session/);
    assert.deepEqual([pr_number, gist_url, diff?.files, materials.parts], [57, null, 3, 0]);
  });
});

Deno.test("a learn plan is refused, and documentation of another repository is a gap", async () => {
  await inWorld({ pull: PULL }, async ({ emulator, root, run }) => {
    const { success } = await new Deno.Command("git", {
      args: ["remote", "add", "origin", "https://github.com/acme/elsewhere.git"],
      cwd: root,
    }).output();
    assert.ok(success);
    assert.match(
      (await run()).gaps.join(),
      /clone of acme\/elsewhere, while the plan's code is in acme\/widgets/,
    );
    emulator.editIssue(42, { labels: ["erk-plan", "erk-learn"] });
    assert.match((await refusal(run())).message, /learn plan/);
  });
});

Deno.test("a workflow gathers nothing for a plan on which no result can be noted", async () => {
  await inWorld({ pull: PULL }, async ({ emulator, context }) => {
    const gist = emulator.gists()[0]?.htmlUrl;
    emulator.editIssue(42, { body: (body) => body.replace("created_by: ada", "created_by: [ada") });
    const run = (environment: Readonly<Record<string, string>>) =>
      command.execute({ issue: "42", gistUrl: gist }, {
        ...context,
        environment: (name) => environment[name],
      });
    const error = await refusal(run({ GITHUB_ACTIONS: "true" }));
    assert.match(error.message, /^The body of #42 of acme\/widgets has no readable plan-header block/);
    await run({});
  });
});
