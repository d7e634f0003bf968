import assert from "node:assert/strict";
import { isUnfinished, readWorkflowRun } from "../../../../lib/github/workflow/earlier_run.ts";
import { refusal, REPOSITORY, startSeeded } from "../emulator_client.ts";

Deno.test("a run is read with its state; one that was deleted is none, and a refusal is an error", async () => {
  await using connected = await startSeeded();
  const { emulator, client } = connected;
  const id = emulator.seedWorkflowRun({ workflow: "learn.yml", status: "in_progress" });
  const read = () => readWorkflowRun(client, REPOSITORY, String(id));

  const running = await read();
  assert.equal(running?.id, String(id));
  assert.equal(running?.status, "in_progress");
  assert.equal(running?.conclusion, undefined);
  assert.ok(running !== undefined && isUnfinished(running));
  assert.match(running.htmlUrl, new RegExp(`/acme/tidebook/actions/runs/${id}$`));

  emulator.setWorkflowRun(id, { status: "completed", conclusion: "cancelled" });
  const ended = await read();
  assert.equal(ended?.conclusion, "cancelled");
  assert.ok(ended !== undefined && !isUnfinished(ended));

  assert.equal(await readWorkflowRun(client, REPOSITORY, "7"), undefined);
  emulator.faults.inject({ path: /\/runs\//, fault: { kind: "status", status: 403 } });
  assert.match((await refusal(read())).message, /^Could not read the workflow run/);
});
