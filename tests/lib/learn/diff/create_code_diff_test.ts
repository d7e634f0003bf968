import assert from "node:assert/strict";
import fc from "fast-check";
import type { PullChanges, PullFile } from "../../../../lib/github/pull_request/pull_diff.ts";
import { codeDiffSchema, createCodeDiff, diffGaps, unlistedFiles } from "../../../../lib/learn/diff/mod.ts";
import { estimateTokens } from "../../../../lib/preprocess/tokens/tokens.ts";

function changed(path: string, lines: number, fields: Partial<PullFile> = {}): PullFile {
  const patch = `@@ -0,0 +1,${lines} @@\n${
    Array.from({ length: lines }, (_, at) => `+export function f${at}() {}`).join("\n")
  }`;
  return {
    path,
    previousPath: undefined,
    status: "added",
    additions: lines,
    deletions: 0,
    patch: lines === 0 ? undefined : patch,
    isBinary: false,
    ...fields,
  };
}

function changesOf(files: readonly PullFile[], totalFiles = files.length): PullChanges {
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  return { files, totalFiles, additions, deletions: 0, warnings: [] };
}

Deno.test("files are ranked by what they are, whether the plan names them, and how much changes", () => {
  const files = [
    changed("package-lock.json", 900),
    changed("logo.png", 0),
    changed("README.md", 5),
    changed("src/small.ts", 2),
    changed("tests/a_test.ts", 50),
    changed("src/large.ts", 30),
    changed("deno.json", 3),
    changed("src/named.ts", 1, { previousPath: "src/old.ts", status: "renamed" }),
  ];
  const diff = codeDiffSchema.parse(
    createCodeDiff(changesOf(files, 3_010), { pullRequest: 57, planText: "Change `src/named.ts` first." }),
  );
  assert.deepEqual(diff.files.map(({ path }) => path), [
    "src/named.ts",
    "src/large.ts",
    "src/small.ts",
    "deno.json",
    "tests/a_test.ts",
    "README.md",
    "package-lock.json",
    "logo.png",
  ]);
  assert.deepEqual([diff.files[0]?.previousPath, diff.files[0]?.status], ["src/old.ts", "renamed"]);
  assert.deepEqual(diff.files[2]?.symbols, ["function f0", "function f1"]);
  assert.deepEqual(diff.files[6], {
    path: "package-lock.json",
    status: "added",
    additions: 900,
    deletions: 0,
    category: "generated",
    patch: "",
    omittedLines: 900,
    symbols: [],
  });
  // The lock file, and those that GitHub did not name.
  assert.deepEqual([diff.pullRequest, diff.omittedFiles, diff.additions], [57, 3_003, 991]);
});

Deno.test("a large file leaves room for the others, and takes what they don't need", () => {
  const files = [
    changed("src/huge.ts", 4_000),
    ...["a", "b", "c"].map((name) => changed(`src/${name}.ts`, 20)),
  ];
  const { files: [huge, ...others] } = createCodeDiff(changesOf(files), { pullRequest: 1, maxTokens: 5_000 });
  assert.deepEqual(others.map(({ omittedLines }) => omittedLines), [0, 0, 0]);
  const tokens = estimateTokens(huge?.patch ?? "");
  assert.ok(tokens > 3_000 && tokens < 5_000, String(tokens));
  assert.equal((huge?.patch.split("\n").length ?? 0) - 1 + (huge?.omittedLines ?? 0), 4_000);
});

Deno.test("where GitHub gives no patch, its counts tell what is missing", () => {
  const diff = createCodeDiff(changesOf([changed("src/a.ts", 700, { patch: undefined })]), {
    pullRequest: 1,
  });
  assert.deepEqual([diff.files[0]?.omittedLines, diff.files[0]?.category, diff.omittedFiles], [
    700,
    "source",
    1,
  ]);
});

Deno.test("all patches together are within the budget, whatever changes", () => {
  const file = fc.tuple(
    fc.constantFrom("a.ts", "b.md", "c.lock", "d_test.go", "e.yml"),
    fc.integer({ min: 0, max: 80 }),
  )
    .map(([name, lines]) => changed(`x/${name}`, lines));
  fc.assert(
    fc.property(fc.array(file, { maxLength: 12 }), fc.integer({ min: 0, max: 3_000 }), (files, maxTokens) => {
      const diff = createCodeDiff(changesOf(files), { pullRequest: 1, maxTokens });
      const tokens = diff.files.reduce((sum, { patch }) => sum + estimateTokens(patch), 0);
      assert.ok(tokens <= maxTokens);
      for (const { additions, omittedLines, patch } of diff.files) {
        assert.equal(
          patch.split("\n").filter((line) => line.startsWith("+")).length + omittedLines,
          additions,
        );
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("of thousands of files the first are named, and the rest counted", () => {
  const files = Array.from({ length: 3_000 }, (_, index) => changed(`src/f${index}.ts`, 1));
  const diff = createCodeDiff(changesOf(files), { pullRequest: 1 });
  assert.equal(diff.files.length, 400);
  assert.equal(diff.omittedFiles, 2_600);
  assert.equal(diff.files.flatMap(({ symbols }) => symbols).length, 400);
});

Deno.test("what was left out to fit is told, and what nobody wrote isn't missed", () => {
  const gapsOf = (files: readonly PullFile[], maxTokens?: number) => {
    const changes = changesOf(files);
    const diff = createCodeDiff(changes, {
      pullRequest: 57,
      ...maxTokens === undefined ? {} : { maxTokens },
    });
    return { gaps: diffGaps(diff, changes), unlisted: unlistedFiles(diff) };
  };
  const few = [
    changed("src/a.ts", 3),
    changed("logo.png", 0, { isBinary: true }),
    changed("package-lock.json", 90),
  ];
  assert.deepEqual(gapsOf(few), { gaps: [], unlisted: 0 });
  // GitHub's own warning tells of it.
  assert.deepEqual(gapsOf([changed("src/a.ts", 0, { additions: 9_000 })]), { gaps: [], unlisted: 0 });
  const many = Array.from({ length: 3_000 }, (_, at) => changed(`src/f${at}.ts`, 1));
  assert.deepEqual(gapsOf(many), {
    gaps: ["#57 changes 3000 files, of which the 400 that matter most are looked at: 2600 are left out."],
    unlisted: 2_600,
  });
  assert.deepEqual(gapsOf([changed("src/a.ts", 900), changed("src/b.ts", 900), ...few], 1_000).gaps, [
    "#57 changes more lines than are read: of 2 files some or all are left out.",
  ]);
});
