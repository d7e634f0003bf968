import assert from "node:assert/strict";
import { readPullChanges } from "../../../../lib/github/pull_request/pull_diff.ts";
import { type PullRequestSeed, validateAgainstOpenApi } from "../../../support/github_emulator/mod.ts";
import { type Connected, refusal, REPOSITORY, startSeeded } from "../emulator_client.ts";

const PULL = { repository: REPOSITORY, number: 57 };
const PATCH = "@@ -1 +1,2 @@ function a() {\n-a\n+b\n+c";

async function withPull(
  seed: Partial<PullRequestSeed>,
  test: (world: Connected) => Promise<void>,
): Promise<void> {
  await using world = await startSeeded();
  world.emulator.seedPullRequest({ number: 57, ...seed });
  await test(world);
  const problems = await Promise.all(world.emulator.journal.map((entry) => validateAgainstOpenApi(entry)));
  assert.deepEqual(problems.flat(), []);
}

function requestsIn({ emulator }: Connected): string[] {
  return emulator.journal.map(({ method, path }) => `${method} ${path.replace("/repos/acme/tidebook", "")}`)
    .sort();
}

Deno.test("files of all pages come with status, old path and patch; no diff is asked for", async () => {
  const many = Array.from({ length: 130 }, (_, index) => ({
    path: `src/f${index}.ts`,
    additions: 2,
    deletions: 1,
    patch: PATCH,
  }));
  const files = [
    ...many,
    { path: "b.ts", previousPath: "a.ts", status: "renamed" },
    { path: "mode.sh", status: "changed" },
    { path: "logo.png", status: "added" },
  ] as const;
  await withPull({ files }, async (world) => {
    const changes = await readPullChanges(world.client, PULL);

    assert.deepEqual([changes.files.length, changes.totalFiles, changes.additions, changes.deletions], [
      133,
      133,
      260,
      130,
    ]);
    assert.deepEqual(changes.warnings, []);
    assert.deepEqual(changes.files[129], {
      path: "src/f129.ts",
      previousPath: undefined,
      status: "modified",
      additions: 2,
      deletions: 1,
      patch: PATCH,
      isBinary: false,
    });
    assert.deepEqual(changes.files.slice(130).map(({ status, previousPath }) => [status, previousPath]), [
      ["renamed", "a.ts"],
      ["modified", undefined],
      ["added", undefined],
    ]);
    assert.deepEqual(requestsIn(world), ["GET /pulls/57", "GET /pulls/57/files", "GET /pulls/57/files"]);
  });
});

Deno.test("patches that the list lacks come from the diff, by names with quotes and beyond ASCII too", async () => {
  const patch = "@@ -1,2 +1,2 @@ q()\n--- old comment\n+++ new comment\n x\u2028y\r";
  const changed = { additions: 1, deletions: 1, patch, isTooLargeForList: true };
  const files = [
    { path: 'docs/é "q".sql', ...changed },
    { path: "new name.sql", previousPath: "old name.sql", status: "renamed", ...changed },
    { path: "small.ts", additions: 1, patch: "@@ -0,0 +1 @@\n+x" },
  ] as const;
  await withPull({ files }, async ({ client }) => {
    const changes = await readPullChanges(client, PULL);
    assert.deepEqual(changes.files.map((file) => file.patch), [patch, patch, "@@ -0,0 +1 @@\n+x"]);
    assert.deepEqual(changes.warnings, []);
  });
});

Deno.test("a binary file that the list shows as changed is known as such from the diff", async () => {
  const diff =
    "diff --git a/font.bin b/font.bin\nindex 1..2 100644\nBinary files a/font.bin and b/font.bin differ\n";
  await withPull({ diff, files: [{ path: "font.bin", additions: 3 }] }, async ({ client }) => {
    const [file] = (await readPullChanges(client, PULL)).files;
    assert.deepEqual([file?.isBinary, file?.patch], [true, undefined]);
  });
});

for (
  const { title, seed, files, warning } of [
    {
      title: "beyond 300 files there is no diff (406): what the list has stays, and the gap is named",
      seed: {
        files: Array.from({ length: 301 }, (_, index) => ({
          path: `f${index}`,
          additions: 1,
          patch: "@@ -0,0 +1 @@\n+x",
          isTooLargeForList: index < 2,
        })),
      },
      files: 301,
      warning:
        "GitHub gives no patch for 2 of the 301 files of #57: the pull request is too large for a diff.",
    },
    {
      title: "beyond 3,000 files GitHub lists no more, and the gap is named",
      seed: { files: Array.from({ length: 3_004 }, (_, index) => ({ path: `f${index}` })) },
      files: 3_000,
      warning: "#57 changes 3004 files, of which GitHub names 3000: the others are not looked at.",
    },
    {
      title: "a patch that the diff lacks too is a named gap",
      seed: { diff: "diff --git a/x b/x\n--- a/x\n", files: [{ path: "x", additions: 9 }] },
      files: 1,
      warning: "GitHub gives no patch for 1 of the 1 files of #57: they are too large.",
    },
  ]
) {
  Deno.test(title, async () => {
    await withPull(seed, async ({ client }) => {
      const changes = await readPullChanges(client, PULL);
      assert.deepEqual([changes.files.length, changes.warnings], [files, [warning]]);
    });
  });
}

Deno.test("without the list the diff does: added, removed, renamed, binary and damaged sections", async () => {
  const diff = [
    "diff --git a/new.ts b/new.ts\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ b/new.ts\n@@ -0,0 +1 @@\n+x",
    "diff --git a/gone.ts b/gone.ts\ndeleted file mode 100644\n--- a/gone.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-x",
    "diff --git a/a.ts b/b.ts\nsimilarity index 100%\nrename from a.ts\nrename to b.ts",
    "diff --git a/p.png b/p.png\nindex 1..2 100644\nBinary files a/p.png and b/p.png differ",
    "diff --git a/cut.ts b/cut.ts\n--- a/cut.ts\n+++ b/cut.ts\n@@ -1,40 +1,40 @@\n a",
    "",
  ].join("\n");
  await withPull({ diff }, async ({ client, emulator }) => {
    emulator.faults.inject({
      path: /\/files/,
      fault: { kind: "status", status: 422, body: { message: "No." } },
    });
    const changes = await readPullChanges(client, PULL);
    assert.deepEqual(
      changes.files.map(({ path, status, previousPath, additions, isBinary }) =>
        [path, status, previousPath, additions, isBinary].join(" ")
      ),
      [
        "new.ts added  1 false",
        "gone.ts removed  0 false",
        "b.ts renamed a.ts 0 false",
        "p.png modified  0 true",
      ],
    );
    assert.match(changes.warnings[0] ?? "", /taken from the diff alone: Could not list the files/);
  });
});

Deno.test("neither list nor diff is an error that says why the list failed", async () => {
  await withPull({}, async ({ client, emulator }) => {
    emulator.faults.inject({
      path: /pulls\/57/,
      times: 9,
      fault: { kind: "status", status: 403, body: { message: "Forbidden." } },
    });
    assert.match(
      (await refusal(readPullChanges(client, PULL))).message,
      /^Could not list the files that #57/,
    );
  });
});
