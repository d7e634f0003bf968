import assert from "node:assert/strict";
import { join } from "node:path";
import {
  command as downloadCommand,
  downloadLearnMaterials,
} from "../../scripts/download_learn_materials.ts";
import { command as uploadCommand, uploadLearnMaterials } from "../../scripts/upload_learn_materials.ts";
import { command as preprocessCommand } from "../../scripts/preprocess_session.ts";
import type { SessionRecord } from "../../lib/materials/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import { readAsOlderClient } from "../lib/materials/older_reader.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../support/github_emulator/mod.ts";
import { contextWith } from "./emulator_context.ts";

const LINE = "=".repeat(60);
const SESSION = "3f1c9e6a-0b7d-4c56-9a3e-2f8d7b6c5a41";
const TOKEN = "ghp_" + "1f0B9c8D7e6F5a4B3c2D1e0F9a8B7c6D5e4F";

const MATERIALS: Readonly<Record<string, string>> = {
  [`impl-${SESSION}-part1.xml`]: `<session>\n<result>\n${LINE}\n3 passed\n${LINE}\n</result>\n</session>`,
  [`impl-${SESSION}-part2.xml`]: "<session>\r\n<user>\u2028Größe\f</user>\r\n</session>\n\n",
  "pr-review-comments.json": '{\n  "success": true,\n  "pr_number": 57,\n  "threads": []\n}\n',
};

