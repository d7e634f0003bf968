import assert from "node:assert/strict";
import { readPlanHeader } from "../../lib/github/plan/plan_header.ts";
import { readPlanEvents } from "../../lib/github/plan/plan_comments.ts";
import type { Fault } from "../support/github_emulator/mod.ts";
import { seedPlanIssue } from "../support/plan_scenario.ts";
import { refusal } from "../lib/github/emulator_client.ts";
import { type PlanWorld, RUN_URL, startPlanWorld } from "./plan_world.ts";

async function start(header: Readonly<Record<string, unknown>> = {}): Promise<PlanWorld> {
  const world = await startPlanWorld();
  seedPlanIssue(world.emulator, { planning: "session-1", implementation: ["session-2"] }, { header });
  for (const number of [43, 44]) {
    world.emulator.seedIssue({ number, title: "[erk-learn] Uploads", labels: ["erk-plan", "erk-learn"] });
  }
  world.emulator.seedPullRequest({ number: 60, head: "learn/42" });
  return world;
}

function headerOf({ emulator }: PlanWorld) {
  return readPlanHeader(emulator.issue(42).body).header ?? {};
}

/** Comments below those that were seeded. */
function newComments({ emulator }: PlanWorld, seeded = 3) {
  return emulator.issue(42).comments.slice(seeded);
}

const RESULTS: readonly (readonly [Record<string, string>, Record<string, unknown>])[] = [
  [{ status: "completed_no_plan" }, { learn_status: "completed_no_plan" }],
  [{ status: "completed_with_plan", planIssue: "43" }, {
    learn_status: "completed_with_plan",
    learn_plan_issue: 43,
  }],
  [{ status: "pending_review", planPr: "60" }, { learn_status: "pending_review", learn_plan_pr: 60 }],
  [{ status: "plan_completed", planPr: "#60" }, { learn_status: "plan_completed", learn_plan_pr: 60 }],
];

Deno.test("each result is noted in the header, keeps all else, CRLF too, and is noted once", async () => {
  for (const [input, expected] of RESULTS) {
    await using world = await start();
    world.emulator.editIssue(42, { body: (body) => body.replaceAll("\n", "\r\n") });
    const before = world.emulator.issue(42).body;
    const answer = await world.run("track-learn-result", { issue: "42", ...input });
    const { learn_status, learn_plan_issue, learn_plan_pr } = headerOf(world);
    assert.deepEqual(
      { learn_status, learn_plan_issue, learn_plan_pr },
      { learn_plan_issue: undefined, learn_plan_pr: undefined, ...expected },
    );
    const after = world.emulator.issue(42).body;
    assert.equal(after.match(/(?<!\r)\n/), null);
    assert.deepEqual(
      after.split("\r\n").filter((line) => !before.includes(line)).length,
      Object.keys(expected).length,
    );
    assert.deepEqual([answer["updated"], answer["learn_status"], answer["comment_id"]], [
      true,
      input["status"],
      null,
    ]);
    const again = await world.run("track-learn-result", { issue: "42", ...input });
    assert.equal(again["updated"], false);
    assert.equal(world.emulator.issue(42).writes, 1);
    assert.equal(newComments(world).length, 0);
  }
});

Deno.test("why nothing is documented stands in one comment, which notifies nobody and holds no secret", async () => {
  await using world = await start();
  const secret = ["ghp", "0123456789abcdefghijABCDEFGHIJ012345"].join("_");
  const input = {
    issue: "42",
    status: "completed_no_plan",
    reason: `No friction, says @grace in #7 (${secret}).`,
  };
  const first = await world.run("track-learn-result", input);
  const second = await world.run("track-learn-result", input);
  assert.equal(second["comment_id"], first["comment_id"]);
  const [comment, ...others] = newComments(world);
  assert.deepEqual(others, []);
  assert.match(
    comment?.body ?? "",
    /^📚 Nothing to document\n\nNo friction, says @&#8203;grace in #&#8203;7 \(\[redacted:github-token:\w+\]\)\.\n/,
  );
  await world.run("track-learn-result", { ...input, reason: "Another reason." });
  assert.equal(newComments(world).length, 2);
});

Deno.test("a job that runs again takes nothing back that has happened since", async () => {
  const now = { learn_status: "plan_completed", learn_plan_issue: 43, learn_plan_pr: 60 };
  for (
    const input of [{ status: "completed_with_plan", planIssue: "43" }, {
      status: "pending_review",
      planPr: "60",
    }]
  ) {
    await using world = await start(now);
    const answer = await world.run("track-learn-result", { issue: "42", ...input });
    assert.equal(answer["learn_status"], "plan_completed");
    assert.equal((answer["warnings"] as string[]).length, 1);
    assert.equal(world.emulator.issue(42).writes, 0);
  }
  await using world = await start(now);
  await world.run("track-learn-result", { issue: "42", status: "completed_with_plan", planIssue: "44" });
  assert.deepEqual([headerOf(world).learn_status, headerOf(world).learn_plan_issue], [
    "completed_with_plan",
    44,
  ]);
});

