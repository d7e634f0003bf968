import assert from "node:assert/strict";
import { join } from "node:path/posix";
import { sourceFiles } from "../../../tools/check/import_directions.ts";

const ROOT = new URL("../../../", import.meta.url);

/** The files of the project that a source imports, from the root; dynamic imports too. */
function importsOf(path: string, source: string): Set<string> {
  const specifiers = [...source.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(([, name = ""]) => name);
  return new Set(specifiers.map((name) => join(path, "..", name)));
}

/** What a `mod.ts` hands on from the files beside it. */
function offeredBy(source: string): string[] {
  return [...source.matchAll(/^export (?:type )?\{([^}]*)\} from/gm)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim().replace(/^type /, "").replace(/^.* as /, ""))
  ).filter((name) => name !== "");
}

Deno.test("somebody takes each thing that a folder of lib/ offers to others", async () => {
  const sources = new Map<string, string>();
  for await (const path of sourceFiles(ROOT)) sources.set(path, await Deno.readTextFile(new URL(path, ROOT)));
  const imports = new Map([...sources].map(([path, source]) => [path, importsOf(path, source)]));
  const faces = [...sources].filter(([path]) => /^lib\/.*\/mod\.ts$/.test(path));
  assert.ok(faces.length > 15);
  const unused = faces.flatMap(([face, source]) => {
    const users = [...sources].filter(([path]) => imports.get(path)?.has(face));
    return offeredBy(source).filter((name) => {
      const mention = new RegExp(`\\b${name}\\b`);
      return !users.some(([, text]) => mention.test(text));
    }).map((name) => `${face}: ${name}`);
  });
  assert.deepEqual(unused, []);
});
