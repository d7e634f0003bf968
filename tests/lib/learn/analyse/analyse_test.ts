import assert from "node:assert/strict";
import { join } from "node:path";
import { readAnalysis } from "../../../../lib/learn/analyse/mod.ts";
import { UserError } from "../../../../lib/user_error.ts";
import {
  IMPLEMENTATION_SESSION,
  LEARN_PLAN,
  learnSource,
  PLANNING_SESSION,
} from "../../../support/learn_scenario.ts";
import { reply } from "../../../support/model_emulator/mod.ts";
import { inAnalysisWorld } from "./analysing.ts";

const NODES = [
  `session-${PLANNING_SESSION}`,
  `session-${IMPLEMENTATION_SESSION}-part1`,
  `session-${IMPLEMENTATION_SESSION}-part2`,
  "diff-analysis",
  "existing-docs-check",
  "pr-comments-analysis",
  "gap-analysis",
  "learn-plan",
  "tripwire-candidates",
];

Deno.test("a whole run: every agent is asked once, and its answer lies in both forms under the names of old", async () => {
  await inAnalysisWorld([], async ({ models, folder, run, read }) => {
    const { analysis, record, states } = await run();
    assert.deepEqual(states, Object.fromEntries(NODES.map((name) => [name, "done"])));
    assert.equal(models.questions.length, NODES.length);
    assert.ok(models.atOnce.most <= 4);
    const files = NODES.flatMap((name) =>
      name === "tripwire-candidates"
        ? [`${name}.json`, "tripwire-extraction.json"]
        : [`${name}.md`, `${name}.json`]
    );
    assert.deepEqual(
      [...Deno.readDirSync(folder)].map(({ name }) => name).sort(),
      [...files, "evidence.json", "evidence.md", "run.json"].sort(),
    );
    assert.deepEqual(analysis?.plan, LEARN_PLAN);
    assert.match(await read("learn-plan.md"), /^# Documentation Plan: Retrying uploads\n/);
    assert.equal(record.outcome, "plan");
    assert.deepEqual([record.items, record.tripwires], [2, { candidates: 1, potential: 0, dropped: 0 }]);
    assert.deepEqual(record.citations, { verified: 5, removed: 0, corrected: 0 });
    assert.deepEqual(record.usage, { input: 18_000, output: 1_800, cache_read: 0, cache_write: 0 });
    // Eight of haiku ($1/$5 a million tokens), one of opus ($5/$25).
    assert.equal(record.cost?.toFixed(4), (8 * 0.003 + 0.015).toFixed(4));
    assert.deepEqual(
      [...new Set(models.questions.map(({ agent, model }) => `${agent === "plan-synthesizer"} ${model}`))]
        .sort(),
      ["false claude-haiku-4-5", "true claude-opus-4-5"],
    );
    const saved = await readAnalysis(folder, 42);
    assert.deepEqual([saved.plan?.value, saved.tripwires.length], [LEARN_PLAN, 1]);
  });
});

Deno.test("the plan names the tripwires that the extractor found, in its text, its data and the record, as they are stored", async () => {
  const [one] = LEARN_PLAN.tripwires;
  assert.ok(one !== undefined);
  const other = { ...one, title: "Another", action: "closing an upload", warning: "Wait for the last part." };
  for (const found of [[], [one, other, one], [other]]) {
    const scripts = [
      { when: { agent: "tripwire-extractor" as const }, replies: [reply.json({ tripwires: found })] },
    ];
    await inAnalysisWorld(scripts, async ({ folder, run, read }) => {
      const { analysis, record } = await run();
      const distinct = [...new Set(found)];
      const titles = distinct.map(({ title }) => title);
      assert.deepEqual(analysis?.plan?.tripwires.map(({ title }) => title), titles);
      assert.equal(record.tripwires.candidates, titles.length);
      const saved = await readAnalysis(folder, 42);
      assert.deepEqual(saved.plan?.value.tripwires, saved.tripwires);
      const markdown = await read("learn-plan.md");
      assert.match(markdown, new RegExp(`\\| Tripwire candidates \\(score ≥ 4\\) \\| ${titles.length} \\|`));
      for (const { warning } of [one, other]) {
        assert.equal(
          markdown.includes(`**Warning:** ${warning}`),
          distinct.some((each) => each.warning === warning),
        );
      }
      assert.equal(JSON.parse(await read("tripwire-candidates.json")).candidates.length, titles.length);
    });
  }
});

Deno.test("a rerun asks nothing that is unchanged; what changed is asked, and what rests on it", async () => {
  await inAnalysisWorld([], async ({ models, run }) => {
    await run();
    const first = models.questions.length;
    const again = await run();
    assert.equal(models.questions.length, first);
    assert.ok(again.record.nodes.every(({ cached, attempts }) => cached && attempts === 0));
    assert.deepEqual([again.record.cost, again.record.outcome], [0, "plan"]);

    const source = await learnSource();
    const [file] = source.diff?.files ?? [];
    assert.ok(source.diff !== undefined && file !== undefined);
    const diff = { ...source.diff, files: [{ ...file, additions: 3, patch: `${file.patch}+// more\n` }] };
    await run({ source: { ...source, diff } });
    assert.deepEqual(models.questions.slice(first).map(({ agent }) => agent), ["code-diff-analyzer"]);
    await run({ cache: false });
    assert.equal(models.questions.length, 2 * first + 1);
  });
});

Deno.test("offline nothing is asked: a plan comes of rules, and says so", async () => {
  await inAnalysisWorld([], async ({ models, run, read }) => {
    const { analysis, record } = await run({ offline: true });
    assert.equal(models.requests.length, 0);
    assert.ok((analysis?.plan?.items.length ?? 0) > 0);
    assert.deepEqual([record.engine, record.cost, record.citations.removed], ["offline", 0, 0]);
    assert.match(await read("learn-plan.md"), /without a model|offline/i);
  });
});

Deno.test("a run whose provider counts tokens in its own way ends with a record that can be read", async () => {
  const usage = { input_tokens: 10.5, output_tokens: -5, cache_read_input_tokens: 1e300 };
  const scripts = [{
    when: { agent: "plan-synthesizer" as const },
    replies: [reply.json(LEARN_PLAN, usage)],
  }];
  await inAnalysisWorld(scripts, async ({ folder, run }) => {
    const { error, record } = await run();
    assert.deepEqual([error, record.outcome], [undefined, "plan"]);
    assert.ok((await readAnalysis(folder, 42)).plan !== undefined);
  });
});

Deno.test("a source with nothing to learn from ends before anything is asked", async () => {
  await inAnalysisWorld([], async ({ models, folder, run }) => {
    const source = await learnSource({ diff: undefined, comments: [] }, {
      [`planning-${PLANNING_SESSION}.xml`]:
        `<session id="${PLANNING_SESSION}" part="1" parts="1">\n<user ref="L1">Hello.</user>\n</session>\n`,
    });
    const { analysis, record } = await run({ source });
    assert.equal(models.requests.length, 0);
    assert.deepEqual([analysis?.plan, record.outcome], [undefined, "nothing"]);
    assert.match(
      record.reason ?? "",
      /nothing to learn: no pull request changes, no review comments, and nothing was found/,
    );
    assert.equal((await readAnalysis(folder, 42)).plan, undefined);
  });
});

Deno.test("a source that holds nothing, of which a part could not be read, isn't held for learned", async () => {
  await inAnalysisWorld([], async ({ run }) => {
    const source = await learnSource({
      diff: undefined,
      comments: [],
      unread: ["The plan's pull request is not known: HTTP 502."],
    }, {
      [`planning-${PLANNING_SESSION}.xml`]:
        `<session id="${PLANNING_SESSION}" part="1" parts="1">\n<user ref="L1">Hello.</user>\n</session>\n`,
    });
    const { error, record } = await run({ source });
    assert.match(
      error?.message ?? "",
      /^Nothing was found to learn from plan #42, but not all of it could be read/,
    );
    assert.equal(error?.detail, "The plan's pull request is not known: HTTP 502.");
    assert.deepEqual([record.outcome, record.reason], ["stopped", error.detail]);
  });
});

Deno.test("answers without items, where a session could not be analysed, aren't held for all there is", async () => {
  const scripts = [
    { when: { agent: "session-analyzer" as const }, replies: [reply.refusal()] },
    {
      when: { agent: "plan-synthesizer" as const },
      replies: [reply.json({ ...LEARN_PLAN, items: [], tripwires: [] })],
    },
    { when: { agent: "tripwire-extractor" as const }, replies: [reply.json({ tripwires: [] })] },
  ];
  await inAnalysisWorld(scripts, async ({ run }) => {
    const { error, record } = await run();
    assert.match(error?.message ?? "", /not all of it could be read/);
    assert.match(error?.detail ?? "", /declined to answer/);
    assert.equal(record.outcome, "stopped");
  });
});

Deno.test("a plan without items and tripwires is nothing to save, and what rules had found is named", async () => {
  const scripts = [
    {
      when: { agent: "plan-synthesizer" as const },
      replies: [reply.json({ ...LEARN_PLAN, items: [], tripwires: [] })],
    },
    { when: { agent: "tripwire-extractor" as const }, replies: [reply.json({ tripwires: [] })] },
  ];
  await inAnalysisWorld(scripts, async ({ run }) => {
    const { analysis, record } = await run();
    assert.deepEqual([analysis?.plan, record.outcome], [undefined, "nothing"]);
    // Whoever reads it may judge otherwise.
    assert.match(record.reason ?? "", /in what rules had found \(.*1 correction by a person\)/);
  });
});

Deno.test("what is saved is only what the analysis wrote: another plan's, an unfinished or a changed one is refused", async () => {
  await inAnalysisWorld([], async ({ folder, run, read }) => {
    const refused = async (expected: RegExp, issue = 42) =>
      await assert.rejects(readAnalysis(folder, issue), (error) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, expected);
        // One sentence that ends with what mends it.
        assert.match(error.message, /^[^\n]*: .*\banalyse-learn-input\b[^\n]*\.$/);
        return true;
      });
    await refused(/The record of the analysis, .*run\.json, is missing/);
    await run();
    await refused(/holds the analysis of plan #42, not of #43/, 43);
    const plan = await read("learn-plan.md");
    await Deno.writeTextFile(join(folder, "learn-plan.md"), `${plan}\nAnd one thing more.`);
    await refused(/learn-plan\.md was changed/);
    await Deno.writeTextFile(join(folder, "learn-plan.md"), plan);
    const record = await read("run.json");
    await Deno.writeTextFile(
      join(folder, "run.json"),
      record.replace('"outcome": "plan"', '"outcome": "running"'),
    );
    await refused(/isn't finished/);
    await Deno.writeTextFile(join(folder, "run.json"), "{}");
    await refused(/run\.json, is not as erk-learn writes it at schema_version \(/);
    await Deno.writeTextFile(join(folder, "run.json"), "no\nJSON");
    await refused(/run\.json, can't be read/);
  });
});
