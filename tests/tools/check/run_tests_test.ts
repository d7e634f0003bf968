import assert from "node:assert/strict";
import { sourceFiles } from "../../../tools/check/import_directions.ts";
import { changesProcess, isNamedBy, RUNTIME_TESTS, TOO_LONG } from "../../../tools/check/run_tests.ts";

Deno.test("each test that the oldest Deno runs or leaves out is there", async () => {
  const tests: string[] = [];
  for await (const path of sourceFiles(new URL("../../../", import.meta.url), "tests/")) {
    if (path.endsWith("_test.ts")) tests.push(path);
  }
  const entries = [...Object.values(RUNTIME_TESTS).flat(), ...TOO_LONG];
  assert.deepEqual(entries.filter((entry) => !tests.some((path) => isNamedBy([entry], path))), []);
  assert.deepEqual(TOO_LONG.filter((path) => !isNamedBy(Object.values(RUNTIME_TESTS).flat(), path)), []);
});

Deno.test("a folder is named with all below it, or with what lies directly in it", () => {
  const below = "tests/lib/session/discovery/branch_of_log_test.ts";
  assert.ok(isNamedBy(["tests/lib/session/"], below));
  assert.ok(!isNamedBy(["tests/lib/session/*"], below));
  assert.ok(isNamedBy(["tests/lib/session/*"], "tests/lib/session/chunks_test.ts"));
  assert.ok(!isNamedBy(["tests/lib/session/chunks_test.ts"], below));
});

Deno.test("a test that sets a variable of its process or leaves its folder runs by itself", () => {
  const variable = `Deno.env.${"set"}("HOME", folder);`;
  assert.ok(changesProcess(variable));
  assert.ok(changesProcess(`Deno.${"chdir"}(folder);`));
  assert.ok(!changesProcess(`Deno.env.get("HOME");`));
});
