import assert from "node:assert/strict";
import { ensureLabel } from "../../../../lib/github/mod.ts";
import { refusal, REPOSITORY, startSeeded } from "../emulator_client.ts";

const LABEL = { name: "erk-learn", color: "d93f0b", description: "Documentation learned from a plan" };

Deno.test("a missing label is made, once", async () => {
  await using world = await startSeeded();
  assert.equal(await ensureLabel(world.client, REPOSITORY, LABEL), true);
  assert.equal(await ensureLabel(world.client, REPOSITORY, LABEL), false);
  assert.equal(world.emulator.labels().filter((name) => name === LABEL.name).length, 1);
});

Deno.test("a label that another program makes at the same moment is no failure", async () => {
  await using world = await startSeeded();
  await ensureLabel(world.client, REPOSITORY, LABEL);
  // It wasn't there yet when it was looked for.
  world.emulator.faults.inject({ method: "GET", path: /labels/, fault: { kind: "status", status: 404 } });
  assert.equal(await ensureLabel(world.client, REPOSITORY, LABEL), false);
});

Deno.test("a refusal is told with the label and the repository", async () => {
  await using world = await startSeeded();
  world.emulator.faults.inject({
    method: "POST",
    fault: { kind: "status", status: 403, body: { message: "No." } },
  });
  const { message } = await refusal(ensureLabel(world.client, REPOSITORY, LABEL));
  assert.match(message, /^Could not make the label erk-learn in acme\/tidebook: /);
});
