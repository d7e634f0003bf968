import assert from "node:assert/strict";
import { join } from "node:path";
import type { ChangedFile, CodeDiff } from "../../../../lib/learn/diff/mod.ts";
import {
  type DocumentSearch,
  documentSetSchema,
  findDocuments,
} from "../../../../lib/learn/documents/mod.ts";
import { UserError } from "../../../../lib/user_error.ts";
import { estimateTokens } from "../../../../lib/preprocess/tokens/tokens.ts";
import { makeTree } from "./document_world.ts";

function file(path: string, fields: Partial<ChangedFile> = {}): ChangedFile {
  return {
    path,
    status: "modified",
    additions: 1,
    deletions: 0,
    category: "source",
    patch: "",
    omittedLines: 0,
    symbols: [],
    ...fields,
  };
}

function diffOf(...files: ChangedFile[]): CodeDiff {
  return { pullRequest: 57, files, omittedFiles: 0, additions: 1, deletions: 0 };
}

async function find(folder: string, search: Partial<DocumentSearch> = {}) {
  const { documents, warnings } = await findDocuments({
    folder,
    settings: { roots: [], exclude: [] },
    title: "Retry uploads that fail half-way",
    body: "",
    diff: undefined,
    subjects: [],
    ...search,
  });
  return { documents: documentSetSchema.parse(documents), warnings };
}

const TREE = {
  ".gitignore": "ignored/\n.erk/\ndist/\nsrc/local.json\n",
  "README.md": "# Widgets\n\nUploads and more.\n",
  "AGENTS.md": "# For agents\n",
  "LICENSE.md": "# MIT\nUploads.\n",
  "docs/uploads.md": [
    "---",
    "title: Uploading",
    "read_when:",
    "  - changing how uploads are retried",
    "tripwires:",
    "  - action: calling send()",
    "    warning: wrap it in retry()",
    "---",
    "# Uploads",
    "The retry is in `src/upload/backoff.ts`, the client in `src/upload/client.ts`, the settings in `src/local.json`.",
    "See [parts](parts.md).",
  ].join("\n"),
  "docs/notes.txt": "Nothing about it.",
  "docs/releases.md": "# Releases\nHow to release.\n",
  ".claude/commands/upload.md": "# Upload\n",
  "src/upload/client.ts": "",
  "src/upload/README.md": "# The upload client\n",
  "node_modules/x/README.md": "# Retry uploads\n",
  "vendor/y/README.md": "# Retry uploads\n",
  "tests/fixtures/plan.md": "# Retry uploads\n",
  "ignored/private.md": "# Retry uploads\n",
};

Deno.test("documents are found, ranked and read, and dead references told", async () => {
  await using tree = await makeTree(TREE, { git: true });
  const diff = diffOf(
    file("src/upload/client.ts", { symbols: ["function sendPart"] }),
    file("src/upload/backoff.ts", { status: "removed" }),
  );
  const { documents, warnings } = await find(tree.root, { diff });
  assert.deepEqual(warnings, []);
  assert.deepEqual(documents.paths, [
    ".claude/commands/upload.md",
    "AGENTS.md",
    "README.md",
    "docs/notes.txt",
    "docs/releases.md",
    "docs/uploads.md",
    "src/upload/README.md",
  ]);
  assert.deepEqual([documents.roots, documents.total], [[".claude/", "docs/"], 7]);
  const [best] = documents.documents;
  assert.deepEqual(best, {
    path: "docs/uploads.md",
    title: "Uploading",
    headings: ["Uploads"],
    readWhen: ["changing how uploads are retried"],
    tripwires: [{ action: "calling send()", warning: "wrap it in retry()" }],
    excerpts: [{ line: 9, text: TREE["docs/uploads.md"].split("\n").slice(8).join("\n") }],
    score: best?.score ?? 0,
    deadReferences: [{ path: "docs/parts.md", line: 11 }, { path: "src/upload/backoff.ts", line: 10 }]
      .sort((one, other) => one.line - other.line),
  });
  assert.ok(!documents.documents.some(({ path }) => path === "docs/releases.md"));
  assert.ok(documents.terms.includes("uploads") && documents.terms.includes("sendpart"));
});

Deno.test("what is configured is all there is: folders, files, exceptions", async () => {
  await using tree = await makeTree(TREE, { git: true });
  const settings = { roots: ["./docs/", "AGENTS.md", "NEW.md"], exclude: ["notes.txt"] };
  const { documents } = await find(tree.root, { settings });
  assert.deepEqual(documents.paths, ["AGENTS.md", "docs/releases.md", "docs/uploads.md"]);
  assert.deepEqual(documents.roots, ["docs/", "AGENTS.md", "NEW.md"]);
});

