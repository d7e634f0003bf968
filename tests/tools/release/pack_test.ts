import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { findTarget, TARGETS } from "../../../tools/build/targets.ts";
import { packRelease, RELEASED_PROGRAMS } from "../../../tools/release/pack.ts";

/** A dist folder with a file in each executable's place. */
async function distFolder(): Promise<string> {
  const folder = await Deno.makeTempDir();
  for (const { name, extension } of TARGETS) {
    for (const program of RELEASED_PROGRAMS) {
      await Deno.writeTextFile(`${folder}/${program}-${name}${extension}`, `${program} for ${name}`);
    }
  }
  return folder;
}

Deno.test("a release holds an archive a program and platform, which SHA256SUMS names and vouches for", async () => {
  const folder = await distFolder();
  try {
    const dist = pathToFileURL(`${folder}/`);
    await packRelease({ targets: TARGETS, dist, version: "1.2.0", notes: "- this\n" });
    const names = [...Deno.readDirSync(`${folder}/release`)].map(({ name }) => name).sort();
    assert.deepEqual(names, [
      "NOTES.md",
      "SHA256SUMS",
      "download-learn-materials-linux-arm64.tar.gz",
      "download-learn-materials-linux-x64.tar.gz",
      "download-learn-materials-macos-arm64.tar.gz",
      "download-learn-materials-macos-x64.tar.gz",
      "download-learn-materials-windows-x64.zip",
      "erk-learn-linux-arm64.tar.gz",
      "erk-learn-linux-x64.tar.gz",
      "erk-learn-macos-arm64.tar.gz",
      "erk-learn-macos-x64.tar.gz",
      "erk-learn-windows-x64.zip",
      "erk-learn.cdx.json",
      "install.ps1",
      "install.sh",
    ]);
    const check = await new Deno.Command("sha256sum", {
      args: ["--check", "--strict", "SHA256SUMS"],
      cwd: `${folder}/release`,
    }).output();
    assert.equal(check.code, 0);
    assert.equal(new TextDecoder().decode(check.stdout).match(/: OK$/gm)?.length, 13);

    const windows = unzipSync(await Deno.readFile(`${folder}/release/erk-learn-windows-x64.zip`));
    assert.deepEqual(Object.keys(windows), ["erk-learn.exe", "LICENSE", "README.md"]);
    const arm = await new Deno.Command("tar", {
      args: ["-xzOf", "release/erk-learn-macos-arm64.tar.gz", "erk-learn"],
      cwd: folder,
    }).output();
    assert.equal(new TextDecoder().decode(arm.stdout), "erk-learn for macos-arm64");

    const program = `${folder}/npm/@erk-learn/win32-x64/bin/erk-learn.exe`;
    assert.equal(await Deno.readTextFile(program), "erk-learn for windows-x64");
    assert.equal(
      JSON.parse(await Deno.readTextFile(`${folder}/npm/erk-learn/package.json`)).version,
      "1.2.0",
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a missing executable ends the packing, and what an earlier release left is gone", async () => {
  const folder = await distFolder();
  try {
    const dist = pathToFileURL(`${folder}/`);
    await Deno.mkdir(`${folder}/release`);
    await Deno.writeTextFile(`${folder}/release/old.tar.gz`, "old");
    await packRelease({ targets: [findTarget("linux-x64")], dist, version: "1.2.0", notes: "" });
    await assert.rejects(Deno.stat(`${folder}/release/old.tar.gz`), Deno.errors.NotFound);
    await Deno.remove(`${folder}/erk-learn-linux-arm64`);
    await assert.rejects(
      packRelease({ targets: TARGETS, dist, version: "1.2.0", notes: "" }),
      /erk-learn-linux-arm64/,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
