import assert from "node:assert/strict";
import { type Configuration, readConfiguration } from "../../../lib/config/mod.ts";
import { UserError } from "../../../lib/user_error.ts";

const NO_LEARN_SETTINGS = {
  engine: undefined,
  model: undefined,
  modelSynthesis: undefined,
  maxCost: undefined,
  concurrency: undefined,
  prices: {},
  implementWorkflow: "plan-implement.yml",
};

/** What reading gives in a project with this `.erk/learn.json`. */
async function readIn(learnJson: string | undefined): Promise<Configuration> {
  const root = await Deno.makeTempDir({ prefix: "erk-learn-config-" });
  try {
    if (learnJson !== undefined) {
      await Deno.mkdir(`${root}/.erk`);
      await Deno.writeTextFile(`${root}/.erk/learn.json`, learnJson);
    }
    return await readConfiguration(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("a project without .erk/learn.json gets the defaults", async () => {
  assert.deepEqual(await readIn(undefined), {
    workflow: "learn.yml",
    ref: undefined,
    maxTokens: undefined,
    redaction: {},
    detail: undefined,
    learn: NO_LEARN_SETTINGS,
    documents: { roots: [], exclude: [] },
  });
});

Deno.test("values of .erk/learn.json replace the defaults and unknown fields pass", async () => {
  const learnJson = JSON.stringify({
    workflow: "teach.yml",
    ref: "trunk",
    max_tokens: 9000,
    detail: "high",
    documents: { roots: ["docs/", "AGENTS.md"], exclude: ["docs/archive/"] },
    later: 1,
  });
  assert.deepEqual(await readIn(learnJson), {
    workflow: "teach.yml",
    ref: "trunk",
    maxTokens: 9000,
    redaction: {},
    detail: "high",
    learn: NO_LEARN_SETTINGS,
    documents: { roots: ["docs/", "AGENTS.md"], exclude: ["docs/archive/"] },
  });
});

Deno.test("a field of the wrong type is named together with the file", async () => {
  await assert.rejects(readIn(JSON.stringify({ max_tokens: "many" })), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.message, /\.erk\/learn\.json/);
    assert.match(error.message, /max_tokens/);
    return true;
  });
});

Deno.test("a file that isn't JSON is named in one sentence", async () => {
  await assert.rejects(readIn("{ workflow: "), /learn\.json isn't valid JSON/);
});

Deno.test("documentation outside of the repository is refused, by its place in the file", async () => {
  for (const root of ["../other", "/etc", "docs/../..", "C:/docs", "docs\\a", ""]) {
    await assert.rejects(
      readIn(JSON.stringify({ documents: { roots: ["docs", root] } })),
      /learn\.json is wrong at documents\.roots\.1: give a folder/,
    );
  }
});