Deno.test("without git the folder is walked, but not those of tools and hidden ones", async () => {
  await using tree = await makeTree({ ...TREE, ".hidden/a.md": "# Retry", "build/a.md": "# Retry" });
  const { documents } = await find(tree.root);
  assert.ok(
    documents.paths.includes("docs/uploads.md") && documents.paths.includes(".claude/commands/upload.md"),
  );
  assert.deepEqual(
    documents.paths.filter((path) => /node_modules|vendor|hidden|build|fixtures/.test(path)),
    [],
  );
});

Deno.test("links out of the folder, huge and binary files are not read; the last two are counted", async () => {
  await using outside = await makeTree({
    "secret.md": "# Retry uploads SECRET\n",
    "folder/a.md": "# Retry SECRET\n",
  });
  await using tree = await makeTree({
    "docs/a.md": "# Retry\n",
    "docs/huge.md": `# Retry\n${"x".repeat(600_000)}`,
    "docs/binary.md": new Uint8Array([35, 32, 0, 1, 2]),
    "docs/latin.md": new Uint8Array([0x52, 0x65, 0x74, 0x72, 0x79, 0x20, 0xe9, 0xff]),
    "docs/broken.md": "---\ntitle: [\n---\n# Retry\n",
    "docs/folder/a.md": "# Retry\n",
  }, { git: true });
  await Deno.symlink(join(outside.root, "secret.md"), join(tree.root, "docs", "link.md"));
  await Deno.remove(join(tree.root, "docs", "folder"), { recursive: true });
  // As git lists it still, it is read as a path behind a link.
  await Deno.symlink(join(outside.root, "folder"), join(tree.root, "docs", "folder"));
  const { documents, warnings } = await find(tree.root);
  assert.doesNotMatch(JSON.stringify(documents.documents), /SECRET/);
  assert.deepEqual(documents.documents.map(({ path }) => path).sort(), [
    "docs/a.md",
    "docs/broken.md",
    "docs/latin.md",
  ]);
  assert.deepEqual(warnings.map((warning) => warning.replace(/\(All collection.*|\(Flow .*/, "(…)")).sort(), [
    '1 document has frontmatter that can\'t be used as it is: "docs/broken.md" (…)',
    '1 document was not read (binary): "docs/binary.md"',
    '1 document was not read (larger than 512 KiB): "docs/huge.md"',
    '1 document was not read (outside of the folder): "docs/folder/a.md"',
  ]);
});

Deno.test("many long documents are cut to the budget, and those that the pull request changes are among them", async () => {
  const long = `# Retry\n${
    Array.from({ length: 400 }, (_, at) => `Retry upload number ${at} again.`).join("\n")
  }`;
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`docs/d${at}.md`, long]));
  await using tree = await makeTree({ ...files, "docs/changed.md": "# Колыбель\n" }, { git: true });
  const diff = diffOf(file("docs/changed.md", { category: "documentation" }));
  const { documents } = await find(tree.root, { maxTokens: 5_000, diff });
  assert.deepEqual([documents.documents.length, documents.total, documents.paths.length], [25, 61, 61]);
  assert.equal(documents.documents.at(-1)?.path, "docs/changed.md");
  const texts = documents.documents.flatMap(({ excerpts }) => excerpts.map(({ text }) => text));
  const tokens = estimateTokens(texts.join("\n"));
  assert.ok(tokens <= 5_000 && tokens > 4_000, String(tokens));
});

Deno.test("documents in scripts without spaces are found by their words", async () => {
  await using tree = await makeTree({ "docs/a.md": "# アップロードの再試行\n", "docs/b.md": "# 料金表\n" });
  const { documents } = await find(tree.root, { title: "失敗したアップロードを再試行する" });
  assert.deepEqual(documents.documents.map(({ path }) => path), ["docs/a.md"]);
});

Deno.test("a folder that isn't there is an error that says how to name one; none at all is no document", async () => {
  await using tree = await makeTree({ "a.ts": "" });
  await assert.rejects(
    find(join(tree.root, "none")),
    (error: unknown) => error instanceof UserError && /--documents-root/.test(error.message),
  );
  await assert.rejects(find(join(tree.root, "a.ts")), UserError);
  const { documents } = await find(tree.root);
  assert.deepEqual([documents.total, documents.documents, documents.roots], [0, [], []]);
});
