import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { session, writeClaudeFolder } from "../../support/session_builder/mod.ts";
import { unlikeLine } from "../../support/unlike_line.ts";
import { until } from "../../support/until.ts";

const MAIN = fileURLToPath(new URL("../../../main.ts", import.meta.url));

const SIGNALS = [["SIGHUP", 129], ["SIGINT", 130], ["SIGTERM", 143]] as const;

for (const [signal, status] of SIGNALS) {
  Deno.test({
    name: `${signal} ends a run with status ${status}, and what is half done is removed`,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      const folder = await Deno.makeTempDir({ prefix: "erk-learn-interrupted-" });
      try {
        const built = session({ seed: "long" });
        for (let turn = 0; turn < 400; turn++) {
          const lines = Array.from({ length: 200 }, (_, row) => `${turn} ${unlikeLine(row)}`);
          built.prompt(`Look at part ${turn}`).bash(`cat part-${turn}`, lines.join("\n"));
        }
        const { sessions: [written] } = await writeClaudeFolder(join(folder, "claude"), [built]);
        const parts = join(folder, "parts");
        await Deno.mkdir(parts);
        const child = new Deno.Command(Deno.execPath(), {
          args: [
            "run",
            "--no-check",
            "--quiet",
            "--allow-all",
            MAIN,
            "preprocess-session",
            written?.path ?? "",
            "--output-dir",
            parts,
            "--max-tokens",
            "1000",
            "--no-filtering",
            "--no-cache",
          ],
          cwd: folder,
          env: { NO_COLOR: "1" },
          stdin: "null",
          stdout: "piped",
          stderr: "piped",
        }).spawn();
        const ending = child.output();
        await until(() => [...Deno.readDirSync(parts)].length >= 3, ending);
        child.kill(signal);
        const { code, stdout } = await ending;
        assert.equal(code, status);
        assert.equal(JSON.parse(new TextDecoder().decode(stdout)).success, false);
        assert.deepEqual([...Deno.readDirSync(parts)], []);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}
