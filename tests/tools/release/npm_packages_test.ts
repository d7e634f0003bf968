import assert from "node:assert/strict";
import { dirname } from "node:path";
import { findTarget, TARGETS } from "../../../tools/build/targets.ts";
import {
  mainPackage,
  nodePlatform,
  type PackageFile,
  platformPackage,
  platformPackageName,
} from "../../../tools/release/npm_packages.ts";

const manifestOf = (files: readonly PackageFile[]) =>
  JSON.parse(files.find(({ path }) => path === "package.json")?.text ?? "");

Deno.test("the main package depends on each platform's package in exactly its own version", () => {
  const manifest = manifestOf(mainPackage(TARGETS, "1.2.0", "# erk-learn"));
  assert.deepEqual(manifest.optionalDependencies, {
    "@erk-learn/linux-x64": "1.2.0",
    "@erk-learn/linux-arm64": "1.2.0",
    "@erk-learn/darwin-x64": "1.2.0",
    "@erk-learn/darwin-arm64": "1.2.0",
    "@erk-learn/win32-x64": "1.2.0",
  });
  assert.equal(manifest.scripts, undefined);
  for (const target of TARGETS) {
    const { os, cpu, libc, version, name } = manifestOf(platformPackage(target, "1.2.0"));
    const node = nodePlatform(target);
    assert.deepEqual([os, cpu, version, name], [[node.os], [node.cpu], "1.2.0", platformPackageName(target)]);
    assert.deepEqual(libc, node.os === "linux" ? ["glibc"] : undefined);
  }
});

/** Lays the packages out as npm does, with a script as the executable. */
async function installed(program: string | undefined): Promise<string> {
  const folder = await Deno.makeTempDir();
  const write = async (root: string, files: readonly PackageFile[]) => {
    for (const { path, text } of files) {
      const file = `${folder}/node_modules/${root}/${path}`;
      await Deno.mkdir(dirname(file), { recursive: true });
      await Deno.writeTextFile(file, text);
    }
  };
  await write("erk-learn", mainPackage(TARGETS, "1.2.0", ""));
  if (program === undefined) return folder;
  const host = TARGETS.find(({ triple }) => triple === Deno.build.target) ?? findTarget("linux-x64");
  const name = platformPackageName(host);
  await Deno.mkdir(`${folder}/node_modules/${name}/bin`, { recursive: true });
  await write(name, platformPackage(host, "1.2.0"));
  await Deno.writeTextFile(`${folder}/node_modules/${name}/bin/erk-learn`, program);
  await Deno.chmod(`${folder}/node_modules/${name}/bin/erk-learn`, 0o755);
  return folder;
}

async function launch(folder: string, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command("node", {
    args: [`${folder}/node_modules/erk-learn/bin/erk-learn.js`, ...args],
    cwd: folder,
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: decode(stdout), stderr: decode(stderr) };
}

const ignore = Deno.build.os === "windows";

Deno.test(
  { name: "the launcher runs the executable with its arguments and ends with its status", ignore },
  async () => {
    const folder = await installed('#!/bin/sh\nprintf "%s|" "$@"\nexit 7\n');
    try {
      const { code, stdout } = await launch(folder, "trigger", "42", "with space");
      assert.deepEqual([code, stdout], [7, "trigger|42|with space|"]);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);

Deno.test({ name: "the launcher ends like a program that a signal ended", ignore }, async () => {
  const folder = await installed("#!/bin/sh\nkill -TERM $$\n");
  try {
    assert.equal((await launch(folder)).code, 143);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test({ name: "without the platform's package the launcher says what to install", ignore }, async () => {
  const folder = await installed(undefined);
  try {
    const { code, stderr } = await launch(folder, "--version");
    assert.equal(code, 1);
    assert.match(stderr, /the package @erk-learn\/\S+ is not installed\. Install erk-learn again/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
