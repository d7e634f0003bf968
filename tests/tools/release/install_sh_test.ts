import assert from "node:assert/strict";
import { sha256Of } from "../../../lib/sha256.ts";
import { makeRelease, type Release, type ReleaseServer, serveReleases } from "./release_server.ts";

const INSTALLER = new URL("../../../install.sh", import.meta.url).pathname;

/** What an installation said and did. */
interface Outcome {
  readonly code: number;
  readonly said: string;
}

interface Home extends AsyncDisposable {
  readonly path: string;
  /** Runs the installer with a HOME of its own and nothing else of this environment but the PATH. */
  install(...args: string[]): Promise<Outcome>;
  /** What the installed program says, undefined where there is none. */
  installedVersion(program?: string): Promise<string | undefined>;
  /** Names of the files in the default folder. */
  files(): string[];
}

async function makeHome(server?: ReleaseServer): Promise<Home> {
  const path = await Deno.makeTempDir();
  const bin = `${path}/.local/bin`;
  return {
    path,
    async install(...args) {
      const { code, stderr, stdout } = await new Deno.Command("sh", {
        args: [INSTALLER, ...args],
        cwd: path,
        clearEnv: true,
        env: {
          PATH: Deno.env.get("PATH") ?? "/usr/bin:/bin",
          HOME: path,
          ...(server === undefined ? {} : { ERK_LEARN_RELEASES: server.address }),
        },
      }).output();
      return { code, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
    },
    async installedVersion(program = "erk-learn") {
      try {
        const { stdout } = await new Deno.Command(`${bin}/${program}`, { args: ["--version"] }).output();
        return new TextDecoder().decode(stdout).trim();
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return undefined;
        throw error;
      }
    },
    files() {
      try {
        return [...Deno.readDirSync(bin)].map(({ name }) => name).sort();
      } catch {
        return [];
      }
    },
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

async function serve(): Promise<ReleaseServer> {
  const newest = await makeRelease("0.2.0");
  return serveReleases(
    new Map([["latest", newest], ["0.2.0", newest], ["0.1.0", await makeRelease("0.1.0")]]),
  );
}

const ignore = Deno.build.os === "windows";

Deno.test({ name: "install.sh installs the newest version, upgrades, and removes it", ignore }, async () => {
  await using server = await serve();
  await using home = await makeHome(server);
  const first = await home.install("--version", "v0.1.0");
  assert.equal(first.code, 0, first.said);
  assert.match(
    first.said,
    /Installed erk-learn 0\.1\.0 as .*\/\.local\/bin\/erk-learn\n.*is not on your PATH/,
  );
  assert.equal(await home.installedVersion(), "erk-learn 0.1.0");

  const second = await home.install();
  assert.equal(second.code, 0, second.said);
  assert.match(second.said, /Replaced erk-learn 0\.1\.0 by erk-learn 0\.2\.0/);
  assert.equal(await home.installedVersion(), "erk-learn 0.2.0");
  assert.match((await home.install()).said, /Installed erk-learn 0\.2\.0 again/);
  assert.deepEqual(home.files(), ["erk-learn"]);

  const removed = await home.install("--uninstall");
  assert.deepEqual([removed.code, home.files()], [0, []]);
  assert.match((await home.install("--uninstall")).said, /isn't there; nothing to remove/);
});

Deno.test({ name: "install.sh installs the other program, and into another folder", ignore }, async () => {
  await using server = await serve();
  await using home = await makeHome(server);
  const { code, said } = await home.install(
    "--program",
    "download-learn-materials",
    "--dir",
    `${home.path}/with space`,
  );
  assert.equal(code, 0, said);
  assert.ok((await Deno.stat(`${home.path}/with space/download-learn-materials`)).isFile);
  assert.deepEqual(home.files(), []);
});

Deno.test(
  { name: "install.sh takes a folder from where it is started, and replaces none", ignore },
  async () => {
    await using server = await serve();
    await using home = await makeHome(server);
    const { code, said } = await home.install("--dir", "tools/bin");
    assert.equal(code, 0, said);
    const folder = `${await Deno.realPath(home.path)}/tools/bin`;
    assert.ok(said.includes(`Installed erk-learn 0.2.0 as ${folder}/erk-learn\n`), said);
    assert.ok(said.includes(`export PATH="${folder}:$PATH"`), said);

    await Deno.mkdir(`${home.path}/.local/bin/erk-learn/inner`, { recursive: true });
    const requests = server.requests.length;
    for (const args of [[], ["--uninstall"]]) {
      const refused = await home.install(...args);
      assert.equal(refused.code, 1);
      assert.match(
        refused.said,
        /\.local\/bin\/erk-learn is a folder; remove it, or choose another place with --dir/,
      );
    }
    assert.equal(server.requests.length, requests);
    assert.deepEqual([...Deno.readDirSync(`${home.path}/.local/bin/erk-learn`)].map(({ name }) => name), [
      "inner",
    ]);
  },
);

Deno.test({ name: "no redirect leads an installer from https to http", ignore }, async () => {
  await using home = await makeHome();
  await Deno.writeTextFile(`${home.path}/curl`, '#!/bin/sh\necho "$*" >>"$HOME/asked"\nexit 22\n');
  await Deno.chmod(`${home.path}/curl`, 0o755);
  const environment = {
    PATH: `${home.path}:${Deno.env.get("PATH") ?? "/usr/bin:/bin"}`,
    HOME: home.path,
    FOLDER: home.path,
    VERSION: "latest",
    ARCHIVE: "erk-learn-linux-x64.tar.gz",
  };
  const archive = new URL("../../../.github/scripts/install_archive.sh", import.meta.url).pathname;
  for (
    const [address, protocols] of [["https://mirror.test", "=https"], [
      "http://mirror.test",
      "=https,http",
    ]] as const
  ) {
    for (const [shell, script] of [["sh", INSTALLER], ["bash", archive]] as const) {
      await Deno.remove(`${home.path}/asked`).catch(() => {});
      const env = { ...environment, RELEASES: address, ERK_LEARN_RELEASES: address };
      const { code } = await new Deno.Command(shell, { args: [script], clearEnv: true, env }).output();
      assert.equal(code, 1);
      const asked = await Deno.readTextFile(`${home.path}/asked`);
      assert.ok(asked.includes(` --proto ${protocols} --`), asked);
    }
  }
});

Deno.test({ name: "install.sh installs from a local archive without any request", ignore }, async () => {
  await using server = await serve();
  await using home = await makeHome(server);
  for (const [name, bytes] of server.releases.get("0.1.0") ?? []) {
    await Deno.writeFile(`${home.path}/${name}`, bytes);
  }
  // A fake program runs anywhere, so any platform's archive will do.
  const { code, said } = await home.install("--archive", "erk-learn-linux-x64.tar.gz");
  assert.equal(code, 0, said);
  assert.equal(await home.installedVersion(), "erk-learn 0.1.0");
  assert.deepEqual(server.requests, []);
  await Deno.remove(`${home.path}/SHA256SUMS`);
  assert.match((await home.install("--archive", "erk-learn-linux-x64.tar.gz")).said, /no SHA256SUMS beside/);
});

/** What is wrong with a release, and what the installer says about it. */
const DAMAGES: readonly (readonly [string, (release: Release) => Promise<void> | void, RegExp])[] = [
  ["an archive that was changed", (release) => {
    for (const [name, bytes] of release) {
      if (name !== "SHA256SUMS") release.set(name, new Uint8Array([...bytes.subarray(0, -1), 0x55]));
    }
  }, /is not what SHA256SUMS says .*nothing was installed/],
  ["checksums that don't name the archive", (release) => {
    release.set("SHA256SUMS", new TextEncoder().encode(`${"0".repeat(64)}  something-else.tar.gz\n`));
  }, /SHA256SUMS doesn't name erk-learn-.*nothing was installed/],
  ["no checksums", (release) => void release.delete("SHA256SUMS"), /SHA256SUMS can't be downloaded/],
  [
    "an archive without the program",
    (release) => replaceArchives(release, new Uint8Array([1, 2, 3])),
    /holds no erk-learn/,
  ],
  [
    "a link in the program's place",
    async (release) => replaceArchives(release, await archiveOfLink()),
    /holds no file erk-learn/,
  ],
];

async function replaceArchives(release: Release, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const lines: string[] = [];
  for (const name of [...release.keys()].filter((name) => name !== "SHA256SUMS")) {
    release.set(name, bytes);
    lines.push(`${await sha256Of(bytes)}  ${name}\n`);
  }
  release.set("SHA256SUMS", new TextEncoder().encode(lines.join("")));
}

async function archiveOfLink(): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.symlink("/bin/sh", `${folder}/erk-learn`);
    const { stdout } = await new Deno.Command("tar", { args: ["-czf", "-", "-C", folder, "erk-learn"] })
      .output();
    return stdout;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test(
  { name: "install.sh leaves the installed version alone when a release is damaged", ignore },
  async () => {
    for (const [what, damage, message] of DAMAGES) {
      await using server = await serve();
      await using home = await makeHome(server);
      await home.install("--version", "0.1.0");
      await damage(server.releases.get("0.2.0") ?? new Map());
      const { code, said } = await home.install("--version", "0.2.0");
      assert.equal(code, 1, what);
      assert.match(said, message, what);
      assert.equal(await home.installedVersion(), "erk-learn 0.1.0", what);
      assert.deepEqual(home.files(), ["erk-learn"], what);
    }
  },
);

Deno.test({ name: "install.sh says what is wrong with a call, and asks no server", ignore }, async () => {
  await using server = await serve();
  await using home = await makeHome(server);
  const calls: readonly (readonly [string[], number, RegExp])[] = [
    [["--nonsense"], 2, /unknown option --nonsense/],
    [["--version"], 2, /--version needs a value/],
    [["--version", "1.0; rm -rf /"], 2, /is no version/],
    [["--version", "../../evil"], 2, /is no version/],
    [["--program", "sh"], 2, /no program sh/],
    [["--archive", "missing.tar.gz"], 1, /no file missing\.tar\.gz/],
  ];
  for (const [args, code, message] of calls) {
    const outcome = await home.install(...args);
    assert.equal(outcome.code, code, args.join(" "));
    assert.match(outcome.said, message);
  }
  assert.deepEqual(server.requests, []);
  const missing = await home.install("--version", "9.9.9");
  assert.equal(missing.code, 1);
  assert.match(missing.said, /v9\.9\.9\/SHA256SUMS can't be downloaded; check the version/);
  assert.equal((await home.install("--help")).code, 0);
});
