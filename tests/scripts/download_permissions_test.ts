import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { command } from "../../scripts/download_learn_materials.ts";
import { permissionFlags } from "../../tools/build/permissions.ts";
import { startGitHubEmulator } from "../support/github_emulator/mod.ts";

const LINE = "=".repeat(60);
const SCRIPT = fileURLToPath(new URL("../../scripts/download_learn_materials.ts", import.meta.url));

const surroundings: [string, Record<string, string>][] = [
  ["on a terminal-less machine without a token", { CI: "", GITHUB_ACTIONS: "", TERM: "" }],
  ["on a CI server that isn't GitHub's", { CI: "true", GITHUB_ACTIONS: "", TRAVIS: "", TERM: "dumb" }],
  ["in GitHub Actions", { CI: "true", GITHUB_ACTIONS: "true", GITHUB_REPOSITORY: "acme/widgets" }],
  ["in a terminal with many colours", { CI: "", TERM: "xterm-256color", COLORTERM: "truecolor" }],
];

for (const [title, variables] of surroundings) {
  Deno.test(`download-learn-materials runs alone with its declared permissions and no others, ${title}`, async () => {
    await using emulator = await startGitHubEmulator();
    const packed = `${LINE}\nFILE: impl-a.xml\n${LINE}\n<a/>\n\n`;
    const gist = emulator.seedGist({ files: { "learn-materials-plan-42.txt": packed } });
    const folder = await Deno.makeTempDir();
    try {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          ...permissionFlags(command.permissions),
          SCRIPT,
          "--gist-url",
          gist.htmlUrl,
          "--output-dir",
          "out",
        ],
        // Not a repository, and `git` may not be run to find out.
        cwd: folder,
        env: {
          GITHUB_API_URL: emulator.apiUrl,
          GITHUB_SERVER_URL: emulator.serverUrl,
          GH_TOKEN: "",
          GITHUB_TOKEN: "",
          ...variables,
        },
        stdin: "null",
      }).output();
      assert.equal(code, 0, new TextDecoder().decode(stderr));
      assert.deepEqual(JSON.parse(new TextDecoder().decode(stdout)).files, ["impl-a.xml"]);
      assert.equal(await Deno.readTextFile(join(folder, "out", "impl-a.xml")), "<a/>\n");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
