/** A repository in a temporary folder, for tests of what is found in it. */

import assert from "node:assert/strict";
import { dirname, join } from "node:path";

/** A folder that is removed when it is disposed of. */
export interface TemporaryTree extends AsyncDisposable {
  readonly root: string;
}

/** Writes files (path → content) into a new folder; with `git`, one that git has, everything committed. */
export async function makeTree(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: { readonly git?: boolean } = {},
): Promise<TemporaryTree> {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "erk-learn-tree-" }));
  for (const [path, content] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(root, path)), { recursive: true });
    if (typeof content === "string") await Deno.writeTextFile(join(root, path), content);
    else await Deno.writeFile(join(root, path), content);
  }
  if (options.git === true) {
    for (const parameters of [["init", "--quiet"], ["add", "--all"]]) await runGit(root, parameters);
  }
  return { root, [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }) };
}

/** Runs git in a folder. */
export async function runGit(root: string, parameters: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("git", {
    args: [...parameters],
    cwd: root,
    stdin: "null",
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
}
