import assert from "node:assert/strict";
import { join } from "node:path";
import { createContext } from "../../../lib/cli/create_context.ts";
import { silentProgress } from "../../../lib/cli/mod.ts";
import { makeTree, runGit } from "../learn/documents/document_world.ts";

Deno.test("a committed key of the marks isn't used, and a warning says what to do", async () => {
  const known = new Uint8Array(32).fill(7);
  await using tree = await makeTree({ "a.md": "" }, { git: true });
  const path = join(tree.root, ".erk", "cache", "redaction.key");
  await Deno.mkdir(join(path, ".."), { recursive: true });
  // As after a clone under the umask 077: nothing but git can tell.
  await Deno.writeFile(path, known, { mode: 0o600 });
  const redaction = async () => {
    const warnings: string[] = [];
    const progress = { ...silentProgress, warn: (line: string) => void warnings.push(line) };
    const { signal } = new AbortController();
    const { options, keyIsKept } = await createContext({ workingDirectory: tree.root, progress, signal })
      .redaction();
    return { key: options.key, keyIsKept, warnings };
  };
  assert.deepEqual(await redaction(), { key: known, keyIsKept: true, warnings: [] });
  await runGit(tree.root, ["add", "--force", ".erk/cache/redaction.key"]);
  const { key, keyIsKept, warnings } = await redaction();
  assert.equal(keyIsKept, false);
  assert.notDeepEqual(key, known);
  assert.equal(warnings.length, 1);
  assert.match(
    warnings[0] ?? "",
    /^git tracks .*redaction\.key, so whoever has the repository can test guesses/,
  );
});
