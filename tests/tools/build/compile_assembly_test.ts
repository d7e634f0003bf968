import assert from "node:assert/strict";
import {
  findAssemblyModules,
  readAssemblyModule,
  renderAssemblyModule,
} from "../../../tools/build/compile_assembly.ts";

Deno.test("every WebAssembly module is what its source compiles to", async (context) => {
  const modules = findAssemblyModules();
  assert.ok(modules.length > 0);
  for (const module of modules) {
    await context.step(module.target, async () => {
      const isUpToDate = await readAssemblyModule(module) === await renderAssemblyModule(module);
      assert.ok(isUpToDate, `run: deno task assembly -- --write`);
    });
  }
});
