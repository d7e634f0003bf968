import assert from "node:assert/strict";
import { GROUP_ENDER, runProgram } from "../../../../lib/learn/engines/run_program.ts";
import { holdTimers } from "../../../support/held_timers.ts";
import { until } from "../../../support/until.ts";

Deno.test({
  name: "a program with the rights of an executable ends the children of one that hangs, too",
  ignore: Deno.build.os === "windows",
  // Deno.kill takes the right to run anything.
  permissions: { run: ["sh", "ps", GROUP_ENDER], read: true, write: true, env: true },
  async fn() {
    const file = await Deno.makeTempFile();
    try {
      assert.throws(() => Deno.kill(Deno.ppid, "SIGCONT"), Deno.errors.NotCapable);
      using timers = holdTimers(97_000);
      const end = runProgram({
        program: "sh",
        arguments: ["-c", `sleep 600 & echo $! > '${file}'; sleep 601`],
        environment: { PATH: Deno.env.get("PATH") ?? "" },
        timeoutMilliseconds: 97_000,
        signal: new AbortController().signal,
      });
      await until(async () => (await Deno.stat(file)).size > 0, end);
      timers.ring();
      assert.deepEqual(await end, { kind: "timeout" });
      const child = (await Deno.readTextFile(file)).trim();
      assert.match(child, /^\d+$/);
      const isGone = async () => {
        const { stdout } = await new Deno.Command("ps", { args: ["-o", "stat=", "-p", child] }).output();
        return /^(Z.*)?\s*$/.test(new TextDecoder().decode(stdout));
      };
      for (let tries = 0; !await isGone(); tries++) assert.ok(tries < 200, "the child is gone");
    } finally {
      await Deno.remove(file);
    }
  },
});
