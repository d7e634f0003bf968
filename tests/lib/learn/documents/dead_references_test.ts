import assert from "node:assert/strict";
import { knownPaths, missingPaths } from "../../../../lib/learn/documents/dead_references.ts";
import { readDocument } from "../../../../lib/learn/documents/read_document.ts";

const FILES = [
  "README.md",
  "docs/guide.md",
  "docs/deep/setup.mdx",
  "docs/images/a b.png",
  "lib/upload/retry.ts",
  "lib/upload/client.ts",
  "packages/cli/src/main.ts",
  "scripts/run.sh",
];
const KNOWN = knownPaths(FILES, ["lib/upload/backoff.ts", "tools/old/gone.py", "README.md"]);

function missingIn(text: string, path = "docs/guide.md"): string[] {
  return missingPaths(readDocument(path, text), KNOWN).map(({ path, line }) => `${line} ${path}`);
}

const DEAD: Readonly<Record<string, readonly [text: string, missing: string]>> = {
  "a link to a page that is gone": ["See [setup](install.md#first).", "1 docs/install.md"],
  "a link upwards": ['\n[x](../lib/upload/queue.ts "title")', "2 lib/upload/queue.ts"],
  "a picture": ["![](images/c.png)", "1 docs/images/c.png"],
  "a link's definition": ["[guide]: ./old-guide.md", "1 docs/old-guide.md"],
  "a link in pointed brackets": ["[x](<images/a c.png>)", "1 docs/images/a c.png"],
  "a link that is not encoded": ["[x](100%.md)", "1 docs/100%.md"],
  "a path in code": ["The queue is in `lib/upload/queue.ts`.", "1 lib/upload/queue.ts"],
  "a path with a line": ["See `lib/upload/queue.ts:31`.", "1 lib/upload/queue.ts"],
  "a path with an anchor of lines": ["See `lib/upload/queue.ts#L3-L9`.", "1 lib/upload/queue.ts"],
  "a path with an anchor": ["See `docs/old.md#first-steps`.", "1 docs/old.md"],
  "a path with a name in it": ["See `lib/upload/queue.rs::Queue::new`.", "1 lib/upload/queue.rs"],
  "a folder": ["Everything in `lib/download/` is pure.", "1 lib/download"],
  "what the pull request removed, though its folder went too": [
    "Run `tools/old/gone.py`.",
    "1 tools/old/gone.py",
  ],
  "the bare name of what it removed": ["`backoff.ts` waits.", "1 lib/upload/backoff.ts"],
  "a folder of which it removed all": ["Look into `tools/old`.", "1 tools/old"],
};

for (const [title, [text, missing]] of Object.entries(DEAD)) {
  Deno.test(`dead: ${title}`, () => assert.deepEqual(missingIn(text), [missing]));
}

const ALIVE: Readonly<Record<string, string>> = {
  "what exists, from the root, from the document, or below a package":
    "`lib/upload/retry.ts` `deep/setup.mdx` `src/main.ts` `upload/retry.ts` `./guide.md` `docs/` [r](/README.md) `lib/upload`",
  "pages without their ending, and compiled names":
    "[s](deep/setup) [s](./deep/setup/) `lib/upload/retry.js` [t](../lib/upload/retry.js)",
  "encoded names": "![](images/a%20b.png) ![](<images/a b.png>)",
  "addresses and anchors":
    "[a](https://x.org/a.md) [b](#top) [c](mailto:a@b.c) [d](//x.org/a.md) `https://x.org/lib/a.ts` [e](vscode:a.md)",
  "GitHub's own pages": "[issues](../../issues/3) [wiki](../../../wiki/a.md)",
  "pages of a site": "[a](/reference/api) [b](reference/api) [c](api.html) [d](/guide/missing.md)",
  "patterns and placeholders":
    "`lib/*.ts` `lib/<name>.ts` `lib/{a,b}.ts` `lib/.../a.ts` `docs/NNNN-title.md` `lib/foo.ts` `lib/your-module.ts` `lib/$X.ts` `docs/YYYY-MM-DD.md` [x]({{ url }}/a.md) `path/to/lib/a.ts`",
  "code in fences": "```ts\nimport x from `lib/gone.ts`;\n[x](gone.md)\n```",
  "links in code": "Write `[x](gone.md)` for a link.",
  "what is no path":
    "`application/json` `and/or` `owner/name` `@scope/pkg` `n/a` `lib/upload v2` `1.5/2.5` `/etc/hosts` `~/x.ts` `a.b/c.d`",
  "commands": "`deno test lib/gone.ts` `./configure` `./app.js` `../other/app.js`",
  "names that were never here": "`package.json` `queue.ts`",
  "examples, and what was or will be":
    "e.g. `lib/upload/queue.ts`\n`lib/a/b.ts` was removed in 2.0\nIt writes `docs/report.md` itself.",
  "footnotes and comments": "[^1]: gone.md says so\n<!-- [x](gone.md) -->",
  "what tools make": "`lib/node_modules/x.js` `packages/cli/dist/main.js`",
};

for (const [title, text] of Object.entries(ALIVE)) {
  Deno.test(`no false alarm: ${title}`, () => assert.deepEqual(missingIn(text), []));
}

Deno.test("histories and decisions may name what was, but their links must work", () => {
  for (const path of ["CHANGELOG.md", "docs/decisions/0001-a.md", "docs/adr/1.md"]) {
    assert.deepEqual(missingIn("`lib/upload/queue.ts`", path), []);
  }
  assert.deepEqual(missingIn("[x](gone.md)", "CHANGELOG.md"), ["1 gone.md"]);
});

Deno.test("a path is named once, where it stands first, and no more than fifty are", () => {
  assert.deepEqual(missingIn("`lib/a/x.ts`\n`lib/a/x.ts` [x](../lib/a/x.ts)"), ["1 lib/a/x.ts"]);
  assert.equal(missingIn(Array.from({ length: 90 }, (_, at) => `\`lib/x${at}.ts\``).join("\n")).length, 50);
});
