import assert from "node:assert/strict";
import { sourceFiles } from "../../../tools/check/import_directions.ts";

const ROOT = new URL("../../../", import.meta.url);

/** Words of GitHub and of Deno, not ours. */
const FOREIGN = [
  "GitHub Actions is not permitted to create or approve pull requests",
  "failed resolving cwd` and `no path to search",
];

/** Source text as its messages are read: texts that are put together joined, escaped quotes bare, spaces folded. */
function asRead(source: string): string {
  return source
    .replace(/["'`]\s*\+\s*["'`]/g, "")
    .replaceAll('\\"', '"')
    .replaceAll('`"', '"')
    .replace(/\s+/g, " ");
}

/** Every file that can say something to a person. */
async function sources(): Promise<string[]> {
  const paths = ["install.sh", "install.ps1", ".github/scripts/install_archive.sh"];
  for await (const path of sourceFiles(ROOT)) if (/^(?:lib|scripts)\//.test(path)) paths.push(path);
  return await Promise.all(paths.map(async (path) => asRead(await Deno.readTextFile(new URL(path, ROOT)))));
}

/** The fixed words of a message: what stands between its `…`. */
function fixedWords(message: string): string[] {
  return message.split("…").map((piece) => piece.replace(/^[\s.:;,"()#]+|[\s.:;,"()#]+$/g, ""))
    .filter((piece) => piece.length > 3);
}

Deno.test("every message in the page on troubleshooting is one that the program says", async () => {
  const page = await Deno.readTextFile(new URL("docs/troubleshooting.md", ROOT));
  const quoted = [
    ...[...page.matchAll(/^### `(.+)`$/gm)].map(([, message = ""]) => message),
    // Details of a failed dispatch.
    ...[...page.matchAll(/^\| `(.+?)` +\|/gm)].map(([, message = ""]) => message),
  ];
  assert.ok(quoted.length > 60);
  const files = await sources();
  const unknown = quoted.filter((message) => {
    if (FOREIGN.some((words) => message.includes(words))) return false;
    const words = fixedWords(message);
    assert.ok(words.length > 0, message);
    // The parts of one message stand in one file.
    return !files.some((file) => words.every((piece) => file.includes(piece)));
  });
  assert.deepEqual(unknown, []);
});
