import assert from "node:assert/strict";
import { join } from "node:path";
import { UserError } from "../../lib/user_error.ts";
import { command, type FetchLearnPrCommentsResult } from "../../scripts/fetch_learn_pr_comments.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../support/github_emulator/mod.ts";
import {
  PLAN_BRANCH,
  PLAN_PULL_REQUEST,
  PLAN_REPOSITORY,
  seedPlanIssue,
  seedPlanPullRequest,
  seedPlanRepository,
} from "../support/plan_scenario.ts";
import { contextWith } from "./emulator_context.ts";
import { MADE_UP_TOKEN } from "../support/made_up_token.ts";

const FILES = ["pr-comments.json", "pr-discussion-comments.json", "pr-review-comments.json"];

interface World {
  readonly emulator: GitHubEmulator;
  /** The output folder; not there yet. */
  readonly folder: string;
  readonly warnings: string[];
  /** Runs the command as the command line does. */
  run(input?: Readonly<Record<string, unknown>>): Promise<FetchLearnPrCommentsResult>;
  /** Texts of the files, by name. */
  texts(): Promise<Record<string, string>>;
}

async function inWorld(test: (world: World) => Promise<void>): Promise<void> {
  await using emulator = await startGitHubEmulator();
  seedPlanRepository(emulator);
  seedPlanIssue(emulator, {});
  const workingDirectory = await Deno.realPath(await Deno.makeTempDir());
  const folder = join(workingDirectory, "deep", "learn-42");
  const warnings: string[] = [];
  const context = contextWith(emulator, { workingDirectory, repository: PLAN_REPOSITORY, warnings });
  try {
    await test({
      emulator,
      folder,
      warnings,
      async run(input = { issue: "42", outputDir: "deep/learn-42" }) {
        const output = await command.execute(input, context);
        assert("json" in output);
        return output.json as FetchLearnPrCommentsResult;
      },
      async texts() {
        const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
        return Object.fromEntries(
          await Promise.all(
            names.map(async (name) => [name, await Deno.readTextFile(join(folder, name))] as const),
          ),
        );
      },
    });
  } finally {
    await Deno.remove(workingDirectory, { recursive: true });
  }
}

Deno.test("threads and discussion go to a file each, and both to the file that older readers know", async () => {
  await inWorld(async ({ emulator, folder, run, texts }) => {
    seedPlanPullRequest(emulator);
    const result = await run();
    assert.deepEqual(result, {
      success: true,
      issue_number: 42,
      pr_number: PLAN_PULL_REQUEST,
      threads: 2,
      comments: 1,
      files: ["pr-review-comments.json", "pr-discussion-comments.json", "pr-comments.json"].map((name) =>
        join(folder, name)
      ),
      warnings: [],
    });
    const files = await texts();
    assert.deepEqual(Object.keys(files), FILES);
    const [both, discussion, review] = FILES.map((name) => JSON.parse(files[name] ?? ""));
    assert.deepEqual(Object.keys(review), ["success", "pr_number", "threads"]);
    assert.deepEqual(
      review.threads.map((
        thread: Record<string, unknown>,
      ) => [thread["path"], thread["line"], thread["is_resolved"], thread["is_outdated"]]),
      [["src/upload/retry.ts", 31, true, false], ["src/upload/client.ts", 88, false, false]],
    );
    assert.deepEqual(Object.keys(review.threads[0]), [
      "id",
      "path",
      "line",
      "is_outdated",
      "is_resolved",
      "comments",
    ]);
    assert.deepEqual(Object.keys(review.threads[0].comments[0]), ["author", "body", "created_at"]);
    assert.deepEqual(Object.keys(discussion), ["success", "pr_number", "comments"]);
    assert.deepEqual(Object.keys(discussion.comments[0]), ["id", "author", "body", "url", "created_at"]);
    assert.deepEqual(both, {
      success: true,
      pr_number: 57,
      threads: review.threads,
      comments: discussion.comments,
    });
  });
});

Deno.test("a plan without a pull request gives empty lists, and is a success", async () => {
  await inWorld(async ({ run, texts }) => {
    const result = await run();
    assert.deepEqual([result.success, result.pr_number, result.threads, result.comments], [true, null, 0, 0]);
    const files = await texts();
    const empty = { success: true, pr_number: null, threads: [], comments: [] };
    assert.deepEqual(JSON.parse(files["pr-comments.json"] ?? ""), empty);
    assert.deepEqual(JSON.parse(files["pr-review-comments.json"] ?? "").threads, []);
  });
});

const REVIEWED = {
  number: PLAN_PULL_REQUEST,
  title: "x",
  head: PLAN_BRANCH,
  discussion: [
    { author: "ada", body: "Ready.", createdAt: "2026-11-20T09:00:00Z" },
    { author: "ada", body: "Done.", createdAt: "2026-11-20T11:00:00Z" },
  ],
  reviews: [
    {
      author: "grace",
      state: "CHANGES_REQUESTED",
      body: "Never retry without an idempotency key.",
      submittedAt: "2026-11-20T10:00:00Z",
    },
    { author: "grace", state: "APPROVED", submittedAt: "2026-11-20T12:00:00Z" },
  ],
} as const;

