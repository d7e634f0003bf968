import assert from "node:assert/strict";
import { parse } from "yaml";
import { makeRelease, type ReleaseServer, serveReleases } from "../tools/release/release_server.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const ignore = Deno.build.os === "windows";

interface Ran {
  readonly code: number;
  readonly said: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly path: string;
}

/** Runs a script of the action as the runner does: with its variables alone, and files for outputs and PATH. */
async function runScript(name: string, runner: string, env: Record<string, string>): Promise<Ran> {
  const output = `${runner}/output`;
  const path = `${runner}/path`;
  await Deno.writeTextFile(output, "");
  await Deno.writeTextFile(path, "");
  const { code, stdout, stderr } = await new Deno.Command("bash", {
    args: [`${ROOT}.github/scripts/${name}`],
    cwd: runner,
    clearEnv: true,
    env: {
      PATH: `${runner}/tools:${Deno.env.get("PATH")}`,
      RUNNER_TEMP: `${runner}/temp`,
      GITHUB_OUTPUT: output,
      GITHUB_PATH: path,
      ...env,
    },
  }).output();
  const lines = (await Deno.readTextFile(output)).split("\n").filter((line) => line !== "");
  return {
    code,
    said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr),
    outputs: Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    ),
    path: (await Deno.readTextFile(path)).trim(),
  };
}

/** A runner's folder, with a `gh` that vouches for what it is told to. */
async function makeRunner(vouches: boolean): Promise<string> {
  const runner = await Deno.makeTempDir();
  await Deno.mkdir(`${runner}/temp`);
  await Deno.mkdir(`${runner}/tools`);
  const gh = `#!/bin/sh\necho "$@" >> "${runner}/gh-calls"\n[ -n "$GH_TOKEN" ] || exit 9\nexit ${
    vouches ? 0 : 1
  }\n`;
  await Deno.writeTextFile(`${runner}/tools/gh`, gh);
  await Deno.chmod(`${runner}/tools/gh`, 0o755);
  return runner;
}

async function serve(): Promise<ReleaseServer> {
  const release = await makeRelease("0.2.0");
  return serveReleases(new Map([["latest", release], ["0.2.0", release]]));
}

const LINUX = { RUNNER_SYSTEM: "Linux", RUNNER_PROCESSOR: "X64", PROGRAM: "erk-learn", VERSION: "v0.2.0" };

/** Both scripts, with what the first one chose handed to the second as action.yml does. */
async function install(runner: string, server: ReleaseServer, verify = "true"): Promise<Ran> {
  const chosen = await runScript("choose_archive.sh", runner, LINUX);
  assert.equal(chosen.code, 0, chosen.said);
  return await runScript("install_archive.sh", runner, {
    VERSION: chosen.outputs.version ?? "",
    PROGRAM: LINUX.PROGRAM,
    ARCHIVE: chosen.outputs.name ?? "",
    FOLDER: chosen.outputs.folder ?? "",
    RELEASES: server.address,
    VERIFY_PROVENANCE: verify,
    GH_TOKEN: "not-a-token",
  });
}

Deno.test({ name: "the action installs a pinned version and says where it is", ignore }, async () => {
  await using server = await serve();
  const runner = await makeRunner(true);
  const { code, said, outputs, path } = await install(runner, server);
  assert.equal(code, 0, said);
  assert.deepEqual(outputs, { version: "0.2.0", path: `${runner}/temp/erk-learn-bin/erk-learn` });
  assert.equal(path, `${runner}/temp/erk-learn-bin`);
  assert.match(said, /checksum and provenance verified/);
  assert.match(
    await Deno.readTextFile(`${runner}/gh-calls`),
    /attestation verify erk-learn-linux-x64\.tar\.gz --repo erk-learn\/erk-learn/,
  );

  const again = await install(runner, server);
  assert.equal(again.code, 0);
  const downloads = server.requests.filter((path) => path.endsWith(".tar.gz"));
  assert.equal(downloads.length, 1, "the cached archive is used");
});

