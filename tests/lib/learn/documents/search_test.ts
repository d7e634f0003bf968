import assert from "node:assert/strict";
import type { CodeDiff } from "../../../../lib/learn/diff/mod.ts";
import { readDocument } from "../../../../lib/learn/documents/read_document.ts";
import { searchDocuments } from "../../../../lib/learn/documents/search.ts";
import { searchTerms } from "../../../../lib/learn/documents/search_terms.ts";
import { wordsOf } from "../../../../lib/learn/documents/words.ts";

Deno.test("words are parts of names and paths, whatever the script", () => {
  const cases: Readonly<Record<string, string>> = {
    "retryUpload": "retryupload retry upload",
    "max_tokens": "max_tokens max tokens",
    "HTTPServer2 x": "httpserver2 http server2",
    "src/upload-part.ts": "src upload part ts",
    "--dry-run": "dry run",
    "Größe über": "größe über",
    "再試行": "再試 試行",
    "a I": "",
  };
  for (const [text, words] of Object.entries(cases)) assert.equal([...wordsOf(text)].join(" "), words, text);
});

function diffWith(
  files: readonly {
    readonly path: string;
    readonly symbols: string[];
    readonly category?: "source" | "generated";
  }[],
): CodeDiff {
  return {
    pullRequest: 1,
    files: files.map((file) => ({
      status: "modified",
      additions: 1,
      deletions: 0,
      category: "source",
      patch: "",
      omittedLines: 0,
      ...file,
    })),
    omittedFiles: 0,
    additions: 0,
    deletions: 0,
  };
}

Deno.test("terms come from the title first, and a huge change does not push out the rest", () => {
  const files = Array.from({ length: 60 }, (_, at) => ({
    path: `src/queue/part${at}/word${at}.ts`,
    symbols: Array.from({ length: 30 }, (_, index) => `function drainQueue${"abcdefgh"[at % 8]}${index}`),
  }));
  const terms = searchTerms({
    title: "Bounded backpressure",
    body: "The and of it is 42.\nWatermarks are low.\nWatermarks are high.",
    diff: diffWith([...files, { path: "vendored/zzz.ts", symbols: ["function zzz"], category: "generated" }]),
    subjects: ["npm run deploy"],
  });
  const words = [...terms.keys()];
  assert.ok(words.length <= 80);
  assert.deepEqual(words.filter((word) => ["the", "and", "42", "src", "zzz"].includes(word)), []);
  for (const word of ["bounded", "backpressure", "watermarks", "queue", "drain", "deploy"]) {
    assert.ok(terms.has(word), word);
  }
  assert.deepEqual([...terms.values()], [...terms.values()].toSorted((a, b) => b - a));
});

Deno.test("title, read_when and headings count more than text, plurals fit, and a changelog comes last", async () => {
  const documents = [
    readDocument("CHANGELOG.md", "# Changelog\nA retry, a retry, another retry."),
    readDocument("docs/text.md", "# Other\nSomewhere a retry stands."),
    readDocument("docs/title.md", "# Retry\nNothing else."),
    readDocument("docs/plural.md", "# Uploads\n"),
    readDocument("docs/when.md", "---\nread_when: changing a retry\n---\n# X\n"),
    readDocument("docs/none.md", "# Colours\n"),
  ];
  const found = await searchDocuments(documents, new Map([["retry", 2], ["upload", 1]]));
  const paths = found.map(({ document }) => document.path);
  assert.deepEqual(paths.toSorted(), [
    "CHANGELOG.md",
    "docs/plural.md",
    "docs/text.md",
    "docs/title.md",
    "docs/when.md",
  ]);
  assert.ok(paths.indexOf("docs/title.md") < paths.indexOf("docs/text.md"));
  assert.ok(paths.indexOf("docs/when.md") < paths.indexOf("docs/text.md"));
  const [first] = await searchDocuments(documents.slice(0, 2), new Map([["retry", 1]]));
  assert.equal(first?.document.path, "docs/text.md");
  assert.deepEqual(await searchDocuments(documents, new Map()), []);
});
