import assert from "node:assert/strict";
import { join } from "node:path";
import { fileFailure } from "../../lib/file_failure.ts";
import { messageOf, UserError } from "../../lib/user_error.ts";

async function failureOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing failed");
}

Deno.test("a failure of the file system is a sentence with the path and what to do", async () => {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "file");
  try {
    await Deno.writeTextFile(file, "");
    const cases: [() => unknown, string, RegExp][] = [
      [
        () => Deno.mkdir(file, { recursive: true }),
        file,
        /can't be used \(a file stands where a folder is needed\)/,
      ],
      [() => Deno.readTextFile(join(folder, "x")), join(folder, "x"), /\(there is no such file or folder\)/],
    ];
    if (Deno.build.os !== "windows") {
      cases.push(
        [() => Deno.mkdir(join(file, "x")), join(file, "x"), /\(a file stands where a folder is needed\)/],
        [() => Deno.readTextFile(folder), folder, /\(it is a folder\): name a file\.$/],
        [
          () => Deno.rename(file, folder),
          folder,
          /\(it is a folder\): name a file\.$|folder with something in it/,
        ],
        [
          () => Deno.lstat(join(folder, "x".repeat(300))),
          "x".repeat(300),
          /\(the name is too long\): choose a/,
        ],
      );
    }
    for (const [work, path, expected] of cases) {
      const failure = fileFailure(await failureOf(work));
      assert.ok(failure instanceof UserError);
      assert.ok(failure.message.includes(path), failure.message);
      assert.match(failure.message, expected);
      assert.match(failure.message, /^[^\n]+: [^\n]+\.$/);
      assert.doesNotMatch(failure.message, /os error|report/);
      assert.equal(failure.exitStatus, 1);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a path that the error doesn't say is the caller's", async () => {
  const error = await failureOf(() => Deno.makeTempDir({ dir: "/no-such-folder" }));
  assert.match(
    fileFailure(error, "/no-such-folder")?.message ?? "",
    /^\/no-such-folder can't be used \(there is no/,
  );
});

Deno.test({
  name: "what Deno denies is told without the flags of Deno",
  permissions: { read: [] },
  fn: async () => {
    const error = await failureOf(() => Deno.readTextFileSync("/etc/hostname"));
    assert.match(
      fileFailure(error)?.message ?? "",
      /^\/etc\/hostname can't be used \(this program may not use it\)/,
    );
    assert.equal(messageOf(error), "this program may not use it");
  },
});

Deno.test("any other error is not one of the file system, and one for people stays as it is", () => {
  for (
    const error of [new TypeError("x"), new UserError("Said."), "x", { code: "ENOENT" }, new Error("ENOENT")]
  ) {
    assert.equal(fileFailure(error), undefined);
  }
});
