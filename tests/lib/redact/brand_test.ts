import assert from "node:assert/strict";
import { join, relative } from "node:path";

const ROOT = join(import.meta.dirname ?? ".", "..", "..", "..");
const MAY_BRAND = join("lib", "redact");
const FORBIDDEN = /\bas\s+(?:unknown\s+as\s+)?Redacted\b|<Redacted>\s*[("'`]|\bbrandRedacted\b/;

async function* sourceFiles(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (name.startsWith(".") || name === "node_modules" || name === "dist") continue;
    const path = join(folder, name);
    if (isDirectory) yield* sourceFiles(path);
    else if (/\.(?:ts|tsx|js|mjs)$/.test(name)) yield path;
  }
}

Deno.test("only lib/redact makes values of type Redacted", async () => {
  const own = relative(ROOT, import.meta.filename ?? "");
  const wrong: string[] = [];
  let read = 0;
  for await (const path of sourceFiles(ROOT)) {
    const name = relative(ROOT, path);
    if (name.startsWith(MAY_BRAND) || name === own) continue;
    read++;
    if (FORBIDDEN.test(await Deno.readTextFile(path))) wrong.push(name);
  }
  assert.deepEqual(wrong, []);
  assert.ok(read > 20, `${read} files read`);
});
