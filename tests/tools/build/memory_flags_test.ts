import assert from "node:assert/strict";
import { MEMORY_FLAGS } from "../../../tools/build/memory_flags.ts";

Deno.test("the program runs from source with the flags that executables have", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("../../../deno.json", import.meta.url)));
  assert.ok(tasks["erk-learn"].command.split(" ").includes(MEMORY_FLAGS), tasks["erk-learn"].command);
});
