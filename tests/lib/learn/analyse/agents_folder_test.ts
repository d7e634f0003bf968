import assert from "node:assert/strict";
import { join } from "node:path";
import { prepareAgentsFolder } from "../../../../lib/learn/analyse/agents_folder.ts";
import { UserError } from "../../../../lib/user_error.ts";
import { inFolder } from "../../../support/temporary_folder.ts";

Deno.test("answers of an earlier run are removed, a person's own files and folders stay", async () => {
  await inFolder(async (parent) => {
    const folder = join(parent, "deep", "learn-agents");
    await prepareAgentsFolder(folder);
    const stale = [
      "learn-plan.md",
      "learn-plan.json",
      "run.json",
      "session-a-part2.md",
      "session-a.json",
      ".writing-1",
    ];
    const own = ["notes.md", "session.txt", "plan.md"];
    for (const name of [...stale, ...own]) await Deno.writeTextFile(join(folder, name), "");
    await Deno.mkdir(join(folder, "session-a.md"));
    await prepareAgentsFolder(folder);
    const left = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assert.deepEqual(left, [...own, "session-a.md"].sort());
  });
});

Deno.test("a folder that is a link, or a file in its place, is refused with what to do", async () => {
  await inFolder(async (parent) => {
    await Deno.symlink(parent, join(parent, "link"));
    await Deno.writeTextFile(join(parent, "file"), "");
    for (const name of ["link", "file"]) {
      await assert.rejects(prepareAgentsFolder(join(parent, name)), (error) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, new RegExp(`${name} for the answers .*choose another with --output-dir`));
        return true;
      });
    }
  });
});
