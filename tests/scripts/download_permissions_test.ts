import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { command } from "../../scripts/download_learn_materials.ts";
import { forServer, permissionFlags } from "../../tools/build/permissions.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../support/github_emulator/mod.ts";

const SCRIPT = fileURLToPath(new URL("../../scripts/download_learn_materials.ts", import.meta.url));

const surroundings: [string, Record<string, string>][] = [
  ["on a terminal-less machine without a token", { CI: "", GITHUB_ACTIONS: "", TERM: "" }],
  ["on a CI server that isn't GitHub's", { CI: "true", GITHUB_ACTIONS: "", TRAVIS: "", TERM: "dumb" }],
  ["in GitHub Actions", { CI: "true", GITHUB_ACTIONS: "true", GITHUB_REPOSITORY: "acme/widgets" }],
  ["in a terminal with many colours", { CI: "", TERM: "xterm-256color", COLORTERM: "truecolor" }],
];

/** Runs the command as its executable would, in a folder that isn't a repository. */
async function download(
  emulator: GitHubEmulator,
  folder: string,
  outputDir: string,
  variables: Readonly<Record<string, string>> = {},
  permissions = command.permissions,
) {
  const line = "=".repeat(60);
  const packed = `${line}\nFILE: impl-a.xml\n${line}\n<a/>\n\n`;
  const gist = emulator.seedGist({ files: { "learn-materials-plan-42.txt": packed } });
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      ...permissionFlags(permissions),
      SCRIPT,
      "--gist-url",
      gist.htmlUrl,
      "--output-dir",
      outputDir,
    ],
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
  const decoder = new TextDecoder();
  return { code, answer: JSON.parse(decoder.decode(stdout)), stderr: decoder.decode(stderr) };
}

async function inWorld(test: (emulator: GitHubEmulator, folder: string) => Promise<void>): Promise<void> {
  await using emulator = await startGitHubEmulator();
  const folder = await Deno.makeTempDir();
  try {
    await test(emulator, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const [title, variables] of surroundings) {
  Deno.test(`download-learn-materials runs alone with its declared permissions and no others, ${title}`, () =>
    inWorld(async (emulator, folder) => {
      const { code, answer, stderr } = await download(emulator, folder, "out", variables);
      assert.equal(code, 0, stderr);
      assert.deepEqual(answer.files, ["impl-a.xml"]);
      assert.equal(await Deno.readTextFile(join(folder, "out", "impl-a.xml")), "<a/>\n");
    }));
}

Deno.test("in a workflow it may write to the runner's temporary folder, beside the workspace's", () =>
  inWorld(async (emulator, work) => {
    const workspace = join(work, "widgets", "widgets");
    await Deno.mkdir(workspace, { recursive: true });
    await Deno.mkdir(join(work, "_temp"));
    const { code, stderr } = await download(emulator, workspace, join(work, "_temp", "materials"));
    assert.equal(code, 0, stderr);
    assert.equal(await Deno.readTextFile(join(work, "_temp", "materials", "impl-a.xml")), "<a/>\n");
  }));

Deno.test("to another place it may not write, not even look there, and says so in one sentence", () =>
  inWorld(async (emulator, folder) => {
    const { code, answer, stderr } = await download(emulator, folder, "/usr/erk-learn-test/out");
    assert.equal(code, 1);
    assert.match(
      answer.error,
      /^This program may not write to .*out, but only below the folder .*use erk-learn/,
    );
    assert.doesNotMatch(stderr, /^\s+at /m);
  }));

Deno.test("built for another server it reaches that one, and no other", () =>
  inWorld(async (emulator, folder) => {
    const built = (serverUrl: string) =>
      download(emulator, folder, "out", {}, forServer(command.permissions, serverUrl));
    const there = await built("http://127.0.0.1");
    assert.equal(there.code, 0, there.stderr);
    const elsewhere = await built("https://github.example.test");
    assert.equal(elsewhere.code, 1);
    assert.match(elsewhere.answer.error, /may not connect to 127\.0\.0\.1/);
  }));
