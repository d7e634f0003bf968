/** What a run says where standard output or standard error takes no more. */

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const MAIN = fileURLToPath(new URL("../../../main.ts", import.meta.url));

/** Runs the program with a shell's redirections. */
async function redirected(redirections: string, args: readonly string[]) {
  const folder = await Deno.makeTempDir();
  try {
    const line = { type: "user", uuid: "u", message: { role: "user", content: "Hello" } };
    await Deno.writeTextFile(join(folder, "a.jsonl"), JSON.stringify(line));
    const script = `"$@" ${redirections}`;
    const words = [Deno.execPath(), "run", "--no-check", "--quiet", "--allow-all", MAIN, ...args];
    const { code, stdout, stderr } = await new Deno.Command("sh", {
      args: ["-c", script, "sh", ...words],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    const decoder = new TextDecoder();
    return { status: code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const ignore = Deno.build.os !== "linux"; // Only there /dev/full is a full disk.

for (
  const args of [
    ["preprocess-session", "a.jsonl", "--stdout", "--quiet"],
    ["preprocess-session", "a.jsonl", "--output-dir", "out", "--quiet"],
    ["preprocess-session", "missing.jsonl", "--quiet"],
    ["preprocess-session", "--help"],
    ["--help"],
    [],
    ["--version"],
    ["completion", "bash"],
    ["complete", "--", "tri"],
  ]
) {
  Deno.test({
    name: `a full disk behind standard output is one sentence and exit status 1: ${args.join(" ")}`,
    ignore,
    fn: async () => {
      const { status, stderr } = await redirected(">/dev/full", args);
      assert.equal(status, 1);
      const told = stderr.trimEnd().split("\n").filter((line) => !/^✗|There is no session log/.test(line));
      assert.deepEqual(told, [
        "error: Standard output can't be written (no space is left): free some space, or send it somewhere else.",
      ]);
    },
  });
}

Deno.test({
  name: "where standard error takes nothing the answer is given all the same",
  ignore,
  fn: async () => {
    const { status, stdout } = await redirected("2>/dev/full", ["preprocess-session", "a.jsonl"]);
    assert.equal(status, 0);
    const { success, files: [file] } = JSON.parse(stdout);
    assert.ok(success);
    await Deno.remove(join(file, ".."), { recursive: true });
  },
});

Deno.test({
  name: "a reader that has gone is no failure",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    for (const args of [["--version"], ["--help"], ["completion", "bash"]]) {
      assert.equal((await redirected("| true", args)).stderr, "");
    }
  },
});