Deno.test("what reviewers say as a whole stands in the discussion, in the order in which it was said", async () => {
  await inWorld(async ({ emulator, run, texts }) => {
    emulator.seedPullRequest(REVIEWED);
    assert.equal((await run()).comments, 3);
    const { comments } = JSON.parse((await texts())["pr-discussion-comments.json"] ?? "");
    const said = comments.map(({ author, body }: Record<string, string>) => [author, body]);
    assert.deepEqual(said, [
      ["ada", "Ready."],
      ["grace", "Never retry without an idempotency key."],
      ["ada", "Done."],
    ]);
    assert.deepEqual(Object.keys(comments[1]), ["id", "author", "body", "url", "created_at"]);
    assert.match(comments[1].url, /\/pull\/57#pullrequestreview-\d+$/);
  });
});

Deno.test("the discussion is worth having without the reviews, which an old server may lack", async () => {
  for (const [status, missing] of [[403, 1], [404, 0]] as const) {
    await inWorld(async ({ emulator, run, texts }) => {
      emulator.seedPullRequest(REVIEWED);
      emulator.faults.inject({
        path: /\/reviews$/,
        fault: { kind: "status", status, body: { message: "No." } },
      });
      const { comments, warnings } = await run();
      assert.deepEqual([comments, warnings.length], [2, missing]);
      const { success } = JSON.parse((await texts())["pr-discussion-comments.json"] ?? "");
      assert.equal(success, missing === 0);
    });
  }
});

Deno.test("what people wrote is redacted before it is on disk", async () => {
  await inWorld(async ({ emulator, run, texts }) => {
    const token = MADE_UP_TOKEN;
    emulator.seedPullRequest({
      number: PLAN_PULL_REQUEST,
      title: "x",
      head: PLAN_BRANCH,
      reviewThreads: [{
        path: "a.ts",
        line: 1,
        comments: [{ body: `It prints ${token} in "/home/grace/x".` }],
      }],
      discussion: [{ body: `Mail grace@example.org the token ${token}` }],
    });
    await run();
    for (const [name, text] of Object.entries(await texts())) {
      for (const secret of [token, "/home/grace", "grace@example.org"]) {
        assert(!text.includes(secret), `${name} holds ${secret}`);
      }
      JSON.parse(text);
    }
  });
});

Deno.test("one list without the other is worth having: the missing one is a warning, in the file too", async () => {
  await inWorld(async ({ emulator, run, texts, warnings }) => {
    seedPlanPullRequest(emulator);
    emulator.faults.inject({
      graphqlOperation: /ReviewThreads/,
      fault: { kind: "status", status: 403, body: { message: "No." } },
    });
    const result = await run();
    assert.deepEqual([result.threads, result.comments, result.warnings.length], [0, 1, 1]);
    assert.match(warnings.join(), /Could not read the review threads of #57/);
    const files = await texts();
    const review = JSON.parse(files["pr-review-comments.json"] ?? "");
    assert.equal(review.success, false);
    assert.match(review.error, /Could not read the review threads/);
    assert.equal(JSON.parse(files["pr-discussion-comments.json"] ?? "").success, true);
  });
});

Deno.test("what a server's failure quotes is redacted in the warning, too", async () => {
  await inWorld(async ({ emulator, run, warnings }) => {
    seedPlanPullRequest(emulator);
    const token = MADE_UP_TOKEN;
    emulator.faults.inject({
      graphqlOperation: /ReviewThreads/,
      fault: { kind: "status", status: 422, body: { message: `Bad token ${token}.` } },
    });
    const result = await run();
    const told = [...result.warnings, ...warnings].join();
    assert.match(told, /\[redacted:github-token:/);
    assert.ok(!told.includes(token.slice(4)), told);
  });
});

Deno.test("neither list is an error, and nothing is written", async () => {
  await inWorld(async ({ emulator, folder, run }) => {
    seedPlanPullRequest(emulator);
    const fault = { kind: "status", status: 403, body: { message: "No." } } as const;
    emulator.faults.inject({ graphqlOperation: /ReviewThreads/, fault });
    emulator.faults.inject({ path: /issues\/57\/comments/, fault });
    await assert.rejects(run(), UserError);
    await assert.rejects(Deno.stat(folder), Deno.errors.NotFound);
  });
});

Deno.test("an issue that isn't there, or is no plan, is an error", async () => {
  await inWorld(async ({ emulator, run }) => {
    await assert.rejects(run({ issue: "7", outputDir: "x" }), { message: "Issue not found" });
    emulator.editIssue(42, { labels: [] });
    await assert.rejects(run(), { message: "Issue is not an erk-plan" });
  });
});

Deno.test("without a folder it is wrong usage", async () => {
  await inWorld(async ({ emulator, run }) => {
    await assert.rejects(
      run({ issue: "42" }),
      (error: unknown) => error instanceof UserError && error.exitStatus === 2,
    );
    assert.equal(emulator.journal.length, 0);
  });
});

Deno.test("a secret that a thread tells of stands bare in no other comment", async () => {
  await inWorld(async ({ emulator, run, texts }) => {
    const [early, late] = [["Vn9.k_", "A.7lGlY3W"].join(""), ["qX4-tR", "9mZ.2wLp"].join("")];
    emulator.seedPullRequest({
      number: PLAN_PULL_REQUEST,
      title: "Retry uploads",
      head: PLAN_BRANCH,
      reviewThreads: [{
        path: "a.ts",
        line: 1,
        comments: [{ author: "grace", body: `ADMIN_PASSWORD=${early} must go` }, {
          author: "ada",
          body: `and what is ${late}?`,
        }],
      }],
      discussion: [{ author: "linus", body: `Is ${early} still valid?\nDB_PASSWORD=${late}` }],
    });
    await run();
    const files = Object.values(await texts());
    for (const text of files) {
      assert.ok(!text.includes(early) && !text.includes(late), text);
      assert.doesNotThrow(() => JSON.parse(text));
    }
    assert.equal(files.join().match(/\[redacted:password:/g)?.length, 8);
  });
});
