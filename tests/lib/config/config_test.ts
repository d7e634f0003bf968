import assert from "node:assert/strict";
import { readConfiguration } from "../../../lib/config/mod.ts";
import { UserError } from "../../../lib/user_error.ts";
import { readIn } from "./read_in.ts";

const NO_LEARN_SETTINGS = {
  engine: undefined,
  model: undefined,
  modelSynthesis: undefined,
  maxCost: undefined,
  concurrency: undefined,
  prices: {},
  implementWorkflow: "plan-implement.yml",
};

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

Deno.test("values of .erk/learn.json replace the defaults", async () => {
  const learnJson = JSON.stringify({
    workflow: "teach.yml",
    ref: "trunk",
    max_tokens: 9000,
    detail: "high",
    documents: { roots: ["docs/", "AGENTS.md"], exclude: ["docs/archive/"] },
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

Deno.test("a file that isn't JSON is named in one sentence that quotes none of its lines", async () => {
  for (const broken of ["{ workflow: ", '{\n  "ref": "a",\n  hush\n}', '{"ref": hush}', "hush\nhush", ""]) {
    await assert.rejects(readIn(broken), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(
        error.message,
        /^The configuration \S+learn\.json isn't valid JSON(?: \(line \d+ column \d+\))?; correct it or remove it\.$/,
      );
      return true;
    });
  }
});

Deno.test("a byte order mark before the JSON is no mistake", async () => {
  assert.equal((await readIn('\ufeff{"ref": "trunk"}')).ref, "trunk");
});

Deno.test("a field that is not known is passed over with a warning, with the known one that is like it", async () => {
  const cases: [unknown, string][] = [
    [{ later: 1 }, '"later"'],
    [{ maxTokens: 9000 }, '"maxTokens" (did you mean "max_tokens"?)'],
    [{ worklfow: "teach.yml" }, '"worklfow" (did you mean "workflow"?)'],
    [{ documents: { root: ["docs"] } }, '"root" at documents (did you mean "roots"?)'],
    [{ learn: { modle: "x" } }, '"modle" at learn (did you mean "model"?)'],
    [
      { learn: { prices: { m: { input: 1, output: 1, cacheRead: 1 } } } },
      '"cacheRead" at learn.prices.m (did you mean "cache_read"?)',
    ],
  ];
  for (const [value, named] of cases) {
    const warnings: string[] = [];
    await readIn(JSON.stringify({ ref: "trunk", ...value as object }), warnings);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /^The configuration \S+\.erk\/learn\.json has the unknown field /);
    assert.ok(warnings[0]?.endsWith(`has the unknown field ${named}; it is passed over`), warnings[0]);
  }
});

Deno.test("an unknown field is named where its name is made of words: anything else may be a secret", async () => {
  const shown = ["retries", "max_parts", "gitHubToken", "Api key", "_note"];
  const hidden = ["hunter2!Xy9z", "a8e9bb8bdb5e", "Ls9w0iAA0KPIxDjkMyKE", "a".repeat(41), "XYZQW"];
  for (const name of [...shown, ...hidden]) {
    const warnings: string[] = [];
    await readIn(JSON.stringify({ [name]: 1 }), warnings);
    // Not in the folder's path, which may hold any word.
    const [, said] = warnings[0]?.split("learn.json") ?? [];
    assert.equal(said?.includes(name), shown.includes(name), warnings[0]);
  }
});

Deno.test("what stands beside an unknown field is read, and what is wrong beside it is named", async () => {
  const learnJson = { later: 1, ref: "trunk", documents: { later: 1, roots: ["docs"] } };
  const { ref, documents } = await readIn(JSON.stringify(learnJson));
  assert.deepEqual([ref, documents.roots], ["trunk", ["docs"]]);
  await assert.rejects(readIn('{"later": 1, "max_tokens": "many"}'), /is wrong at max_tokens/);
  assert.equal(
    (await readIn(`{"ref": "trunk", "later": ${"[".repeat(5000)}${"]".repeat(5000)}}`)).ref,
    "trunk",
  );
});

Deno.test({
  name: "what is no file is refused in the place of .erk/learn.json, not waited for",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const root = await Deno.makeTempDir({ prefix: "erk-learn-config-" });
    try {
      const path = `${root}/.erk/learn.json`;
      await Deno.mkdir(`${root}/.erk`);
      const refused =
        /Cannot read the configuration \S+learn\.json \(it is (?:a folder|no regular file)\); make it/;
      await new Deno.Command("mkfifo", { args: [path] }).output();
      await assert.rejects(readConfiguration(root), refused);
      await Deno.remove(path);
      await Deno.symlink(path, path);
      await assert.rejects(readConfiguration(root), /learn\.json \(its links lead in a circle\); make it/);
      await Deno.remove(path);
      await Deno.symlink("/dev/zero", path);
      await assert.rejects(readConfiguration(root), refused);
      await Deno.remove(path);
      await Deno.mkdir(path);
      await assert.rejects(readConfiguration(root), refused);
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  },
});

Deno.test("documentation outside of the repository is refused, by its place in the file", async () => {
  for (const root of ["../other", "/etc", "docs/../..", "C:/docs", "docs\\a", ""]) {
    await assert.rejects(
      readIn(JSON.stringify({ documents: { roots: ["docs", root] } })),
      /learn\.json is wrong at documents\.roots\.1: give a folder/,
    );
  }
});
