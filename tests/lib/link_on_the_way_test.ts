import assert from "node:assert/strict";
import { join } from "node:path";
import { linkOnTheWay, refuseLinkedFile, refuseLinkedFolder } from "../../lib/link_on_the_way.ts";

Deno.test("the first link of a path is found at any depth, dangling ones too; the root may be one", async () => {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-link-" });
  try {
    await Deno.mkdir(join(folder, "real", "a"), { recursive: true });
    await Deno.writeTextFile(join(folder, "real", "a", "file.md"), "");
    await Deno.symlink(join(folder, "real"), join(folder, "root"));
    await Deno.symlink(join(folder, "nowhere"), join(folder, "real", "dangling"));
    await Deno.symlink(join(folder, "real", "a"), join(folder, "real", "b"));
    const root = join(folder, "root");
    assert.equal(linkOnTheWay(root, "a/file.md"), undefined);
    assert.equal(linkOnTheWay(root, "a/missing/file.md"), undefined);
    assert.equal(linkOnTheWay(root, "a/file.md/below.md"), undefined);
    assert.equal(linkOnTheWay(root, "b/file.md"), join(root, "b"));
    assert.equal(linkOnTheWay(root, "dangling"), join(root, "dangling"));
    assert.throws(() => refuseLinkedFile(root, "b/file.md"), /^UserError: The folder .*b is a symbolic link/);
    assert.throws(
      () => refuseLinkedFile(root, "dangling"),
      /^UserError: The file .*dangling is a symbolic link/,
    );
    assert.throws(() => refuseLinkedFolder(root, "dangling"), /^UserError: The folder .*dangling is a/);
    refuseLinkedFile(root, "a/file.md");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
