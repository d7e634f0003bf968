import assert from "node:assert/strict";

const DEMO = new URL("../../../tools/demo/main.ts", import.meta.url).pathname;

async function run(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", DEMO, "--", ...args],
  }).output();
  return { code, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

Deno.test("the demo tells how it is called, and that a folder of logs isn't there", async () => {
  const [help, missing] = await Promise.all([run("--help"), run("--logs", "/nowhere/logs")]);
  assert.deepEqual([help.code, missing.code], [0, 1]);
  assert.match(help.said, /^Usage: deno task demo .*--logs <dir>/);
  assert.match(missing.said, /demo: There is no folder \/nowhere\/logs: name one with session logs/);
});
