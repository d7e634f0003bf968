import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFileAtomically } from "../../lib/write_file.ts";
import { UserError } from "../../lib/user_error.ts";
import { inFolder } from "../support/temporary_folder.ts";

const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name);

Deno.test("text and bytes are written, folders on the way are made, an older file is replaced", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "a", "b.txt");
    await writeFileAtomically(path, "old, and longer");
    await writeFileAtomically(path, "ä\r\n");
    assert.equal(await Deno.readTextFile(path), "ä\r\n");
    await writeFileAtomically(path, Uint8Array.of(0, 255));
    assert.deepEqual(await Deno.readFile(path), Uint8Array.of(0, 255));
    assert.deepEqual(names(join(folder, "a")), ["b.txt"]);
  });
});

Deno.test({
  name: "a private file is for its owner alone, also where an older one was not",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      const path = join(folder, "raw.jsonl");
      await writeFileAtomically(path, "open");
      await Deno.chmod(path, 0o644);
      await writeFileAtomically(path, "closed", { isPrivate: true });
      assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
      await writeFileAtomically(path, "open");
      assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o666 & ~Deno.umask());
    }),
});

Deno.test("a link in the file's place is replaced, not written through", async () => {
  await inFolder(async (folder) => {
    const target = join(folder, "target");
    await Deno.writeTextFile(target, "untouched");
    await Deno.symlink(target, join(folder, "link"));
    await writeFileAtomically(join(folder, "link"), "new");
    assert.equal(await Deno.readTextFile(target), "untouched");
    assert.equal((await Deno.lstat(join(folder, "link"))).isSymlink, false);
  });
});

Deno.test("a failure names the file and leaves nothing half-written", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "taken");
    await Deno.mkdir(join(path, "full"), { recursive: true });
    await assert.rejects(
      writeFileAtomically(path, "x"),
      (error: unknown) => error instanceof UserError && error.message.startsWith(`Cannot write ${path} (`),
    );
    assert.deepEqual(names(folder), ["taken"]);
    await assert.rejects(
      writeFileAtomically(join(path, "full", "x", "y"), "x").then(() =>
        writeFileAtomically(join(path, "full", "x", "y", "z"), "x")
      ),
      UserError,
    );
  });
});

Deno.test({
  name:
    "the mode of a file that is people's own stays, also where the umask would close it; a link's target isn't asked",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      const path = join(folder, "run.md");
      const modeOf = async (name: string) => ((await Deno.lstat(name)).mode ?? 0) & 0o777;
      await writeFileAtomically(path, "new", { keepsMode: true });
      assert.equal(await modeOf(path), 0o666 & ~Deno.umask());
      for (const mode of [0o755, 0o600, 0o666]) {
        await Deno.chmod(path, mode);
        await writeFileAtomically(path, "changed", { keepsMode: true });
        assert.equal(await modeOf(path), mode);
      }
      const link = join(folder, "link.md");
      await Deno.symlink(path, link);
      await writeFileAtomically(link, "a file", { keepsMode: true });
      assert.equal(await modeOf(link), 0o666 & ~Deno.umask());
    }),
});
