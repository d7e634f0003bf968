import assert from "node:assert/strict";
import { join } from "node:path";
import { createContext } from "../../lib/cli/create_context.ts";
import { silentProgress } from "../../lib/cli/mod.ts";
import { applyLearnPlan, command } from "../../scripts/apply_learn_plan.ts";
import { inAnalysisWorld } from "../lib/learn/analyse/analysing.ts";
import { makeTree } from "../lib/learn/documents/document_world.ts";
import { INVENTED, LEARN_PLAN } from "../support/learn_scenario.ts";
import { reply } from "../support/model_emulator/mod.ts";

Deno.test("documents are extended once, keep their mode, and are left alone where they are write-protected", async () => {
  await inAnalysisWorld([], async ({ folder, run }) => {
    await run();
    const project = await Deno.makeTempDir({ prefix: "erk-learn-apply-" });
    const said: string[] = [];
    const context = createContext({
      workingDirectory: project,
      progress: { ...silentProgress, note: (line: string) => void said.push(line) },
      signal: new AbortController().signal,
    });
    const apply = () => applyLearnPlan({ agentsDir: folder, dryRun: false }, context);
    const document = join(project, "docs", "uploads.md");
    try {
      await Deno.mkdir(join(project, "docs"));
      await Deno.writeTextFile(document, "# Uploads\n\nThey are retried.\n");
      await Deno.chmod(document, 0o755);
      const first = await apply();
      assert.deepEqual(first.files.map(({ path, kind }) => [path, kind]), [["docs/uploads.md", "updated"]]);
      assert.match(said.join("\n"), /^✓ updated: docs\/uploads\.md \(\d items, 1 tripwire\)$/m);
      if (Deno.build.os !== "windows") assert.equal(((await Deno.stat(document)).mode ?? 0) & 0o777, 0o755);
      const text = await Deno.readTextFile(document);
      await Deno.writeTextFile(document, text.replace(/^##+ /m, "# "));
      const second = await apply();
      assert.deepEqual([second.changed, second.files], [false, []]);

      await Deno.writeTextFile(document, "# Uploads\n\nThey are retried.\n");
      await Deno.chmod(document, 0o444);
      const third = await apply();
      assert.equal(third.changed, false);
      assert.ok(
        third.left.some(({ location, reason }) =>
          location === "docs/uploads.md" && reason === "it is write-protected"
        ),
      );
      assert.match(said.join("\n"), /\(docs\/uploads\.md\): it is write-protected/);
    } finally {
      await Deno.chmod(document, 0o644);
      await Deno.remove(project, { recursive: true });
    }
  });
});

Deno.test("an item that rests on an invented quote isn't written unless asked for, and the pull request's text says so", async () => {
  const invented = {
    ...LEARN_PLAN,
    items: [{ ...LEARN_PLAN.items[0], location: "docs/new.md", action: "CREATE", citations: [INVENTED] }],
  };
  const scripts = [{ when: { agent: "plan-synthesizer" as const }, replies: [reply.json(invented)] }];
  await inAnalysisWorld(scripts, async ({ folder, run }) => {
    await run();
    const project = await Deno.makeTempDir({ prefix: "erk-learn-apply-" });
    try {
      const context = createContext({
        workingDirectory: project,
        progress: silentProgress,
        signal: new AbortController().signal,
      });
      const summary = join(project, "summary.md");
      const result = await applyLearnPlan({ agentsDir: folder, summary, dryRun: false }, context);
      assert.deepEqual(result.files, []);
      assert.deepEqual(
        result.left.filter(({ location }) => location === "docs/new.md").map(({ reason }) => reason),
        ["none of its quotes could be found in the materials: check it before it is written"],
      );
      assert.match(await Deno.readTextFile(summary), /docs\/new\.md`\): none of its quotes could be found/);
      const asked = { agentsDir: folder, summary, unverified: true, dryRun: false };
      assert.deepEqual((await applyLearnPlan(asked, context)).files.map(({ path }) => path), ["docs/new.md"]);
      assert.match(await Deno.readTextFile(summary), /\*\*no quote could be verified\.\*\* Check it before/);
    } finally {
      await Deno.remove(project, { recursive: true });
    }
  });
});

Deno.test("what documents.exclude names is left alone, and roots outside of the repository are refused", async () => {
  await inAnalysisWorld([], async ({ folder, run }) => {
    await run();
    await using tree = await makeTree({
      ".erk/learn.json": '{ "documents": { "exclude": ["uploads.md"] } }',
      "docs/uploads.md": "# Uploads\n",
    }, { git: true });
    const context = createContext({
      workingDirectory: tree.root,
      progress: silentProgress,
      signal: new AbortController().signal,
    });
    const { left, files } = await applyLearnPlan({ agentsDir: folder, dryRun: false }, context);
    assert.deepEqual(files, []);
    assert.ok(left.some(({ reason }) => reason === "documents.exclude of .erk/learn.json names it"));
  });
  for (const root of ["../../", "/etc", "docs/../.."]) {
    const context = createContext({
      workingDirectory: ".",
      progress: silentProgress,
      signal: new AbortController().signal,
    });
    await assert.rejects(
      command.execute({ agentsDir: "a", documentsRoot: [root] }, context),
      /give a folder in the repository, from its root/,
      root,
    );
  }
});