async function inWorld(test: (emulator: GitHubEmulator, folder: string) => Promise<void>): Promise<void> {
  await using emulator = await startGitHubEmulator();
  const folder = await Deno.makeTempDir();
  try {
    await test(emulator, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await Deno.writeTextFile(join(folder, name), content);
}

async function readFolder(folder: string): Promise<Record<string, string>> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  const contents = entries.map(async ({ name }) =>
    [name, await Deno.readTextFile(join(folder, name))] as const
  );
  return Object.fromEntries(await Promise.all(contents));
}

function only<Value>(values: readonly Value[]): Value {
  const [value] = values;
  if (value === undefined || values.length !== 1) throw new Error(`one expected, not ${values.length}`);
  return value;
}

Deno.test("materials go up as one secret gist and come down byte for byte, without a token", () =>
  inWorld(async (emulator, folder) => {
    await write(join(folder, "learn-42"), MATERIALS);
    await write(join(folder, "learn-42", "remote-downloads"), { "impl-raw.xml": "raw" });
    const context = contextWith(emulator, { workingDirectory: folder });

    const uploaded = await uploadLearnMaterials({ directory: "learn-42", issueNumber: 42 }, context);
    const gist = only(emulator.gists());
    assert.equal(gist.public, false);
    assert.equal(gist.description, "Learn materials for plan #42");
    assert.deepEqual(Object.keys(gist.files), ["learn-materials-plan-42.txt"]);
    assert.deepEqual([uploaded.gist_url, uploaded.gist_id], [gist.htmlUrl, gist.id]);
    assert.deepEqual([uploaded.success, uploaded.issue_number, uploaded.redactions], [true, 42, {}]);

    emulator.clearJournal();
    const output = join(folder, "ci", "materials");
    const downloaded = await downloadLearnMaterials(
      { gistUrl: uploaded.gist_url, outputDir: "ci/materials" },
      context,
    );
    const { "manifest.json": manifest, ...files } = await readFolder(output);
    assert.deepEqual(files, MATERIALS);
    assert.equal(JSON.parse(manifest ?? "").issue_number, 42);
    assert.deepEqual(downloaded, {
      success: true,
      gist_url: gist.htmlUrl,
      output_dir: output,
      file_count: 4,
      files: uploaded.files.map(({ name }) => name),
      bytes: uploaded.total_size,
      issue_number: 42,
      gist_owner: "ada",
      verified: true,
      warnings: [],
    });
    assert.ok(emulator.requests().every(({ requestHeaders }) => requestHeaders.authorization === "absent"));
  }));

Deno.test("an older client reads what goes up", () =>
  inWorld(async (emulator, folder) => {
    await write(folder, MATERIALS);
    await uploadLearnMaterials(
      { directory: folder, issueNumber: 42 },
      contextWith(emulator, { workingDirectory: folder }),
    );
    const read = readAsOlderClient(Object.values(only(emulator.gists()).files).join(""));
    assert.deepEqual([...read.keys()], [
      ...Object.keys(MATERIALS).slice(0, 2),
      "manifest.json",
      "pr-review-comments.json",
    ]);
    assert.deepEqual(JSON.parse(read.get("pr-review-comments.json") ?? ""), {
      success: true,
      pr_number: 57,
      threads: [],
    });
  }));

Deno.test("a secret written into the folder by hand never reaches the gist, and is counted", () =>
  inWorld(async (emulator, folder) => {
    await write(folder, {
      "impl-a.xml": `<s>${TOKEN}</s>\n`,
      "pr-comments.json": JSON.stringify({ body: TOKEN }),
    });
    const context = contextWith(emulator, { workingDirectory: folder });
    const { redactions } = await uploadLearnMaterials({ directory: folder, issueNumber: 42 }, context);
    assert.ok(!JSON.stringify(emulator.journal).includes(TOKEN));
    assert.deepEqual(Object.values(redactions), [2]);
  }));

Deno.test("a manifest left by an earlier download is made anew, not sent again", () =>
  inWorld(async (emulator, folder) => {
    await write(folder, { "impl-a.xml": "<a/>\n", "manifest.json": '{"stale": true}' });
    await uploadLearnMaterials(
      { directory: folder, issueNumber: 42 },
      contextWith(emulator, { workingDirectory: folder }),
    );
    assert.ok(!only(emulator.gists()).files["learn-materials-plan-42.txt"]?.includes("stale"));
  }));

Deno.test("what became of the sessions is told in the manifest when a folder is uploaded alone", () =>
  inWorld(async (emulator, folder) => {
    const warnings: string[] = [];
    const context = contextWith(emulator, { workingDirectory: folder, warnings });
    const line = { type: "user", message: { role: "user", content: "Go" } };
    await write(folder, { "log.jsonl": `${JSON.stringify(line)}\nnot JSON\n` });
    await preprocessCommand.execute({
      log: "log.jsonl",
      sessionId: SESSION,
      outputDir: "learn-42",
      prefix: "impl",
    }, context);
    await write(join(folder, "learn-42"), { "impl-x.ledger.json": "{}" });
    await uploadLearnMaterials({ directory: "learn-42", issueNumber: 42 }, context);
    const read = readAsOlderClient(only(emulator.gists()).files["learn-materials-plan-42.txt"] ?? "");
    assert.deepEqual([...read.keys()], [`impl-${SESSION}.xml`, "manifest.json"]);
    const { sessions } = JSON.parse(read.get("manifest.json") ?? "");
    const { id, status, files, ledger } = only<SessionRecord>(sessions);
    assert.deepEqual([id, status, files], [SESSION, "converted", [`impl-${SESSION}.xml`]]);
    assert.deepEqual(ledger.unparsed.lines.map((unparsed) => [unparsed.file, unparsed.line]), [[
      "log.jsonl",
      2,
    ]]);
    assert.equal(warnings.filter((warning) => warning.includes("impl-x.ledger.json")).length, 1);
  }));

Deno.test("a folder without materials, or none at all, makes no gist", () =>
  inWorld(async (emulator, folder) => {
    const context = contextWith(emulator, { workingDirectory: folder });
    await write(join(folder, "empty"), { "impl-a.xml": "", "notes.md": "x" });
    await assert.rejects(uploadLearnMaterials({ directory: "empty", issueNumber: 42 }, context), (error) => {
      assert.ok(error instanceof UserError);
      assert.ok(error.message.startsWith(`No materials in ${join(folder, "empty")}`), error.message);
      assert.match(error.detail ?? "", /impl-a\.xml, notes\.md/);
      return true;
    });
    await assert.rejects(
      uploadLearnMaterials({ directory: "gone", issueNumber: 42 }, context),
      /no materials folder/,
    );
    assert.deepEqual(emulator.journal, []);
  }));

Deno.test("materials above the size where GitHub cuts a gist's content come down whole", () =>
  inWorld(async (emulator, folder) => {
    const content = `<session>${"Gezeiten und Größen. ".repeat(70_000)}</session>\n`;
    await write(join(folder, "in"), { "impl-a.xml": content });
    const context = contextWith(emulator, { workingDirectory: folder });
    const { gist_url: gistUrl } = await uploadLearnMaterials({ directory: "in", issueNumber: 42 }, context);
    const result = await downloadLearnMaterials({ gistUrl, outputDir: "out" }, context);
    assert.equal(result.verified, true);
    assert.equal((await readFolder(join(folder, "out")))["impl-a.xml"], content);
    assert.equal(emulator.requests({ server: "web" }).length, 1);
  }));

Deno.test("a gist of an older client is read, under whatever name its only file has", () =>
  inWorld(async (emulator, folder) => {
    const packed =
      `${LINE}\nFILE: planning-session-7.xml\n${LINE}\n<session/>\n\n\n${LINE}\nFILE: pr-comments.json\n${LINE}\n{}\n\n`;
    const context = contextWith(emulator, { workingDirectory: folder });
    const gist = emulator.seedGist({ owner: "grace", files: { "learn-materials.md": packed } });
    const result = await downloadLearnMaterials({ gistUrl: gist.id, outputDir: folder }, context);
    assert.deepEqual([result.verified, result.issue_number, result.file_count], [false, null, 2]);
    assert.deepEqual(await readFolder(folder), {
      "planning-session-7.xml": "<session/>\n",
      "pr-comments.json": "{}\n",
    });
  }));

Deno.test("a raw address takes the file that it names", () =>
  inWorld(async (emulator, folder) => {
    const pack = (name: string) => `${LINE}\nFILE: ${name}\n${LINE}\nx\n\n`;
    const { id } = emulator.seedGist({ files: { "a.txt": pack("impl-a.xml"), "b.txt": pack("impl-b.xml") } });
    const context = contextWith(emulator, { workingDirectory: folder });
    const gistUrl = `https://gist.githubusercontent.com/ada/${id}/raw/b.txt`;
    assert.deepEqual((await downloadLearnMaterials({ gistUrl, outputDir: folder }, context)).files, [
      "impl-b.xml",
    ]);
    const both = downloadLearnMaterials({ gistUrl: id, outputDir: folder }, context);
    await assert.rejects(both, /No files found in gist content/);
  }));

const hostileGists: [string, string, RegExp][] = [
  ["text without our format", "<html>\n</html>\n", /^No files found in gist content$/],
  [
    "a name with ../",
    `${LINE}\nFILE: impl-a.xml\n${LINE}\nx\n\n${LINE}\nFILE: ../evil.xml\n${LINE}\nx\n`,
    /"\.\.\/evil\.xml"/,
  ],
  ["an absolute name", `${LINE}\nFILE: /tmp/evil.xml\n${LINE}\nx\n`, /"\/tmp\/evil\.xml"/],
  ["a drive letter", `${LINE}\nFILE: C:evil.xml\n${LINE}\nx\n`, /"C:evil\.xml"/],
  ["a NUL in a name", `${LINE}\nFILE: a\0.xml\n${LINE}\nx\n`, /"a\\u\{0\}\.xml"/],
  ["a device name", `${LINE}\nFILE: nul.xml\n${LINE}\nx\n`, /"nul\.xml"/],
];

for (const [title, content, expected] of hostileGists) {
  Deno.test(`a gist with ${title} is refused and nothing is written`, () =>
    inWorld(async (emulator, folder) => {
      const gist = emulator.seedGist({ files: { "learn-materials-plan-42.txt": content } });
      const context = contextWith(emulator, { workingDirectory: folder });
      const download = downloadLearnMaterials({ gistUrl: gist.htmlUrl, outputDir: "out" }, context);
      await assert.rejects(download, (error) => error instanceof UserError && expected.test(error.message));
      assert.deepEqual(await readFolder(folder), {});
    }));
}

Deno.test("a gist whose content was changed after the upload is refused", () =>
  inWorld(async (emulator, folder) => {
    await write(join(folder, "in"), { "impl-a.xml": "<a>original</a>\n" });
    const context = contextWith(emulator, { workingDirectory: folder });
    await uploadLearnMaterials({ directory: "in", issueNumber: 42 }, context);
    const [content = ""] = Object.values(only(emulator.gists()).files);
    const changed = emulator.seedGist({
      files: { "learn-materials-plan-42.txt": content.replace("original", "tampered") },
    });
    const download = downloadLearnMaterials({ gistUrl: changed.htmlUrl, outputDir: "out" }, context);
    await assert.rejects(download, /"impl-a\.xml": its checksum is wrong/);
    await assert.rejects(Deno.stat(join(folder, "out")), Deno.errors.NotFound);
  }));

Deno.test("a folder that holds another session is not downloaded into", () =>
  inWorld(async (emulator, folder) => {
    await write(join(folder, "in"), MATERIALS);
    await write(join(folder, "out"), { "impl-another.xml": "<session/>" });
    const context = contextWith(emulator, { workingDirectory: folder });
    const { gist_url } = await uploadLearnMaterials({ directory: "in", issueNumber: 42 }, context);
    const download = downloadLearnMaterials({ gistUrl: gist_url, outputDir: "out" }, context);
    await assert.rejects(
      download,
      /holds materials that aren't these \("impl-another\.xml"\); nothing was written/,
    );
    assert.deepEqual(Object.keys(await readFolder(join(folder, "out"))), ["impl-another.xml"]);
  }));

Deno.test("a manifest that is none of ours is told: nothing could be verified by it", () =>
  inWorld(async (emulator, folder) => {
    const context = contextWith(emulator, { workingDirectory: folder });
    for (const [outputDir, manifest] of [["one", "{broken"], ["two", "[]"]] as const) {
      const files = Object.entries({ "impl-a.xml": "<session/>", "manifest.json": manifest });
      const packed = files.map(([name, text]) => `${LINE}\nFILE: ${name}\n${LINE}\n${text}\n\n`).join("");
      const gist = emulator.seedGist({ files: { "learn-materials-plan-42.txt": packed } });
      const answer = await downloadLearnMaterials({ gistUrl: gist.htmlUrl, outputDir }, context);
      assert.equal(answer.verified, false);
      assert.match(answer.warnings.join(), /manifest\.json is none that erk-learn wrote/);
    }
  }));

Deno.test("a deleted gist and an address that is none are errors that name them", () =>
  inWorld(async (emulator, folder) => {
    const context = contextWith(emulator, { workingDirectory: folder });
    const { id } = emulator.seedGist({ files: { "a.txt": "x" } });
    emulator.deleteGist(id);
    await assert.rejects(
      downloadLearnMaterials({ gistUrl: id, outputDir: "out" }, context),
      (error: Error) => {
        return error instanceof UserError && error.message.includes(id);
      },
    );
    const wrong = downloadLearnMaterials({ gistUrl: "https://example.com/x", outputDir: "out" }, context);
    await assert.rejects(wrong, /example\.com/);
  }));

const usages: [string, Record<string, unknown>, RegExp][] = [
  ["no folder", { issue: "42" }, /^<dir>: name the folder/],
  ["two folders", { dir: "a", learnDir: "b", issue: "42" }, /^--learn-dir: .*twice/],
  ["no issue", { dir: "a" }, /^--issue: give the number/],
  ["two issues", { dir: "a", issue: "42", issueNumber: "43" }, /^--issue-number: .*twice/],
  ["an issue that is none", { dir: "a", issue: "tide" }, /^--issue: .*"tide"/],
];

for (const [title, raw, expected] of usages) {
  Deno.test(`upload-learn-materials with ${title} is a usage error`, () =>
    inWorld(async (emulator, folder) => {
      const run = uploadCommand.execute(raw, contextWith(emulator, { workingDirectory: folder }));
      await assert.rejects(run, (error) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, expected);
        assert.equal(error.exitStatus, 2);
        return true;
      });
    }));
}

Deno.test("both spellings of folder and issue reach the gist", () =>
  inWorld(async (emulator, folder) => {
    await write(folder, { "impl-a.xml": "<a/>\n" });
    const context = contextWith(emulator, { workingDirectory: folder });
    await uploadCommand.execute({ dir: folder, issue: "https://github.com/acme/widgets/issues/42" }, context);
    await uploadCommand.execute({ learnDir: ".", issueNumber: "43" }, context);
    assert.deepEqual(emulator.gists().map(({ description }) => description), [
      "Learn materials for plan #42",
      "Learn materials for plan #43",
    ]);
  }));

Deno.test("download-learn-materials without its flags is a usage error, and asks for few permissions", async () => {
  await inWorld(async (emulator, folder) => {
    const context = contextWith(emulator, { workingDirectory: folder });
    await assert.rejects(
      downloadCommand.execute({ outputDir: "x" }, context),
      /^UserError: --gist-url: give the address/,
    );
    await assert.rejects(
      downloadCommand.execute({ gistUrl: "x" }, context),
      /^UserError: --output-dir: give the folder/,
    );
  });
  assert.deepEqual(downloadCommand.permissions.run, []);
  assert.notEqual(downloadCommand.permissions.net, true);
});
