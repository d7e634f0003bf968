import assert from "node:assert/strict";
import { findWrongArrows, wrongArrowsOf } from "../../../tools/check/import_directions.ts";

Deno.test("every import of the project points the way the architecture says", async () => {
  const wrong = await findWrongArrows(new URL("../../../", import.meta.url));
  assert.deepEqual(wrong, []);
});

Deno.test("an import that points upwards is named with its file, line and reason", () => {
  const source = `import { a } from "../redact/mod.ts";\nimport type { Context } from "../cli/context.ts";\n`;
  assert.deepEqual(wrongArrowsOf("lib/preprocess/events.ts", source), [{
    from: "lib/preprocess/events.ts",
    line: 2,
    to: "lib/cli/context.ts",
    reason: "lib/preprocess may not import lib/cli",
  }]);
});

Deno.test("dynamic imports, re-exports and side-effect imports are arrows too", () => {
  const source = [
    `const x = await import("../github/mod.ts");`,
    `export * from "../materials/pack.ts";`,
    `import "../../scripts/mod.ts";`,
  ].join("\n");
  const wrong = wrongArrowsOf("lib/session/reading.ts", source);
  assert.deepEqual(wrong.map((arrow) => arrow.to), [
    "lib/github/mod.ts",
    "lib/materials/pack.ts",
    "scripts/mod.ts",
  ]);
});

Deno.test("only the demo and the bench may use the tests' support", () => {
  const source = `import { startGitHubEmulator } from "../../tests/support/github_emulator/mod.ts";`;
  assert.deepEqual(wrongArrowsOf("tools/demo/main.ts", source), []);
  assert.equal(wrongArrowsOf("tools/build/main.ts", source).length, 1);
  assert.equal(wrongArrowsOf("scripts/trigger.ts", source.replaceAll("../../", "../")).length, 1);
});
