import assert from "node:assert/strict";
import { join } from "node:path";
import { readRegularFile, readRegularText, readRegularTextSync } from "../../lib/regular_file.ts";

Deno.test({
  name:
    "a file is read through links, too; a folder, a pipe that nobody writes to and a device are refused at once",
  ignore: Deno.build.os === "windows", // It has no pipes among files.
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "erk-learn-regular-" });
    try {
      await Deno.writeTextFile(join(folder, "file"), "grün");
      await Deno.symlink("file", join(folder, "link"));
      assert.equal(await readRegularText(join(folder, "link")), "grün");
      assert.equal(readRegularTextSync(join(folder, "link")), "grün");
      await new Deno.Command("mkfifo", { args: [join(folder, "pipe")] }).output();
      for (const path of [join(folder, "pipe"), "/dev/zero"]) {
        await assert.rejects(readRegularFile(path), /it is no regular file/);
        await assert.rejects(readRegularText(path), /it is no regular file/);
        assert.throws(() => readRegularTextSync(path), /it is no regular file/);
      }
      await assert.rejects(readRegularFile(folder), /it is a folder/);
      await assert.rejects(readRegularFile(join(folder, "missing")), Deno.errors.NotFound);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
