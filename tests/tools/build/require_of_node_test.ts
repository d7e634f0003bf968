import assert from "node:assert/strict";
import { withRequireOfNode } from "../../../tools/build/require_of_node.ts";

Deno.test("a package in CommonJS loads Node's modules, whatever name the minifier gave its require", async () => {
  // What esbuild's function does, under a name that `deno bundle` does not find.
  const bundle = `var $r = ((otherwise) => typeof require < "u" ? require : otherwise)((name) => {
    throw Error('Dynamic require of "' + name + '" is not supported');
  });
  console.log($r("node:path").posix.join("a", "b"));`;

  const before = await run(bundle);
  assert.equal(before.stdout, "");
  assert.match(before.stderr, /Dynamic require of "node:path" is not supported/);
  assert.equal((await run(withRequireOfNode(bundle))).stdout, "a/b\n");
});

Deno.test("a bundle that has its require stays what it is", () => {
  const bundle = `import{join}from"node:path";console.log(join("a","b"));`;
  assert.equal(withRequireOfNode(bundle), bundle);
});

async function run(bundle: string): Promise<{ stdout: string; stderr: string }> {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-bundle-" });
  try {
    await Deno.writeTextFile(`${folder}/bundle.js`, bundle);
    const args = ["run", "--no-prompt", "bundle.js"];
    const output = await new Deno.Command(Deno.execPath(), { args, cwd: folder }).output();
    const decoder = new TextDecoder();
    return { stdout: decoder.decode(output.stdout), stderr: decoder.decode(output.stderr) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