Deno.test("what a result names must be there, and be what it is said to be; else nothing is written", async () => {
  await using world = await start();
  seedPlanIssue(world.emulator, { planning: "session-1" }, {
    number: 45,
    header: { learned_from_issue: 42 },
    labels: [],
  });
  world.emulator.seedIssue({ number: 50, title: "A question", labels: ["question"] });
  world.emulator.seedRepository({ owner: "acme", name: "other" });
  const cases: readonly (readonly [Record<string, string>, string, RegExp])[] = [
    [
      { planIssue: "42" },
      "#42 is the plan that was learned from",
      /give the issue that holds the learn plan/,
    ],
    [{ planIssue: "50" }, "Issue is not a learn plan", /"A question"\) lacks the label erk-learn/],
    [{ planIssue: "60" }, "Issue not found", /is a pull request/],
    [{ planIssue: "999" }, "Issue not found", /999 isn't there/],
    [{ planIssue: "acme/other#43" }, "The learn plan acme/other#43 is not in the repository of", /./],
    [{ planPr: "998" }, "There is no pull request #998 in ", /give the number of the pull request/],
    [{ planPr: "43" }, "There is no pull request #43 in ", /./],
    [{ planPr: "acme/other#60" }, "Pull request acme/other#60 is in neither repository of", /./],
  ];
  for (const [named, message, rest] of cases) {
    const statuses = named["planIssue"] === undefined
      ? ["pending_review", "plan_completed"]
      : ["completed_with_plan"];
    for (const status of statuses) {
      const error = await refusal(world.run("track-learn-result", { issue: "42", status, ...named }));
      assert.ok(error.message.startsWith(message), error.message);
      assert.match(`${error.message} ${error.detail ?? ""}`, rest);
    }
  }
  assert.equal(world.emulator.issue(42).writes, 0);
  // Labels get lost where a token may not set them.
  await world.run("track-learn-result", { issue: "42", status: "completed_with_plan", planIssue: "45" });
  assert.equal(headerOf(world).learn_plan_issue, 45);
});

Deno.test("a pull request may be where the plan's code lives", async () => {
  await using world = await start({ source_repo: "acme/code" });
  world.emulator.seedRepository({ owner: "acme", name: "code" });
  world.emulator.seedPullRequest({ repository: "acme/code", number: 7, head: "docs" });
  await world.run("track-learn-result", { issue: "42", status: "pending_review", planPr: "7" });
  assert.equal(headerOf(world).learn_plan_pr, 7);
});

Deno.test("what another result has left in the header goes with it", async () => {
  const before = { learn_status: "pending_review", learn_plan_issue: 43, learn_plan_pr: 60 };
  const cases: readonly (readonly [Record<string, string>, (number | undefined)[]])[] = [
    [{ status: "completed_no_plan" }, [undefined, undefined]],
    [{ status: "completed_with_plan", planIssue: "44" }, [44, undefined]],
    [{ status: "plan_completed", planPr: "60" }, [43, 60]],
  ];
  for (const [input, expected] of cases) {
    await using world = await start(before);
    const answer = await world.run("track-learn-result", { issue: "42", ...input });
    const { learn_plan_issue, learn_plan_pr } = headerOf(world);
    assert.deepEqual([learn_plan_issue, learn_plan_pr], expected);
    assert.deepEqual(
      [answer["learn_plan_issue"], answer["learn_plan_pr"]],
      expected.map((number) => number ?? null),
    );
    assert.equal((await world.run("track-learn-result", { issue: "42", ...input }))["updated"], false);
  }
});

