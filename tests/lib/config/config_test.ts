import assert from "node:assert/strict";
import { readConfiguration } from "../../../lib/config/mod.ts";
import { UserError } from "../../../lib/user_error.ts";

async function projectWith(learnJson: string | undefined): Promise<string> {
  const root = await Deno.makeTempDir({ prefix: "erk-learn-config-" });
  if (learnJson !== undefined) {
    await Deno.mkdir(`${root}/.erk`);
    await Deno.writeTextFile(`${root}/.erk/learn.json`, learnJson);
  }
  return root;
}

Deno.test("a project without .erk/learn.json gets the defaults", async () => {
  assert.deepEqual(await readConfiguration(await projectWith(undefined)), {
    workflow: "learn.yml",
    ref: undefined,
    maxTokens: undefined,
  });
});

Deno.test("values of .erk/learn.json replace the defaults and unknown fields pass", async () => {
  const root = await projectWith(
    JSON.stringify({ workflow: "teach.yml", ref: "trunk", max_tokens: 9000, later: 1 }),
  );
  assert.deepEqual(await readConfiguration(root), { workflow: "teach.yml", ref: "trunk", maxTokens: 9000 });
});

Deno.test("a field of the wrong type is named together with the file", async () => {
  const root = await projectWith(JSON.stringify({ max_tokens: "many" }));
  await assert.rejects(readConfiguration(root), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.message, /\.erk\/learn\.json/);
    assert.match(error.message, /max_tokens/);
    return true;
  });
});

Deno.test("a file that isn't JSON is named in one sentence", async () => {
  await assert.rejects(readConfiguration(await projectWith("{ workflow: ")), /learn\.json isn't valid JSON/);
});
