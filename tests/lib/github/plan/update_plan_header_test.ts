import assert from "node:assert/strict";
import { updatePlanHeader } from "../../../../lib/github/mod.ts";
import { WARNING_LINE } from "../../../../lib/github/plan/metadata_block.ts";
import { planBody } from "../../../support/plan_scenario.ts";
import { refusal, REPOSITORY, startSeeded } from "../emulator_client.ts";

const BODY = planBody({ created_by: "ada", learn_status: "not_started", unknown: "'kept'" });
const PENDING = BODY.replace("not_started", "pending");

async function startWithBody(body: string) {
  const world = await startSeeded({ retry: { retries: 0 } });
  world.emulator.seedIssue({ number: 42, body });
  return {
    ...world,
    update: (changes: Parameters<typeof updatePlanHeader>[3]) =>
      updatePlanHeader(world.client, REPOSITORY, 42, changes),
  };
}

Deno.test("only the named fields change, and undefined leaves one alone", async () => {
  await using world = await startWithBody(BODY);
  assert.equal(await world.update({ learn_status: "pending", learn_run_id: undefined }), true);
  assert.equal(world.emulator.issue(42).body, PENDING);
  assert.equal(world.emulator.issue(42).writes, 1);
});

Deno.test("a header that says it already isn't written", async () => {
  await using world = await startWithBody(PENDING);
  assert.equal(await world.update({ learn_status: "pending", learn_run_id: null }), false);
  assert.equal(world.emulator.issue(42).writes, 0);
});

Deno.test("CRLF and repeated warning lines: the one stays, the other goes", async () => {
  await using world = await startWithBody(`${WARNING_LINE}\n${BODY}`.replaceAll("\n", "\r\n"));
  await world.update({ learn_status: "pending" });
  assert.equal(world.emulator.issue(42).body, PENDING.replaceAll("\n", "\r\n"));
});

Deno.test("what another program wrote between the reading of the plan and now is kept", async () => {
  await using world = await startWithBody(BODY);
  world.emulator.editIssue(42, { body: (body) => body.replace("created_by: ada", "created_by: grace") });
  await world.update({ learn_status: "pending" });
  assert.equal(world.emulator.issue(42).body, PENDING.replace("created_by: ada", "created_by: grace"));
});

Deno.test("a write that another program overwrote at once is made again", async () => {
  await using world = await startWithBody(BODY);
  let overwritten = 0;
  const { client, emulator } = world;
  const racing: typeof client = {
    ...client,
    async request(request) {
      const answer = await client.request(request);
      if (request.route.startsWith("PATCH") && overwritten++ === 0) {
        emulator.editIssue(42, { body: `${BODY}\nmore` });
      }
      return answer;
    },
  };
  assert.equal(await updatePlanHeader(racing, REPOSITORY, 42, { learn_status: "pending" }), true);
  assert.equal(emulator.issue(42).body, `${PENDING}\nmore`);
});

Deno.test("where another program wins every time, the sentence says so", async () => {
  await using world = await startWithBody(BODY);
  const { client, emulator } = world;
  const racing: typeof client = {
    ...client,
    async request(request) {
      const answer = await client.request(request);
      if (request.route.startsWith("PATCH")) emulator.editIssue(42, { body: BODY });
      return answer;
    },
  };
  const error = await refusal(updatePlanHeader(racing, REPOSITORY, 42, { learn_status: "pending" }));
  assert.match(
    error.message,
    /learn_status .* of #42 of acme\/tidebook: another program keeps overwriting it/,
  );
});

Deno.test("a write whose answer is lost is looked for, not repeated", async () => {
  await using world = await startWithBody(BODY);
  world.emulator.faults.inject({ method: "PATCH", fault: { kind: "reset-after-acting" } });
  assert.equal(await world.update({ learn_status: "pending" }), true);
  assert.equal(world.emulator.issue(42).body, PENDING);
  assert.equal(world.emulator.requests({ method: "PATCH" }).length, 1);
});

Deno.test("a write that a failing server didn't make is made again", async () => {
  await using world = await startWithBody(BODY);
  world.emulator.faults.inject({ method: "PATCH", fault: { kind: "status", status: 502 } });
  assert.equal(await world.update({ learn_status: "pending" }), true);
  assert.equal(world.emulator.issue(42).body, PENDING);
});

Deno.test("where no write gets through, the sentence says that, not that somebody overwrote it", async () => {
  await using world = await startWithBody(BODY);
  world.emulator.faults.inject({ method: "PATCH", fault: { kind: "status", status: 502 }, times: 99 });
  const { message } = await refusal(world.update({ learn_status: "pending" }));
  assert.match(message, /HTTP 502.*it may have been done all the same/);
  assert.equal(world.emulator.issue(42).body, BODY);
});

Deno.test("an edit of another person right before the reading, and one right after the writing, both stay", async () => {
  await using world = await startWithBody(BODY);
  const append = (text: string) => () => world.emulator.editIssue(42, { body: (body) => body + text });
  world.emulator.faults.inject({ method: "GET", fault: { kind: "meanwhile", before: append("first\n") } });
  world.emulator.faults.inject({ method: "PATCH", fault: { kind: "meanwhile", after: append("second\n") } });
  assert.equal(await world.update({ learn_status: "pending" }), true);
  assert.equal(world.emulator.issue(42).body, `${PENDING}first\nsecond\n`);
});

Deno.test("of two headers the first is changed, the other stays byte for byte", async () => {
  await using world = await startWithBody(`${BODY}---\n${BODY}`);
  await world.update({ learn_status: "pending" });
  assert.equal(world.emulator.issue(42).body, `${PENDING}---\n${BODY}`);
});

Deno.test("a first header that can't be read is left as it is, and the second is changed", async () => {
  const broken = planBody({ created_by: "[" });
  await using world = await startWithBody(`${broken}---\n${BODY}`);
  await world.update({ learn_status: "pending" });
  assert.equal(world.emulator.issue(42).body, `${broken}---\n${PENDING}`);
});

Deno.test("a refused write is told at once", async () => {
  await using world = await startWithBody(BODY);
  world.emulator.faults.inject({
    method: "PATCH",
    fault: { kind: "status", status: 403, body: { message: "No." } },
  });
  const { message } = await refusal(world.update({ learn_status: "pending" }));
  assert.match(message, /^Could not update the plan header of #42 of acme\/tidebook: /);
  assert.equal(world.emulator.requests({ method: "PATCH" }).length, 1);
});

Deno.test("without a readable header nothing is written, and the sentence says what to repair", async () => {
  for (const body of ["text", planBody({ a: "[" })]) {
    await using world = await startWithBody(body);
    const error = await refusal(world.update({ learn_status: "pending" }));
    assert.match(error.message, /#42 of acme\/tidebook has no readable plan-header block/);
    assert.equal(world.emulator.issue(42).writes, 0);
  }
});

Deno.test("a body that would be longer than GitHub takes is not sent", async () => {
  await using world = await startWithBody(BODY + "x".repeat(65_536 - BODY.length));
  const { message } = await refusal(world.update({ learn_status: "completed_with_plan" }));
  assert.match(message, /would have 65544 characters, and GitHub takes 65536/);
  assert.equal(world.emulator.requests({ method: "PATCH" }).length, 0);
});
