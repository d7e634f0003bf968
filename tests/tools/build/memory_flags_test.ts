import assert from "node:assert/strict";
import { MEMORY_FLAGS } from "../../../tools/build/memory_flags.ts";

Deno.test("the program runs from source with the flags that executables have", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("../../../deno.json", import.meta.url)));
  assert.ok(tasks["erk-learn"].command.split(" ").includes(MEMORY_FLAGS), tasks["erk-learn"].command);
});

Deno.test("with these flags the collector can be called, in workers too", async () => {
  const worker = "postMessage(typeof gc)";
  const script = `const worker = new Worker("data:text/javascript,${
    encodeURIComponent(worker)
  }", { type: "module" });
    worker.onmessage = ({ data }) => { console.log(typeof gc, data); worker.terminate(); };`;
  const args = ["eval", MEMORY_FLAGS, script];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args }).output();
  assert.equal(new TextDecoder().decode(stdout), "function function\n");
});