Deno.test("a status without its number, or with another's, is a usage error", async () => {
  await using world = await start();
  for (
    const [input, expected] of [
      [
        { status: "completed_with_plan" },
        /--plan-issue: it is missing, and belongs to --status completed_with_plan/,
      ],
      [{ status: "completed_with_plan", planIssue: "43", planPr: "60" }, /--plan-pr: it doesn't belong/],
      [{ status: "pending_review" }, /--plan-pr: it is missing, and belongs to --status pending_review/],
      [{ status: "pending_review", planIssue: "43", planPr: "1" }, /--plan-issue: it doesn't belong/],
      [{ status: "plan_completed" }, /--plan-pr: it is missing, and belongs/],
      [{ status: "completed_no_plan", planIssue: "43" }, /--plan-issue: it doesn't belong/],
      [{ status: "completed_no_plan", reason: " " }, /give a reason/],
      [
        { status: "pending_review", planPr: "60", reason: "x" },
        /--reason: it belongs to --status completed_no_plan/,
      ],
      [{ status: "pending" }, /give a status/],
      [{ status: "completed_with_plan", planIssue: "x" }, /is not an issue/],
    ] as const
  ) {
    const error = await refusal(world.run("track-learn-result", { issue: "42", ...input }));
    assert.match(error.message, expected);
    assert.equal(error.exitStatus, 2);
  }
  const other = await refusal(world.run("track-learn-result", { issue: "41", status: "completed_no_plan" }));
  assert.equal(other.message, "Issue not found");
  assert.deepEqual(world.emulator.requests().filter(({ method }) => method !== "GET"), []);
});

Deno.test("an evaluation leaves a comment that readers of plans understand, and its time and session", async () => {
  await using world = await start();
  const answer = await world.run("track-learn-evaluation", {
    issue: "42",
    sessionId: "session-9",
    readableSessions: "3",
    totalSessions: "4",
  });
  const comments = newComments(world);
  assert.equal(comments.length, 1);
  assert.match(
    comments[0]?.body ?? "",
    /^📚 Learn invoked\n\n<!-- WARNING[^]*---\n\nLearn evaluation: 3 of 4 sessions/,
  );
  const [event] = readPlanEvents(comments).events;
  assert.deepEqual(event?.fields, {
    timestamp: "2026-11-21T08:00:00+00:00",
    readable_sessions: 3,
    total_sessions: 4,
    session_id: "session-9",
  });
  const { last_learn_at, last_learn_session } = headerOf(world);
  assert.deepEqual([last_learn_at, last_learn_session], ["2026-11-21T08:00:00+00:00", "session-9"]);
  assert.deepEqual([answer["tracked"], answer["created"], answer["comment_id"]], [
    true,
    true,
    comments[0]?.id,
  ]);
});

Deno.test("without counts the plan's sessions are counted: none of its two is on this machine", async () => {
  await using world = await start();
  const answer = await world.run("track-learn-evaluation", { issue: "42" });
  assert.deepEqual([answer["readable_sessions"], answer["total_sessions"]], [0, 2]);
});

Deno.test("the same session or workflow run comments once, whatever failed in between; another comments anew", async () => {
  for (const same of [{ sessionId: "session-9" }, { workflowRunUrl: RUN_URL }]) {
    await using world = await start();
    world.emulator.faults.inject({ method: "PATCH", fault: { kind: "status", status: 403 } });
    await refusal(world.run("track-learn-evaluation", { issue: "42", ...same }));
    const again = await world.run("track-learn-evaluation", { issue: "42", ...same });
    assert.equal(again["created"], false);
    assert.equal(newComments(world).length, 1);
    assert.equal(headerOf(world).last_learn_at, "2026-11-21T08:00:00+00:00");
    await world.run("track-learn-evaluation", {
      issue: "42",
      sessionId: "session-10",
      workflowRunUrl: `${RUN_URL}8`,
    });
    assert.equal(newComments(world).length, 2);
  }
});

Deno.test("a lost answer makes no second comment and no half of a header", async () => {
  const faults: readonly Fault[] = [{ kind: "reset-after-acting" }, { kind: "malformed-json" }, {
    kind: "status",
    status: 502,
  }];
  for (const method of ["POST", "PATCH"]) {
    for (const fault of faults) {
      await using world = await start();
      world.emulator.faults.inject({ method, fault });
      await world.run("track-learn-evaluation", { issue: "42", readableSessions: 1, totalSessions: 1 });
      assert.equal(newComments(world).length, 1, `${method} ${fault.kind}`);
      assert.equal(headerOf(world).last_learn_at, "2026-11-21T08:00:00+00:00");
    }
  }
});

Deno.test("counts that contradict each other are usage errors", async () => {
  await using world = await start();
  for (
    const [input, expected] of [
      [{ readableSessions: "1" }, /belong together/],
      [{ readableSessions: "2", totalSessions: "1" }, /can't be more readable/],
      [{ readableSessions: "x", totalSessions: "1" }, /give a number|Invalid input/],
    ] as const
  ) {
    const error = await refusal(world.run("track-learn-evaluation", { issue: "42", ...input }));
    assert.match(error.message, expected);
    assert.equal(error.exitStatus, 2);
  }
});
