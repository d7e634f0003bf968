import assert from "node:assert/strict";
import { join } from "node:path";
import { downloadLearnMaterials } from "../../scripts/download_learn_materials.ts";
import { uploadLearnMaterials } from "../../scripts/upload_learn_materials.ts";
import { UserError } from "../../lib/user_error.ts";
import type { Context } from "../../lib/cli/mod.ts";
import { readAsOlderClient } from "../lib/materials/older_reader.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../support/github_emulator/mod.ts";
import { contextWith } from "./emulator_context.ts";

/** Three files of a gist: one material that is larger than any of them, and one that fits. */
const LARGE = `<session>${"Gezeiten und Größen. ".repeat(1_050_000)}</session>\n`;
const SMALL = "<session>small</session>\n";

async function inWorld(
  test: (world: { emulator: GitHubEmulator; folder: string; context: Context }) => Promise<void>,
): Promise<void> {
  // Less than the materials: they don't pass in one request.
  await using emulator = await startGitHubEmulator({ requestBytes: 21_000_000 });
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(folder, "in"));
    await Deno.writeTextFile(join(folder, "in", "impl-a.xml"), LARGE);
    await Deno.writeTextFile(join(folder, "in", "planning-b.xml"), SMALL);
    await test({ emulator, folder, context: contextWith(emulator, { workingDirectory: folder }) });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("materials above every limit of a gist go up in several files and requests and come down byte for byte", () =>
  inWorld(async ({ emulator, folder, context }) => {
    const { gist_url: gistUrl } = await uploadLearnMaterials({ directory: "in", issueNumber: 42 }, context);
    const writes = emulator.requests().map(({ method, path, status }) => `${method} ${path} ${status}`);
    const [gist] = emulator.gists();
    assert.ok(gist !== undefined && emulator.gists().length === 1);
    assert.deepEqual(writes, ["POST /gists 201", `PATCH /gists/${gist.id} 200`]);
    const names = ["", ".002", ".003"].map((suffix) => `learn-materials-plan-42.txt${suffix}`);
    assert.deepEqual(Object.keys(gist.files), names);

    const result = await downloadLearnMaterials({ gistUrl, outputDir: "out", issueNumber: 42 }, context);
    assert.deepEqual(result.files, ["impl-a.xml", "manifest.json", "planning-b.xml"]);
    assert.equal(result.verified, true);
    assert.ok(await Deno.readTextFile(join(folder, "out", "impl-a.xml")) === LARGE, "impl-a.xml differs");
    assert.equal(await Deno.readTextFile(join(folder, "out", "planning-b.xml")), SMALL);

    const older = readAsOlderClient(await (await fetch(gist.rawUrl)).text());
    assert.equal(older.get("planning-b.xml"), SMALL);
  }));

Deno.test("a gist that can't be completed is taken back, and its address is told where that fails too", () =>
  inWorld(async ({ emulator, context }) => {
    const upload = () => uploadLearnMaterials({ directory: "in", issueNumber: 42 }, context);
    const refused = { kind: "status", status: 422 } as const;
    emulator.faults.inject({ method: "PATCH", fault: refused });
    await assert.rejects(upload(), /^UserError: Could not add \d files to the gist \w+: GitHub rejected/);
    assert.deepEqual(emulator.gists(), []);

    emulator.faults.inject({ method: "PATCH", fault: refused });
    emulator.faults.inject({ method: "DELETE", fault: { kind: "status", status: 403 } });
    await assert.rejects(upload(), (error) => {
      const [left] = emulator.gists();
      assert.ok(error instanceof UserError && left !== undefined);
      assert.ok(
        error.message.includes(`The incomplete gist ${left.htmlUrl} is left; delete it.`),
        error.message,
      );
      return true;
    });
    const half = downloadLearnMaterials(
      { gistUrl: emulator.gists()[0]?.id ?? "", outputDir: "out" },
      context,
    );
    await assert.rejects(half, /incomplete or were changed/);
  }));