Deno.test({ name: "the action downloads anew what the cache gives back changed", ignore }, async () => {
  await using server = await serve();
  const runner = await makeRunner(true);
  await install(runner, server);
  const cached = `${runner}/temp/erk-learn/0.2.0/erk-learn-linux-x64.tar.gz`;
  await Deno.writeTextFile(cached, "poisoned");
  const { code, said } = await install(runner, server);
  assert.equal(code, 0, said);
  assert.notEqual(await Deno.readTextFile(cached), "poisoned");
});

Deno.test({ name: "the action refuses what has no provenance or another checksum", ignore }, async () => {
  await using server = await serve();
  const unknown = await install(await makeRunner(false), server);
  assert.equal(unknown.code, 1);
  assert.match(
    unknown.said,
    /::error title=erk-learn::The provenance of erk-learn-linux-x64\.tar\.gz can't be verified/,
  );
  assert.equal(unknown.path, "");
  assert.equal((await install(await makeRunner(false), server, "false")).code, 0);

  server.releases.get("0.2.0")?.set("erk-learn-linux-x64.tar.gz", new Uint8Array([1, 2, 3]));
  const changed = await install(await makeRunner(true), server);
  assert.equal(changed.code, 1);
  assert.match(changed.said, /is not what SHA256SUMS says/);
  assert.equal(changed.path, "");
});

Deno.test(
  { name: "the action chooses the archive of each runner, and refuses hostile inputs", ignore },
  async () => {
    const runner = await makeRunner(true);
    const choose = (env: Record<string, string>) =>
      runScript("choose_archive.sh", runner, { ...LINUX, ...env });
    const archives: readonly (readonly [string, string, string])[] = [
      ["Linux", "ARM64", "erk-learn-linux-arm64.tar.gz"],
      ["macOS", "X64", "erk-learn-macos-x64.tar.gz"],
      ["macOS", "ARM64", "erk-learn-macos-arm64.tar.gz"],
      ["Windows", "X64", "erk-learn-windows-x64.zip"],
      ["Windows", "ARM64", "erk-learn-windows-x64.zip"],
    ];
    for (const [system, processor, name] of archives) {
      const { outputs } = await choose({ RUNNER_SYSTEM: system, RUNNER_PROCESSOR: processor });
      assert.deepEqual([outputs.name, outputs.cacheable], [name, "true"]);
    }
    assert.equal((await choose({ VERSION: "latest" })).outputs.cacheable, "false");
    for (const VERSION of ["", "1; curl evil", "../..", "1\nname=evil", "$(id)"]) {
      const { code, said, outputs } = await choose({ VERSION });
      assert.equal(code, 1, VERSION);
      assert.match(said, /is no version/);
      assert.deepEqual(outputs, {});
    }
    assert.match((await choose({ PROGRAM: "sh" })).said, /must be erk-learn or download-learn-materials/);
    assert.match((await choose({ RUNNER_PROCESSOR: "X86" })).said, /no executable for Linux on X86/);
  },
);

Deno.test("action.yml hands every variable to the scripts that they read", async () => {
  const action = parse(await Deno.readTextFile(`${ROOT}action.yml`));
  for (const step of action.runs.steps.filter(({ run }: { run?: string }) => run !== undefined)) {
    const script = /\.github\/scripts\/[a-z_]+\.sh/.exec(step.run)?.[0] ?? "";
    const source = await Deno.readTextFile(`${ROOT}${script}`);
    const read = [...source.matchAll(/\$\{?([A-Z][A-Z_]+)/g)].map(([, name]) => name ?? "");
    const given = [...Object.keys(step.env), "RUNNER_TEMP", "GITHUB_OUTPUT", "GITHUB_PATH"];
    assert.deepEqual(read.filter((name) => !given.includes(name)), [], script);
  }
});
