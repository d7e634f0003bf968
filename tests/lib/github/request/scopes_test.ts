import assert from "node:assert/strict";
import { holdsOneOf, scopesIn } from "../../../../lib/github/request/scopes.ts";
import { createSecretGist, lacksWorkflowScope, requireScope } from "../../../../lib/github/mod.ts";
import { asPublished } from "../../../../lib/redact/redacted.ts";
import { connect, refusal, REPOSITORY_REQUEST, startSeeded } from "../emulator_client.ts";

const GIST = { description: asPublished("x"), files: new Map([[asPublished("a.txt"), asPublished("a")]]) };

Deno.test("a missing scope is named before anything is uploaded", async () => {
  await using world = await startSeeded();
  const token = world.emulator.seedToken({ scopes: ["repo", "read:org"] });
  const client = await connect(world.emulator, { token });
  const { message, detail } = await refusal(createSecretGist(client, GIST));
  assert.match(
    message,
    /^Could not create a gist: the token lacks the scope gist \(it has: repo, read:org\); run "gh auth refresh --scopes gist", or make a new one \(http/,
  );
  assert.equal(detail, "nothing was uploaded");
  assert.deepEqual(world.emulator.requests({ method: "POST" }), []);
});

Deno.test("any earlier answer tells the scopes; without one a request that costs nothing is made, once", async () => {
  await using world = await startSeeded();
  assert.deepEqual(await world.client.tokenScopes(), ["repo", "gist", "workflow", "read:org"]);
  await world.client.tokenScopes();
  assert.deepEqual(world.emulator.requests().map(({ path }) => path), ["/rate_limit"]);
  const other = await connect(world.emulator);
  await other.request(REPOSITORY_REQUEST);
  await other.tokenScopes();
  assert.equal(world.emulator.requests().length, 2);
});

Deno.test("of tokens without scopes, and where GitHub doesn't say, nothing is claimed", async () => {
  await using world = await startSeeded();
  const fineGrained = world.emulator.seedToken({ kind: "fine-grained", scopes: ["repo", "gist"] });
  for (const token of [fineGrained, undefined]) {
    const client = await connect(world.emulator, { token });
    assert.equal(await client.tokenScopes(), undefined);
    await requireScope(client, ["gist"], "x");
    assert.equal(await lacksWorkflowScope(client), undefined);
  }
  world.emulator.faults.inject({ path: /rate_limit/, fault: { kind: "status", status: 404 } });
  assert.equal(await (await connect(world.emulator)).tokenScopes(), undefined);
});

Deno.test("a wider scope holds the narrower, and a missing workflow scope is a hint", async () => {
  await using world = await startSeeded();
  const client = await connect(world.emulator, { token: world.emulator.seedToken({ scopes: ["repo"] }) });
  await requireScope(client, ["public_repo"], "x");
  assert.match(await lacksWorkflowScope(client) ?? "", /lacks the scope workflow \(it has: repo\)/);
  assert.equal(await lacksWorkflowScope(world.client), undefined);
});

Deno.test("the token of a workflow's job can't make gists, and the sentence says which one can", async () => {
  await using world = await startSeeded();
  const token = world.emulator.seedToken({ kind: "actions", scopes: ["repo"] });
  const { message } = await refusal(createSecretGist(await connect(world.emulator, { token }), GIST));
  assert.match(
    message,
    /token of a GitHub Actions job \(GITHUB_TOKEN\).*set GH_TOKEN to a person's token with the scope gist/,
  );
});

Deno.test("one of the wanted scopes is enough, under its own name or in a wider one", () => {
  const held = (header: string, ...wanted: string[]) => holdsOneOf(scopesIn(header), wanted);
  assert.deepEqual(scopesIn(" repo,, gist ,"), ["repo", "gist"]);
  assert.deepEqual(scopesIn(undefined), []);
  assert(held("gist", "repo", "gist") && held("gist, repo", "gist"));
  assert(!held("", "gist") && !held("gist") && !held("gist", "repo"));
  for (const scope of ["public_repo", "repo:status", "repo_deployment", "security_events"]) {
    assert(held("repo", scope), scope);
    assert(!held(scope, "repo"), scope);
  }
  assert(!held("repo", "security_events_more") && !held("repo", "my_repo:status"));
  assert(held("admin:org", "read:org") && held("write:org", "read:org"));
  assert(!held("read:org", "write:org") && !held("admin:org", "read:gpg_key") && !held("admin", "read:org"));
});
